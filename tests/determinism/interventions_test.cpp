// Interventions keep what holds of every run (design.md, "The same answer, always"), and treat some
// people without touching the luck of anybody.
#include "actors/engine.hpp"
#include "actors/engine_options.hpp"
#include "tests/support/plain_loop.hpp"
#include "tests/support/small_market.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace souk {
namespace {

using testing::keeping_observer;

/// Keeps who was treated as well.
class study_observer : public keeping_observer {
 public:
  void on_treatments(std::span<const observe::treatment_row> some) override {
    treatments.insert(treatments.end(), some.begin(), some.end());
  }
  std::size_t treated(std::uint16_t intervention) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(treatments, [=](const observe::treatment_row& row) {
          return row.intervention == intervention && row.treated;
        }));
  }
  const observe::person_row& person(market::person_id who) const {
    return *std::ranges::find(people, who, &observe::person_row::person);
  }

  std::vector<observe::treatment_row> treatments;
};

/// The small market with interventions of the tests, all of the window's people eligible.
actors::run_options market_with(std::vector<people::intervention> all) {
  scenarios::scenario value = scenarios::load_scenario("tiny");
  value.interventions = std::move(all);
  value.population.incumbents = 0.2;
  value.population.entry_span = market::days(60);
  value.burn_in.days = 30;
  value.days.days = 30;
  actors::run_options options = actors::engine_options(value);
  options.threads = 1;
  return options;
}

people::intervention named(std::string name) {
  people::intervention one;
  one.name = std::move(name);
  one.who.share = 0.5;
  return one;
}

/// One of each kind.
std::vector<people::intervention> one_of_each() {
  std::vector<people::intervention> all;
  all.push_back(named("holiday"));
  all.back().what.policy.all = {{"fees.freelancer.tiers", "[[none, 0%]]"}};
  all.back().when.lasts = market::days(10);
  all.push_back(named("gate"));
  all.back().when.on = people::trigger::entry;
  all.back().what.policy.all = {{"vetting.supply_floor", "100000"}};
  all.push_back(named("gifts"));
  all.back().what.connects = 80;
  all.back().what.review.count = 1;
  all.push_back(named("lifted"));
  all.back().when.lasts = market::days(14);
  all.back().what.badge = market::badge::rising_talent;
  all.back().what.ahead = true;
  all.push_back(named("subsidised"));
  all.back().when.on = people::trigger::day;
  all.back().when.day = 3;
  all.back().what.first_job.share = 0.5;
  all.push_back(named("hired"));
  all.back().who.hires_max = 0;
  all.back().what.hire.hours = 10;
  all.push_back(named("capped"));
  all.back().who.side = people::treated_side::clients;
  all.back().when.on = people::trigger::day;
  all.back().what.policy.all = {{"jobs.proposals_max", "5"}, {"jobs.rate_floor", "9.00"}};
  return all;
}

TEST(Interventions, GiveTheLoopsAnswerOnAnyThreadsAndCohorts) {
  actors::run_options options = market_with(one_of_each());
  study_observer loop;
  const observe::run_result plain = testing::plain_loop(options, {}, loop);
  ASSERT_FALSE(loop.treatments.empty());
  for (const std::uint32_t cohort_size : {0U, 1U, 13U}) {
    options.threads = 2;
    options.cohort_size = cohort_size;
    study_observer engine;
    const observe::run_result result = actors::run(options, {}, engine);
    EXPECT_EQ(result.state_hash, plain.state_hash) << cohort_size;
    EXPECT_EQ(result.ledger, plain.ledger);
    std::ranges::sort(engine.treatments);
    std::ranges::sort(loop.treatments);
    EXPECT_EQ(engine.treatments, loop.treatments);
  }
}

TEST(Interventions, GoOnFromASnapshotOfAnyDay) {
  const actors::run_options options = market_with(one_of_each());
  observe::run_observer nobody;
  const observe::run_result straight = actors::run(options, {}, nobody);
  for (const std::int32_t day : {1, 29, 31, 34, 45, 59}) {
    const actors::snapshot past = actors::run_prefix(options, {}, nobody, day);
    study_observer seen;
    const observe::run_result rest = actors::resume(past, options, {}, seen);
    EXPECT_EQ(rest.state_hash, straight.state_hash) << "day " << day;
    EXPECT_EQ(rest.ledger, straight.ledger) << "day " << day;
    EXPECT_FALSE(seen.treatments.empty()) << "day " << day;
  }
}

TEST(Interventions, EachTreatsSomeAndLeavesAControlGroup) {
  study_observer seen;
  actors::run(market_with(one_of_each()), {}, seen);
  std::map<std::uint16_t, std::size_t> eligible;
  for (const observe::treatment_row& row : seen.treatments) {
    ++eligible[row.intervention];
  }
  for (std::uint16_t i = 0; i < one_of_each().size(); ++i) {
    EXPECT_GT(seen.treated(i), 0U) << one_of_each()[i].name;
    EXPECT_LT(seen.treated(i), eligible[i]) << one_of_each()[i].name;
  }
}

TEST(Interventions, ThatNobodyIsDrawnForChangeNothing) {
  std::vector<people::intervention> all = one_of_each();
  std::erase_if(all, [](const auto& one) { return one.what.hire.hours > 0; });
  for (people::intervention& one : all) {
    one.who.share = 0.0;
  }
  study_observer none, some;
  const observe::run_result without = actors::run(market_with({}), {}, none);
  const observe::run_result with = actors::run(market_with(all), {}, some);
  EXPECT_EQ(with.state_hash, without.state_hash);
  EXPECT_FALSE(some.treatments.empty());
}

/// Who is treated is drawn by name and person: an intervention beside it changes no draw.
TEST(Interventions, DrawTheSamePeopleBesideOthers) {
  people::intervention gift = named("gift");
  gift.when.on = people::trigger::day;
  gift.what.connects = 10;
  people::intervention other = named("other");
  other.when = gift.when;
  other.what.connects = 10;
  study_observer alone, beside;
  actors::run(market_with({gift}), {}, alone);
  actors::run(market_with({other, gift}), {}, beside);
  std::erase_if(beside.treatments, [](const auto& row) { return row.intervention == 0; });
  ASSERT_EQ(alone.treatments.size(), beside.treatments.size());
  for (std::size_t i = 0; i < alone.treatments.size(); ++i) {
    EXPECT_EQ(alone.treatments[i].person, beside.treatments[i].person);
    EXPECT_EQ(alone.treatments[i].treated, beside.treatments[i].treated);
  }
}

TEST(HiredOnce, PeopleHaveAContractTheirPayAndAReview) {
  people::intervention hired = named("hired");
  hired.who.hires_max = 0;
  hired.what.hire = {.hours = 10, .pay = market::dollars(8)};
  study_observer seen;
  const actors::run_options options = market_with({hired});
  actors::run(options, {}, seen);
  const auto employer = static_cast<std::uint32_t>(
      options.people.population.freelancers + options.people.population.clients);
  std::size_t contracts = 0, paid = 0, reviewed = 0;
  for (const observe::contract_row& row : seen.contracts) {
    if (index(row.contract.job.client) == employer) {
      ++contracts;
      EXPECT_EQ(row.contract.job.need, index(row.contract.freelancer));
      paid += row.billed_cents == 8'000 ? 1 : 0;
      reviewed += row.stars_by_client > 0 ? 1 : 0;
      EXPECT_LE(row.billed_cents, 8'000 * 2) << "with a bonus at the most";
    }
  }
  EXPECT_GT(contracts, seen.treated(0) / 2) << "most accept";
  EXPECT_LE(contracts, seen.treated(0));
  EXPECT_GT(paid, 0U);
  EXPECT_GT(reviewed, 0U);
}

TEST(Holiday, ContractsOfTheTreatedCarryNoFee) {
  people::intervention holiday = named("holiday");
  holiday.when.on = people::trigger::day;
  holiday.what.policy.all = {{"fees.freelancer.tiers", "[[none, 0%]]"}};
  study_observer seen;
  const actors::run_options options = market_with({holiday});
  actors::run(options, {}, seen);
  const market::second begins = options.start + options.burn_in_days * market::day;
  std::size_t free = 0, charged = 0;
  for (const observe::contract_row& row : seen.contracts) {
    const auto who = std::ranges::find(
        seen.treatments, row.contract.freelancer, &observe::treatment_row::person);
    if (who == seen.treatments.end() || row.started_at <= begins || row.billed_cents == 0) {
      continue;
    }
    (who->treated ? free : charged) += 1;
    EXPECT_EQ(row.fees_cents == 0, who->treated);
  }
  EXPECT_GT(free, 0U);
  EXPECT_GT(charged, 0U);
}

}  // namespace
}  // namespace souk
