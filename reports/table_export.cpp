#include "reports/table_export.hpp"

#include "reports/json.hpp"
#include "reports/text.hpp"

#include <array>
#include <charconv>

namespace souk::reports {

namespace {

constexpr std::size_t block = 256 * 1024;

void add_number(std::string& to, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  to.append(digits.data(), end);
}

void add_quoted(std::string& to, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    to += text;
    return;
  }
  to += '"';
  for (const char c : text) {
    to.append(c == '"' ? 2 : 1, c);
  }
  to += '"';
}

/// What stands before each value of a row: a comma, or the key of the column.
std::vector<std::string> beginnings(const statement& rows, export_format format) {
  std::vector<std::string> all;
  for (int i = 0; i < rows.columns(); ++i) {
    all.emplace_back(i == 0 ? "" : ",");
    if (format == export_format::jsonl) {
      all.back() = (i == 0 ? "{" : ",") + json_string(rows.name(i)) + ":";
    }
  }
  return all;
}

void add_heading(std::string& to, const statement& rows) {
  for (int i = 0; i < rows.columns(); ++i) {
    to += i == 0 ? "" : ",";
    add_quoted(to, rows.name(i));
  }
  to += '\n';
}

void add_value(std::string& to, const statement& row, int column, export_format format) {
  switch (row.kind(column)) {
    case value_kind::integer:
      return add_number(to, row.number(column));
    case value_kind::real:
      to += shortest(row.real(column));
      return;
    case value_kind::text:
      if (format == export_format::jsonl) {
        to += json_string(row.view(column));
      } else {
        add_quoted(to, row.view(column));
      }
      return;
    case value_kind::null:
      to += format == export_format::jsonl ? "null" : "";
  }
}

std::vector<std::string> names_of(database& store, const char* type) {
  statement name(store,
      "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
      "ORDER BY rowid");
  name.ask(type);
  std::vector<std::string> names;
  while (name.next()) {
    names.push_back(name.text(0));
  }
  return names;
}

}  // namespace

std::vector<std::string> tables_of(database& store) { return names_of(store, "table"); }
std::vector<std::string> views_of(database& store) { return names_of(store, "view"); }

std::int64_t export_table(
    database& store, const std::string& table, export_format format, byte_sink& to) {
  statement row(store, "SELECT * FROM \"" + table + "\"");
  const std::vector<std::string> before = beginnings(row, format);
  const std::string_view end = format == export_format::jsonl ? "}\n" : "\n";
  std::string text;
  text.reserve(2 * block);
  if (format == export_format::csv) {
    add_heading(text, row);
  }
  std::int64_t rows = 0;
  for (; row.next(); ++rows) {
    for (std::size_t column = 0; column < before.size(); ++column) {
      text += before[column];
      add_value(text, row, static_cast<int>(column), format);
    }
    text += end;
    if (text.size() >= block) {
      to.write(text);
      text.clear();
    }
  }
  to.write(text);
  return rows;
}

}  // namespace souk::reports
