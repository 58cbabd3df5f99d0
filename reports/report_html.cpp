#include "reports/report_html.hpp"

#include "reports/report_parts.hpp"
#include "reports/report_style.hpp"
#include "reports/text.hpp"

namespace souk::reports {

namespace {

std::string header_html(const report_input& run) {
  const observe::run_description& what = run.result.what;
  std::string html = "<header><p class=\"kicker\">souk run, seed " + std::to_string(what.seed)
                     + "</p><h1>" + escaped(what.scenario) + " under " + escaped(what.policy)
                     + "</h1>\n";
  if (run.interrupted) {
    html += "<p class=\"banner\">This run was interrupted: it ends after "
            + grouped(static_cast<std::int64_t>(run.days.size())) + " of "
            + grouped(what.burn_in_days + what.days) + " days, burn-in included.</p>\n";
  }
  return html + lead_html(run) + "</header>\n";
}

}  // namespace

std::string report_html(const report_input& run) {
  const observe::run_description& what = run.result.what;
  std::string html =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
      + escaped(what.scenario) + " under " + escaped(what.policy) + " - souk</title>\n<style>";
  html.append(report_style).append("</style>\n</head>\n<body>\n<main>\n");
  html += header_html(run);
  html += tiles_html(run);
  html += charts_html(run);
  html += funnel_html(run);
  html += categories_html(run);
  html += money_html(run);
  html += moments_html(run);
  html += counts_html(run);
  html += making_html(run);
  html +=
      "<footer>All figures but money and Connects totals are of the window after burn-in. "
      "The data behind this page is in <code>run.sqlite</code> beside it.</footer>\n";
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace souk::reports
