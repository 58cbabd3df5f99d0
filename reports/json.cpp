#include "reports/json.hpp"

#include "reports/text.hpp"

namespace souk::reports {

std::string json_string(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string literal = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      literal += '\\';
      literal += c;
    } else if (c == '\n') {
      literal += "\\n";
    } else if (byte < 0x20) {
      literal += "\\u00";
      literal += digits[byte >> 4];
      literal += digits[byte & 15];
    } else {
      literal += c;
    }
  }
  literal += '"';
  return literal;
}

json_writer& json_writer::begin_object() { return open('{'); }
json_writer& json_writer::end_object() { return close('}'); }
json_writer& json_writer::begin_array() { return open('['); }
json_writer& json_writer::end_array() { return close(']'); }

json_writer& json_writer::key(std::string_view name) {
  separate();
  text_ += json_string(name);
  text_ += ": ";
  after_key_ = true;
  return *this;
}

json_writer& json_writer::value(std::int64_t number) { return literal(std::to_string(number)); }
json_writer& json_writer::value(std::uint64_t number) { return literal(std::to_string(number)); }
json_writer& json_writer::value(double number) { return literal(shortest(number)); }
json_writer& json_writer::value(bool truth) { return literal(truth ? "true" : "false"); }
json_writer& json_writer::value(std::string_view text) { return literal(json_string(text)); }
json_writer& json_writer::null() { return literal("null"); }

json_writer& json_writer::open(char bracket) {
  separate();
  text_ += bracket;
  empty_.push_back(true);
  return *this;
}

json_writer& json_writer::close(char bracket) {
  const bool was_empty = empty_.back();
  empty_.pop_back();
  if (!was_empty) {
    text_ += '\n';
    text_.append(2 * empty_.size(), ' ');
  }
  text_ += bracket;
  if (empty_.empty()) {
    text_ += '\n';
  }
  return *this;
}

json_writer& json_writer::literal(std::string_view text) {
  separate();
  text_ += text;
  return *this;
}

void json_writer::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (empty_.empty()) {
    return;
  }
  text_ += empty_.back() ? "\n" : ",\n";
  text_.append(2 * empty_.size(), ' ');
  empty_.back() = false;
}

}  // namespace souk::reports
