#include "reports/report_html.hpp"

#include "tests/support/sample_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace souk::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string report_of(const tests::sample_run& run, bool interrupted = false) {
  return report_html({run.result, run.days, run.category_days, interrupted});
}

TEST(Report, IsTheSameForTheSameRun) {
  tests::sample_run again = tests::make_sample_run(30, 60);
  again.result.cost = {7, 1, 99.0, 1.0, 1};
  EXPECT_EQ(report_of(tests::make_sample_run(30, 60)), report_of(again));
}

TEST(Report, AnswersInItsFirstSentence) {
  tests::sample_run run = tests::make_sample_run(0, 2);
  run.result.counts = {};
  run.result.counts[market::event_type::job_posted] = 1'000;
  run.result.counts[market::event_type::job_filled] = 382;
  run.result.counts[market::event_type::proposed] = 20'500;
  run.result.counts[observe::counted::gross_cents] = 123'456'789;
  run.result.ledger = {};
  run.result.ledger[market::ledger_account::freelancer_fees] = {12'345'678};
  const std::string html = report_of(run);
  EXPECT_THAT(html, HasSubstr("Over <b>2 days</b>, clients posted <b>1,000</b> jobs and filled "
                              "<b>38.2 %</b> of them; each drew <b>20.5</b> proposals. The "
                              "platform earned <b>$123 k</b> on <b>$1.23 M</b> of work "
                              "(<b>10.0 %</b>)."));
}

TEST(Report, MeasuresRevenueInTheWindowAlone) {
  tests::sample_run run = tests::make_sample_run(1, 1);
  run.result.counts[observe::counted::gross_cents] = 10'000;
  for (observe::day_record& day : run.days) {
    day.ledger = {};
    day.ledger[market::ledger_account::freelancer_fees] = {(day.day + 1) * 1'000};
  }
  run.result.ledger = run.days.back().ledger;
  EXPECT_THAT(report_of(run), HasSubstr("earned <b>$10</b> on <b>$100</b>"));
}

TEST(Report, SaysThatItWasInterrupted) {
  tests::sample_run run = tests::make_sample_run(2, 8);
  run.days.resize(4);
  EXPECT_THAT(report_of(run, true), HasSubstr("it ends after 4 of 10 days"));
  EXPECT_THAT(report_of(run), Not(HasSubstr("interrupted")));
}

TEST(Report, StandsWithoutAnyDay) {
  tests::sample_run run = tests::make_sample_run(0, 0);
  run.result.moments.clear();
  const std::string html = report_of(run);
  EXPECT_THAT(html, HasSubstr("</html>"));
  EXPECT_THAT(html, Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace souk::reports
