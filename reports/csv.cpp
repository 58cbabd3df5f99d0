#include "reports/csv.hpp"

#include "reports/text.hpp"

#include <cmath>

namespace souk::reports {

std::string csv_text(std::string_view text) {
  if (text.find_first_of(",\"\n") == std::string_view::npos) {
    return std::string(text);
  }
  std::string quoted = "\"";
  for (const char letter : text) {
    quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  }
  return quoted + '"';
}

std::string csv_number(const std::optional<double>& number) {
  return number && std::isfinite(*number) ? shortest(*number) : "";
}

}  // namespace souk::reports
