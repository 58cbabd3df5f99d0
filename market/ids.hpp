// Who and what: identities that stay the same under every policy (design.md, "The same answer,
// always"). A job is the n-th need of its client, a contract one freelancer on one job.
#pragma once

#include <compare>
#include <cstdint>

namespace souk::market {

/// A person, client or freelancer; dense from 0 in a simulation.
enum class person_id : std::uint32_t {};
inline constexpr person_id nobody{0xffff'ffff};
constexpr std::uint32_t index(person_id person) { return static_cast<std::uint32_t>(person); }

/// A free word (a category, a skill, a language), interned by whoever runs the market; 0 is no
/// word.
enum class symbol : std::uint16_t {};
inline constexpr symbol no_symbol{0};
constexpr std::uint16_t index(symbol word) { return static_cast<std::uint16_t>(word); }

struct job_id {
  person_id client = nobody;
  std::uint32_t need = 0;  // the client's n-th need

  constexpr auto operator<=>(const job_id&) const = default;
};
inline constexpr job_id no_job{};

/// One number for hashing, keyed draws and logs.
constexpr std::uint64_t number(job_id job) {
  return (std::uint64_t{index(job.client)} << 32) | job.need;
}

/// A proposal, and the contract that may come of it.
struct contract_id {
  job_id job;
  person_id freelancer = nobody;

  constexpr auto operator<=>(const contract_id&) const = default;
};

struct milestone_id {
  contract_id contract;
  std::uint32_t n = 0;  // the contract's n-th milestone, from 0

  constexpr auto operator<=>(const milestone_id&) const = default;
};

static_assert(sizeof(job_id) == 8 && sizeof(contract_id) == 12 && sizeof(milestone_id) == 16);

}  // namespace souk::market
