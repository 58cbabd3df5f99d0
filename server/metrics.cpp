#include "server/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace souk::server {

std::size_t metrics::add(std::string_view name) {
  operations_.emplace_back().name = name;
  return operations_.size() - 1;
}

void metrics::count(std::size_t n, int status, std::uint64_t microseconds) {
  counted& one = operations_[n];
  ++one.by_class[static_cast<std::size_t>(std::clamp(status / 100, 1, 5))];
  const auto bound = std::ranges::lower_bound(bounds, microseconds);
  ++one.by_time[static_cast<std::size_t>(bound - bounds.begin())];
  one.microseconds += microseconds;
}

std::string metrics::text() const {
  std::string all = fmt::format(
      "# HELP souk_connections_open Connections that are open.\n# TYPE souk_connections_open "
      "gauge\n"
      "souk_connections_open {}\n"
      "# HELP souk_requests_total Requests answered.\n# TYPE souk_requests_total counter\n",
      open_connections());
  for (const counted& one : operations_) {
    for (std::size_t i = 1; i < one.by_class.size(); ++i) {
      if (one.by_class[i] != 0) {
        fmt::format_to(std::back_inserter(all),
            "souk_requests_total{{operation=\"{}\",status=\"{}xx\"}} {}\n", one.name, i,
            one.by_class[i].load());
      }
    }
  }
  all +=
      "# HELP souk_request_seconds How long answers took.\n"
      "# TYPE souk_request_seconds histogram\n";
  for (const counted& one : operations_) {
    add_times(one, all);
  }
  return all;
}

void metrics::add_times(const counted& one, std::string& into) const {
  std::uint64_t sum = 0;
  for (const auto& times : one.by_time) {
    sum += times;
  }
  if (sum == 0) {
    return;
  }
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    below += one.by_time[i];
    fmt::format_to(std::back_inserter(into),
        "souk_request_seconds_bucket{{operation=\"{}\",le=\"{}\"}} {}\n", one.name,
        static_cast<double>(bounds[i]) / 1e6, below);
  }
  fmt::format_to(std::back_inserter(into),
      "souk_request_seconds_bucket{{operation=\"{0}\",le=\"+Inf\"}} {1}\n"
      "souk_request_seconds_sum{{operation=\"{0}\"}} {2}\n"
      "souk_request_seconds_count{{operation=\"{0}\"}} {1}\n",
      one.name, sum, static_cast<double>(one.microseconds) / 1e6);
}

}  // namespace souk::server
