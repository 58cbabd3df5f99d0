#include "market/exchange.hpp"

#include "tests/unit/market/trading_floor.hpp"

#include <algorithm>

namespace souk::market {
namespace {

const exchange_options forgetful{.keep_history = false, .collect_ended = true};

offer one_milestone(job_id job, person_id freelancer) {
  static constexpr std::array<milestone_terms, 1> terms{milestone_terms{dollars(90), monday}};
  offer asked;
  asked.job = job;
  asked.freelancer = freelancer;
  asked.milestones = terms;
  return asked;
}

TEST(ExchangeFeed, ShowsPublicJobsOfACategoryNewestLast) {
  trading_floor floor;
  floor.epoch = hour;
  const job_id first = floor.post(fixed_job());
  post_job hidden = fixed_job();
  hidden.is_public = false;
  const job_id secret = floor.post(hidden);
  post_job other = fixed_job();
  other.category = dev;
  floor.post(other);
  post_job asked = hourly_job({dollars(20), dollars(31)}, {10, 21}, 4);
  asked.language = french;
  asked.attention_word = "Fox";
  asked.questions = 3;
  const job_id second_one = floor.post(asked);
  const auto feed = floor.market->feed(design);
  ASSERT_EQ(feed.size(), 2U);
  EXPECT_EQ(feed[0].job, first);
  EXPECT_EQ(feed[0].visible_at, monday + hour);
  EXPECT_EQ(feed[0].price, dollars(100));
  EXPECT_FALSE(feed[0].attention_word);
  EXPECT_EQ(feed[1].job, second_one);
  EXPECT_EQ(feed[1].price, dollars(25, 50));
  EXPECT_EQ(feed[1].weekly_hours, 15);
  EXPECT_EQ(feed[1].weeks, 4);
  EXPECT_EQ(feed[1].language, french);
  EXPECT_EQ(feed[1].questions, 3);
  EXPECT_TRUE(feed[1].attention_word);
  EXPECT_TRUE(floor.market->feed(symbol{50}).empty());
  ASSERT_TRUE(floor.market->card(secret));
  EXPECT_FALSE(floor.market->card(secret)->is_public);
  EXPECT_FALSE(floor.market->card({acme, 99}));
}

TEST(ExchangeFeed, CountsLiveProposalsAndSaysWhatIsGone) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  ASSERT_EQ(floor.bid(bob, job), reason::none);
  EXPECT_EQ(floor.market->feed(design)[0].proposals, 2);
  ASSERT_EQ(floor.give(ana, withdraw_proposal{job}), reason::none);
  EXPECT_EQ(floor.market->feed(design)[0].proposals, 1);
  EXPECT_TRUE(floor.market->feed(design)[0].open);
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  EXPECT_FALSE(floor.market->feed(design)[0].open);
}

TEST(ExchangeFeed, DropsWhatIsGoneOnceItIsMost) {
  trading_floor floor;
  std::vector<job_id> all;
  for (int i = 0; i < 400; ++i) {
    all.push_back(floor.post(fixed_job()));
    if (i % 10 != 0) {
      ASSERT_EQ(floor.give(acme, close_job{all.back()}), reason::none);
    }
    ASSERT_EQ(floor.market->audit(), std::nullopt);
  }
  const auto feed = floor.market->feed(design);
  EXPECT_LT(feed.size(), 200U);
  EXPECT_EQ(std::ranges::count(feed, true, &job_card::open), 40);
  EXPECT_TRUE(std::ranges::is_sorted(feed, {}, [](const job_card& c) { return c.job.need; }));
  ASSERT_EQ(floor.bid(ana, all[0]), reason::none);
  EXPECT_EQ(floor.market->feed(design)[0].proposals, 1);
}

TEST(ExchangeCounts, AreKeptByCategoryToo) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  post_job other = fixed_job();
  other.category = dev;
  const job_id code = floor.post(other);
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  ASSERT_EQ(floor.bid(bob, job), reason::none);
  ASSERT_EQ(floor.bid(ana, code), reason::none);
  EXPECT_EQ(floor.market->counts(design), (exchange_counts{1, 2, 1, 2, 0}));
  EXPECT_EQ(floor.market->counts(), (exchange_counts{2, 3, 2, 3, 0}));
  ASSERT_EQ(floor.give(acme, one_milestone(job, ana)), reason::none);
  ASSERT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::none);
  EXPECT_EQ(floor.market->counts(design), (exchange_counts{0, 0, 1, 2, 1}));
  EXPECT_EQ(floor.market->open_jobs(), 1);
  EXPECT_EQ(floor.market->counts(symbol{50}), exchange_counts{});
  EXPECT_EQ(floor.market->audit(), std::nullopt);
}

TEST(R8Facts, CountJobsOfAMainSkillInARollingWindow) {
  trading_floor floor;
  post_job asked = fixed_job();
  asked.skills = cpp_and_web;
  floor.post(asked);
  floor.wait(day);
  const job_id last = floor.post(asked);
  ASSERT_EQ(floor.give(acme, close_job{last}), reason::none);
  EXPECT_EQ(floor.market->posted_since(cpp, monday - 1), 2);
  EXPECT_EQ(floor.market->posted_since(cpp, monday), 1);
  EXPECT_EQ(floor.market->posted_since(cpp, monday + day), 0);
  EXPECT_EQ(floor.market->posted_since(web, 0), 0);
  EXPECT_EQ(floor.market->posted_since(symbol{900}, 0), 0);
}

TEST(ExchangeMemory, ForgetsJobsADayAfterTheirEnd) {
  trading_floor floor{{}, forgetful};
  const job_id job = floor.post(fixed_job());
  for (std::uint32_t i = 0; i < 100; ++i) {
    ASSERT_EQ(floor.bid(person_id{i}, job), reason::none);
  }
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  floor.wait_until(monday + day - 1);
  EXPECT_EQ(floor.bid(dan, job), reason::job_not_open);
  floor.wait_until(monday + day);
  EXPECT_EQ(floor.bid(dan, job), reason::unknown_id);
  EXPECT_EQ(floor.market->state_hash(), fingerprint{});
  EXPECT_EQ(floor.market->audit(), std::nullopt);
  const auto ended = floor.market->take_ended();
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].id, job);
  EXPECT_EQ(ended[0].lodged, 100);
  EXPECT_EQ(ended[0].ended_at, monday);
  EXPECT_TRUE(floor.market->take_ended().empty());
}

TEST(ExchangeMemory, KeepsAFilledJobWhileAnOfferIsOpen) {
  trading_floor floor{{}, forgetful};
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, one_milestone(job, ana)), reason::none);
  ASSERT_EQ(floor.give(acme, one_milestone(job, bob)), reason::none);
  ASSERT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::none);
  floor.wait_until(monday + 7 * day - 1);
  EXPECT_TRUE(floor.market->job(job));
  floor.wait_until(monday + 7 * day);
  EXPECT_EQ(floor.types(), events{event_type::offer_expired});
  EXPECT_FALSE(floor.market->job(job));
}

TEST(ExchangeMemory, IsUsedAgainWithoutTraces) {
  trading_floor floor{{}, forgetful};
  std::size_t after_one = 0;
  for (int round = 0; round < 20; ++round) {
    post_job hidden = fixed_job();
    hidden.is_public = round % 2 == 0;
    const job_id job = floor.post(hidden);
    ASSERT_EQ(floor.give(acme, invite{job, ana}), reason::none);
    EXPECT_EQ(floor.market->cost_for(job, bob, 0), 3);
    ASSERT_EQ(floor.bid(ana, job), reason::none);
    EXPECT_EQ(floor.ranking(job), people{ana});
    EXPECT_EQ(floor.market->offered({job, bob}), nullptr);
    ASSERT_EQ(floor.give(acme, one_milestone(job, bob)), reason::none);
    ASSERT_EQ(floor.market->audit(), std::nullopt);
    ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
    floor.wait(2 * day);
    after_one = round == 0 ? floor.market->bytes() : after_one;
  }
  EXPECT_LT(floor.market->bytes(), after_one + 4096);
}

TEST(ExchangeMemory, KeepsHistoryUnlessToldNotTo) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  ASSERT_EQ(floor.give(acme, close_job{job}), reason::none);
  floor.wait(365 * day);
  EXPECT_EQ(floor.market->job(job)->status, job_status::closed);
  EXPECT_TRUE(floor.market->take_ended().empty());
}

TEST(ExchangeClock, RunsWhatIsDueInOrderWhateverTheStep) {
  const auto play = [](std::vector<second> stops) {
    trading_floor floor;
    const job_id first = floor.post(fixed_job());
    const job_id other = floor.post(fixed_job(), rival);
    floor.wait(23 * day);
    EXPECT_EQ(floor.give(rival, one_milestone(other, ana)), reason::none);
    EXPECT_EQ(floor.give(acme, one_milestone(first, ana)), reason::none);
    std::vector<event> all;
    for (const second stop : stops) {
      floor.wait_until(stop);
      all.insert(all.end(), floor.out.events.begin(), floor.out.events.end());
    }
    return all;
  };
  const auto at_once = play({monday + 60 * day});
  const auto by_day = play({monday + 29 * day, monday + 30 * day, monday + 60 * day});
  EXPECT_EQ(at_once, by_day);
  // At one second offers expire before their jobs do, each in the order of ids.
  ASSERT_EQ(at_once.size(), 4U);
  EXPECT_EQ(at_once[0].type, event_type::offer_expired);
  EXPECT_EQ(at_once[0].person, acme);
  EXPECT_EQ(at_once[1].person, rival);
  EXPECT_EQ(at_once[2].type, event_type::job_expired);
  EXPECT_EQ(at_once[3].type, event_type::job_expired);
}

TEST(ExchangeClock, SaysWhenItIsDueNext) {
  trading_floor floor;
  EXPECT_EQ(floor.market->next_due(), std::nullopt);
  const job_id job = floor.post(fixed_job());
  EXPECT_EQ(floor.market->next_due(), monday + 30 * day);
  ASSERT_EQ(floor.give(acme, one_milestone(job, ana)), reason::none);
  EXPECT_EQ(floor.market->next_due(), monday + 7 * day);
}

TEST(ExchangeHash, IsTheSumOverItsShards) {
  trading_floor both;
  trading_floor one;
  trading_floor two;
  post_job code = fixed_job();
  code.category = dev;
  for (trading_floor* floor : {&both, &one}) {
    floor->needs = 0;
    const job_id job = floor->post(fixed_job());
    ASSERT_EQ(floor->bid(ana, job), reason::none);
    ASSERT_EQ(floor->give(acme, invite{job, bob}), reason::none);
    ASSERT_EQ(floor->give(acme, one_milestone(job, cyd)), reason::none);
  }
  for (trading_floor* floor : {&both, &two}) {
    floor->needs = 1;
    const job_id job = floor->post(code);
    ASSERT_EQ(floor->bid(bob, job), reason::none);
  }
  fingerprint sum = one.market->state_hash();
  sum.add(two.market->state_hash());
  EXPECT_EQ(both.market->state_hash(), sum);
}

TEST(ExchangeHash, ChangesWithEveryCommandThatIsAccepted) {
  trading_floor floor;
  std::vector<fingerprint> seen{floor.market->state_hash()};
  const auto changed = [&] {
    const fingerprint now = floor.market->state_hash();
    const bool is_new = std::ranges::find(seen, now) == seen.end();
    seen.push_back(now);
    return is_new;
  };
  const job_id job = floor.post(fixed_job());
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.give(acme, invite{job, dan}), reason::none);
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.give(dan, decline_invitation{job}), reason::none);
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.bid(ana, job), reason::none);
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.bid(bob, job), reason::none);
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.give(acme, interview{job, ana}), reason::none);
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.give(ana, reply{job}), reason::none);
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.give(acme, decline_proposal{job, bob}), reason::none);
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.give(acme, one_milestone(job, bob)), reason::none);
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.give(bob, decline_offer{{job, bob}}), reason::none);
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.give(acme, one_milestone(job, ana)), reason::none);
  EXPECT_TRUE(changed());
  ASSERT_EQ(floor.give(ana, accept_offer{{job, ana}}), reason::none);
  EXPECT_TRUE(changed());
}

TEST(ExchangeFaces, MayMove) {
  trading_floor floor;
  const job_id job = floor.post(fixed_job());
  std::vector<freelancer_face> more(300);
  more[250].approved = true;
  EXPECT_EQ(floor.give(acme, invite{job, person_id{250}}), reason::unknown_id);
  floor.market->set_faces(more, person_id{0});
  EXPECT_EQ(floor.give(acme, invite{job, person_id{250}}), reason::none);
  EXPECT_EQ(floor.give(acme, invite{job, person_id{249}}), reason::profile_not_approved);
}

}  // namespace
}  // namespace souk::market
