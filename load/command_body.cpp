#include "load/command_body.hpp"

#include "scenarios/values.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <tuple>
#include <type_traits>

namespace souk::load {

namespace {

namespace json = boost::json;

json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

/// What an id is called that nothing has.
constexpr const char* nothing = "nothing";

class writer {
 public:
  writer(const scenarios::story& told, std::string about) : told_(told), about_(std::move(about)) {}

  template <class Struct>
  json::object all_of(const Struct& fields) {
    json::object body;
    std::apply([&](const auto&... one) { (add(one.name, fields.*(one.member), body), ...); },
        Struct::fields());
    return body;
  }

 private:
  template <class Value>
  void add(std::string_view name, const Value& value, json::object& into) {
    into[view(name)] = written(value);
  }
  template <class Value>
  void add(std::string_view name, const std::optional<Value>& value, json::object& into) {
    if (value) {
      into[view(name)] = written(*value);
    }
  }

  json::value written(market::text value) { return json::value(view(value)); }
  json::value written(bool value) { return value; }
  json::value written(std::int32_t value) { return value; }
  json::value written(market::symbol value) { return json::value(view(word(value))); }
  json::value written(market::second value) { return json::value(market::date_text(value)); }
  json::value written(const market::job_id&) { return json::value(view(about_)); }
  json::value written(const market::contract_id&) { return json::value(view(about_)); }
  json::value written(const market::milestone_id&) { return json::value(view(about_)); }
  json::value written(market::person_id value) {
    return index(value) < told_.cast.size() ? json::value(view(told_.cast[index(value)].name))
                                            : json::value(nothing);
  }
  json::value written(std::span<const market::symbol> words) {
    json::array all;
    for (const market::symbol one : words) {
      all.emplace_back(view(word(one)));
    }
    return all;
  }
  json::value written(std::span<const market::milestone_terms> terms) {
    json::array all;
    for (const market::milestone_terms& one : terms) {
      all.push_back(all_of(one));
    }
    return all;
  }
  template <class Pair>
    requires requires(Pair pair) { pair.low, pair.high; }
  json::value written(const Pair& value) {
    return json::array{written(value.low), written(value.high)};
  }
  template <class Value>
    requires requires(Value value) { scenarios::to_text(value); }
  json::value written(const Value& value) {
    return json::value(scenarios::to_text(value));
  }

  std::string_view word(market::symbol of) const {
    return index(of) == 0 ? std::string_view{} : told_.shelf.words[index(of) - 1U];
  }

  const scenarios::story& told_;
  std::string about_;
};

/// Fields that the story lacks, or gives in a shape that is no value of theirs.
void spoil(const scenarios::command_step& step, json::object& body) {
  const auto is_inside = [&](std::string_view name) {
    return body.contains("milestones") && (name == "amount" || name == "due");
  };
  for (const std::string_view name : step.missing) {
    if (is_inside(name)) {
      body["milestones"] = json::array{json::object{}};
    }
    body.erase(view(name));
  }
  for (const std::string_view name : step.misshapen) {
    body[view(is_inside(name) ? "milestones" : name)] = json::object{};
  }
}

}  // namespace

std::string command_body(
    const scenarios::story& told, const scenarios::command_step& step, const id_lookup& id_of) {
  std::string about = step.about.empty() ? "" : id_of(step.about);
  writer fields(told, about.empty() ? nothing : about);
  json::object body =
      std::visit([&](const auto& asked) { return fields.all_of(asked); }, step.what);
  spoil(step, body);
  return json::serialize(body);
}

std::string cast_body(const scenarios::story& told) {
  json::array cast;
  for (const scenarios::cast_member& member : told.cast) {
    if (member.is_new) {
      continue;
    }
    json::object one;
    if (member.side == market::side::freelancer) {
      market::submit_profile profile;
      static_cast<market::profile_fields&>(profile) = member.profile;
      one = writer(told, "").all_of(profile);
    }
    one["username"] = member.name;
    one["side"] = view(market::name(member.side));
    cast.push_back(std::move(one));
  }
  return json::serialize(cast);
}

}  // namespace souk::load
