// Writes JSON, indented by two spaces, keys in the order in which they are given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::reports {

/// A JSON string literal, quotes included. Bytes that are not UTF-8 pass as they are.
std::string json_string(std::string_view text);

class json_writer {
 public:
  json_writer& begin_object();
  json_writer& end_object();
  json_writer& begin_array();
  json_writer& end_array();
  json_writer& key(std::string_view name);
  json_writer& value(std::int64_t number);
  json_writer& value(std::uint64_t number);
  json_writer& value(int number) { return value(std::int64_t{number}); }
  json_writer& value(double number);  // null if it is not finite
  json_writer& value(bool truth);
  json_writer& value(std::string_view text);
  json_writer& value(const std::string& text) { return value(std::string_view(text)); }
  json_writer& value(const char* text) { return value(std::string_view(text)); }
  json_writer& null();

  template <class Value>
  json_writer& value(const std::optional<Value>& maybe) {
    return maybe ? value(*maybe) : null();
  }

  /// A key with its value.
  template <class Value>
  json_writer& field(std::string_view name, const Value& one) {
    return key(name).value(one);
  }

  /// The whole text, with a newline at its end.
  const std::string& text() const { return text_; }

 private:
  json_writer& open(char bracket);
  json_writer& close(char bracket);
  json_writer& literal(std::string_view text);
  void separate();

  std::string text_;
  std::vector<bool> empty_;  // of each open object or array: nothing in it yet
  bool after_key_ = false;
};

}  // namespace souk::reports
