// What a test with an oracle has found.
#pragma once

#include "load/oracle.hpp"
#include "observe/load_measures.hpp"

namespace souk::load {

struct judged_run {
  observe::load_test measured;
  oracle_sums sums;
  second begun = 0, reached = 0;  // of the backend's clock
};

/// A test that is over, with what its oracle says of it.
judged_run judged_by(const oracle& by, observe::load_test measured, second begun);

}  // namespace souk::load
