#include "market/lot_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace souk::market {
namespace {

std::vector<connects_lot> listed(const lot_store& store, const lot_list& list) {
  const auto all = store.lots(list);
  return {all.begin(), all.end()};
}

TEST(LotStore, KeepsLotsByExpiry) {
  lot_store store;
  lot_list list;
  store.add(list, {30, 3});
  store.add(list, {10, 1});
  store.add(list, {20, 2});
  EXPECT_EQ(listed(store, list), (std::vector<connects_lot>{{10, 1}, {20, 2}, {30, 3}}));
}

TEST(LotStore, MergesLotsOfOneExpiry) {
  lot_store store;
  lot_list list;
  store.add(list, {10, 1});
  store.add(list, {10, 4});
  store.add(list, {20, 0});
  EXPECT_EQ(listed(store, list), (std::vector<connects_lot>{{10, 5}}));
}

TEST(LotStore, AgreesWithAPlainVectorThroughEverySize) {
  lot_store store;
  std::vector<lot_list> lists(5);
  std::vector<std::vector<connects_lot>> plain(5);
  std::uint32_t draw = 1;
  std::size_t longest = 0;
  for (int step = 0; step < 20'000; ++step) {
    draw = draw * 1'664'525 + 1'013'904'223;
    const std::size_t who = (draw >> 8) % 5;
    // Long stretches of growing and of shrinking.
    const bool growing = step / 500 % 2 == 0 ? draw >> 28 < 11 : draw >> 28 < 5;
    auto& lots = plain[who];
    if (growing) {
      const connects_lot lot{(draw >> 12) % 900 + 1, 1};
      store.add(lists[who], lot);
      auto place = std::ranges::lower_bound(lots, lot.expires, {}, &connects_lot::expires);
      if (place != lots.end() && place->expires == lot.expires) {
        ++place->count;
      } else {
        lots.insert(place, lot);
      }
    } else {
      const std::size_t count = std::min<std::size_t>((draw >> 16) % 5, lots.size());
      store.drop_first(lists[who], count);
      lots.erase(lots.begin(), lots.begin() + static_cast<std::ptrdiff_t>(count));
    }
    ASSERT_EQ(listed(store, lists[who]), lots) << "step " << step;
    longest = std::max(longest, lots.size());
  }
  EXPECT_GT(longest, 20u);
}

TEST(LotStore, BlocksKeepTheOrderOfArrival) {
  lot_store store;
  lot_block block;
  EXPECT_TRUE(store.lots(block).empty());
  for (std::uint32_t i = 1; i <= 9; ++i) {
    store.add(block, {i, 1});
  }
  store.drop_first(block, 6);
  ASSERT_EQ(store.lots(block).size(), 3u);
  EXPECT_EQ(store.lots(block).front().expires, 7u);
  store.drop_first(block, 3);
  EXPECT_TRUE(store.lots(block).empty());
}

}  // namespace
}  // namespace souk::market
