#include "reports/outcomes.hpp"

#include "reports/guard.hpp"
#include "reports/outcome_watch.hpp"
#include "reports/winners.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::reports {
namespace {

using market::ledger_account;

TEST(Gini, IsWhatTextbooksSay) {
  EXPECT_DOUBLE_EQ(gini_coefficient({5, 5, 5, 5}), 0.0);
  EXPECT_DOUBLE_EQ(gini_coefficient({1, 3}), 0.25);
  // 2 (1x1 + 2x2 + 3x3 + 4x4) / (4 x 10) - 5/4
  EXPECT_DOUBLE_EQ(gini_coefficient({4, 2, 3, 1}), 0.25);
}

TEST(Gini, LeavesOutWhoEarnedNothing) {
  EXPECT_DOUBLE_EQ(gini_coefficient({0, 1, -7, 3}), 0.25);
  EXPECT_EQ(gini_coefficient({}), 0.0);
}

TEST(Outcomes, AreOfTheWindow) {
  observe::run_result result;
  window_start before;
  result.ledger[ledger_account::freelancer_fees] = market::dollars(300);
  before.ledger[ledger_account::freelancer_fees] = market::dollars(100);
  result.ledger[ledger_account::available] = market::dollars(1000);
  result.connects.spent = 50;
  before.connects.spent = 20;
  result.counts[market::event_type::job_posted] = 8;
  result.counts[market::event_type::job_filled] = 2;
  result.counts[market::event_type::proposed] = 20;
  result.counts[observe::counted::gross_cents] = 90'000;
  result.moved_cents = 10'000;
  result.newcomers = {4, 0.25, 0.5, {}};
  const outcome_values of = outcomes_of(result, before, {100, 300});
  EXPECT_EQ(of[outcome::platform_revenue], 200.0);
  EXPECT_EQ(of[outcome::freelancer_net], 1000.0);
  EXPECT_EQ(of[outcome::gross_volume], 900.0);
  EXPECT_EQ(of[outcome::newcomers_hired_28d], 0.25);
  EXPECT_EQ(of[outcome::newcomers_hired_90d], 0.5);
  EXPECT_EQ(of[outcome::fill_rate], 0.25);
  EXPECT_EQ(of[outcome::proposals_per_post], 2.5);
  EXPECT_EQ(of[outcome::connects_spent], 30.0);
  EXPECT_EQ(of[outcome::off_platform_share], 0.1);
  EXPECT_EQ(of[outcome::earnings_gini], 0.25);
}

TEST(Outcomes, AreZeroWhereThereIsNothingToDivideBy) {
  EXPECT_EQ(outcomes_of({}, {}, {}), outcome_values{});
}

market::ledger_entry entry(std::int64_t at, std::int64_t cents, ledger_account from,
    ledger_account to, std::uint32_t freelancer = 0) {
  market::ledger_entry one;
  one.at = at;
  one.amount = {cents};
  one.from = from;
  one.to = to;
  one.freelancer = market::person_id{freelancer};
  return one;
}

TEST(OutcomeWatch, TellsWhatAFreelancerTakesHome) {
  outcome_watch watch(2, 1, market::day);
  const std::vector<market::ledger_entry> entries{// before the window: not counted
      entry(10, 5'000, ledger_account::client_cards, ledger_account::pending),
      // $100 billed, $20 of it the fee
      entry(market::day, 8'000, ledger_account::client_cards, ledger_account::pending),
      entry(market::day, 2'000, ledger_account::client_cards, ledger_account::freelancer_fees),
      // his own money moves
      entry(market::day + 5, 8'000, ledger_account::pending, ledger_account::transit),
      entry(market::day + 5, 8'000, ledger_account::transit, ledger_account::available),
      // Connects: $3 by card, $1.50 from the balance; a withdrawal with its fee
      entry(market::day + 6, 300, ledger_account::freelancer_cards,
          ledger_account::connects_sales_card),
      entry(
          market::day + 7, 150, ledger_account::available, ledger_account::connects_sales_balance),
      entry(market::day + 8, 99, ledger_account::available, ledger_account::withdrawal_fees),
      entry(market::day + 8, 1'000, ledger_account::available, ledger_account::withdrawn),
      // the client takes $10 back
      entry(market::day + 9, 1'000, ledger_account::available, ledger_account::client_cards)};
  watch.on_entries(entries);
  observe::person_row row;
  row.person = market::person_id{0};
  row.earned_cents = 16'250;
  watch.on_end(std::vector{row}, {}, {});
  const freelancer_fate& fate = watch.freelancers()[0];
  EXPECT_EQ(fate.net_cents, 7'000);
  EXPECT_EQ(fate.gross_cents, 9'000);
  EXPECT_EQ(fate.income_cents, 7'000 - 300 - 150 - 99);
  EXPECT_EQ(fate.earned_before_cents, 16'250 - 9'000);
  EXPECT_EQ(watch.freelancers()[1].net_cents, 0);
}

TEST(Moves, FallIntoBinsOnBothSidesOfNothing) {
  EXPECT_EQ(move_bin(0), move_bins / 2);
  EXPECT_EQ(move_bin(1), move_bins / 2 + 1);
  EXPECT_EQ(move_bin(-1), move_bins / 2 - 1);
  EXPECT_EQ(move_bin(299), move_bins / 2 + 1);
  EXPECT_EQ(move_bin(300), move_bins / 2 + 2);
  EXPECT_EQ(move_bin(-2'000'000), 0U);
  EXPECT_EQ(move_bin(1'000'000), move_bins - 1);
  EXPECT_EQ(move_bin_text(0), "lost $10,000 or more");
  EXPECT_EQ(move_bin_text(move_bins / 2), "no difference");
  EXPECT_EQ(move_bin_text(move_bins / 2 + 1), "gained under $3");
  EXPECT_EQ(move_bin_text(move_bins / 2 - 2), "lost $3 to $10");
}

freelancer_fate fate(std::int64_t income, std::int64_t registered, std::int64_t before = 0) {
  freelancer_fate one;
  one.income_cents = income;
  one.registered_at = registered;
  one.earned_before_cents = before;
  return one;
}

TEST(Winners, AreToldGroupByGroupAsTheyStoodBefore) {
  constexpr market::second begin = 1000 * market::day;
  const person_groups groups({"design", "dev"}, {"here", "there"}, begin);
  std::vector<freelancer_fate> a{
      fate(100, begin - 400 * market::day, 60'000), fate(50, begin + 1), fate(0, -1), fate(0, -1)};
  std::vector<freelancer_fate> b = a;
  b[0].income_cents = 90;
  b[1].income_cents = 80;
  b[1].category = 1;  // told apart by the first world
  b[2] = fate(5, begin + 2);
  const std::vector<std::uint16_t> countries{0, 1, 1, 0};
  const world_people people =
      compare_people(a, b, groups, countries, begin, begin + 90 * market::day);
  EXPECT_EQ(people.everybody.people, 3);
  EXPECT_EQ(people.everybody.better, 2);
  EXPECT_EQ(people.everybody.worse, 1);
  EXPECT_EQ(people.gained_cents, 35);
  EXPECT_EQ(people.lost_cents, 10);
  const auto group = [&](const char* name) {
    for (std::size_t i = 0; i < groups.all().size(); ++i) {
      if (groups.all()[i].name == name) {
        return people.groups[i];
      }
    }
    return group_figures{};
  };
  EXPECT_EQ(group("$500 to $10,000").people, 1);
  EXPECT_EQ(group("nothing earned yet").people, 2);
  EXPECT_EQ(group("over a year").worse, 1);
  EXPECT_EQ(group("joined in the window").better, 2);
  EXPECT_EQ(group("there").income_cents, 85);
  EXPECT_EQ(group("design").people, 3);
}

TEST(Guards, AreReadStrictly) {
  std::string why;
  const auto guard = parse_guard("newcomers_hired_28d >= -2%", why);
  ASSERT_TRUE(guard);
  EXPECT_EQ(guard->what, outcome::newcomers_hired_28d);
  EXPECT_TRUE(guard->at_least);
  EXPECT_TRUE(guard->relative);
  EXPECT_DOUBLE_EQ(guard->value, -0.02);
  const auto other = parse_guard("fill_rate<=0.01", why);
  ASSERT_TRUE(other);
  EXPECT_FALSE(other->at_least);
  EXPECT_FALSE(other->relative);
  for (const char* wrong :
      {"", "fill_rate", "fill_rate > 1", "fill_rat >= 1", "fill_rate >= x", "fill_rate >= 1 %%"}) {
    EXPECT_FALSE(parse_guard(wrong, why)) << wrong;
    EXPECT_NE(why, "") << wrong;
  }
  EXPECT_FALSE(parse_guard("fill_rat >= 1", why));
  EXPECT_THAT(why, testing::HasSubstr("did you mean 'fill_rate'?"));
}

}  // namespace
}  // namespace souk::reports
