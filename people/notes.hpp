// What one person thought, for whoever asks why (`souk why`): written only about the person who is
// followed, read by no mind. A run in which somebody is followed is the same run.
#pragma once

#include "market/calendar.hpp"
#include "market/ids.hpp"

#include <cstdint>
#include <vector>

namespace souk::people {

/// What a note is about, and what its fields say.
enum class thought : std::uint8_t {
  // of a freelancer
  searched,            // n jobs that fit were looked at; room for `of` proposals
  weighed,             // a job: `chance` to be hired, `worth` dollars net of all costs, n Connects
  short_of_connects,   // a job was worth it: `of` Connects needed, n held
  judged_week,         // `chance` to give up this week; yes: did
  weighed_invitation,  // `worth` as above; yes: proposes
  weighed_offer,       // `chance` to decline; yes: accepts
  // of a client, about a freelancer who proposed
  ranked,   // stood n-th of `of`; `chance` to be opened; yes: was, and is of `worth`
  decided,  // best of those who can be hired has `worth`, hiring nobody `bar`; yes: offers
};

struct note {
  market::second at = 0;
  market::person_id by = market::nobody;
  market::person_id about = market::nobody;
  market::job_id job = market::no_job;
  thought what = thought::searched;
  bool yes = false;
  std::int32_t n = 0;
  std::int32_t of = 0;
  double chance = 0.0;  // a probability
  double worth = 0.0;   // freelancers: dollars; clients: utility, the scale of hiring nobody
  double bar = 0.0;
};

struct notebook {
  market::person_id followed = market::nobody;
  std::vector<note> written;

  bool follows(market::person_id person) const { return person == followed; }
};

}  // namespace souk::people
