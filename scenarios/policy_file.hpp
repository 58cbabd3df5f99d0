// Policies by name or from files, and the changes made to them.
//
// A policy file gives the keys that it changes; all others are those of the policy that `based_on`
// names, a preset or a file beside it (`seed` where it names none). Its `name` is the file's stem
// where it gives none.
#pragma once

#include "market/policy.hpp"
#include "scenarios/paths.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

/// A policy as `--policy` names it: NAME|FILE[,path=value...].
struct policy_choice {
  market::policy terms;
  std::vector<setting> changes;  // already applied
};

/// Loads a preset or a file, with changes. `folder` is where relative paths begin (the folder of
/// the file that names the policy; empty: the working folder). Throws bad_input.
policy_choice choose_policy(std::string_view choice, const std::string& folder = "");

/// The terms of choose_policy.
market::policy load_policy(std::string_view choice, const std::string& folder = "");

/// Reads a whole document of kind policy. Throws bad_input with every mistake of it.
market::policy read_policy(document doc);

/// A policy inside another file: the name of one, or a map with an optional `based_on`.
void read(const node& from, market::policy& into, const limits&, const reading& where);

/// A map of path: value ({ vetting.supply_floor: 10 }), as stories set them.
void read_settings(const node& from, market::policy& into, const reading& where);

/// Changes values by their paths. Throws bad_input with all that is wrong.
void apply_settings(market::policy& terms, std::span<const setting> settings);

/// What is wrong with values that are each fine on their own.
std::vector<complaint> check(const market::policy& terms);

/// Whether a name can name a run's folder: letters, digits, '-', '_' and '.', at most 64.
bool is_name(std::string_view text);
inline constexpr const char* name_takes = "letters, digits, - and _, at most 64";

/// The folder of a file, "" for the working folder; and its name without folder and ending.
std::string folder_of(const std::string& path);
std::string stem_of(const std::string& path);

}  // namespace souk::scenarios
