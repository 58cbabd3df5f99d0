// What only development has: the mailbox, the clock, another market at once.
#include "scenarios/policy_file.hpp"
#include "scenarios/shipped.hpp"
#include "scenarios/values.hpp"
#include "server/router.hpp"
#include "server/secrets.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <utility>

namespace souk::server {

namespace {

namespace json = boost::json;

/// Times are kept in 32 bits by some records; the year 2100 is far enough.
constexpr market::second last_second = 4'102'444'800;

std::string text_of(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

[[noreturn]] void refuse(std::string what, std::string wrong, std::string right) {
  throw scenarios::bad_input(
      {scenarios::mistake{std::move(what), {}, std::move(wrong), std::move(right), false}});
}

/// Only presets are named: a file of the server's machine is nobody's business.
void demand_preset(const std::string& name) {
  const auto presets = scenarios::shipped_names("policy");
  if (std::ranges::find(presets, name) == presets.end()) {
    refuse("policy " + name, "no such preset", scenarios::suggestion_of_name(name, presets));
  }
}

/// A preset's name, or a policy as an object with an optional `based_on`.
market::policy policy_of(const json::value& from) {
  if (from.is_string()) {
    demand_preset(std::string(from.get_string()));
    return scenarios::load_policy(std::string_view{from.get_string()});
  }
  if (!from.is_object()) {
    refuse("policy", "it is neither a name nor an object", "a preset's name");
  }
  if (const json::value* const base = from.get_object().if_contains("based_on")) {
    demand_preset(text_of(*base));
  }
  json::object whole{{"kind", "policy"}};
  for (const auto& [key, value] : from.get_object()) {
    whole[key] = value;
  }
  return scenarios::read_policy(scenarios::parse_document(json::serialize(whole), "policy"));
}

/// What a reset asks for.
struct new_market {
  market::policy terms;
  market::second start = market::to_second({2024, 1, 1});
  std::vector<std::pair<listed_person, json::object>> cast;
};

constexpr std::int64_t most_alike = 100'000;

/// How many there are of a member: NAME1, NAME2, ...; 0: one, by the name itself.
std::int64_t count_of(const json::object& member) {
  const json::value* const count = member.if_contains("count");
  if (count == nullptr) {
    return 0;
  }
  std::int64_t alike = 0;
  if (!scenarios::parse(text_of(*count), alike) || alike < 1 || alike > most_alike) {
    refuse("cast", "count is no number", "from 1 to " + std::to_string(most_alike));
  }
  return alike;
}

std::pair<listed_person, json::object> cast_member_of(const json::value& from) {
  if (!from.is_object() || !from.get_object().contains("username")) {
    refuse("cast", "a member has no username", "{\"username\": \"ana\", \"side\": \"freelancer\"}");
  }
  json::object profile = from.get_object();
  listed_person person;
  person.username = text_of(profile["username"]);
  if (const json::value* const password = profile.if_contains("password")) {
    person.password_hash = hash_password(text_of(*password));
  }
  person.side = profile.contains("side") && text_of(profile["side"]) == "client"
                    ? market::side::client
                    : market::side::freelancer;
  profile.erase("username");
  profile.erase("password");
  profile.erase("side");
  profile.erase("count");
  return {person, profile};
}

void add_alike(const std::pair<listed_person, json::object>& member, std::int64_t count,
    std::vector<std::pair<listed_person, json::object>>& into) {
  for (std::int64_t i = 1; i <= std::max<std::int64_t>(count, 1); ++i) {
    auto& [person, profile] = into.emplace_back(member);
    person.username += count == 0 ? "" : std::to_string(i);
    person.email = person.username + "@cast.invalid";
    person.first_name = person.last_name = person.username;
  }
}

new_market new_market_of(const json::object& body, const market::policy& otherwise) {
  new_market made{otherwise, market::to_second({2024, 1, 1}), {}};
  if (const json::value* const policy = body.if_contains("policy")) {
    made.terms = policy_of(*policy);
  }
  if (const json::value* const set = body.if_contains("set"); set != nullptr && set->is_object()) {
    std::vector<scenarios::setting> settings;
    for (const auto& [key, value] : set->get_object()) {
      const std::string path(key);
      settings.push_back({path, text_of(value), "set " + path});
    }
    scenarios::apply_settings(made.terms, settings);
  }
  if (const json::value* const start = body.if_contains("start")) {
    scenarios::moment at;
    if (!scenarios::parse(text_of(*start), at) || at.at >= last_second) {
      refuse("start", "it is no time", "as 2024-01-01T00:00:00Z");
    }
    made.start = at.at;
  }
  if (const json::value* const cast = body.if_contains("cast");
      cast != nullptr && cast->is_array()) {
    for (const json::value& one : cast->get_array()) {
      add_alike(cast_member_of(one), count_of(one.get_object()), made.cast);
    }
  }
  return made;
}

std::string issue(turn& at, const bearer& whose) {
  const std::string token = random_token();
  const digest kept = digest_of(token);
  at.db().add_token({hex(kept), whose.role == role::person ? std::int64_t{index(whose.person)} : -1,
      whose.expires_at});
  at.place().people().add_token(kept, whose);
  return token;
}

response begin(turn& at, keeper& market, const new_market& wanted, std::int64_t expires_at) {
  market.begin_anew(wanted.terms, wanted.start);
  json::object tokens;
  for (const auto& [person, profile] : wanted.cast) {
    const market::person_id id = at.place().seed(person, profile);
    at.db().add_person(index(id), person);
    at.book().write_command(id, "seed", json::serialize(profile), wanted.start);
    tokens[person.username] = issue(at, {role::person, id, expires_at});
  }
  at.book().write_news(at.place());
  return json_response({{"now", market::time_text(wanted.start)},
      {"operator", issue(at, {role::operator_of_platform, market::nobody, expires_at})},
      {"tokens", tokens}});
}

}  // namespace

void router::reset(visit&& by) {
  const std::optional<json::object> body = parse_object(by.asked.body);
  if (!body) {
    by.answer(problem(400, "bad_json", "the body takes {policy, set, start, cast}"));
    return;
  }
  try {
    const std::int64_t expires_at = wall_clock() + options_.token_lifetime;
    market_.submit([this, expires_at, wanted = new_market_of(*body, options_.terms)](
                       turn& at) { return begin(at, market_, wanted, expires_at); },
        by.answer);
  } catch (const scenarios::bad_input& error) {
    by.answer(problem(422, "bad_field", error.what()));
  }
}

void router::make_operator(visit&& by) {
  market_.submit(
      [expires_at = wall_clock() + options_.token_lifetime](turn& at) {
        return json_response(
            {{"token", issue(at, {role::operator_of_platform, market::nobody, expires_at})}});
      },
      by.answer);
}

void router::list_mail(visit&& by) {
  read_stored(std::move(by), [](storage& db, visit& asked) {
    json::array items;
    for (const mail_row& one : db.load_mail(query_value(asked.asked.query, "to"), 100)) {
      items.push_back({{"id", one.id}, {"to", one.address}, {"at", market::time_text(one.at)},
          {"subject", one.subject}, {"code", one.code}});
    }
    return json_response({{"mail", std::move(items)}});
  });
}

// -- the clock ------------------------------------------------------------------------------------

void router::show_clock(visit&& by) {
  look(std::move(by), [&](const marketplace& place) {
    return json_response(
        {{"now", market::time_text(place.world().now())}, {"clock", to_text(market_.clock())}});
  });
}

namespace {

/// The time that the body asks for, or nothing.
std::optional<market::second> time_asked(const json::object& body, market::second now) {
  scenarios::moment to;
  market::duration after;
  const json::value* const at = body.if_contains("to");
  const json::value* const length = body.if_contains("after");
  if (at != nullptr && scenarios::parse(text_of(*at), to)) {
    return to.at;
  }
  if (length != nullptr && scenarios::parse(text_of(*length), after)) {
    return now + after;
  }
  return std::nullopt;
}

response run_clock(turn& at, const json::object& body) {
  market::world& world = at.place().world();
  const std::optional<market::second> to = time_asked(body, world.now());
  if (!to || *to >= last_second) {
    return problem(
        422, "bad_field", "as {\"to\": \"2024-01-31T12:00:00Z\"} or {\"after\": \"2h\"}");
  }
  if (*to < world.now()) {
    return problem(409, "too_early", "it is " + market::time_text(world.now()) + " already");
  }
  at.clock().set(*to);
  world.advance(*to);
  at.book().write_news(at.place());
  at.db().put_clock(*to);
  return json_response({{"now", market::time_text(*to)}, {"clock", "manual"}});
}

}  // namespace

void router::set_clock(visit&& by) {
  std::optional<json::object> body = parse_object(by.asked.body);
  if (!market_.clock().is_manual()) {
    by.answer(problem(
        409, "clock_not_manual", "the server runs with --clock " + to_text(market_.clock())));
  } else if (!body) {
    by.answer(problem(400, "bad_json", "the body takes a JSON object"));
  } else {
    market_.submit([body = std::move(*body)](turn& at) { return run_clock(at, body); }, by.answer);
  }
}

}  // namespace souk::server
