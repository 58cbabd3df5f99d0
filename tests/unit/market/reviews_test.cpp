#include "tests/unit/market/billing_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::market {
namespace {

struct ended_contract : testing::Test, billing_stage {
  ended_contract() {
    start_fixed({dollars(100)});
    end(client);
    out.clear();
  }
  reason say(person_id by, std::int32_t stars, std::optional<std::int32_t> score = {}) {
    return give(by, review{contract, stars, score, {}});
  }
};
using X6Review = ended_contract;

TEST(X6ReviewOfAnActiveContract, IsTooEarly) {
  billing_stage stage;
  stage.start_fixed({dollars(100)});
  EXPECT_EQ(stage.give(stage.client, review{stage.contract, 9, {}, {}}), reason::wrong_state);
}

TEST_F(X6Review, IsPublishedWhenBothAreIn) {
  EXPECT_EQ(say(client, 5, 9), reason::none);
  EXPECT_TRUE(events_of(event_type::reviews_published).empty());
  EXPECT_TRUE(out.outcomes.empty());
  EXPECT_EQ(say(freelancer, 4), reason::none);
  const event published = out.events.back();
  EXPECT_EQ(published.type, event_type::reviews_published);
  EXPECT_EQ(published.person, freelancer);
  EXPECT_EQ(published.other, client);
  EXPECT_EQ(published.n, 5);
  EXPECT_EQ(published.detail, 4);
  ASSERT_EQ(out.outcomes.size(), 2U);
  EXPECT_TRUE(out.outcomes[0].of_freelancer);
  EXPECT_EQ(out.outcomes[0].stars, 5);
  EXPECT_EQ(out.outcomes[0].private_score, 9);
  EXPECT_FALSE(out.outcomes[1].of_freelancer);
  EXPECT_EQ(out.outcomes[1].stars, 4);
  EXPECT_EQ(out.outcomes[1].private_score, -1);
}

TEST_F(X6Review, IsPublishedAloneWhenTheWindowCloses) {
  say(client, 3);
  out.clear();
  pass(14 * day - 1);
  EXPECT_TRUE(out.events.empty());
  pass(1);
  ASSERT_EQ(out.events.size(), 1U);
  EXPECT_EQ(out.events[0].n, 3);
  EXPECT_EQ(out.events[0].detail, 0);
  ASSERT_EQ(out.outcomes.size(), 1U);
  EXPECT_EQ(out.outcomes[0].stars, 3);
}

TEST_F(X6Review, IsNotPublishedTwiceOrWhereThereIsNone) {
  say(client, 3);
  say(freelancer, 3);
  pass(15 * day);
  EXPECT_EQ(events_of(event_type::reviews_published).size(), 1U);
  const contract_id silent{{client, 1}, freelancer};
  start_fixed({dollars(1)}, silent);
  end(client, silent);
  pass(15 * day);
  EXPECT_EQ(events_of(event_type::reviews_published).size(), 1U);
}

TEST_F(X6Review, IsPossibleForFourteenDaysOnce) {
  now += 14 * day - 1;
  EXPECT_EQ(say(client, 5), reason::none);
  EXPECT_EQ(say(client, 5), reason::already_reviewed);
  EXPECT_EQ(say(client, 9), reason::already_reviewed);
  now += 1;
  EXPECT_EQ(say(freelancer, 5), reason::window_closed);
  EXPECT_EQ(say(client, 5), reason::window_closed);
}

TEST_F(X6Review, HasOneToFiveStarsAndAPrivateScoreToTen) {
  EXPECT_EQ(say(client, 0), reason::bad_field);
  EXPECT_EQ(say(client, 6), reason::bad_field);
  EXPECT_EQ(say(client, 5, -1), reason::bad_field);
  EXPECT_EQ(say(client, 5, 11), reason::bad_field);
  EXPECT_EQ(say(client, 1, 10), reason::none);
  EXPECT_EQ(say(freelancer, 5, 0), reason::none);
}

TEST_F(X6Review, IsForThePartiesAlone) { EXPECT_EQ(say(stranger, 5), reason::not_yours); }

}  // namespace
}  // namespace souk::market
