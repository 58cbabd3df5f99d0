#include "server/ids.hpp"

#include "server/message.hpp"
#include "server/platform_clock.hpp"
#include "server/words.hpp"

#include <gtest/gtest.h>

namespace souk::server {
namespace {

constexpr market::milestone_id some{{{market::person_id{7}, 2}, market::person_id{31}}, 4};

TEST(Ids, AreReadAsTheyAreWritten) {
  EXPECT_EQ(text_of(some), "7-2-31-4");
  EXPECT_EQ(text_of(some.contract.job), "7-2");
  market::milestone_id milestone;
  ASSERT_TRUE(parse("7-2-31-4", milestone));
  EXPECT_EQ(milestone, some);
  market::contract_id contract;
  ASSERT_TRUE(parse("7-2-31", contract));
  EXPECT_EQ(contract, some.contract);
}

TEST(Ids, OtherTextsAreNone) {
  market::job_id job;
  for (const char* text :
      {"", "7", "7-", "-2", "7-2-3", "7--2", "+7-2", "7-2 ", "a-b", "4294967296-0", "7-2-"}) {
    EXPECT_FALSE(parse(text, job)) << text;
  }
}

TEST(Words, KeepTheirSymbols) {
  word_list words;
  const auto logo = words.intern("logo");
  EXPECT_EQ(words.intern("print"), market::symbol{2});
  EXPECT_EQ(words.intern("logo"), logo);
  EXPECT_EQ(words.find("print"), market::symbol{2});
  EXPECT_EQ(words.text(*logo), "logo");
  EXPECT_EQ(words.find("never said"), word_list::unheard);
  EXPECT_EQ(words.intern(""), market::no_symbol);
}

TEST(Words, AreBoundedInLengthAndNumber) {
  word_list words;
  EXPECT_FALSE(words.intern(std::string(word_list::longest_word + 1, 'x')));
  for (std::size_t i = 0; i < word_list::most_words; ++i) {
    ASSERT_TRUE(words.intern("w" + std::to_string(i)));
  }
  EXPECT_FALSE(words.intern("one more"));
  EXPECT_TRUE(words.intern("w0"));
}

TEST(Message, PathsAndQueriesAreDecoded) {
  EXPECT_EQ(
      segments("/people/a%2Fb/profiles"), (std::vector<std::string>{"people", "a/b", "profiles"}));
  EXPECT_EQ(segments("/"), (std::vector<std::string>{""}));
  EXPECT_EQ(segments("/%zz/%4"), (std::vector<std::string>{"%zz", "%4"}));
  EXPECT_EQ(query_value("after=3&to=a%40b", "to"), "a@b");
  EXPECT_EQ(query_value("after=3&to=a", "t"), "");
  EXPECT_EQ(query_value("", "to"), "");
}

TEST(Message, EveryRejectionHasItsGroupsStatus) {
  using enum market::reason;
  EXPECT_EQ(status_of(not_registered), 401);
  EXPECT_EQ(status_of(wrong_side), 403);
  EXPECT_EQ(status_of(unknown_id), 404);
  EXPECT_EQ(status_of(not_yours), 403);
  EXPECT_EQ(status_of(wrong_state), 409);
  EXPECT_EQ(status_of(too_many_profiles), 409);
  EXPECT_EQ(status_of(bad_field), 422);
  EXPECT_EQ(status_of(amount_not_positive), 422);
  EXPECT_EQ(status_of(insufficient_balance), 402);
  for (std::size_t i = 1; i < market::names_of<market::reason>.size(); ++i) {
    EXPECT_FALSE(meaning_of(static_cast<market::reason>(i)).empty());
  }
}

TEST(Clock, TakesItsKindsAndNothingElse) {
  EXPECT_TRUE(parse_clock("manual")->is_manual());
  EXPECT_EQ(parse_clock("x60")->times, 60);
  EXPECT_EQ(to_text(*parse_clock("x60")), "x60");
  for (const char* text : {"", "x", "x0", "60", "x-1", "Real", "x1000001", "x6 "}) {
    EXPECT_FALSE(parse_clock(text)) << text;
  }
}

TEST(Clock, ManualOnesGoWhenTheyAreSet) {
  platform_clock clock(*parse_clock("manual"), 100, 0, 0);
  EXPECT_EQ(clock.now(), 100);
  clock.set(200);
  EXPECT_EQ(clock.now(), 200);
}

TEST(Clock, FastOnesRunFromTheMarketsBeginning) {
  platform_clock clock(*parse_clock("x60"), 1000, 1000, wall_clock() - 10);
  const market::second now = clock.now();
  EXPECT_GE(now, 1000 + 600);
  EXPECT_LE(now, 1000 + 60 * 60);
}

}  // namespace
}  // namespace souk::server
