// What an answer may tell of people and things, and what the rules' own market has there.
#pragma once

#include "market/names.hpp"
#include "market/world.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace souk::load {

using market::second;
using namespace std::string_view_literals;

enum class told_value : std::uint8_t {
  // of a person
  profile,
  completeness,
  connects,
  pending,
  available,
  withdrawn,
  earned,
  badge,
  score,
  spent,
  // of a job
  job_status,
  cost,
  proposals,
  invitations,
  ranking,  // hash_of its people
  // of a proposal
  proposal_status,
  attention,  // 1 failed, 0 ok
  // of a contract
  contract_status,
  escrow,
  billed,
  fees,
  minutes_logged,
  minutes_billed,
  // of a milestone
  milestone_status,
  // of the platform
  freelancer_fees,
  client_fees,
  connects_sales,
  revenue,
  balances,  // the sum of all accounts: 0
  // of a search
  found,  // hash_of its jobs
};

}  // namespace souk::load

template <>
inline constexpr std::array souk::market::names_of<souk::load::told_value>{"profile"sv,
    "completeness"sv, "connects"sv, "pending"sv, "available"sv, "withdrawn"sv, "earned"sv,
    "badge"sv, "score"sv, "spent"sv, "status"sv, "cost"sv, "proposals"sv, "invitations"sv,
    "ranking"sv, "status"sv, "attention"sv, "status"sv, "escrow"sv, "billed"sv, "fees"sv,
    "minutes_logged"sv, "minutes_billed"sv, "status"sv, "freelancer_fees"sv, "client_fees"sv,
    "connects_sales"sv, "revenue"sv, "balances"sv, "found"sv};

namespace souk::load {

/// A value: cents, a count, the number of a word, a hash of a list; `none` where there is nothing.
struct told {
  static constexpr std::int64_t none = INT64_MIN;

  told_value what = told_value::profile;
  std::int64_t value = none;
};

enum class thing : std::uint8_t { person, job, proposal, contract, milestone, platform };

/// What is looked at. A job, a proposal and a contract are the first parts of a milestone's id.
struct subject {
  thing of = thing::platform;
  market::person_id person = market::nobody;
  market::milestone_id id;
};

/// In order.
std::int64_t hash_of(std::span<const market::job_id> jobs);
std::int64_t hash_of(std::span<const market::person_id> people);

/// What the world says of it now.
std::int64_t value_of(const market::world& world, const subject& about, told_value what);
/// As files and answers have it.
std::string text_of(told_value what, std::int64_t value);
bool is_money(told_value what);

}  // namespace souk::load
