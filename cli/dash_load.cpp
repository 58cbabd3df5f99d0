// souk dash on the folder of a finished load test.
#include "cli/dash_source.hpp"
#include "reports/load_store.hpp"

#include <utility>

namespace souk::cli {
namespace {

class load_test final : public dash_source {
 public:
  explicit load_test(const std::string& folder)
      : command_("souk dash " + folder),
        test_(std::make_shared<const observe::load_test>(
            reports::read_load_store(folder + "/load.sqlite"))) {
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
    viz::feed all;
    all.a = shown_;
    all.load = test_;
    all.command = command_;
    return all;
  }
  void ask(observe::intent::any) override {}

 private:
  std::string command_;
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
