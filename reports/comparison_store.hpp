// compare.sqlite: all that a comparison has found, of which its page is made (docs/compare.md lists
// the tables).
#pragma once

#include "reports/comparison.hpp"

#include <string>

namespace souk::reports {

/// Writes a new file. Throws database_error.
void write_comparison_store(const std::string& file, const comparison& of);

/// What write_comparison_store has written. Throws database_error where the file is no such store,
/// or one of another version of souk.
comparison read_comparison_store(const std::string& file);

/// `PRAGMA user_version` of such files.
inline constexpr int comparison_store_version = 1;

}  // namespace souk::reports
