// A small load test, as its reports are made of it.
#pragma once

#include "observe/load_measures.hpp"

namespace souk::reports {

inline observe::load_test sample_load() {
  observe::load_test test;
  test.plan = "browse";
  test.target = "http://127.0.0.1:8080";
  test.version = "0.1.0";
  test.command = "souk load browse";
  test.seconds = 2;
  test.asked = test.answered = 40;
  test.judged = 40;
  test.violations = 1;
  test.connections_opened = 3;
  test.cpu_seconds = 0.5;
  test.phases = {{"warm-up", 0, 1, false}, {"steady", 1, 3, true}};
  for (const char* name : {"search_jobs", "propose"}) {
    observe::operation_measures one{name, {}};
    one.phases.resize(2);
    for (std::size_t phase = 0; phase < 2; ++phase) {
      one.phases[phase].push_back({200, 0, {}});
      one.phases[phase][0].latency.add(1'234'567, 15);
      one.phases[phase][0].latency.add(987'654'321, 2);
      one.phases[phase].push_back({409, 1, {}});
      one.phases[phase][1].latency.add(2'000'000, 3);
    }
    test.operations.push_back(std::move(one));
  }
  for (std::uint32_t i = 0; i < 3; ++i) {
    observe::load_second second;
    second.asked = second.answered = 20 + i;
    second.p50 = 1'234'567;
    second.p99 = second.max = 987'654'321;
    second.heat[observe::load_second::cell_of(1'234'567)] = 18 + i;
    second.heat[observe::load_second::cell_of(100)] = 2;
    test.by_second.push_back(second);
  }
  test.failures = {{"propose", "status 409", 1}};
  test.kinds_of_violation = {{"R36", "ana <accept>", "the platform's fees: 3.99", "3.98",
      market::second{1'714'000'000}, 2, "out/load-browse/stories/1-R36.yaml"}};
  test.thresholds = {{"p99 < 1s", 0, "988 ms", true}};
  return test;
}

}  // namespace souk::reports
