#include "load/load_run.hpp"

#include "load/arrivals.hpp"
#include "load/bound_flows.hpp"
#include "load/flow_script.hpp"
#include "load/load_draws.hpp"
#include "load/load_recorder.hpp"
#include "load/process_time.hpp"
#include "people/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>
#include <queue>
#include <utility>

namespace souk::load {

namespace {

constexpr std::int64_t ms = 1'000'000;  // ns
constexpr std::int64_t look_every = 100 * ms;
constexpr std::int64_t fill_up_every = 20 * ms;  // a closed workload
constexpr double think_sigma = 0.6;
constexpr std::uint64_t fewest_to_stop_on = 20;  // requests

/// Somebody who goes through a flow.
struct flow_person {
  market::person_id id{};
  std::uint32_t pauses = 0;  // that were drawn
  std::size_t flow = 0, step = 0;
  std::int64_t leaves = 0;    // of a partly open workload
  std::int64_t intended = 0;  // of the request that is put off
  bool is_put_off = false;    // by the highest rate
  flow_values values;
};

struct wake {
  std::int64_t at;
  std::uint32_t who;

  bool operator>(const wake& other) const { return at > other.at; }
};

class runner final : public line_user {
 public:
  /// `binding`: nullptr where no step speaks by one.
  runner(const scenarios::plan& of, const target& to, const load_run_options& options,
      const scenarios::binding* binding = nullptr, const std::string& stories = "")
      : plan_(of),
        options_(options),
        script_(script_of(of, to)),
        luck_(of.seed),
        pieces_(pieces_of(of.workload)),
        arrivals_(of.workload, luck_),
        lines_(to,
            {static_cast<std::size_t>(of.connections), of.timeout.ns, of.ca, script_.headers},
            *this) {
    waiting_.resize(script_.flows.size());
    if (binding != nullptr) {
      bound_.emplace(of, *binding, to, script_, stories);
    }
  }

  observe::load_test run() {
    lines_.connect();
    if (bound_) {
      bound_->begin(options_.wall_micros);
    }
    const double cpu_before = cpu_seconds();
    recorder_.emplace(plan_, script_.operations, line_clock());
    next_arrival_ =
        plan_.workload.model == scenarios::workload_model::closed ? std::nullopt : arrivals_.next();
    std::int64_t now = line_clock();
    while (goes_on(now)) {
      begin_arrivals(now);
      wake_up(now);
      if (bound_) {
        let_in(now);
      }
      lines_.wait(next_time(now));
      now = line_clock();
      settle();
    }
    observe::load_test test =
        recorder_->finish(line_clock(), lines_, lines_.under_way() + lines_.waiting());
    test.stopped = stopped_;
    test.cpu_seconds = cpu_seconds() - cpu_before;
    return test;
  }

  /// What the oracle has found; of a run with bound steps, when it is over.
  judged_run verdicts(observe::load_test measured) {
    bound_->finish();
    return bound_->result(std::move(measured));
  }

  bool write(std::uint64_t tag, std::string& into) override {
    const flow_person& person = people_[tag];
    const script_step& step = step_of(person);
    if (step.is_bound()) {
      bound_->write(static_cast<std::uint32_t>(tag), step, person.values, into);
      return false;
    }
    step.request.write(person.values, into, scratch_);
    return step.request.is_head;
  }

  void answered(const answer& one) override {
    flow_person& person = people_[one.tag];
    const script_step& step = step_of(person);
    std::string wrong;
    if (step.is_bound()) {
      const auto who = static_cast<std::uint32_t>(one.tag);
      const std::size_t operation = bound_->operation(who, step);
      const auto next = bound_->take(who, step, one, person.values, wrong);
      recorder_->answered(operation, one, wrong);
      if (next == bound_flows::outcome::again) {
        ask(one.tag, one.answered, one.answered);
        return;
      }
    } else {
      wrong = take_answer(step, one, reader_, person.values);
      recorder_->answered(step.operation, one, wrong);
    }
    if (!wrong.empty()) {
      end_pass(one.tag, one.answered, one.answered);
      return;
    }
    ++person.step;
    const scenarios::think_time& think = script_.flows[person.flow].think;
    go_on(one.tag, one.answered + (think.is_given ? pause(person, think) : 0), one.answered);
  }

 private:
  const script_step& step_of(const flow_person& person) const {
    return script_.flows[person.flow].steps[person.step];
  }

  std::int64_t pause(flow_person& person, const scenarios::think_time& length) {
    if (!length.max) {
      return length.median.ns;
    }
    const auto words = luck_.behaviour(person.id, person.pauses++, draw_think);
    const double drawn =
        people::lognormal(words, 0, static_cast<double>(length.median.ns), think_sigma);
    return std::min(static_cast<std::int64_t>(drawn), length.max->ns);
  }

  // -- people ------------------------------------------------------------------------------------

  std::uint32_t somebody() {
    if (!gone_.empty()) {
      const std::uint32_t who = gone_.back();
      gone_.pop_back();
      return who;
    }
    people_.emplace_back();
    return static_cast<std::uint32_t>(people_.size() - 1);
  }

  void arrive(std::int64_t at, std::int64_t now) {
    const std::uint32_t who = somebody();
    flow_person& person = people_[who];
    person.id = market::person_id{++arrived_};
    person.pauses = 0;
    person.leaves = plan_.workload.stay ? at + plan_.workload.stay->ns : 0;
    person.values.assign(script_.variables, {});
    person.values[variable_user] = {std::to_string(arrived_), false};
    ++present_;
    begin_pass(who, at, now);
  }

  void begin_pass(std::uint32_t who, std::int64_t at, std::int64_t now) {
    flow_person& person = people_[who];
    ++turns_;
    person.values[variable_turn] = {std::to_string(turns_), false};
    person.step = 0;
    person.flow = 0;
    if (script_.flows.size() > 1) {
      const double drawn = luck_.behaviour(person.id, turns_, draw_flow).uniform();
      while (person.flow + 1 < script_.flows.size()
             && drawn >= script_.flows[person.flow].weight_up_to) {
        ++person.flow;
      }
    }
    if (bound_
        && !(waiting_[person.flow].empty() && bound_->join(who, script_.flows[person.flow]))) {
      waiting_[person.flow].push_back({at, who});
      return;
    }
    go_on(who, at, now);
  }

  /// Those who waited for accounts begin, the first of each flow first, where there are some.
  void let_in(std::int64_t now) {
    for (std::size_t flow = 0; flow < waiting_.size(); ++flow) {
      std::deque<wake>& queue = waiting_[flow];
      while (!queue.empty() && bound_->join(queue.front().who, script_.flows[flow])) {
        const wake next = queue.front();
        queue.pop_front();
        go_on(next.who, next.at, now);
      }
    }
  }

  /// Does what comes next, at that time; asks at once where it has come.
  void go_on(std::uint64_t who, std::int64_t at, std::int64_t now) {
    flow_person& person = people_[who];
    const std::vector<script_step>& steps = script_.flows[person.flow].steps;
    while (person.step < steps.size() && steps[person.step].is_pause) {
      at += pause(person, steps[person.step].pause);
      ++person.step;
    }
    const bool is_done =
        person.step == steps.size()
        || (steps[person.step].is_bound()
            && !bound_->is_possible(static_cast<std::uint32_t>(who), steps[person.step]));
    if (at > now && !(is_done && is_over(now))) {
      wakes_.push({at, static_cast<std::uint32_t>(who)});
    } else if (is_done) {
      end_pass(who, at, now);
    } else {
      ask(who, at, now);
    }
  }

  void ask(std::uint64_t who, std::int64_t at, std::int64_t now) {
    if (plan_.max_rate) {
      at = std::max(at, next_free_);
      next_free_ = at + static_cast<std::int64_t>(1e9 / *plan_.max_rate);
      if (at > now) {
        people_[who].is_put_off = true;
        wakes_.push({at, static_cast<std::uint32_t>(who)});
        return;
      }
    }
    recorder_->asked(at);
    lines_.ask(who, at);
  }

  /// A flow is over, by its last step or an error.
  void end_pass(std::uint64_t who, std::int64_t at, std::int64_t now) {
    if (bound_) {
      bound_->leave(static_cast<std::uint32_t>(who));
    }
    const bool stays = plan_.workload.model == scenarios::workload_model::closed
                           ? present_ <= wanted_
                           : at < people_[who].leaves;
    if (stays && !is_over(at)) {
      begin_pass(static_cast<std::uint32_t>(who), at, now);
      return;
    }
    --present_;
    gone_.push_back(static_cast<std::uint32_t>(who));
  }

  /// Judges what can be judged.
  void settle() {
    if (bound_) {
      bound_->settle();
      recorder_->judged(bound_->judge());
    }
  }

  // -- the loop ----------------------------------------------------------------------------------

  /// No flow begins any more.
  bool is_over(std::int64_t time) const { return time >= recorder_->end() || !stopped_.empty(); }

  bool goes_on(std::int64_t now) {
    if (now >= next_look_) {
      next_look_ = now + look_every;
      look(now);
    }
    if (is_ended_) {
      return false;
    }
    if (is_over(now) && ends_ == 0) {
      begin_arrivals(now);  // those that were due since the loop last looked
      next_arrival_.reset();
      ends_ = now + plan_.ramp_down.ns;
      for (std::deque<wake>& queue : waiting_) {  // no flow begins any more
        present_ -= queue.size();
        queue.clear();
      }
    }
    return !is_over(now) || (present_ > 0 && now < ends_);
  }

  void look(std::int64_t now) {
    recorder_->look(now, lines_.waiting(), lines_.under_way(), present_);
    const auto since = [&](std::int64_t time) {
      return static_cast<double>(time - recorder_->begin()) * 1e-9;
    };
    const load_progress progress{since(now), since(recorder_->end()), recorder_->requests(),
        recorder_->errors(), recorder_->so_far().violations, &recorder_->so_far()};
    if (options_.look && !options_.look(progress)) {
      stopped_ = "interrupted";
      is_ended_ = true;
    }
    if (stopped_.empty()) {
      stopped_ = reason_to_stop();
    }
  }

  std::string reason_to_stop() const {
    const auto [answered, errors] = recorder_->recent();
    for (const scenarios::threshold& one : plan_.stop) {
      const bool of_errors = one.measure == scenarios::load_measure::errors;
      const double share =
          answered == 0 ? 0.0 : static_cast<double>(errors) / static_cast<double>(answered);
      if (of_errors ? answered >= fewest_to_stop_on && one.holds(share)
                    : one.holds(measured(one, recorder_->so_far()))) {
        return one.text;
      }
    }
    return "";
  }

  void begin_arrivals(std::int64_t now) {
    if (plan_.workload.model == scenarios::workload_model::closed) {
      fill_up(now);
      return;
    }
    while (next_arrival_ && stopped_.empty()) {
      const std::int64_t at = arrival_time();
      if (at > now) {
        break;
      }
      arrive(at, now);
      next_arrival_ = arrivals_.next();
    }
  }

  std::int64_t arrival_time() const {
    return recorder_->begin() + static_cast<std::int64_t>(std::llround(*next_arrival_ * 1e9));
  }

  /// As many people as a closed workload wants now.
  void fill_up(std::int64_t now) {
    if (is_over(now)) {
      return;
    }
    const double time = static_cast<double>(now - recorder_->begin()) * 1e-9;
    wanted_ = static_cast<std::size_t>(std::llround(level_at(pieces_, time)));
    while (present_ < wanted_) {
      arrive(now, now);
    }
  }

  void wake_up(std::int64_t now) {
    while (!wakes_.empty() && wakes_.top().at <= now) {
      const wake one = wakes_.top();
      wakes_.pop();
      if (std::exchange(people_[one.who].is_put_off, false)) {
        recorder_->asked(one.at);
        lines_.ask(one.who, one.at);
      } else {
        go_on(one.who, one.at, now);
      }
    }
  }

  std::int64_t next_time(std::int64_t now) const {
    std::int64_t next = std::min(next_look_, ends_ == 0 ? recorder_->end() : ends_);
    if (next_arrival_) {
      next = std::min(next, arrival_time());
    }
    if (!wakes_.empty()) {
      next = std::min(next, wakes_.top().at);
    }
    if (plan_.workload.model == scenarios::workload_model::closed && ends_ == 0) {
      next = std::min(next, now + fill_up_every);
    }
    return next;
  }

  const scenarios::plan& plan_;
  const load_run_options& options_;
  flow_script script_;
  people::draws luck_;
  std::vector<level_piece> pieces_;
  arrival_times arrivals_;
  lines lines_;
  std::optional<bound_flows> bound_;
  std::optional<load_recorder> recorder_;
  std::deque<flow_person> people_;
  std::vector<std::uint32_t> gone_;
  std::vector<std::deque<wake>> waiting_;  // by flow: for accounts
  std::priority_queue<wake, std::vector<wake>, std::greater<>> wakes_;
  std::optional<double> next_arrival_;
  json_answer reader_;
  std::string scratch_;
  std::string stopped_;
  std::uint32_t arrived_ = 0;
  std::uint64_t turns_ = 0;
  std::size_t present_ = 0, wanted_ = 0;
  std::int64_t next_look_ = 0, next_free_ = 0, ends_ = 0;
  bool is_ended_ = false;
};

}  // namespace

observe::load_test run_plan(
    const scenarios::plan& of, const target& to, const load_run_options& options) {
  runner one(of, to, options);
  observe::load_test test = one.run();
  test.target = to.url();
  return test;
}

judged_run run_bound_plan(const scenarios::plan& of, const scenarios::binding& binding,
    const target& to, const std::string& stories, const load_run_options& options) {
  runner one(of, to, options, &binding, stories);
  judged_run all = one.verdicts(one.run());
  all.measured.target = to.url();
  return all;
}

}  // namespace souk::load
