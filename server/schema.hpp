// The tables of the database, as migrations: each brings a database from the version before it to
// its own. What was released is never changed; what is new is added at the end.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace souk::server {

enum class dialect : std::uint8_t { sqlite, postgresql };

/// The statements of each version, from 1 on.
std::vector<std::vector<std::string>> migrations(dialect which);

/// What empties all tables but the version's.
std::vector<std::string> clearing(dialect which);

}  // namespace souk::server
