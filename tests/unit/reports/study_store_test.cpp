#include "reports/study_store.hpp"

#include "reports/database.hpp"
#include "reports/newcomer_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <limits>

namespace souk::reports {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class StudyStore : public testing::Test {
 protected:
  StudyStore() { fs::remove(file_); }
  ~StudyStore() override { fs::remove(file_); }

  std::string file_ = testing::TempDir() + "study-" + std::to_string(::getpid()) + ".sqlite";
};

newcomer person(std::uint32_t number) {
  const double n = number;
  newcomer one;
  one.group = number % 2;
  one.person = number;
  one.approved_at = 1'000'000 + number;
  one.followed = 100.0 + n / 3.0;
  one.days_to[0] = n / 7.0;
  if (number % 3 != 0) {
    one.days_to[2] = 5.0 + n;
  }
  one.category = "design";
  one.level = number % 2 == 0 ? "entry" : "expert";
  one.rate = 20.0 + n;
  one.price = n == 4 ? std::numeric_limits<double>::quiet_NaN() : 1.0 + n / 100.0;
  one.completeness = 50.0;
  one.saturation = 12.0;
  one.connects_until_hire = 3.0 * n;
  one.paid_until_hire = 0.15 * n;
  one.quarters = {n, 0.0, 2.0 * n, 0.1};
  return one;
}

newcomers sample() {
  newcomers of;
  of.version = "0.1.0";
  of.command = "souk study newcomers out/a --by level";
  of.by = "level";
  of.groups = {"entry", "expert"};
  of.without_value = 2;
  of.runs.resize(1);
  of.runs[0].name = "a";
  of.runs[0].what.scenario = "tiny";
  of.runs[0].what.policy = "seed";
  of.runs[0].what.status = "complete";
  of.runs[0].what.seed = std::numeric_limits<std::uint64_t>::max();
  of.runs[0].what.days = 200;
  of.runs[0].what.state_hash = "0123abcd";
  for (std::uint32_t i = 0; i < 60; ++i) {
    of.people.push_back(person(i));
  }
  return of;
}

TEST_F(StudyStore, IsEnoughForThePageToTheByte) {
  write_study_store(file_, sample());
  const newcomers found = read_study_store(file_);
  const std::string page = study_html(found, study(found));
  EXPECT_TRUE(page == study_html(sample(), study(sample())));
  for (const char* const said :
      {"souk study newcomers out/a --by level", "18446744073709551615", "0123abcd", "Assumed"}) {
    EXPECT_THAT(page, HasSubstr(said));
  }
  EXPECT_EQ(study_json(found, tables_of(found, study(found))),
      study_json(sample(), tables_of(sample(), study(sample()))));
}

TEST_F(StudyStore, KeepsWhatIsNotKnown) {
  write_study_store(file_, sample());
  const newcomers found = read_study_store(file_);
  ASSERT_EQ(found.people.size(), 60U);
  EXPECT_TRUE(std::isnan(found.people[4].price));
  EXPECT_FALSE(found.people[3].days_to[2]);
  EXPECT_EQ(found.people[5].days_to[2], 10.0);
  EXPECT_EQ(found.without_value, 2U);
}

TEST_F(StudyStore, OfAnotherVersionOrWithStrangersIsRefused) {
  const auto why = [&] {
    try {
      read_study_store(file_);
    } catch (const database_error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  write_study_store(file_, sample());
  database::reopen(file_).run("PRAGMA user_version = 2");
  EXPECT_THAT(why(), HasSubstr("of this version of souk"));
  database::reopen(file_).run("PRAGMA user_version = 1; UPDATE newcomers SET study_group = 2");
  EXPECT_THAT(why(), HasSubstr("groups that it does not hold"));
}

}  // namespace
}  // namespace souk::reports
