// Fields of CSV files (RFC 4180).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace souk::reports {

/// In quotes where it needs them.
std::string csv_text(std::string_view text);
/// Shortest text that reads back as the same number; empty where there is none.
std::string csv_number(const std::optional<double>& number);

}  // namespace souk::reports
