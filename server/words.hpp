// The free words of a market (categories, skills, languages) and the symbols that stand for them.
#pragma once

#include "market/ids.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace souk::server {

class word_list {
 public:
  static constexpr std::size_t longest_word = 64;  // bytes
  static constexpr std::size_t most_words = 60'000;
  /// Of a word that nobody has used: no job and no profile has it.
  static constexpr market::symbol unheard{0xffff};

  /// The word's symbol, a new one where it has none; nothing where the word is too long or the list
  /// full. "" is no word.
  std::optional<market::symbol> intern(std::string_view word);
  market::symbol find(std::string_view word) const;
  std::string_view text(market::symbol word) const;

  /// Word n has symbol n + 1.
  std::size_t size() const { return words_.size(); }

 private:
  std::deque<std::string> words_;
  std::unordered_map<std::string_view, market::symbol> symbols_;
};

}  // namespace souk::server
