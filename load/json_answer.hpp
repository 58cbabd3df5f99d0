// Values out of an answer's JSON, by paths: items[0].id.
#pragma once

#include "scenarios/json_path.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace souk::load {

/// What an answer gave: a string's text, or any other value as JSON.
struct json_found {
  std::string text;
  bool is_string = true;
};

/// Reads one answer after the other, in memory that it keeps.
class json_answer {
 public:
  json_answer();
  ~json_answer();

  /// Answers whether it is JSON.
  bool read(std::string_view body);
  /// Answers whether the last one has a value there; null is one.
  bool find(const scenarios::json_path& path, json_found& into) const;

 private:
  struct memory;
  std::unique_ptr<memory> own_;
};

}  // namespace souk::load
