// The bound steps of a plan's flows: written by the binding, read by it, and held against the rules
// as people's are (load/oracle.hpp).
//
//     bound_flows bound(plan, binding, to, script, "out/stories");
//     bound.begin(now);                                 // accounts, and the market of the rules
//     if (bound.join(7, flow)) ...                      // somebody begins a flow
//     bound.write(7, step, values, bytes);              // a request of the step
//     switch (bound.take(7, step, answer, values, wrong)) ...
#pragma once

#include "load/flow_beginning.hpp"
#include "load/flow_script.hpp"
#include "load/http_client.hpp"
#include "load/judged_run.hpp"
#include "load/violation_story.hpp"
#include "people/draws.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace souk::load {

class bound_flows {
 public:
  /// What comes after an answer: the next step, another request of this one, or nothing.
  enum class outcome : std::uint8_t { next, again, ended };

  /// Adds the operations that steps send besides themselves to those of the script.
  bound_flows(const scenarios::plan& of, const scenarios::binding& binding, const target& to,
      flow_script& script, const std::string& stories);

  /// Throws backend_error where the backend does not do what its binding says.
  void begin(std::int64_t wall_micros);

  /// Whether there is a free account for each role of the flow; somebody has them until `leave`.
  bool join(std::uint32_t who, const script_flow& flow);
  void leave(std::uint32_t who);

  /// Whether the step can be done: what it is about may never have come to be.
  bool is_possible(std::uint32_t who, const script_step& step) const;
  /// Under which the request that is next, or under way, is measured.
  std::size_t operation(std::uint32_t who, const script_step& step) const;
  void write(
      std::uint32_t who, const script_step& step, const flow_values& values, std::string& into);
  /// Judges an answer and takes what it gives; `wrong`: why it is an error, "" where it is none.
  outcome take(std::uint32_t who, const script_step& step, const answer& got, flow_values& values,
      std::string& wrong);

  /// Judges what no request that is still under way can have come before.
  void settle();
  /// Nothing more is sent: judges the rest, and looks at the platform's sums.
  void finish();

  const oracle& judge() const { return *judge_; }
  std::uint64_t judged() const { return judge_->sums().commands + judge_->sums().looks; }
  judged_run result(observe::load_test measured) const;

 private:
  struct part {
    operation_id operation = no_operation;
    std::size_t measured = 0;
  };
  struct bound_step {
    const scenarios::flow_command* of = nullptr;
    std::vector<part> parts;     // what is sent before, and itself
    thing look = thing::person;  // of a look
    bool tells_person = false;   // of a command: its answer tells of whoever gave it
  };
  /// Somebody on their way through a flow.
  struct traveller {
    std::vector<market::person_id> people;     // beside the cast; nobody: takes no part
    std::vector<market::milestone_id> things;  // by variable
    market::person_id giver = market::nobody;  // of the step
    market::command asked;
    std::vector<std::string> texts;  // of `asked`
    std::size_t part = 0;
    std::uint32_t picks = 0;
    bool is_begun = false;  // `asked` is made
    bool renews = false;    // the request is a log-in for a token that is over
    bool renewed = false;
    bool under_way = false;
    std::int64_t asked_at = 0;  // of line_clock
  };

  bound_step compiled(const scenarios::flow_command& from, flow_script& script) const;
  part named(operation_id operation, std::string_view name, flow_script& script) const;
  bound_session& session(const traveller& one) { return people_.session(one.giver); }
  const part& part_of(const traveller& one, const bound_step& step) const;
  void make_command(
      traveller& one, const bound_step& step, const script_step& script, const flow_values& values);
  void fill(const traveller& one, const bound_step& step, const script_step& script,
      operation_id operation);
  subject subject_of(const traveller& one, const bound_step& step, const script_step& script) const;
  static outcome take_part(traveller& one);
  outcome take_last(std::uint32_t who, const bound_step& step, const script_step& script,
      const answer& got, flow_values& values, std::string& wrong);
  void judge_command(std::uint32_t who, const bound_step& step, const answer& got);
  void judge_look(
      std::uint32_t who, const bound_step& step, const script_step& script, const answer& got);
  void judge_list(answered_look& look);
  void drop_what_changes(const answered_look& look);
  void take_made(const traveller& one, market::person_id by);
  std::string capture_all(
      traveller& one, const bound_step& step, const script_step& script, flow_values& values);
  const observed_value* pick(traveller& one, const scenarios::flow_capture& wanted);
  market::milestone_id thing_named(const traveller& one, const bound_step& step,
      const script_step& script, const scenarios::flow_capture& wanted,
      const observed_value& value);
  std::string check_failure(const bound_step& step) const;
  void lose(const traveller& one, const bound_step& step);
  void look_at_platform();

  const scenarios::plan& plan_;
  target to_;
  bound_backend backend_;
  http_client client_;
  bound_caller caller_;
  flow_people people_;
  std::vector<bound_step> steps_;  // beside flow_story::commands
  part log_in_;
  std::size_t variables_;
  std::size_t most_texts_ = 0;
  std::optional<oracle> judge_;
  std::string folder_;  // of stories
  std::optional<violation_stories> stories_;
  backend_clock clock_;
  second begun_ = 0;
  people::draws luck_;
  std::deque<traveller> travellers_;
  std::deque<std::pair<std::int64_t, std::uint32_t>> asked_;  // when, and by whom
  bool is_ordered_ = false;                                   // commands tell their place among all
  bool lost_ = false;  // nobody knows what became of a request
  bound_request request_;
  bound_answer answer_;
  std::vector<given_value> values_;
  std::vector<told> told_;
  std::vector<const observed_value*> picks_;
};

}  // namespace souk::load
