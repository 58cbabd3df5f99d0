// Whole runs of the baseline's market at several sizes: the actor engine at 1 and 2 threads against
// the plain sequential loop, all in one process and in turn, several times over; of each the run of
// the median wall time counts. Prints the tables of docs/performance.md.
//
//   souk_whole_runs [DAYS] [FREELANCERS...]     default: 28 days of 10,000 100,000 1,000,000
//   SOUK_BENCH_RUNS                             how often; default 3
#include "actors/engine.hpp"
#include "scenarios/scenario.hpp"
#include "tests/support/plain_loop.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>

namespace {

std::atomic<std::int64_t> allocations{0};

}  // namespace

void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* place = std::malloc(size)) {
    return place;
  }
  throw std::bad_alloc();
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }

namespace {

using namespace souk;

struct measured {
  double wall_s = 0;
  std::int64_t proposals = 0, wakes = 0, registered = 0, allocations = 0, bytes = 0;
  observe::run_cost cost;
  std::string hash;
};

/// What is allocated at the end of the last day, when everything is still there.
class weighing_observer : public observe::run_observer {
 public:
  explicit weighing_observer(std::int32_t last_day) : last_day_(last_day) {}

  void on_day(const observe::day_record& day, std::span<const observe::category_day>) override {
    proposals += day.counts[market::event_type::proposed];
    wakes += day.counts[observe::counted::wakes];
    if (day.day == last_day_) {
      const auto info = mallinfo2();
      bytes = static_cast<std::int64_t>(info.uordblks + info.hblkhd);
    }
  }

  std::int64_t proposals = 0, wakes = 0, bytes = 0;

 private:
  std::int32_t last_day_;
};

actors::run_options options_for(std::int32_t freelancers, std::int32_t days) {
  const scenarios::scenario baseline = scenarios::load_scenario("baseline");
  actors::run_options options;
  options.people = baseline;
  options.policy = baseline.policy;
  options.seed = baseline.seed;
  options.start = baseline.begins();
  options.epoch = baseline.epoch;
  options.burn_in_days = 0;
  options.days = days;
  options.people.population.freelancers = freelancers;
  options.people.population.clients = freelancers / 5;
  return options;
}

template <class Run>
measured measure(const actors::run_options& options, Run&& run) {
  weighing_observer observer(options.days - 1);
  measured result;
  const std::int64_t allocated = allocations.load();
  const auto began = std::chrono::steady_clock::now();
  const observe::run_result answer = run(options, observer);
  result.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  result.allocations = allocations.load() - allocated;
  result.proposals = observer.proposals;
  result.wakes = observer.wakes;
  result.bytes = observer.bytes;
  result.registered = answer.freelancers + answer.clients;
  result.cost = answer.cost;
  result.hash = answer.state_hash;
  malloc_trim(0);
  return result;
}

measured with_engine(actors::run_options options, int threads) {
  options.threads = threads;
  return measure(
      options, [](const auto& run, auto& observer) { return actors::run(run, {}, observer); });
}

measured with_loop(const actors::run_options& options) {
  return measure(options,
      [](const auto& run, auto& observer) { return testing::plain_loop(run, {}, observer); });
}

void print_row(
    std::int32_t freelancers, std::string_view engine, const measured& run, const measured& loop) {
  const auto proposals = static_cast<double>(std::max<std::int64_t>(run.proposals, 1));
  fmt::print("| {} | {} | {:.2f} | {:.2f} | {:.3f} | {:.3f} | {:.2f} | {:.0f} | {:.2f} |\n",
      freelancers, engine, run.wall_s, loop.wall_s / run.wall_s, proposals / run.wall_s / 1e6,
      static_cast<double>(run.wakes) / run.wall_s / 1e6, run.wall_s / proposals * 1e6,
      static_cast<double>(run.bytes) / static_cast<double>(run.registered),
      static_cast<double>(run.allocations) / proposals);
}

void print_barriers(std::int32_t freelancers, int threads, const measured& run) {
  const observe::run_cost& cost = run.cost;
  const auto epochs = static_cast<double>(std::max<std::int64_t>(cost.epochs, 1));
  const double idle = cost.stages_s * threads - cost.busy_s;
  fmt::print("| {} | {} | {:.1f} | {:.1f} | {:.1f} | {:.1f} % |\n", freelancers, threads,
      static_cast<double>(cost.barriers) / epochs, static_cast<double>(cost.shards_woken) / epochs,
      static_cast<double>(cost.batches) / epochs, 100.0 * idle / (cost.stages_s * threads));
}

/// The runs of one size under each engine.
struct sizes_run {
  std::int32_t freelancers;
  std::vector<measured> loops, ones, twos;
};

const measured& median(std::vector<measured>& runs) {
  const auto middle = runs.begin() + static_cast<std::ptrdiff_t>(runs.size() / 2);
  std::nth_element(runs.begin(), middle, runs.end(),
      [](const measured& a, const measured& b) { return a.wall_s < b.wall_s; });
  return *middle;
}

int runs_wanted() {
  const char* const wanted = std::getenv("SOUK_BENCH_RUNS");
  return std::max(1, wanted == nullptr ? 3 : std::atoi(wanted));
}

}  // namespace

int main(int argc, char** argv) {
  const std::int32_t days = argc > 1 ? std::atoi(argv[1]) : 28;
  std::vector<std::int32_t> sizes;
  for (int i = 2; i < argc; ++i) {
    sizes.push_back(std::atoi(argv[i]));
  }
  if (sizes.empty()) {
    sizes = {10'000, 100'000, 1'000'000};
  }
  fmt::print(
      "| freelancers | engine | wall s | speed against the loop | M proposals/s | M wakes/s | us a "
      "proposal "
      "| bytes a registered person | allocations a proposal "
      "|\n|---|---|---|---|---|---|---|---|---|\n");
  std::vector<sizes_run> all;
  bool same = true;
  for (std::int32_t freelancers : sizes) {
    const actors::run_options options = options_for(freelancers, days);
    sizes_run& size = all.emplace_back(sizes_run{freelancers, {}, {}, {}});
    for (int i = 0; i < runs_wanted(); ++i) {
      size.loops.push_back(with_loop(options));
      size.ones.push_back(with_engine(options, 1));
      size.twos.push_back(with_engine(options, 2));
      same = same && size.loops.back().hash == size.ones.back().hash
             && size.loops.back().hash == size.twos.back().hash;
    }
    const measured& loop = median(size.loops);
    print_row(freelancers, "plain loop", loop, loop);
    print_row(freelancers, "actors, 1 thread", median(size.ones), loop);
    print_row(freelancers, "actors, 2 threads", median(size.twos), loop);
    std::fflush(stdout);
  }
  fmt::print(
      "\n| freelancers | threads | barriers an epoch | shards woken an epoch | batches an epoch | "
      "threads idle "
      "within stages |\n|---|---|---|---|---|---|\n");
  for (sizes_run& size : all) {
    print_barriers(size.freelancers, 1, median(size.ones));
    print_barriers(size.freelancers, 2, median(size.twos));
  }
  fmt::print("\nstate hashes: {}\n", same ? "all agree" : "DIFFER");
  return same ? 0 : 3;
}
