// The cohorts of a crowd as CAF actors, as those of a simulation are: they decide side by side
// while no request is under way, and what they decide is in the order of the people, whatever the
// threads.
#pragma once

#include "load/crowd_cohort.hpp"

#include <memory>
#include <span>
#include <vector>

namespace souk::load {

class crowd_crew {
 public:
  /// One cohort for so many people of a side; the view outlives them. `threads`: of CAF.
  crowd_crew(const crowd_view& view, std::uint32_t cohort_size, int threads);
  ~crowd_crew();
  crowd_crew(const crowd_crew&) = delete;
  crowd_crew& operator=(const crowd_crew&) = delete;

  /// What everybody who is due decides on, cohort by cohort. Texts and lists live until the next
  /// call. Throws what a cohort could not go on with.
  void act(const actors::epoch& now, std::vector<people::given>& into);
  /// Tells people what happened. `news` is ordered by person, then by time.
  void notice(std::span<const told_news> news, second now);

 private:
  class hall;
  std::unique_ptr<hall> hall_;
};

}  // namespace souk::load
