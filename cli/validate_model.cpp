// souk validate-model: one market under several seeds against what is known of real ones.
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/run_folder.hpp"
#include "cli/simulation.hpp"
#include "cli/terminal.hpp"
#include "reports/model_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace souk::cli {

namespace {

/// The runs of one check, shared out to threads one at a time.
class replications {
 public:
  replications(const model_options& options, const observe::run_description& first)
      : options_(options),
        runs_(static_cast<std::size_t>(options.replications)),
        days_(first.burn_in_days + first.days),
        line_("day", std::int64_t{days_} * options.replications, !options.quiet) {
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      seeds_.push_back(first.seed + i);
    }
  }

  void run() {
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int wanted = options_.threads > 0 ? options_.threads : cores;
    std::vector<std::thread> crew;
    for (int i = 0; i < std::min(wanted, options_.replications); ++i) {
      crew.emplace_back([this] { work(); });
    }
    for (std::thread& one : crew) {
      one.join();
    }
    line_.clear();
    if (failure_) {
      std::rethrow_exception(failure_);
    }
  }

  const std::vector<std::uint64_t>& seeds() const { return seeds_; }
  const std::vector<std::vector<observe::moment>>& moments() const { return runs_; }

 private:
  class watch : public observe::run_observer {
   public:
    explicit watch(replications& all) : all_(all) {}
    void on_day(const observe::day_record&, std::span<const observe::category_day>) override {
      const std::lock_guard lock(all_.mutex_);
      all_.line_.update(++all_.done_);
    }
    bool stop_requested() const override { return interrupt_guard::interrupted() || all_.ended_; }

   private:
    replications& all_;
  };

  void work() {
    while (!interrupt_guard::interrupted() && !ended_) {
      const std::size_t i = next_++;
      if (i >= runs_.size()) {
        return;
      }
      try {
        simulation_options one = options_;
        one.seed = seeds_[i];
        one.threads = 1;
        watch watching(*this);
        runs_[i] = load_simulation(one)->run(watching).moments;
      } catch (...) {
        const std::lock_guard lock(mutex_);
        failure_ = std::current_exception();
        ended_ = true;
      }
    }
  }

  const model_options& options_;
  std::vector<std::vector<observe::moment>> runs_;
  std::vector<std::uint64_t> seeds_;
  std::int32_t days_;
  std::mutex mutex_;  // guards line_, done_ and failure_
  progress_line line_;
  std::int64_t done_ = 0;
  std::exception_ptr failure_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> ended_ = false;
};

}  // namespace

int validate_model_command(std::span<const std::string> arguments) {
  const model_options options = read_model_options(arguments);
  const observe::run_description what = load_simulation(options)->what();
  if (options.out) {
    check_run_folder(*options.out, options.force);
  }
  const interrupt_guard guard;
  replications all(options, what);
  all.run();
  if (interrupt_guard::interrupted()) {
    fmt::print(stderr, "souk validate-model: interrupted; nothing is known\n");
    return exit_interrupted;
  }
  const auto moments = reports::check_moments(all.moments());
  fmt::print("{}: {} days after {} of burn-in, {} {} from seed {} on; means and 95 % intervals\n\n",
      bold(fmt::format("{} under {}", what.scenario, what.policy), out_is_coloured()), what.days,
      what.burn_in_days, options.replications,
      options.replications == 1 ? "replication" : "replications", what.seed);
  fmt::print("{}", reports::moments_table(moments));
  if (options.out) {
    clear_run_folder(*options.out);
    write_file(*options.out + "/moments.json",
        reports::moments_json(what.scenario, what.policy, all.seeds(), moments));
  }
  return reports::tuning_holds(moments) ? exit_done : exit_failed;
}

}  // namespace souk::cli
