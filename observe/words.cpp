#include "observe/words.hpp"

#include <algorithm>

namespace souk::observe {

std::string in_words(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string_view counted_by(market::event_type type) {
  using enum market::event_type;
  switch (type) {
    case connects_bought:
    case connects_granted:
    case connects_returned:
    case connects_expired:
      return "Connects";
    case readiness_test_taken:
      return "% right";
    case time_logged:
    case invoice_issued:
    case hours_disputed:
      return "minutes";
    case score_updated:
      return "of 100";
    case reviewed:
      return "stars";
    default:
      return "";
  }
}

}  // namespace souk::observe
