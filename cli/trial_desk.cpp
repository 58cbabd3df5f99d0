#include "cli/trial_desk.hpp"

#include "cli/trial_bytes.hpp"

#include <fmt/format.h>

#include <utility>

namespace souk::cli {

trial_desk::trial_desk(const trial_queue& queue, const crew_watch& watch)
    : queue_(queue), watch_(watch), book_(queue.jobs) {}

holder_id trial_desk::join(const std::string& name, std::int32_t threads) {
  const std::lock_guard lock(mutex_);
  const holder_id who = members_.size() + 1;
  members_[who] = {.name = name, .threads = threads};
  tell_members();
  return who;
}

void trial_desk::leave(holder_id who) {
  const std::lock_guard lock(mutex_);
  book_.leave(who);
  members_[who].gone = true;
  members_[who].silent = false;
  tell_members();
  changed_.notify_all();
}

void trial_desk::hush(holder_id who, bool silent) {
  const std::lock_guard lock(mutex_);
  book_.hush(who, silent);
  members_[who].silent = silent;
  tell_members();
  changed_.notify_all();
}

std::optional<std::size_t> trial_desk::take(holder_id who) {
  return is_over() ? std::nullopt : book_.take(who, now());
}

std::optional<trial_desk::task> trial_desk::next(holder_id who) {
  while (true) {
    std::optional<std::size_t> number;
    {
      const std::lock_guard lock(mutex_);
      number = take(who);
    }
    if (!number) {
      return std::nullopt;
    }
    try {
      return task{*number, queue_.job(*number)};
    } catch (...) {
      answer(who, *number, {std::nullopt, std::current_exception()});
    }
  }
}

std::optional<trial_desk::task> trial_desk::wait_for_next(holder_id who) {
  // What is overdue, and a wish to stop, announce themselves to nobody.
  constexpr std::chrono::milliseconds look_again{200};
  while (!over()) {
    if (auto found = next(who)) {
      return found;
    }
    std::unique_lock lock(mutex_);
    if (!is_over()) {
      changed_.wait_for(lock, look_again);
    }
  }
  return std::nullopt;
}

void trial_desk::answer(holder_id who, std::size_t job, trial_answer found) {
  const std::uint64_t digest = digest_of(bytes_of(found));
  const std::lock_guard lock(mutex_);
  if (!book_.has(job, who)) {
    return;
  }
  const std::optional<holder_id> before = book_.answered_by(job);
  switch (book_.keep(job, who, digest, now())) {
    case lease_book::verdict::first:
      ++members_[who].done;
      keep(job, std::move(found));
      break;
    case lease_book::verdict::repeated:
      break;
    case lease_book::verdict::contradicted:
      failure_ = failure_ ? failure_
                          : std::make_exception_ptr(std::runtime_error(fmt::format(
                                "{} and {} give different answers to run {}, which must not depend "
                                "on the machine; one of them computes wrongly",
                                members_[*before].name, members_[who].name, job + 1)));
  }
  tell_members();
  changed_.notify_all();
}

void trial_desk::keep(std::size_t job, trial_answer found) {
  try {
    queue_.take(job, std::move(found));
  } catch (...) {
    failure_ = failure_ ? failure_ : std::current_exception();
  }
}

void trial_desk::give_back(holder_id who, std::size_t job) {
  const std::lock_guard lock(mutex_);
  book_.give_back(job, who);
  changed_.notify_all();
}

std::vector<holder_id> trial_desk::others_at(std::size_t job) const {
  const std::lock_guard lock(mutex_);
  return book_.holders(job);
}

bool trial_desk::is_answered(std::size_t job) const {
  const std::lock_guard lock(mutex_);
  return book_.answered_by(job).has_value();
}

bool trial_desk::has_plenty() const {
  const std::lock_guard lock(mutex_);
  std::int64_t threads = 0;
  for (const auto& [who, member] : members_) {
    threads += member.gone ? 0 : member.threads;
  }
  return std::cmp_greater(book_.unheld_jobs(), 2 * threads);
}

void trial_desk::count_days(std::int64_t days) {
  const std::lock_guard lock(mutex_);
  watch_.days_done(days);
}

void trial_desk::say(const std::string& line) {
  const std::lock_guard lock(mutex_);
  watch_.say(line);
}

bool trial_desk::over() const {
  const std::lock_guard lock(mutex_);
  return is_over();
}

bool trial_desk::cut_short() const {
  const std::lock_guard lock(mutex_);
  return is_over() && (failure_ || !book_.complete());
}

bool trial_desk::is_over() const { return failure_ || book_.complete() || queue_.stop(); }

void trial_desk::fail(std::exception_ptr why) {
  const std::lock_guard lock(mutex_);
  failure_ = failure_ ? failure_ : std::move(why);
  changed_.notify_all();
}

void trial_desk::rethrow() const {
  const std::lock_guard lock(mutex_);
  if (failure_) {
    std::rethrow_exception(failure_);
  }
}

std::vector<crew_member> trial_desk::members() const {
  const std::lock_guard lock(mutex_);
  return member_list();
}

std::vector<crew_member> trial_desk::member_list() const {
  std::vector<crew_member> all;
  for (const auto& [who, member] : members_) {
    all.push_back(member);
  }
  return all;
}

void trial_desk::tell_members() const { watch_.members(member_list()); }

double trial_desk::now() const {
  const std::chrono::duration<double> since = std::chrono::steady_clock::now() - began_;
  return since.count();
}

desk_threads::desk_threads(trial_desk& desk, std::size_t threads) : desk_(desk) {
  if (threads == 0) {
    return;
  }
  const holder_id here = desk.join("here", static_cast<std::int32_t>(threads));
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this, here] {
      try {
        work(here);
      } catch (...) {
        desk_.fail(std::current_exception());
      }
    });
  }
}

desk_threads::~desk_threads() {
  for (std::thread& one : threads_) {
    one.join();
  }
}

void desk_threads::work(holder_id who) {
  while (const auto task = desk_.wait_for_next(who)) {
    trial_answer found;
    try {
      found.result = run_trial(
          task->what, {.day_done = [this] { desk_.count_days(1); },
                          .stop = [&] { return desk_.over() || desk_.is_answered(task->number); }});
    } catch (const trial_stopped&) {
      desk_.give_back(who, task->number);
      continue;
    } catch (...) {
      found.failure = std::current_exception();
    }
    desk_.answer(who, task->number, std::move(found));
  }
}

}  // namespace souk::cli
