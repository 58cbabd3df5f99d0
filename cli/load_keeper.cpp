#include "cli/load_keeper.hpp"

#include "cli/run_folder.hpp"
#include "reports/load_store.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace souk::cli {

namespace {

constexpr double pause = 2.0;  // s

}  // namespace

load_keeper::load_keeper(std::string folder, observe::load_test what)
    : file_(std::move(folder) + "/load.sqlite"),
      what_(std::move(what)),
      next_(pause),
      writer_([this] { write_on(); }) {}

load_keeper::~load_keeper() {
  {
    const std::lock_guard lock(lock_);
    over_ = true;
    wanted_.notify_one();
  }
  writer_.join();
}

void load_keeper::keep(const load::load_progress& progress) {
  if (progress.now < next_) {
    return;
  }
  const std::lock_guard lock(lock_);
  if (copy_) {
    return;
  }
  next_ = progress.now + pause;
  copy_ = *progress.so_far;
  copy_->target = what_.target;
  copy_->binding = what_.binding;
  copy_->version = what_.version;
  copy_->command = what_.command;
  copy_->stopped = observe::load_test::still_running;
  observe::end_phases(*copy_, progress.now);
  wanted_.notify_one();
}

void load_keeper::write_on() {
  std::unique_lock lock(lock_);
  while (true) {
    wanted_.wait(lock, [this] { return over_ || copy_.has_value(); });
    if (over_) {
      return;
    }
    lock.unlock();  // nobody touches a copy that is there
    try {
      write_whole(file_, [&](const std::string& path) { reports::write_load_store(path, *copy_); });
    } catch (const std::exception& error) {
      spdlog::warn("{}: {}; the test goes on", file_, error.what());
    }
    lock.lock();
    copy_.reset();
  }
}

}  // namespace souk::cli
