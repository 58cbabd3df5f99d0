// What freelancers remember, kept small: every registered person has one of these. Times are
// seconds since 1970, 0 for never.
#pragma once

#include "market/ids.hpp"
#include "market/money.hpp"
#include "market/values.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace souk::people {

/// Where a freelancer stands.
enum class freelancer_stage : std::uint8_t { absent, joining, waiting, working, left };

/// One contract that is offered to, or worked on by, a freelancer.
struct dealing {
  market::job_id job;
  market::money amount;  // hourly: an hour; fixed: of the milestone that is under way, or was last
  std::uint32_t next = 0;          // of the same person, 1 + its place in the pool; 0: none
  std::uint32_t touched = 0;       // when something last happened
  std::uint16_t weekly_hours = 0;  // that it takes, while active
  bool active = false;             // the offer was accepted
  bool hourly = false;
  bool funded = false;  // a milestone is in escrow and not yet submitted
  bool paid = false;    // something was earned on it
};
static_assert(sizeof(dealing) == 32);

/// The dealings of all persons of a range, as linked lists in one array.
class dealings_pool {
 public:
  static constexpr std::uint32_t none = 0;

  dealing* find(std::uint32_t head, market::job_id job) {
    for (std::uint32_t i = head; i != none; i = slots_[i - 1].next) {
      if (slots_[i - 1].job == job) {
        return &slots_[i - 1];
      }
    }
    return nullptr;
  }
  /// A new one, at the head of the list.
  dealing& add(std::uint32_t& head, market::job_id job);
  void remove(std::uint32_t& head, market::job_id job);

  const dealing& at(std::uint32_t place) const { return slots_[place - 1]; }
  std::size_t bytes() const { return slots_.capacity() * sizeof(dealing); }

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [slots, free] = self;
    archive(slots, free);
  }

 private:
  std::vector<dealing> slots_;
  std::uint32_t free_ = none;
};

struct freelancer_memory {
  // what was drawn, kept because every search needs it
  float reservation_wage = 0.0F;  // dollars an hour
  float asked_rate = 0.0F;
  float searches = 0.0F;  // a week
  std::uint8_t category = 0;
  std::uint8_t main_skill = 0;  // may change when a profile is turned down
  std::uint8_t skills = 1;
  std::uint8_t country = 0;
  market::symbol language = market::no_symbol;
  std::uint8_t weekly_hours = 0;
  market::level level = market::level::intermediate;

  // where the person stands
  freelancer_stage stage = freelancer_stage::absent;
  std::uint8_t submissions = 0;   // of the profile
  std::uint8_t polish = 0;        // steps of 10 points beyond the first 50
  std::uint8_t booked_hours = 0;  // a week, by active contracts
  bool serious : 1 = false;       // buys Connects before a first job
  bool tested : 1 = false;        // passed the readiness test
  bool cashing : 1 = false;       // tax and payment are set up
  bool manual_payout : 1 = false;
  bool specialised : 1 = false;
  bool closed : 1 = false;     // has no account any more
  bool test_due : 1 = false;   // the readiness test will be taken
  bool searching : 1 = false;  // a search is due
  std::uint8_t leavings = 0;
  std::uint16_t judged_week = 0;  // the last week, since 1970, in which leaving was considered
  std::uint16_t tried = 0;        // proposals since the last hire
  std::uint16_t proposals = 0;    // all
  std::uint16_t interviews = 0;
  std::uint16_t hires = 0;                 // all contracts
  std::uint16_t bids = 0;                  // proposals on which the belief in being hired rests
  std::uint16_t won = 0;                   // of those
  std::array<std::uint16_t, 2> clients{};  // marks of the last two: their offers prove no bid
  std::uint16_t bought = 0;                // Connects
  std::uint32_t dealings = dealings_pool::none;
  std::uint32_t seen_until = 0;  // jobs of the feed visible up to then were looked at
  std::uint32_t earned = 0;      // gross, whole dollars

  // for reports, and to know how long ago
  std::uint32_t approved_at = 0;
  std::uint32_t first_proposal_at = 0;
  std::uint32_t first_hire_at = 0;
  std::uint32_t last_hire_at = 0;
  std::uint32_t left_at = 0;

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [wage, rate, per_week, trade, skill, skill_count, home, speaks, hours, grade, stands,
        submitted, polished, booked, is_serious, has_passed, can_cash, pays_by_hand, has_special,
        has_closed, must_test, will_search, left, judged, since_hire, all_proposals, all_interviews,
        all_hires, all_bids, all_won, last_clients, all_bought, first_dealing, looked_until,
        all_earned, approved, proposed, hired, hired_last, left_for_good] = self;
    std::array<bool, 8> flags{is_serious, has_passed, can_cash, pays_by_hand, has_special,
        has_closed, must_test, will_search};
    archive(wage, rate, per_week, trade, skill, skill_count, home, speaks, hours, grade, stands,
        submitted, polished, booked, flags, left, judged, since_hire, all_proposals, all_interviews,
        all_hires, all_bids, all_won, last_clients, all_bought, first_dealing, looked_until,
        all_earned, approved, proposed, hired, hired_last, left_for_good);
    if constexpr (Archive::loads) {
      is_serious = flags[0];
      has_passed = flags[1];
      can_cash = flags[2];
      pays_by_hand = flags[3];
      has_special = flags[4];
      has_closed = flags[5];
      must_test = flags[6];
      will_search = flags[7];
    }
  }
};
static_assert(sizeof(freelancer_memory) == 80);

}  // namespace souk::people
