#include "observe/live_watch.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

namespace souk::observe {

live_watch::live_watch(run_description what, std::vector<policy_since> policies, clock wall)
    : wall_(std::move(wall)) {
  next_.now = what.start;
  next_.what = std::make_shared<const run_description>(std::move(what));
  next_.policies = std::make_shared<const std::vector<policy_since>>(std::move(policies));
  box_.put(std::make_shared<const snapshot>(next_));
}

// -- the viewer's side

void live_watch::ask(intent::any wish) {
  if (std::holds_alternative<intent::quit>(wish)) {
    quitting_.store(true, std::memory_order_relaxed);
  }
  wishes_.put(std::move(wish));
  const std::lock_guard lock(mutex_);
  if (wake_) {
    wake_();
  }
}

void live_watch::catch_up(std::int64_t epoch, bool then_rest, double hours_per_s) {
  pace_.hurry_to(epoch);
  pace_.set_speed(hours_per_s);
  if (then_rest) {
    pace_.rest_at(epoch);
  }
}

void live_watch::set_waker(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

void live_watch::finish(run_phase how, std::string message) {
  snapshot last = *box_.newest();
  ++last.number;
  last.phase = how;
  last.message = std::move(message);
  const std::lock_guard lock(mutex_);
  last.days = days_;
  box_.put(std::make_shared<const snapshot>(std::move(last)));
}

// -- the engine's side

/// While the run rests, its last days may still be on their way: they are shown when they come.
void live_watch::on_day(const day_record& day, std::span<const category_day> categories) {
  const std::lock_guard lock(mutex_);
  days_.add(day, categories);
  if (wake_) {
    wake_();
  }
}

void live_watch::set_limit(std::function<std::int64_t()> most_epochs) {
  const std::lock_guard lock(mutex_);
  limit_ = std::move(most_epochs);
}

bool live_watch::is_held_back(std::int64_t epoch) const {
  const std::lock_guard lock(mutex_);
  return limit_ && epoch >= limit_();
}

bool live_watch::days_came(std::size_t shown) const {
  const std::lock_guard lock(mutex_);
  return days_.size() != shown;
}

pace live_watch::between_epochs(market_sight& sight) {
  obey(sight);
  const std::int64_t epoch = sight.epoch();
  done_.store(epoch, std::memory_order_relaxed);
  const double wall = wall_();
  const bool over = epoch >= sight.epochs();
  const bool rests = over || pace_.paused(epoch);
  if (rests) {
    if (!rested_ || days_came(next_.days.size()) || wall >= published_at_ + 0.5) {
      publish(sight, wall, true);
    }
    rested_ = true;
  } else {
    rested_ = false;
    if (wall >= published_at_ + 1.0 / most_snapshots_per_s) {
      publish(sight, wall, false);
    }
  }
  if (over) {
    return {stays_ ? pace::kind::hold : pace::kind::go, 0};
  }
  if (!rests && is_held_back(epoch)) {
    return {pace::kind::wait, 2};
  }
  return pace_.next(epoch, sight.epoch_s(), wall);
}

void live_watch::obey(market_sight& sight) {
  for (const intent::any& wish : wishes_.take()) {
    obey(wish, sight);
    rested_ = false;
  }
}

void live_watch::obey(const intent::any& wish, market_sight& sight) {
  const std::int64_t epochs_a_day = market::day / sight.epoch_s();
  std::visit(
      [&]<class Wish>(const Wish& one) {
        if constexpr (std::is_same_v<Wish, intent::pause>) {
          pace_.pause();
        } else if constexpr (std::is_same_v<Wish, intent::resume>) {
          pace_.resume();
        } else if constexpr (std::is_same_v<Wish, intent::step>) {
          pace_.step(sight.epoch(), one.epochs);
        } else if constexpr (std::is_same_v<Wish, intent::speed>) {
          pace_.set_speed(one.hours_per_s);
        } else if constexpr (std::is_same_v<Wish, intent::rest_at>) {
          pace_.rest_at(one.epochs);
        } else if constexpr (std::is_same_v<Wish, intent::run_to>) {
          pace_.run_to(one.day * epochs_a_day);
        } else if constexpr (std::is_same_v<Wish, intent::change_policy>) {
          sight.change_policy(*one.terms);
          auto all = *next_.policies;
          const auto later = std::ranges::find_if(
              all, [&](const policy_since& each) { return each.from > sight.now(); });
          all.insert(later, {sight.now(), *one.terms});
          next_.policies = std::make_shared<const std::vector<policy_since>>(std::move(all));
        } else if constexpr (std::is_same_v<Wish, intent::pick>) {
          picked_ = one.person;
        } else if constexpr (std::is_same_v<Wish, intent::look>) {
          wanted_ = one;
        } else if constexpr (std::is_same_v<Wish, intent::quit>) {
          throw run_abandoned();
        }
      },
      wish);
}

/// Gathers a costly part when its time has come, and puts the next time off by what it took.
template <class Gather>
bool live_watch::gather(costly& part, double wall_s, bool at_once, Gather&& work) {
  if (!at_once && wall_s < part.due) {
    return false;
  }
  const double began = wall_();
  work();
  const double took = wall_() - began;
  part.due = began + std::max(0.1, took / most_share);
  return true;
}

void live_watch::count_speed(std::int64_t epoch, double wall_s) {
  const double passed = wall_s - speed_since_;
  if (passed >= 0.5) {
    next_.engine.epochs_per_s = static_cast<double>(epoch - speed_epochs_) / passed;
    speed_since_ = wall_s;
    speed_epochs_ = epoch;
  }
}

void live_watch::publish(market_sight& sight, double wall_s, bool at_rest) {
  const bool over = sight.epoch() >= sight.epochs();
  ++next_.number;
  next_.phase = over ? run_phase::finished : at_rest ? run_phase::paused : run_phase::running;
  next_.epoch = sight.epoch();
  next_.epochs = sight.epochs();
  next_.now = sight.now();
  next_.epoch_s = sight.epoch_s();
  next_.hours_per_s = pace_.hours_per_s();
  next_.current = sight.current();
  count_speed(next_.epoch, wall_s);
  const double speed = at_rest ? 0.0 : next_.engine.epochs_per_s;
  next_.engine = sight.engine();
  next_.engine.epochs_per_s = speed;
  const bool fresh = at_rest && !rested_;
  // What the end of a run looks like is kept whole.
  if (wanted_.tail || over) {
    gather(tail_, wall_s, fresh, [&] { next_.tail = sight.tail(); });
  }
  if (wanted_.people || over) {
    gather(people_, wall_s, fresh, [&] { next_.people = sight.people(); });
  }
  if (wanted_.contracts || over) {
    gather(contracts_, wall_s, fresh, [&] { next_.contracts = sight.contracts(); });
  }
  next_.picked = picked_ == market::nobody ? nullptr : sight.look(picked_);
  {
    const std::lock_guard lock(mutex_);
    next_.days = days_;
  }
  box_.put(std::make_shared<const snapshot>(next_));
  published_at_ = wall_s;
}

}  // namespace souk::observe
