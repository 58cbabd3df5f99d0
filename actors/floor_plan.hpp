// Which shard owns what. Freelancers come first among the people, then clients; shards are numbered
// in one row: cohorts of freelancers, cohorts of clients, exchanges, the vetting desk, billing
// desks.
#pragma once

#include "market/ids.hpp"

#include <algorithm>
#include <cstdint>

namespace souk::actors {

using shard_index = std::uint32_t;

struct floor_plan {
  std::uint32_t freelancers = 0;  // persons [0, freelancers)
  std::uint32_t clients = 0;      // persons [freelancers, freelancers + clients)
  std::uint32_t cohort_size = 1;  // people in a cohort; the last one of a side may be smaller
  std::uint32_t exchanges = 1;    // one a category
  std::uint32_t billing_desks = 1;

  std::uint32_t freelancer_cohorts() const { return (freelancers + cohort_size - 1) / cohort_size; }
  std::uint32_t client_cohorts() const { return (clients + cohort_size - 1) / cohort_size; }
  std::uint32_t cohorts() const { return freelancer_cohorts() + client_cohorts(); }
  std::uint32_t desks() const { return exchanges + 1 + billing_desks; }
  std::uint32_t shards() const { return cohorts() + desks(); }

  bool is_client(market::person_id person) const { return index(person) >= freelancers; }

  shard_index cohort_of(market::person_id person) const {
    const std::uint32_t i = index(person);
    return i < freelancers ? i / cohort_size
                           : freelancer_cohorts() + (i - freelancers) / cohort_size;
  }
  /// The first person of a cohort, and how many there are.
  std::uint32_t first_of(shard_index cohort) const {
    return cohort < freelancer_cohorts()
               ? cohort * cohort_size
               : freelancers + (cohort - freelancer_cohorts()) * cohort_size;
  }
  std::uint32_t count_of(shard_index cohort) const {
    const std::uint32_t end = cohort < freelancer_cohorts() ? freelancers : freelancers + clients;
    return std::min(cohort_size, end - first_of(cohort));
  }

  // Desks, by their number among the desks.
  std::uint32_t exchange_desk(std::uint32_t category) const { return category % exchanges; }
  std::uint32_t vetting_desk() const { return exchanges; }
  std::uint32_t billing_desk(market::person_id client) const {
    return exchanges + 1 + (index(client) - freelancers) % billing_desks;
  }
};

}  // namespace souk::actors
