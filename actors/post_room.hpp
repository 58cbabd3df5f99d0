// Takes what a desk has put into its outbox, counts it, and puts it into the mail of the cohorts
// concerned.
#pragma once

#include "actors/batches.hpp"
#include "actors/floor_plan.hpp"
#include "actors/tally.hpp"

namespace souk::actors {

/// Events that nobody needs to be told: the giver knows, and others see them on a board.
constexpr bool is_told(market::event_type type) {
  return type != market::event_type::proposed && type != market::event_type::jobs_searched;
}

class post_room {
 public:
  post_room(const floor_plan& plan, outgoing<mail>& letters, tally& counts)
      : plan_(plan), letters_(letters), counts_(counts) {}

  /// Everything but started contracts, submissions and supply changes, which go to other desks.
  void dispatch(const market::outbox& out);

  /// To both parties.
  void tell(const market::event& what);

 private:
  void tell(market::person_id to, const market::event& what) {
    letters_.to(plan_.cohort_of(to)).events.push_back({to, what});
  }

  const floor_plan& plan_;
  outgoing<mail>& letters_;
  tally& counts_;
};

}  // namespace souk::actors
