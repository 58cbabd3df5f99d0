// One prepared statement of SOCI with the values that it takes and gives: whole numbers and texts.
// Only for storage*.cpp.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace souk::server {

using cell = std::variant<std::int64_t, std::string_view>;

class statement {
 public:
  /// `takes` and `gives` have an 'i' or a 't' for each value, in their order.
  statement(soci::session& session, const std::string& sql, std::string_view takes,
      std::string_view gives = "")
      : statement_(session) {
    for (const char kind : takes) {
      if (kind == 'i') {
        statement_.exchange(soci::use(numbers_.emplace_back()));
      } else {
        statement_.exchange(soci::use(texts_.emplace_back()));
      }
    }
    for (const char kind : gives) {
      if (kind == 'i') {
        statement_.exchange(soci::into(out_numbers_.emplace_back()));
      } else {
        statement_.exchange(soci::into(out_texts_.emplace_back()));
      }
    }
    statement_.alloc();
    statement_.prepare(sql);
    statement_.define_and_bind();
  }

  void set(std::initializer_list<cell> values) {
    std::size_t number = 0;
    std::size_t text = 0;
    for (const cell& one : values) {
      if (const auto* whole = std::get_if<std::int64_t>(&one)) {
        numbers_[number++] = *whole;
      } else {
        texts_[text++] = std::get<std::string_view>(one);
      }
    }
  }

  void run(std::initializer_list<cell> values) {
    set(values);
    statement_.execute(true);
  }

  /// Begins a query; then `next` until it answers false.
  void ask(std::initializer_list<cell> values) {
    set(values);
    statement_.execute(false);
  }
  bool next() { return statement_.fetch(); }
  std::int64_t number(std::size_t i) const { return out_numbers_[i]; }
  const std::string& text(std::size_t i) const { return out_texts_[i]; }

 private:
  soci::statement statement_;
  // SOCI keeps references to these.
  std::deque<long long> numbers_, out_numbers_;
  std::deque<std::string> texts_, out_texts_;
};

}  // namespace souk::server
