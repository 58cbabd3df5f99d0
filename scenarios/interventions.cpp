#include "scenarios/interventions.hpp"

#include "scenarios/paths.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/schema.hpp"

#include <algorithm>

namespace souk::scenarios {

namespace {

using complaints = std::vector<complaint>;

/// A value of a document as YAML on one line again.
std::string flow_text(const node& from) {
  std::string text;
  const auto comma = [&] { text += text.size() > 1 ? ", " : ""; };
  switch (from.kind) {
    case node_kind::null:
      return "null";
    case node_kind::scalar:
      return from.quoted ? to_text(from.text) : from.text;
    case node_kind::sequence:
      text = "[";
      for (const node& item : from.items) {
        comma();
        text += flow_text(item);
      }
      return text + "]";
    case node_kind::map:
      text = "{";
      for (const node::entry& one : from.entries) {
        comma();
        text += one.key + ": " + flow_text(one.value);
      }
      return text + "}";
  }
  return text;
}

std::vector<setting> settings_of(const people::policy_changes& changes) {
  std::vector<setting> settings;
  for (const people::policy_change& one : changes.all) {
    settings.push_back({one.path, one.value, "intervention " + one.path + "=" + one.value});
  }
  return settings;
}

bool does_nothing(const people::intervention_what& what) {
  return what.policy.all.empty() && what.connects == 0 && what.review.count == 0
         && what.badge == market::badge::none && !what.ahead && what.first_job.share <= 0.0
         && what.hire.hours == 0;
}

template <class List>
void check_known(const std::vector<std::string>& names, const List& known, const std::string& path,
    complaints& into) {
  std::vector<std::string_view> all;
  for (const auto& one : known) {
    all.push_back(one.name);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::ranges::find(all, names[i]) == all.end()) {
      const std::string at = path + '[' + std::to_string(i) + ']';
      into.push_back({at, at + " is " + in_quotes(names[i]), suggestion(names[i], all)});
    }
  }
}

void check_side(const people::intervention& one, const std::string& at, complaints& into) {
  if (one.who.side == people::treated_side::freelancers) {
    return;
  }
  people::intervention_what rest = one.what;
  rest.policy.all.clear();
  if (!does_nothing(rest)) {
    into.push_back({at + ".what", at + " does to clients what can only be done to freelancers",
        "policy alone with side: clients"});
  }
  if (one.when.on == people::trigger::approval) {
    into.push_back(
        {at + ".when.on", at + ".when.on is approval, which clients do not need", "entry or day"});
  }
  if (one.who.level || one.who.completeness_min || one.who.rate_max) {
    into.push_back({at + ".who", at + ".who asks clients for a profile",
        "level, completeness_min and rate_max with side: freelancers"});
  }
}

void check_time(const people::intervention& one, const std::string& at, complaints& into) {
  if (one.when.until && *one.when.until <= one.when.from) {
    into.push_back({at + ".when.until", at + ".when.until is " + to_text(*one.when.until),
        "later than from, " + to_text(one.when.from)});
  }
  const bool knows_profile = one.who.level || one.who.completeness_min || one.who.rate_max
                             || one.who.hires_max || one.who.reviews_max;
  if (one.when.on == people::trigger::entry && knows_profile) {
    into.push_back({at + ".who", at + ".who asks for a record, and on: entry nobody has one",
        "share, categories and countries; or on: approval"});
  }
}

/// Just before the registration there is no account to do anything to.
void check_entry(const people::intervention& one, const std::string& at, complaints& into) {
  people::intervention_what rest = one.what;
  rest.policy.all.clear();
  if (one.when.on == people::trigger::entry && one.when.after.seconds < market::hour
      && !does_nothing(rest)) {
    into.push_back({at + ".when", at + " acts on: entry, when nobody has an account yet",
        "on: approval, or after: 2h; policy alone on: entry"});
  }
}

void check_one(const people::intervention& one, const std::string& at,
    const people::population_parameters& population, const market::policy& base, complaints& into) {
  if (!is_name(one.name) || one.name == "control") {
    into.push_back({at + ".name", at + ".name is " + in_quotes(one.name),
        std::string(name_takes) + "; not control"});
  }
  if (does_nothing(one.what)) {
    into.push_back({at + ".what", at + " does nothing", "at least one key of what"});
  }
  check_known(one.who.categories, population.categories, at + ".who.categories", into);
  check_known(one.who.countries, population.countries, at + ".who.countries", into);
  check_side(one, at, into);
  check_time(one, at, into);
  check_entry(one, at, into);
  for (complaint& wrong : check(changed(base, one.what.policy))) {
    into.push_back({at + ".what.policy", at + ".what.policy: " + wrong.wrong, wrong.right});
  }
}

}  // namespace

void read(
    const node& from, people::policy_changes& into, const limits& range, const reading& where) {
  if (!from.is_map()) {
    where.wrong(from, "it takes " + takes(&into, range));
    return;
  }
  people::policy_changes changes;
  market::policy tried;
  for (const node::entry& one : from.entries) {
    set_at(tried, one.key, one.value, {}, {where.doc, ""});
    changes.all.push_back({one.key, flow_text(one.value)});
  }
  into = std::move(changes);
}

std::string schema_of(const people::policy_changes*, const limits&) {
  return json_object({{"type", json_text("object")}});
}

market::policy changed(market::policy base, const people::policy_changes& changes) {
  for (const setting& one : settings_of(changes)) {
    document given = value_of(one);
    set_at(base, one.path, given.root, {}, {given, ""});
  }
  return base;
}

complaints check(std::span<const people::intervention> all,
    const people::population_parameters& population, const market::policy& base) {
  complaints found;
  std::size_t with_policy = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string at = "interventions[" + std::to_string(i) + ']';
    check_one(all[i], at, population, base, found);
    with_policy += all[i].what.policy.all.empty() ? 0 : 1;
    const auto same = [&](const people::intervention& other) { return other.name == all[i].name; };
    if (std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), same)) {
      found.push_back({at + ".name", "the name " + in_quotes(all[i].name) + " again",
          "different names: each keys a draw of its own"});
    }
  }
  if (all.size() > people::most_interventions) {
    found.push_back({"interventions", "more than 16 interventions", "at most 16"});
  }
  if (with_policy > people::most_policy_interventions) {
    found.push_back({"interventions", "more than 7 interventions with a policy",
        "at most 7: each doubles the groups of people"});
  }
  return found;
}

}  // namespace souk::scenarios
