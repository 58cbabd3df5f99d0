// What is wrong with a file or a value that a user wrote, and the exception that carries it to the
// command line (exit status 2).
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

/// A place in a text; both count from 1, columns in characters.
struct position {
  std::int32_t line = 1;
  std::int32_t column = 1;

  auto operator<=>(const position&) const = default;
};

/// One mistake. `file` is a file's name as given, or what stands in its place (`--set path=value`).
struct mistake {
  std::string file;
  position at;
  std::string wrong;  // what is wrong
  std::string right;  // what would be right; empty where nothing can be said
  bool in_file = true;

  bool operator==(const mistake&) const = default;
};

/// "FILE:LINE:COLUMN: wrong; right", or "--set path=value: wrong; right".
std::string to_text(const mistake& one);

/// Bad input: all mistakes of a file at once, sorted by place. `what()` has one line for each.
class bad_input : public std::runtime_error {
 public:
  explicit bad_input(const std::vector<mistake>& found);
  /// A file that cannot be read at all.
  bad_input(const std::string& file, std::string wrong, std::string right);

  const std::vector<mistake>& found() const { return found_; }

 private:
  std::vector<mistake> found_;
};

/// Text of a user fit for a message: in single quotes, control characters escaped, at most 60
/// bytes.
std::string in_quotes(std::string_view text);

/// The name nearest to a misspelt one (insertions, deletions, substitutions, swaps), or the only
/// one that it begins; "" when none is near enough to be meant.
std::string_view nearest(std::string_view misspelt, const std::vector<std::string_view>& known);

/// "a, b, c".
std::string listed(const std::vector<std::string_view>& names);

/// "did you mean 'x'?" for a misspelt name, else "one of: a, b, c".
std::string suggestion(std::string_view misspelt, const std::vector<std::string_view>& known);

/// The same for names that are the user's own or of presets, which are all told in any case: "did
/// you mean 'x'? one of: a, b, x".
std::string suggestion_of_name(
    std::string_view misspelt, const std::vector<std::string_view>& known);

}  // namespace souk::scenarios
