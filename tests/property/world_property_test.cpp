// What holds of a whole market whatever people do, allowed or not: long random lives under random
// policies, watched by an auditor who reads the journal alone.
#include "market/world.hpp"
#include "tests/support/market_walk.hpp"
#include "tests/support/story_writer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::testing {
namespace {

using market::event_type;
using market::reason;

/// As likely any as any other, whatever the size of the case.
dice any_dice() {
  const auto seed = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>());
  return dice(*rc::gen::noShrink(seed));
}

/// What was done and what came of it, with how often.
using sights = std::map<std::string, int>;

void look_at(const market_script& told, const watched_market& stage, sights& seen) {
  for (const market::told_event& one : stage.world().log()) {
    ++seen[std::string(market::name(one.what.type))];
  }
  for (const script_step& step : told.steps) {
    const std::string verb = std::visit(
        []<class Command>(const Command&) { return std::string(Command::name); }, step.what);
    ++seen[verb + ' ' + std::string(market::name(step.answer))];
    ++seen["any " + std::string(market::name(step.answer))];
  }
}

/// A life from a throw of dice, and long enough after it for all that is under way to come to its
/// end. What does not hold is told as a story.
market_script any_life(dice draw, walk_options options, sights* seen = nullptr,
    const std::vector<scenarios::setting>& fixed = {}) {
  market_script told{random_settings(draw), {}};
  for (const scenarios::setting& one : fixed) {
    *std::ranges::find(told.settings, one.path, &scenarios::setting::path) = one;
  }
  const market::policy terms = policy_of(told.settings);
  watched_market stage(terms);
  told.steps = market_walk(draw, options).run(stage);
  if (!stage.wrong()) {
    stage.advance(stage.world().now() + 800 * market::day);
  }
  if (stage.wrong()) {
    RC_FAIL(told_failure(std::move(told), terms));
  }
  if (seen != nullptr) {
    look_at(told, stage, *seen);
  }
  return told;
}

/// What each command can be refused for, besides what concerns the account of whoever gives it.
const std::vector<std::pair<std::string, std::vector<std::string>>> refusals{
    {"register", {"wrong_state", "duplicate_email", "duplicate_username", "bad_field",
                     "weak_password", "captcha_failed", "terms_not_accepted"}},
    {"verify_email", {"wrong_state"}}, {"close_account", {"wrong_state"}},
    {"submit_profile", {"wrong_state", "too_many_profiles", "bad_field"}},
    {"update_profile", {"unknown_id", "wrong_state", "bad_field"}},
    {"take_readiness_test", {"too_soon", "bad_field"}}, {"set_tax_status", {}},
    {"add_payment_method", {}}, {"set_payout_schedule", {}},
    {"buy_connects", {"unknown_pack", "insufficient_balance"}}, {"search_jobs", {}},
    {"save_search", {}},
    {"propose",
        {"profile_not_approved", "unknown_id", "not_invited", "job_not_open", "already_proposed",
            "bad_field", "missing_answers", "amount_not_positive", "insufficient_connects"}},
    {"withdraw_proposal", {"unknown_id", "wrong_state"}},
    {"reply", {"unknown_id", "wrong_state", "job_not_open"}},
    {"decline_invitation", {"unknown_id", "not_invited", "wrong_state"}},
    {"accept_offer", {"unknown_id", "not_yours", "wrong_state"}},
    {"decline_offer", {"unknown_id", "not_yours", "wrong_state"}},
    {"log_time", {"unknown_id", "not_yours", "wrong_state", "bad_field"}},
    {"submit_milestone", {"unknown_id", "not_yours", "wrong_state", "not_funded"}},
    {"answer_refund", {"unknown_id", "not_yours", "wrong_state"}},
    {"refund", {"unknown_id", "not_yours", "wrong_state", "window_closed", "bad_field",
                   "amount_not_positive", "insufficient_balance"}},
    {"withdraw", {"bad_field", "amount_not_positive", "no_tax_status", "no_payment_method",
                     "insufficient_balance"}},
    {"add_billing_method", {}}, {"post_job", {"bad_field", "amount_not_positive"}},
    {"close_job", {"unknown_id", "not_yours", "job_not_open"}},
    {"invite", {"profile_not_approved", "unknown_id", "not_yours", "wrong_state", "job_not_open"}},
    {"interview", {"unknown_id", "not_yours", "wrong_state", "job_not_open"}},
    {"decline_proposal", {"unknown_id", "not_yours", "wrong_state"}},
    {"offer", {"profile_not_approved", "unknown_id", "not_yours", "wrong_state", "job_not_open",
                  "bad_field", "amount_not_positive", "no_billing_method"}},
    {"fund_milestone", {"unknown_id", "not_yours", "wrong_state", "no_billing_method"}},
    {"add_milestone", {"unknown_id", "not_yours", "wrong_state", "amount_not_positive"}},
    {"request_changes", {"unknown_id", "not_yours", "wrong_state"}},
    {"approve_milestone", {"unknown_id", "not_yours", "wrong_state"}},
    {"dispute_hours", {"unknown_id", "not_yours", "wrong_state", "window_closed", "bad_field"}},
    // A bonus without a billing method is met by most walks, not by all.
    {"bonus", {"unknown_id", "not_yours", "wrong_state", "window_closed", "amount_not_positive"}},
    {"end_contract", {"unknown_id", "not_yours", "wrong_state"}},
    {"review", {"unknown_id", "not_yours", "wrong_state", "window_closed", "already_reviewed",
                   "bad_field"}},
    {"set_availability", {"wrong_state", "insufficient_connects"}}};

std::vector<std::string> all_that_can_be_seen() {
  std::vector<std::string> all{"any not_registered", "any email_unverified", "any wrong_side"};
  for (const std::string_view type : market::names_of<event_type>) {
    all.emplace_back(type);
  }
  market::for_each_command(
      [&]<class Command>() { all.push_back(std::string(Command::name) + " none"); });
  for (const auto& [verb, reasons] : refusals) {
    for (const std::string& why : reasons) {
      all.push_back(verb + ' ' + why);
    }
  }
  return all;
}

/// The ledger, the identities, the auditor and the market agree after every step; a rejection
/// leaves no trace; and there is no event, no command and no refusal that these lives do not meet.
TEST(WorldProperty, HoldsAfterEveryStepAndMeetsEverything) {
  sights seen;
  int lives = 0;
  ASSERT_TRUE(rc::check("long lives", [&] {
    const auto steps = *rc::gen::weightedElement<std::size_t>({{9, 800}, {1, 5000}});
    any_life(any_dice(), {.steps = steps}, &seen);
    ++lives;
  }));
  if (lives < 50) {
    return;  // only a failure was played again
  }
  for (const std::string& one : all_that_can_be_seen()) {
    EXPECT_GT(seen[one], 0) << "never met: " << one;
  }
}

RC_GTEST_PROP(WorldProperty, IsTheSameWhetherTheClockRunsOnceOrInPieces, ()) {
  dice draw = any_dice();
  const market_script told = any_life(draw, {.steps = 300});
  const market::policy terms = policy_of(told.settings);
  watched_market once(terms), often(terms);
  for (const script_step& step : told.steps) {
    const market::second pause = step.at - often.world().now();
    for (market::second left = pause; left > 0;) {
      left -= std::min<market::second>(left, 1 + draw.below(40) * pause / 100);
      often.advance(step.at - left);
    }
    const auto a = once.play(step), b = often.play(step);
    RC_ASSERT(a.has_value() && b.has_value());
    RC_ASSERT(a->answer == step.answer && b->answer == step.answer);
  }
  const auto& one = once.world().log();
  const auto& other = often.world().log();
  RC_ASSERT(one.size() == other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    RC_ASSERT(one[i].what == other[i].what);
  }
  RC_ASSERT(once.world().state_hash() == often.world().state_hash());
}

// -- fees -----------------------------------------------------------------------------------------

constexpr market::person_id ana{0}, acme{script_freelancers};

/// An hourly contract between the two, on which bonuses can be paid.
market::contract_id contract_between(watched_market& stage) {
  constexpr std::array skills{market::symbol{2}};
  market::post_job job;
  job.category = market::symbol{1};
  job.skills = skills;
  job.title = "A logo";
  job.budget = market::dollars(100);
  const market::job_id id = stage.world().next_job(acme);
  stage.give(acme, job);
  market::offer offer{id, ana, {}, market::dollars(30), 40};
  stage.give(acme, offer);
  stage.give(ana, market::accept_offer{{id, ana}});
  return {id, ana};
}

market::policy any_terms(dice& draw, bool lifetime) {
  std::vector<scenarios::setting> settings = random_settings(draw);
  settings.push_back({"payouts.fee", "0.00", ""});
  settings.push_back({"fees.contract", "0.00", ""});
  if (lifetime) {
    settings.push_back({"fees.freelancer.basis", "lifetime_marginal", ""});
  }
  return policy_of(settings);
}

RC_GTEST_PROP(R36Fee, IsTheSameForABillThatIsPaidInParts, ()) {
  dice draw = any_dice();
  const market::policy terms = any_terms(draw, true);
  watched_market whole(terms), parts(terms);
  const market::contract_id in_one = contract_between(whole), in_many = contract_between(parts);
  for (int n = 0; n < 12; ++n) {
    market::money bill;
    for (int part = draw.below(9); part >= 0; --part) {
      const market::money paid{1 + draw.below(60'000)};
      bill += paid;
      RC_ASSERT(parts.give(acme, market::bonus{in_many, paid}) == reason::none);
      parts.advance(parts.world().now() + draw.below(9) * market::day);
    }
    RC_ASSERT(whole.give(acme, market::bonus{in_one, bill}) == reason::none);
    RC_ASSERT(
        whole.world().billing().look(in_one)->fees == parts.world().billing().look(in_many)->fees);
  }
}

RC_GTEST_PROP(X5Refund, OfEverythingLeavesThePlatformAsItWas, ()) {
  dice draw = any_dice();
  const market::policy terms = any_terms(draw, false);
  watched_market stage(terms);
  const market::contract_id before = contract_between(stage), id = contract_between(stage);
  stage.give(acme, market::bonus{before, {1 + draw.below(900'000)}});
  const market::ledger_totals was = stage.world().totals();
  const market::money lifetime = stage.world().billing().lifetime(acme, ana);
  for (int n = draw.below(9); n >= 0; --n) {
    stage.give(acme, market::bonus{id, {1 + draw.below(400'000)}});
  }
  for (int n = 0; n < 200 && stage.world().billing().look(id)->billed > market::money{}; ++n) {
    const market::money left = stage.world().billing().look(id)->billed;
    const market::money part{n < 6 ? 1 + left.cents / (1 + draw.below(5)) : left.cents};
    RC_ASSERT(stage.give(ana, market::refund{id, std::min(part, left)}) == reason::none);
  }
  RC_ASSERT(stage.world().totals() == was);
  RC_ASSERT(stage.world().billing().lifetime(acme, ana) == lifetime);
  RC_ASSERT(!stage.wrong());
}

// -- all money times ten --------------------------------------------------------------------------

market::money tenfold(market::money amount) { return amount * 10; }

template <class Steps>
void tenfold_bounds(Steps& steps) {
  for (auto& one : steps) {
    if (one.up_to) {
      one.up_to = tenfold(*one.up_to);
    }
  }
}

/// Every money and every threshold of it.
market::policy tenfold(market::policy terms) {
  tenfold_bounds(terms.connects.cost);
  tenfold_bounds(terms.fees.freelancer.tiers);
  for (market::money* one : {&terms.connects.price, &terms.fees.contract, &terms.payouts.fee,
           &terms.payouts.minimum, &terms.badges.rising_talent.earned,
           &terms.badges.top_rated.earned, &terms.badges.top_rated_plus.earned}) {
    *one = tenfold(*one);
  }
  return terms;
}

void tenfold(script_step& step) {
  const auto scale = [](auto& value) {
    if constexpr (requires { value.low = market::money{}; }) {
      value = {tenfold(value.low), tenfold(value.high)};
    } else if constexpr (requires { value = market::money{}; }) {
      value = tenfold(value);
    }
  };
  std::visit(
      [&]<class Command>(Command& asked) {
        std::apply(
            [&](const auto&... one) {
              [[maybe_unused]] const auto scale_one = [&](auto& value) {
                if constexpr (requires {
                                *value;
                                value.reset();
                              }) {
                  if (value) {
                    scale(*value);
                  }
                } else {
                  scale(value);
                }
              };
              (scale_one(asked.*(one.member)), ...);
            },
            Command::fields());
      },
      step.what);
  if (step.terms) {
    auto all = std::make_shared<std::vector<market::milestone_terms>>(*step.terms);
    for (market::milestone_terms& one : *all) {
      one.amount = tenfold(one.amount);
    }
    step.terms = all;
  }
}

RC_GTEST_PROP(Metamorphic, AllMoneyTimesTenGivesAllMoneyTimesTen, ()) {
  dice draw = any_dice();
  const std::vector<scenarios::setting> without_rounding{
      {"fees.freelancer.tiers", "[[500.00, 20%], [10000.00, 10%], [none, 5%]]", ""},
      {"fees.client", "3%", ""}, {"refunds.dispute_share", "50%", ""}};
  const market_script told =
      any_life(draw, {.steps = 700, .round_money = true}, nullptr, without_rounding);
  const market::policy terms = policy_of(told.settings);
  watched_market plain(terms), dear(tenfold(terms));
  for (script_step step : told.steps) {
    const auto a = plain.play(step);
    tenfold(step);
    const auto b = dear.play(step);
    RC_ASSERT(a.has_value() && b.has_value());
    RC_ASSERT(a->answer == b->answer);
  }
  RC_ASSERT(!dear.wrong());
  const auto& one = plain.world().log();
  const auto& other = dear.world().log();
  RC_ASSERT(one.size() == other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    market::event scaled = one[i].what;
    scaled.amount = tenfold(scaled.amount);
    RC_ASSERT(scaled == other[i].what);
  }
  market::ledger_totals all = plain.world().totals();
  for (market::money& balance : all.balance) {
    balance = tenfold(balance);
  }
  RC_ASSERT(all == dear.world().totals());
}

}  // namespace
}  // namespace souk::testing
