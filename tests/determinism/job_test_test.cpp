// Jobs under test keep what holds of every run (design.md, "The same answer, always"), and no other
// job's terms change.
#include "actors/engine.hpp"
#include "tests/support/plain_loop.hpp"
#include "tests/support/small_market.hpp"

#include <gtest/gtest.h>

namespace souk {
namespace {

using testing::keeping_observer;

bool is_odd(market::job_id job) { return job.need % 2 == 1; }

/// The small market, whose odd jobs carry no freelancer's fee from the window's beginning on.
actors::run_options market_with(std::function<bool(market::job_id)> drawn) {
  actors::run_options options = testing::small_market();
  options.job_test = actors::job_test{options.start + options.burn_in_days * market::day,
      std::move(drawn), [](market::policy terms) {
        terms.fees.freelancer.tiers = {{std::nullopt, market::percent(0)}};
        return terms;
      }};
  return options;
}

TEST(JobTest, GivesTheLoopsAnswerOnAnyThreadsAndCohorts) {
  actors::run_options options = market_with(is_odd);
  keeping_observer seen;
  const observe::run_result plain = testing::plain_loop(options, {}, seen);
  for (const std::uint32_t cohort_size : {0U, 13U}) {
    options.threads = 2;
    options.cohort_size = cohort_size;
    EXPECT_EQ(actors::run(options, {}, seen).state_hash, plain.state_hash) << cohort_size;
  }
}

TEST(JobTest, GoesOnFromAPastWithoutIt) {
  const actors::run_options options = market_with(is_odd);
  observe::run_observer nobody;
  const actors::snapshot past = actors::run_prefix(testing::small_market(), {}, nobody, 29);
  EXPECT_EQ(actors::resume(past, options, {}, nobody).state_hash,
      actors::run(options, {}, nobody).state_hash);
}

TEST(JobTest, ThatNoJobIsDrawnForChangesNothing) {
  observe::run_observer nobody;
  EXPECT_EQ(actors::run(market_with([](market::job_id) { return false; }), {}, nobody).state_hash,
      actors::run(testing::small_market(), {}, nobody).state_hash);
}

TEST(JobTest, FreesTheDrawnJobsOfTheWindowAlone) {
  keeping_observer seen;
  const actors::run_options options = market_with(is_odd);
  actors::run(options, {}, seen);
  const market::second begins = options.start + options.burn_in_days * market::day;
  std::size_t free = 0, charged = 0;
  for (const observe::contract_row& row : seen.contracts) {
    const auto job =
        std::ranges::find(seen.jobs, row.contract.job, &observe::job_row::job)->posted_at;
    if (row.billed_cents != 0) {
      const bool is_free = job >= begins && is_odd(row.contract.job);
      (is_free ? free : charged) += 1;
      EXPECT_EQ(row.fees_cents == 0, is_free);
    }
  }
  EXPECT_GT(free, 0U);
  EXPECT_GT(charged, 0U);
}

}  // namespace
}  // namespace souk
