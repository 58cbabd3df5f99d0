// How a story's market begins on a backend: emptied by its reset, or beside all that is there.
#include "load/bound_stage.hpp"
#include "load/new_market.hpp"
#include "scenarios/values.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace souk::load {

namespace {

using scenarios::observable;

constexpr const char* cast_password = "Cast-passw0rd";

bool asks_for_events(const scenarios::story& told) {
  return std::ranges::any_of(told.steps, [](const scenarios::story_step& step) {
    const auto* const expected = std::get_if<scenarios::expect_step>(&step.what);
    return expected != nullptr
           && std::ranges::any_of(expected->all,
               [](const scenarios::expectation& one) { return one.what == "events"; });
  });
}

}  // namespace

bound_stage::bound_stage(bound_caller& backend, const scenarios::story& told, stage_options options)
    : backend_(backend),
      told_(told),
      options_(std::move(options)),
      beside_(!backend.has("reset")),
      people_(told.cast.size()),
      found_(told.cast.size()),
      posted_(told.cast.size()),
      told_nobody_(told.cast.size()),
      heard_(told.cast.size()),
      asks_events_(asks_for_events(told)) {
  const std::string suffix = beside_ ? options_.suffix : "";
  for (std::size_t i = 0; i < people_.size(); ++i) {
    people_[i].username = told.cast[i].name + suffix;
    people_[i].email = people_[i].username + "@cast.invalid";
    people_[i].password = options_.roles.empty() ? "" : cast_password;
  }
  for (const std::string& word : told.shelf.words) {
    words_.push_back(word + (backend.binding().stories.unique_words ? suffix : ""));
  }
  if (beside_) {
    begin_beside();
  } else {
    begin_anew();
  }
}

// -- with a reset ---------------------------------------------------------------------------------

std::string bound_stage::cast_of_reset() const {
  return options_.roles.empty() ? cast_json(told_.cast, backend_.binding(), *this)
                                : cast_json(options_.roles, backend_.binding(), *this,
                                      {cast_password, options_.accounts_each});
}

/// A clock that cannot be set has the story begin when it is: only its steps could tell.
void bound_stage::begin_anew() {
  market::second start = told_.start;
  if (backend_.has("read_clock")) {
    const bound_answer& clock = backend_.send("read_clock", {}, nullptr);
    const std::string& settable = backend_.binding().clock.settable;
    want(clock, "read_clock");
    if (!settable.empty() && clock.find(observable::clock).text != settable) {
      start = clock.find(observable::now).number;
    }
  }
  const std::string set = policy_changes(told_.policy);
  const std::string cast = cast_of_reset();
  const bound_answer& made = backend_.send("reset",
      {{"policy", given_value::of(std::string_view("seed"))},
          {"set", given_value::of(std::string_view(set))}, {"start", given_value::of(start)},
          {"cast", given_value::of(std::string_view(cast))}},
      nullptr);
  want(made, "reset");
  backend_.set_now(start);
  if (const observed_value& staff = made.find(observable::staff_token); !staff.is_null) {
    backend_.staff().token = staff.text;
  }
  for (const observed_value& token : made.all(observable::tokens)) {
    const auto at = std::ranges::find(people_, token.key, &bound_session::username);
    if (at != people_.end()) {
      at->token = token.text;
    }
  }
  if (!made.has(observable::tokens)) {
    join_cast();
  }
}

// -- without one ----------------------------------------------------------------------------------

/// Whether somebody's profile has to wait for the backend's own review.
bool bound_stage::needs_review() const {
  return backend_.has("register") && !backend_.has("approve_profile")
         && std::ranges::any_of(told_.cast, [](const scenarios::cast_member& one) {
              return !one.is_new && one.side == market::side::freelancer;
            });
}

void bound_stage::begin_beside() {
  market::second now = options_.now;
  const scenarios::clock_kind kind = backend_.binding().clock.kind;
  if (kind == scenarios::clock_kind::header) {
    now = backend_.now();
  } else if (backend_.has("read_clock")) {
    const bound_answer& clock = backend_.send("read_clock", {}, nullptr);
    want(clock, "read_clock");
    now = clock.find(observable::now).number;
  }
  const market::second review = needs_review() ? market::day : 0;
  while (told_.start + shift_ < now + review) {
    shift_ += market::week;
  }
  const bool can_set =
      kind == scenarios::clock_kind::endpoint || kind == scenarios::clock_kind::header;
  if (can_set) {
    set_clock(told_.start + shift_ - review);
  }
  join_cast();
  if (can_set && review != 0) {
    set_clock(told_.start + shift_);
  }
  note_beginning();
}

/// What is there when the story begins is none of its doing.
void bound_stage::note_beginning() {
  for (const observable sum : {observable::freelancer_fees, observable::client_fees,
           observable::connects_sales, observable::revenue}) {
    if (backend_.reads("platform", sum)) {
      const bound_answer* const platform = backend_.look("platform", {}, nullptr);
      if (platform != nullptr) {
        before_[std::string(market::name(sum))] = platform->find(sum).number;
      }
    }
  }
  begin_events();
  if (backend_.has("all_events")) {
    backend_.turn_pages(
        "all_events", nullptr, backend_.log_end(), [](const bound_answer&, std::size_t) {});
    begun_ = backend_.log_end();
    explained_ = begun_;
  }
}

void bound_stage::join_cast() {
  for (std::uint32_t i = 0; i < people_.size(); ++i) {
    if (told_.cast[i].is_new) {
      continue;
    }
    if (backend_.has("register")) {
      sign_up(market::person_id{i});
    } else {
      take_account(market::person_id{i});
    }
  }
}

/// Gives a command that has to be accepted, of somebody of the cast.
void bound_stage::command(market::person_id who, const market::command& what) {
  const operation_id operation = backend_.backend().of(what);
  std::vector<given_value> values(backend_.backend().slots(operation).size());
  fill_slots(what, *this, ~std::uint64_t{0}, values.data());
  const bound_answer& answer = backend_.send(operation, values, &session(who), this);
  want(answer, name_of(who) + ' ' + std::string(backend_.backend().name(operation)));
  backend_.backend().remember(answer, 0, session(who));
  if (std::holds_alternative<market::register_account>(what)) {
    enter(session(who), values);
  }
}

void bound_stage::sign_up(market::person_id who) {
  const scenarios::cast_member& member = told_.cast[index(who)];
  const std::string username = session(who).username;
  const std::string email = session(who).email;
  market::register_account form;
  form.first_name = member.name;
  form.last_name = "Cast";
  form.username = username;
  form.email = email;
  form.password = cast_password;
  form.side = member.side;
  command(who, form);
  if (backend_.has("verify_email")) {
    command(who, market::verify_email{});
  }
  if (member.side == market::side::client) {
    command(who, market::add_billing_method{});
    return;
  }
  market::submit_profile profile;
  static_cast<market::profile_fields&>(profile) = member.profile;
  command(who, profile);
  if (backend_.has("approve_profile")) {
    want(backend_.send("approve_profile",
             {{"person", given_value::of(std::string_view(session(who).name()))},
                 {"profile", given_value::of(std::string_view("main"))}},
             &session(who)),
        "approve_profile");
  }
}

void bound_stage::take_account(market::person_id who) {
  const market::side side = told_.cast[index(who)].side;
  const known_account* const account =
      options_.accounts == nullptr ? nullptr : options_.accounts->take(side);
  if (account == nullptr) {
    throw backend_error("no account of a " + std::string(market::name(side)) + " is left in "
                        + backend_.binding().accounts);
  }
  session(who) = account->session;
  if (session(who).token.empty()) {
    backend_.log_in(session(who));
  }
}

}  // namespace souk::load
