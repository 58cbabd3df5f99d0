// What freelancers draw: parts of the keys of their draws (see draws.hpp). A number, once used,
// keeps its meaning: another order would deal everybody other luck.
#pragma once

#include "people/draws.hpp"

namespace souk::people {

enum freelancer_draw : decision_code {
  // who a freelancer is (stream population, object 0)
  trait_origin = 0x0100,
  trait_ability,
  trait_wages,
  trait_habits,
  trait_temper,
  trait_entry,
  // what a freelancer decides (stream behaviour)
  choice_joining = 0x0120,  // object 0
  choice_profile,           // the n-th submission
  choice_test,              // object: day
  choice_search,            // object: slot of the own calendar
  choice_candidate,         // object: job
  choice_bid,               // object: job
  choice_invitation,        // object: job
  choice_reply,             // object: job
  choice_offer,             // object: job
  choice_work,              // object: job, n: milestone or week
  choice_refund,            // object: job, n: milestone
  choice_review,            // object: job
  choice_payout,            // object 0
  choice_leave,             // object: week
  choice_return,            // object: day of leaving
  choice_improve,           // object: week
  choice_writing,           // object: job
};

}  // namespace souk::people
