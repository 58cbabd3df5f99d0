// Some hundreds or thousands of simulated people of one side, as in the simulation, whose platform
// is a backend: they wake and act on what the rules' market shows, which the backend's answers
// agree with, and learn from the backend's events what became of it.
#pragma once

#include "actors/epoch.hpp"
#include "market/world.hpp"
#include "people/client_minds.hpp"
#include "people/freelancer_minds.hpp"

#include <memory>
#include <vector>

namespace souk::load {

using market::second;

/// What somebody was told.
struct told_news {
  market::person_id to = market::nobody;
  market::event what;
};

class crowd_cohort {
 public:
  crowd_cohort() = default;
  crowd_cohort(const crowd_cohort&) = delete;
  crowd_cohort& operator=(const crowd_cohort&) = delete;
  virtual ~crowd_cohort() = default;

  /// Wakes those who are due and puts the commands that they decide on into `into`, each person's
  /// in the order of their seconds. Texts and lists live until the next call.
  virtual void act(const actors::epoch& now, std::vector<people::given>& into) = 0;
  /// Tells them what happened, which can first be seen at `now`; all of one cohort's people.
  virtual void notice(std::span<const told_news> news, second now) = 0;
  /// When somebody wakes next.
  virtual second next_due() const = 0;
};

/// What the people of a cohort look at; outlives it.
struct crowd_view {
  const people::people_setup& people;
  const market::policy& terms;
  const market::world& market;
};

std::unique_ptr<crowd_cohort> make_freelancers(
    const crowd_view& view, market::person_id first, std::uint32_t count);
std::unique_ptr<crowd_cohort> make_clients(
    const crowd_view& view, market::person_id first, std::uint32_t count);

}  // namespace souk::load
