// By what a study's people are told apart: any attribute that a run records of them.
#pragma once

#include "reports/database.hpp"
#include "reports/newcomers.hpp"

#include <optional>
#include <string>
#include <vector>

namespace souk::reports {

struct people_column {
  std::string name, type;  // "TEXT", "INTEGER", "REAL"
};
std::vector<people_column> columns_of_people(database& store);

enum class attribute_kind : std::uint8_t { text, number, run, cohort, month, price, saturation };

struct attribute {
  attribute_kind kind = attribute_kind::text;
  std::string expression;  // of SQL, over people p and categories c
  bool looks_ahead = false;
};

/// Throws study_error with all names there are, the nearest first.
attribute find_attribute(const std::vector<studied_run>& runs, const std::string& name);

/// As the store has it; none where it is not known.
using attribute_value = std::optional<std::string>;

/// Fills groups and each person's; whoever has no value is taken out. One of `values` a person.
void put_in_groups(newcomers& all, const attribute& by, const std::vector<attribute_value>& values);

}  // namespace souk::reports
