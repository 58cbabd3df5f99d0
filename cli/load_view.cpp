#include "cli/load_view.hpp"

#include "cli/progress.hpp"
#include "cli/terminal.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace souk::cli {

namespace {

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

std::string operations_table(const observe::load_test& test) {
  std::size_t width = 10;
  for (const observe::operation_measures& one : test.operations) {
    width = std::max(width, one.name.size());
  }
  std::string text = fmt::format("  {:<{}}{:>11}{:>10}{:>9}{:>10}{:>10}{:>10}{:>10}{:>10}\n", "",
      width, "requests", "/s", "errors", "p50", "p90", "p99", "p99.9", "max");
  for (const observe::operation_measures& one : test.operations) {
    text += row(one.name, width, observe::sums_of(test, one), test.seconds);
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

std::string load_line(const load::load_progress& progress) {
  const double left = std::max(0.0, progress.end - progress.now);
  std::string text = fmt::format(
      "{} of {}", time_text(std::min(progress.now, progress.end)), time_text(progress.end));
  if (!progress.so_far->by_second.empty()) {
    const observe::load_second& last = progress.so_far->by_second.back();
    text += fmt::format("  {}/s  p50 {}  p99 {}", number(last.answered), latency_text(last.p50),
        latency_text(last.p99));
  }
  text += fmt::format("  {} errors", number(progress.errors));
  if (progress.so_far->judged > 0) {
    text += fmt::format("  {} violations", number(progress.violations));
  }
  return text + fmt::format("  {} left", time_text(left));
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
