#include "load/server_stage.hpp"

#include "load/command_body.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/values.hpp"
#include "scenarios/writer.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace souk::load {

namespace {

namespace json = boost::json;

json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

json::object object_of(const http_answer& answer, const std::string& path) {
  boost::system::error_code error;
  json::value body = json::parse(answer.body, error);
  if (error || !body.is_object()) {
    throw backend_error(
        path + " is answered with " + std::to_string(answer.status) + " and no JSON object");
  }
  return std::move(body.get_object());
}

std::string text_at(const json::object& from, std::string_view key) {
  const json::value* const value = from.if_contains(view(key));
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// A value as stories write it.
std::string written(const json::value& value) {
  if (value.is_null()) {
    return "null";
  }
  if (value.is_string()) {
    return std::string(value.get_string());
  }
  if (!value.is_array()) {
    return json::serialize(value);
  }
  std::string all;
  for (const json::value& one : value.get_array()) {
    all += (all.empty() ? "" : ", ") + written(one);
  }
  return '[' + all + ']';
}

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& one : names) {
    all += (all.empty() ? "" : ", ") + one;
  }
  return '[' + all + ']';
}

/// What is observed of somebody who has no account, or has no such side.
std::string of_nobody(const scenarios::expectation& one) {
  using scenarios::story_value;
  if (one.type == story_value::money) {
    return "0.00";
  }
  if (one.type == story_value::whole) {
    return one.what == "score" ? "null" : "0";
  }
  if (one.type == story_value::names) {
    return "[]";
  }
  return one.what == "badge" ? "none" : one.what == "availability" ? "off" : "null";
}

bool uses_clock(const scenarios::story& told) {
  return std::ranges::any_of(told.steps, [](const scenarios::story_step& step) {
    return std::holds_alternative<scenarios::clock_step>(step.what);
  });
}

bool asks_for_events(const scenarios::story& told) {
  return std::ranges::any_of(told.steps, [](const scenarios::story_step& step) {
    const auto* const expected = std::get_if<scenarios::expect_step>(&step.what);
    return expected != nullptr
           && std::ranges::any_of(expected->all,
               [](const scenarios::expectation& one) { return one.what == "events"; });
  });
}

/// A clock that cannot be set has the story begin when it is: only its steps could tell.
std::string start_of(http_client& server, const scenarios::story& told) {
  const json::object clock = object_of(server.send("GET", "/dev/clock", ""), "/dev/clock");
  return text_at(clock, "clock") == "manual" ? market::time_text(told.start)
                                             : text_at(clock, "now");
}

/// The story's policy as what it changes of a preset that every server has.
std::string reset_body(const scenarios::story& told, const std::string& start) {
  json::object set;
  for (const scenarios::difference& one :
      scenarios::differences(scenarios::load_policy("seed"), told.policy)) {
    if (one.path != "name") {
      set[one.path] = one.second;
    }
  }
  return json::serialize(json::object{{"policy", "seed"}, {"set", std::move(set)}, {"start", start},
      {"cast", json::parse(cast_body(told))}});
}

}  // namespace

std::string why_not_played(http_client& server, const scenarios::story& told) {
  const http_answer clock = server.send("GET", "/dev/clock", "");
  if (clock.status != 200) {
    return "the server has no /dev/reset";
  }
  const std::string kind = text_at(object_of(clock, "/dev/clock"), "clock");
  return kind != "manual" && uses_clock(told)
             ? "its steps need a clock that can be set; the server's is " + kind
             : "";
}

server_stage::server_stage(http_client& server, const scenarios::story& told)
    : server_(server),
      told_(told),
      tokens_(told.cast.size()),
      found_(told.cast.size()),
      told_nobody_(told.cast.size()),
      asks_events_(asks_for_events(told)) {
  const http_answer answer =
      server_.send("POST", "/dev/reset", "", reset_body(told, start_of(server, told)));
  const json::object made = object_of(answer, "/dev/reset");
  if (answer.status != 200) {
    throw backend_error("/dev/reset: " + text_at(made, "detail"));
  }
  operator_ = text_at(made, "operator");
  const json::object& tokens = made.at("tokens").as_object();
  for (std::size_t i = 0; i < told.cast.size(); ++i) {
    tokens_[i] = text_at(tokens, told.cast[i].name);
  }
}

// -- requests -------------------------------------------------------------------------------------

const std::string& server_stage::name_of(market::person_id person) const {
  return told_.cast.at(index(person)).name;
}

std::string& server_stage::token_of(market::person_id person) { return tokens_.at(index(person)); }

std::optional<json::object> server_stage::look(const std::string& path, std::string_view token) {
  const http_answer answer = server_.send("GET", path, token);
  if (answer.status == 404) {
    return std::nullopt;
  }
  json::object body = object_of(answer, path);
  if (answer.status != 200) {
    throw backend_error(path + " is refused: " + text_at(body, "code"));
  }
  return body;
}

json::object server_stage::ask(const std::string& path, std::string_view token) {
  std::optional<json::object> found = look(path, token);
  if (!found) {
    throw backend_error(path + " is not there");
  }
  return std::move(*found);
}

// -- commands -------------------------------------------------------------------------------------

std::string server_stage::body_of(const scenarios::command_step& step) {
  std::string body = command_body(told_, step, [&](const std::string& name) {
    const auto known = things_.find(name);
    return known == things_.end() ? std::string() : known->second.id;
  });
  if (!std::holds_alternative<market::verify_email>(step.what)) {
    return body;
  }
  // The code is in the mailbox, as it would be in theirs.
  const json::object me =
      token_of(step.by).empty() ? json::object{} : ask("/me", token_of(step.by));
  const json::object mail = ask("/dev/mail?to=" + text_at(me, "email"), "");
  const json::array& all = mail.at("mail").as_array();
  const json::object with_code{
      {"code", all.empty() ? json::value("") : all.front().as_object().at("code")}};
  return json::serialize(with_code);
}

market::reason server_stage::give(const scenarios::command_step& step) {
  const std::string name = std::visit(
      []<class Command>(const Command&) { return std::string(Command::name); }, step.what);
  const std::string path = "/commands/" + name;
  const http_answer answer = server_.send("POST", path, token_of(step.by), body_of(step));
  const json::object body = object_of(answer, path);
  if (answer.status < 300) {
    remember(step, body);
    return market::reason::none;
  }
  const std::string code = text_at(body, "code");
  const auto why = market::from_name<market::reason>(code);
  if (!why) {
    throw backend_error(path + " is refused: " + code + ", " + text_at(body, "detail"));
  }
  if (token_of(step.by).empty()) {
    told_nobody_[index(step.by)].emplace_back("rejected");
  }
  return *why;
}

void server_stage::remember(const scenarios::command_step& step, const json::object& made) {
  if (std::holds_alternative<market::register_account>(step.what)) {
    log_in(step);
  } else if (std::holds_alternative<market::post_job>(step.what)) {
    things_[step.as] = {text_at(made, "job"), step.by};
  } else if (std::holds_alternative<market::offer>(step.what)) {
    things_[step.as] = {text_at(made, "contract"), step.by};
  } else if (std::holds_alternative<market::search_jobs>(step.what)) {
    found_[index(step.by)].clear();
    for (const json::value& one : made.at("found").as_array()) {
      found_[index(step.by)].emplace_back(one.as_string());
    }
  }
  if (const json::value* const milestones = made.if_contains("milestones")) {
    const json::array& ids = milestones->as_array();
    for (std::size_t n = 0; n < ids.size(); ++n) {
      const std::string& as = n < step.milestones.size() ? step.milestones[n] : step.as;
      things_[as] = {std::string(ids[n].as_string()), step.by};
    }
  }
  things_.erase("");
}

void server_stage::log_in(const scenarios::command_step& step) {
  const auto& form = std::get<market::register_account>(step.what);
  const json::object body{{"username", view(form.username)}, {"password", view(form.password)}};
  const http_answer answer = server_.send("POST", "/login", "", json::serialize(body));
  token_of(step.by) = text_at(object_of(answer, "/login"), "token");
}

void server_stage::advance(market::second to) {
  const json::object body{{"to", market::time_text(to)}};
  const http_answer answer = server_.send("POST", "/dev/clock", "", json::serialize(body));
  if (answer.status != 200) {
    throw backend_error("/dev/clock: " + text_at(object_of(answer, "/dev/clock"), "detail"));
  }
}

// -- observations ---------------------------------------------------------------------------------

std::string server_stage::observe(const scenarios::expectation& one) {
  if (one.of == scenarios::story_thing::person) {
    return of_person(one);
  }
  if (one.of == scenarios::story_thing::platform) {
    return written(ask("/platform", operator_).at(view(one.what)));
  }
  return of_thing(one);
}

std::string server_stage::of_person(const scenarios::expectation& one) {
  const std::string& token = token_of(one.person);
  if (one.what == "events") {
    return events_of(one.person);
  }
  if (one.what == "found") {
    return found_by(one.person);
  }
  if (token.empty()) {
    return of_nobody(one);
  }
  const json::object me = ask("/me", token);
  if (one.what == "profiles") {
    const auto found =
        look("/people/" + text_at(me, "username") + "/profiles/" + one.profile, token);
    return found ? text_at(*found, "status") : "null";
  }
  const json::value* const value = me.if_contains(view(one.what));
  return value == nullptr ? of_nobody(one) : written(*value);
}

std::string server_stage::of_thing(const scenarios::expectation& one) {
  const auto known = things_.find(one.name);
  if (known == things_.end()) {
    return one.of_proposal && one.what == "status" ? "none" : "null";
  }
  const thing& of = known->second;
  std::string path = "/milestones/" + of.id;
  if (one.of == scenarios::story_thing::job) {
    path = "/jobs/" + of.id;
    if (one.of_proposal) {
      path += "/proposals/" + name_of(one.person);
    }
  } else if (one.of == scenarios::story_thing::contract) {
    path = "/contracts/" + of.id;
  }
  const std::optional<json::object> found = look(path, token_of(of.by));
  if (!found) {
    return one.of_proposal && one.what == "status" ? "none" : "null";
  }
  return written(found->at(view(one.what)));
}

std::string server_stage::found_by(market::person_id person) {
  std::vector<std::string> names;
  for (const std::string& id : found_[index(person)]) {
    names.push_back(told_name(id));
  }
  return listed(names);
}

/// The story's name for a job, or the n-th of whom it is.
std::string server_stage::told_name(const std::string& id) {
  const auto at =
      std::ranges::find_if(things_, [&](const auto& one) { return one.second.id == id; });
  if (at != things_.end()) {
    return at->first;
  }
  const json::object job = ask("/jobs/" + id, operator_);
  const int need = std::stoi(id.substr(id.find('-') + 1));
  return "job " + std::to_string(need + 1) + " of " + text_at(job, "client");
}

// -- events ---------------------------------------------------------------------------------------

std::int64_t server_stage::walk_events(std::int64_t after, std::string_view token,
    const std::function<void(const json::object&)>& visit) {
  while (true) {
    const json::object page = ask("/events?limit=200&after=" + std::to_string(after), token);
    for (const json::value& one : page.at("events").as_array()) {
      visit(one.as_object());
    }
    const std::int64_t next = page.at("next").as_int64();
    if (next == after) {
      return after;
    }
    after = next;
  }
}

std::string server_stage::events_of(market::person_id person) {
  std::vector<std::string> types = told_nobody_[index(person)];
  if (!token_of(person).empty()) {
    walk_events(events_from_, token_of(person),
        [&](const json::object& one) { types.push_back(text_at(one, "type")); });
  }
  return listed(types);
}

void server_stage::begin_events() {
  for (auto& told : told_nobody_) {
    told.clear();
  }
  if (asks_events_) {
    events_from_ = walk_events(events_from_, operator_, [](const json::object&) {});
  }
}

std::vector<std::string> server_stage::recent(const std::vector<std::string>& names) {
  constexpr std::size_t most = 6;
  std::vector<std::string> lines;
  walk_events(0, operator_, [&](const json::object& one) {
    const std::string person = text_at(one, "person");
    const std::string other = text_at(one, "other");
    if (std::ranges::find(names, person) != names.end()
        || std::ranges::find(names, other) != names.end()) {
      std::string line = text_at(one, "at") + ' ' + text_at(one, "type") + ' ' + person;
      line += other.empty() ? "" : ", " + other;
      lines.push_back(std::move(line));
    }
  });
  if (lines.size() > most) {
    lines.erase(lines.begin(), lines.end() - most);
  }
  return lines;
}

std::vector<std::string> server_stage::recent_of(const scenarios::expectation& one) {
  std::vector<std::string> names;
  if (one.person != market::nobody) {
    names.push_back(name_of(one.person));
  }
  const auto known = things_.find(one.name);
  if (known != things_.end() && known->second.by != market::nobody) {
    names.push_back(name_of(known->second.by));
  }
  return recent(names);
}

std::vector<std::string> server_stage::recent_of(const scenarios::command_step& step) {
  return recent({name_of(step.by)});
}

void server_stage::explain(scenarios::step_account& into) {
  explained_ = walk_events(explained_, operator_, [&](const json::object& one) {
    into.events.push_back(
        text_at(one, "at") + ' ' + text_at(one, "type") + ' ' + text_at(one, "person"));
  });
}

// -- the audit ------------------------------------------------------------------------------------

std::optional<std::string> server_stage::audit() {
  const json::object platform = ask("/platform", operator_);
  market::money sum;
  for (const auto& [name, balance] : platform.at("balances").as_object()) {
    market::money one;
    scenarios::parse(std::string_view{balance.as_string()}, one);
    sum += one;
  }
  const json::object& connects = platform.at("connects").as_object();
  const auto count = [&](const char* name) { return connects.at(name).as_int64(); };
  if (sum.cents != 0) {
    return "the server's ledger sums to " + scenarios::to_text(sum);
  }
  if (count("granted") + count("bought") + count("returned")
      != count("spent") + count("expired") + count("held")) {
    return "the server's Connects do not balance";
  }
  return std::nullopt;
}

}  // namespace souk::load
