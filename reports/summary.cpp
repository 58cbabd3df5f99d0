#include "reports/summary.hpp"

#include "reports/json.hpp"
#include "reports/text.hpp"

namespace souk::reports {

namespace {

using market::event_type;
using market::ledger_account;
using market::money;
using observe::counted;

void write_counts(json_writer& json, const observe::run_result& result) {
  const observe::counts& c = result.counts;
  json.key("counts").begin_object();
  json.field("freelancers", result.freelancers);
  json.field("clients", result.clients);
  json.field("profiles_submitted", c[event_type::profile_submitted]);
  json.field("profiles_approved", c[event_type::profile_approved]);
  json.field("profiles_rejected", c[event_type::profile_rejected]);
  json.field("vetting_overdue", c[counted::vetting_overdue]);
  json.field("jobs_posted", c[event_type::job_posted]);
  json.field("jobs_filled", c[event_type::job_filled]);
  json.field("jobs_expired", c[event_type::job_expired]);
  json.field("jobs_closed", c[event_type::job_closed]);
  json.field("invitations", c[event_type::invited]);
  json.field("proposals", c[event_type::proposed]);
  json.field("interviews", c[event_type::interview_opened]);
  json.field("offers", c[event_type::offered]);
  json.field("contracts_started", c[event_type::offer_accepted]);
  json.field("contracts_ended", c[event_type::contract_ended]);
  json.field("milestones_released", c[event_type::milestone_released]);
  json.field("hours_billed", c[counted::hours_billed_minutes] / 60);
  json.field("reviews", c[event_type::reviewed]);
  json.field("refunds", c[counted::refunds]);
  json.field("disputes", c[counted::disputes]);
  json.field("off_platform", c[counted::off_platform]);
  json.field("events", result.events);
  json.end_object();
}

void write_money(json_writer& json, const money_figures& m) {
  const auto field = [&](const char* key, money amount) { json.field(key, dollars_text(amount)); };
  json.key("money").begin_object();
  field("client_paid", m.client_paid);
  field("subsidies", m.subsidies);
  field("freelancer_net", m.freelancer_net);
  field("freelancer_fees", m.freelancer_fees);
  field("client_fees", m.client_fees);
  field("connects_sales", m.connects_sales);
  field("connects_from_balance", m.connects_from_balance);
  field("withdrawal_fees", m.withdrawal_fees);
  field("escrow", m.escrow);
  field("pending", m.pending);
  field("available", m.available);
  field("withdrawn", m.withdrawn);
  field("platform_revenue", m.platform_revenue);
  json.end_object();
}

void write_connects(json_writer& json, const observe::connects_totals& c) {
  json.key("connects").begin_object();
  json.field("granted", c.granted);
  json.field("bought", c.bought);
  json.field("spent", c.spent);
  json.field("returned", c.returned);
  json.field("expired", c.expired);
  json.field("held", c.held);
  json.end_object();
}

void write_newcomers(json_writer& json, const observe::newcomers& n) {
  json.key("newcomers").begin_object();
  json.field("approved", n.approved);
  json.field("hired_28d", n.hired_28d);
  json.field("hired_90d", n.hired_90d);
  json.field("median_days_to_first_hire", n.median_days_to_first_hire);
  json.end_object();
}

void write_moments(json_writer& json, const std::vector<observe::moment>& moments) {
  json.key("moments").begin_object();
  for (const observe::moment& m : moments) {
    json.key(m.id).begin_object().field("value", m.value);
    json.key("parts").begin_object();
    for (const auto& [part, value] : m.parts) {
      json.field(part, value);
    }
    json.end_object().field("target", m.target).field("ok", m.ok).end_object();
  }
  json.end_object();
}

void write_cost(json_writer& json, const observe::run_cost& cost) {
  json.key("run").begin_object();
  json.field("threads", cost.threads);
  json.field("cohort_size", cost.cohort_size);
  json.field("wall_s", cost.wall_s);
  json.field("proposals_per_s", cost.proposals_per_s);
  json.field("peak_rss_bytes", cost.peak_rss_bytes);
  json.end_object();
}

void write_description(json_writer& json, const observe::run_result& result) {
  const observe::run_description& what = result.what;
  json.field("souk", what.version).field("scenario", what.scenario).field("policy", what.policy);
  json.key("overrides").begin_object();
  for (const auto& [path, value] : what.overrides) {
    json.field(path, value);
  }
  json.end_object().field("seed", what.seed).field("days", std::int64_t{what.days});
  json.key("window").begin_object();
  json.field("from", std::int64_t{result.window_from_day});
  json.field("to", std::int64_t{result.window_to_day});
  json.end_object().field("state_hash", result.state_hash);
}

void demand(std::vector<std::string>& broken, const char* identity, std::int64_t left,
    std::int64_t right, std::string (*as_text)(std::int64_t)) {
  if (left != right) {
    broken.push_back(std::string(identity) + ": " + as_text(left) + " is not " + as_text(right));
  }
}

}  // namespace

money_figures figures_of(const market::ledger_totals& ledger) {
  money_figures m;
  m.client_paid = -ledger[ledger_account::client_cards];
  m.subsidies = -ledger[ledger_account::subsidies];
  m.freelancer_fees = ledger[ledger_account::freelancer_fees];
  m.client_fees = ledger[ledger_account::client_fees];
  m.connects_from_balance = ledger[ledger_account::connects_sales_balance];
  m.connects_sales = ledger[ledger_account::connects_sales_card] + m.connects_from_balance;
  m.withdrawal_fees = ledger[ledger_account::withdrawal_fees];
  m.escrow = ledger[ledger_account::escrow];
  m.pending = ledger[ledger_account::pending];
  m.available = ledger[ledger_account::available];
  m.withdrawn = ledger[ledger_account::withdrawn];
  m.freelancer_net =
      m.pending + m.available + m.withdrawn + m.connects_from_balance + m.withdrawal_fees;
  m.platform_revenue =
      m.freelancer_fees + m.client_fees + m.connects_sales + m.withdrawal_fees - m.subsidies;
  return m;
}

std::string summary_json(const observe::run_result& result) {
  json_writer json;
  json.begin_object();
  write_description(json, result);
  write_counts(json, result);
  write_money(json, figures_of(result.ledger));
  write_connects(json, result.connects);
  write_newcomers(json, result.newcomers);
  write_moments(json, result.moments);
  write_cost(json, result.cost);
  return json.end_object().text();
}

std::vector<std::string> check_identities(
    const money_figures& m, const observe::connects_totals& c) {
  std::vector<std::string> broken;
  const auto dollars = [](std::int64_t cents) { return dollars_text({cents}); };
  const auto count = [](std::int64_t n) { return std::to_string(n); };
  demand(broken,
      "client_paid + subsidies = freelancer_net + freelancer_fees + client_fees + escrow",
      (m.client_paid + m.subsidies).cents,
      (m.freelancer_net + m.freelancer_fees + m.client_fees + m.escrow).cents, dollars);
  demand(broken,
      "freelancer_net = pending + available + withdrawn + connects_from_balance + withdrawal_fees",
      m.freelancer_net.cents,
      (m.pending + m.available + m.withdrawn + m.connects_from_balance + m.withdrawal_fees).cents,
      dollars);
  demand(broken,
      "platform_revenue = freelancer_fees + client_fees + connects_sales + withdrawal_fees - "
      "subsidies",
      m.platform_revenue.cents,
      (m.freelancer_fees + m.client_fees + m.connects_sales + m.withdrawal_fees - m.subsidies)
          .cents,
      dollars);
  demand(broken, "granted + bought + returned = spent + expired + held",
      c.granted + c.bought + c.returned, c.spent + c.expired + c.held, count);
  return broken;
}

std::vector<std::string> check_identities(const observe::run_result& result) {
  std::vector<std::string> broken = check_identities(figures_of(result.ledger), result.connects);
  const market::ledger_totals& ledger = result.ledger;
  const auto dollars = [](std::int64_t cents) { return dollars_text({cents}); };
  demand(broken, "the sum of all accounts = 0", ledger.sum().cents, 0, dollars);
  demand(broken, "money on its way between accounts = 0", ledger[ledger_account::transit].cents, 0,
      dollars);
  demand(broken, "Connects sold by card = what freelancers' cards paid",
      ledger[ledger_account::connects_sales_card].cents,
      -ledger[ledger_account::freelancer_cards].cents, dollars);
  return broken;
}

}  // namespace souk::reports
