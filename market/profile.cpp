#include "market/profile.hpp"

#include <algorithm>

namespace souk::market {
namespace {

/// Points for each of some items, up to a limit.
int points(int items, int each, int most) { return std::min(std::max(items, 0) * each, most); }

std::uint8_t kept(std::int32_t count) {
  return static_cast<std::uint8_t>(std::clamp(count, 0, 255));
}

bool is_negative(const std::optional<std::int32_t>& count) {
  return count.has_value() && *count < 0;
}

bool is_malformed(const profile_fields& fields) {
  return (fields.rate && (fields.rate->cents <= 0 || *fields.rate > most_named))
         || is_negative(fields.portfolio) || is_negative(fields.employments)
         || is_negative(fields.education) || is_negative(fields.certifications)
         || fields.profile.empty();
}

}  // namespace

std::uint8_t completeness(const profile& p) {
  const bool worked = p.cv || p.employments > 0;
  int all = p.photo && p.overview && worked && p.skills > 0 ? 50 : 0;
  all += points(p.portfolio, 5, 20);
  all += points(p.cv ? p.employments : p.employments - 1, 10, 20);
  all += points(p.education, 10, 20);
  all += p.video ? 10 : 0;
  all += p.linked_account ? 10 : 0;
  all += points(p.certifications, 5, 10);
  all += p.other ? 5 : 0;
  return static_cast<std::uint8_t>(std::min(all, 100));
}

bool is_complete(const profile& p) {
  return p.photo && p.overview && p.service && p.cv && p.category != no_symbol && p.skills > 0
         && p.level != profile::no_level && p.rate.cents > 0;
}

profile with(const profile_fields& fields, profile p) {
  p.category = fields.category.value_or(p.category);
  p.rate = fields.rate.value_or(p.rate);
  if (fields.skills) {
    p.skills = kept(static_cast<std::int32_t>(std::min<std::size_t>(fields.skills->size(), 255)));
    p.skill = fields.skills->empty() ? no_symbol : fields.skills->front();
  }
  if (fields.languages) {
    p.languages =
        kept(static_cast<std::int32_t>(std::min<std::size_t>(fields.languages->size(), 255)));
  }
  if (fields.level) {
    p.level = static_cast<std::uint8_t>(*fields.level);
  }
  p.portfolio = kept(fields.portfolio.value_or(p.portfolio));
  p.employments = kept(fields.employments.value_or(p.employments));
  p.education = kept(fields.education.value_or(p.education));
  p.certifications = kept(fields.certifications.value_or(p.certifications));
  p.photo = fields.photo.value_or(bool{p.photo});
  p.cv = fields.cv.value_or(bool{p.cv});
  p.overview = fields.overview.value_or(bool{p.overview});
  p.service = fields.service.value_or(bool{p.service});
  p.video = fields.video.value_or(bool{p.video});
  p.linked_account = fields.linked_account.value_or(bool{p.linked_account});
  p.other = fields.other.value_or(bool{p.other});
  return p;
}

decision<profile> decide(
    const submit_profile& asked, const profile_view& view, const policy& terms) {
  const profile before = view.existing != nullptr ? *view.existing : profile{};
  if (before.status == profile_status::in_review || before.status == profile_status::approved) {
    return reason::wrong_state;
  }
  if (view.existing == nullptr && !view.main
      && view.specialised >= terms.profiles.specialised_max) {
    return reason::too_many_profiles;
  }
  if (is_malformed(asked)) {
    return reason::bad_field;
  }
  profile after = with(asked, before);
  after.status = profile_status::in_review;
  after.why = reason::none;
  return after;
}

decision<profile> decide(const update_profile& asked, const profile_view& view) {
  if (view.existing == nullptr) {
    return reason::unknown_id;
  }
  if (view.existing->status != profile_status::approved) {
    return reason::wrong_state;
  }
  if (is_malformed(asked)) {
    return reason::bad_field;
  }
  return with(asked, *view.existing);
}

void apply(profile& written, const profile& outcome) { written = outcome; }

void apply_answer(profile& written, bool approved, reason why) {
  written.status = approved ? profile_status::approved : profile_status::rejected;
  written.why = approved ? reason::none : why;
}

}  // namespace souk::market
