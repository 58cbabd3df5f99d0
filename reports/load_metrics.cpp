#include "reports/load_files.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <array>

namespace souk::reports {

namespace {

constexpr std::array edges_ms{
    0.5, 1.0, 2.5, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0, 2500.0, 5000.0, 10000.0};

/// A name as the value of a label.
std::string label(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    safe += c == '"' || c == '\\' ? "\\" : "";
    safe += c;
  }
  return safe;
}

std::string counts_of(const observe::operation_measures& one) {
  std::string text;
  for (std::size_t phase = 0; phase < one.phases.size(); ++phase) {
    for (const observe::status_measures& status : one.phases[phase]) {
      text += fmt::format(
          "souk_load_requests_total{{operation=\"{}\",phase=\"{}\",status=\"{}\"}} {}\n",
          label(one.name), phase, status.status, status.latency.count());
    }
  }
  return text;
}

std::string latencies_of(const observe::operation_measures& one) {
  observe::load_sums sums;
  for (std::size_t phase = 0; phase < one.phases.size(); ++phase) {
    sums.add(observe::sums_of(one, phase));
  }
  std::string text;
  const std::string name = label(one.name);
  const auto bucket = [&](const std::string& edge, std::uint64_t count) {
    text += fmt::format(
        "souk_load_latency_seconds_bucket{{operation=\"{}\",le=\"{}\"}} {}\n", name, edge, count);
  };
  for (const double ms : edges_ms) {
    bucket(shortest(ms / 1000), sums.latency.count_below(static_cast<std::int64_t>(ms * 1e6) + 1));
  }
  bucket("+Inf", sums.count);
  text += fmt::format("souk_load_latency_seconds_sum{{operation=\"{}\"}} {}\n", name,
      shortest(sums.latency.mean() * static_cast<double>(sums.count) * 1e-9));
  return text
         + fmt::format(
             "souk_load_latency_seconds_count{{operation=\"{0}\"}} {1}\n"
             "souk_load_errors_total{{operation=\"{0}\"}} {2}\n",
             name, sums.count, sums.errors);
}

std::string gauges_of(const observe::load_test& test) {
  if (test.by_second.empty()) {
    return "";
  }
  const observe::load_second& last = test.by_second.back();
  return fmt::format(
      "# TYPE souk_load_waiting gauge\nsouk_load_waiting {}\n"
      "# TYPE souk_load_under_way gauge\nsouk_load_under_way {}\n"
      "# TYPE souk_load_people gauge\nsouk_load_people {}\n",
      last.waiting, last.under_way, last.people);
}

}  // namespace

std::string load_metrics(const observe::load_test& test) {
  std::string counts = "# TYPE souk_load_requests_total counter\n";
  std::string latencies = "# TYPE souk_load_latency_seconds histogram\n";
  for (const observe::operation_measures& one : test.operations) {
    counts += counts_of(one);
    latencies += latencies_of(one);
  }
  counts += latencies + gauges_of(test);
  if (test.judged > 0) {
    counts +=
        fmt::format("# TYPE souk_load_violations_total counter\nsouk_load_violations_total {}\n",
            test.violations);
  }
  return counts;
}

}  // namespace souk::reports
