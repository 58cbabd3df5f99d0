// What an answer may tell of people and things, and what the rules' own market has there.
#pragma once

#include "market/world.hpp"
#include "scenarios/binding_names.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace souk::load {

using market::second;
/// A value: cents, a count, the number of a word, a hash of a list; `none` where there is nothing.
struct told {
  static constexpr std::int64_t none = INT64_MIN;

  scenarios::observable what = scenarios::observable::profile;
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
std::int64_t value_of(const market::world& world, const subject& about, scenarios::observable what);
/// As files and answers have it.
std::string text_of(thing of, scenarios::observable what, std::int64_t value);
/// The number of a word of ours, -1 of one that the rules do not have; nothing where the value is
/// no word.
std::optional<std::int64_t> number_of_word(
    thing of, scenarios::observable what, std::string_view text);

}  // namespace souk::load
