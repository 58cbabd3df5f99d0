// The tables of run.sqlite (docs/store.md describes them for users). Columns of `days` follow the
// lists of event types and counts, so that whatever is counted has its column.
#pragma once

#include <string>
#include <string_view>

namespace souk::reports {

/// `PRAGMA user_version` of the files written; goes up when a table or column is renamed or
/// removed.
inline constexpr int store_version = 1;

/// CREATE statements of all tables and views.
std::string store_schema();

/// The views among them (store_views.cpp).
extern const std::string_view store_views;

/// "?, ?, ?": so many placeholders.
std::string placeholders(std::size_t count);

/// How many columns `days` has.
std::size_t columns_of_days();

}  // namespace souk::reports
