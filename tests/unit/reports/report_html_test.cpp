#include "reports/report_html.hpp"

#include "tests/support/sample_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace souk::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

kept_run kept(const tests::sample_run& run, run_end end = run_end::complete) {
  kept_run one;
  one.result = run.result;
  one.days = run.days;
  one.category_days = run.category_days;
  one.supply.resize(run.result.what.categories.size());
  one.end = end;
  return one;
}

std::string report_of(const tests::sample_run& run, run_end end = run_end::complete) {
  return report_html(kept(run, end));
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
  EXPECT_THAT(report_of(run, run_end::interrupted), HasSubstr("it ends after 4 of 10 days"));
  EXPECT_THAT(report_of(run, run_end::cut_off), HasSubstr("its store is complete after 4 of 10"));
  EXPECT_THAT(report_of(run, run_end::failed), HasSubstr("Do not rely on its figures"));
  EXPECT_THAT(report_of(run), Not(HasSubstr("class=\"warning\"")));
}

TEST(Report, DrawsTheFunnelAndWhoEarns) {
  kept_run run = kept(tests::make_sample_run(0, 9));
  run.funnel = {100, 80, 40, 30, 20};
  run.earned_cents = {0, 0, 100, 300};
  run.weeks = {{19'723, 1, 5, 20}};
  const std::string html = report_html(run);
  EXPECT_THAT(html, HasSubstr("posted 100, with a proposal 80, with a contract 40, with work "
                              "billed 30, reviewed by the client 20."));
  EXPECT_THAT(html, HasSubstr("2 of 4 approved freelancers earned anything. Of those who did, the "
                              "poorer half has 25.0 % of all earnings"));
  EXPECT_THAT(html, HasSubstr("\"values\":[5],\"low\":[1],\"high\":[20]"));
}

TEST(Report, ShowsFeesByTierOrByRate) {
  kept_run run = kept(tests::make_sample_run(0, 9));
  run.fee_tiers = {"20 % up to $500", "10 % above $500"};
  run.billed_in_tiers = {{100, 300}, {0, 0}, {50, 0}};
  EXPECT_THAT(report_html(run), HasSubstr("20 % up to $500: design 25.0 %, writing 100.0 %."));
  run.billed_in_tiers.clear();
  run.fee_rates = {{0.08, 12'345}};
  EXPECT_THAT(report_html(run), HasSubstr("work billed: 8 % $123.45."));
}

TEST(Report, SaysHowItWasMade) {
  kept_run run = kept(tests::make_sample_run(0, 9));
  run.command = "souk run sample --seed 7";
  const std::string html = report_html(run);
  EXPECT_THAT(html, HasSubstr("<dt>Command</dt><dd><code>souk run sample --seed 7</code></dd>"));
  EXPECT_THAT(html, HasSubstr("<dt>Overrides</dt><dd><code>policy.fees.client=3%</code></dd>"));
  EXPECT_THAT(html, HasSubstr("<dt>Calibrated</dt>"));
  EXPECT_THAT(html, HasSubstr("M1, M2, M5, M8, M11, M15, M17"));
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
