// What clients remember, kept small. Times are seconds since 1970, 0 for never.
#pragma once

#include "market/calendar.hpp"
#include "market/hash.hpp"
#include "market/ids.hpp"
#include "market/money.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace souk::people {

/// Where a need that came to the platform stands.
enum class errand_stage : std::uint8_t { posting, choosing, offered, active, ended };

/// A need that came to the platform: its job, and the contract that came of it.
struct errand {
  std::uint32_t need = 0;
  std::uint32_t next = 0;  // of the same client, 1 + its place in the pool; 0: none
  market::person_id freelancer = market::nobody;  // who was offered the job, or does it
  std::uint32_t posted_at = 0;
  std::uint32_t last_at = 0;      // when work last came or was paid
  std::int32_t weekly_limit = 0;  // hourly: hours
  market::money billed;
  float performed = 0.0F;      // how good the work is (performance() in work.hpp)
  std::uint16_t invoices = 0;  // hourly
  std::uint16_t weeks = 0;     // hourly: until the client has what was wanted
  std::uint8_t milestones = 0;
  std::uint8_t funded = 0;    // milestones that are, or were
  std::uint8_t released = 0;  // milestones that are
  std::uint8_t looks = 0;     // at the proposals
  std::uint8_t refusals = 0;  // offers that were not accepted
  errand_stage stage = errand_stage::posting;
  bool direct = false;  // offered to somebody known, not public
  bool hourly = false;
  bool submitted = false;  // a milestone waits for an answer
  bool sent_back = false;  // ... and was sent back before
  bool ending = false;     // the end of the contract is on its way
};
static_assert(sizeof(errand) == 56);

/// The errands of all clients of a range, as linked lists in one array.
class errands_pool {
 public:
  static constexpr std::uint32_t none = 0;

  /// Null where there is none. Valid until the next `add`.
  errand* find(std::uint32_t head, std::uint32_t need);
  /// A new one, at the head of the list.
  errand& add(std::uint32_t& head, std::uint32_t need);
  void remove(std::uint32_t& head, std::uint32_t need);

  const errand& at(std::uint32_t place) const { return slots_[place - 1]; }
  std::size_t bytes() const { return slots_.capacity() * sizeof(errand); }

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [slots, free] = self;
    archive(slots, free);
  }

 private:
  std::vector<errand> slots_;
  std::uint32_t free_ = none;
};

/// A freelancer whom the client has worked with.
struct acquaintance {
  market::person_id who = market::nobody;
  float quality = 0.0F;       // as the work was, on average
  std::uint32_t billed = 0;   // whole dollars
  std::uint8_t jobs = 0;      // together, at most 255
  std::uint8_t month = 0;     // of 30 days since 1970, modulo 256, of the last one's end
  std::uint8_t trade = 0;     // category of the last one
  bool off_platform = false;  // they go on without it

  constexpr bool operator==(const acquaintance&) const = default;
};
static_assert(sizeof(acquaintance) == 16);

inline constexpr market::second a_month = 30 * market::day;
constexpr std::uint8_t month_of(market::second at) {
  return static_cast<std::uint8_t>(at / a_month);
}

struct client_memory {
  std::array<acquaintance, 4> known{};
  float experience = 0.0F;  // with the platform, in sd of quality; 0: none yet
  std::uint32_t next_need = 0;
  std::uint32_t errands = errands_pool::none;
  bool registered = false;
  bool billing_method = false;

  // for reports
  std::uint16_t needs_brought = 0;
  std::uint16_t needs_off_platform = 0;
  std::uint16_t posts = 0;  // public ones
  std::uint16_t rehires = 0;
  std::uint16_t hires = 0;
  std::uint32_t entered_at = 0;
  std::uint32_t first_hire_at = 0;
};
static_assert(sizeof(client_memory) <= 104);

}  // namespace souk::people
