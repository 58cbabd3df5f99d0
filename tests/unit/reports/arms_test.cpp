#include "reports/arms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace souk::reports {
namespace {

double found(const naive_estimate& of, outcome what) {
  return of.difference[static_cast<std::size_t>(what)].value();
}
double error(const naive_estimate& of, outcome what) {
  return of.error[static_cast<std::size_t>(what)];
}

unit_sums unit(bool treated, double revenue, double proposals = 0) {
  unit_sums one;
  one.there = true;
  one.treated = treated;
  one.revenue = revenue;
  one.proposals = proposals;
  return one;
}

TEST(Arms, ScaleTheDifferenceOfMeansToTheWholeMarket) {
  // means 2 and 5 of 2 and 3: the whole market of 5 would gain 15
  std::vector<unit_sums> units{
      unit(false, 1), unit(false, 3), unit(true, 4), unit(true, 5), unit(true, 6), unit_sums{}};
  units[5].revenue = 1'000;  // never came
  const naive_estimate of = estimate(test_unit::freelancers, units);
  EXPECT_DOUBLE_EQ(found(of, outcome::platform_revenue), 15.0);
  // variances 2 and 1: sqrt(2 / 2 + 1 / 3) a head
  EXPECT_DOUBLE_EQ(error(of, outcome::platform_revenue), 5.0 * std::sqrt(1.0 + 1.0 / 3.0));
}

TEST(Arms, CompareWhatLeavesOfTheWhole) {
  std::vector<unit_sums> units{unit(false, 0), unit(false, 0), unit(true, 0), unit(true, 0)};
  units[0].whole = units[1].whole = units[2].whole = units[3].whole = 10;
  units[0].moved = 2;
  units[3].moved = 8;
  // 2 of 20 against 8 of 20
  EXPECT_DOUBLE_EQ(
      found(estimate(test_unit::freelancers, units), outcome::off_platform_share), 0.3);
}

TEST(Arms, ShareThePostsOfTheMarket) {
  std::vector<unit_sums> units{
      unit(false, 0, 2), unit(false, 0, 4), unit(true, 0, 6), unit(true, 0, 8), unit_sums{}};
  units[4].posts = 10;  // a client's
  // 4 more proposals a head, 4 heads, 10 posts
  EXPECT_DOUBLE_EQ(
      found(estimate(test_unit::freelancers, units), outcome::proposals_per_post), 1.6);
}

TEST(Arms, CompareSharesOfTheirOwnNewcomers) {
  std::vector<unit_sums> units;
  for (int i = 0; i < 20; ++i) {
    unit_sums one = unit(i >= 10, 0);
    one.followed_28d = i % 10 < 8 ? 1 : 0;
    one.hired_28d = i % 10 < (i >= 10 ? 4 : 2) ? 1 : 0;
    units.push_back(one);
  }
  const naive_estimate of = estimate(test_unit::freelancers, units);
  EXPECT_DOUBLE_EQ(found(of, outcome::newcomers_hired_28d), 0.25);
  EXPECT_NEAR(error(of, outcome::newcomers_hired_28d),
      std::sqrt((0.25 * 0.75 + 0.5 * 0.5) / 8 * 10 / 9), 1e-12);
}

TEST(Arms, CreditClientsWithTheNewcomersWhomTheyHire) {
  std::vector<unit_sums> units{
      unit(false, 0), unit(false, 0), unit(true, 0), unit(true, 0), unit_sums{}, unit_sums{}};
  units[0].hired_28d = 1;
  units[2].hired_28d = 2;
  units[3].hired_28d = 1;
  units[4].followed_28d = units[5].followed_28d = 4;
  // 1 more newcomer a head, 4 heads, 8 newcomers
  EXPECT_DOUBLE_EQ(found(estimate(test_unit::clients, units), outcome::newcomers_hired_28d), 0.5);
  EXPECT_DOUBLE_EQ(found(estimate(test_unit::clients, units), outcome::newcomers_hired_90d), 0.0);
}

TEST(Arms, CompareConcentrationOverAsManyClientsOfEach) {
  std::vector<unit_sums> units{unit(false, 0), unit(false, 0), unit(true, 0), unit(false, 0)};
  // The treated client pays two people 1 and 3 (Gini 1/4); the first control the same to two others
  // evenly; more of the control is not looked at.
  const std::vector<tie_sum> ties{{2, 10, 1}, {2, 11, 3}, {0, 10, 2}, {0, 12, 2}, {1, 12, 900}};
  EXPECT_DOUBLE_EQ(found(estimate(test_unit::clients, units, ties), outcome::earnings_gini), 0.25);
}

TEST(Arms, AreNothingWithoutOneOfThem) {
  const naive_estimate of = estimate(test_unit::freelancers, {unit(true, 1), unit(true, 2)});
  EXPECT_FALSE(of.difference[0]);
}

TEST(ArmWatch, CreditsEventsAndMoneyOfTheWindowToUnits) {
  arm_watch watch(test_unit::freelancers, 3, 1'000, 100'000,
      [](market::person_id person, market::job_id) { return market::index(person) == 1; });
  const auto event = [](std::int64_t at, market::event_type type, std::uint32_t person,
                         std::int32_t n = 0) {
    market::event one;
    one.at = at;
    one.type = type;
    one.person = market::person_id{person};
    one.job = {market::person_id{2}, 1};
    one.n = n;
    return one;
  };
  using market::event_type;
  watch.on_events(
      std::vector{event(999, event_type::proposed, 0, 4), event(1'000, event_type::job_posted, 2),
          event(1'001, event_type::proposed, 0, 4), event(1'002, event_type::proposed, 1, 6),
          event(1'003, event_type::offer_accepted, 1), event(1'003, event_type::job_filled, 2)});
  market::ledger_entry fee;
  fee.at = 2'000;
  fee.amount = market::dollars(20);
  fee.freelancer = market::person_id{1};
  fee.from = market::ledger_account::client_cards;
  fee.to = market::ledger_account::freelancer_fees;
  watch.on_entries(std::vector{fee});
  std::vector<observe::person_row> rows(2);
  rows[1].person = market::person_id{1};
  rows[0].person = market::person_id{0};
  rows[0].registered_at = rows[1].registered_at = 5;
  watch.on_end(rows, {}, {});
  const naive_estimate of = watch.result();
  EXPECT_DOUBLE_EQ(found(of, outcome::platform_revenue), 40.0);  // 2 x (20 - 0)
  EXPECT_DOUBLE_EQ(found(of, outcome::gross_volume), 40.0);
  EXPECT_DOUBLE_EQ(found(of, outcome::connects_spent), 4.0);
  EXPECT_DOUBLE_EQ(found(of, outcome::proposals_per_post), 0.0);
  EXPECT_DOUBLE_EQ(found(of, outcome::fill_rate), 2.0);
}

TEST(ArmWatch, HasTheJobsOfTheWindowForUnits) {
  constexpr std::int64_t day = market::day;
  const auto job = [](std::uint32_t need) { return market::job_id{market::person_id{2}, need}; };
  arm_watch watch(test_unit::jobs, 3, day, 100 * day,
      [](market::person_id, market::job_id of) { return of.need == 2; });
  std::vector<market::event> events;
  const auto add = [&](std::int64_t at, market::event_type type, std::uint32_t need) {
    market::event& one = events.emplace_back();
    one.at = at;
    one.type = type;
    one.person = market::person_id{1};
    one.job = job(need);
    one.n = 4;
  };
  using market::event_type;
  add(0, event_type::job_posted, 0);  // before the window: in no arm
  for (const std::uint32_t need : {1U, 2U, 3U}) {
    add(day, event_type::job_posted, need);
  }
  events.emplace_back(events.back()).job.client = market::person_id{9};  // an employer's
  add(2 * day, event_type::proposed, 0);
  add(2 * day, event_type::proposed, 2);
  add(3 * day, event_type::offer_accepted, 2);
  add(3 * day, event_type::job_filled, 2);
  watch.on_events(events);
  market::ledger_entry fee;
  fee.at = 4 * day;
  fee.amount = market::dollars(20);
  fee.freelancer = market::person_id{1};
  fee.job = job(2);
  fee.from = market::ledger_account::client_cards;
  fee.to = market::ledger_account::freelancer_fees;
  market::ledger_entry of_old = fee;
  of_old.job = job(0);
  watch.on_entries(std::vector{fee, of_old});
  watch.on_departures(
      std::vector<observe::departure_row>{{5 * day, {job(2), market::person_id{1}}, 6'000},
          {5 * day, {job(0), market::person_id{1}}, 1}});
  std::vector<observe::person_row> rows(2);
  rows[0].person = market::person_id{0};
  rows[1].person = market::person_id{1};
  rows[0].approved_at = rows[1].approved_at = 2 * day;
  rows[1].first_hire_at = 3 * day;
  std::vector<observe::contract_row> contracts(1);
  contracts[0].contract = {job(2), market::person_id{1}};
  contracts[0].started_at = 3 * day;
  watch.on_end(rows, {}, {});  // as the engine tells it: people first
  watch.on_end({}, {}, contracts);
  const naive_estimate of = watch.result();
  EXPECT_DOUBLE_EQ(found(of, outcome::platform_revenue), 60.0);  // 20 more a job, three jobs
  EXPECT_DOUBLE_EQ(found(of, outcome::connects_spent), 12.0);
  EXPECT_DOUBLE_EQ(found(of, outcome::fill_rate), 1.0);
  EXPECT_DOUBLE_EQ(found(of, outcome::proposals_per_post), 1.0);
  EXPECT_DOUBLE_EQ(found(of, outcome::off_platform_share), 0.75);      // 60 of 80 dollars
  EXPECT_DOUBLE_EQ(found(of, outcome::newcomers_hired_28d), 3.0 / 2);  // 1 a job, 3 jobs, 2 people
}

TEST(ArmWatch, KnowsWhoHiredANewcomerFirst) {
  constexpr std::int64_t day = market::day;
  arm_watch watch(test_unit::clients, 4, 0, 100 * day,
      [](market::person_id person, market::job_id) { return market::index(person) == 3; });
  std::vector<observe::person_row> rows(4);
  for (std::uint32_t i = 0; i < 4; ++i) {
    rows[i].person = market::person_id{i};
    rows[i].registered_at = 0;
    rows[i].side = i < 2 ? market::side::freelancer : market::side::client;
  }
  rows[0].approved_at = rows[1].approved_at = day;
  rows[0].first_hire_at = 9 * day;
  rows[1].first_hire_at = 40 * day;
  std::vector<observe::contract_row> contracts(3);
  const auto contract = [&](std::size_t i, std::uint32_t client, std::uint32_t by,
                            std::int64_t at) {
    contracts[i].contract = {{market::person_id{client}, 1}, market::person_id{by}};
    contracts[i].started_at = at;
  };
  contract(0, 2, 0, 20 * day);
  contract(1, 3, 0, 9 * day);
  contract(2, 2, 1, 40 * day);
  watch.on_end(rows, {}, {});  // as the engine tells it: people first
  watch.on_end({}, {}, contracts);
  // One of two newcomers within 28 days, by the treated client of two; within 90 one by each.
  EXPECT_DOUBLE_EQ(found(watch.result(), outcome::newcomers_hired_28d), 1.0);
  EXPECT_DOUBLE_EQ(found(watch.result(), outcome::newcomers_hired_90d), 0.0);
}

}  // namespace
}  // namespace souk::reports
