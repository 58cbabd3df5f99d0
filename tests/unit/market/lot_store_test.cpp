#include "market/lot_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace souk::market {
namespace {

std::vector<connects_lot> listed(const lot_store& store, const lot_list& list) {
  const auto all = store.load(list);
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

/// Lots as they should be, in the plainest way.
struct plain_lots {
  std::vector<connects_lot> lots;

  void add(connects_lot lot) {
    const auto place = std::ranges::lower_bound(lots, lot.expires, {}, &connects_lot::expires);
    if (place != lots.end() && place->expires == lot.expires) {
      place->count += lot.count;
    } else {
      lots.insert(place, lot);
    }
  }
  void take(std::int32_t count) {
    while (count > 0) {
      const std::int32_t part = std::min(count, lots.front().count);
      lots.front().count -= part;
      count -= part;
      if (lots.front().count == 0) {
        lots.erase(lots.begin());
      }
    }
  }
  void expire(second now) {
    std::erase_if(lots, [&](connects_lot lot) { return lot.expires <= now; });
  }
  std::int32_t count() const {
    std::int32_t all = 0;
    for (connects_lot lot : lots) {
      all += lot.count;
    }
    return all;
  }
};

TEST(LotStore, AgreesWithAPlainVectorThroughEverySize) {
  lot_store store;
  std::vector<lot_list> lists(5);
  std::vector<plain_lots> plain(5);
  std::size_t longest = 0;
  std::uint32_t draw = 1;
  for (int step = 0; step < 30'000; ++step) {
    draw = draw * 1'664'525 + 1'013'904'223;
    const std::size_t who = (draw >> 8) % 5;
    lot_list& list = lists[who];
    plain_lots& wanted = plain[who];
    // Long stretches of growing and of shrinking.
    const bool growing = step / 500 % 2 == 0 ? draw >> 28 < 11 : draw >> 28 < 5;
    if (growing) {
      const connects_lot lot{
          (draw >> 12) % 900 + 1, static_cast<std::int32_t>(draw >> 30) * 40'000 + 1};
      store.add(list, lot);
      wanted.add(lot);
    } else if (draw >> 24 & 1) {
      const std::int32_t count = std::min<std::int32_t>((draw >> 9) % 200'000, wanted.count());
      ASSERT_EQ(store.take(list, count).count(), count);
      wanted.take(count);
    } else {
      const second now = (draw >> 12) % 400;
      const std::int32_t before = wanted.count();
      wanted.expire(now);
      ASSERT_EQ(store.expire(list, now), before - wanted.count());
    }
    ASSERT_EQ(listed(store, list), wanted.lots) << "step " << step;
    ASSERT_EQ(list.count, wanted.count());
    longest = std::max(longest, wanted.lots.size());
  }
  EXPECT_GT(longest, 20u);
}

TEST(LotStore, ChainsKeepTheOrderOfArrival) {
  lot_store store;
  lot_chain chain;
  EXPECT_TRUE(store.load(chain).empty());
  const std::vector<connects_lot> lots{{7, 1}, {9, 70'000}, {10, 2}, {11, 1}, {12, 1}, {13, 1}};
  store.save(chain, lots);
  const auto all = store.load(chain);
  EXPECT_EQ(std::vector(all.begin(), all.end()), lots);
  store.save(chain, {});
  EXPECT_TRUE(store.load(chain).empty());
}

}  // namespace
}  // namespace souk::market
