#include "server/platform_clock.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace souk::server {

std::int64_t wall_clock() {
  return std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::optional<clock_kind> parse_clock(std::string_view text) {
  using enum clock_kind::pace;
  if (text == "real" || text == "manual") {
    return clock_kind{text == "real" ? real : manual, 1};
  }
  constexpr std::int64_t most = 1'000'000;
  clock_kind kind{times, 0};
  if (!text.starts_with('x')) {
    return std::nullopt;
  }
  text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), kind.times);
  const bool holds = error == std::errc{} && end == text.data() + text.size() && kind.times >= 1
                     && kind.times <= most;
  return holds ? std::optional{kind} : std::nullopt;
}

std::string to_text(const clock_kind& kind) {
  switch (kind.runs) {
    case clock_kind::pace::real:
      return "real";
    case clock_kind::pace::manual:
      return "manual";
    case clock_kind::pace::times:
      break;
  }
  return 'x' + std::to_string(kind.times);
}

market::second platform_clock::now() {
  if (kind_.runs == clock_kind::pace::real) {
    at_ = std::max(at_, wall_clock());
  } else if (kind_.runs == clock_kind::pace::times) {
    at_ = std::max(at_, start_ + (wall_clock() - wall_at_start_) * kind_.times);
  }
  return at_;
}

}  // namespace souk::server
