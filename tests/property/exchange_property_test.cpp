// What holds of an exchange whatever people do.
#include "tests/unit/market/trading_floor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <variant>
#include <vector>

namespace souk::market {
namespace {

constexpr std::array<milestone_terms, 1> terms{milestone_terms{dollars(90), monday}};
constexpr std::array clients{acme, rival};

using trade = std::variant<post_job, close_job, invite, interview, decline_proposal, offer, propose,
    withdraw_proposal, reply, decline_invitation, accept_offer, decline_offer>;

/// Something that somebody tries, some time after the last.
struct attempt {
  second later = 0;
  person_id by = nobody;
  trade what;
};

/// Evenly, whatever the size of the case.
int below(int bound) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, bound)); }
person_id any_freelancer() { return person_id{static_cast<std::uint32_t>(below(4))}; }
job_id any_job() {
  return {clients[static_cast<std::size_t>(below(2))], static_cast<std::uint32_t>(below(3))};
}

propose any_proposal() {
  propose asked;
  asked.job = any_job();
  asked.bid = dollars(below(20));
  asked.boost = below(6) - (below(20) == 0 ? 1 : 0);
  asked.answers = below(10) > 0 ? 1 : 0;
  return asked;
}

post_job any_post(std::uint32_t need) {
  post_job asked = fixed_job(dollars(below(400)));
  asked.is_public = below(4) > 0;
  asked.questions = below(2);
  asked.need = need;
  return asked;
}

offer any_offer() {
  offer asked;
  asked.job = any_job();
  asked.freelancer = any_freelancer();
  if (below(4) > 0) {
    asked.milestones = terms;
  }
  return asked;
}

/// Mostly by whom it may concern, sometimes by somebody else.
attempt any_attempt(std::uint32_t& needs) {
  const job_id job = any_job();
  const person_id freelancer = any_freelancer();
  const person_id client = below(8) > 0 ? job.client : rival;
  const second later = std::array<second, 8>{
      0, 0, 1, 1, 1, minute, hour, 2 * day}[static_cast<std::size_t>(below(8))];
  switch (below(20)) {
    case 0:
    case 1:
      return {later, clients[needs % 2], any_post(needs++ / 2)};
    case 2:
      return {
          later, client, below(3) == 0 ? trade{close_job{job}} : trade{interview{job, freelancer}}};
    case 3:
      return {later, client, invite{job, freelancer}};
    case 4:
      return {later, client, interview{job, freelancer}};
    case 5:
      return {later, client, decline_proposal{job, freelancer}};
    case 6:
    case 7: {
      const offer asked = any_offer();
      return {later, asked.job.client, asked};
    }
    case 8:
      return {later, freelancer, withdraw_proposal{job}};
    case 9:
      return {later, freelancer, reply{job}};
    case 10:
      return {later, freelancer, decline_invitation{job}};
    case 11:
      return {later, freelancer, accept_offer{{job, below(8) > 0 ? freelancer : ana}}};
    case 12:
      return {later, freelancer, decline_offer{{job, freelancer}}};
    default:
      return {later, freelancer, any_proposal()};
  }
}

std::vector<attempt> any_attempts() {
  // No id is made twice: after 6 posts there are no more.
  std::uint32_t needs = 0;
  std::vector<attempt> all;
  while (needs < 3) {
    all.push_back({0, clients[needs % 2], any_post(needs / 2)});
    ++needs;
  }
  const int count = below(200);
  for (int i = 0; i < count; ++i) {
    attempt next = any_attempt(needs);
    if (needs <= 6 || !std::holds_alternative<post_job>(next.what)) {
      all.push_back(std::move(next));
    }
  }
  return all;
}

/// Gives a command; a proposal with a hold that may be too much or too little.
class tried {
 public:
  explicit tried(trading_floor& floor) : floor_{floor} {}

  reason operator()(const attempt& next) {
    floor_.wait(next.later);
    clocked_ = floor_.out.events;
    held_ = 0;
    return std::visit([&](const auto& asked) { return give(next.by, asked); }, next.what);
  }

  const std::vector<event>& clocked() const { return clocked_; }
  std::int32_t held() const { return held_; }

 private:
  template <class Command>
  reason give(person_id by, const Command& asked) {
    return floor_.give(by, asked);
  }
  reason give(person_id by, const propose& asked) {
    vouched given = floor_.by(by);
    given.connects.lots = {connects_lot{100, 2}, connects_lot{200, 3}, connects_lot{300, 2}};
    given.connects.size = 3;
    held_ = given.connects.count();
    return floor_.give(given, asked);
  }

  trading_floor& floor_;
  std::vector<event> clocked_;
  std::int32_t held_ = 0;
};

RC_GTEST_PROP(R13Exchange, ChangesNothingWhenItRejects, ()) {
  trading_floor floor;
  tried attempt_on{floor};
  for (const attempt& next : any_attempts()) {
    floor.wait(next.later);
    const fingerprint before = floor.market->state_hash();
    const reason why = attempt_on({0, next.by, next.what});
    if (why == reason::none) {
      RC_ASSERT(floor.market->state_hash() != before);
      RC_ASSERT(floor.out.events.front().type != event_type::rejected);
    } else {
      RC_ASSERT(floor.market->state_hash() == before);
      RC_ASSERT(floor.types() == events{event_type::rejected});
      RC_ASSERT(floor.out.events.front().why == why);
      RC_ASSERT(floor.out.contracts.empty());
    }
  }
}

RC_GTEST_PROP(R13Exchange, AgreesWithItsRecordsAndItsCardsAlways, ()) {
  trading_floor floor{{}, {.keep_history = false, .forget_after = hours(5)}};
  tried attempt_on{floor};
  for (const attempt& next : any_attempts()) {
    attempt_on(next);
    RC_ASSERT(floor.market->audit() == std::nullopt);
    for (const job_card& card : floor.market->feed(design)) {
      const auto job = floor.market->job(card.job);
      RC_ASSERT(card.open == (job && job->status == job_status::open));
    }
  }
}

RC_GTEST_PROP(X3Connects, AreSpentOrGivenBackToTheLast, ()) {
  trading_floor floor;
  tried attempt_on{floor};
  std::int64_t lodged = 0;
  std::int64_t returned = 0;
  for (const attempt& next : any_attempts()) {
    const reason why = attempt_on(next);
    std::int64_t back = 0;
    for (const returned_connects& one : floor.out.connects) {
      (one.refused ? back : returned) += one.connects.count();
    }
    if (std::holds_alternative<propose>(next.what)) {
      const std::int64_t spent = why == reason::none ? floor.out.events.front().n : 0;
      RC_ASSERT(spent + back == attempt_on.held());
      lodged += spent;
    }
  }
  RC_ASSERT(returned <= lodged);
}

RC_GTEST_PROP(R13Exchange, ThatForgetsAnswersAsOneThatDoesNotWhatItStillKnows, ()) {
  trading_floor keeps;
  trading_floor forgets{{}, {.keep_history = false, .forget_after = hours(5)}};
  tried on_one{keeps};
  tried on_other{forgets};
  for (const attempt& next : any_attempts()) {
    const reason one = on_one(next);
    const reason other = on_other(next);
    RC_ASSERT(on_one.clocked() == on_other.clocked());
    RC_ASSERT(one == other || other == reason::unknown_id);
    RC_ASSERT((one != reason::none) || one == other
              || std::holds_alternative<withdraw_proposal>(next.what)
              || std::holds_alternative<decline_proposal>(next.what)
              || std::holds_alternative<decline_invitation>(next.what));
  }
  RC_ASSERT(keeps.market->counts() == forgets.market->counts());
}

RC_GTEST_PROP(R21Ranking, ListsEachLiveOrHiredProposalOnce, ()) {
  trading_floor floor;
  tried attempt_on{floor};
  for (const attempt& next : any_attempts()) {
    attempt_on(next);
  }
  floor.market->for_each_job([&](const job_summary& job) {
    people listed = floor.ranking(job.id);
    RC_ASSERT(listed.size() == static_cast<std::size_t>(job.proposals));
    for (const person_id one : listed) {
      RC_ASSERT(is_listed(floor.market->status(job.id, one)));
    }
    std::ranges::sort(listed);
    RC_ASSERT(std::ranges::adjacent_find(listed) == listed.end());
  });
}

RC_GTEST_PROP(R14Cost, NeverFallsAsJobsGetDearer, ()) {
  const auto value = *rc::gen::inRange<std::int64_t>(1, 400'000);
  const auto more = *rc::gen::inRange<std::int64_t>(0, 400'000);
  const cost_schedule schedule = policy{}.connects.cost;
  RC_ASSERT(cost_of_value(schedule, {value}) <= cost_of_value(schedule, {value + more}));
}

RC_GTEST_PROP(R14Value, IsTheProductRoundedDown, ()) {
  const auto rate = *rc::gen::inRange<std::int64_t>(1, 20'000);
  const auto wider = *rc::gen::inRange<std::int64_t>(0, 20'000);
  const int hours_low = *rc::gen::inRange(1, 60);
  const int hours_more = *rc::gen::inRange(0, 60);
  const int weeks = *rc::gen::inRange(1, 60);
  const post_job job =
      hourly_job({{rate}, {rate + wider}}, {hours_low, hours_low + hours_more}, weeks);
  const std::int64_t four_times =
      (2 * rate + wider) * (2 * hours_low + hours_more) * std::int64_t{weeks};
  const std::int64_t value = worth_of(job).value.cents;
  RC_ASSERT(4 * value <= four_times);
  RC_ASSERT(four_times < 4 * (value + 1));
}

}  // namespace
}  // namespace souk::market
