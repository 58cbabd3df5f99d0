// souk dash on the folder of a load test, finished or still running.
#include "cli/dash_source.hpp"
#include "reports/load_store.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>

namespace souk::cli {
namespace {

class load_test final : public dash_source {
 public:
  explicit load_test(const std::string& folder)
      : command_("souk dash " + folder), file_(folder + "/load.sqlite") {
    read();
    // The bar above the panel names a run: the plan, and its backend.
    observe::run_description what;
    what.scenario = test_->plan;
    what.policy = test_->target;
    observe::snapshot shown;
    shown.what = std::make_shared<const observe::run_description>(std::move(what));
    shown.phase = observe::run_phase::finished;
    shown.replay = true;
    shown_ = std::make_shared<const observe::snapshot>(std::move(shown));
  }

  viz::feed now() override {
    look_again();
    viz::feed all;
    all.a = shown_;
    all.load = test_;
    all.command = command_;
    return all;
  }
  void ask(observe::intent::any) override {}

 private:
  void read() {
    read_at_ = clock::now();
    written_ = std::filesystem::last_write_time(file_);
    test_ = std::make_shared<const observe::load_test>(reports::read_load_store(file_));
  }

  /// Twice a second: the store is replaced while the test runs.
  void look_again() {
    if (test_->stopped != observe::load_test::still_running
        || clock::now() - read_at_ < std::chrono::milliseconds(500)) {
      return;
    }
    read_at_ = clock::now();
    std::error_code gone;
    const auto written = std::filesystem::last_write_time(file_, gone);
    if (!gone && written != written_) {
      read();
    }
  }

  using clock = std::chrono::steady_clock;

  std::string command_;
  std::string file_;
  clock::time_point read_at_;
  std::filesystem::file_time_type written_;
  std::shared_ptr<const observe::load_test> test_;
  observe::snapshot_ptr shown_;
};

}  // namespace

std::unique_ptr<dash_source> load_source(const std::string& folder) {
  try {
    return std::make_unique<load_test>(folder);
  } catch (const std::exception& error) {
    return trouble_source(error.what());
  }
}

}  // namespace souk::cli
