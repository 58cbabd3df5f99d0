// What must hold between runs that differ in one known way (design.md, "The same answer, always").
#include "actors/engine.hpp"
#include "tests/support/small_market.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace souk {
namespace {

using market::ledger_account;
using testing::keeping_observer;
using testing::small_market;

observe::run_result run_with(const actors::run_options& options) {
  observe::run_observer nobody;
  return actors::run(options, {}, nobody);
}

TEST(Metamorphic, APolicyAgainstItselfDiffersByNothing) {
  const observe::run_result a = run_with(small_market()), b = run_with(small_market());
  EXPECT_EQ(a.state_hash, b.state_hash);
  EXPECT_EQ(a.ledger, b.ledger);
  EXPECT_EQ(a.connects, b.connects);
}

TEST(Metamorphic, NoFeeNoFeeRevenue) {
  actors::run_options options = small_market();
  options.policy.fees.freelancer.tiers = {{std::nullopt, market::percent(0)}};
  options.policy.fees.client = market::percent(0);
  options.policy.fees.contract = {};
  options.policy.payouts.fee = {};
  const observe::run_result free = run_with(options);
  EXPECT_GT(-free.ledger[ledger_account::client_cards].cents, 0);
  EXPECT_EQ(free.ledger[ledger_account::freelancer_fees].cents, 0);
  EXPECT_EQ(free.ledger[ledger_account::client_fees].cents, 0);
  EXPECT_EQ(free.ledger[ledger_account::withdrawal_fees].cents, 0);
}

TEST(Metamorphic, FreeConnectsAreNeverSold) {
  actors::run_options options = small_market();
  options.policy.connects.cost = {{std::nullopt, 0}};
  options.policy.boost.slots = 0;
  const observe::run_result free = run_with(options);
  EXPECT_GT(free.counts[market::event_type::proposed], 0);
  EXPECT_EQ(free.connects.spent, 0);
}

/// The needs of clients are a stream that policy does not touch: a job of both worlds is the same
/// job.
TEST(Metamorphic, TwoPoliciesMeetTheSameJobs) {
  keeping_observer plain, dear;
  actors::run_options options = small_market();
  actors::run(options, {}, plain);
  options.policy.fees.freelancer.tiers = {{std::nullopt, market::percent(40)}};
  actors::run(options, {}, dear);
  const auto by_id = [](const observe::job_row& a, const observe::job_row& b) {
    return a.job < b.job;
  };
  std::sort(plain.jobs.begin(), plain.jobs.end(), by_id);
  std::int64_t met = 0;
  for (const observe::job_row& job : dear.jobs) {
    const auto same = std::lower_bound(plain.jobs.begin(), plain.jobs.end(), job, by_id);
    if (same != plain.jobs.end() && same->job == job.job) {
      ++met;
      EXPECT_EQ(same->category, job.category);
      EXPECT_EQ(same->value_cents, job.value_cents);
      EXPECT_EQ(same->type, job.type);
    }
  }
  EXPECT_GT(met, 10);
}

/// And who comes, and when, is drawn before any policy.
TEST(Metamorphic, TwoPoliciesMeetTheSamePeople) {
  keeping_observer plain, dear;
  actors::run_options options = small_market();
  actors::run(options, {}, plain);
  options.policy.connects.price = market::dollars(2);
  actors::run(options, {}, dear);
  ASSERT_EQ(plain.people.size(), dear.people.size());
  for (std::size_t i = 0; i < plain.people.size(); ++i) {
    EXPECT_EQ(plain.people[i].registered_at, dear.people[i].registered_at) << "person " << i;
    EXPECT_EQ(plain.people[i].side, dear.people[i].side);
  }
}

TEST(Metamorphic, StoppingEarlyGivesTheBeginningOfTheLongRun) {
  class stopping_observer : public keeping_observer {
   public:
    bool stop_requested() const override { return ++asked_ == 12; }

   private:
    mutable int asked_ = 0;
  };
  stopping_observer cut;
  keeping_observer whole;
  actors::run(small_market(), {}, cut);
  actors::run(small_market(), {}, whole);
  ASSERT_LT(cut.fingerprints.size(), whole.fingerprints.size());
  ASSERT_EQ(cut.fingerprints.size(), 12U * 24U);
  EXPECT_TRUE(
      std::equal(cut.fingerprints.begin(), cut.fingerprints.end(), whole.fingerprints.begin()));
}

}  // namespace
}  // namespace souk
