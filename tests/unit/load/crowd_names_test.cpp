#include "load/crowd_names.hpp"

#include <gtest/gtest.h>

namespace souk::load {
namespace {

using market::person_id;

TEST(CrowdNames, AreMadeOfNumbersAndReadAgain) {
  const crowd_names names(3, 5, {"design"});
  EXPECT_EQ(names.username(person_id{2}), "f2");
  EXPECT_EQ(names.username(person_id{3}), "c3");
  for (std::uint32_t i = 0; i < 5; ++i) {
    EXPECT_EQ(names.person_of(names.username(person_id{i})), person_id{i});
  }
  for (const char* other : {"", "f", "f3", "c2", "c5", "f1x", "ana", "f-1"}) {
    EXPECT_EQ(names.person_of(other), market::nobody) << other;
  }
  EXPECT_EQ(names.word(market::symbol{1}), "design");
  EXPECT_EQ(names.word(market::no_symbol), "");
}

TEST(CrowdNames, KeepWhatTheBackendCallsThings) {
  crowd_names names(3, 5, {});
  const market::job_id job{person_id{3}, 7};
  EXPECT_EQ(names.job(job), "");
  EXPECT_TRUE(names.add(job, "J-17"));
  EXPECT_EQ(names.job(job), "J-17");
  EXPECT_EQ(names.job_of("J-17"), job);
  EXPECT_EQ(names.job_of("J-18"), std::nullopt);
  EXPECT_FALSE(names.add(market::job_id{person_id{4}, 0}, "J-17")) << "one id for two jobs";
  names.add(market::contract_id{job, person_id{0}}, "K-1");
  names.add(market::milestone_id{{job, person_id{0}}, 1}, "M-2");
  EXPECT_EQ(names.contract({job, person_id{0}}), "K-1");
  EXPECT_EQ(names.contract({job, person_id{1}}), "");
  EXPECT_EQ(names.milestone({{job, person_id{0}}, 1}), "M-2");
  EXPECT_EQ(names.milestone({{job, person_id{0}}, 0}), "");
}

}  // namespace
}  // namespace souk::load
