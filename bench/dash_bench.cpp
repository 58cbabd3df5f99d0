// What watching costs: a run with and without a watcher, and the time that a frame of the dashboard
// takes to build (without drawing it), with all panels in sight and every second frame new.

#include "actors/engine.hpp"
#include "observe/live_watch.hpp"
#include "tests/support/small_market.hpp"
#include "viz/dashboard.hpp"
#include "viz/shell/stage.hpp"

#include <benchmark/benchmark.h>
#include <imgui/imgui.h>

#include <chrono>

namespace souk {
namespace {

double wall_seconds() {
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now().time_since_epoch();
  return passed.count();
}

actors::run_options market_of(std::int64_t freelancers) {
  actors::run_options options = testing::small_market();
  const scenarios::scenario baseline = scenarios::load_scenario("baseline");
  options.people = baseline;
  options.people.population.freelancers = static_cast<std::int32_t>(freelancers);
  options.people.population.clients = static_cast<std::int32_t>(freelancers / 5);
  options.policy = baseline.policy;
  return options;
}

/// Without a watcher, then with one that publishes 30 snapshots a second with all their parts.
void watched(benchmark::State& state) {
  const actors::run_options options = market_of(20'000);
  for (auto _ : state) {
    if (state.range(0) == 0) {
      observe::run_observer nobody;
      benchmark::DoNotOptimize(actors::run(options, {}, nobody));
    } else {
      observe::live_watch watch(
          actors::described(options, {}), {{options.start, options.policy}}, wall_seconds);
      benchmark::DoNotOptimize(actors::run(options, {}, watch, &watch));
      state.counters["snapshots"] = static_cast<double>(watch.newest()->number);
    }
  }
}
BENCHMARK(watched)
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->Repetitions(7)
    ->ReportAggregatesOnly();

/// The end of a run of so many freelancers over 60 days, then copied with other addresses.
observe::snapshot end_of_run(std::int64_t freelancers) {
  const actors::run_options options = market_of(freelancers);
  observe::live_watch watch(
      actors::described(options, {}), {{options.start, options.policy}}, wall_seconds);
  actors::run(options, {}, watch, &watch);
  watch.finish(observe::run_phase::paused, "");
  return *watch.newest();
}

void frame(benchmark::State& state) {
  const observe::snapshot run = end_of_run(state.range(0));
  viz::stage on;
  on.set_scale(1.0F);
  ImGui::GetIO().DisplaySize = ImVec2(1920, 1080);
  viz::dashboard what(viz::settings{}, [](observe::intent::any) {});
  what.kept().layout = "all";
  viz::feed next;
  std::int64_t n = 0;
  for (auto _ : state) {
    if (n++ % 2 == 0) {
      next.a = std::make_shared<const observe::snapshot>(run);
      what.show(next);
    }
    ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
    ImGui::NewFrame();
    on.build(what, 1920, 1080);
    ImGui::Render();
  }
  state.counters["vertices"] = ImGui::GetDrawData()->TotalVtxCount;
}
BENCHMARK(frame)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(100)
    ->Repetitions(5)
    ->ReportAggregatesOnly();

}  // namespace
}  // namespace souk
