#include "cli/load_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

observe::load_test half_done() {
  observe::load_test test;
  test.phases = {{"rising", 0, 30, true}, {"high", 30, 60, true}, {"ramp-down", 60, 70, false}};
  for (const char* const name : {"login", "propose", "never"}) {
    test.operations.push_back({name, {{}, {}, {}}});
  }
  test.operations[0].phases[0] = {{200, 0, {}}};
  test.operations[0].phases[0][0].latency.add(1'000'000, 10);
  test.operations[1].phases[1] = {{200, 2, {}}};
  test.operations[1].phases[1][0].latency.add(2'000'000, 1200);
  observe::load_second second;
  second.answered = 1234;
  second.people = 32;
  second.waiting = 3;
  second.p50 = 1'500'000;
  second.p99 = 8'250'000;
  test.by_second.push_back(second);
  return test;
}

TEST(LoadView, ShowsAFewLines) {
  observe::load_test test = half_done();
  test.judged = 1210;
  EXPECT_THAT(load_lines({45, 60, 1210, 2, 1, &test}),
      ElementsAre(AllOf(HasSubstr("45 s of"), HasSubstr("[==================      ]"),
                      HasSubstr("15 s left"), HasSubstr("phase high")),
          AllOf(HasSubstr("1,234 requests/s"), HasSubstr("1,210 in all"), HasSubstr("32 people"),
              HasSubstr("3 waiting")),
          AllOf(HasSubstr("p50 1.50 ms"), HasSubstr("p99 8.25 ms")),
          AllOf(HasSubstr("2 errors"), HasSubstr("1 violations in 1,210 answers judged")),
          AllOf(HasSubstr("propose"), HasSubstr("1,200"), HasSubstr("2 errors")),
          HasSubstr("login")));
}

TEST(LoadView, SaysNothingOfViolationsWhereNobodyJudges) {
  const observe::load_test test = half_done();
  for (const std::string& line : load_lines({0, 60, 0, 0, 0, &test})) {
    EXPECT_THAT(line, Not(HasSubstr("violations")));
  }
}

}  // namespace
}  // namespace souk::cli
