// Profiles of freelancers: what they carry (R3, R4), how complete they are (R6, R9), and how they
// are submitted and updated (R5, R7).
#pragma once

#include "market/account.hpp"

#include <array>
#include <cstdint>

namespace souk::market {

/// The name of the profile that everybody has; other names are of specialised ones (R5).
inline constexpr text main_profile = "main";

/// One profile. Counts above 255 are kept as 255: no rule looks that far.
struct profile {
  static constexpr std::uint8_t no_level = 255;

  money rate;  // an hour; 0: none given
  symbol category = no_symbol;
  symbol skill = no_symbol;  // the main one
  std::uint8_t skills = 0;
  std::uint8_t languages = 0;
  std::uint8_t level = no_level;
  std::uint8_t portfolio = 0, employments = 0, education = 0, certifications = 0;
  bool photo : 1 = false;
  bool cv : 1 = false;
  bool overview : 1 = false;
  bool service : 1 = false;
  bool video : 1 = false;
  bool linked_account : 1 = false;
  bool other : 1 = false;
  profile_status status = profile_status::draft;
  reason why = reason::none;  // of a rejection: incomplete | oversupplied

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [price, trade, main, count, spoken, grade, pieces, jobs, schools, papers, has_photo,
        has_cv, has_overview, has_service, has_video, is_linked, has_other, stands, because] = self;
    std::array<bool, 7> flags{
        has_photo, has_cv, has_overview, has_service, has_video, is_linked, has_other};
    archive(price, trade, main, count, spoken, grade, pieces, jobs, schools, papers, flags, stands,
        because);
    if constexpr (Archive::loads) {
      has_photo = flags[0];
      has_cv = flags[1];
      has_overview = flags[2];
      has_service = flags[3];
      has_video = flags[4];
      is_linked = flags[5];
      has_other = flags[6];
    }
  }
};
static_assert(sizeof(profile) == 24);

/// R6, in points, 0 to 100.
std::uint8_t completeness(const profile& p);

/// R9: nothing is missing that the vetting desk asks for.
bool is_complete(const profile& p);

/// What a rule on a profile looks at. `existing` is null where there is no profile of that name
/// yet.
struct profile_view {
  const profile* existing = nullptr;
  bool main = true;
  std::int32_t specialised = 0;  // how many the freelancer has
};

/// The profile as it is with a command's fields: those given are set, the others stay.
profile with(const profile_fields& fields, profile before);

/// Answers the profile in review. `wrong_state` while in review or approved; `too_many_profiles`
/// (R5).
decision<profile> decide(
    const submit_profile& asked, const profile_view& view, const policy& terms);

/// Answers the profile with what is new. `unknown_id`; `wrong_state` unless approved.
decision<profile> decide(const update_profile& asked, const profile_view& view);

/// Writes what `decide` answered, or the vetting desk's answer.
void apply(profile& written, const profile& outcome);
void apply_answer(profile& written, bool approved, reason why);

}  // namespace souk::market
