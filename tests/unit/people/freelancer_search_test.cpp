#include "people/letters.hpp"
#include "people/traits.hpp"
#include "tests/unit/people/freelancer_stage.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace souk::people {
namespace {

using market::event_type;

/// A freelancer at the first search, with a feed of `jobs` that fit.
struct searcher : freelancer_stage_of_one {
  explicit searcher(people_parameters parameters = eager_people(), std::uint32_t who = 0,
      std::uint32_t jobs = 20, market::money price = market::dollars(100))
      : freelancer_stage_of_one(std::move(parameters), who) {
    join();
    due = *wake_of(freelancer_wake::search);
    for (std::uint32_t i = 0; i < jobs; ++i) {
      feed.push_back(card(due.at - market::hour, i, price));
    }
  }
  const intentions& search() { return wake(due); }

  people::wake due;
};

TEST(FreelancerSearches, AndProposesForWhatFits) {
  searcher one;
  EXPECT_GT(count_of<market::propose>(one.search()), 0U);
  EXPECT_NE(one.wake_of(freelancer_wake::search), nullptr);
  for (const given& command : one.said.commands) {
    EXPECT_GE(command.at, second{one.due.at});
    EXPECT_LT(command.at, one.setup.end_of_epoch(one.due.at));
    EXPECT_GT(std::get<market::propose>(command.what).bid.cents, 0);
  }
}

TEST(FreelancerSearches, NotTwiceForTheSameJob) {
  searcher one;
  ASSERT_GT(count_of<market::propose>(one.search()), 0U);
  one.wake(*one.wake_of(freelancer_wake::search));
  EXPECT_EQ(count_of<market::propose>(one.said), 0U);
}

TEST(FreelancerSearches, NotForJobsThatCannotBeHad) {
  const auto proposals = [](auto change) {
    searcher one;
    for (market::job_card& card : one.feed) {
      change(one, card);
    }
    return count_of<market::propose>(one.search());
  };
  EXPECT_GT(proposals([](searcher&, market::job_card&) {}), 0U);
  EXPECT_EQ(proposals([](searcher&, market::job_card& card) { card.open = false; }), 0U);
  EXPECT_EQ(proposals([](searcher&, market::job_card& card) { card.is_public = false; }), 0U);
  EXPECT_EQ(
      proposals([](searcher& one, market::job_card& card) { card.visible_at = one.due.at + 1; }),
      0U);
  EXPECT_EQ(
      proposals([](searcher&, market::job_card& card) { card.language = market::symbol{999}; }),
      0U);
  EXPECT_EQ(proposals([](searcher& one, market::job_card& card) {
    const auto& all = one.setup.categories[one.memory().category];
    card.skill = all.skill(one.memory().main_skill + one.memory().skills);
    if (one.memory().skills == all.skills()) {
      card.open = false;
    }
  }),
      0U);
}

TEST(FreelancerSearches, OnlyAmongTheNewest) {
  people_parameters parameters = eager_people();
  parameters.freelancers.search.attention = 3;
  searcher one{parameters};
  for (const given& command : one.search().commands) {
    EXPECT_GE(std::get<market::propose>(command.what).job.need, 17U);
  }
}

TEST(R14Connects, LimitProposals) {
  people_parameters parameters = eager_people();
  parameters.freelancers.nature.serious = 0.0;
  searcher one{parameters};
  one.connects = 7;  // a job of $100 costs 3
  EXPECT_EQ(count_of<market::propose>(one.search()), 2U);
  EXPECT_EQ(count_of<market::buy_connects>(one.said), 0U);
}

TEST(R20Connects, AreBoughtInAPackWhenTheyAreWorthIt) {
  people_parameters parameters = eager_people();
  parameters.freelancers.nature.serious = 1.0;
  parameters.freelancers.search.prior = 0.5;
  searcher one{parameters};
  one.notice_own(event_type::readiness_test_taken, one.due.at - 10, market::no_job, {}, 100);
  one.connects = 0;
  const auto* bought = given_of<market::buy_connects>(one.search());
  ASSERT_NE(bought, nullptr);
  EXPECT_EQ(bought->source, market::connects_source::card);
  EXPECT_GT(count_of<market::propose>(one.said), 0U);
  const auto& packs = one.rules.connects.packs;
  EXPECT_NE(std::ranges::find(packs, bought->count), packs.end());

  searcher rich{parameters};
  rich.notice_own(event_type::readiness_test_taken, rich.due.at - 10, market::no_job, {}, 100);
  rich.connects = 0;
  rich.available = market::dollars(100);
  bought = given_of<market::buy_connects>(rich.search());
  ASSERT_NE(bought, nullptr);
  EXPECT_EQ(bought->source, market::connects_source::balance);
}

TEST(R20Connects, AreNotBoughtWhenTheyAreDear) {
  people_parameters parameters = eager_people();
  parameters.freelancers.nature.serious = 1.0;
  searcher one{parameters};
  one.notice_own(event_type::readiness_test_taken, one.due.at - 10, market::no_job, {}, 100);
  one.connects = 0;
  one.rules.connects.price = market::dollars(50);
  EXPECT_TRUE(one.search().commands.empty());
}

TEST(Belief, FallsWithEveryProposalInVain) {
  people_parameters parameters = eager_people();
  parameters.freelancers.search.review_value = 0.0;
  searcher one{parameters};
  one.connects = 1000;
  std::vector<std::size_t> proposals;
  for (int i = 0; i < 60; ++i) {
    proposals.push_back(count_of<market::propose>(one.search()));
    one.due = *one.wake_of(freelancer_wake::search);
    for (market::job_card& card : one.feed) {
      card.visible_at = one.due.at;
    }
  }
  EXPECT_GT(proposals.front(), 0U);
  EXPECT_EQ(proposals.back(), 0U);
}

TEST(Belief, RestsOnProposalsThatWereLodged) {
  searcher one;
  const auto given = count_of<market::propose>(one.search());
  EXPECT_EQ(one.memory().proposals, given);
  EXPECT_EQ(one.memory().first_proposal_at, one.due.at);
  const auto refused = market::command{std::in_place_type<market::propose>}.index();
  for (std::size_t i = 0; i < given; ++i) {
    one.notice_own(event_type::rejected, one.due.at, one.feed[0].job, {}, 0,
        market::reason::job_not_open, static_cast<std::uint16_t>(refused));
  }
  EXPECT_EQ(one.memory().proposals, 0);
  EXPECT_EQ(one.memory().tried, 0);
  EXPECT_EQ(one.memory().first_proposal_at, 0U);
}

/// Mean log of bid over budget, over many freelancers at their first search.
template <class Prepare>
double mean_log_bid(const people_parameters& parameters, Prepare prepare) {
  double sum = 0.0;
  int n = 0;
  for (std::uint32_t who = 0; who < 120; ++who) {
    searcher one{parameters, who, 8, market::dollars(90)};
    prepare(one);
    for (const given& command : one.search().commands) {
      if (const auto* bid = std::get_if<market::propose>(&command.what)) {
        sum += std::log(static_cast<double>(bid->bid.cents) / 9'000.0);
        ++n;
      }
    }
  }
  EXPECT_GT(n, 100);
  return sum / n;
}

/// Everybody proposes for anything, so that means are over the same people.
people_parameters undaunted_people() {
  people_parameters parameters = eager_people();
  parameters.freelancers.search.prior = 0.9;
  parameters.freelancers.search.prior_reviewed = 0.9;
  parameters.freelancers.search.elasticity = 0.0;
  parameters.freelancers.search.effort_minutes = 0.0;
  parameters.freelancers.search.review_value = 1000.0;
  parameters.freelancers.nature.reservation_wage = 0.5;
  return parameters;
}

TEST(M19Premium, IsAskedOfClientsWithoutAHire) {
  const double known = mean_log_bid(undaunted_people(), [](searcher& one) {
    for (market::client_face& face : one.clients) {
      face.hires = 1;
    }
  });
  const double new_client = mean_log_bid(undaunted_people(), [](searcher&) {});
  EXPECT_NEAR(new_client - known, 0.10, 0.02);
}

TEST(R22Newcomers, BidLowUntilTheirThirdReview) {
  people_parameters parameters = undaunted_people();
  parameters.freelancers.bid.pass_through_new = 0.0;
  parameters.freelancers.bid.pass_through_old = 0.0;
  const auto with_reviews = [&](std::uint16_t reviews) {
    return mean_log_bid(parameters, [&](searcher& one) {
      one.face.reviews = reviews;
      one.face.rating_sum = 47U * reviews / 10U;
    });
  };
  const double none = with_reviews(0);
  const double ten = with_reviews(10);
  EXPECT_NEAR(ten - none, -std::log(0.7), 0.06);
}

TEST(R36Fee, IsPassedOnInPart) {
  people_parameters parameters = undaunted_people();
  parameters.freelancers.bid.pass_through_new = 0.5;
  const auto under = [&](std::int64_t fee) {
    return mean_log_bid(parameters, [&](searcher& one) {
      one.rules.fees.freelancer.tiers = {{std::nullopt, market::percent(fee)}};
    });
  };
  EXPECT_NEAR(under(30) - under(0), -0.5 * std::log(0.7), 0.03);
}

TEST(Bids, NeverFallBelowTheReservationWage) {
  people_parameters parameters = eager_people();
  parameters.freelancers.search.elasticity = 0.0;
  parameters.freelancers.search.prior = 0.9;
  parameters.freelancers.search.effort_minutes = 0.0;
  parameters.freelancers.bid.below_reservation = 0.25;
  for (std::uint32_t who = 0; who < 60; ++who) {
    searcher one{parameters, who, 0};
    market::job_card card = one.card(one.due.at - 60, 1, market::dollars(3));
    card.type = market::job_type::hourly;
    card.weekly_hours = 10;
    card.weeks = 4;
    card.value = market::dollars(120);
    one.feed = {card};
    for (const given& command : one.search().commands) {
      const double bid =
          static_cast<double>(std::get<market::propose>(command.what).bid.cents) * 0.01;
      EXPECT_GE(bid + 0.13, one.memory().reservation_wage * 0.75);
    }
  }
}

TEST(R13Letter, BeginsWithTheAttentionWordUnlessMisread) {
  for (const double misreads : {0.0, 1.0}) {
    people_parameters parameters = eager_people();
    parameters.freelancers.search.misreads_attention = misreads;
    searcher one{parameters};
    for (market::job_card& card : one.feed) {
      card.attention_word = true;
      card.questions = 3;
    }
    const auto* command = given_of<market::propose>(one.search());
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->letter.starts_with(attention_word), misreads == 0.0);
    EXPECT_EQ(command->answers, 3);
  }
}

TEST(X8Boost, OnlyWhereThePolicyHasSlots) {
  people_parameters parameters = eager_people();
  parameters.freelancers.search.boosts = 1.0;
  searcher one{parameters};
  EXPECT_EQ(given_of<market::propose>(one.search())->boost, 0);
  searcher other{parameters};
  other.rules.boost.slots = 4;
  EXPECT_GE(given_of<market::propose>(other.search())->boost, 2);
}

TEST(R15Invitation, IsAnsweredWithAProposalThatCostsNothing) {
  people_parameters parameters = eager_people();
  parameters.freelancers.dealing.takes_invitation = 1.0;
  searcher one{parameters};
  one.connects = 0;
  const market::job_id job = one.feed[3].job;
  one.feed[3].is_public = false;
  one.notice(event_type::invited, one.due.at, job);
  const people::wake* answer = one.wake_of(freelancer_wake::invitation);
  ASSERT_NE(answer, nullptr);
  const auto* command = given_of<market::propose>(one.wake(people::wake{*answer}));
  ASSERT_NE(command, nullptr);
  EXPECT_EQ(command->job, job);
}

TEST(FreelancerSearches, AtTheSameTimesWhateverHappened) {
  searcher one;
  searcher other;
  other.connects = 0;
  other.feed.clear();
  one.search();
  other.search();
  EXPECT_EQ(one.wake_of(freelancer_wake::search)->at, other.wake_of(freelancer_wake::search)->at);
}

TEST(FreelancerSearches, AsOftenAsItsNatureHasIt) {
  for (std::uint32_t who = 0; who < 5; ++who) {
    freelancer_stage_of_one one{eager_people(), who};
    const second from = one.join();
    people::wake due = *one.wake_of(freelancer_wake::search);
    int searches = 0;
    while (second{due.at} < from + 20 * market::week) {
      ++searches;
      one.wake(due);
      due = *one.wake_of(freelancer_wake::search);
    }
    EXPECT_NEAR(searches, 20.0 * traits_of(one.setup, one.me).searches, 2.0);
  }
}

}  // namespace
}  // namespace souk::people
