// Texts as JSON and URLs take them.
#pragma once

#include <string>
#include <string_view>

namespace souk::scenarios {

/// A JSON string's inside: quotes, backslashes and control characters escaped.
void append_json_escaped(std::string& into, std::string_view text);

/// Percent-encoded, but for letters, digits, - . _ and ~ (RFC 3986).
void append_percent_encoded(std::string& into, std::string_view text);

/// Whether JSON has the word as it stands: true, false, null, or a number.
bool is_json_word(std::string_view text);

}  // namespace souk::scenarios
