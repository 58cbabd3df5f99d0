// What holds of fees and of a billing desk whatever people do.
#include "market/fees.hpp"
#include "tests/unit/market/billing_stage.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>
#include <numeric>

namespace souk::market {
namespace {

constexpr std::array bases{
    fee_basis::lifetime_marginal, fee_basis::transaction_marginal, fee_basis::transaction_slab};

money any_amount(std::int64_t most_cents) {
  return {*rc::gen::inRange<std::int64_t>(1, most_cents + 1)};
}

/// Tiers with bounds that rise; shares may rise or fall.
fee_schedule any_tiers() {
  const auto shares = *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1'000'001)));
  fee_schedule tiers;
  money bound;
  for (const std::int64_t ppm : shares) {
    bound += any_amount(1'000'000);
    tiers.push_back({bound, share{ppm}});
  }
  tiers.back().up_to = std::nullopt;
  return tiers;
}

RC_GTEST_PROP(R36LifetimeFee, IsTheSameInTotalHoweverAChargeIsSplit, ()) {
  const freelancer_fee terms{fee_basis::lifetime_marginal, any_tiers()};
  const money before = any_amount(3'000'000);
  const auto parts =
      *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 500'000));
  money billed = before;
  money fees;
  for (const std::int64_t part : parts) {
    fees += fee_of(terms, billed, {part});
    billed += money{part};
  }
  RC_ASSERT(fees == fee_of(terms, before, billed - before));
}

RC_GTEST_PROP(R36Fee, IsNeverNegativeNorMoreThanTheCharge, ()) {
  const freelancer_fee terms{*rc::gen::elementOf(bases), any_tiers()};
  const money amount = any_amount(3'000'000);
  const money fee = fee_of(terms, any_amount(3'000'000), amount);
  RC_ASSERT(fee >= money{});
  RC_ASSERT(fee <= amount);
}

/// A desk and the accounts of its freelancers, to whom random commands are given.
class rough_market {
 public:
  explicit rough_market(policy terms, billing_desk::options chosen = {.keep_history = true})
      : stage_(std::move(terms), chosen) {}

  billing_stage& stage() { return stage_; }
  money available() const {
    return std::accumulate(available_.begin(), available_.end(), money{},
        [](money sum, const auto& one) { return sum + one.second; });
  }

  void settle() {
    for (const arriving_funds& one : stage_.out.funds) {
      available_[one.to] += one.amount;
    }
    for (const billed_work& one : stage_.out.billed) {
      earned += one.earned;
      spent += one.spent;
    }
    stage_.out.clear();
  }

  template <class Command>
  reason give(person_id by, const Command& request) {
    stage_.desk.advance(stage_.now, stage_.out);
    settle();
    if constexpr (std::is_same_v<Command, refund>) {
      stage_.held = std::exchange(available_[by], money{});
    }
    const fingerprint before = stage_.desk.state_hash();
    const ledger_totals money_before = stage_.desk.ledger().totals();
    const reason why = stage_.give(by, request);
    if (why != reason::none) {
      RC_ASSERT(stage_.desk.state_hash() == before);
      RC_ASSERT(stage_.desk.ledger().totals() == money_before);
      RC_ASSERT(stage_.out.events.back().type == event_type::rejected);
    }
    settle();
    return why;
  }

  money earned;
  money spent;

 private:
  billing_stage stage_;
  std::map<person_id, money> available_;
};

policy any_policy() {
  policy terms;
  terms.fees.freelancer = {*rc::gen::elementOf(bases), any_tiers()};
  terms.fees.client.ppm = *rc::gen::inRange<std::int64_t>(0, 200'000);
  terms.fees.contract = {*rc::gen::inRange<std::int64_t>(0, 1'000)};
  terms.refunds.dispute_share.ppm = *rc::gen::inRange<std::int64_t>(0, 1'000'001);
  terms.milestones.security = hours(*rc::gen::inRange<std::int64_t>(0, 300));
  terms.hourly.available_after = days(*rc::gen::inRange<std::int64_t>(0, 20));
  return terms;
}

/// One thing that somebody might do.
struct step_taken {
  int what = 0;
  int contract = 0;
  std::uint32_t n = 0;
  std::int64_t size = 0;
};

rc::Gen<std::vector<step_taken>> any_steps() {
  return rc::gen::container<std::vector<step_taken>>(
      150, rc::gen::build<step_taken>(rc::gen::set(&step_taken::what, rc::gen::inRange(0, 16)),
               rc::gen::set(&step_taken::contract, rc::gen::inRange(0, 4)),
               rc::gen::set(&step_taken::n, rc::gen::inRange<std::uint32_t>(0, 3)),
               rc::gen::set(&step_taken::size, rc::gen::inRange<std::int64_t>(-10, 60'000))));
}

void take_step(
    rough_market& market, const std::array<contract_id, 4>& contracts, const step_taken& s) {
  const contract_id of = contracts[static_cast<std::size_t>(s.contract)];
  const milestone_id part{of, s.n};
  const person_id client = of.job.client;
  const std::int32_t tens = static_cast<std::int32_t>(s.size / 100) * 10;
  switch (s.what) {
    case 0:
      market.give(client, fund_milestone{part});
      break;
    case 1:
      market.give(client, fund_milestone{part});
      break;
    case 2:
      market.give(of.freelancer, submit_milestone{part});
      break;
    case 3:
      market.give(of.freelancer, submit_milestone{part});
      break;
    case 4:
      market.give(client, approve_milestone{part});
      break;
    case 5:
      market.give(client, request_changes{part});
      break;
    case 6:
      market.give(client, add_milestone{of, {s.size}, 0});
      break;
    case 7:
      market.give(of.freelancer, log_time{of, tens, {}});
      break;
    case 8:
      market.give(client, dispute_hours{of, tens / 60});
      break;
    case 9:
      market.give(client, bonus{of, {s.size}});
      break;
    case 10:
      market.give(of.freelancer, refund{of, {s.size}});
      break;
    case 11:
      market.give(of.freelancer, answer_refund{of, s.size % 2 == 0});
      break;
    case 12:
      if (s.n == 0) {
        market.give(s.size % 2 == 0 ? client : of.freelancer, end_contract{of, {}});
      }
      break;
    case 13:
      market.give(s.n == 0 ? client : of.freelancer,
          review{of, static_cast<std::int32_t>(s.size % 7), {}, {}});
      break;
    default:
      market.stage().pass(s.size * (s.what == 14 ? 3 : 12) + hour);
      break;
  }
}

const std::array<contract_id, 4> some_contracts{
    {{{person_id{1}, 0}, person_id{8}}, {{person_id{1}, 1}, person_id{8}},
        {{person_id{1}, 2}, person_id{9}}, {{person_id{2}, 0}, person_id{8}}}};

void start_all(rough_market& market) {
  market.stage().start_fixed({dollars(300), dollars(450), {1}}, some_contracts[0]);
  market.stage().start_hourly(dollars(33, 33), 20, some_contracts[1]);
  market.stage().start_hourly(dollars(20), 40, some_contracts[2]);
  market.stage().start_fixed({dollars(100)}, some_contracts[3]);
}

void check_books(rough_market& market) {
  const billing_desk& desk = market.stage().desk;
  const ledger_totals& totals = desk.ledger().totals();
  RC_ASSERT(desk.audit().value_or("") == "");
  RC_ASSERT(totals.sum() == money{});
  RC_ASSERT(totals[ledger_account::transit] == market.available());
  RC_ASSERT(totals[ledger_account::client_cards]
            == -(market.spent + totals[ledger_account::client_fees]));
  RC_ASSERT(totals[ledger_account::client_fees] >= money{});
  money billed;
  money fees;
  for (const contract_facts& one : desk.contracts()) {
    billed += one.billed;
    fees += one.fees;
  }
  RC_ASSERT(market.earned == billed);
  RC_ASSERT(desk.counts().gross_cents == billed.cents);
  RC_ASSERT(totals[ledger_account::freelancer_fees] == fees);
}

RC_GTEST_PROP(BillingDesk, KeepsItsBooksWhateverPeopleDo, ()) {
  rough_market market{any_policy()};
  start_all(market);
  for (const step_taken& s : *any_steps()) {
    take_step(market, some_contracts, s);
    market.settle();
    check_books(market);
  }
  market.stage().pass(2 * 365 * day);
  market.settle();
  check_books(market);
  RC_ASSERT(market.stage().balance(ledger_account::pending) == money{});
}

RC_GTEST_PROP(BillingDesk, CountsTheSameWhetherItForgetsContractsOrNot, ()) {
  const policy terms = any_policy();
  rough_market keeping{terms};
  rough_market forgetting{terms, {}};
  start_all(keeping);
  start_all(forgetting);
  for (const step_taken& s : *any_steps()) {
    take_step(keeping, some_contracts, s);
    take_step(forgetting, some_contracts, s);
  }
  for (rough_market* market : {&keeping, &forgetting}) {
    market->stage().pass(365 * day);
    market->settle();
  }
  RC_ASSERT(keeping.stage().desk.ledger().totals() == forgetting.stage().desk.ledger().totals());
  RC_ASSERT(keeping.stage().desk.counts() == forgetting.stage().desk.counts());
  RC_ASSERT(forgetting.stage().desk.audit().value_or("") == "");
}

RC_GTEST_PROP(X5Refund, OfEverythingRestoresLifetimeBillingsAndFees, ()) {
  policy terms = any_policy();
  terms.fees.contract = {};
  rough_market market{terms};
  const contract_id of = some_contracts[0];
  market.stage().start_fixed({dollars(1)}, of);
  money left;
  for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
    const money amount = any_amount(1'000'000);
    RC_ASSERT(market.give(of.job.client, bonus{of, amount}) == reason::none);
    left += amount;
  }
  while (left > money{}) {
    const money part = std::min(left, any_amount(1'000'000));
    RC_ASSERT(market.give(of.freelancer, refund{of, part}) == reason::none);
    left -= part;
  }
  const contract_facts facts = market.stage().facts(of);
  RC_ASSERT(facts.billed == money{});
  RC_ASSERT(facts.fees == money{});
  RC_ASSERT(facts.pending == money{});
  RC_ASSERT(market.stage().desk.lifetime(of.job.client, of.freelancer) == money{});
  RC_ASSERT(market.stage().balance(ledger_account::client_cards) == money{});
  RC_ASSERT(market.stage().balance(ledger_account::client_fees) == money{});
}

}  // namespace
}  // namespace souk::market
