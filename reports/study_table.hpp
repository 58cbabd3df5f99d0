// A table of figures for files: written as CSV (RFC 4180) and as JSON.
#pragma once

#include "reports/json.hpp"
#include "reports/survival.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace souk::reports {

/// Nothing stands for what is not known.
using field = std::variant<std::monostate, std::int64_t, double, std::string>;

struct study_table {
  std::string name;  // of its file, without ".csv"
  std::vector<std::string> columns;
  std::vector<std::vector<field>> rows;
};

/// `name`, `name_low`, `name_high`.
void add_columns(study_table& to, const std::string& name);
/// Its three fields.
void add_fields(std::vector<field>& to, const std::optional<estimate>& of);

/// Shortest decimals; an unknown field is empty.
std::string csv_text(const study_table& table);

/// An array of objects, a row each.
void write_rows(json_writer& to, const study_table& table);

}  // namespace souk::reports
