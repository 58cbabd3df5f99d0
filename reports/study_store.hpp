// study.sqlite: the newcomers that a study has read from its runs, of whom its page is made
// (docs/study.md lists the tables).
#pragma once

#include "reports/newcomers.hpp"

#include <string>

namespace souk::reports {

/// Writes a new file. Throws database_error.
void write_study_store(const std::string& file, const newcomers& of);

/// What write_study_store has written, but for the runs' files and YAML. Throws database_error
/// where the file is no such store, or one of another version of souk.
newcomers read_study_store(const std::string& file);

}  // namespace souk::reports
