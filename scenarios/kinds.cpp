#include "scenarios/kinds.hpp"

#include "scenarios/mistakes.hpp"

#include <vector>

namespace souk::scenarios {

namespace {

constexpr const char* first_key =
    "`story: TITLE`, or `kind:` scenario, policy, experiment, plan or binding, comes first";

[[noreturn]] void refuse(const document& doc, position at, std::string wrong, std::string right) {
  throw bad_input({mistake{doc.file, at, std::move(wrong), std::move(right)}});
}

}  // namespace

file_kind kind_of(const document& doc) {
  if (!doc.root.is_map() || doc.root.entries.empty()) {
    refuse(doc, doc.root.at, "the file is " + described_node(doc.root) + ", not a map of keys",
        first_key);
  }
  const node::entry& first = doc.root.entries.front();
  if (first.key == "story") {
    return file_kind::story;
  }
  if (first.key != "kind") {
    refuse(doc, first.at, "the first key is " + in_quotes(first.key), first_key);
  }
  const auto kind = market::from_name<file_kind>(first.value.text);
  if (!first.value.is_scalar() || !kind || *kind == file_kind::story) {
    refuse(doc, first.value.at, "kind is " + described_node(first.value),
        suggestion(first.value.text, {"scenario", "policy", "experiment", "plan", "binding"}));
  }
  return *kind;
}

void expect_kind(const document& doc, std::string_view kind) {
  const std::string_view found = market::name(kind_of(doc));
  if (found != kind) {
    refuse(doc, doc.root.at, "this is a " + std::string(found),
        "a " + std::string(kind) + " is wanted here");
  }
}

}  // namespace souk::scenarios
