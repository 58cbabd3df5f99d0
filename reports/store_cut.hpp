// Going on with a store that was left behind by a run that was killed or interrupted, or copying it
// for another future.
#pragma once

#include "observe/record.hpp"

#include <string>

namespace souk::reports {

struct left_run {
  observe::run_description what;  // without countries and interventions
  bool complete = false;          // all of its days, with its end
};

/// Throws database_error where there is no store in the folder.
left_run read_left_run(const std::string& folder);

/// Copies a store, whether its run was ended or killed, into one plain file that is not there yet.
void copy_store(const std::string& from, const std::string& to);

}  // namespace souk::reports
