// Stories: their cast and commands as steps of a load plan's flows.
#include "scenarios/binding.hpp"
#include "scenarios/flow_story.hpp"
#include "scenarios/plan.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/story_reader.hpp"

#include <algorithm>
#include <charconv>
#include <type_traits>
#include <utility>

namespace souk::scenarios {

namespace {

constexpr std::array<std::string_view, 5> own_keys{"name", "capture", "check", "may_fail", "limit"};

/// What the name of such a value stands for; text has no such thing.
std::optional<story_thing> thing_of(observable what) {
  switch (what) {
    case observable::job:
    case observable::found:
      return story_thing::job;
    case observable::contract:
      return story_thing::contract;
    case observable::milestone:
    case observable::milestones:
      return story_thing::milestone;
    default:
      return std::nullopt;
  }
}

node scalar(std::string text, position at) {
  node one;
  one.kind = node_kind::scalar;
  one.at = at;
  one.text = std::move(text);
  return one;
}

/// The place of what a step does: the value of `do` or `read`.
const node& verb_of(const node& step) {
  const node* const verb = step.find("do");
  return verb != nullptr ? *verb : *step.find("read");
}

bool is_look(std::string_view operation) {
  return std::ranges::find(flow_looks, operation) != flow_looks.end();
}

struct look_form {
  story_thing about = story_thing::person;  // person: nothing is named
  std::string_view key;
};
look_form form_of(std::string_view operation) {
  if (operation == "job" || operation == "proposal") {
    return {story_thing::job, "job"};
  }
  if (operation == "contract") {
    return {story_thing::contract, "contract"};
  }
  return operation == "milestone" ? look_form{story_thing::milestone, "milestone"} : look_form{};
}

}  // namespace

/// Reads the bound steps of all flows with a story reader of their own.
class flow_reader {
 public:
  flow_reader(document& doc, plan& of, flow_story& into)
      : doc_(doc), plan_(of), into_(into), names_(doc, into.who) {
    names_.whole_ = "flow";
  }

  void read_whole() {
    read_binding();
    const node* const cast = doc_.root.find("cast");
    if (cast == nullptr) {
      doc_.add(first_bound().at, "the plan has no cast who could do that",
          "cast: { ana: freelancer, acme: client }");
      doc_.check();
    }
    names_.read_cast(*cast);
    read_policy();
    for (std::size_t i = 0; i < plan_.flows.size(); ++i) {
      names_.declared_.clear();
      for (std::size_t j = 0; j < plan_.flows[i].steps.size(); ++j) {
        if (plan_.flows[i].steps[j].is_bound()) {
          read_step(node_of(i, j), path_of(i, j), plan_.flows[i].steps[j]);
        }
      }
    }
    market::name_categories(
        into_.who.policy, [this](const std::string& category) { return names_.word(category); });
  }

 private:
  const node& node_of(std::size_t flow, std::size_t step) const {
    return doc_.root.find("flows")->items[flow].find("steps")->items[step];
  }
  static std::string path_of(std::size_t flow, std::size_t step) {
    return "flows[" + std::to_string(flow) + "].steps[" + std::to_string(step) + "]";
  }
  const node& first_bound() const {
    for (std::size_t i = 0; i < plan_.flows.size(); ++i) {
      for (std::size_t j = 0; j < plan_.flows[i].steps.size(); ++j) {
        if (plan_.flows[i].steps[j].is_bound()) {
          return verb_of(node_of(i, j));
        }
      }
    }
    return doc_.root;
  }

  void read_binding() {
    const node* const named = doc_.root.find("binding");
    if (plan_.binding.empty()) {
      doc_.add(first_bound().at,
          "the step is said in the words of a binding, and the plan has none",
          "binding: souk-serve, or --binding FILE");
      return;
    }
    try {
      binding_.emplace(load_binding(plan_.binding, nullptr));
    } catch (const bad_input& error) {
      absorb(error, named == nullptr ? doc_.root : *named, {doc_, "binding"});
    }
  }

  void read_policy() {
    if (const node* const policy = doc_.root.find("policy")) {
      read(*policy, into_.who.policy, {}, reading{doc_, "policy"});
    } else {
      into_.who.policy = binding_ && binding_->policy ? *binding_->policy : load_policy("seed");
    }
    into_.who.start = market::to_second({2024, 1, 1});
  }

  /// The operation that the step sends; it has to be the binding's.
  const bound_operation* operation_of(const node& verb) {
    if (!binding_) {
      return nullptr;
    }
    const bound_operation* const known = binding_->find(verb.text);
    const bool is_ours =
        verb.text == "log_in" || is_look(verb.text) || command_number(verb.text) < commands_known;
    if (known == nullptr && is_ours) {
      const named_text* const why = binding_->cannot.find(verb.text);
      doc_.add(verb.at, "the binding " + plan_.binding + " has no " + verb.text,
          why != nullptr ? why->value : "a step that it has; docs/binding.md");
    }
    return known;
  }

  /// The step without what stories do not know, and with the one who can be meant.
  node plain(const node& from) const {
    node bare = from;
    std::erase_if(bare.entries, [](const node::entry& one) {
      return std::ranges::find(own_keys, one.key) != own_keys.end();
    });
    if (from.find("by") == nullptr && into_.who.cast.size() == 1) {
      bare.entries.push_back({"by", from.at, scalar(into_.who.cast.front().name, from.at)});
    }
    return bare;
  }

  void read_step(const node& from, const std::string& path, flow_step& step) {
    flow_command one;
    one.at = from.at;
    const node& verb = verb_of(from);
    one.operation = verb.text;
    one.verb = from.find("read") != nullptr ? flow_verb::look
               : verb.text == "log_in"      ? flow_verb::log_in
                                            : flow_verb::command;
    const node bare = plain(from);
    if (one.verb == flow_verb::command) {
      read_command(bare, path, one);
    } else {
      read_look(bare, one);
    }
    const bound_operation* const known = operation_of(verb);
    read_may_fail(from, one);
    read_captures(from, known, one);
    read_checks(from, known, one);
    read_limit(from, path, one);
    step.bound = into_.commands.size();
    into_.commands.push_back(std::move(one));
  }

  void read_limit(const node& from, const std::string& path, flow_command& into) {
    const node* const given = from.find("limit");
    if (given == nullptr) {
      return;
    }
    read(*given, into.limit, limits{"jobs", 1, 1000}, reading{doc_, path + ".limit"});
    if (into.operation != "jobs") {
      doc_.add(given->at, "only a look at jobs has a limit", "read: jobs, limit: 5");
    }
  }

  // -- commands -----------------------------------------------------------------------------------

  void read_command(const node& bare, const std::string& path, flow_command& into) {
    story_step step;
    const std::size_t before = doc_.found.size();
    names_.read_command(bare, step);
    into.step = std::get<command_step>(std::move(step.what));
    if (doc_.found.size() == before && into.step.malformed()) {
      doc_.add(bare.at, "a field is missing or no value of its kind",
          "flows give whole commands; stories show what becomes of others");
    }
    read_texts(bare, path, into);
    take_names(into);
  }

  void read_texts(const node& bare, const std::string& path, flow_command& into) {
    std::visit(
        [&]<class Command>(Command& asked) {
          std::size_t number = 0;
          const auto look = [&](const auto& field) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(asked.*(field.member))>,
                              market::text>) {
              const node* const given = bare.find(field.name);
              if (given != nullptr
                  && (asked.*(field.member)).find("${") != std::string_view::npos) {
                flow_text text{number, std::string(field.name), {}};
                add_text(text.value, given->text, piece_kind::plain, given->at,
                    reading{doc_, path + "." + text.name});
                into.texts.push_back(std::move(text));
              }
            }
            ++number;
          };
          std::apply([&](const auto&... field) { (look(field), ...); }, Command::fields());
        },
        into.step.what);
  }

  /// `as` is a capture of what the command makes.
  static void take_names(flow_command& into) {
    const std::string& as = into.step.as;
    if (!as.empty() && std::holds_alternative<market::post_job>(into.step.what)) {
      into.captures.push_back({as, observable::job});
    } else if (!as.empty() && std::holds_alternative<market::offer>(into.step.what)) {
      into.captures.push_back({as, observable::contract});
    } else if (!as.empty() && std::holds_alternative<market::add_milestone>(into.step.what)) {
      into.captures.push_back({as, observable::milestone});
    }
    for (std::size_t n = 0; n < into.step.milestones.size(); ++n) {
      if (!into.step.milestones[n].empty()) {
        into.captures.push_back({into.step.milestones[n], observable::milestones, n});
      }
    }
  }

  void read_may_fail(const node& from, flow_command& into) {
    const node* const given = from.find("may_fail");
    if (given == nullptr) {
      return;
    }
    if (given->is_scalar() && given->text == "any") {
      into.may_fail_any = true;
      return;
    }
    std::vector<market::reason> reasons(1);
    const reading where{doc_, "may_fail"};
    if (given->is_scalar()) {
      read(*given, reasons.front(), {}, where);
    } else {
      read(*given, reasons, {}, where);
    }
    into.may_fail = std::move(reasons);
    if (into.step.fails) {
      doc_.add(given->at, "a step either fails or may fail", "one of them");
    }
  }

  // -- looks --------------------------------------------------------------------------------------

  void read_look(const node& bare, flow_command& into) {
    const look_form form = form_of(into.operation);
    const bool is_proposal = into.operation == "proposal";
    if (into.verb == flow_verb::look && !is_look(into.operation)) {
      const node& verb = *bare.find("read");
      doc_.add(verb.at, "read is " + described_node(verb),
          suggestion(into.operation, {flow_looks.begin(), flow_looks.end()}));
      return;
    }
    read_by(bare, into);
    std::vector<std::string_view> keys{"by", into.verb == flow_verb::look ? "read" : "do"};
    if (!form.key.empty()) {
      keys.push_back(form.key);
      use(bare, form.key, form.about, into.step.about);
    }
    if (is_proposal) {
      keys.push_back("freelancer");
      std::string who;
      use(bare, "freelancer", story_thing::person, who);
      into.freelancer = names_.find_person(who);
    }
    for (const node::entry& one : bare.entries) {
      if (std::ranges::find(keys, one.key) == keys.end()) {
        doc_.add(one.at, "unknown key " + in_quotes(one.key), suggestion(one.key, keys));
      }
    }
  }

  void read_by(const node& bare, flow_command& into) {
    const node* const by = bare.find("by");
    if (by == nullptr) {
      doc_.add(bare.at, "the step does not say who does it", "by: NAME");
      return;
    }
    into.step.by = names_.find_person(by->text);
    if (into.step.by == market::nobody) {
      doc_.add(by->at, in_quotes(by->text) + " is nobody of the cast",
          suggestion_of_name(by->text, names_.cast_names()));
    }
  }

  void use(const node& bare, std::string_view key, story_thing thing, std::string& into) {
    const node* const given = bare.find(key);
    if (given == nullptr) {
      doc_.add(bare.at, "the field " + in_quotes(key) + " is missing", std::string(key) + ": ...");
    } else {
      names_.use(*given, thing, false, into);
    }
  }

  // -- answers ------------------------------------------------------------------------------------

  /// The observable of that name, which the operation's answer has to tell.
  std::optional<observable> told(
      const std::string& name, position at, const bound_operation* operation) {
    if (operation == nullptr) {
      return std::nullopt;
    }
    std::vector<std::string_view> known;
    for (const named_text& one : operation->answer.all) {
      known.push_back(one.key);
    }
    if (std::ranges::find(known, name) == known.end()) {
      doc_.add(at, "its answer does not tell " + in_quotes(name), suggestion(name, known));
      return std::nullopt;
    }
    return market::from_name<observable>(name);
  }

  void read_captures(const node& from, const bound_operation* operation, flow_command& into) {
    const node* const given = from.find("capture");
    if (given != nullptr && !given->is_map()) {
      doc_.add(given->at, "capture is " + described_node(*given), "as { job: \"job[0]\" }");
      return;
    }
    for (std::size_t i = 0; given != nullptr && i < given->entries.size(); ++i) {
      read_capture(given->entries[i], operation, into);
    }
  }

  void read_capture(const node::entry& from, const bound_operation* operation, flow_command& into) {
    const std::string& text = from.value.text;
    const std::size_t bracket = std::min(text.find('['), text.size());
    flow_capture one;
    one.name = from.key;
    const auto what = told(text.substr(0, bracket), from.value.at, operation);
    if (bracket < text.size()) {
      const std::string_view inner =
          std::string_view(text).substr(bracket + 1, text.size() - bracket - 2);
      one.any = inner == "any";
      const auto [end, error] = std::from_chars(inner.data(), inner.data() + inner.size(), one.n);
      const bool is_number = error == std::errc() && end == inner.data() + inner.size();
      if (text.back() != ']' || (!one.any && !is_number)) {
        doc_.add(from.value.at, "capture takes " + described_node(from.value),
            "a value of the answer, as job, milestones[1] or job[any]");
      }
    }
    // A name that was meant is known from here on, whatever is wrong with its value.
    one.what = what.value_or(
        market::from_name<observable>(text.substr(0, bracket)).value_or(observable::status));
    if (const auto thing = thing_of(one.what)) {
      names_.declare(scalar(from.key, from.at), *thing, false);
    }
    into.captures.push_back(std::move(one));
  }

  void read_checks(const node& from, const bound_operation* operation, flow_command& into) {
    const node* const given = from.find("check");
    if (given != nullptr && !given->is_map()) {
      doc_.add(given->at, "check is " + described_node(*given), "as { connects: 37 }");
      return;
    }
    for (std::size_t i = 0; given != nullptr && i < given->entries.size(); ++i) {
      const node::entry& one = given->entries[i];
      if (const auto what = told(one.key, one.at, operation)) {
        read_check(one.value, *what, into);
      }
    }
  }

  void read_check(const node& from, observable what, flow_command& into) {
    flow_check one{what, 0, from.text, true};
    const reading where{doc_, "check." + std::string(market::name(what))};
    switch (kind_of(what)) {
      case observed_kind::whole:
        read(from, one.number, {}, where);
        break;
      case observed_kind::money: {
        market::money amount;
        read(from, amount, {}, where);
        one.number = amount.cents;
        break;
      }
      case observed_kind::date:
      case observed_kind::time: {
        moment at;
        read(from, at, {}, where);
        one.number = at.at;
        break;
      }
      default:
        one.is_number = false;
        read(from, one.text, {}, where);
    }
    into.checks.push_back(std::move(one));
  }

  document& doc_;
  plan& plan_;
  flow_story& into_;
  story_reader names_;
  std::optional<binding> binding_;
};

bool flow_command::expects(market::reason why) const {
  if (step.fails) {
    return why == *step.fails;
  }
  return why == market::reason::none || may_fail_any
         || std::ranges::find(may_fail, why) != may_fail.end();
}

void set_text(market::command& what, std::size_t field, market::text value) {
  std::visit(
      [&]<class Command>(Command& asked) {
        std::size_t number = 0;
        const auto set = [&](const auto& one) {
          if constexpr (std::is_same_v<std::remove_cvref_t<decltype(asked.*(one.member))>,
                            market::text>) {
            if (number == field) {
              asked.*(one.member) = value;
            }
          }
          ++number;
        };
        std::apply([&](const auto&... one) { (set(one), ...); }, Command::fields());
      },
      what);
}

void read_flow_story(document& doc, plan& into) {
  auto made = std::make_shared<flow_story>();
  flow_reader(doc, into, *made).read_whole();
  into.story = std::move(made);
}

}  // namespace souk::scenarios
