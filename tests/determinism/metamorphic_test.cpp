// What must hold between runs that differ in one known way (design.md, "The same answer, always").
#include "actors/engine.hpp"
#include "tests/support/small_market.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

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

/// Whoever registered and never submitted a profile, in the order of coming.
std::vector<market::person_id> onlookers(const std::vector<market::event>& events) {
  std::set<market::person_id> active;
  for (const market::event& one : events) {
    const bool joins = one.type == market::event_type::registered
                       || one.type == market::event_type::email_verified
                       || one.type == market::event_type::connects_granted;
    if (!joins) {
      active.insert(one.person);
    }
  }
  std::vector<market::person_id> found;
  for (const market::event& one : events) {
    if (one.type == market::event_type::registered && one.n == 0 && !active.contains(one.person)) {
      found.push_back(one.person);
    }
  }
  return found;
}

bool is_same(const observe::person_row& a, const observe::person_row& b) {
  const auto all = [](const observe::person_row& p) {
    return std::tuple(p.person, p.side, p.category, p.registered_at, p.approved_at,
        p.first_proposal_at, p.first_hire_at, p.left_at, p.rate_cents, p.earned_cents,
        p.spent_cents, p.available_cents, p.withdrawn_cents, p.proposals, p.interviews, p.hires,
        p.reviews, p.connects, p.jobs_posted, p.rating_sum, p.score, p.badge, p.completeness);
  };
  return all(a) == all(b);
}

std::set<market::person_id> registered(const std::vector<market::event>& events) {
  std::set<market::person_id> all;
  for (const market::event& one : events) {
    if (one.type == market::event_type::registered) {
      all.insert(one.person);
    }
  }
  return all;
}

struct run_told {
  std::vector<market::event> events;
  std::vector<observe::person_row> people;
};

/// The small market, in which who comes depends on how much they mind the fee.
run_told market_where_people_mind(double elasticity) {
  keeping_observer seen;
  actors::run_options options = small_market();
  options.record_events = true;
  options.people.population.entry_elasticity = elasticity;
  actors::run(options, {}, seen);
  return {std::move(seen.events), std::move(seen.people)};
}

/// One person who registers and never submits a profile changes nobody else. Two markets are found,
/// by halving, in one of which somebody minds the fee a little too much to register, and all the
/// others come alike: these then do the same things at the same seconds and end as the same people.
TEST(Metamorphic, WhoOnlyRegistersChangesNobodyElse) {
  double low = 0, high = 8;
  run_told with = market_where_people_mind(low), without = market_where_people_mind(high);
  const std::set<market::person_id> stayed = registered(without.events);
  std::vector<market::person_id> some = onlookers(with.events);
  std::erase_if(some, [&](market::person_id one) { return stayed.contains(one); });
  ASSERT_FALSE(some.empty());
  const market::person_id one = some.front();
  while (registered(with.events).size() - registered(without.events).size() > 1) {
    const double middle = low + (high - low) / 2;
    ASSERT_TRUE(low < middle && middle < high);
    run_told half = market_where_people_mind(middle);
    const bool comes = registered(half.events).contains(one);
    (comes ? low : high) = middle;
    (comes ? with : without) = std::move(half);
  }

  std::erase_if(with.events, [&](const market::event& what) { return what.person == one; });
  EXPECT_GT(with.events.size(), 1000U);
  EXPECT_EQ(with.events, without.events);
  ASSERT_EQ(with.people.size(), without.people.size());
  for (std::size_t i = 0; i < with.people.size(); ++i) {
    const bool same = is_same(with.people[i], without.people[i]);
    EXPECT_EQ(same, with.people[i].person != one) << "person " << i;
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
