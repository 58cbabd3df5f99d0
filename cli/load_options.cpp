#include "cli/load_options.hpp"

#include "cli/options.hpp"
#include "scenarios/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace souk::cli {

namespace {

struct option {
  std::string_view name;
  std::string_view takes;  // "": nothing
  std::string_view does;
};

constexpr std::array options{
    option{"--target", "URL", "the backend's address, instead of the plan's"},
    option{"--binding", "FILE",
        "how people speak to the backend, instead of the plan's: a file, or a\n"
        "shipped one by name"},
    option{"--allow-host", "HOST",
        "a host that may be loaded though it is not this machine; may be\nrepeated"},
    option{"--max-rate", "N", "never more than N requests a second, whatever the plan asks for"},
    option{"--ca", "FILE", "https: a PEM file of the certificates to trust"},
    option{"--out", "DIR", "folder to write to (out/load-PLAN)"},
    option{"--force", "", "overwrite what is there already"},
    option{"--junit", "FILE", "the thresholds as JUnit XML, for continuous integration"},
    option{"--prometheus", "HOST:PORT", "serve the figures at /metrics while the test runs"},
    option{"--quiet", "", "nothing on standard output but what failed"}};

void refuse(std::string_view name, std::string_view value, std::string_view right) {
  throw usage_error(fmt::format("{} {}; it takes {}", name, scenarios::in_quotes(value), right));
}

void set(load_options& into, std::string_view name, const std::string& value) {
  if (name == "--target") {
    into.target = value;
  } else if (name == "--binding") {
    into.binding = value;
  } else if (name == "--allow-host") {
    into.allowed_hosts.push_back(value);
  } else if (name == "--max-rate") {
    double rate = 0;
    if (!scenarios::parse(value, rate) || rate <= 0) {
      refuse(name, value, "a number of requests a second, above 0");
    }
    into.max_rate = rate;
  } else if (name == "--ca") {
    into.ca = value;
  } else if (name == "--out") {
    into.out = value;
  } else if (name == "--junit") {
    into.junit = value;
  } else if (name == "--prometheus") {
    into.prometheus = value;
  } else if (name == "--force") {
    into.force = true;
  } else if (name == "--quiet") {
    into.quiet = true;
  }
}

const option& find_option(const std::string& name) {
  const auto known = std::ranges::find(options, name, &option::name);
  if (known == options.end()) {
    std::vector<std::string_view> names;
    std::ranges::transform(options, std::back_inserter(names), &option::name);
    throw usage_error(fmt::format(
        "unknown option {}; {}", scenarios::in_quotes(name), scenarios::suggestion(name, names)));
  }
  return *known;
}

}  // namespace

load_options read_load_options(std::span<const std::string> arguments) {
  load_options all;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    if (!one.starts_with('-')) {
      if (!all.plan.empty()) {
        throw usage_error("one plan at a time, not also " + scenarios::in_quotes(one));
      }
      all.plan = one;
      continue;
    }
    const std::size_t equals = one.find('=');
    const option& known = find_option(one.substr(0, equals));
    if (known.takes.empty() && equals != std::string::npos) {
      throw usage_error(fmt::format("{} takes no value", known.name));
    }
    if (known.takes.empty() || equals != std::string::npos) {
      set(all, known.name, equals == std::string::npos ? "" : one.substr(equals + 1));
    } else if (++i < arguments.size()) {
      set(all, known.name, arguments[i]);
    } else {
      throw usage_error(fmt::format("{0} has no value; {0} {1}", known.name, known.takes));
    }
  }
  if (all.plan.empty()) {
    throw usage_error("no plan; a file of kind plan (souk schema plan)");
  }
  return all;
}

std::string load_options_help() {
  std::string text;
  for (const option& one : options) {
    std::string head = fmt::format("  {} {}", one.name, one.takes);
    std::string_view does = one.does;
    while (!does.empty()) {
      const std::size_t end = std::min(does.find('\n'), does.size());
      text += fmt::format("{:<26}{}\n", head, does.substr(0, end));
      head.clear();
      does.remove_prefix(std::min(end + 1, does.size()));
    }
  }
  return text;
}

}  // namespace souk::cli
