// Numbers as text, the same on every machine and in every locale.
#pragma once

#include "market/hash.hpp"
#include "market/money.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace souk::reports {

/// "1234.50", "-0.05": whole cents as dollars.
std::string dollars_text(market::money amount);

/// "$1,234.50", "-$0.05".
std::string dollars_grouped(market::money amount);

/// "$950", "$12.3 k", "$4.56 M": three significant digits for tiles and axes.
std::string dollars_short(market::money amount);

/// "12,345".
std::string grouped(std::int64_t number);

/// "950", "12.3 k", "4.56 M".
std::string short_number(double number);
/// A chance that a test gives: "0.0123", "<0.0001".
std::string p_text(double p);

/// Shortest text that reads back as the same number; "null" for what is not finite.
std::string shortest(double number);

/// `number` with exactly `digits` after the point; "-" for what is not finite.
std::string fixed(double number, int digits);

/// "38.2 %" of a part in a whole; "-" if there is no whole.
std::string percent_text(double part, double whole);

/// 32 hexadecimal digits.
std::string hex(const market::fingerprint& print);
/// The same for a text: a hash of it.
std::string hex_of(std::string_view text);

/// Text fit for HTML: &, <, >, " and ' escaped.
std::string escaped(std::string_view text);

/// JSON fit to stand inside <script>: no "<" ends it.
std::string json_in_html(std::string json);

}  // namespace souk::reports
