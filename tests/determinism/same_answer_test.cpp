// A run is a function of scenario, policy and seed alone: however the work is divided, watched or
// stored, the answer is the same to the bit (design.md, "The same answer, always").
#include "actors/engine.hpp"
#include "tests/support/plain_loop.hpp"
#include "tests/support/small_market.hpp"

#include <gtest/gtest.h>

namespace souk {
namespace {

using testing::keeping_observer;
using testing::small_market;

observe::run_result run_with(const actors::run_options& options) {
  observe::run_observer nobody;
  return actors::run(options, {}, nobody);
}

/// The same market under the plain loop, run once for all tests.
const observe::run_result& reference() {
  static const observe::run_result result = [] {
    observe::run_observer nobody;
    return testing::plain_loop(small_market(), {}, nobody);
  }();
  return result;
}

void expect_same(const observe::run_result& a, const observe::run_result& b) {
  EXPECT_EQ(a.state_hash, b.state_hash);
  EXPECT_EQ(a.counts, b.counts);
  EXPECT_EQ(a.ledger, b.ledger);
  EXPECT_EQ(a.connects, b.connects);
  EXPECT_EQ(a.moments, b.moments);
}

TEST(SameAnswer, TheMarketLives) {
  const observe::run_result& result = reference();
  EXPECT_GT(result.counts[market::event_type::proposed], 100);
  EXPECT_GT(result.counts[market::event_type::offer_accepted], 5);
  EXPECT_GT(result.counts[market::event_type::milestone_released], 0);
  EXPECT_GT(result.counts[market::event_type::invoice_charged], 0);
  EXPECT_GT(result.counts[market::event_type::reviews_published], 0);
  EXPECT_GT(result.ledger[market::ledger_account::freelancer_fees].cents, 0);
}

class Threads : public ::testing::TestWithParam<int> {};
TEST_P(Threads, GiveTheLoopsAnswer) {
  actors::run_options options = small_market();
  options.threads = GetParam();
  expect_same(run_with(options), reference());
}
INSTANTIATE_TEST_SUITE_P(SameAnswer, Threads, ::testing::Values(1, 2, 7));

class CohortSize : public ::testing::TestWithParam<std::uint32_t> {};
TEST_P(CohortSize, GivesTheLoopsAnswer) {
  actors::run_options options = small_market();
  options.threads = 2;
  options.cohort_size = GetParam();
  expect_same(run_with(options), reference());
}
INSTANTIATE_TEST_SUITE_P(SameAnswer, CohortSize, ::testing::Values(1U, 7U, 100U, 1000U));

TEST(SameAnswer, WhateverTheNumberOfDesks) {
  actors::run_options options = small_market();
  options.exchanges = 5;
  options.billing_desks = 7;
  expect_same(run_with(options), reference());
}

TEST(SameAnswer, RecordedOrNot) {
  actors::run_options options = small_market();
  options.record_events = true;
  keeping_observer observer;
  expect_same(actors::run(options, {}, observer), reference());
  EXPECT_FALSE(observer.events.empty());
  EXPECT_FALSE(observer.entries.empty());
}

TEST(SameAnswer, FollowedOrNot) {
  actors::run_options options = small_market();
  std::size_t notes = 0;
  options.tell_notes = [&](std::span<const people::note> some) { notes += some.size(); };
  options.followed = market::person_id{3};
  expect_same(run_with(options), reference());
  EXPECT_GT(notes, 10U);
}

TEST(SameAnswer, AnotherSeedGivesAnother) {
  EXPECT_NE(run_with(small_market(2)).state_hash, reference().state_hash);
}

TEST(SameAnswer, EpochByEpochUnderActorsAndLoop) {
  keeping_observer loop, engine;
  testing::plain_loop(small_market(3), {}, loop);
  actors::run_options options = small_market(3);
  options.threads = 2;
  options.cohort_size = 50;
  actors::run(options, {}, engine);
  ASSERT_EQ(loop.fingerprints.size(), 60U * 24U);
  EXPECT_EQ(loop.fingerprints, engine.fingerprints);
}

TEST(SameAnswer, RecordedEventsAndEntriesAreTheSameRows) {
  actors::run_options options = small_market(4);
  options.record_events = true;
  keeping_observer loop, engine;
  testing::plain_loop(options, {}, loop);
  options.threads = 2;
  options.cohort_size = 33;
  actors::run(options, {}, engine);
  EXPECT_EQ(loop.events, engine.events);
  EXPECT_EQ(loop.entries.size(), engine.entries.size());
}

}  // namespace
}  // namespace souk
