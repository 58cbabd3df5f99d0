#include "scenarios/escaping.hpp"

#include "scenarios/values.hpp"

namespace souk::scenarios {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void append_json_escaped(std::string& into, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::size_t clean = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') {
      continue;
    }
    into.append(text, clean, i - clean);
    clean = i + 1;
    if (byte == '"' || byte == '\\') {
      into += '\\';
      into += text[i];
    } else {
      into += "\\u00";
      into += hex[byte >> 4U];
      into += hex[byte & 0xFU];
    }
  }
  into.append(text, clean);
}

void append_percent_encoded(std::string& into, std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  constexpr std::string_view unreserved = "-._~";
  for (const char c : text) {
    if (is_letter(c) || is_digit(c) || unreserved.find(c) != std::string_view::npos) {
      into += c;
    } else {
      const auto code = static_cast<unsigned char>(c);
      into += '%';
      into += hex[code >> 4];
      into += hex[code & 15];
    }
  }
}

bool is_json_word(std::string_view text) {
  if (text == "true" || text == "false" || text == "null") {
    return true;
  }
  double number = 0;
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool leads_with_zero = digits.size() > 1 && digits.front() == '0' && is_digit(digits[1]);
  return !digits.empty() && is_digit(digits.front()) && is_digit(digits.back()) && !leads_with_zero
         && parse(text, number);
}

}  // namespace souk::scenarios
