// Whom and what a command is about.
#pragma once

#include "market/vocabulary.hpp"

#include <type_traits>

namespace souk::load {

/// The job that it is about, or no_job; of a posting the one that it makes.
inline market::job_id job_concerned(market::person_id by, const market::command& what) {
  return std::visit(
      [&]<class Command>(const Command& one) {
        if constexpr (std::is_same_v<Command, market::post_job>) {
          return market::job_id{by, one.need};
        } else if constexpr (requires { one.milestone; }) {
          return one.milestone.contract.job;
        } else if constexpr (requires { one.contract; }) {
          return one.contract.job;
        } else if constexpr (requires { one.job; }) {
          return one.job;
        } else {
          return market::no_job;
        }
      },
      what);
}

/// The freelancer who is named, or whose contract or milestone it is; or nobody.
inline market::person_id freelancer_named(const market::command& what) {
  return std::visit(
      []<class Command>(const Command& one) {
        if constexpr (requires { one.milestone; }) {
          return one.milestone.contract.freelancer;
        } else if constexpr (requires { one.contract; }) {
          return one.contract.freelancer;
        } else if constexpr (requires { one.freelancer; }) {
          return one.freelancer;
        } else {
          return market::nobody;
        }
      },
      what);
}

/// Calls `visit(person)` for whoever gives it and whoever it concerns; people may come twice.
template <class Visit>
void for_people_of(market::person_id by, const market::command& what, Visit&& visit) {
  visit(by);
  visit(job_concerned(by, what).client);
  visit(freelancer_named(what));
}

}  // namespace souk::load
