// Interventions in files: the policy changes of an intervention as a map of path: value, and what
// can be wrong with interventions that are each fine on their own (people/intervention.hpp).
#pragma once

#include "market/policy.hpp"
#include "people/intervention.hpp"
#include "people/parameters_population.hpp"
#include "scenarios/reader.hpp"

#include <span>
#include <string>
#include <vector>

namespace souk::scenarios {

/// A map of path: value; each must name a value of a policy and fit it.
void read(
    const node& from, people::policy_changes& into, const limits& range, const reading& where);
inline std::string takes(const people::policy_changes*, const limits&) {
  return "a map of path: value, as { fees.client: 3% }";
}
std::string schema_of(const people::policy_changes*, const limits&);

/// The policy that somebody lives under who would live under `base`. The changes must have been
/// read from a file or setting, so that they fit.
market::policy changed(market::policy base, const people::policy_changes& changes);

std::vector<complaint> check(std::span<const people::intervention> all,
    const people::population_parameters& population, const market::policy& base);

}  // namespace souk::scenarios
