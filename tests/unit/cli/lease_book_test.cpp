#include "cli/lease_book.hpp"

#include <gtest/gtest.h>

namespace souk::cli {
namespace {

using verdict = lease_book::verdict;
constexpr holder_id ana = 1, bob = 2, cyd = 3;

TEST(LeaseBook, GivesEachJobOnceInOrder) {
  lease_book book(3);
  EXPECT_EQ(book.take(ana, 0), 0U);
  EXPECT_EQ(book.take(bob, 0), 1U);
  EXPECT_EQ(book.take(ana, 0), 2U);
  EXPECT_EQ(book.take(bob, 0), std::nullopt);
  EXPECT_EQ(book.keep(1, bob, 7, 1), verdict::first);
  EXPECT_EQ(book.keep(0, ana, 7, 1), verdict::first);
  EXPECT_FALSE(book.complete());
  EXPECT_EQ(book.keep(2, ana, 7, 1), verdict::first);
  EXPECT_TRUE(book.complete());
}

TEST(LeaseBook, HandsOutAgainWhatSomebodyLeaves) {
  lease_book book(4);
  EXPECT_EQ(book.take(ana, 0), 0U);
  EXPECT_EQ(book.take(ana, 0), 1U);
  book.leave(ana);
  EXPECT_EQ(book.take(bob, 0), 0U);
  EXPECT_EQ(book.take(bob, 0), 1U);
  EXPECT_EQ(book.take(bob, 0), 2U);
  book.give_back(1, bob);
  EXPECT_TRUE(book.has(2, bob));
  EXPECT_FALSE(book.has(1, bob));
  EXPECT_EQ(book.take(cyd, 0), 1U);
}

TEST(LeaseBook, CountsJobsThatAreInNobodysHands) {
  lease_book book(3);
  EXPECT_EQ(book.unheld_jobs(), 3U);
  book.take(ana, 0);
  book.take(bob, 0);
  EXPECT_EQ(book.unheld_jobs(), 1U);
  book.give_back(0, ana);
  EXPECT_EQ(book.unheld_jobs(), 2U);
  book.keep(1, bob, 7, 1);
  EXPECT_EQ(book.unheld_jobs(), 2U);
}

TEST(LeaseBook, NobodyDoesAgainWhatIsNotOverdue) {
  lease_book book(2);
  EXPECT_EQ(book.take(ana, 0), 0U);
  EXPECT_EQ(book.take(bob, 0), 1U);
  EXPECT_EQ(book.take(bob, 1e9), std::nullopt) << "nothing is known of how long a job takes";
  EXPECT_EQ(book.keep(1, bob, 7, 10), verdict::first);  // 10 s
  EXPECT_EQ(book.take(bob, 39), std::nullopt);
  EXPECT_EQ(book.take(bob, 41), 0U);
  EXPECT_EQ(book.take(bob, 1000), std::nullopt) << "he has it";
  EXPECT_EQ(book.take(cyd, 80), std::nullopt) << "its last holder has had it for 39 s";
  EXPECT_EQ(book.take(cyd, 82), 0U);
}

TEST(LeaseBook, TakesWhatASilentOneHas) {
  lease_book book(2);
  EXPECT_EQ(book.take(ana, 0), 0U);
  EXPECT_EQ(book.take(ana, 5), 1U);
  book.hush(ana, true);
  EXPECT_EQ(book.take(bob, 6), 0U) << "the longest held one first";
  EXPECT_EQ(book.take(bob, 6), 1U);
  EXPECT_EQ(book.take(cyd, 6), std::nullopt);
  book.hush(ana, false);
  EXPECT_EQ(book.keep(0, ana, 7, 9), verdict::first);
  EXPECT_EQ(book.keep(0, bob, 7, 10), verdict::repeated);
  EXPECT_EQ(book.keep(1, bob, 8, 11), verdict::first);
  EXPECT_TRUE(book.complete());
  EXPECT_EQ(book.keep(1, ana, 9, 12), verdict::contradicted);
}

TEST(LeaseBook, FreshWorkComesBeforeOverdueWork) {
  lease_book book(2);
  EXPECT_EQ(book.take(ana, 0), 0U);
  book.hush(ana, true);
  EXPECT_EQ(book.take(bob, 0), 1U);
  EXPECT_EQ(book.take(bob, 0), 0U);
}

TEST(LeaseBook, AnAnswerOutlivesItsWorker) {
  lease_book book(1);
  EXPECT_EQ(book.take(ana, 0), 0U);
  book.hush(ana, true);
  EXPECT_EQ(book.take(bob, 1), 0U);
  EXPECT_EQ(book.keep(0, bob, 7, 2), verdict::first);
  EXPECT_EQ(book.answered_by(0), bob);
  book.leave(bob);
  EXPECT_TRUE(book.complete());
  EXPECT_EQ(book.holders(0), std::vector<holder_id>{ana});
  book.leave(ana);
  EXPECT_EQ(book.take(cyd, 3), std::nullopt) << "nothing is left to do";
}

}  // namespace
}  // namespace souk::cli
