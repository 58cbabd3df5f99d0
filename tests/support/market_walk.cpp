#include "tests/support/market_walk.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace souk::testing {

using market::contract_id;
using market::contract_status;
using market::day;
using market::hour;
using market::job_id;
using market::milestone_id;
using market::milestone_status;
using market::money;
using market::person_id;
using market::second;

namespace {

/// How often each command is tried, in the order of the vocabulary.
constexpr std::array<std::int32_t, std::variant_size_v<market::command>> weights{
    4,   // register
    4,   // verify_email
    1,   // close_account
    8,   // submit_profile
    6,   // update_profile
    4,   // take_readiness_test
    2,   // set_tax_status
    3,   // add_payment_method
    3,   // set_payout_schedule
    7,   // buy_connects
    2,   // search_jobs
    1,   // save_search
    45,  // propose
    9,   // withdraw_proposal
    16,  // reply
    8,   // decline_invitation
    34,  // accept_offer
    5,   // decline_offer
    50,  // log_time
    45,  // submit_milestone
    10,  // answer_refund
    14,  // refund
    12,  // withdraw
    2,   // add_billing_method
    34,  // post_job
    7,   // close_job
    14,  // invite
    22,  // interview
    9,   // decline_proposal
    38,  // offer
    45,  // fund_milestone
    10,  // add_milestone
    9,   // request_changes
    32,  // approve_milestone
    16,  // dispute_hours
    9,   // bonus
    16,  // end_contract
    26,  // review
    6,   // set_availability
};

scenarios::setting set(std::string path, std::string value) {
  return {path, value, path + "=" + value};
}

}  // namespace

std::vector<scenarios::setting> random_settings(dice& draw) {
  using list = std::vector<std::string>;
  const std::pair<const char*, list> all[]{
      {"fees.freelancer.basis",
          {"lifetime_marginal", "lifetime_marginal", "transaction_marginal", "transaction_slab"}},
      {"fees.freelancer.tiers", {"[[500.00, 20%], [10000.00, 10%], [none, 5%]]",
                                    "[[499.99, 20%], [10000.00, 10%], [none, 5%]]", "[[none, 10%]]",
                                    "[[300.00, 5%], [700.01, 17.5%], [none, 1%]]"}},
      {"fees.client", {"0%", "3%", "2.75%"}},
      {"fees.contract", {"0.00", "0.00", "4.95"}},
      {"boost.slots", {"0", "1", "3"}},
      {"availability.price_per_week", {"none", "2", "25"}},
      {"connects.monthly", {"0", "10"}},
      {"connects.expiry", {"365d", "30d", "9d"}},
      {"connects.rollover_max", {"none", "60", "20"}},
      {"connects.return_on_close", {"true", "true", "false"}},
      {"connects.interview_cap.count", {"50", "25"}},
      {"connects.cost_invited", {"0", "0", "1"}},
      {"connects.price", {"0.15", "0.10"}},
      {"payouts.fee", {"0.00", "0.99"}},
      {"payouts.minimum", {"0.00", "100.00"}},
      {"payouts.method_delay", {"0s", "3d"}},
      {"vetting.review_time", {"24h", "6h"}},
      {"vetting.supply_floor", {"50", "4", "2"}},
      {"vetting.supply_ratio", {"4", "0"}},
      {"milestones.auto_release", {"14d", "3d"}},
      {"milestones.security", {"5d", "1d", "20d"}},
      {"hourly.dispute_days", {"5", "3"}},
      {"hourly.available_after", {"10d", "3d"}},
      {"refunds.window", {"180d", "20d"}},
      {"refunds.answer", {"7d", "2d"}},
      {"refunds.settle_after", {"14d", "3d"}},
      {"refunds.dispute_share", {"50%", "33%", "0%", "100%"}},
      {"offers.expiry", {"7d", "1d"}},
      {"jobs.expiry", {"30d", "8d"}},
      {"reviews.window", {"14d", "4d"}},
      {"badges.top_rated.score", {"90", "40"}},
      {"badges.rising_talent.rating", {"4.8", "2"}},
  };
  std::vector<scenarios::setting> chosen;
  for (const auto& [path, values] : all) {
    chosen.push_back(set(path, draw.one_of(values)));
  }
  return chosen;
}

// -- the walk -------------------------------------------------------------------------------------

std::vector<script_step> market_walk::run(watched_market& stage) {
  stage_ = &stage;
  std::vector<script_step> done;
  while (done.size() < options_.steps && !stage.wrong()) {
    script_step step = next_step();
    stage.advance(step.at);
    const job_id next = stage.world().next_job(step.by);
    step.answer = stage.give(step.by, step.what);
    if (stage.world().next_job(step.by) != next) {
      step.makes = next;
    }
    note(step);
    done.push_back(std::move(step));
  }
  return done;
}

void market_walk::note(script_step& step) {
  step.terms = std::exchange(terms_, nullptr);
  if (step.answer != market::reason::none) {
    return;
  }
  if (step.makes != market::no_job) {
    jobs_.push_back(step.makes);
  }
  if (const auto* made = std::get_if<market::offer>(&step.what)) {
    contracts_.push_back({made->job, made->freelancer});
  }
  joined_ += std::holds_alternative<market::register_account>(step.what) ? 1 : 0;
}

/// How long until the next step: mostly not long, and now and then up to where something is due, to
/// the second or one before.
second market_walk::pause() {
  const second now = stage_->world().now();
  switch (draw_.below(32)) {
    case 0:
      return draw_.below(5) * day;
    case 1:
    case 2:
    case 3:
      return draw_.below(20) * hour;
    case 4:
    case 5:
    case 6:
    case 7:
      return draw_.below(90) * market::minute;
    case 8: {
      const auto due = draw_.once_in(2) ? stage_->world().billing().next_alarm()
                                        : stage_->world().jobs().next_due();
      return std::max<second>(due.value_or(now) - now - draw_.below(2), 0);
    }
    case 9:
      return draw_.once_in(6)
                 ? market::start_of_week(now) + market::week + 12 * hour - now - draw_.below(2)
                 : draw_.below(12) * hour;
    default:
      return 0;
  }
}

script_step market_walk::next_step() {
  script_step step;
  step.at = stage_->world().now() + pause();
  stage_->advance(step.at);
  std::int32_t ticket = 0;
  for (const std::int32_t weight : weights) {
    ticket += weight;
  }
  ticket = draw_.below(ticket);
  std::int32_t verb = 0;
  while (ticket >= weights[static_cast<std::size_t>(verb)]) {
    ticket -= weights[static_cast<std::size_t>(verb++)];
  }
  by_ = market::nobody;
  step.what = command_of(verb);
  step.by = draw_.once_in(25) ? anybody() : by_ != market::nobody ? by_ : giver_of(step.what);
  if (std::holds_alternative<market::close_account>(step.what)) {
    // Only the last of each side may really leave.
    const auto last = person_id{draw_.once_in(2) ? script_freelancers - 1 : script_people - 1};
    const bool busy = stage_->world().accounts().look(step.by).active_contracts > 0;
    step.by = busy ? step.by : last;
  }
  return step;
}

person_id market_walk::giver_of(const market::command& what) {
  const market::giver side = std::visit([](const auto& one) { return one.by; }, what);
  switch (side) {
    case market::giver::freelancer:
      return some_freelancer();
    case market::giver::client:
      return some_client();
    default:
      return anybody();
  }
}

person_id market_walk::anybody() {
  return person_id{static_cast<std::uint32_t>(draw_.below(script_people))};
}
person_id market_walk::some_freelancer() {
  return person_id{static_cast<std::uint32_t>(draw_.below(script_freelancers))};
}
person_id market_walk::some_client() {
  return person_id{script_freelancers
                   + static_cast<std::uint32_t>(draw_.below(script_people - script_freelancers))};
}

// -- what it is about -----------------------------------------------------------------------------

job_id market_walk::some_job() {
  if (jobs_.empty() || draw_.once_in(200)) {
    return market::no_job;
  }
  for (int tries = 0; tries < 6; ++tries) {
    const job_id id = recent(jobs_, 12);
    if (stage_->world().jobs().is_open(id)) {
      return id;
    }
  }
  return recent(jobs_, 12);
}

job_id market_walk::some_proposal(person_id& by, std::initializer_list<int> states) {
  by = some_freelancer();
  const bool over = draw_.once_in(6);  // rather one that is past that
  for (int tries = 0; tries < 30 && !jobs_.empty(); ++tries) {
    const job_id id = recent(jobs_, 12);
    const person_id one = some_freelancer();
    const auto status = static_cast<int>(stage_->world().jobs().status(id, one));
    const bool fits = std::ranges::find(states, status) != states.end();
    if (over ? !fits && status != 0 : fits) {
      by = one;
      return id;
    }
  }
  return some_job();
}

/// `hourly`: 1 yes, 0 no, -1 either.
contract_id market_walk::some_contract(contract_status wanted, int hourly) {
  if (contracts_.empty() || draw_.once_in(100)) {
    return {some_job(), some_freelancer()};
  }
  contract_id id = recent(contracts_, 10);
  for (int tries = 0; tries < 25 && !draw_.once_in(12); ++tries) {
    const auto facts = stage_->world().billing().look(id);
    const bool kind = hourly < 0 || (facts && facts->hourly == (hourly == 1));
    if (stage_->world().status_of(id) == wanted && kind) {
      break;
    }
    id = recent(contracts_, 25);
  }
  return id;
}

milestone_id market_walk::some_milestone(milestone_status wanted) {
  milestone_id id{some_contract(contract_status::active, 0), 0};
  for (int tries = 0; tries < 25 && !draw_.once_in(12); ++tries) {
    const auto facts = stage_->world().billing().look(id.contract);
    const std::int32_t known = facts ? facts->milestones : 1;
    id.n =
        static_cast<std::uint32_t>(draw_.below(std::max(known, 1) + (draw_.once_in(30) ? 1 : 0)));
    if (stage_->world().status_of(id) == wanted) {
      break;
    }
    id.contract = some_contract(contract_status::active, 0);
    id.n = 0;
  }
  return id;
}

money market_walk::amount() {
  if (draw_.once_in(40)) {
    return {draw_.once_in(2) ? 0 : -100};
  }
  if (options_.round_money) {
    return {12'000 * (1 + draw_.below(draw_.once_in(6) ? 100 : 12))};
  }
  constexpr std::array<std::int64_t, 8> edges{
      2'500, 5'000, 30'000, 50'000, 59'999, 60'000, 199'999, 1'000'000};
  switch (draw_.below(8)) {
    case 0:
      return {draw_.one_of(edges) + draw_.below(2)};
    case 1:
      return {1 + draw_.below(1'500'000)};
    default:
      return {1 + draw_.below(70'000)};
  }
}

/// All of it, or a part.
money market_walk::part_of(money whole) {
  if (whole <= money{} || draw_.once_in(10)) {
    return amount();
  }
  if (options_.round_money || draw_.once_in(4)) {
    return whole;
  }
  return {1 + static_cast<std::int64_t>(draw_.next() % static_cast<std::uint64_t>(whole.cents))};
}

std::int32_t market_walk::minutes() {
  return draw_.once_in(20) ? draw_.below(3) * 7
                           : 10 * (1 + draw_.below(draw_.once_in(5) ? 300 : 60));
}

}  // namespace souk::testing
