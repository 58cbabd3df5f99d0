// What the moments of facts.md section 4 need of what only people know, as sums: shards add up
// their own and all together are the same however the market is sharded, since a sum is a whole
// number (logarithms in millionths, money in cents).
#pragma once

#include "market/calendar.hpp"
#include "market/values.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace souk::observe {

/// Twelve months, in whole weeks.
inline constexpr std::int32_t moment_year_days = 364;

/// A proposal's bid and what the public record says of who made it.
struct rival {
  double log_bid = 0.0;
  double reputation = 0.0;
};

struct moment_sums {
  /// By the age of the job in the feed: up to 5 minutes, and from 30 to 45.
  std::array<std::int64_t, 2> proposals_by_age{}, interviews_by_age{};
  std::int64_t rival_jobs = 0;
  std::int64_t rival_bids = 0, rival_reputations = 0, rival_products = 0;  // within jobs, 1e-6
  std::int64_t deals = 0, worker_surplus = 0, whole_surplus = 0;           // cents an hour
  std::int64_t dissatisfied = 0, dissatisfied_high = 0;                    // reviews
  std::int64_t searching_s = 0, paid_s = 0;
  std::int64_t moved_cents = 0;  // what pairs that left would have been charged
  std::int64_t premium_weights = 0, premium_products = 0;  // 1e-6

  void propose(market::second age);
  void interview(market::second age);
  /// All who proposed for one job.
  void compare(std::span<const rival> rivals);
  /// Dollars an hour: what the freelancer gets, the least that he would take, the most that the
  /// client would pay.
  void strike(double net, double reservation, double most);
  /// `private_score` from 0 to 10, below 0 where none was given; up to 6 is dissatisfied.
  void rate(std::int32_t stars, std::int32_t private_score);

  moment_sums& operator+=(const moment_sums& more);
  bool operator==(const moment_sums&) const = default;
};

/// What the same freelancer bids on a client's first post and to clients who have hired before
/// (M19): a mean within person and type of job, so that who bids where does not matter. Keeps a
/// sample of the persons, to be small.
class premium_panel {
 public:
  /// Of `count` persons from number `first` on, each `every`-th of all numbers is kept.
  premium_panel(std::uint32_t first, std::uint32_t count, std::uint32_t every);

  /// How many to leave out in a market of so many freelancers.
  static std::uint32_t spacing(std::uint32_t freelancers) { return freelancers < 50'000 ? 1 : 8; }

  /// `log_price`: the logarithm of the bid to what the job says.
  void add(std::uint32_t person, market::job_type type, bool first_post, double log_price);
  void sum_into(moment_sums& sums) const;

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [first, every, cells] = self;
    archive.of_fixed_size(cells);
  }

 private:
  struct cell {
    std::array<std::int32_t, 2> count{};  // to repeat clients; on first posts
    std::array<std::int64_t, 2> sum{};    // 1e-6
  };
  std::uint32_t first_;
  std::uint32_t every_;
  std::vector<cell> cells_;  // two a person that is kept
};

}  // namespace souk::observe
