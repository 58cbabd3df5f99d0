// Tables of a store as CSV (RFC 4180, with a heading; NULL is empty, lines end with \n) or as JSON
// lines (an object a row; NULL is null), in the order of their keys, in constant memory.
#pragma once

#include "reports/byte_sink.hpp"
#include "reports/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace souk::reports {

enum class export_format : std::uint8_t { csv, jsonl };

/// In the order of the schema.
std::vector<std::string> tables_of(database& store);
std::vector<std::string> views_of(database& store);

/// Writes a table or a view and answers how many rows it has. Numbers read back as the same.
std::int64_t export_table(
    database& store, const std::string& table, export_format format, byte_sink& to);

}  // namespace souk::reports
