#include "scenarios/scenario.hpp"

#include "scenarios/kinds.hpp"
#include "scenarios/shipped.hpp"

#include <array>
#include <filesystem>
#include <utility>

namespace souk::scenarios {

namespace {

/// Chains of `based_on` end here: longer ones go in circles.
constexpr int longest_chain = 16;

constexpr std::array<std::string_view, 2> other_keys{"kind", "based_on"};

scenario read_scenario(document doc, int depth);

scenario load_named(std::string_view name, const std::string& folder, int depth) {
  if (!is_path(name)) {
    if (const shipped_file* const shipped = find_shipped("scenario", name)) {
      return read_scenario(parse_document(shipped->text, std::string(shipped->path)), depth);
    }
  }
  const bool is_whole = folder.empty() || name.starts_with('/');
  const std::string path = is_whole ? std::string(name) : folder + '/' + std::string(name);
  std::error_code error;
  if (!is_path(name) && !std::filesystem::is_regular_file(path, error)) {
    throw bad_input({mistake{"scenario " + std::string(name), {}, "no such scenario",
        suggestion(name, shipped_names("scenario")) + " (a file's name ends with .yaml)", false}});
  }
  return read_scenario(load_document(path), depth);
}

void read_base(const node& from, scenario& into, const reading& where, int depth) {
  if (depth >= longest_chain) {
    where.wrong(from, "a scenario cannot be based on itself");
  } else if (!from.is_scalar()) {
    where.wrong(from, "it takes the name of a scenario or file");
  } else {
    try {
      into = load_named(from.text, folder_of(where.doc.file), depth + 1);
    } catch (const bad_input& error) {
      absorb(error, from, where);
    }
  }
}

scenario read_scenario(document doc, int depth) {
  expect_kind(doc, "scenario");
  const reading where{doc, ""};
  scenario value;
  if (const node* const base = doc.root.find("based_on")) {
    read_base(*base, value, where.at("based_on"), depth);
  }
  value.name = stem_of(doc.file);
  read_struct(doc.root, value, where, other_keys);
  note(check(value), doc.root, where);
  doc.check();
  return value;
}

}  // namespace

bool parse(std::string_view text, day_count& into) {
  market::duration length;
  if (parse(text, length)) {
    into.days = static_cast<std::int32_t>(length.seconds / market::day);
    return length.seconds % market::day == 0 && length.seconds / market::day <= 1'000'000;
  }
  return parse(text, into.days);
}

std::string to_text(day_count value) { return std::to_string(value.days); }

std::string takes(const day_count*, const limits& range) {
  return takes_number(range, "a whole number") + ", as 365 or 365d";
}

scenario load_scenario(std::string_view name_or_file) { return load_named(name_or_file, "", 0); }

scenario read_scenario(document doc) { return read_scenario(std::move(doc), 0); }

void apply_settings(scenario& value, std::span<const setting> settings) {
  apply_settings(value, settings, [](const scenario& set) { return check(set); });
}

}  // namespace souk::scenarios
