// The report of a run's folder.
#pragma once

#include <string>

namespace souk::cli {

/// Writes FOLDER/report.html from FOLDER/run.sqlite. Throws reports::database_error where that is
/// no store.
void write_report(const std::string& folder);

}  // namespace souk::cli
