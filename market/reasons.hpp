// Why a command is rejected, in the order in which every body checks (rules.md, "Reading the
// rules").
#pragma once

#include "market/names.hpp"

#include <cstdint>

namespace souk::market {

enum class reason : std::uint8_t {
  none,
  // account
  not_registered,
  email_unverified,
  wrong_side,
  profile_not_approved,
  // existence and ownership
  unknown_id,
  not_yours,
  not_invited,
  // state
  wrong_state,
  job_not_open,
  not_funded,
  // window
  window_closed,
  too_soon,
  // duplicates
  duplicate_email,
  duplicate_username,
  already_proposed,
  already_reviewed,
  too_many_profiles,
  // content
  bad_field,
  weak_password,
  captcha_failed,
  terms_not_accepted,
  missing_answers,
  unknown_pack,
  amount_not_positive,
  // money
  no_billing_method,
  no_tax_status,
  no_payment_method,
  insufficient_connects,
  insufficient_balance,
  // what profiles are turned down for (R8, R9)
  incomplete,
  oversupplied,
};

template <>
inline constexpr std::array<std::string_view, 32> names_of<reason>{"none", "not_registered",
    "email_unverified", "wrong_side", "profile_not_approved", "unknown_id", "not_yours",
    "not_invited", "wrong_state", "job_not_open", "not_funded", "window_closed", "too_soon",
    "duplicate_email", "duplicate_username", "already_proposed", "already_reviewed",
    "too_many_profiles", "bad_field", "weak_password", "captcha_failed", "terms_not_accepted",
    "missing_answers", "unknown_pack", "amount_not_positive", "no_billing_method", "no_tax_status",
    "no_payment_method", "insufficient_connects", "insufficient_balance", "incomplete",
    "oversupplied"};
static_assert(static_cast<std::size_t>(reason::oversupplied) + 1 == names_of<reason>.size());

}  // namespace souk::market
