// A small exchange with people to play with: freelancers 0 to 199, all approved, and clients from
// 1000 on.
#pragma once

#include "market/exchange.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

namespace souk::market {

inline constexpr person_id ana{0}, bob{1}, cyd{2}, dan{3};
inline constexpr person_id acme{1000}, rival{1001};
inline constexpr symbol design{1}, dev{2};
inline constexpr symbol logo{3}, cpp{4}, web{5}, french{6};
inline constexpr std::array<symbol, 1> only_logo{logo};
inline constexpr std::array<symbol, 2> cpp_and_web{cpp, web};
inline constexpr second monday = 1'704'067'200;  // 2024-01-01T00:00:00Z

inline post_job fixed_job(money budget = dollars(100)) {
  post_job asked;
  asked.category = design;
  asked.skills = only_logo;
  asked.title = "A logo";
  asked.budget = budget;
  return asked;
}

inline post_job hourly_job(low_high_money rates, low_high_hours hours, std::int32_t weeks) {
  post_job asked = fixed_job();
  asked.type = job_type::hourly;
  asked.budget.reset();
  asked.rate_range = rates;
  asked.hours_range = hours;
  asked.weeks = weeks;
  return asked;
}

struct trading_floor {
  explicit trading_floor(policy rules = {}, exchange_options options = {})
      : book{std::move(rules)},
        faces(200),
        market{std::make_unique<exchange>(book, faces, person_id{0}, options)} {
    for (freelancer_face& face : faces) {
      face.approved = true;
    }
  }

  vouched by(person_id person) const {
    vouched v;
    v.given = {now, person, 0};
    v.visible_at = now + epoch;
    v.billing_method = true;
    v.verified_client = true;
    return v;
  }

  /// Gives any command but a proposal, after the clock.
  template <class Command>
  reason give(person_id person, const Command& asked) {
    return give(by(person), asked);
  }
  template <class Command>
  reason give(const vouched& given, const Command& asked) {
    out.clear();
    market->advance(now, out);
    out.clear();
    return market->handle(given, asked, out);
  }

  job_id post(const post_job& asked, person_id client = acme) {
    post_job numbered = asked;
    numbered.need = needs++;
    EXPECT_EQ(give(client, numbered), reason::none);
    return {client, numbered.need};
  }

  /// With a hold of the cost and the boost, out of one lot.
  vouched with_hold(person_id freelancer, const propose& asked) const {
    vouched v = by(freelancer);
    const std::int32_t due =
        market->cost_for(asked.job, freelancer, v.policy) + std::max(asked.boost, 0);
    if (due > 0) {
      v.connects.lots[0] = {static_cast<std::uint32_t>(now + 365 * day), due};
      v.connects.size = 1;
    }
    return v;
  }
  reason bid(person_id freelancer, const propose& asked) {
    return give(with_hold(freelancer, asked), asked);
  }
  reason bid(person_id freelancer, job_id job) {
    propose asked;
    asked.job = job;
    asked.bid = dollars(90);
    return bid(freelancer, asked);
  }

  /// Runs the clock to `to` and keeps what it did.
  void wait_until(second to) {
    now = to;
    out.clear();
    market->advance(now, out);
  }
  void wait(second length) { wait_until(now + length); }

  std::vector<event_type> types() const {
    std::vector<event_type> all;
    for (const event& e : out.events) {
      all.push_back(e.type);
    }
    return all;
  }
  std::vector<person_id> told() const {
    std::vector<person_id> all;
    for (const event& e : out.notices) {
      all.push_back(e.person);
    }
    return all;
  }
  std::vector<person_id> ranking(job_id job) const {
    std::vector<proposal_card> cards;
    market->rank(job, cards);
    std::vector<person_id> all;
    for (const proposal_card& card : cards) {
      all.push_back(card.freelancer);
    }
    return all;
  }

  policy_book book;
  std::vector<freelancer_face> faces;
  std::unique_ptr<exchange> market;
  outbox out;
  second now = monday;
  second epoch = 0;  // until what happens shows
  std::uint32_t needs = 0;
};

using people = std::vector<person_id>;
using events = std::vector<event_type>;

}  // namespace souk::market
