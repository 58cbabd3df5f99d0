// The oracle where commands race and no answer tells its place.
#include "load/oracle.hpp"
#include "tests/support/market_walk.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace souk::load {
namespace {

using market::person_id;
using scenarios::observable;

class Raced : public ::testing::Test {
 protected:
  Raced() {
    testing::seed_cast(listener_.world());
    for (const person_id client : {acme_, beta_}) {
      market::post_job job;
      job.category = market::symbol{1};
      job.skills = skills_;
      job.title = "A logo";
      job.budget = market::dollars(100);
      give(client, job, 1, 2);
    }
    give(acme_, market::offer{{acme_, 0}, ana_, {}, market::dollars(30), 40}, 3, 4);
    listener_.settle(5);
  }

  void give(person_id by, const market::command& what, std::int64_t sent, std::int64_t answered) {
    answered_command one;
    one.by = by;
    one.what = &what;
    one.when = {sent, answered, testing::script_start, testing::script_start};
    listener_.take(one);
  }

  void look_at_job(
      person_id by, std::vector<told> values, std::int64_t sent, std::int64_t answered) {
    answered_look one;
    one.by = by;
    one.about = {thing::job, market::nobody, {{{by, 0}, market::nobody}, 0}};
    one.values = values;
    one.when = {sent, answered, testing::script_start, testing::script_start};
    listener_.take(one);
  }

  std::int64_t violations() {
    listener_.settle(std::numeric_limits<std::int64_t>::max());
    return static_cast<std::int64_t>(listener_.sums().violations);
  }

  static std::int64_t ranking_of(std::vector<person_id> people) { return hash_of(people); }

  const std::array<market::symbol, 1> skills_{market::symbol{2}};
  const person_id ana_{0}, bob_{1}, acme_{testing::script_freelancers},
      beta_{testing::script_freelancers + 1};
  oracle listener_{market::policy_book{testing::policy_of({})}, testing::script_people,
      testing::script_start, {.ordered = false},
      [](person_id who) { return std::to_string(index(who)); }};
};

TEST_F(Raced, EitherOfTwoProposalsMayRankFirst) {
  give(ana_, market::propose{{beta_, 0}, market::dollars(90), ""}, 10, 20);
  give(bob_, market::propose{{beta_, 0}, market::dollars(90), ""}, 11, 19);
  look_at_job(beta_, {{observable::ranking, ranking_of({ana_, bob_})}}, 21, 22);
  look_at_job(beta_, {{observable::ranking, ranking_of({bob_, ana_})}}, 23, 24);
  EXPECT_EQ(violations(), 0);
}

TEST_F(Raced, OneAfterTheOtherTheyRankAsTheyCame) {
  give(ana_, market::propose{{beta_, 0}, market::dollars(90), ""}, 10, 12);
  give(bob_, market::propose{{beta_, 0}, market::dollars(90), ""}, 13, 14);
  const std::int64_t one_way = ranking_of({ana_, bob_});
  const std::int64_t other_way = ranking_of({bob_, ana_});
  look_at_job(beta_, {{observable::ranking, one_way}}, 21, 22);
  look_at_job(beta_, {{observable::ranking, other_way}}, 23, 24);
  EXPECT_EQ(violations(), 1);
}

TEST_F(Raced, WhatIsUnderWayMayComeAfterWhatWasSentLater) {
  give(ana_, market::accept_offer{{{acme_, 0}, ana_}}, 10, 20);
  give(bob_, market::propose{{beta_, 0}, market::dollars(90), ""}, 15, 40);
  look_at_job(beta_, {{observable::proposals, 0}}, 25, 30);
  look_at_job(beta_, {{observable::proposals, 1}}, 41, 42);
  EXPECT_EQ(violations(), 0);
}

}  // namespace
}  // namespace souk::load
