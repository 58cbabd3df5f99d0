#include "scenarios/policy_file.hpp"

#include "scenarios/kinds.hpp"
#include "scenarios/shipped.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <utility>

namespace souk::scenarios {

namespace {

/// Chains of `based_on` end here: longer ones go in circles.
constexpr int longest_chain = 16;

constexpr std::array<std::string_view, 2> other_keys{"kind", "based_on"};

market::policy read_policy(document doc, int depth);

/// A preset is read once: thousands of stories name the same few.
market::policy load_preset(const shipped_file& preset, int depth) {
  thread_local std::map<std::string_view, market::policy> known;
  const auto before = known.find(preset.name);
  if (before != known.end()) {
    return before->second;
  }
  const market::policy terms =
      read_policy(parse_document(preset.text, std::string(preset.path)), depth);
  return known.emplace(preset.name, terms).first->second;
}

market::policy load_base(std::string_view name, const std::string& folder, int depth) {
  if (!is_path(name)) {
    if (const shipped_file* const preset = find_shipped("policy", name)) {
      return load_preset(*preset, depth);
    }
  }
  const std::string path = folder.empty() || name.starts_with('/')
                               ? std::string(name)
                               : folder + '/' + std::string(name);
  std::error_code error;
  if (!is_path(name) && !std::filesystem::is_regular_file(path, error)) {
    throw bad_input({mistake{"policy " + std::string(name), {}, "no such preset",
        suggestion_of_name(name, shipped_names("policy")) + " (a file's name ends with .yaml)",
        false}});
  }
  return read_policy(load_document(path), depth);
}

std::string folder_around(const reading& where) {
  return where.doc.in_file ? folder_of(where.doc.file) : "";
}

void read_base(const node& from, market::policy& into, const reading& where, int depth) {
  if (depth >= longest_chain) {
    where.wrong(from, "a policy cannot be based on itself");
  } else if (!from.is_scalar()) {
    where.wrong(from, "it takes the name of a preset or file");
  } else {
    try {
      into = load_base(from.text, folder_around(where), depth + 1);
    } catch (const bad_input& error) {
      absorb(error, from, where);
    }
  }
}

/// Reads a policy's keys. Without a `name` among them it is called `default_name`, or as what it is
/// based on where that is empty.
void read_terms(const node& from, market::policy& into, std::string default_name,
    const reading& where, int depth) {
  if (const node* const base = from.find("based_on")) {
    read_base(*base, into, where.at("based_on"), depth);
  }
  if (!default_name.empty()) {
    into.name = std::move(default_name);
  }
  read_struct(from, into, where, other_keys);
  note(check(into), from, where);
}

market::policy read_policy(document doc, int depth) {
  expect_kind(doc, "policy");
  market::policy terms;
  read_terms(doc.root, terms, stem_of(doc.file), {doc, ""}, depth);
  doc.check();
  return terms;
}

void check_schedule(const auto& steps, const std::string& path, std::vector<complaint>& into) {
  if (steps.empty()) {
    into.push_back({path, path + " has no steps", "at least [[none, value]]"});
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string at = path + '[' + std::to_string(i) + "][0]";
    const bool is_last = i + 1 == steps.size();
    if (is_last != !steps[i].up_to) {
      into.push_back({at, at + (is_last ? " is a bound" : " is none"),
          "the last step has the bound none, and no other"});
    } else if (i > 0 && !is_last && steps[i - 1].up_to && *steps[i].up_to <= *steps[i - 1].up_to) {
      into.push_back({at, at + " is " + to_text(*steps[i].up_to),
          "bounds rise: more than " + to_text(*steps[i - 1].up_to) + " here"});
    }
  }
}

void check_categories(const std::vector<market::category_fee>& fees, std::vector<complaint>& into) {
  for (std::size_t i = 0; i < fees.size(); ++i) {
    const std::string at = "fees.freelancer.by_category[" + std::to_string(i) + "].category";
    const auto before = fees.begin() + static_cast<std::ptrdiff_t>(i);
    const auto same = [&](const market::category_fee& one) {
      return one.category == fees[i].category;
    };
    if (fees[i].category.empty()) {
      into.push_back({at, at + " is missing", "{ category: design, fee: 12% }"});
    } else if (std::any_of(fees.begin(), before, same)) {
      into.push_back(
          {at, at + " is " + in_quotes(fees[i].category) + " again", "each category once"});
    }
  }
}

}  // namespace

std::vector<complaint> check(const market::policy& terms) {
  std::vector<complaint> found;
  if (!is_name(terms.name)) {
    found.push_back({"name", "name is " + in_quotes(terms.name), name_takes});
  }
  check_schedule(terms.connects.cost, "connects.cost", found);
  check_schedule(terms.fees.freelancer.tiers, "fees.freelancer.tiers", found);
  check_categories(terms.fees.freelancer.by_category, found);
  if (!std::ranges::is_sorted(terms.connects.packs, std::ranges::less_equal{})) {
    found.push_back(
        {"connects.packs", "connects.packs does not rise", "each pack once, the smallest first"});
  }
  if (terms.hourly.segment.seconds % market::minute != 0) {
    found.push_back({"hourly.segment", "hourly.segment is not whole minutes", "as 10m"});
  }
  const market::review_time& time = terms.vetting.review_time;
  if (time.max && *time.max < time.median) {
    found.push_back({"vetting.review_time", "vetting.review_time has a median over its max",
        "max is at least the median"});
  }
  return found;
}

void read(const node& from, market::policy& into, const limits&, const reading& where) {
  if (from.is_scalar()) {
    try {
      into = load_policy(from.text, folder_around(where));
    } catch (const bad_input& error) {
      absorb(error, from, where);
    }
    return;
  }
  if (!from.is_map()) {
    where.wrong(from, "it takes the name of a preset or file, or a map of a policy's keys");
    return;
  }
  read_terms(from, into, "", where, 0);
}

void read_settings(const node& from, market::policy& into, const reading& where) {
  if (!from.is_map()) {
    where.wrong(from, "it takes a map of path: value, as { fees.client: 3% }");
    return;
  }
  const std::size_t mistakes_before = where.doc.found.size();
  for (const node::entry& one : from.entries) {
    node value = one.value;
    value.at = one.at;
    set_at(into, one.key, value, {}, {where.doc, ""});
  }
  if (where.doc.found.size() == mistakes_before) {
    for (const complaint& one : check(into)) {
      where.doc.add(from.at, one.wrong, one.right);
    }
  }
}

void apply_settings(market::policy& terms, std::span<const setting> settings) {
  apply_settings(terms, settings, [](const market::policy& set) { return check(set); });
}

policy_choice choose_policy(std::string_view choice, const std::string& folder) {
  const std::vector<std::string> parts = split_at_commas(choice);
  policy_choice chosen{load_base(parts.front(), folder, 0), {}};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    chosen.changes.push_back(parse_setting(parts[i], "policy " + parts.front()));
  }
  apply_settings(chosen.terms, chosen.changes);
  return chosen;
}

market::policy load_policy(std::string_view choice, const std::string& folder) {
  return choose_policy(choice, folder).terms;
}

market::policy read_policy(document doc) { return read_policy(std::move(doc), 0); }

bool is_name(std::string_view text) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return !text.empty() && text.size() <= 64 && text.front() != '.' && text.front() != '-'
         && text.find_first_not_of(allowed) == std::string_view::npos;
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

std::string stem_of(const std::string& path) { return std::filesystem::path(path).stem().string(); }

}  // namespace souk::scenarios
