// The page, the documentation, and what watches the server.
#include "server/openapi.hpp"
#include "server/page.hpp"
#include "server/router.hpp"

#include <fmt/format.h>

namespace souk::server {

void router::show_page(visit&& by) {
  response page;
  page.type = "text/html; charset=utf-8";
  page.body = page_html();
  // The one page that is not data: its own style and script, and what this server answers.
  page.headers.emplace_back("Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
      " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
      " frame-ancestors 'none'");
  by.answer(std::move(page));
}

void router::show_openapi(visit&& by) {
  static const std::string with_development = openapi_text(true);
  static const std::string without = openapi_text(false);
  response document;
  document.body = options_.development ? with_development : without;
  by.answer(std::move(document));
}

void router::show_health(visit&& by) { by.answer(json_response({{"status", "alive"}})); }

void router::show_readiness(visit&& by) {
  by.answer(market_.is_ready() ? json_response({{"status", "ready"}})
                               : problem(503, "storage_unavailable", "the database is not there"));
}

void router::show_metrics(visit&& by) {
  const keeper_sums sums = market_.sums();
  response text;
  text.type = "text/plain; version=0.0.4";
  text.body = metrics_.text()
              + fmt::format(
                  "# HELP souk_commits_total Transactions.\n"
                  "# TYPE souk_commits_total counter\nsouk_commits_total {}\n"
                  "# HELP souk_changes_total Changes in these transactions.\n"
                  "# TYPE souk_changes_total counter\nsouk_changes_total {}\n"
                  "# HELP souk_commit_failures_total Transactions that failed.\n"
                  "# TYPE souk_commit_failures_total counter\n"
                  "souk_commit_failures_total {}\n"
                  "# HELP souk_changes_waiting Changes that wait.\n"
                  "# TYPE souk_changes_waiting gauge\nsouk_changes_waiting {}\n",
                  sums.commits, sums.changes, sums.failures, sums.waiting);
  by.answer(std::move(text));
}

}  // namespace souk::server
