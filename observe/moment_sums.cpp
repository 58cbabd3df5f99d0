#include "observe/moment_sums.hpp"

#include <algorithm>

namespace souk::observe {
namespace {

constexpr double millionths = 1e6;

std::int64_t whole(double value) {
  return static_cast<std::int64_t>(value < 0.0 ? value - 0.5 : value + 0.5);
}

void count_age(std::array<std::int64_t, 2>& counts, market::second age) {
  if (age < 5 * market::minute) {
    ++counts[0];
  } else if (age >= 30 * market::minute && age < 45 * market::minute) {
    ++counts[1];
  }
}

}  // namespace

void moment_sums::propose(market::second age) { count_age(proposals_by_age, age); }

void moment_sums::interview(market::second age) { count_age(interviews_by_age, age); }

void moment_sums::compare(std::span<const rival> rivals) {
  if (rivals.size() < 2) {
    return;
  }
  const auto n = static_cast<double>(rivals.size());
  double bids = 0.0;
  double reputations = 0.0;
  for (const rival& one : rivals) {
    bids += one.log_bid;
    reputations += one.reputation;
  }
  double bid_squares = 0.0;
  double reputation_squares = 0.0;
  double products = 0.0;
  for (const rival& one : rivals) {
    const double bid = one.log_bid - bids / n;
    const double reputation = one.reputation - reputations / n;
    bid_squares += bid * bid;
    reputation_squares += reputation * reputation;
    products += bid * reputation;
  }
  ++rival_jobs;
  rival_bids += whole(bid_squares * millionths);
  rival_reputations += whole(reputation_squares * millionths);
  rival_products += whole(products * millionths);
}

void moment_sums::strike(double net, double reservation, double most) {
  ++deals;
  worker_surplus += whole((net - reservation) * 100.0);
  whole_surplus += whole((net - reservation) * 100.0) + whole((most - net) * 100.0);
}

void moment_sums::rate(std::int32_t stars, std::int32_t private_score) {
  if (private_score >= 0 && private_score <= 6) {
    ++dissatisfied;
    dissatisfied_high += stars >= 4 ? 1 : 0;
  }
}

moment_sums& moment_sums::operator+=(const moment_sums& more) {
  for (std::size_t i = 0; i < proposals_by_age.size(); ++i) {
    proposals_by_age[i] += more.proposals_by_age[i];
    interviews_by_age[i] += more.interviews_by_age[i];
  }
  rival_jobs += more.rival_jobs;
  rival_bids += more.rival_bids;
  rival_reputations += more.rival_reputations;
  rival_products += more.rival_products;
  deals += more.deals;
  worker_surplus += more.worker_surplus;
  whole_surplus += more.whole_surplus;
  dissatisfied += more.dissatisfied;
  dissatisfied_high += more.dissatisfied_high;
  searching_s += more.searching_s;
  paid_s += more.paid_s;
  moved_cents += more.moved_cents;
  premium_weights += more.premium_weights;
  premium_products += more.premium_products;
  return *this;
}

premium_panel::premium_panel(std::uint32_t first, std::uint32_t count, std::uint32_t every)
    : first_((first + every - 1) / every), every_(every) {
  const std::uint32_t end = (first + count + every - 1) / every;
  cells_.resize(std::size_t{2} * (end - first_));
}

void premium_panel::add(
    std::uint32_t person, market::job_type type, bool first_post, double log_price) {
  if (person % every_ != 0) {
    return;
  }
  const std::size_t place =
      std::size_t{2} * (person / every_ - first_) + (type == market::job_type::hourly ? 1U : 0U);
  cell& one = cells_[place];
  const std::size_t kind = first_post ? 1 : 0;
  ++one.count[kind];
  one.sum[kind] += whole(log_price * millionths);
}

void premium_panel::sum_into(moment_sums& sums) const {
  for (const cell& one : cells_) {
    if (one.count[0] == 0 || one.count[1] == 0) {
      continue;
    }
    const auto repeat = static_cast<double>(one.count[0]);
    const auto first = static_cast<double>(one.count[1]);
    // The weight of a difference of two means: the inverse of its variance.
    const double weight = repeat * first / (repeat + first);
    const double difference =
        static_cast<double>(one.sum[1]) / first - static_cast<double>(one.sum[0]) / repeat;
    sums.premium_weights += whole(weight * millionths);
    sums.premium_products += whole(weight * difference);
  }
}

}  // namespace souk::observe
