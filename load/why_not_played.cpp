// What a story needs that a backend, or its binding, does not have.
#include "load/bound_stage.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/writer.hpp"

#include <algorithm>
#include <variant>

namespace souk::load {

namespace {

using scenarios::clock_kind;
using scenarios::observable;
using scenarios::story_thing;

std::string at_line(const scenarios::position& at) {
  return "line " + std::to_string(at.line) + ": ";
}

class reviewer {
 public:
  reviewer(bound_caller& backend, const scenarios::story& told, bool has_accounts)
      : backend_(backend), told_(told), has_accounts_(has_accounts) {}

  std::string why() {
    const bool resets = backend_.has("reset");
    std::string found = resets ? why_no_reset() : why_not_beside();
    found = found.empty() ? why_no_clock() : found;
    for (const scenarios::story_step& step : told_.steps) {
      if (!found.empty()) {
        break;
      }
      found = std::visit([&](const auto& what) { return why_not(step, what); }, step.what);
    }
    return found;
  }

 private:
  const scenarios::binding& binding() const { return backend_.binding(); }

  bool uses_clock() const {
    return std::ranges::any_of(told_.steps, [](const scenarios::story_step& step) {
      return std::holds_alternative<scenarios::clock_step>(step.what);
    });
  }

  std::string why_no_reset() {
    if (!backend_.has("read_clock") || backend_.send("read_clock", {}, nullptr).status != 404) {
      return "";
    }
    return "the server has no " + binding().find("reset")->path();
  }

  std::string why_no_clock() {
    const scenarios::clock_rule& rule = binding().clock;
    if (!uses_clock() || rule.kind == clock_kind::header) {
      return "";
    }
    const std::string needs = "its steps need a clock that can be set; the server's is ";
    if (rule.kind != clock_kind::endpoint) {
      return needs + std::string(market::name(rule.kind));
    }
    if (rule.settable.empty() || !backend_.has("read_clock")) {
      return "";
    }
    const bound_answer& clock = backend_.send("read_clock", {}, nullptr);
    const std::string_view kind = clock.find(observable::clock).text;
    return kind == rule.settable ? "" : needs + std::string(kind);
  }

  std::string why_not_beside() const {
    if (!binding().policy) {
      return "the binding says neither how the market is emptied (reset) nor which policy the "
             "backend keeps (policy)";
    }
    for (const scenarios::difference& one :
        scenarios::differences(*binding().policy, told_.policy)) {
      if (one.path != "name") {
        return "it plays under " + one.path + " " + one.second + "; the backend keeps " + one.first;
      }
    }
    return why_no_cast();
  }

  std::string why_no_cast() const {
    const bool signs_up = backend_.has("register");
    const bool can_wait =
        binding().clock.kind == clock_kind::endpoint || binding().clock.kind == clock_kind::header;
    if (!signs_up && !has_accounts_) {
      return "nobody can sign up, and the binding names no accounts";
    }
    for (const scenarios::cast_member& one : told_.cast) {
      if (one.is_new && !signs_up) {
        return one.name + " would have to sign up";
      }
      const bool needs_approval = signs_up && !one.is_new && one.side == market::side::freelancer;
      if (needs_approval && !backend_.has("approve_profile") && !can_wait) {
        return one.name + " needs an approved profile, and the binding has neither "
                          "approve_profile nor a clock";
      }
      if (needs_approval && !backend_.has("approve_profile") && !is_complete(one.profile)) {
        return one.name + "'s profile is incomplete, and no review approves it";
      }
      for (const char* const needed : {"submit_profile", "add_billing_method"}) {
        const bool concerns = (one.side == market::side::client) == (needed[0] == 'a');
        if (signs_up && !one.is_new && concerns && !backend_.has(needed)) {
          return one.name + " needs " + needed + ", which the binding has not";
        }
      }
    }
    return why_too_long();
  }

  /// Where the cast waits a day for its review, its Connects are granted a day early.
  std::string why_too_long() const {
    const bool waits = !backend_.has("approve_profile") && backend_.has("register")
                       && std::ranges::any_of(told_.cast, [](const scenarios::cast_member& one) {
                            return !one.is_new && one.side == market::side::freelancer;
                          });
    const market::second last =
        told_.start + binding().policy->connects.expiry.seconds - market::day;
    const bool reaches = std::ranges::any_of(told_.steps, [&](const scenarios::story_step& step) {
      const auto* const clock = std::get_if<scenarios::clock_step>(&step.what);
      return clock != nullptr && clock->to >= last;
    });
    return waits && reaches ? "it lasts until Connects expire, and those of its cast are a day "
                              "older: their review takes one"
                            : "";
  }

  /// R9.
  static bool is_complete(const market::profile_fields& profile) {
    const auto has = [](const std::optional<bool>& one) { return one.value_or(false); };
    return has(profile.photo) && has(profile.overview) && has(profile.service) && has(profile.cv)
           && profile.category && profile.skills && !profile.skills->empty() && profile.level
           && profile.rate;
  }

  std::string why_not(const scenarios::story_step&, const scenarios::clock_step&) { return ""; }

  std::string why_not(const scenarios::story_step& at, const scenarios::command_step& step) {
    const operation_id operation = backend_.backend().of(step.what);
    if (operation == no_operation) {
      const std::string name(scenarios::command_name(step.what.index()));
      const scenarios::named_text* const told = binding().cannot.find(name);
      return at_line(at.at) + "the backend has no " + name
             + (told == nullptr ? "" : ": " + told->value);
    }
    for (const auto* const fields : {&step.missing, &step.misshapen}) {
      for (const std::string_view field : *fields) {
        if (backend_.backend().is_in_path(operation, field)) {
          return at_line(at.at) + "it spoils " + std::string(field)
                 + ", without which the request has no path";
        }
      }
    }
    if (const std::string_view id = unread_id(step, operation); !id.empty()) {
      return at_line(at.at) + "the binding does not read " + std::string(id) + " of "
             + std::string(backend_.backend().name(operation));
    }
    const auto* const schedule = std::get_if<market::set_payout_schedule>(&step.what);
    const bool by_month = schedule != nullptr
                          && (schedule->schedule == market::payout_schedule::monthly
                              || schedule->schedule == market::payout_schedule::quarterly);
    return by_month && !backend_.has("reset")
               ? at_line(at.at) + "months fall elsewhere when dates are shifted by whole weeks"
               : "";
  }

  /// What a later step needs to name what this one makes, where no answer tells it.
  std::string_view unread_id(const scenarios::command_step& step, operation_id operation) const {
    const auto reads = [&](observable what) { return backend_.backend().reads(operation, what); };
    const bool names_parts =
        std::ranges::any_of(step.milestones, [](const std::string& name) { return !name.empty(); });
    if (step.fails || (step.as.empty() && !names_parts)) {
      return "";
    }
    if (std::holds_alternative<market::post_job>(step.what)) {
      return reads(observable::job) ? "" : "job";
    }
    if (std::holds_alternative<market::add_milestone>(step.what)) {
      return reads(observable::milestone) || reads(observable::milestones) ? "" : "milestone";
    }
    if (!std::holds_alternative<market::offer>(step.what)) {
      return "";
    }
    return !reads(observable::contract)                    ? "contract"
           : names_parts && !reads(observable::milestones) ? "milestones"
                                                           : "";
  }

  std::string why_not(const scenarios::story_step&, const scenarios::expect_step& step) {
    for (const scenarios::expectation& one : step.all) {
      const std::string_view operation = looked_at(one);
      const auto what = market::from_name<observable>(one.what == "events"     ? "type"
                                                      : one.what == "profiles" ? "profile"
                                                                               : one.what);
      if (one.what != "found" && (!what || !backend_.reads(operation, *what))) {
        return at_line(one.at) + "the binding does not read " + std::string(one.what) + " of "
               + std::string(operation);
      }
    }
    return "";
  }

  static std::string_view looked_at(const scenarios::expectation& one) {
    switch (one.of) {
      case story_thing::person:
        return one.what == "events" ? "events" : one.what == "profiles" ? "profile" : "me";
      case story_thing::job:
        return one.of_proposal ? "proposal" : "job";
      case story_thing::contract:
        return "contract";
      case story_thing::milestone:
        return "milestone";
      case story_thing::search:
      case story_thing::platform:
        break;
    }
    return "platform";
  }

  bound_caller& backend_;
  const scenarios::story& told_;
  bool has_accounts_;
};

}  // namespace

std::string why_not_played(bound_caller& backend, const scenarios::story& told, bool has_accounts) {
  return reviewer(backend, told, has_accounts).why();
}

}  // namespace souk::load
