// Carries out what people want to ask: over lines to the backend, in the words of its binding;
// tells the oracle what was answered.
#pragma once

#include "load/backend_clock.hpp"
#include "load/concerns.hpp"
#include "load/crowd_cohort.hpp"
#include "load/crowd_tasks.hpp"
#include "load/lines.hpp"
#include "load/load_recorder.hpp"
#include "load/load_run.hpp"
#include "load/oracle.hpp"
#include "scenarios/scenario.hpp"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::load {

class crowd_requests final : public line_user {
 public:
  crowd_requests(const scenarios::plan& of, const target& to, const bound_backend& backend,
      crowd_names& names, oracle& judge);

  /// Connects, empties the backend's market and begins one under the scenario's policy, where the
  /// backend can do that. Throws backend_error where it cannot be reached.
  void begin(const scenarios::scenario& who);
  /// Requests of an epoch that begins then are meant to be sent so long after the first.
  void pace(second from, double speed);
  /// Each task's items one after the other, tasks side by side; until all is answered and judged.
  /// Tasks whose time has not come when `goes_on` says no are left.
  void carry_out(std::vector<crowd_task>& tasks, const std::function<bool()>& goes_on);
  /// Sets the backend's clock, or waits until it is so late by itself or `goes_on` says no.
  void wait_for_clock(second to, const std::function<bool()>& goes_on);
  const backend_clock& clock() const { return clock_; }
  /// Everything that happened since the last time, to the oracle and to whom it was told.
  void read_events(std::vector<told_news>& into);
  /// Answers a second of the backend's clock up to which lists of events that are asked for later
  /// are whole.
  second look_at_platform();
  /// Whether somebody has a token.
  bool is_known(market::person_id person) const { return !tokens_[index(person)].empty(); }

  bool goes_on() const { return line_clock() < recorder_->end(); }
  load_progress progress() const;
  observe::load_test finish();

  bool write(std::uint64_t tag, std::string& into) override;
  void answered(const answer& one) override;

 private:
  static constexpr std::uint64_t of_control = UINT64_MAX;

  const bound_answer& call(std::string_view operation, std::span<const given_value> values);
  void demand(std::string_view operation);
  void find_clock();
  void start(std::uint64_t tag);
  bool begin_item(crowd_task& task);
  void ask(std::uint64_t tag, std::int64_t intended);
  void take_control(const answer& one);
  void take_step(crowd_task& task, std::uint64_t tag, const answer& one);
  void take_command(crowd_task& task, std::uint64_t tag, const answer& one);
  void take_look(crowd_task& task, std::uint64_t tag, const answer& one);
  void take_made(const crowd_task& task);
  void go_on(crowd_task& task, std::uint64_t tag, std::int64_t now);
  void lose(const crowd_task& task);
  void settle();
  void look();
  std::int64_t intended_at(const crowd_item& item) const;
  void record(operation_id operation, const answer& one);
  std::size_t measured_as(operation_id operation);

  const scenarios::plan& plan_;
  target to_;
  const bound_backend& backend_;
  crowd_names& names_;
  oracle& judge_;
  operation_id log_in_;
  std::vector<std::string> operation_names_;
  std::vector<std::size_t> measured_as_;  // by operation_id
  lines lines_;
  std::optional<load_recorder> recorder_;
  std::vector<std::string> tokens_;  // by person
  bound_session staff_;
  std::vector<crowd_task>* tasks_ = nullptr;
  std::size_t unfinished_ = 0;
  std::deque<std::pair<std::int64_t, std::uint64_t>> asked_;  // when, and by which task
  bound_request request_;
  bound_answer answer_;
  std::vector<given_value> values_;
  std::vector<told> told_;
  // of the request that is made between epochs
  operation_id control_ = no_operation;
  std::span<const given_value> control_values_;
  bool control_answered_ = false;
  line_failure control_failed_ = line_failure::none;
  backend_clock clock_;
  std::string cursor_;          // of its events
  std::int64_t pace_from_ = 0;  // ns of line_clock at which the epoch begins
  std::int64_t first_pace_ = 0;
  second first_second_ = 0, epoch_second_ = 0;
  double speed_ = 0;
};

}  // namespace souk::load
