#include "market/search.hpp"

#include "tests/unit/market/trading_floor.hpp"

namespace souk::market {
namespace {

using jobs = std::vector<job_id>;

class R12Search : public testing::Test {
 protected:
  jobs found(const job_filter& filter) {
    jobs all;
    floor_.market->search(filter, floor_.now, all);
    return all;
  }

  trading_floor floor_;
};

TEST_F(R12Search, FindsTheNewestFirstAlsoWithinASecondAndOverCategories) {
  const job_id first = floor_.post(fixed_job());
  post_job other = fixed_job();
  other.category = dev;
  const job_id second_one = floor_.post(other);
  const job_id third = floor_.post(fixed_job());
  floor_.wait(1);
  const job_id last = floor_.post(other);
  EXPECT_EQ(found({}), (jobs{last, third, second_one, first}));
  job_filter filter;
  filter.category = design;
  EXPECT_EQ(found(filter), (jobs{third, first}));
  filter.category = symbol{77};
  EXPECT_EQ(found(filter), jobs{});
}

TEST_F(R12Search, FindsOnlyWhatIsPublicAndOpenAndShows) {
  post_job hidden = fixed_job();
  hidden.is_public = false;
  floor_.post(hidden);
  const job_id closed = floor_.post(fixed_job());
  ASSERT_EQ(floor_.give(acme, close_job{closed}), reason::none);
  floor_.epoch = hour;
  const job_id coming = floor_.post(fixed_job());
  EXPECT_EQ(found({}), jobs{});
  floor_.wait(hour);
  EXPECT_EQ(found({}), jobs{coming});
}

TEST_F(R12Search, FiltersByAnyOfTheSkills) {
  post_job asked = fixed_job();
  asked.skills = cpp_and_web;
  const job_id job = floor_.post(asked);
  const job_id drawing = floor_.post(fixed_job());
  job_filter filter;
  const std::array<symbol, 1> by_web{web};
  filter.skills = by_web;
  EXPECT_EQ(found(filter), jobs{job});
  const std::array<symbol, 2> by_two{web, logo};
  filter.skills = by_two;
  EXPECT_EQ(found(filter), (jobs{drawing, job}));
  filter.skills = std::span<const symbol>{};
  EXPECT_EQ(found(filter), (jobs{drawing, job}));
}

TEST_F(R12Search, FiltersByValueWithBothEnds) {
  const job_id job = floor_.post(fixed_job(dollars(100)));
  job_filter filter;
  filter.budget_min = dollars(100);
  filter.budget_max = dollars(100);
  EXPECT_EQ(found(filter), jobs{job});
  filter.budget_min = dollars(100, 1);
  filter.budget_max = dollars(200);
  EXPECT_EQ(found(filter), jobs{});
  filter.budget_min.reset();
  filter.budget_max = dollars(99, 99);
  EXPECT_EQ(found(filter), jobs{});
}

TEST_F(R12Search, FiltersByTypeLevelLanguageAndClient) {
  const job_id plain = floor_.post(fixed_job());
  post_job asked = hourly_job({dollars(20), dollars(30)}, {10, 20}, 4);
  asked.level = level::expert;
  asked.language = french;
  const job_id choosy = floor_.post(asked);
  job_filter filter;
  filter.type = job_type::hourly;
  EXPECT_EQ(found(filter), jobs{choosy});
  filter = {};
  filter.level = level::expert;
  EXPECT_EQ(found(filter), jobs{choosy});
  filter.level = level::intermediate;  // a job that names none is not found by any
  EXPECT_EQ(found(filter), jobs{});
  filter = {};
  filter.language = french;
  EXPECT_EQ(found(filter), jobs{choosy});
  filter = {};
  filter.verified_client = false;
  EXPECT_EQ(found(filter), jobs{});
  filter.verified_client = true;
  EXPECT_EQ(found(filter), (jobs{choosy, plain}));
}

TEST_F(R12Search, FiltersByAgeToTheSecond) {
  const job_id job = floor_.post(fixed_job());
  job_filter filter;
  filter.max_age = hours(24);
  floor_.wait(day - 1);
  EXPECT_EQ(found(filter), jobs{job});
  floor_.wait(1);
  EXPECT_EQ(found(filter), jobs{});
}

TEST_F(R12Search, AnswersHowManyItFound) {
  floor_.post(fixed_job());
  floor_.post(fixed_job());
  ASSERT_EQ(floor_.give(ana, search_jobs{}), reason::none);
  ASSERT_EQ(floor_.types(), events{event_type::jobs_searched});
  EXPECT_EQ(floor_.out.events[0].n, 2);
}

TEST_F(R12Search, ThatIsSavedNotifiesOfLaterMatchesInTheOrderOfSaving) {
  floor_.post(fixed_job());
  std::array<symbol, 1> wanted{logo};
  save_search drawing;
  drawing.category = design;
  drawing.skills = wanted;
  save_search anything;
  save_search dear;
  dear.budget_min = dollars(1000);
  ASSERT_EQ(floor_.give(bob, anything), reason::none);
  ASSERT_EQ(floor_.types(), events{event_type::search_saved});
  EXPECT_EQ(floor_.out.events[0].n, 0);
  ASSERT_EQ(floor_.give(ana, drawing), reason::none);
  ASSERT_EQ(floor_.give(ana, dear), reason::none);
  EXPECT_EQ(floor_.out.events[0].n, 1);
  wanted[0] = cpp;  // what was saved is a copy

  const auto told = [&](const post_job& asked) {
    floor_.post(asked);
    std::vector<std::pair<person_id, std::int32_t>> all;
    for (const event& e : floor_.out.events) {
      if (e.type == event_type::job_notified) {
        EXPECT_EQ(e.other, acme);
        all.emplace_back(e.person, e.n);
      }
    }
    return all;
  };
  using notified = std::vector<std::pair<person_id, std::int32_t>>;
  EXPECT_EQ(told(fixed_job()), (notified{{bob, 0}, {ana, 0}}));
  EXPECT_EQ(told(fixed_job(dollars(1000))), (notified{{bob, 0}, {ana, 0}, {ana, 1}}));
  post_job code = fixed_job();
  code.category = dev;
  EXPECT_EQ(told(code), (notified{{bob, 0}}));
  post_job hidden = fixed_job();
  hidden.is_public = false;
  EXPECT_EQ(told(hidden), notified{});
}

TEST_F(R12Search, ThatIsSavedIsAPartOfTheState) {
  const fingerprint before = floor_.market->state_hash();
  ASSERT_EQ(floor_.give(ana, save_search{}), reason::none);
  EXPECT_NE(floor_.market->state_hash(), before);
}

}  // namespace
}  // namespace souk::market
