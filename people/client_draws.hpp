// What clients draw: parts of the keys of their draws (see draws.hpp). A number, once used, keeps
// its meaning: another order would deal everybody other luck. What is about a pair is in work.hpp.
#pragma once

#include "people/draws.hpp"

namespace souk::people {

enum client_draw : decision_code {
  // who a client is (stream population, object 0)
  client_trait_origin = 0x0200,
  client_trait_entry,
  // what a client needs (stream population, object: the need)
  need_moment = 0x0210,
  need_trade,
  need_size,
  need_form,
  // what a client decides (stream behaviour, object: job)
  choice_bring = 0x0220,
  choice_first_look,  // n: which look
  choice_outside,
  choice_fund,     // n: which milestone
  choice_extend,   // n: which milestone
  choice_invited,  // n: which invitation
  choice_refused,  // n: which refusal
};

}  // namespace souk::people
