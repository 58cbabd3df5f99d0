#include "reports/load_store.hpp"

#include "reports/database.hpp"
#include "reports/load_page.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace souk::reports {
namespace {

namespace fs = std::filesystem;

class LoadStore : public testing::Test {
 protected:
  LoadStore() { fs::remove(file_); }
  ~LoadStore() override { fs::remove(file_); }

  std::string file_ = testing::TempDir() + "load-" + std::to_string(::getpid()) + ".sqlite";
};

observe::load_test sample() {
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
  test.thresholds = {{"p99 < 1s", 0, "988 ms", true}};
  return test;
}

TEST_F(LoadStore, GivesTheSameReportAgain) {
  const observe::load_test test = sample();
  write_load_store(file_, test);
  EXPECT_EQ(load_page(read_load_store(file_)), load_page(test));
}

TEST_F(LoadStore, KeepsTheHeatOfEachSecond) {
  const observe::load_test test = sample();
  write_load_store(file_, test);
  const observe::load_test again = read_load_store(file_);
  ASSERT_EQ(again.by_second.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(again.by_second[i].heat, test.by_second[i].heat);
  }
}

TEST_F(LoadStore, KeepsEveryPercentile) {
  const observe::load_test test = sample();
  write_load_store(file_, test);
  const observe::load_test again = read_load_store(file_);
  for (const double share : {0.1, 0.5, 0.9, 0.99, 1.0}) {
    EXPECT_EQ(observe::sums_of(again, "propose").latency.quantile(share),
        observe::sums_of(test, "propose").latency.quantile(share));
  }
}

TEST_F(LoadStore, RefusesWhatIsNone) {
  EXPECT_THROW(read_load_store(file_), database_error);
  database other = database::create(file_);
  other.run("CREATE TABLE test (x)");
  EXPECT_THROW(read_load_store(file_), database_error);
}

}  // namespace
}  // namespace souk::reports
