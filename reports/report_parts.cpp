#include "reports/report_parts.hpp"

#include "reports/headline.hpp"
#include "reports/text.hpp"

#include <algorithm>

namespace souk::reports {

namespace {

using market::event_type;
using market::money;
using observe::counted;

std::string strong(const std::string& text) { return "<b>" + text + "</b>"; }

double real(std::int64_t number) { return static_cast<double>(number); }

std::string tile(const std::string& name, const std::string& value, const std::string& more) {
  return "<div class=\"card tile\"><span>" + name + "</span>" + strong(value) + "<span>" + more
         + "</span></div>\n";
}

std::string newcomers_sentence(const headline& h) {
  const std::string hired = h.hired_within(28);
  if (hired == "-") {
    return "";
  }
  return " Of " + strong(grouped(h.newcomers.approved)) + " newly approved freelancers, "
         + strong(hired) + " were hired within 28 days.";
}

std::string verdict(const std::optional<bool>& ok) {
  if (!ok) {
    return "<span class=\"few\">too little data</span>";
  }
  return *ok ? "<span class=\"ok\">within</span>" : "<span class=\"off\">outside</span>";
}

std::string parts_text(const observe::moment& m) {
  std::string text;
  for (const auto& [part, value] : m.parts) {
    text += (text.empty() ? "" : ", ") + escaped(part) + " " + short_number(value);
  }
  return text;
}

struct step {
  const char* name;
  std::int64_t number;
  std::string remark;
};

std::string funnel_rows(const std::vector<step>& steps) {
  std::int64_t most = 1;
  for (const step& one : steps) {
    most = std::max(most, one.number);
  }
  std::string html;
  for (const step& one : steps) {
    html += "<span>" + std::string(one.name) + "</span><span class=\"bar\" style=\"width:"
            + fixed(100 * real(one.number) / real(most), 1) + "%\"></span><span class=\"number\">"
            + grouped(one.number) + "</span><small>" + one.remark + "</small>\n";
  }
  return html;
}

std::string money_table(const money_figures& m, const money_figures& during) {
  std::vector<table_row> rows;
  const auto add = [&](const char* name, money money_figures::* figure) {
    rows.push_back({name, dollars_grouped(during.*figure), dollars_grouped(m.*figure)});
  };
  add("Clients paid, net of refunds", &money_figures::client_paid);
  add("Platform's subsidies", &money_figures::subsidies);
  add("Freelancers got, net", &money_figures::freelancer_net);
  add("Freelancers' fees", &money_figures::freelancer_fees);
  add("Clients' fees", &money_figures::client_fees);
  add("Connects sold", &money_figures::connects_sales);
  add("of these, paid from balances", &money_figures::connects_from_balance);
  add("Withdrawal fees", &money_figures::withdrawal_fees);
  add("In escrow", &money_figures::escrow);
  add("Pending", &money_figures::pending);
  add("Available", &money_figures::available);
  add("Withdrawn", &money_figures::withdrawn);
  add("Platform revenue", &money_figures::platform_revenue);
  return table_html({"Money", "in the window", "since the start"}, rows, true);
}

std::string connects_table(const observe::connects_totals& c) {
  return table_html({"Connects", "since the start"},
      {{"Granted", grouped(c.granted)}, {"Bought", grouped(c.bought)},
          {"Returned", grouped(c.returned)}, {"Spent", grouped(c.spent)},
          {"Expired", grouped(c.expired)}, {"Held by freelancers", grouped(c.held)}});
}

std::string term(const std::string& name, const std::string& meaning) {
  return "<dt>" + name + "</dt><dd>" + meaning + "</dd>\n";
}

std::string listing(const char* name, const std::string& text) {
  return text.empty() ? ""
                      : "<details><summary>" + std::string(name) + "</summary><pre>" + escaped(text)
                            + "</pre></details>\n";
}

std::string overrides_text(const observe::run_description& what) {
  std::string text;
  for (const auto& [path, value] : what.overrides) {
    text += (text.empty() ? "" : ", ") + std::string("<code>") + escaped(path + "=" + value)
            + "</code>";
  }
  return text.empty() ? "none" : text;
}

}  // namespace

std::string table_html(const table_row& head, const std::vector<table_row>& rows, bool sums) {
  std::string html = "<div class=\"scroll\"><table><thead><tr>";
  for (const std::string& cell : head) {
    html += "<th scope=\"col\">" + cell + "</th>";
  }
  html += "</tr></thead><tbody>\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    html += sums && i + 1 == rows.size() ? "<tr class=\"sum\">" : "<tr>";
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      html += column == 0 ? "<th scope=\"row\">" + rows[i][column] + "</th>"
                          : "<td>" + rows[i][column] + "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string lead_html(const report_input& run) {
  const headline h = headline_of(run.result, run.days);
  return "<p class=\"lead\">Over " + strong(grouped(h.days) + " days") + ", clients posted "
         + strong(grouped(h.posts)) + " jobs and filled "
         + strong(percent_text(real(h.filled), real(h.posts))) + " of them; each drew "
         + strong(fixed(h.per_post(), 1)) + " proposals. The platform earned "
         + strong(dollars_short(h.revenue)) + " on " + strong(dollars_short(h.gross)) + " of work ("
         + strong(percent_text(real(h.revenue.cents), real(h.gross.cents))) + ")."
         + newcomers_sentence(h) + "</p>\n";
}

std::string tiles_html(const report_input& run) {
  const headline h = headline_of(run.result, run.days);
  const observe::counts& c = run.result.counts;
  const auto& median = h.newcomers.median_days_to_first_hire;
  std::string html = "<div class=\"tiles\">\n";
  html += tile("Jobs posted", grouped(h.posts), grouped(h.filled) + " filled");
  html += tile("Proposals a post", fixed(h.per_post(), 1), grouped(h.proposals) + " proposals");
  html += tile("Work billed", dollars_short(h.gross), grouped(h.contracts) + " contracts begun");
  html += tile("Platform revenue", dollars_short(h.revenue),
      percent_text(real(h.revenue.cents), real(h.gross.cents)) + " of work billed");
  html += tile("Freelancers' net", dollars_short(h.net),
      grouped(c[counted::hours_billed_minutes] / 60) + " hours billed by the hour");
  html +=
      tile("Newcomers hired in 28 days", h.hired_within(28), h.hired_within(90) + " in 90 days");
  html += tile("Median days to a first hire", median ? short_number(*median) : "-",
      "of " + grouped(h.newcomers.approved) + " newly approved");
  html += tile("Pairs that left the platform", grouped(c[counted::off_platform]),
      grouped(c[counted::disputes]) + " disputes, " + grouped(c[counted::refunds]) + " refunds");
  return html + "</div>\n";
}

std::string funnel_html(const report_input& run) {
  const observe::counts& c = run.result.counts;
  const auto n = [&](event_type type) { return c[type]; };
  const auto of = [&](event_type part, event_type whole, const char* name) {
    return percent_text(real(n(part)), real(n(whole))) + " " + name;
  };
  const std::string per_post =
      fixed(headline::ratio(n(event_type::proposed), n(event_type::job_posted)), 1) + " a post";
  return "<h2>From post to pay</h2>\n<div class=\"pair\"><div class=\"card funnel\">"
         + funnel_rows({{"Jobs posted", n(event_type::job_posted), ""},
             {"filled", n(event_type::job_filled),
                 of(event_type::job_filled, event_type::job_posted, "of posts")},
             {"expired", n(event_type::job_expired),
                 of(event_type::job_expired, event_type::job_posted, "of posts")},
             {"closed", n(event_type::job_closed),
                 of(event_type::job_closed, event_type::job_posted, "of posts")}})
         + "</div><div class=\"card funnel\">"
         + funnel_rows({{"Proposals", n(event_type::proposed), per_post},
             {"Interviews", n(event_type::interview_opened),
                 of(event_type::interview_opened, event_type::proposed, "of proposals")},
             {"Offers", n(event_type::offered),
                 of(event_type::offered, event_type::proposed, "of proposals")},
             {"Contracts", n(event_type::offer_accepted),
                 of(event_type::offer_accepted, event_type::offered, "of offers")}})
         + "</div></div>\n";
}

std::string categories_html(const report_input& run) {
  const std::vector<std::string>& names = run.result.what.categories;
  std::vector<observe::category_day> sums(names.size());
  for (const observe::category_day& day : run.category_days) {
    if (day.day < run.result.window_from_day || day.category >= names.size()) {
      continue;
    }
    observe::category_day& sum = sums[day.category];
    sum.jobs_posted += day.jobs_posted;
    sum.proposals += day.proposals;
    sum.hires += day.hires;
    sum.approved += day.approved;
    sum.oversupplied += day.oversupplied;
    sum.gross_cents += day.gross_cents;
  }
  std::vector<table_row> rows;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const observe::category_day& sum = sums[i];
    rows.push_back({escaped(names[i]), grouped(sum.jobs_posted), grouped(sum.proposals),
        fixed(headline::ratio(sum.proposals, sum.jobs_posted), 1), grouped(sum.hires),
        percent_text(real(sum.hires), real(sum.jobs_posted)), grouped(sum.approved),
        grouped(sum.oversupplied), dollars_short({sum.gross_cents})});
  }
  return "<h2>Categories</h2>\n<div class=\"card\">"
         + table_html({"", "jobs posted", "proposals", "proposals a post", "hires", "hires a post",
                          "profiles approved", "turned down: oversupplied", "work billed"},
             rows)
         + "</div>\n";
}

std::string money_html(const report_input& run) {
  return "<h2>Money and Connects</h2>\n<div class=\"pair\"><div class=\"card\">" +
         money_table(figures_of(run.result.ledger), figures_of_window(run.result, run.days)) +
         "</div><div class=\"card\">" + connects_table(run.result.connects) +
         "</div></div>\n<p class=\"note\">To the cent, what clients paid and the platform put in "
         "is what freelancers got, the fees, and what is in escrow; Connects granted, bought and "
         "returned are those spent, expired and held. Money is checked after every epoch.</p>\n";
}

std::string moments_html(const report_input& run) {
  if (run.result.moments.empty()) {
    return "";
  }
  std::vector<table_row> rows;
  for (const observe::moment& m : run.result.moments) {
    rows.push_back({escaped(m.id), m.value ? short_number(*m.value) : "-", parts_text(m),
        escaped(m.target), verdict(m.ok)});
  }
  return "<h2>Against real marketplaces</h2>\n<p class=\"note\">Each moment of this run beside "
         "what is published about real marketplaces, with the range that is accepted.</p>\n"
         "<div class=\"card\">"
         + table_html({"moment", "value", "parts", "published", ""}, rows) + "</div>\n";
}

std::string counts_html(const report_input& run) {
  std::vector<table_row> rows;
  for (std::size_t i = 0; i < observe::event_kinds; ++i) {
    if (run.result.counts.events[i] != 0) {
      rows.push_back(
          {std::string(market::names_of<event_type>[i]), grouped(run.result.counts.events[i])});
    }
  }
  return "<h2>All that happened</h2>\n<div class=\"card\">" + grouped(run.result.events)
         + " events in the window, among " + grouped(run.result.freelancers) + " freelancers and "
         + grouped(run.result.clients) + " clients.<details><summary>By type</summary>"
         + table_html({"event", "number"}, rows) + "</details></div>\n";
}

std::string making_html(const report_input& run) {
  const observe::run_description& what = run.result.what;
  return "<h2>How this was made</h2>\n<div class=\"card\"><dl>"
         + term("Scenario", escaped(what.scenario)) + term("Policy", escaped(what.policy))
         + term("Overrides", overrides_text(what)) + term("Seed", std::to_string(what.seed))
         + term("Days", grouped(what.burn_in_days) + " of burn-in, then " + grouped(what.days))
         + term("From", market::date_text(what.start))
         + term("souk", "version " + escaped(what.version))
         + term("State hash", "<code>" + escaped(run.result.state_hash) + "</code>") + "</dl>"
         + listing("The policy", what.policy_yaml) + listing("The scenario", what.scenario_yaml)
         + "</div>\n";
}

}  // namespace souk::reports
