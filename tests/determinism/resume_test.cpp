// A market that was kept between two days and goes on is the market that never stopped: the same
// answer, the same rows, the same bytes (design.md, "The same answer, always").
#include "actors/engine.hpp"
#include "tests/support/small_market.hpp"

#include <gtest/gtest.h>

#include <map>

namespace souk {
namespace {

using actors::snapshot;
using testing::keeping_observer;
using testing::small_market;

/// A run with events, and what it was at the end of each day.
struct straight_run {
  keeping_observer told;
  observe::run_result result;
  std::map<std::int32_t, snapshot> at;
};

actors::run_options recorded_market() {
  actors::run_options options = small_market();
  options.record_events = true;
  options.cohort_size = 90;
  options.threads = 2;
  return options;
}

straight_run& straight() {
  static straight_run run;
  static const bool played = [] {
    run.result = actors::run(recorded_market(), {}, run.told, nullptr,
        {.due = [](std::int32_t) { return true; },
            .keep = [](snapshot taken) { run.at[taken.day] = std::move(taken); }});
    return true;
  }();
  EXPECT_TRUE(played);
  return run;
}

void expect_same(const observe::run_result& a, const observe::run_result& b) {
  EXPECT_EQ(a.state_hash, b.state_hash);
  EXPECT_EQ(a.window_to_day, b.window_to_day);
  EXPECT_EQ(a.counts, b.counts);
  EXPECT_EQ(a.events, b.events);
  EXPECT_EQ(a.freelancers, b.freelancers);
  EXPECT_EQ(a.ledger, b.ledger);
  EXPECT_EQ(a.connects, b.connects);
  EXPECT_EQ(a.moments, b.moments);
  EXPECT_EQ(a.newcomers.approved, b.newcomers.approved);
  EXPECT_EQ(a.newcomers.hired_28d, b.newcomers.hired_28d);
}

/// The rows that came later are the last rows of all.
template <class Row>
void expect_tail(const std::vector<Row>& tail, const std::vector<Row>& all) {
  ASSERT_LE(tail.size(), all.size());
  EXPECT_TRUE(std::equal(tail.rbegin(), tail.rend(), all.rbegin()));
}

TEST(Resume, SnapshotsDoNotDisturb) {
  observe::run_observer nobody;
  expect_same(actors::run(small_market(), {}, nobody), straight().result);
  EXPECT_EQ(straight().at.size(), 60U);
}

class ResumeAt : public ::testing::TestWithParam<std::tuple<std::int32_t, int>> {};

TEST_P(ResumeAt, GoesOnAsIfItHadNeverStopped) {
  const auto [day, threads] = GetParam();
  actors::run_options options = recorded_market();
  options.threads = threads;
  keeping_observer told;
  expect_same(actors::resume(straight().at.at(day), options, {}, told), straight().result);
  EXPECT_EQ(told.days.size(), static_cast<std::size_t>(60 - day));
  expect_tail(told.fingerprints, straight().told.fingerprints);
  expect_tail(told.events, straight().told.events);
  EXPECT_EQ(told.people.size(), straight().told.people.size());
  EXPECT_EQ(told.jobs.size(), straight().told.jobs.size());
  EXPECT_EQ(told.contracts.size(), straight().told.contracts.size());
}
INSTANTIATE_TEST_SUITE_P(Resume, ResumeAt,
    ::testing::Combine(::testing::Values(1, 13, 29, 30, 31, 47, 59, 60), ::testing::Values(1, 2)));

TEST(Resume, RecordedOrNot) {
  actors::run_options options = recorded_market();
  options.record_events = false;
  keeping_observer told;
  expect_same(actors::resume(straight().at.at(30), options, {}, told), straight().result);
  EXPECT_TRUE(told.events.empty());
}

/// Whatever a shard holds and an archive forgot would show here, sooner or later.
TEST(Resume, IsByteForByteTheSameMarketDaysLater) {
  for (const std::int32_t day : {7, 30}) {
    observe::run_observer nobody;
    std::map<std::int32_t, snapshot> later;
    actors::run_options options = recorded_market();
    actors::run(options, {}, nobody, &straight().at.at(day),
        {.due = [day](std::int32_t at) { return at == day + 1 || at == 60; },
            .keep = [&](snapshot taken) { later[taken.day] = std::move(taken); }});
    ASSERT_EQ(later.size(), 2U);
    EXPECT_TRUE(later.at(day + 1).bytes == straight().at.at(day + 1).bytes);
    EXPECT_TRUE(later.at(60).bytes == straight().at.at(60).bytes);
  }
}

TEST(Resume, WhatWasLoadedIsSavedTheSame) {
  const actors::run_options options = recorded_market();
  const actors::run_setup setup = actors::set_up_run(options);
  for (const std::int32_t day : {1, 30, 60}) {
    observe::run_observer nobody;
    actors::market_house house(setup);
    actors::record_keeper keeper(actors::described(options, {}), nobody);
    actors::restore(straight().at.at(day), setup, house, keeper);
    const snapshot again = actors::take_snapshot(setup, house, keeper, day);
    EXPECT_TRUE(again.bytes == straight().at.at(day).bytes) << "day " << day;
  }
}

TEST(Resume, OnePastHasManyFutures) {
  actors::run_options options = small_market();
  observe::run_observer nobody;
  const snapshot past = actors::run_prefix(options, {}, nobody, 30);
  EXPECT_EQ(past.day, 30);
  expect_same(actors::resume(past, options, {}, nobody), straight().result);

  market::policy dearer = options.policy;
  dearer.fees.freelancer.tiers = {{std::nullopt, market::percent(30)}};
  options.policy_turns.push_back({options.start + 30 * market::day, dearer});
  const observe::run_result changed = actors::resume(past, options, {}, nobody);
  EXPECT_NE(changed.state_hash, straight().result.state_hash);
  expect_same(changed, actors::run(options, {}, nobody));
}

/// As a live test does, whose treatments begin with the window: those of the first second in the
/// epoch before it.
TEST(Resume, AFutureMayHaveInterventionsOfItsOwn) {
  observe::run_observer nobody;
  actors::run_options options = small_market();
  options.people.population.entry_span = market::days(60);
  const snapshot past = actors::run_prefix(options, {}, nobody, 29);
  market::policy dearer = options.policy;
  dearer.fees.freelancer.tiers = {{std::nullopt, market::percent(30)}};
  people::intervention rule;
  rule.name = "live_test";
  rule.who.share = 0.5;
  for (const people::trigger on :
      {people::trigger::day, people::trigger::approval, people::trigger::entry}) {
    rule.when.on = on;
    options.interventions.push_back({rule, [dearer](const market::policy&) { return dearer; }});
  }
  const observe::run_result treated = actors::resume(past, options, {}, nobody);
  expect_same(treated, actors::run(options, {}, nobody));
  options.interventions.clear();
  EXPECT_NE(treated.state_hash, actors::resume(past, options, {}, nobody).state_hash);
}

TEST(Resume, FromBeforeTheFirstDay) {
  observe::run_observer nobody;
  const snapshot start = actors::run_prefix(recorded_market(), {}, nobody, 0);
  expect_same(actors::resume(start, recorded_market(), {}, nobody), straight().result);
}

TEST(Resume, RefusesAnotherMarket) {
  observe::run_observer nobody;
  const snapshot& kept = straight().at.at(30);
  actors::run_options other = recorded_market();
  other.seed = 2;
  EXPECT_THROW(actors::resume(kept, other, {}, nobody), actors::archive_error);
  other = recorded_market();
  other.days = 31;
  EXPECT_THROW(actors::resume(kept, other, {}, nobody), actors::archive_error);
  other = recorded_market();
  other.people.population.freelancers += 1;
  EXPECT_THROW(actors::resume(kept, other, {}, nobody), actors::archive_error);
}

TEST(Resume, RefusesWhatIsCutShortOrTooLong) {
  const actors::run_options options = recorded_market();
  const actors::run_setup setup = actors::set_up_run(options);
  const auto restored = [&](snapshot damaged) {
    observe::run_observer nobody;
    actors::market_house house(setup);
    actors::record_keeper keeper(actors::described(options, {}), nobody);
    actors::restore(damaged, setup, house, keeper);
  };
  const snapshot& whole = straight().at.at(30);
  for (std::size_t part = 0; part < 16; ++part) {
    snapshot cut = whole;
    cut.bytes.resize(part * whole.bytes.size() / 16);
    EXPECT_THROW(restored(cut), actors::archive_error) << part;
  }
  snapshot longer = whole;
  longer.bytes.push_back({});
  EXPECT_THROW(restored(longer), actors::archive_error);
}

/// Without a checksum a flipped bit may be taken for another value, but never leads astray.
TEST(Resume, FlippedBitsAreLoadedOrRefused) {
  const actors::run_options options = recorded_market();
  const actors::run_setup setup = actors::set_up_run(options);
  std::size_t refused = 0;
  for (std::uint64_t n = 0; n < 40; ++n) {
    snapshot flipped = straight().at.at(30);
    for (std::uint64_t bit = 0; bit < 20; ++bit) {
      const std::uint64_t at = market::mix(n, bit) % (flipped.bytes.size() * 8);
      flipped.bytes[at / 8] ^= std::byte{1} << (at % 8);
    }
    observe::run_observer nobody;
    actors::market_house house(setup);
    actors::record_keeper keeper(actors::described(options, {}), nobody);
    try {
      actors::restore(flipped, setup, house, keeper);
    } catch (const actors::archive_error&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 0U);
}

}  // namespace
}  // namespace souk
