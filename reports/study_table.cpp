#include "reports/study_table.hpp"

#include "reports/text.hpp"

#include <cmath>

namespace souk::reports {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    return text;
  }
  std::string all = "\"";
  for (const char c : text) {
    all += c == '"' ? "\"\"" : std::string(1, c);
  }
  return all + "\"";
}

std::string csv_field(const field& one) {
  if (const auto* const whole = std::get_if<std::int64_t>(&one)) {
    return std::to_string(*whole);
  }
  if (const auto* const number = std::get_if<double>(&one)) {
    return std::isfinite(*number) ? shortest(*number) : "";
  }
  const auto* const text = std::get_if<std::string>(&one);
  return text == nullptr ? "" : quoted(*text);
}

}  // namespace

void add_columns(study_table& to, const std::string& name) {
  for (const char* const ending : {"", "_low", "_high"}) {
    to.columns.push_back(name + ending);
  }
}

void add_fields(std::vector<field>& to, const std::optional<estimate>& of) {
  if (!of) {
    to.insert(to.end(), 3, field{});
    return;
  }
  to.insert(to.end(), {of->value, of->low, of->high});
}

std::string csv_text(const study_table& table) {
  std::string text;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    text += (i == 0 ? "" : ",") + quoted(table.columns[i]);
  }
  for (const std::vector<field>& row : table.rows) {
    text += "\n";
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += (i == 0 ? "" : ",") + csv_field(row[i]);
    }
  }
  return text + "\n";
}

void write_rows(json_writer& to, const study_table& table) {
  to.begin_array();
  for (const std::vector<field>& row : table.rows) {
    to.begin_object();
    for (std::size_t i = 0; i < row.size(); ++i) {
      to.key(table.columns[i]);
      std::visit(
          [&](const auto& value) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
              to.null();
            } else {
              to.value(value);
            }
          },
          row[i]);
    }
    to.end_object();
  }
  to.end_array();
}

}  // namespace souk::reports
