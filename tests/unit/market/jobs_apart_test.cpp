// Two jobs of one client, one of which lives under terms of its own.
#include "market/world.hpp"

#include <gtest/gtest.h>

namespace souk::market {
namespace {

constexpr person_id ana{0};
constexpr person_id acme{1};
constexpr symbol design{1};
constexpr symbol logo{2};
const second monday = to_second({2024, 1, 1});

/// Everybody is in group 0. From Tuesday on the jobs with an odd number are set apart: proposals
/// cost 6, the freelancer's fee is 5 %, and the client pays 3 % on top.
policy_book two_kinds_of_jobs() {
  policy_book book{policy{}};
  policy other;
  other.name = "other";
  other.connects.cost = {{std::nullopt, 6}};
  other.connects.cost_invited = 2;
  other.fees.freelancer.basis = fee_basis::transaction_marginal;
  other.fees.freelancer.tiers = {{std::nullopt, percent(5)}};
  other.fees.client = percent(3);
  book.add(other);
  book.set_apart({1, monday + day, [](job_id job) { return job.need % 2 == 1; }});
  return book;
}

struct small_world {
  world market{two_kinds_of_jobs(), 2, monday};
  std::array<symbol, 1> skills{logo};

  small_world() {
    profile_fields carried;
    carried.category = design;
    carried.skills = skills;
    carried.photo = carried.cv = carried.overview = carried.service = true;
    market.seed_freelancer(ana, carried);
    market.seed_client(acme);
  }

  job_id post() {
    post_job job;
    job.category = design;
    job.skills = skills;
    job.title = "A logo";
    job.budget = dollars(100);
    const job_id made = market.next_job(acme);
    EXPECT_EQ(market.give(acme, job), reason::none);
    return made;
  }

  std::int32_t connects() const { return market.accounts().connects(ana); }

  /// What the proposal cost.
  std::int32_t propose_to(job_id job) {
    const std::int32_t before = connects();
    propose bid;
    bid.job = job;
    bid.bid = dollars(100);
    EXPECT_EQ(market.give(ana, bid), reason::none);
    return before - connects();
  }

  /// A milestone of $100 from the offer to its release.
  void pay(job_id job) {
    const std::array terms{milestone_terms{dollars(100), monday + 30 * day}};
    offer made;
    made.job = job;
    made.freelancer = ana;
    made.milestones = terms;
    const contract_id deal{job, ana};
    EXPECT_EQ(market.give(acme, made), reason::none);
    EXPECT_EQ(market.give(ana, accept_offer{deal}), reason::none);
    EXPECT_EQ(market.give(acme, fund_milestone{{deal, 0}}), reason::none);
    EXPECT_EQ(market.give(ana, submit_milestone{{deal, 0}}), reason::none);
    EXPECT_EQ(market.give(acme, approve_milestone{{deal, 0}}), reason::none);
  }

  money fees() const { return market.totals()[ledger_account::freelancer_fees]; }
  money fees_on_top() const { return market.totals()[ledger_account::client_fees]; }
};

TEST(JobsApart, OfOneClientHaveCostsAndFeesOfTheirOwn) {
  small_world here;
  here.market.advance(monday + day);
  const job_id plain = here.post();
  const job_id other = here.post();
  EXPECT_EQ(here.propose_to(plain), 3);
  EXPECT_EQ(here.propose_to(other), 6);
  here.pay(plain);
  EXPECT_EQ(here.fees(), dollars(20));
  EXPECT_EQ(here.fees_on_top(), money{});
  here.pay(other);
  EXPECT_EQ(here.fees(), dollars(25));
  EXPECT_EQ(here.fees_on_top(), dollars(3));
  EXPECT_EQ(here.market.audit(), std::nullopt);
}

TEST(JobsApart, AreThosePostedFromASecondOn) {
  small_world here;
  here.post();
  const job_id before = here.post();
  EXPECT_EQ(here.propose_to(before), 3);
  here.market.advance(monday + 2 * day);
  here.pay(before);
  EXPECT_EQ(here.fees(), dollars(20));
  here.post();
  EXPECT_EQ(here.propose_to(here.post()), 6);
}

TEST(JobsApart, CostTheInvitedWhatTheirTermsSay) {
  small_world here;
  here.market.advance(monday + day);
  here.post();
  const job_id other = here.post();
  EXPECT_EQ(here.market.give(acme, invite{other, ana}), reason::none);
  EXPECT_EQ(here.propose_to(other), 2);
}

TEST(JobsApart, LeaveWhatHasNoJobWithThePerson) {
  small_world here;
  here.market.advance(monday + day);
  EXPECT_EQ(here.connects(), 40);
  EXPECT_EQ(here.market.terms_of(ana).name, policy{}.name);
  EXPECT_EQ(here.market.give(ana, take_readiness_test{percent(90)}), reason::none);
  EXPECT_EQ(here.connects(), 80);
}

}  // namespace
}  // namespace souk::market
