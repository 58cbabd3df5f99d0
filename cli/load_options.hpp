// The arguments of `souk load`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace souk::cli {

struct load_options {
  std::string plan;  // a file
  std::optional<std::string> target, binding, out, junit, ca, prometheus;
  std::vector<std::string> allowed_hosts;
  std::optional<double> max_rate;  // requests a second
  bool force = false;
  bool quiet = false;
};

/// Throws usage_error.
load_options read_load_options(std::span<const std::string> arguments);
std::string load_options_help();

}  // namespace souk::cli
