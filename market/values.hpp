// The values that fields of the vocabulary take (contract.md, "The vocabulary").
#pragma once

#include "market/names.hpp"

#include <cstdint>

namespace souk::market {

using namespace std::string_view_literals;

enum class side : std::uint8_t { freelancer, client };
template <>
inline constexpr std::array names_of<side>{"freelancer"sv, "client"sv};

enum class captcha : std::uint8_t { solved, failed };
template <>
inline constexpr std::array names_of<captcha>{"solved"sv, "failed"sv};

enum class terms : std::uint8_t { accepted, declined };
template <>
inline constexpr std::array names_of<terms>{"accepted"sv, "declined"sv};

enum class level : std::uint8_t { entry, intermediate, expert };
template <>
inline constexpr std::array names_of<level>{"entry"sv, "intermediate"sv, "expert"sv};

enum class tax_status : std::uint8_t { individual, company };
template <>
inline constexpr std::array names_of<tax_status>{"individual"sv, "company"sv};

enum class payment_kind : std::uint8_t { bank_transfer, paypal };
template <>
inline constexpr std::array names_of<payment_kind>{"bank_transfer"sv, "paypal"sv};

enum class billing_kind : std::uint8_t { card, paypal };
template <>
inline constexpr std::array names_of<billing_kind>{"card"sv, "paypal"sv};

enum class payout_schedule : std::uint8_t { manual, weekly, monthly, quarterly };
template <>
inline constexpr std::array names_of<payout_schedule>{
    "manual"sv, "weekly"sv, "monthly"sv, "quarterly"sv};

enum class connects_source : std::uint8_t { card, balance };
template <>
inline constexpr std::array names_of<connects_source>{"card"sv, "balance"sv};

enum class job_type : std::uint8_t { fixed, hourly };
template <>
inline constexpr std::array names_of<job_type>{"fixed"sv, "hourly"sv};

enum class profile_status : std::uint8_t { draft, in_review, approved, rejected };
template <>
inline constexpr std::array names_of<profile_status>{
    "draft"sv, "in_review"sv, "approved"sv, "rejected"sv};

enum class badge : std::uint8_t { none, rising_talent, top_rated, top_rated_plus };
template <>
inline constexpr std::array names_of<badge>{
    "none"sv, "rising_talent"sv, "top_rated"sv, "top_rated_plus"sv};

enum class job_status : std::uint8_t { open, filled, closed, expired };
template <>
inline constexpr std::array names_of<job_status>{"open"sv, "filled"sv, "closed"sv, "expired"sv};

enum class proposal_status : std::uint8_t {
  none,
  submitted,
  interviewing,
  declined,
  withdrawn,
  hired
};
template <>
inline constexpr std::array names_of<proposal_status>{
    "none"sv, "submitted"sv, "interviewing"sv, "declined"sv, "withdrawn"sv, "hired"sv};

enum class contract_status : std::uint8_t { offered, active, ended, declined, expired };
template <>
inline constexpr std::array names_of<contract_status>{
    "offered"sv, "active"sv, "ended"sv, "declined"sv, "expired"sv};

enum class milestone_status : std::uint8_t { created, funded, submitted, released, refunded };
template <>
inline constexpr std::array names_of<milestone_status>{
    "created"sv, "funded"sv, "submitted"sv, "released"sv, "refunded"sv};

/// How a charge's freelancer fee is reckoned (R36).
enum class fee_basis : std::uint8_t { lifetime_marginal, transaction_marginal, transaction_slab };
template <>
inline constexpr std::array names_of<fee_basis>{
    "lifetime_marginal"sv, "transaction_marginal"sv, "transaction_slab"sv};

}  // namespace souk::market
