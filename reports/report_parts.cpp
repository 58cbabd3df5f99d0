#include "reports/report_parts.hpp"

#include "observe/moments.hpp"
#include "reports/headline.hpp"
#include "reports/simulation_card.hpp"
#include "reports/text.hpp"

#include <algorithm>
#include <iterator>

namespace souk::reports {

namespace {

using market::event_type;
using market::money;
using observe::counted;

double real(std::int64_t number) { return static_cast<double>(number); }

void add_newcomers(sentence& said, const headline& h) {
  const std::string hired = h.hired_within(28);
  if (hired == "-") {
    return;
  }
  said.insert(
      said.end(), {" Of ", strong(grouped(h.newcomers.approved)), " newly approved freelancers, ",
                      strong(hired), " were hired within 28 days."});
}

cell verdict(const std::optional<bool>& ok) {
  if (!ok) {
    return {"too little data", look::soft};
  }
  return *ok ? cell{"within", look::good} : cell{"outside", look::bad};
}

std::string parts_text(const observe::moment& m) {
  std::string text;
  for (const auto& [name, value] : m.parts) {
    text += (text.empty() ? "" : ", ") + name + " " + short_number(value);
  }
  return text;
}

table money_table(const money_figures& m, const money_figures& during) {
  table rows{{"Money", "in the window", "since the start"}, {}, true, true};
  const auto add = [&](const char* name, money money_figures::* figure) {
    rows.rows.push_back({name, dollars_grouped(during.*figure), dollars_grouped(m.*figure)});
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
  return rows;
}

table connects_table(const observe::connects_totals& c) {
  return {{"Connects", "since the start"},
      {{"Granted", grouped(c.granted)}, {"Bought", grouped(c.bought)},
          {"Returned", grouped(c.returned)}, {"Spent", grouped(c.spent)},
          {"Expired", grouped(c.expired)}, {"Held by freelancers", grouped(c.held)}},
      false, true};
}

const observe::moment_spec* spec_of(std::string_view id) {
  const auto specs = observe::moment_specs();
  const auto found = std::find_if(
      specs.begin(), specs.end(), [&](const observe::moment_spec& one) { return one.id == id; });
  return found == specs.end() ? nullptr : &*found;
}

}  // namespace

sentence headline_sentence(const kept_run& run) {
  const headline h = headline_of(run.result, run.days);
  sentence said{"Over ", strong(grouped(h.days) + " days"), ", clients posted ",
      strong(grouped(h.posts)), " jobs and filled ",
      strong(percent_text(real(h.filled), real(h.posts))), " of them; each drew ",
      strong(fixed(h.per_post(), 1)), " proposals. The platform earned ",
      strong(dollars_short(h.revenue)), " on ", strong(dollars_short(h.gross)), " of work (",
      strong(percent_text(real(h.revenue.cents), real(h.gross.cents))), ")."};
  add_newcomers(said, h);
  return said;
}

tiles headline_tiles(const kept_run& run) {
  const headline h = headline_of(run.result, run.days);
  const observe::counts& c = run.result.counts;
  const auto& median = h.newcomers.median_days_to_first_hire;
  return {{{"Jobs posted", grouped(h.posts), grouped(h.filled) + " filled"},
      {"Proposals a post", fixed(h.per_post(), 1), grouped(h.proposals) + " proposals"},
      {"Work billed", dollars_short(h.gross), grouped(h.contracts) + " contracts begun"},
      {"Platform revenue", dollars_short(h.revenue),
          percent_text(real(h.revenue.cents), real(h.gross.cents)) + " of work billed"},
      {"Freelancers' net", dollars_short(h.net),
          grouped(c[counted::hours_billed_minutes] / 60) + " hours billed by the hour"},
      {"Newcomers hired in 28 days", h.hired_within(28), h.hired_within(90) + " in 90 days"},
      {"Median days to a first hire", median ? short_number(*median) : "-",
          "of " + grouped(h.newcomers.approved) + " newly approved"},
      {"Pairs that left the platform", grouped(c[counted::off_platform]),
          grouped(c[counted::disputes]) + " disputes, " + grouped(c[counted::refunds])
              + " refunds"}}};
}

section money_section(const kept_run& run) {
  return {"Money and Connects",
      "To the cent, what clients paid and the platform put in is what freelancers got, the fees, "
      "and what is in escrow; Connects granted, bought and returned are those spent, expired and "
      "held. Money is checked after every epoch.",
      {money_table(figures_of(run.result.ledger), figures_of_window(run.result, run.days)),
          connects_table(run.result.connects)}};
}

section moments_section(const kept_run& run) {
  if (run.result.moments.empty()) {
    return {};
  }
  table rows{{"moment", "value", "parts", "published (accepted)", "", "used for"}, {}, false, false,
      {2, 3}};
  for (const observe::moment& m : run.result.moments) {
    const observe::moment_spec* const spec = spec_of(m.id);
    rows.rows.push_back({spec == nullptr ? m.id : m.id + " " + std::string(spec->what),
        m.value ? short_number(*m.value) : "-", parts_text(m), m.target, verdict(m.ok),
        cell(spec != nullptr && spec->tuning ? "tuning" : "checking", look::soft)});
  }
  return {"Against real marketplaces",
      "Each moment of this run beside what is published about real marketplaces, with the range "
      "that is accepted.",
      {rows}};
}

section counts_section(const kept_run& run) {
  table rows{{"event", "number"}, {}};
  for (std::size_t i = 0; i < observe::event_kinds; ++i) {
    if (run.result.counts.events[i] != 0) {
      rows.rows.push_back(
          {std::string(market::names_of<event_type>[i]), grouped(run.result.counts.events[i])});
    }
  }
  return {"All that happened",
      grouped(run.result.events) + " events in the window, among " + grouped(run.result.freelancers)
          + " freelancers and " + grouped(run.result.clients) + " clients.",
      {folded{"By type", rows}}};
}

std::vector<fact> card_of(const kept_run& run) {
  const observe::run_description& what = run.result.what;
  std::vector<fact> facts{{"Scenario", {what.scenario}}, {"Policy", {what.policy}},
      {"Overrides", {overrides_text({what.overrides.begin(), what.overrides.end()})}, look::code},
      {"Seed", {std::to_string(what.seed)}},
      {"Days", {grouped(what.burn_in_days) + " of burn-in, then " + grouped(what.days)}},
      {"From", {market::date_text(what.start)}}};
  if (!run.command.empty()) {
    facts.push_back({"Command", {run.command}, look::code});
  }
  facts.insert(facts.end(),
      {{"souk", {"version " + what.version}}, {"State hash", {run.result.state_hash}, look::code}});
  std::ranges::move(simulation_facts("; what it took on one is in summary.json beside this page"),
      std::back_inserter(facts));
  return facts;
}

}  // namespace souk::reports
