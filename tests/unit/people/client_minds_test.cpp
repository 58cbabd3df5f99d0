#include "people/client_minds.hpp"

#include "tests/unit/people/client_stage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace souk::people {
namespace {

using market::event_type;
using market::person_id;

/// Clients who hire whoever is best, always on the platform.
people_parameters eager(std::int32_t clients = 400) {
  people_parameters parameters = few_people(clients);
  parameters.clients.choosing.idle = 0.0;
  parameters.clients.choosing.outside = -50.0;
  parameters.clients.leaving.inertia = 1e6;
  parameters.clients.posting.bring = 10.0;
  return parameters;
}

/// The first client whose first need is of this type.
person_id client_with(const client_stage& stage, market::job_type type, std::uint32_t from = 0) {
  for (std::uint32_t i = from; i < stage.setup.clients; ++i) {
    if (need_of(stage.setup, stage.client(i), 0).type == type
        && stage.first_wakes.contains(market::index(stage.client(i)))) {
      return stage.client(i);
    }
  }
  return market::nobody;
}

// -- posting ----------------------------------------------------------------------------------

TEST(ClientPosting, BeginsWithAnAccountAndTheFirstNeed) {
  client_stage stage(few_people());
  for (const auto& [person, due] : stage.first_wakes) {
    const intentions& said = stage.wake(due);
    ASSERT_GE(said.commands.size(), 3U);
    EXPECT_TRUE(std::holds_alternative<market::register_account>(said.commands[0].what));
    EXPECT_TRUE(std::holds_alternative<market::verify_email>(said.commands[1].what));
    const auto* job = given_of<market::post_job>(said);
    ASSERT_NE(job, nullptr);
    const need wanted = need_of(stage.setup, person_id{person}, 0);
    EXPECT_EQ(job->need, 0U);
    EXPECT_EQ(job->category, wanted.category);
    EXPECT_EQ(job->type, wanted.type);
    EXPECT_EQ(job->budget.has_value(), wanted.type == market::job_type::fixed);
    EXPECT_EQ(job->rate_range.has_value(), wanted.type == market::job_type::hourly);
    EXPECT_FALSE(job->title.empty());
    EXPECT_TRUE(job->is_public);
    EXPECT_EQ(said.commands[0].at, due.at);
  }
}

TEST(ClientPosting, IsRarerTheMoreIsChargedOnTop) {
  const auto jobs_under = [](market::share fee) {
    client_stage stage(few_people());
    stage.rules.fees.client = fee;
    int jobs = 0;
    for (auto [person, due] : stage.first_wakes) {
      for (int n = 0; n < 6; ++n) {
        jobs += stage.wake(due).commands.empty() ? 0 : 1;
        const wake* next = wake_of(stage.said, client_wake::need);
        if (next == nullptr) {
          break;
        }
        due = *next;
      }
    }
    return jobs;
  };
  const int free = jobs_under(market::percent(0));
  EXPECT_LT(jobs_under(market::percent(10)), free * 0.96);
  EXPECT_EQ(jobs_under(market::percent(0)), free);
}

TEST(ClientPosting, MeetsTheSameNeedsAtTheSameTimeUnderEveryPolicy) {
  client_stage one(few_people());
  client_stage other(few_people());
  other.rules.fees.client = market::percent(15);
  for (auto [person, due] : one.first_wakes) {
    wake twin = other.first_wakes.at(person);
    for (int n = 0; n < 6; ++n) {
      EXPECT_EQ(due, twin);
      one.wake(due);
      other.wake(twin);
      const wake* next = wake_of(one.said, client_wake::need);
      const wake* next_twin = wake_of(other.said, client_wake::need);
      ASSERT_EQ(next == nullptr, next_twin == nullptr);
      if (next == nullptr) {
        break;
      }
      due = *next;
      twin = *next_twin;
    }
  }
}

TEST(ClientPosting, R15_InvitesApprovedPeopleOfTheTradeOnceEach) {
  people_parameters parameters = few_people();
  parameters.clients.posting.invite = 1.0;
  client_stage stage(parameters);
  for (std::size_t i = 0; i < stage.faces.size(); ++i) {
    stage.faces[i].approved = i % 2 == 0;
    stage.faces[i].reviews = 2;
    stage.faces[i].rating_sum = 10;
  }
  int with_invitations = 0;
  for (const auto& [person, due] : stage.first_wakes) {
    const person_id me{person};
    stage.post_first(me);
    stage.wake_next(client_wake::invite);
    std::set<person_id> invited;
    for (const given& one : stage.said.commands) {
      const auto& asked = std::get<market::invite>(one.what);
      EXPECT_TRUE(invited.insert(asked.freelancer).second);
      EXPECT_TRUE(stage.faces[market::index(asked.freelancer)].approved);
      EXPECT_EQ(trade_of(stage.setup, asked.freelancer).category,
          trade_of(stage.setup, market::job_id{me, 0}));
    }
    with_invitations += invited.empty() ? 0 : 1;
  }
  EXPECT_GT(with_invitations, static_cast<int>(stage.first_wakes.size()) * 9 / 10);
}

TEST(ClientPosting, M25_LeavesThreeOfFiveJobsWithoutInvitations) {
  client_stage stage(few_people(1000));
  for (market::freelancer_face& face : stage.faces) {
    face.reviews = 2;
    face.rating_sum = 10;
  }
  int without = 0;
  for (const auto& [person, due] : stage.first_wakes) {
    stage.post_first(person_id{person});
    without += wake_of(stage.said, client_wake::invite) == nullptr ? 1 : 0;
  }
  EXPECT_NEAR(without / static_cast<double>(stage.first_wakes.size()), 0.6, 0.06);
}

// -- choosing ---------------------------------------------------------------------------------

/// Of two people who replied and differ in one thing alone, how often the first is hired.
template <class Differ>
double share_of_first(people_parameters parameters, Differ&& differ) {
  client_stage stage(std::move(parameters));
  int first = 0;
  int all = 0;
  for (const auto& [person, due] : stage.first_wakes) {
    const person_id me{person};
    const market::second now = stage.post_first(me) + market::day;
    const market::money price = need_of(stage.setup, me, 0).price;
    std::array<market::proposal_card, 2> cards;
    for (std::uint32_t i = 0; i < 2; ++i) {
      cards[i] =
          client_stage::proposal(person_id{2 * person % 1000 + i}, price, now - market::hour);
      cards[i].status = market::proposal_status::interviewing;
      cards[i].replied = true;
      stage.faces[market::index(cards[i].freelancer)] = {};
      stage.faces[market::index(cards[i].freelancer)].approved = true;
    }
    differ(cards[0], stage.faces[market::index(cards[0].freelancer)]);
    stage.wake(client_stage::a_wake(client_wake::look, {me, 0}, now), cards);
    const auto* made = given_of<market::offer>(stage.said);
    if (made != nullptr) {
      ++all;
      first += made->freelancer == cards[0].freelancer ? 1 : 0;
    }
  }
  EXPECT_GT(all, 300);
  return first / static_cast<double>(all);
}

TEST(ClientChoosing, IsEvenBetweenEquals) {
  EXPECT_NEAR(share_of_first(eager(), [](auto&, auto&) {}), 0.5, 0.08);
}

TEST(ClientChoosing, PrefersTheCheaper) {
  const double share = share_of_first(
      eager(), [](market::proposal_card& card, auto&) { card.bid = {card.bid.cents * 7 / 10}; });
  EXPECT_GT(share, 0.62);
  EXPECT_LT(share, 0.9);
}

TEST(ClientChoosing, R23_PrefersGoodReviewsToNone) {
  const double good = share_of_first(eager(), [](auto&, market::freelancer_face& face) {
    face.reviews = 10;
    face.rating_sum = 49;
  });
  const double bad = share_of_first(eager(), [](auto&, market::freelancer_face& face) {
    face.reviews = 10;
    face.rating_sum = 30;
  });
  EXPECT_GT(good, 0.68);
  EXPECT_LT(bad, 0.3);
}

TEST(ClientChoosing, AvoidsTheUnratedOnlyForTheRisk) {
  people_parameters bold = eager();
  bold.clients.choosing.risk = 0.0;
  bold.clients.choosing.experience = 0.0;
  const auto as_good_as_unrated = [](auto&, market::freelancer_face& face) {
    face.reviews = 10;
    face.rating_sum = 47;  // what an unrated one is taken for
  };
  EXPECT_NEAR(share_of_first(bold, as_good_as_unrated), 0.5, 0.08);
  EXPECT_GT(share_of_first(eager(), as_good_as_unrated), 0.58);
}

TEST(ClientChoosing, OffersWhatWasBid) {
  client_stage stage(eager());
  for (const auto& [person, due] : stage.first_wakes) {
    const person_id me{person};
    const need wanted = need_of(stage.setup, me, 0);
    const market::second now = stage.post_first(me) + market::day;
    market::proposal_card card =
        client_stage::proposal(person_id{7}, wanted.price + market::money{33}, now - market::hour);
    card.replied = true;
    card.status = market::proposal_status::interviewing;
    stage.wake(client_stage::a_wake(client_wake::look, {me, 0}, now), {&card, 1});
    const auto* made = given_of<market::offer>(stage.said);
    ASSERT_NE(made, nullptr);
    if (wanted.type == market::job_type::hourly) {
      EXPECT_EQ(made->rate, card.bid);
      EXPECT_EQ(made->weekly_limit, wanted.hours_high);
      continue;
    }
    market::money sum;
    market::second before = now;
    for (const market::milestone_terms& part : made->milestones) {
      EXPECT_GT(part.amount.cents, 0);
      EXPECT_EQ(part.due, market::start_of_day(part.due));
      EXPECT_GT(part.due, before);
      before = part.due;
      sum += part.amount;
    }
    EXPECT_EQ(sum, card.bid);
  }
}

TEST(ClientChoosing, X12_AddsABillingMethodBeforeTheFirstOffer) {
  people_parameters parameters = eager();
  parameters.clients.posting.billing_first = 0.0;
  client_stage stage(parameters);
  const person_id me = client_with(stage, market::job_type::hourly);
  stage.hire_first(me, person_id{7}, market::dollars(20));
  EXPECT_TRUE(stage.minds.memory(me).billing_method);
  EXPECT_EQ(stage.minds.memory(me).hires, 1);
}

TEST(ClientChoosing, OpensAFewInterviewsAndLooksAgain) {
  people_parameters parameters = eager();
  parameters.clients.choosing.view_top = 1.0;
  parameters.clients.choosing.view_decay = 0.0;
  parameters.clients.choosing.interviews = 4;
  client_stage stage(parameters);
  const person_id me = stage.client(0);
  const market::second now = stage.post_first(me) + market::day;
  std::vector<market::proposal_card> cards;
  for (std::uint32_t i = 0; i < 30; ++i) {
    cards.push_back(
        client_stage::proposal(person_id{i}, need_of(stage.setup, me, 0).price, now - 60));
  }
  const intentions& said = stage.wake(client_stage::a_wake(client_wake::look, {me, 0}, now), cards);
  EXPECT_EQ(count_of<market::interview>(said), 4U);
  EXPECT_EQ(count_of<market::offer>(said), 0U);
  ASSERT_NE(wake_of(said, client_wake::look), nullptr);
  EXPECT_GT(wake_of(said, client_wake::look)->at, now);
}

TEST(ClientChoosing, ClosesSomeJobsThatNobodyIsGoodEnoughFor) {
  people_parameters parameters = few_people();
  parameters.clients.choosing.outside = 100.0;
  client_stage stage(parameters);
  int closed = 0;
  for (const auto& [person, due] : stage.first_wakes) {
    const person_id me{person};
    market::second now = stage.post_first(me);
    for (int n = 0; n < 10; ++n) {
      now += market::day;
      const market::proposal_card card =
          client_stage::proposal(person_id{7}, market::dollars(1), now - 60);
      stage.wake(client_stage::a_wake(client_wake::look, {me, 0}, now), {&card, 1});
      EXPECT_EQ(count_of<market::offer>(stage.said), 0U);
      closed += static_cast<int>(count_of<market::close_job>(stage.said));
    }
  }
  EXPECT_NEAR(closed / static_cast<double>(stage.first_wakes.size()), 0.4, 0.08);
}

TEST(ClientChoosing, R25_LooksForSomebodyElseAfterARefusal) {
  client_stage stage(eager());
  const person_id me = client_with(stage, market::job_type::hourly);
  const market::second now = stage.post_first(me) + market::day;
  market::proposal_card card = client_stage::proposal(person_id{7}, market::dollars(20), now - 60);
  card.replied = true;
  card.status = market::proposal_status::interviewing;
  stage.wake(client_stage::a_wake(client_wake::look, {me, 0}, now), {&card, 1});
  ASSERT_NE(given_of<market::offer>(stage.said), nullptr);
  stage.notice(
      client_stage::about({me, 0}, event_type::offer_declined, now + market::day, person_id{7}, me),
      me);
  stage.wake_next(client_wake::turned_down);
  EXPECT_NE(given_of<market::decline_proposal>(stage.said), nullptr);
  EXPECT_NE(wake_of(stage.said, client_wake::look), nullptr);
}

// -- the state --------------------------------------------------------------------------------

TEST(ClientMinds, AreHashedTheSameHoweverTheyAreDivided) {
  client_stage whole(few_people(40));
  client_minds left(whole.client(0), 15, whole.setup);
  client_minds right(whole.client(15), 25, whole.setup);
  market::fingerprint before = whole.minds.state_hash();
  intentions out;
  for (const auto& [person, due] : whole.first_wakes) {
    whole.wake(due);
    client_minds& part = person < market::index(whole.client(15)) ? left : right;
    part.wake(due, whole.sees(due.at), out);
  }
  market::fingerprint parts = left.state_hash();
  parts.add(right.state_hash());
  EXPECT_EQ(parts, whole.minds.state_hash());
  EXPECT_NE(parts, before);
}

TEST(ClientMinds, NoticeNothingOfOtherPeoplesJobs) {
  client_stage stage(few_people(40));
  const person_id me = stage.client(0);
  stage.post_first(me);
  const market::fingerprint before = stage.minds.state_hash();
  const market::second now = stage.setup.time.begin + market::week;
  for (const event_type type :
      {event_type::proposed, event_type::interview_opened, event_type::replied}) {
    stage.notice(client_stage::about({me, 0}, type, now, person_id{3}, me), me);
    EXPECT_TRUE(stage.said.commands.empty());
  }
  stage.notice(
      client_stage::about({stage.client(1), 0}, event_type::offer_accepted, now, person_id{3}, me),
      me);
  EXPECT_EQ(stage.minds.state_hash(), before);
}

}  // namespace
}  // namespace souk::people
