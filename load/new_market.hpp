// What a backend's reset is told: the rules and the people of the market that it begins.
#pragma once

#include "load/bound_request.hpp"
#include "market/policy.hpp"
#include "scenarios/binding.hpp"
#include "scenarios/story.hpp"

#include <span>
#include <string>

namespace souk::load {

/// A policy as what it changes of the preset `seed`, which every backend of souk's has:
/// `{"path": "value"}`.
std::string policy_changes(const market::policy& terms);

/// Who is there at the start, with the fields of `submit_profile` by their names; `names`: of the
/// words of profiles.
struct cast_terms {
  std::string_view password;  // everybody's; "": nobody has to log in
  std::uint32_t count = 0;    // of each: NAME1, NAME2, ...; 0: one, by the name itself
};
std::string cast_json(std::span<const scenarios::cast_member> cast,
    const scenarios::binding& binding, const backend_names& names, const cast_terms& terms = {});

}  // namespace souk::load
