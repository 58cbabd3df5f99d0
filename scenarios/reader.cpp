#include "scenarios/reader.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace souk::scenarios {

bool take(const node& from, double& into, const limits& range) {
  market::share part;
  double value = 0;
  bool holds = false;
  if (is_share(range) && from.is_scalar() && from.text.ends_with('%')) {
    holds = parse(from.text, part);
    value = magnitude(part);
  } else {
    holds = from.is_scalar() && !from.quoted && parse(from.text, value);
  }
  holds = holds && range.hold(value);
  into = holds ? value : into;
  return holds;
}

void read(const node& from, market::review_time& into, const limits& range, const reading& where) {
  if (!from.is_map()) {
    market::duration exact = into.median;
    if (from.is_sequence() || from.is_null()) {
      where.wrong(from, "it takes a duration, or { median: 10h, max: 24h }");
      return;
    }
    read(from, exact, range, where);
    into = {exact, std::nullopt};
    return;
  }
  into.max = into.max.value_or(into.median);
  bool has_max = false;
  for (const node::entry& entry : from.entries) {
    if (entry.key == "median") {
      read(entry.value, into.median, range, where.at(entry.key));
    } else if (entry.key == "max") {
      has_max = true;
      read(entry.value, *into.max, range, where.at(entry.key));
    } else {
      where.doc.add(entry.at, "unknown key " + in_quotes(entry.key) + " in " + where.path,
          suggestion(entry.key, {"median", "max"}));
    }
  }
  if (!has_max || from.find("median") == nullptr) {
    where.doc.add(from.at, where.path + " lacks " + (has_max ? "median" : "max"),
        "it takes a duration, or { median: 10h, max: 24h }");
  }
}

const node& node_at(const node& root, std::string_view path) {
  const node* found = &root;
  while (!path.empty()) {
    const bool is_index = path.front() == '[';
    path.remove_prefix(is_index || path.front() == '.' ? 1 : 0);
    const std::size_t end = std::min(path.find_first_of(is_index ? "]" : ".["), path.size());
    const std::string_view step = path.substr(0, end);
    path.remove_prefix(std::min(end + (is_index ? 1 : 0), path.size()));
    std::uint64_t index = 0;
    const node* next = nullptr;
    if (!is_index) {
      next = found->find(step);
    } else if (parse(step, index) && index < found->items.size()) {
      next = &found->items[index];
    }
    if (next == nullptr) {
      break;
    }
    found = next;
  }
  return *found;
}

void absorb(const bad_input& error, const node& from, const reading& where) {
  for (mistake one : error.found()) {
    if (!one.in_file) {
      one = {where.doc.file, from.at, where.path + " is " + described_node(from) + ": " + one.wrong,
          one.right, where.doc.in_file};
    }
    where.doc.found.push_back(std::move(one));
  }
}

void note(const std::vector<complaint>& complaints, const node& root, const reading& where) {
  if (!where.doc.found.empty()) {
    return;
  }
  for (const complaint& one : complaints) {
    where.doc.add(node_at(root, one.path).at, one.wrong, one.right);
  }
}

}  // namespace souk::scenarios
