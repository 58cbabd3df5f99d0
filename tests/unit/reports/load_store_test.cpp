#include "reports/load_store.hpp"

#include "reports/database.hpp"
#include "reports/load_page.hpp"
#include "tests/unit/reports/load_sample.hpp"

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

TEST_F(LoadStore, GivesTheSameReportAgain) {
  const observe::load_test test = sample_load();
  write_load_store(file_, test);
  EXPECT_EQ(load_page(read_load_store(file_)), load_page(test));
}

TEST_F(LoadStore, KeepsTheHeatOfEachSecond) {
  const observe::load_test test = sample_load();
  write_load_store(file_, test);
  const observe::load_test again = read_load_store(file_);
  ASSERT_EQ(again.by_second.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(again.by_second[i].heat, test.by_second[i].heat);
  }
}

TEST_F(LoadStore, KeepsEveryPercentile) {
  const observe::load_test test = sample_load();
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
