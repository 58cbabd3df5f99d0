#include "market/flat_index.hpp"

#include <gtest/gtest.h>

#include <map>

namespace souk::market {
namespace {

TEST(FlatIndex, AnswersMissingWhereNothingWasInserted) {
  flat_index slots;
  EXPECT_EQ(slots.find(0), flat_index::missing);
  slots.insert(7, 1);
  EXPECT_EQ(slots.find(8), flat_index::missing);
  EXPECT_FALSE(slots.erase(8, 1));
  EXPECT_FALSE(slots.erase(7, 2));
  EXPECT_EQ(slots.find(7), 1U);
}

TEST(FlatIndex, TakesEveryKeyThereIs) {
  flat_index slots;
  slots.insert(0, 0);
  slots.insert(~std::uint64_t{0}, 1);
  EXPECT_EQ(slots.find(0), 0U);
  EXPECT_EQ(slots.find(~std::uint64_t{0}), 1U);
}

TEST(FlatIndex, TellsIdentitiesUnderOneKeyApart) {
  flat_index slots;
  slots.insert(5, 10);
  slots.insert(5, 20);
  EXPECT_EQ(slots.find(5, [](std::uint32_t slot) { return slot == 20; }), 20U);
  EXPECT_TRUE(slots.erase(5, 10));
  EXPECT_EQ(slots.find(5), 20U);
  EXPECT_EQ(slots.find(5, [](std::uint32_t slot) { return slot == 10; }), flat_index::missing);
}

TEST(FlatIndex, FollowsRecordsThatMove) {
  flat_index slots;
  slots.insert(5, 10);
  EXPECT_TRUE(slots.move(5, 10, 11));
  EXPECT_EQ(slots.find(5), 11U);
  EXPECT_FALSE(slots.move(5, 10, 12));
}

TEST(FlatIndex, AgreesWithAMapOverManyInsertsAndErasures) {
  flat_index slots;
  std::map<std::uint64_t, std::uint32_t> truth;
  for (std::uint64_t i = 0; i < 50'000; ++i) {
    const std::uint64_t key = mix(i) % 3000;  // dense: long runs, many erasures in their middle
    const auto known = truth.find(key);
    if (known == truth.end()) {
      const auto slot = static_cast<std::uint32_t>(i);
      truth[key] = slot;
      slots.insert(key, slot);
    } else {
      ASSERT_TRUE(slots.erase(key, known->second));
      truth.erase(known);
    }
  }
  ASSERT_EQ(slots.size(), truth.size());
  for (std::uint64_t key = 0; key < 3000; ++key) {
    const auto known = truth.find(key);
    ASSERT_EQ(slots.find(key), known == truth.end() ? flat_index::missing : known->second) << key;
  }
}

}  // namespace
}  // namespace souk::market
