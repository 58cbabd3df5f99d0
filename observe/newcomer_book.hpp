// What a run keeps of each freelancer's first steps after approval, so that a study of newcomers
// needs no event log. Nothing here is read by anybody who decides, and nothing enters the state
// hash. Sums are whole numbers and a person's own: they do not depend on how the market is sharded.
#pragma once

#include "market/events.hpp"
#include "market/face.hpp"
#include "observe/record.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace souk::observe {

/// What is measured of the first weeks covers so many days after approval. What a study explains
/// with it must come later.
inline constexpr std::int32_t first_weeks_days = 28;

/// The first 365 days after approval are kept in four parts: 91, 91, 91 and 92 days.
inline constexpr std::int32_t quarter_days = 91;
inline constexpr std::int32_t first_year_days = 365;

/// Seconds since 1970, 0 for never; money in cents. Kept small: everybody approved has one.
struct first_steps {
  std::uint32_t approved_at = 0;
  std::uint32_t interview_at = 0, review_at = 0, badge_at = 0;  // the first of each
  std::uint32_t first_reply_s = 0;                              // until the first interview's reply
  std::uint32_t reply_s = 0;                                    // of all replies, added up
  std::int32_t rate_cents = 0;                                  // asked when approved, an hour
  // net of what came back; `until_hire`: before the first hire, or all if there is none
  std::int32_t connects = 0, connects_until_hire = 0, connects_first_weeks = 0;
  std::int32_t paid_cents = 0, paid_cents_until_hire = 0;  // for Connects
  std::uint32_t bid_age_s = 0;     // of the jobs proposed for in the first weeks, added up
  std::int32_t bid_log_price = 0;  // of those: log(bid / what the job says), in 1e-4, added up
  std::array<std::int32_t, 4> quarter_cents{};  // earned in each part of the first year
  std::uint16_t bids = 0;                       // in the first weeks
  std::uint16_t replies = 0;
  std::uint8_t completeness = 0;  // when approved
  bool hired = false;
};
static_assert(sizeof(first_steps) == 80);

/// The first steps of the freelancers of a range. What comes before a person's approval is not
/// kept.
class newcomer_book {
 public:
  newcomer_book(std::uint32_t first, std::uint32_t count) : first_(first), places_(count) {}

  /// `what` names the person, whose face shows it already.
  void notice(std::uint32_t person, const market::event& what, const market::freelancer_face& face);
  /// A proposal for a job of that age; `log_price` is log(bid / what the job says).
  void propose(std::uint32_t person, market::second at, market::second age, double log_price);
  /// An interview will be answered after so long.
  void reply(std::uint32_t person, market::second after);
  /// Connects; below 0 if they came back.
  void spend(std::uint32_t person, market::second at, std::int32_t connects);
  /// Gross, below 0 for a refund.
  void earn(std::uint32_t person, market::second at, market::money amount);

  /// Null before the approval, and for whom the book is not about.
  const first_steps* of(std::uint32_t person) const;
  void describe(person_row& row) const;

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [first, places, steps] = self;
    archive.of_fixed_size(places);
    archive(steps);
  }

 private:
  std::uint32_t place_of(std::uint32_t person) const;
  first_steps* find(std::uint32_t person);

  std::uint32_t first_;
  std::vector<std::uint32_t> places_;  // 1 + the place in steps_; 0: not approved yet
  std::vector<first_steps> steps_;
};

}  // namespace souk::observe
