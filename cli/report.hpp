// The pages of what souk has left in a folder.
#pragma once

#include <string>
#include <vector>

namespace souk::cli {

/// Writes the page of each store that a folder holds - of a run, a comparison, a sweep, a load test
/// or a study - and answers their files. What a command writes and what `souk report` writes again
/// is made here, of the store alone. Throws reports::database_error where there is no store.
std::vector<std::string> write_report(const std::string& folder);

}  // namespace souk::cli
