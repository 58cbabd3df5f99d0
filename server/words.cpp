#include "server/words.hpp"

namespace souk::server {

std::optional<market::symbol> word_list::intern(std::string_view word) {
  if (word.empty()) {
    return market::no_symbol;
  }
  const auto known = symbols_.find(word);
  if (known != symbols_.end()) {
    return known->second;
  }
  if (word.size() > longest_word || words_.size() >= most_words) {
    return std::nullopt;
  }
  words_.emplace_back(word);
  const market::symbol made{static_cast<std::uint16_t>(words_.size())};
  symbols_.emplace(words_.back(), made);
  return made;
}

market::symbol word_list::find(std::string_view word) const {
  if (word.empty()) {
    return market::no_symbol;
  }
  const auto known = symbols_.find(word);
  return known == symbols_.end() ? unheard : known->second;
}

std::string_view word_list::text(market::symbol word) const {
  const std::size_t n = index(word);
  return n == 0 || n > words_.size() ? std::string_view{} : words_[n - 1];
}

}  // namespace souk::server
