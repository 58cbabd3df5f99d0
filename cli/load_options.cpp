#include "cli/load_options.hpp"

#include "cli/option_table.hpp"
#include "cli/options.hpp"
#include "scenarios/values.hpp"

#include <array>
#include <string_view>

namespace souk::cli {

namespace {

constexpr std::array options{
    option{"--target", "URL", "the backend's address, instead of the plan's"},
    option{"--binding", "FILE",
        "how people and flows speak to the backend, instead of the plan's: a\n"
        "file, or a shipped one by name"},
    option{"--allow-host", "HOST",
        "a host that may be loaded though it is not this machine; may be\nrepeated"},
    option{"--max-rate", "N", "never more than N requests a second, whatever the plan asks for"},
    option{"--ca", "FILE", "https: a PEM file of the certificates to trust"},
    option{"--out", "DIR", "folder to write to (out/load-PLAN)"},
    option{"--force", "", "overwrite what is there already"},
    option{"--junit", "FILE", "the thresholds as JUnit XML, for continuous integration"},
    option{"--prometheus", "HOST:PORT", "serve the figures at /metrics while the test runs"},
    option{"--quiet", "", "nothing on standard output but what failed"}};

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
      refuse_value(name, value, "a number of requests a second, above 0");
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

}  // namespace

load_options read_load_options(std::span<const std::string> arguments) {
  load_options all;
  read_options(
      arguments, options,
      [&](std::string_view name, const std::string& value) { set(all, name, value); },
      [&](const std::string& word) {
        if (!all.plan.empty()) {
          throw usage_error("one plan at a time, not also " + scenarios::in_quotes(word));
        }
        all.plan = word;
      });
  if (all.plan.empty()) {
    throw usage_error("no plan; a file of kind plan (souk schema plan)");
  }
  return all;
}

std::string load_options_help() { return table_help(options, 26); }

}  // namespace souk::cli
