// Simulated people against a backend, with the rules beside it: the minds of a scenario decide, a
// binding says how the backend is spoken to, and an oracle judges each answer.
//
// Time goes in epochs, as in the simulation. People act on what they see at the epoch's beginning;
// all that they ask for is sent at once, several requests at a time, one after the other of each
// person. When all is answered the backend's clock is moved on, its events are read, and people
// learn what happened.
#pragma once

#include "load/judged_run.hpp"
#include "load/load_run.hpp"
#include "scenarios/binding.hpp"
#include "scenarios/scenario.hpp"

#include <string>

namespace souk::load {

struct crowd_plan {
  scenarios::scenario
      who;             // its policy is the backend's, its burn-in is no different from the rest
  double speed = 0;    // backend seconds a second; 0: as fast as it answers
  double looks = 0.3;  // of what people do is followed by a look at what came of it
  double strangers = 0.05;  // of looks is at something that is not theirs, which must be refused
  int threads = 1;          // on which people decide; those who send have one of their own
  double again = 0.02;      // of commands is given twice, as after an answer that was lost
};

/// Runs to the end of the plan's stages or of the scenario's days, whichever comes first. Stories
/// of violations are written into `stories` as they are found ("": nowhere). Throws backend_error
/// where the backend cannot be reached, or cannot do what a crowd needs (docs/oracle.md).
judged_run run_crowd(const scenarios::plan& of, const crowd_plan& crowd,
    const scenarios::binding& binding, const target& to, const std::string& stories,
    const load_run_options& options);

}  // namespace souk::load
