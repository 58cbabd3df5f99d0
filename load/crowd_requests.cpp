#include "load/crowd_requests.hpp"

#include "load/http_client.hpp"
#include "load/http_request.hpp"
#include "load/new_market.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace souk::load {

namespace {

using scenarios::observable;

constexpr std::int64_t patience = 60'000'000'000;  // ns
constexpr std::int64_t tenth = 100'000'000;        // ns

/// Every operation of the binding that a crowd may send.
std::vector<std::string> operations_of(const bound_backend& backend) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view name) {
    if (backend.find(name) != no_operation && std::ranges::find(names, name) == names.end()) {
      names.emplace_back(name);
    }
  };
  market::for_each_command([&]<class Command>() { add(Command::name); });
  for (const scenarios::standard_operation& one : scenarios::standard_operations()) {
    add(one.name);
  }
  for (const scenarios::bound_operation& one : backend.binding().others.all) {
    add(one.name);
  }
  return names;
}

/// An operation that is sent before another has the name of both, with a `/`.
std::string_view last_part(std::string_view name) {
  return name.substr(name.find('/') == std::string_view::npos ? 0 : name.find('/') + 1);
}

/// Whether it is said to one who proposed, and not to the job's client.
bool is_notice(const market::event& what) {
  using enum market::event_type;
  const bool ends_job =
      what.type == job_closed || what.type == job_expired || what.type == job_filled;
  return ends_job && what.person != what.job.client;
}

}  // namespace

crowd_requests::crowd_requests(const scenarios::plan& of, const target& to,
    const bound_backend& backend, crowd_names& names, oracle& judge)
    : plan_(of),
      to_(to),
      backend_(backend),
      names_(names),
      judge_(judge),
      log_in_(backend.find("log_in")),
      operation_names_(operations_of(backend)),
      lines_(to, {static_cast<std::size_t>(of.connections), of.timeout.ns, of.ca, {}}, *this),
      tokens_(judge.world().people()) {}

/// One that is sent before others is known under a number for each of them.
std::size_t crowd_requests::measured_as(operation_id operation) {
  const auto place = static_cast<std::size_t>(operation);
  while (measured_as_.size() <= place) {
    const operation_id next{static_cast<std::uint16_t>(measured_as_.size())};
    const auto known = std::ranges::find(operation_names_, last_part(backend_.name(next)));
    measured_as_.push_back(static_cast<std::size_t>(known - operation_names_.begin()));
  }
  return measured_as_[place];
}

// -- between epochs -------------------------------------------------------------------------------

const bound_answer& crowd_requests::call(
    std::string_view operation, std::span<const given_value> values) {
  demand(operation);
  control_ = backend_.find(operation);
  control_values_ = values;
  control_answered_ = false;
  const std::int64_t now = line_clock();
  recorder_->asked(now);
  lines_.ask(of_control, now);
  while (!control_answered_) {
    lines_.wait(line_clock() + patience);
  }
  if (control_failed_ != line_failure::none || !answer_.accepted) {
    throw backend_error(std::string(operation) + " is not answered: "
                        + (control_failed_ != line_failure::none
                                ? std::string(name_of(control_failed_))
                                : answer_.problem + answer_.code + " " + answer_.detail));
  }
  return answer_;
}

void crowd_requests::demand(std::string_view operation) {
  if (backend_.find(operation) == no_operation) {
    throw backend_error(
        "the binding has no operation " + std::string(operation) + ", which a crowd needs");
  }
}

void crowd_requests::begin(const scenarios::scenario& who) {
  first_second_ = epoch_second_ = who.begins();
  clock_ = {line_clock(), who.begins(), 0, 0};
  recorder_.emplace(plan_, operation_names_, line_clock());
  lines_.connect();
  if (backend_.find("reset") != no_operation) {
    const std::string set = policy_changes(who.policy);
    std::vector<given_value> values;
    for (const scenarios::slot& slot : backend_.slots(backend_.find("reset"))) {
      values.push_back(slot.name == "policy"  ? given_value::of(std::string_view{"seed"})
                       : slot.name == "set"   ? given_value::of(std::string_view{set})
                       : slot.name == "start" ? given_value::of(first_second_)
                                              : given_value::of(std::string_view{"[]"}));
    }
    const bound_answer& made = call("reset", values);
    staff_.token = made.find(observable::staff_token).text;
  }
  if (staff_.token.empty()) {
    staff_.token = call("staff_log_in", {}).find(observable::token).text;
  }
  for (const char* one : {"all_events", "log_in"}) {
    demand(one);
  }
  find_clock();
}

/// A clock that the crowd sets stands where the scenario begins; one that runs by itself has been
/// put there by the reset, or cannot be used.
void crowd_requests::find_clock() {
  const scenarios::clock_rule& rule = backend_.binding().clock;
  const bool is_set = rule.kind == scenarios::clock_kind::endpoint && rule.settable.empty();
  if (!is_set && rule.kind != scenarios::clock_kind::header) {
    demand("read_clock");
    const std::int64_t asked = line_clock();
    clock_ = clock_told(call("read_clock", {}), rule, asked);
  }
  if (clock_.stands()) {
    if (rule.kind == scenarios::clock_kind::endpoint) {
      demand("set_clock");
    }
    first_pace_ = line_clock();
    return;
  }
  const second since = clock_.said - first_second_;
  if (since < 0 || since > 60 + 10 * clock_.tolerance) {
    throw backend_error("the backend's clock runs and says " + market::time_text(clock_.said)
                        + ", but people begin at " + market::time_text(first_second_)
                        + ": the binding's reset has to set it ({start})");
  }
  first_pace_ = clock_.when(first_second_);
}

void crowd_requests::wait_for_clock(second to, const std::function<bool()>& goes_on) {
  if (clock_.stands()) {
    if (backend_.binding().clock.kind == scenarios::clock_kind::endpoint) {
      const given_value value = given_value::of(to);
      call("set_clock", std::span{&value, 1});
    }
    clock_.said = to;
    return;
  }
  while (clock_.at(line_clock()) < to && goes_on()) {
    lines_.wait(std::min(clock_.when(to) + 1, line_clock() + tenth));
    look();
  }
}

void crowd_requests::read_events(std::vector<told_news>& into) {
  const operation_id operation = backend_.find("all_events");
  const std::size_t page = static_cast<std::size_t>(backend_.page_size(operation));
  for (std::size_t found = page; found >= page;) {
    std::vector<given_value> values;
    for (const scenarios::slot& slot : backend_.slots(operation)) {
      values.push_back(slot.name == "limit"   ? given_value::of(static_cast<std::int64_t>(page))
                       : slot.name == "after" ? given_value::of(std::string_view{cursor_})
                                              : given_value{});
    }
    const bound_answer& answer = call("all_events", values);
    found = answer.all(observable::seq).size();
    for (std::size_t n = 0; n < found; ++n) {
      std::int64_t id = 0;
      market::event what;
      if (!read_event(answer, n, names_, id, what)) {
        continue;
      }
      judge_.take_event(market::nobody, id, what);
      const market::told_event told{what, !is_notice(what)};
      for (const market::person_id person : {what.person, what.other}) {
        const bool once = person != what.other || what.person != what.other;
        if (person != market::nobody && once && told.is_told_to(person)) {
          into.push_back({person, what});
        }
      }
    }
    if (const observed_value& next = answer.find(observable::next); !next.is_null) {
      cursor_ = next.text.empty() ? std::to_string(next.number) : std::string(next.text);
    }
  }
}

second crowd_requests::look_at_platform() {
  const std::int64_t asked = line_clock();
  if (backend_.find("platform") == no_operation) {
    return clock_.at(asked) - 2 * clock_.tolerance;
  }
  const bound_answer& answer = call("platform", {});
  answered_look look;
  read_look(answer, thing::platform, names_, told_);
  look.values = told_;
  look.order = order_of(answer);
  look.when = clock_.during(asked, line_clock());
  judge_.take(look);
  judge_.settle(INT64_MAX);
  return look.order.at != backend_order::unknown ? look.order.at
                                                 : clock_.at(asked) - 2 * clock_.tolerance;
}

// -- people's requests ----------------------------------------------------------------------------

void crowd_requests::pace(second from, double speed) {
  speed_ = clock_.stands() ? speed : clock_.speed;
  epoch_second_ = from;
  const double since = static_cast<double>(from - first_second_);
  pace_from_ = speed_ > 0 ? first_pace_ + std::llround(since / speed_ * 1e9) : line_clock();
}

std::int64_t crowd_requests::intended_at(const crowd_item& item) const {
  const second since = std::max<second>(item.at - epoch_second_, 0);
  return speed_ > 0 ? pace_from_ + std::llround(static_cast<double>(since) / speed_ * 1e9) : 0;
}

void crowd_requests::carry_out(
    std::vector<crowd_task>& tasks, const std::function<bool()>& goes_on) {
  tasks_ = &tasks;
  unfinished_ = tasks.size();
  asked_.clear();
  for (std::uint64_t i = 0; i < tasks.size(); ++i) {
    const std::int64_t at = intended_at(tasks[i].items.front());
    bool on = true;
    while (on && line_clock() < at) {
      lines_.wait(std::min(at, line_clock() + tenth));
      look();
      settle();
      on = line_clock() >= at || goes_on();
    }
    if (!on) {
      unfinished_ -= tasks.size() - i;
      break;
    }
    start(i);
  }
  while (unfinished_ > 0) {
    lines_.wait(line_clock() + patience / 1000);
    look();
    settle();
  }
  judge_.settle(INT64_MAX);
  tasks_ = nullptr;
}

void crowd_requests::start(std::uint64_t tag) {
  crowd_task& task = (*tasks_)[tag];
  task.username = names_.username(task.who);
  task.email = task.username + "@people.invalid";
  task.session.username = task.username;
  task.session.email = task.email;
  task.session.token = tokens_[index(task.who)];
  go_on(task, tag, std::max(line_clock(), intended_at(task.items.front())));
}

/// What has to be sent for the item; false where it cannot be: what it names is not known there.
bool crowd_requests::begin_item(crowd_task& task) {
  crowd_item& item = task.items[task.item];
  operation_id operation = no_operation;
  if (item.is_command) {
    if (auto* const form = std::get_if<market::register_account>(&item.what)) {
      form->username = task.username;
      form->email = task.email;
      task.session.password = form->password;
    } else if (task.session.token.empty()) {
      return false;
    }
    operation = backend_.of(item.what);
  } else if (!task.session.token.empty()) {
    operation = backend_.find(look_of(item.about.of));
  }
  if (operation == no_operation) {
    return false;
  }
  const auto first = backend_.first(operation);
  task.operations.assign(first.begin(), first.end());
  task.operations.push_back(operation);
  task.operation = 0;
  return !item.is_command || knows_all(names_, item.what);
}

void crowd_requests::go_on(crowd_task& task, std::uint64_t tag, std::int64_t now) {
  while (task.item < task.items.size() && !begin_item(task)) {
    ++task.item;
  }
  if (task.item == task.items.size()) {
    --unfinished_;
    return;
  }
  ask(tag, std::max(now, intended_at(task.now())));
}

void crowd_requests::ask(std::uint64_t tag, std::int64_t intended) {
  crowd_task& task = (*tasks_)[tag];
  task.asked = line_clock();
  task.under_way = true;
  asked_.emplace_back(task.asked, tag);
  recorder_->asked(intended);
  lines_.ask(tag, intended);
}

bool crowd_requests::write(std::uint64_t tag, std::string& into) {
  request_.clear();
  if (tag == of_control) {
    backend_.write(
        control_, control_values_, {nullptr, &staff_, &names_, clock_.at(line_clock())}, request_);
  } else {
    crowd_task& task = (*tasks_)[tag];
    const operation_id operation = task.operations[task.operation];
    const sending by{&task.session, &staff_, &names_, clock_.at(task.asked)};
    if (task.now().is_command && operation != log_in_) {
      backend_.write(operation, task.now().what, by, request_);
    } else {
      fill_look(backend_, operation, task.now().about, names_, values_);
      fill_login(backend_, operation, task.session, values_);
      backend_.write(operation, values_, by, request_);
    }
  }
  append_http(request_, to_, into);
  return false;
}

// -- answers --------------------------------------------------------------------------------------

void crowd_requests::record(operation_id operation, const answer& one) {
  std::string wrong;
  if (one.failed != line_failure::none) {
    wrong = name_of(one.failed);
  } else {
    backend_.read(operation, one.status, one.body, answer_);
    wrong = answer_.problem;
  }
  recorder_->answered(measured_as(operation), one, wrong);
}

void crowd_requests::answered(const answer& one) {
  if (one.tag == of_control) {
    record(control_, one);
    control_failed_ = one.failed;
    control_answered_ = true;
    return;
  }
  crowd_task& task = (*tasks_)[one.tag];
  task.under_way = false;
  record(task.operations[task.operation], one);
  if (one.failed != line_failure::none || !answer_.problem.empty()) {
    lose(task);
    --unfinished_;
    return;
  }
  take_step(task, one.tag, one);
}

/// Nobody knows what became of it.
void crowd_requests::lose(const crowd_task& task) {
  for_people_of(
      task.who, task.now().what, [&](market::person_id person) { judge_.lose_sight_of(person); });
}

void crowd_requests::take_step(crowd_task& task, std::uint64_t tag, const answer& one) {
  const operation_id operation = task.operations[task.operation];
  const bool is_last = operation == log_in_ || task.operation + 1 == task.operations.size();
  if (!answer_.accepted && !is_last) {
    ++task.item;
    go_on(task, tag, line_clock());
    return;
  }
  backend_.remember(answer_, one.answered / 1'000'000'000, task.session);
  if (is_last && task.now().is_command && operation != log_in_) {
    take_command(task, tag, one);
    return;
  }
  if (is_last && !task.now().is_command) {
    take_look(task, tag, one);
  }
  if (operation == log_in_) {
    tokens_[index(task.who)] = task.session.token;
  }
  if (is_last) {
    ++task.item;
    go_on(task, tag, line_clock());
  } else {
    ++task.operation;
    ask(tag, line_clock());
  }
}

void crowd_requests::take_command(crowd_task& task, std::uint64_t tag, const answer& one) {
  answered_command told;
  told.tag = tag;
  told.by = task.who;
  told.what = &task.now().what;
  told.when = clock_.during(one.sent, one.answered);
  told.order = order_of(answer_);
  told.why = answer_.accepted ? market::reason::none : answer_.why;
  judge_.take(told);
  if (!answer_.accepted) {
    ++task.item;
    go_on(task, tag, line_clock());
    return;
  }
  take_made(task);
  if (std::holds_alternative<market::register_account>(task.now().what)) {
    task.operations.assign(1, log_in_);
    task.operation = 0;
    ask(tag, line_clock());
    return;
  }
  ++task.item;
  go_on(task, tag, line_clock());
}

/// What the backend calls the things that a command made.
void crowd_requests::take_made(const crowd_task& task) {
  const market::command& what = task.now().what;
  if (const auto* posted = std::get_if<market::post_job>(&what)) {
    const market::job_id id{task.who, posted->need};
    const std::string theirs(answer_.find(observable::job).text);
    if (!names_.add(id, theirs)) {
      violation found;
      found.rule = "R11";
      found.request = names_.username(task.who) + " post_job";
      found.answer = "job: " + theirs;
      found.expected = "job: an id of its own";
      found.at = clock_.at(line_clock());
      found.by = task.who;
      judge_.report(std::move(found));
    }
  } else if (const auto* made = std::get_if<market::offer>(&what)) {
    const market::contract_id id{made->job, made->freelancer};
    names_.add(id, answer_.find(observable::contract).text);
    std::uint32_t n = 0;
    for (const observed_value& one : answer_.all(observable::milestones)) {
      names_.add(market::milestone_id{id, n++}, one.text);
    }
  } else if (const auto* added = std::get_if<market::add_milestone>(&what)) {
    std::uint32_t n = 0;
    while (!names_.milestone({added->contract, n}).empty()) {
      ++n;
    }
    names_.add(market::milestone_id{added->contract, n}, answer_.find(observable::milestone).text);
  }
}

void crowd_requests::take_look(crowd_task& task, std::uint64_t tag, const answer& one) {
  answered_look told;
  told.tag = tag;
  told.by = task.who;
  told.about = task.now().about;
  told.when = clock_.during(one.sent, one.answered);
  told.shown = answer_.accepted;
  told.order = told.shown ? order_of(answer_) : backend_order{};
  read_look(answer_, told.about.of, names_, told_);
  told.values = told_;
  judge_.take(told);
}

/// Judges what no request that is still under way can have come before.
void crowd_requests::settle() {
  while (!asked_.empty()) {
    const auto& [when, tag] = asked_.front();
    const crowd_task& task = (*tasks_)[tag];
    if (task.under_way && task.asked == when) {
      break;
    }
    asked_.pop_front();
  }
  judge_.settle(asked_.empty() ? line_clock() : asked_.front().first);
}

// -- figures --------------------------------------------------------------------------------------

/// Ends a second where one is over.
void crowd_requests::look() {
  recorder_->judged(judge_);
  recorder_->look(line_clock(), lines_.waiting(), lines_.under_way(), unfinished_);
}

load_progress crowd_requests::progress() const {
  const auto since = [&](std::int64_t time) {
    return static_cast<double>(time - recorder_->begin()) * 1e-9;
  };
  return {since(line_clock()), since(recorder_->end()), recorder_->requests(), recorder_->errors(),
      judge_.sums().violations, &recorder_->so_far()};
}

observe::load_test crowd_requests::finish() {
  look();
  return recorder_->finish(line_clock(), lines_, lines_.under_way() + lines_.waiting());
}

}  // namespace souk::load
