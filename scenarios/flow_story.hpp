// Steps of a load plan that speak by its binding: commands as stories give them, by people of the
// plan's cast, and looks at what the rules answer for. Read with the stories' own reader, so that a
// field, a name and a mistake are the same in both.
//
//     cast: { ana: freelancer, acme: client }
//     flows:
//       - name: apply
//         steps:
//           - { by: ana, do: log_in }
//           - { by: ana, read: jobs, limit: 5, capture: { job: "job[any]" } }
//           - { by: ana, do: propose, job: job, bid: 90.00, letter: "I am number ${user}" }
//           - { by: ana, read: me, check: { connects: 37 } }
#pragma once

#include "scenarios/binding_names.hpp"
#include "scenarios/story.hpp"
#include "scenarios/text_template.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

enum class flow_verb : std::uint8_t { command, log_in, look };

/// A value that an answer gives to a name of the flow: `job`, `milestones[1]`, `job[any]`.
struct flow_capture {
  std::string name;
  observable what = observable::job;
  std::size_t n = 0;
  bool any = false;  // one of a list, drawn
};

/// A value that an answer has to tell, as numbers are compared: cents, counts, seconds; else text.
struct flow_check {
  observable what = observable::status;
  std::int64_t number = 0;
  std::string text;  // as the plan has it
  bool is_number = false;
};

/// A text field of a command that has variables in it.
struct flow_text {
  std::size_t field = 0;  // of the command's
  std::string name;
  text_template value;
};

struct flow_command {
  position at;
  flow_verb verb = flow_verb::command;
  std::string operation;                          // of the binding: propose, log_in, jobs, ...
  command_step step;                              // of a look: who, and what it is about
  market::person_id freelancer = market::nobody;  // of a look at a proposal: of the cast
  std::int32_t limit = 0;  // of a look at jobs: how many; 0: as the binding has it
  std::vector<market::reason> may_fail;
  bool may_fail_any = false;
  std::vector<flow_text> texts;
  std::vector<flow_capture> captures;
  std::vector<flow_check> checks;

  /// Whether that verdict is no error (`none`: accepted).
  bool expects(market::reason why) const;
};

/// What steps of all flows share: the cast, the rules, and the words of commands.
struct flow_story {
  story who;
  std::vector<flow_command> commands;  // flow_step::bound says which
};

/// What can be looked at in a flow, as operations of the binding.
inline constexpr std::array flow_looks{
    "me"sv, "job"sv, "jobs"sv, "proposal"sv, "contract"sv, "milestone"sv};

/// Gives a text field of a command its value.
void set_text(market::command& what, std::size_t field, market::text value);

struct plan;
/// Reads the bound steps of a plan whose other keys are read. Notes what is wrong with them.
void read_flow_story(document& doc, plan& into);

}  // namespace souk::scenarios
