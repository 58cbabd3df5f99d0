// Numbers as text: the one formatter of the dashboard. Short for tiles, axes and tables, exact for
// tooltips; always with the unit.
#pragma once

#include "market/calendar.hpp"
#include "observe/words.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace souk::viz {

enum class unit : std::uint8_t {
  count,     // of anything: "12.3 k"
  usd,       // dollars
  share,     // 0 to 1, shown in percent
  days,      // a length of time in days
  connects,  // Connects
  ratio,     // so many per other: two decimals
  stars,     // 1 to 5
  per_s,     // a second
  bytes,
  seconds,  // of wall time
};

/// Three significant digits: "$12.3 k", "49.2 %", "1.25 M"; "-" for what is not finite.
std::string brief(double value, unit of);
/// Every digit: "$12,345.67", "49.21 %", "1,250,000".
std::string exact(double value, unit of);
/// As `brief`, with a sign: "+$12.3 k".
std::string signed_brief(double value, unit of);

/// "12,345".
std::string grouped(std::int64_t number);
/// "$1,234.50" of whole cents.
std::string dollars(std::int64_t cents);

/// "12 Mar 2024", "12 Mar", "12 Mar 2024 09:05".
std::string date(market::second at);
std::string short_date(market::second at);
std::string date_and_time(market::second at);
/// "Mar 2024".
std::string month(market::second at);

using observe::in_words;

/// What stands on a difference of two futures: "B - A".
inline constexpr std::string_view difference_mark = "B \xE2\x88\x92 A";

}  // namespace souk::viz
