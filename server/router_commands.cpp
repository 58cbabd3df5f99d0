// Commands, and coming and going.
#include "scenarios/mistakes.hpp"
#include "server/ids.hpp"
#include "server/router.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace souk::server {

namespace {

namespace json = boost::json;

constexpr std::size_t registering = 0;
constexpr std::size_t verifying = 1;
static_assert(
    std::is_same_v<std::variant_alternative_t<verifying, market::command>, market::verify_email>);

json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

/// The event that says that a command was accepted: in one order with the commands, but for what
/// was added later.
market::event_type event_of(std::size_t command) {
  constexpr std::size_t last_in_order = 37;
  static_assert(static_cast<std::size_t>(market::event_type::reviewed) == last_in_order);
  return command <= last_in_order ? static_cast<market::event_type>(command)
                                  : market::event_type::availability_set;
}

json::object made_json(const marketplace& place, std::size_t command, const verdict& made,
    const place_in_order& when) {
  json::object of{
      {"event", view(market::name(event_of(command)))}, {"at", when.at}, {"seq", when.seq}};
  if (command == registering) {
    of["username"] = view(place.people().name_of(made.by));
  }
  if (made.job != market::no_job) {
    of["job"] = text_of(made.job);
  }
  if (made.contract != market::contract_id{}) {
    of["contract"] = text_of(made.contract);
  }
  if (!made.milestones.empty()) {
    json::array& all = of["milestones"].emplace_array();
    for (const market::milestone_id& one : made.milestones) {
      all.emplace_back(text_of(one));
    }
  }
  if (command == command_of("search_jobs")) {
    json::array& all = of["found"].emplace_array();
    for (const market::job_id& one : made.found) {
      all.emplace_back(text_of(one));
    }
  }
  return of;
}

std::string text_member(const json::object& of, std::string_view key) {
  const json::value* const value = of.if_contains(view(key));
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

constexpr std::size_t longest_key = 128;

bool is_key(std::string_view key) {
  return key.size() <= longest_key
         && std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

void router::give(visit&& by) {
  const std::optional<std::size_t> command = command_of(by.at.front());
  if (!command) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < commands; ++i) {
      names.push_back(name_of_command(i));
    }
    by.answer(problem(404, "unknown_command", scenarios::suggestion(by.at.front(), names)));
    return;
  }
  std::optional<json::object> fields = parse_object(by.asked.body);
  if (!fields) {
    by.answer(problem(400, "bad_json", "the body takes a JSON object with the command's fields"));
  } else if (!is_key(by.asked.idempotency_key)) {
    by.answer(problem(400, "bad_idempotency_key", "at most 128 characters without spaces"));
  } else if (by.who.role == role::person) {
    submit(*command, std::move(by), std::move(*fields), {});
  } else if (*command == registering && by.who.role == role::nobody) {
    join(*command, std::move(by), std::move(*fields));
  } else {
    by.answer(rejection(market::reason::not_registered));
  }
}

/// The password is hashed before anything is decided, in the background.
void router::join(std::size_t command, visit&& by, json::object fields) {
  auto work = std::make_shared<std::pair<visit, json::object>>(std::move(by), std::move(fields));
  const bool taken = background_.submit([this, command, work] {
    std::string hash = hash_password(text_member(work->second, "password"));
    submit(command, std::move(work->first), std::move(work->second), std::move(hash));
  });
  if (!taken) {
    work->first.answer(problem(503, "overloaded", "too many are signing up; try again"));
  }
}

void router::submit(std::size_t command, visit&& by, json::object fields, std::string hash) {
  auto asked = std::make_shared<visit>(std::move(by));
  market_.submit([this, command, asked, fields = std::move(fields), hash = std::move(hash)](
                     turn& at) { return carry_out(at, command, *asked, fields, hash); },
      asked->answer);
}

/// One answer for one idempotency key, however often it is asked.
response router::carry_out(
    turn& at, std::size_t command, const visit& by, json::object fields, const std::string& hash) {
  const std::string& key = by.asked.idempotency_key;
  const std::int64_t person = by.who.role == role::person ? std::int64_t{index(by.who.person)} : -1;
  if (key.empty() || person < 0) {
    return take_command(at, command, by.who, std::move(fields), hash);
  }
  const std::string request =
      hex(digest_of(std::string(name_of_command(command)) + '\n' + by.asked.body));
  if (const idempotency_row* const before = market_.find_answer(person, key)) {
    if (before->request != request) {
      return problem(422, "idempotency_key_reused", "the key stands for another command");
    }
    response again{static_cast<int>(before->status),
        before->status < 400 ? "application/json" : "application/problem+json", before->answer,
        {{"Idempotent-Replayed", "true"}}};
    return again;
  }
  response first = take_command(at, command, by.who, std::move(fields), hash);
  market_.keep_answer(at, {person, key, request, first.status, first.body, wall_clock()});
  return first;
}

response router::take_command(turn& at, std::size_t command, const bearer& who, json::object fields,
    const std::string& hash) {
  marketplace& place = at.place();
  const market::person_id by = who.role == role::person ? who.person : market::nobody;
  if (command == verifying && by != market::nobody) {
    const auto status = place.world().accounts().look(by).status;
    const std::string code = text_member(fields, "code");
    if (status == market::account_status::unverified
        && !same_secret(code, place.people().look(by)->mail_code)) {
      return problem(403, "wrong_code", "the code of the mail that was sent at the sign-up");
    }
    fields.erase("code");
  }
  const std::int64_t before = at.book().last_event();
  const verdict made = place.give(by, command, fields);
  if (made.why == market::reason::none) {
    fields.erase("password");
    at.book().write_command(
        made.by, name_of_command(command), json::serialize(fields), place.world().now());
    if (by == market::nobody) {
      write_joined(at, made, hash);
    }
  }
  at.book().write_news(place, made.why);
  // Who has no account is refused without an event.
  const place_in_order when{
      std::min(before + 1, at.book().last_event()), market::time_text(place.world().now())};
  return made.why == market::reason::none ? json_response(made_json(place, command, made, when))
                                          : rejection(made.why, made.mistakes, &when);
}

void router::write_joined(turn& at, const verdict& made, const std::string& hash) {
  listed_person& person = at.place().people().edit(made.by);
  person.password_hash = hash;
  person.mail_code = random_token();
  const std::int64_t id = index(made.by);
  at.db().add_person(id, person);
  at.db().add_mail(
      {id, person.email, at.place().world().now(), "Verify your e-mail", person.mail_code});
}

// -- tokens ---------------------------------------------------------------------------------------

void router::log_in(visit&& by) {
  const std::optional<json::object> form = parse_object(by.asked.body);
  if (!form) {
    by.answer(problem(400, "bad_json", "the body takes {\"username\": ..., \"password\": ...}"));
    return;
  }
  const std::string name = text_member(*form, "username");
  bearer whose{role::person, market::nobody, wall_clock() + options_.token_lifetime};
  std::string hash;
  market_.read([&](const marketplace& place) {
    whose.person =
        name.find('@') == std::string::npos || place.people().find(name) != market::nobody
            ? place.people().find(name)
            : place.people().find_email(name);
    const bool here =
        whose.person != market::nobody
        && place.world().accounts().look(whose.person).status != market::account_status::closed;
    hash = here ? place.people().look(whose.person)->password_hash : "";
  });
  const bool taken = background_.submit(
      [this, whose, hash, password = text_member(*form, "password"), answer = by.answer] {
        if (!is_password(password, hash)) {
          answer(problem(401, "bad_credentials", "the username or the password is wrong"));
          return;
        }
        market_.submit([this, whose](turn& at) { return issue_token(at, whose); }, answer);
      });
  if (!taken) {
    by.answer(problem(503, "overloaded", "too many are logging in; try again"));
  }
}

response router::issue_token(turn& at, const bearer& whose) const {
  const std::string token = random_token();
  const digest kept = digest_of(token);
  const bool person = whose.role == role::person;
  at.db().add_token({hex(kept), person ? std::int64_t{index(whose.person)} : -1, whose.expires_at});
  at.place().people().add_token(kept, whose);
  return json_response(
      {{"token", token}, {"token_type", "Bearer"}, {"expires_in", whose.expires_at - wall_clock()},
          {"username", view(at.place().people().name_of(whose.person))}});
}

void router::log_out(visit&& by) {
  market_.submit(
      [token = by.token](turn& at) {
        at.db().drop_token(hex(token));
        at.place().people().drop_token(token);
        return json_response({{"event", "logged_out"}});
      },
      by.answer);
}

}  // namespace souk::server
