#include "scenarios/experiment.hpp"

#include "scenarios/design.hpp"
#include "scenarios/kinds.hpp"
#include "scenarios/shipped.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace souk::scenarios {

namespace {

constexpr std::array<std::string_view, 1> other_keys{"kind"};
constexpr std::int64_t most_points = 1'000'000;
constexpr std::size_t most_parameters = 100;

/// A node as YAML on one line.
std::string flow_text(const node& from) {
  std::string text;
  switch (from.kind) {
    case node_kind::null:
      return from.text.empty() ? "null" : from.text;
    case node_kind::scalar:
      return from.quoted ? to_text(from.text) : from.text;
    case node_kind::sequence:
      for (const node& item : from.items) {
        text += (text.empty() ? "" : ", ") + flow_text(item);
      }
      return "[" + text + "]";
    case node_kind::map:
      for (const node::entry& entry : from.entries) {
        text += (text.empty() ? "" : ", ") + entry.key + ": " + flow_text(entry.value);
      }
      return "{" + text + "}";
  }
  return text;
}

/// What is wrong with a scenario in which something is set; nothing if it takes it.
std::optional<bad_input> refused(const scenario& base, const setting& one) {
  scenario changed = base;
  try {
    apply_settings(changed, std::span{&one, 1});
  } catch (const bad_input& error) {
    return error;
  }
  return std::nullopt;
}

/// The mistake where the scenario has no value of that path.
std::optional<mistake> unknown_path(const scenario& base, const setting& one) {
  const std::optional<bad_input> error = refused(base, one);
  if (error && error->found().front().wrong.starts_with("no ")) {
    return error->found().front();
  }
  return std::nullopt;
}

setting setting_of(const experiment_parameter& parameter, const std::string& text) {
  return {parameter.path, text, parameter.path + "=" + text};
}

// -- ranges --------------------------------------------------------------------------------------

/// The number before a suffix of %, s, m, h, d or w.
bool take_number(const std::string& text, double& number, std::string& suffix) {
  const bool has_suffix =
      !text.empty() && std::string_view("%smhdw").find(text.back()) != std::string_view::npos;
  suffix = has_suffix ? text.substr(text.size() - 1) : "";
  return parse(std::string_view(text).substr(0, text.size() - suffix.size()), number);
}

/// The finest form in which the scenario takes a number from within the range.
void find_form(const experiment& of, experiment_parameter& parameter) {
  constexpr double within = 0.43718263;
  for (const std::int32_t decimals : {8, 4, 2, 0}) {
    parameter.form.decimals = decimals;
    if (!refused(of.base, setting_of(parameter, value_at(parameter, within)))) {
      return;
    }
  }
}

void read_range(
    const experiment& of, experiment_parameter& parameter, const node& from, const reading& where) {
  number_form& form = parameter.form;
  std::string other;
  if (!take_number(parameter.from.text, form.from, form.suffix)
      || !take_number(parameter.to.text, form.to, other) || other != form.suffix) {
    where.doc.add(from.at, where.path + ": from and to are not two numbers of one unit",
        "from: 0%, to: 10%; other values go into a list, values: [...]");
  } else if (form.to <= form.from) {
    where.doc.add(from.at, where.path + ": to is not above from", "from the lowest to the highest");
  } else if (parameter.scale == range_scale::logarithmic && form.from <= 0.0) {
    where.doc.add(from.at, where.path + ": from is not above 0", "a linear scale");
  } else {
    find_form(of, parameter);
  }
}

// -- checks --------------------------------------------------------------------------------------

void check_value(const experiment& of, const experiment_parameter& parameter,
    const std::string& text, const node& at, const reading& where) {
  if (const auto error = refused(of.base, setting_of(parameter, text))) {
    const mistake& first = error->found().front();
    where.doc.add(at.at, parameter.path + ": " + first.wrong, first.right);
  }
}

void check_parameter(
    experiment& of, experiment_parameter& parameter, const node& from, const reading& where) {
  const node* const values = from.find("values");
  const node* const low = from.find("from");
  const node* const high = from.find("to");
  const std::optional<std::string> known_by =
      values == nullptr ? (low == nullptr ? std::nullopt : std::optional(parameter.from.text))
      : parameter.values.empty() ? std::nullopt
                                 : std::optional(parameter.values.front().text);
  const std::optional<mistake> no_path =
      known_by && !parameter.path.empty() ? unknown_path(of.base, setting_of(parameter, *known_by))
                                          : std::nullopt;
  if (parameter.path.empty()) {
    where.doc.add(from.at, where.path + " has no path", "path: policy.fees.client");
  } else if (no_path) {
    where.doc.add(from.find("path")->at, parameter.path + ": " + no_path->wrong, no_path->right);
  } else if ((values == nullptr) == (low == nullptr && high == nullptr)
             || (values == nullptr && (low == nullptr || high == nullptr))) {
    where.doc.add(from.at, where.path + " has neither values nor from and to, or both",
        "values: [a, b], or from: a, to: b");
  } else if (values != nullptr && parameter.values.empty()) {
    where.doc.add(values->at, where.path + ".values is empty", "at least one value");
  } else if (values != nullptr) {
    for (std::size_t i = 0; i < parameter.values.size(); ++i) {
      check_value(of, parameter, parameter.values[i].text, values->items[i], where);
    }
  } else {
    const std::size_t before = where.doc.found.size();
    read_range(of, parameter, from, where);
    if (where.doc.found.size() == before) {
      check_value(of, parameter, value_at(parameter, 0.0), *low, where);
      check_value(of, parameter, value_at(parameter, 1.0), *high, where);
    }
  }
}

void check_parameters(experiment& of, const node& root, const reading& where) {
  const node* const list = root.find("parameters");
  if (list == nullptr || of.parameters.empty() || of.parameters.size() > most_parameters) {
    where.doc.add(list == nullptr ? root.at : list->at, "parameters are none, or over 100",
        "parameters: [{ path: policy.fees.client, values: [0%, 5%] }]");
    return;
  }
  for (std::size_t i = 0; i < of.parameters.size(); ++i) {
    check_parameter(of, of.parameters[i], list->items[i], where.at("parameters").at(i));
  }
  if (point_count(of) > most_points) {
    where.doc.add(list->at, "the design has more than 1,000,000 points", "fewer values or steps");
  }
}

/// The scenario with what the experiment sets.
void load_base(experiment& of, const node& root, const reading& where) {
  const node* const name = root.find("scenario");
  if (name == nullptr) {
    where.doc.add(root.at, "no scenario", "scenario: tiny");
    return;
  }
  try {
    const std::string folder = folder_of(where.doc.file);
    const bool beside = is_path(of.scenario) && !of.scenario.starts_with('/') && !folder.empty();
    of.base = load_scenario(beside ? folder + '/' + of.scenario : of.scenario);
    apply_settings(of.base, of.set.all);
  } catch (const bad_input& error) {
    const node* const set = root.find("set");
    const bool by_setting = !error.found().empty() && !error.found().front().in_file
                            && set != nullptr && !of.set.all.empty()
                            && error.found().front().file.starts_with("set ");
    absorb(error, by_setting ? *set : *name, where.at(by_setting ? "set" : "scenario"));
  }
}

}  // namespace

void read(const node& from, yaml_value& into, const limits&, const reading&) {
  into.text = flow_text(from);
}

void read(const node& from, value_map& into, const limits&, const reading& where) {
  if (!from.is_map()) {
    where.wrong(from, "it takes a map of path: value, as { days: 60 }");
    return;
  }
  for (const node::entry& one : from.entries) {
    const std::string text = flow_text(one.value);
    into.all.push_back({one.key, text, "set " + one.key + ": " + text});
  }
}

experiment read_experiment(document doc) {
  expect_kind(doc, "experiment");
  const reading where{doc, ""};
  experiment value;
  value.name = stem_of(doc.file);
  read_struct(doc.root, value, where, other_keys);
  if (!is_name(value.name)) {
    doc.add(node_at(doc.root, "name").at, "name is " + in_quotes(value.name), name_takes);
  }
  if (doc.found.empty()) {
    load_base(value, doc.root, where);
  }
  if (doc.found.empty()) {
    check_parameters(value, doc.root, where);
  }
  doc.check();
  return value;
}

experiment load_experiment(std::string_view name) {
  if (!is_path(name)) {
    if (const shipped_file* const shipped = find_shipped("experiment", name)) {
      return read_experiment(parse_document(shipped->text, std::string(shipped->path)));
    }
    throw bad_input({mistake{"experiment " + std::string(name), {}, "no such experiment",
        suggestion_of_name(name, shipped_names("experiment")) + " (a file's name ends with .yaml)",
        false}});
  }
  return read_experiment(load_document(std::string(name)));
}

}  // namespace souk::scenarios
