#include "cli/load_view.hpp"

#include "cli/progress.hpp"
#include "cli/terminal.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <utility>

namespace souk::cli {

namespace {

constexpr std::size_t bar_width = 24;
constexpr std::size_t operations_shown = 6;

std::string number(std::uint64_t count) {
  return reports::grouped(static_cast<std::int64_t>(count));
}

std::string row(
    const std::string& name, std::size_t width, const observe::load_sums& sums, double seconds) {
  const auto at = [&](double share) { return latency_text(sums.latency.quantile(share)); };
  return fmt::format("  {:<{}}{:>11}{:>10.1f}{:>9}{:>10}{:>10}{:>10}{:>10}{:>10}\n", name, width,
      number(sums.count), seconds <= 0 ? 0.0 : static_cast<double>(sums.count) / seconds,
      number(sums.errors), at(0.5), at(0.9), at(0.99), at(0.999), latency_text(sums.latency.max()));
}

/// The phase that it is in, where a plan has several.
std::string phase_text(const observe::load_test& test, double now) {
  const auto at = std::ranges::find_if(
      test.phases, [&](const observe::load_phase& one) { return now < one.ends; });
  return test.phases.size() <= 2 || at == test.phases.end() ? "" : "   phase " + at->name;
}

/// Those that are asked for most, over the whole test.
void add_operations(const observe::load_test& test, std::vector<std::string>& into) {
  struct busy {
    const observe::operation_measures* operation;
    observe::load_sums sums;
  };
  std::vector<busy> all;
  for (const observe::operation_measures& one : test.operations) {
    all.push_back({&one, observe::sums_of(test, one)});
  }
  std::ranges::stable_sort(all, std::greater<>{}, [](const busy& one) { return one.sums.count; });
  all.resize(std::min(all.size(), operations_shown));
  for (const busy& one : all) {
    if (one.sums.count > 0) {
      into.push_back(fmt::format("  {:<20}{:>11}   p50 {:>9}   p99 {:>9}   {} errors",
          one.operation->name, number(one.sums.count), latency_text(one.sums.latency.quantile(0.5)),
          latency_text(one.sums.latency.quantile(0.99)), number(one.sums.errors)));
    }
  }
}

std::string operations_table(const observe::load_test& test) {
  std::size_t width = 10;
  for (const observe::operation_measures& one : test.operations) {
    width = std::max(width, one.name.size());
  }
  std::string text = fmt::format("  {:<{}}{:>11}{:>10}{:>9}{:>10}{:>10}{:>10}{:>10}{:>10}\n", "",
      width, "requests", "/s", "errors", "p50", "p90", "p99", "p99.9", "max");
  for (const observe::operation_measures& one : test.operations) {
    if (const observe::load_sums sums = observe::sums_of(test, one); sums.count > 0) {
      text += row(one.name, width, sums, test.seconds);
    }
  }
  if (test.operations.size() > 1) {
    text += row("all", width, observe::sums_of(test), test.seconds);
  }
  return text;
}

std::string failures_text(const observe::load_test& test) {
  std::string text;
  for (const observe::load_failure& one : test.failures) {
    text += fmt::format("  {}: {} ({})\n", one.operation, one.what, number(one.count));
  }
  return text.empty() ? text : "\nerrors, warm-up and ramp-down included:\n" + text;
}

std::string thresholds_text(const observe::load_test& test, bool coloured) {
  std::string text;
  for (const observe::threshold_result& one : test.thresholds) {
    text +=
        fmt::format("  {} {}: {}\n", one.ok ? "ok  " : red("FAIL", coloured), one.text, one.shown);
  }
  return text.empty() ? text : "\nthresholds:\n" + text;
}

}  // namespace

std::string latency_text(std::int64_t ns) {
  const double ms = static_cast<double>(ns) * 1e-6;
  return ms < 1      ? fmt::format("{:.3f} ms", ms)
         : ms < 100  ? fmt::format("{:.2f} ms", ms)
         : ms < 1000 ? fmt::format("{:.0f} ms", ms)
                     : fmt::format("{:.2f} s", ms / 1000);
}

std::vector<std::string> load_lines(const load::load_progress& progress) {
  const observe::load_test& test = *progress.so_far;
  const double passed = std::min(progress.now, progress.end);
  const double share = progress.end <= 0 ? 1 : passed / progress.end;
  const auto full = static_cast<std::size_t>(share * bar_width);
  std::vector<std::string> lines{fmt::format("  {} of {}  [{}{}]  {} left{}", time_text(passed),
      time_text(progress.end), std::string(full, '='), std::string(bar_width - full, ' '),
      time_text(std::max(0.0, progress.end - progress.now)), phase_text(test, progress.now))};
  const observe::load_second last =
      test.by_second.empty() ? observe::load_second{} : test.by_second.back();
  lines.push_back(
      fmt::format("  {:>9} requests/s   {} in all   {} people   {} under way   {} waiting",
          number(last.answered), number(progress.requests), number(last.people),
          number(last.under_way), number(last.waiting)));
  lines.push_back(
      fmt::format("  latency   p50 {}   p90 {}   p99 {}   max {}", latency_text(last.p50),
          latency_text(last.p90), latency_text(last.p99), latency_text(last.max)));
  std::string wrong = fmt::format("  {:>9} errors", number(progress.errors));
  wrong += test.judged > 0 ? fmt::format("   {} violations in {} answers judged",
                                 number(progress.violations), number(test.judged))
                           : std::string();
  lines.push_back(std::move(wrong));
  add_operations(test, lines);
  return lines;
}

load_screen::load_screen(bool shown) : shown_(shown && err_is_terminal()) {}

void load_screen::show(const load::load_progress& progress) {
  if (!shown_) {
    return;
  }
  std::string text = drawn_ > 0 ? fmt::format("\x1b[{}A", drawn_) : std::string();
  const std::vector<std::string> lines = load_lines(progress);
  for (const std::string& one : lines) {
    text += "\r\x1b[K" + one.substr(0, err_width() - 1) + '\n';
  }
  drawn_ = lines.size();
  fmt::print(stderr, "{}", text);
  std::fflush(stderr);
}

void load_screen::clear() {
  if (drawn_ > 0) {
    fmt::print(stderr, "\x1b[{}A\r\x1b[J", drawn_);
    std::fflush(stderr);
    drawn_ = 0;
  }
}

std::string load_table(const observe::load_test& test, bool coloured) {
  const observe::load_sums all = observe::sums_of(test);
  std::string text = fmt::format("{} at {}: {} requests in {:.1f} s, {} errors\n",
      bold(test.plan, coloured), test.target, number(all.count), test.seconds, number(all.errors));
  text += test.judged == 0 ? "no oracle has judged the answers\n"
                           : fmt::format("{} answers judged, {} violations\n", number(test.judged),
                                 number(test.violations));
  if (!test.stopped.empty()) {
    text += fmt::format("{} {}\n", red("ended early:", coloured), test.stopped);
  }
  if (test.abandoned > 0) {
    text += fmt::format("{} requests had no answer when it ended\n", number(test.abandoned));
  }
  return text + "\n" + operations_table(test) + failures_text(test)
         + thresholds_text(test, coloured);
}

}  // namespace souk::cli
