#include "cli/dash_life.hpp"

#include "actors/engine.hpp"
#include "cli/life.hpp"

#include <algorithm>
#include <utility>

namespace souk::cli {
namespace {

class life_watch : public observe::run_observer {
 public:
  life_watch(life& whose, const std::atomic<bool>& stopping, std::int64_t days,
      std::function<void(double)> came_so_far)
      : whose_(whose), stopping_(stopping), days_(days), came_so_far_(std::move(came_so_far)) {}

  void on_events(std::span<const market::event> events) override { whose_.add(events); }
  void on_day(const observe::day_record& day, std::span<const observe::category_day>) override {
    came_so_far_(static_cast<double>(day.day + 1) / static_cast<double>(days_));
  }
  bool stop_requested() const override { return stopping_.load(std::memory_order_relaxed); }

 private:
  life& whose_;
  const std::atomic<bool>& stopping_;
  std::int64_t days_;
  std::function<void(double)> came_so_far_;
};

}  // namespace

void life_teller::stop() {
  stopping_ = true;
  if (player_.joinable()) {
    player_.join();
  }
  stopping_ = false;
}

void life_teller::tell(actors::run_options run, market::person_id person, market::second until) {
  stop();
  observe::life_story begun;
  begun.person = person;
  begun.progress = 0.0;
  box_.put(std::make_shared<const observe::life_story>(std::move(begun)));
  player_ = std::thread([this, run = std::move(run), person, until]() mutable {
    try {
      play(std::move(run), person, until);
    } catch (const std::exception& error) {
      observe::life_story story;
      story.person = person;
      story.trouble = error.what();
      box_.put(std::make_shared<const observe::life_story>(std::move(story)));
    }
  });
}

void life_teller::play(actors::run_options run, market::person_id person, market::second until) {
  // A run of fewer days is the same up to its end.
  const std::int64_t days = (until - run.start + market::day - 1) / market::day;
  run.days =
      static_cast<std::int32_t>(std::clamp<std::int64_t>(days - run.burn_in_days, 1, run.days));
  run.record_events = true;
  run.threads = 1;
  run.followed = person;
  const actors::run_setup setup = actors::set_up_run(run);
  life told(setup, person, false);
  run.tell_notes = [&told](std::span<const people::note> notes) { told.add(notes); };
  life_watch watch(told, stopping_, run.burn_in_days + run.days, [&](double share) {
    observe::life_story so_far;
    so_far.person = person;
    so_far.progress = std::min(share, 0.999);
    box_.put(std::make_shared<const observe::life_story>(std::move(so_far)));
  });
  actors::run(run, {}, watch);
  if (stopping_) {
    return;
  }
  observe::life_story story = told.story();
  std::erase_if(story.lines, [until](const observe::life_line& line) { return line.at >= until; });
  story.until = until;
  box_.put(std::make_shared<const observe::life_story>(std::move(story)));
}

}  // namespace souk::cli
