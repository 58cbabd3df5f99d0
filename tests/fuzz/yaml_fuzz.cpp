// Whatever bytes a file has, reading it ends in values or in mistakes with a place; and values that
// were read are written so that they read the same.
#include "scenarios/kinds.hpp"
#include "scenarios/plan.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/story.hpp"
#include "scenarios/writer.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace {

namespace scenarios = souk::scenarios;

void demand(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void check_mistakes(const scenarios::bad_input& error) {
  demand(!error.found().empty());
  for (const scenarios::mistake& one : error.found()) {
    demand(one.at.line >= 1 && one.at.column >= 1);
    demand(!one.file.empty() && !one.wrong.empty());
  }
}

template <class Value, class Read>
void check_round_trip(const Value& value, std::string_view kind, Read&& read) {
  const std::string text = "kind: " + std::string(kind) + "\n" + scenarios::block(value);
  demand(read(scenarios::parse_document(text, "again.yaml")) == value);
}

void read_as_its_kind(scenarios::document doc) {
  const auto read_scenario = [](scenarios::document from) {
    return scenarios::read_scenario(std::move(from));
  };
  const auto read_policy = [](scenarios::document from) {
    return scenarios::read_policy(std::move(from));
  };
  switch (scenarios::kind_of(doc)) {
    case scenarios::file_kind::scenario:
      check_round_trip(read_scenario(std::move(doc)), "scenario", read_scenario);
      break;
    case scenarios::file_kind::policy:
      check_round_trip(read_policy(std::move(doc)), "policy", read_policy);
      break;
    case scenarios::file_kind::story:
      scenarios::read_story(std::move(doc));
      break;
    case scenarios::file_kind::plan:
      scenarios::read_plan(std::move(doc));
      break;
    default:
      break;
  }
}

/// A fuzzer that names files to be based on would read whatever this machine has.
bool names_files(std::string_view text) {
  return text.find('/') != std::string_view::npos || text.find(".y") != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  try {
    scenarios::document doc = scenarios::parse_document(text, "fuzz.yaml");
    if (!names_files(text)) {
      read_as_its_kind(std::move(doc));
    }
  } catch (const scenarios::bad_input& error) {
    check_mistakes(error);
  }
  return 0;
}
