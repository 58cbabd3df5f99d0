#include "cli/progress.hpp"

#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace souk::cli {

std::string time_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(std::max(seconds, 0.0)));
  if (whole < 60) {
    return fmt::format("{} s", whole);
  }
  if (whole < 3600) {
    return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  }
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string progress_text(
    const std::string& unit, std::int64_t done, std::int64_t total, double elapsed_s) {
  std::string text =
      fmt::format("{} {} of {}, {} %", unit, done, total, total == 0 ? 100 : 100 * done / total);
  if (done > 0 && elapsed_s >= 1) {
    const double each = elapsed_s / static_cast<double>(done);
    text += ", " + time_text(each * static_cast<double>(total - done)) + " left";
  }
  return text;
}

progress_line::progress_line(std::string unit, std::int64_t total, bool shown)
    : unit_(std::move(unit)), total_(total), shown_(shown && err_is_terminal()) {}

void progress_line::update(std::int64_t done) {
  done = std::min(done, total_);
  const clock::time_point now = clock::now();
  if (!shown_ || now - last_ < std::chrono::milliseconds(100)) {
    return;
  }
  last_ = now;
  drawn_ = true;
  const std::chrono::duration<double> elapsed = now - started_;
  std::string text = progress_text(unit_, done, total_, elapsed.count());
  if (!tail_.empty()) {
    text += "; " + tail_;
    text.resize(std::min(text.size(), err_width() - 1));
  }
  fmt::print(stderr, "\r\x1b[K{}", text);
  std::fflush(stderr);
}

void progress_line::clear() {
  if (drawn_) {
    fmt::print(stderr, "\r\x1b[K");
    std::fflush(stderr);
    drawn_ = false;
  }
}

}  // namespace souk::cli
