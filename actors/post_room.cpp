#include "actors/post_room.hpp"

namespace souk::actors {

void post_room::tell(const market::event& what) {
  if (what.person != market::nobody) {
    tell(what.person, what);
  }
  if (what.other != market::nobody) {
    tell(what.other, what);
  }
}

void post_room::dispatch(const market::outbox& out) {
  for (const market::event& what : out.events) {
    counts_.record(what);
    if (is_told(what.type)) {
      tell(what);
    }
  }
  for (const market::event& notice : out.notices) {
    tell(notice.person, notice);
  }
  for (const market::returned_connects& back : out.connects) {
    letters_.to(plan_.cohort_of(back.to)).connects.push_back(back);
  }
  for (const market::arriving_funds& funds : out.funds) {
    letters_.to(plan_.cohort_of(funds.to)).funds.push_back(funds);
  }
  for (const market::billed_work& work : out.billed) {
    letters_.to(plan_.cohort_of(work.contract.freelancer)).billed.push_back(work);
    letters_.to(plan_.cohort_of(work.contract.job.client)).billed.push_back(work);
  }
  for (const market::outcome& result : out.outcomes) {
    const market::person_id about =
        result.of_freelancer ? result.contract.freelancer : result.contract.job.client;
    letters_.to(plan_.cohort_of(about)).outcomes.push_back(result);
  }
}

}  // namespace souk::actors
