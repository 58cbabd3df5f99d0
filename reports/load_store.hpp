// load.sqlite: all that a load test has measured, for whoever wants other percentiles than
// load.json has (docs/load.md lists the tables).
#pragma once

#include "observe/load_measures.hpp"

#include <string>

namespace souk::reports {

/// Writes a new file. Throws database_error.
void write_load_store(const std::string& file, const observe::load_test& test);

/// What write_load_store has written, but for how long requests waited to be sent. Throws
/// database_error where the file is no such store.
observe::load_test read_load_store(const std::string& file);

}  // namespace souk::reports
