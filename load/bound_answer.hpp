// What a backend's answer says, in the words of the vocabulary: accepted or why not, ids, and
// values observed.
#pragma once

#include "load/bound_template.hpp"
#include "market/reasons.hpp"
#include "scenarios/binding.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::load {

/// One value. Money is cents, times and dates seconds since 1970, decimals hundredths; words are
/// ours where the binding knows them.
struct observed_value {
  bool is_null = true;  // null, or not there
  std::int64_t number = 0;
  std::string_view text;  // of texts, ids and words; of a number as it stands
  std::string_view key;   // of the values of an object (`/tokens/*`)
};

/// An answer that was read. To be used for one answer after the other: what it allocates it keeps.
/// Texts live until the next answer is read into it.
class bound_answer {
 public:
  bound_answer();
  ~bound_answer();
  bound_answer(bound_answer&&) noexcept;
  bound_answer& operator=(bound_answer&&) noexcept;

  bool accepted = false;
  bool token_is_over = false;                 // the person has to log in again
  market::reason why = market::reason::none;  // of a refusal that the binding understands
  int status = 0;
  std::string code, detail;  // of a refusal, as the backend tells them
  std::string problem;       // what could not be understood: neither accepted nor a reason

  /// Null where the answer has no such value, or the binding does not say where.
  const observed_value& find(scenarios::observable what) const;
  /// Those of a list; of a single value that one.
  std::span<const observed_value> all(scenarios::observable what) const;
  bool has(scenarios::observable what) const;

 private:
  friend class answer_reader;
  struct field {
    scenarios::observable what = scenarios::observable::at;
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
  };
  struct json_space;

  void clear();
  /// A text that no JSON string holds, kept until the next answer.
  std::string_view own(std::string text) { return texts_.emplace_back(std::move(text)); }

  std::vector<field> fields_;
  std::deque<std::string> texts_;
  std::vector<observed_value> values_;
  std::vector<std::pair<std::uint16_t, std::string>> kept_;  // kept names with their values
  std::unique_ptr<json_space> space_;

 public:
  std::span<const std::pair<std::uint16_t, std::string>> kept() const { return kept_; }
};

/// How the answers of one operation are read.
class answer_reader {
 public:
  answer_reader(const scenarios::binding& of, const scenarios::bound_operation& operation);

  void read(int status, std::string_view body, bound_answer& into) const;

 private:
  struct path_step {
    std::string key;  // "*": all
    std::int32_t index = -1;
  };
  using path = std::vector<path_step>;
  struct wanted {
    scenarios::observable what;
    scenarios::observed_kind kind;
    scenarios::value_form form;
    std::shared_ptr<const bound_words> words;
    path where;
  };
  struct translation {
    std::string theirs;
    market::reason ours;
  };

  static path path_of(std::string_view pointer);
  static std::vector<translation> translations(
      const scenarios::text_map& first, const scenarios::text_map& then);
  void read_values(bound_answer& into) const;
  void read_order(bound_answer& into) const;
  void refuse(bound_answer& into, bool is_json) const;
  class picker;

  std::vector<wanted> wanted_;
  std::vector<std::pair<std::uint16_t, path>> keep_;
  std::vector<translation> reasons_, statuses_;
  std::vector<std::string> over_;  // codes and statuses that ask for a new token
  path code_, detail_;
  bool names_code_ = false;
  bool code_in_success_ = false;
};

}  // namespace souk::load
