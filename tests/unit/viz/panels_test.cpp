// What panels prepare, as numbers.
#include "tests/unit/viz/sample_view.hpp"
#include "viz/billing_panel.hpp"
#include "viz/connects_panel.hpp"
#include "viz/contracts_panel.hpp"
#include "viz/events_panel.hpp"
#include "viz/funnel_panel.hpp"
#include "viz/map_panel.hpp"
#include "viz/newcomers_panel.hpp"
#include "viz/overview_panel.hpp"
#include "viz/person_panel.hpp"
#include "viz/policy_panel.hpp"
#include "viz/series_panel.hpp"
#include "viz/supply_panel.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace souk::viz {
namespace {

using market::event_type;

view empty_view() {
  view seen;
  seen.a = std::make_shared<const observe::snapshot>();
  return seen;
}

TEST(Metrics, AddUpToWhatTheDaysSay) {
  const view seen = sample_view(60);
  const observe::history& days = seen.a->days;
  double posted = 0.0;
  for (std::size_t day = days.size() - 28; day < days.size(); ++day) {
    posted += static_cast<double>(days[day].record.counts[event_type::job_posted]);
  }
  EXPECT_DOUBLE_EQ(total_of(*find_metric("jobs_posted"), seen, days.size(), 28), posted);
  EXPECT_NEAR(total_of(*find_metric("revenue"), seen, days.size(), days.size()),
      revenue_so_far(days.back().record.ledger), 1e-6);
  EXPECT_TRUE(std::isnan(total_of(*find_metric("revenue"), empty_view(), 0, 28)));
}

TEST(Metrics, AllHaveNamesOfTheirOwn) {
  for (const metric& one : metrics()) {
    EXPECT_EQ(find_metric(one.id), &one);
    EXPECT_EQ(one.base != nullptr, one.what == metric::kind::ratio) << one.id;
  }
}

TEST(View, ShowsNothingAfterItsCursor) {
  view seen = sample_view(60);
  EXPECT_EQ(day_count(seen), 90U);
  seen.cursor = 40;
  EXPECT_EQ(day_count(seen), 41U);
  EXPECT_EQ(values_of(*find_metric("hires"), seen, 1).size(), 41U);
  EXPECT_EQ(close_days(seen, 28), (std::pair<std::size_t, std::size_t>{13, 41}));
  seen.range = {10, 20};
  EXPECT_EQ(close_days(seen, 28), (std::pair<std::size_t, std::size_t>{10, 20}));
  seen.range = {50, 60};
  EXPECT_EQ(close_days(seen, 28), (std::pair<std::size_t, std::size_t>{13, 41}));
}

TEST(View, OfEqualFuturesDiffersByNothing) {
  view seen = sample_view(60);
  seen.b = seen.a;
  seen.shown = future::difference;
  for (const metric& one : metrics()) {
    for (const double value : values_of(one, seen, 7)) {
      EXPECT_TRUE(std::isnan(value) || value == 0.0) << one.id;
    }
  }
  for (const tile& one : prepare_overview(seen).tiles) {
    EXPECT_TRUE(std::isnan(one.value) || one.value == 0.0) << one.label;
  }
}

TEST(Overview, HasTenTilesWithTheirCourse) {
  const overview all = prepare_overview(sample_view(60));
  ASSERT_EQ(all.tiles.size(), 10U);
  EXPECT_EQ(all.tiles[0].label, "Gross volume");
  EXPECT_EQ(all.tiles[0].course.size(), 90U);
  EXPECT_TRUE(prepare_overview(empty_view()).tiles.empty());
}

TEST(Series, HasAStripForEachKnownMetric) {
  series_choice choice;
  choice.ids = {"hires", "no_such_metric", "fill_rate"};
  const series_model model = prepare_series(sample_view(400), choice, 200);
  ASSERT_EQ(model.strips.size(), 2U);
  EXPECT_LE(model.strips[0].line.size(), 200U);
  EXPECT_EQ(model.strips[0].values.size(), 430U);
  EXPECT_TRUE(model.strips[0].ghost.empty());
}

TEST(Funnel, LosesWhatIsLost) {
  const view seen = sample_view(60);
  const funnel all = prepare_funnel(seen);
  ASSERT_EQ(all.ladders.size(), 4U);
  EXPECT_EQ(all.to - all.from, 28U);
  const ladder& jobs = all.ladders[0];
  EXPECT_DOUBLE_EQ(jobs.steps[1].share, jobs.steps[1].value / jobs.steps[0].value);
  EXPECT_DOUBLE_EQ(jobs.steps[0].value, total_of(*find_metric("jobs_posted"), seen, 90, 28));
}

TEST(Heat, HasAColumnAWeekAndEveryCategory) {
  const heat_map map = prepare_heat(sample_view(60), heat::posts, 100);
  EXPECT_EQ(map.rows.size(), 3U);
  EXPECT_EQ(map.days_a_column, 7U);
  EXPECT_EQ(map.columns, 12U);
  EXPECT_EQ(map.cells.size(), 36U);
  EXPECT_EQ(prepare_heat(sample_view(60), heat::posts, 4).days_a_column, 28U);
}

TEST(Connects, FlowsAndHoldings) {
  const view seen = sample_view(60);
  const connects_model model = prepare_connects(seen);
  ASSERT_EQ(model.flows.size(), 5U);
  EXPECT_DOUBLE_EQ(model.held, static_cast<double>(seen.a->days.back().record.connects.held));
  EXPECT_NEAR(model.price_per_hire, model.per_hire * 0.15, 1e-9);
}

TEST(FeeTiers, SplitEachPairsBillings) {
  observe::contracts_view contracts;
  auto rows = std::make_shared<observe::contract_rows>(3);
  const auto pair = [](std::uint32_t client, std::uint32_t need, std::uint32_t freelancer) {
    return market::contract_id{{market::person_id{client}, need}, market::person_id{freelancer}};
  };
  (*rows)[0].contract = pair(9, 0, 1);
  (*rows)[0].billed_cents = 40'000;
  (*rows)[1].contract = pair(9, 1, 1);  // the same two: 700 dollars together
  (*rows)[1].billed_cents = 30'000;
  (*rows)[2].contract = pair(9, 2, 2);
  (*rows)[2].billed_cents = 1'200'000;
  contracts.blocks.push_back(rows);
  const std::vector<fee_tier> tiers = spread_over_tiers(market::freelancer_fee{}.tiers, contracts);
  ASSERT_EQ(tiers.size(), 3U);
  EXPECT_DOUBLE_EQ(tiers[0].billed, 1000.0);
  EXPECT_DOUBLE_EQ(tiers[1].billed, 200.0 + 9500.0);
  EXPECT_DOUBLE_EQ(tiers[2].billed, 2000.0);
  EXPECT_EQ(tiers[1].pairs, 1);
  EXPECT_EQ(tiers[2].pairs, 1);
  EXPECT_EQ(tiers[0].label, "20 % up to $500");
}

TEST(Survival, CountsWhoStillWaitsAsLongAsWatched) {
  // Of four, one is hired on day 10, one is watched for 20 days, one is hired on day 30.
  const cohort_curve curve = survival({10.0, 30.0}, {20.0, 95.0});
  EXPECT_EQ(curve.approved, 4);
  EXPECT_EQ(curve.hired[9], 0.0);
  EXPECT_DOUBLE_EQ(curve.hired[10], 0.25);
  EXPECT_DOUBLE_EQ(curve.hired[29], 0.25);
  EXPECT_DOUBLE_EQ(curve.hired[30], 1.0 - 0.75 * 0.5);
  EXPECT_EQ(curve.watched_days, 90U);
  EXPECT_DOUBLE_EQ(curve.hired_28d, 0.25);
}

TEST(Newcomers, AreThoseApprovedAfterTheBurnIn) {
  view seen = sample_view(60);
  auto run = *seen.a;
  auto people = std::make_shared<observe::people_view>();
  people->at = run.now;
  people->freelancers = {sample_person(1, run.what->start, 10, 12, 20, 100),
      sample_person(2, run.what->start, 31, 40, 20, 100),
      sample_person(3, run.what->start, 31, -1, 20, 0)};
  run.people = people;
  seen.a = std::make_shared<const observe::snapshot>(run);
  const newcomers all = prepare_newcomers(seen);
  EXPECT_EQ(all.everybody.approved, 2);
  EXPECT_DOUBLE_EQ(all.everybody.hired[9], 0.5);
  seen.cursor = 35;
  EXPECT_DOUBLE_EQ(prepare_newcomers(seen).everybody.hired.back(), 0.0);
}

TEST(Map, GathersPointsIntoCells) {
  observe::people_view people;
  people.at = 400 * market::day;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    people.freelancers.push_back(sample_person(
        i, 0, 10, -1, 5.0F + static_cast<float>(i % 50), 10.0F * static_cast<float>(i)));
  }
  const market_map map = prepare_map(people, map_height::earned, map_colour::tenure, 60, 40);
  std::size_t all = 0;
  for (const map_cell& cell : map.cells) {
    all += cell.count;
    EXPECT_LT(cell.column, 60);
    EXPECT_LT(cell.row, 40);
  }
  EXPECT_EQ(all, 999U);
  EXPECT_EQ(map.shown, 999U);
  EXPECT_EQ(map.not_yet, 1U);
  const map_cell& one = map.cells.front();
  EXPECT_EQ(map.nearest(one.column + 0.5, one.row + 0.5, 2.0), &one);
  EXPECT_EQ(map.nearest(-50, -50, 2.0), nullptr);
}

TEST(Contracts, AreFilteredAndSorted) {
  const view seen = sample_view(60);
  const contract_list all = prepare_contracts(*seen.a->contracts, {});
  ASSERT_GT(all.rows.size(), 2U);
  EXPECT_EQ(all.rows.size(), all.all);
  EXPECT_GE(all.rows[0]->started_at, all.rows[1]->started_at);
  const contract_list dear =
      prepare_contracts(*seen.a->contracts, {"> 0", contract_column::billed, false});
  for (std::size_t i = 1; i < dear.rows.size(); ++i) {
    EXPECT_LE(dear.rows[i - 1]->billed_cents, dear.rows[i]->billed_cents);
  }
  EXPECT_FALSE(
      prepare_contracts(*seen.a->contracts, {.filter = "hourly nonsense"}).trouble.empty());
  const contract_list hourly = prepare_contracts(*seen.a->contracts, {.filter = "hourly"});
  const contract_list fixed = prepare_contracts(*seen.a->contracts, {.filter = "fixed"});
  EXPECT_EQ(hourly.rows.size() + fixed.rows.size(), all.all);
}

TEST(Events, AreNewestFirstAndFiltered) {
  observe::tail_view tail;
  for (const event_type type :
      {event_type::proposed, event_type::rejected, event_type::payout_made}) {
    market::event one;
    one.at = static_cast<market::second>(tail.events.size());
    one.type = type;
    one.person = market::person_id{static_cast<std::uint32_t>(tail.events.size())};
    tail.events.push_back(one);
  }
  EXPECT_EQ(prepare_events(tail, {}), (std::vector<std::uint32_t>{2, 1, 0}));
  event_choice refusals;
  refusals.groups = 1U << static_cast<unsigned>(event_group::refusals);
  EXPECT_EQ(prepare_events(tail, refusals), (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(
      prepare_events(tail, {.person = market::person_id{2}}), (std::vector<std::uint32_t>{2}));
}

TEST(Suggestions, NameWhoIsWorthALook) {
  observe::people_view people;
  people.at = 200 * market::day;
  people.freelancers = {sample_person(1, 0, 10, 20, 20, 5000),
      sample_person(2, 0, 150, 160, 20, 300), sample_person(3, 0, 10, -1, 20, 0)};
  const suggestions found = prepare_suggestions(people);
  EXPECT_EQ(found.top_earner, 0U);
  EXPECT_EQ(found.top_newcomer, 1U);
  EXPECT_EQ(found.just_hired, 1U);
  EXPECT_EQ(found.never_hired, 2U);
}

TEST(Policy, DifferencesAreThoseOfTheCommandLine) {
  const market::policy before;
  market::policy after = before;
  EXPECT_TRUE(differences(before, after).empty());
  after.name = "mine";
  after.fees.client = market::percent(3);
  after.connects.rollover_max = 120;
  after.vetting.review_time.median = market::hours(36);
  after.connects.packs = {10, 100};
  const std::vector<policy_difference> wanted{
      {"vetting.review_time", "{ median: 10h, max: 1d }", "{ median: 36h, max: 1d }"},
      {"connects.packs", "[10, 20, 40, 60, 80]", "[10, 100]"},
      {"connects.rollover_max", "none", "120"}, {"fees.client", "0%", "3%"}};
  EXPECT_EQ(differences(before, after), wanted);
}

TEST(Policy, ReadsDurationsAsItWritesThem) {
  for (const std::string text : {"90s", "15m", "36h", "365d"}) {
    market::duration read;
    ASSERT_TRUE(parse_duration(text, read)) << text;
    EXPECT_EQ(knob_text(read), text);
  }
  market::duration kept{7};
  for (const std::string text : {"", "h", "3", "3 h", "-1d", "99999999999w", "3x"}) {
    EXPECT_FALSE(parse_duration(text, kept)) << text;
  }
  EXPECT_EQ(kept.seconds, 7);
}

}  // namespace
}  // namespace souk::viz
