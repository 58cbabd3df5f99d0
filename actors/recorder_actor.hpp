// The actor that keeps the records of a run and tells its observer, off the hot path.
#pragma once

#include "actors/wire.hpp"

#include <memory>

namespace souk::actors {

struct recorder_state {
  static inline const char* name = "recorder";
  std::shared_ptr<record_keeper> keeper;
};

caf::behavior recorder_actor(
    caf::stateful_actor<recorder_state>* self, std::shared_ptr<record_keeper> keeper);

}  // namespace souk::actors
