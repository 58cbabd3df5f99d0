// Each moment of facts.md section 4 on a history made by hand.
#include "observe/moments.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace souk::observe {
namespace {

using market::event_type;
using market::ledger_account;

constexpr std::int32_t burn_in = 364;
constexpr std::int32_t end_day = 364 + 365;
constexpr std::int64_t begin = 1'609'718'400;

constexpr std::int64_t on_day(std::int32_t day) { return begin + day * market::day; }

moment_book::window year() {
  moment_book::window of;
  of.begin = begin;
  of.from_day = burn_in;
  of.to_day = end_day;
  return of;
}

const moment& find(const std::vector<moment>& all, std::string_view id) {
  return *std::find_if(all.begin(), all.end(), [&](const moment& one) { return one.id == id; });
}

moment measure(const moment_book& book, const moment_book::window& of, std::string_view id) {
  return find(book.moments(of), id);
}

double part(const moment& of, std::string_view name) {
  const auto found = std::find_if(
      of.parts.begin(), of.parts.end(), [&](const auto& one) { return one.first == name; });
  return found == of.parts.end() ? -1.0 : found->second;
}

market::job_id job(std::uint32_t client, std::uint32_t need = 0) {
  return {market::person_id{client}, need};
}

/// A public post that ended in the window after two days.
job_row post(std::uint32_t client, std::int32_t proposals,
    market::job_status status = market::job_status::filled) {
  job_row row;
  row.job = job(client);
  row.posted_at = on_day(burn_in + 10);
  row.ended_at = on_day(burn_in + 12);
  row.status = status;
  row.proposals = proposals;
  return row;
}

person_row freelancer(std::uint32_t person, std::int64_t earned_cents = 0) {
  person_row row;
  row.person = market::person_id{person};
  row.approved_at = on_day(1);
  row.earned_cents = earned_cents;
  return row;
}

contract_row contract(market::job_id of, std::uint32_t person, std::int64_t billed_cents) {
  contract_row row;
  row.contract = {of, market::person_id{person}};
  row.started_at = on_day(burn_in + 12);
  row.ended_at = on_day(burn_in + 20);
  row.billed_cents = billed_cents;
  return row;
}

TEST(Moments, AreTwentyFiveOfWhichSevenAreForTuning) {
  const auto specs = moment_specs();
  ASSERT_EQ(specs.size(), 25U);
  EXPECT_EQ(std::ranges::count(specs, true, &moment_spec::tuning), 7);
  for (std::size_t i = 0; i < specs.size(); ++i) {
    EXPECT_EQ(specs[i].id, "M" + std::to_string(i + 1));
    EXPECT_GE(specs[i].range_count, 1U);
  }
}

TEST(Moments, SayNothingWithoutData) {
  const std::vector<moment> all = moment_book().moments(year());
  ASSERT_EQ(all.size(), 25U);
  for (const moment& one : all) {
    EXPECT_FALSE(one.value) << one.id;
    EXPECT_FALSE(one.ok) << one.id;
    EXPECT_FALSE(one.target.empty());
  }
}

TEST(Moments, M1IsTheMeanOfPublicPostsThatEndedInTheWindow) {
  moment_book book;
  for (std::uint32_t i = 0; i < 30; ++i) {
    book.add(post(i, i < 15 ? 5 : 35));
    job_row early = post(100 + i, 1'000);
    early.ended_at = on_day(burn_in) - 1;
    book.add(early);
    job_row open = post(200 + i, 1'000, market::job_status::open);
    open.ended_at = -1;
    book.add(open);
    job_row direct = post(300 + i, 1'000);
    direct.is_public = false;
    book.add(direct);
  }
  const moment m = measure(book, year(), "M1");
  EXPECT_DOUBLE_EQ(*m.value, 20.0);
  EXPECT_DOUBLE_EQ(part(m, "p10"), 5.0);
  EXPECT_DOUBLE_EQ(part(m, "p90"), 35.0);
  EXPECT_DOUBLE_EQ(part(m, "p90_p50"), 7.0);
  EXPECT_EQ(m.ok, true);
}

TEST(Moments, M1FailsWhereAllPostsAreAlike) {
  moment_book book;
  for (std::uint32_t i = 0; i < 30; ++i) {
    book.add(post(i, 20));
  }
  EXPECT_EQ(measure(book, year(), "M1").ok, false);
}

TEST(Moments, M2IsTheShareFilledAndTheDaysUntilThen) {
  moment_book book;
  for (std::uint32_t i = 0; i < 50; ++i) {
    book.add(post(i, 3, i < 20 ? market::job_status::filled : market::job_status::expired));
  }
  const moment m = measure(book, year(), "M2");
  EXPECT_DOUBLE_EQ(*m.value, 0.4);
  EXPECT_DOUBLE_EQ(part(m, "median_days"), 2.0);
  EXPECT_EQ(m.ok, true);
}

TEST(Moments, M3CountsHiresByProposalOfThoseWithTenAndAHire) {
  moment_book book;
  for (std::uint32_t i = 0; i < 40; ++i) {
    person_row row = freelancer(i);
    row.proposals = i < 30 ? 20 : 9;  // the last ten have too few
    book.add(row);
    book.add(post(1'000 + i, 20));
    book.add(contract(job(1'000 + i), i, 100));
    job_row direct = post(2'000 + i, 0);
    direct.is_public = false;
    book.add(direct);
    book.add(contract(job(2'000 + i), i, 100));  // nothing was proposed for this one
  }
  person_row hopeless = freelancer(50);
  hopeless.proposals = 500;
  book.add(hopeless);
  const moment m = measure(book, year(), "M3");
  EXPECT_DOUBLE_EQ(*m.value, 0.05);
  EXPECT_DOUBLE_EQ(part(m, "median"), 0.05);
}

TEST(Moments, M4IsInterviewsToProposals) {
  moment_book::window of = year();
  of.counts[event_type::proposed] = 1'000;
  of.counts[event_type::interview_opened] = 90;
  EXPECT_DOUBLE_EQ(*measure({}, of, "M4").value, 0.09);
}

TEST(Moments, M5LooksAtThoseApprovedAYearBeforeTheEnd) {
  moment_book book;
  for (std::uint32_t i = 0; i < 100; ++i) {
    book.add(freelancer(i));
    person_row late = freelancer(200 + i);
    late.approved_at = on_day(end_day - 363);
    book.add(late);
  }
  for (std::uint32_t i = 0; i < 12; ++i) {
    book.add(contract(job(1'000 + i), i, 100));
  }
  book.add(contract(job(1'500), 50, 0));  // never paid
  EXPECT_DOUBLE_EQ(*measure(book, year(), "M5").value, 0.12);
}

TEST(Moments, M6NeedsTenJobsOrAThousandDollars) {
  moment_book book;
  for (std::uint32_t i = 0; i < 40; ++i) {
    book.add(freelancer(i, i < 5 ? 100'000 : 99'999));
    for (std::uint32_t n = 0; n < (i >= 35 ? 10U : 1U); ++n) {
      book.add(contract(job(1'000 + i, n), i, 100));
    }
  }
  EXPECT_DOUBLE_EQ(*measure(book, year(), "M6").value, 0.25);
}

TEST(Moments, M7IsOfThoseWhoCouldBeFollowed) {
  moment_book::window of = year();
  of.newcomers.hired_28d = 0.03;
  of.newcomers_followed_28d = 29;
  EXPECT_FALSE(measure({}, of, "M7").value);
  of.newcomers_followed_28d = 30;
  EXPECT_DOUBLE_EQ(*measure({}, of, "M7").value, 0.03);
}

TEST(Moments, M8IsTheGiniOfThoseEverPaid) {
  // One of a hundred has everything: the Gini is 1 - 1/n.
  moment_book book;
  for (std::uint32_t i = 0; i < 100; ++i) {
    book.add(freelancer(i, i == 0 ? 5'000 : 0));
    book.add(contract(job(1'000 + i), i, 1));
  }
  book.add(freelancer(500, 0));  // never hired
  const moment m = measure(book, year(), "M8");
  EXPECT_NEAR(*m.value, 0.99, 1e-12);
  EXPECT_DOUBLE_EQ(part(m, "top10"), 1.0);
}

TEST(Moments, M8IsZeroWhereAllEarnTheSame) {
  moment_book book;
  for (std::uint32_t i = 0; i < 100; ++i) {
    book.add(freelancer(i, 700));
    book.add(contract(job(1'000 + i), i, 700));
  }
  const moment m = measure(book, year(), "M8");
  EXPECT_NEAR(*m.value, 0.0, 1e-12);
  EXPECT_DOUBLE_EQ(part(m, "top10"), 0.1);
}

TEST(Moments, M9CountsCompletedPaidJobs) {
  moment_book book;
  for (std::uint32_t i = 0; i < 40; ++i) {
    book.add(freelancer(i, 1));
    for (std::uint32_t n = 0; n < (i < 10 ? 14U : 2U); ++n) {
      book.add(contract(job(1'000 + i, n), i, 100));
    }
    contract_row running = contract(job(2'000 + i), i, 100);
    running.ended_at = -1;
    book.add(running);
  }
  const moment m = measure(book, year(), "M9");
  EXPECT_DOUBLE_EQ(*m.value, 5.0);
  EXPECT_DOUBLE_EQ(part(m, "median"), 2.0);
}

TEST(Moments, M10AndM12TellFixedFromHourly) {
  moment_book book;
  for (std::uint32_t i = 0; i < 100; ++i) {
    job_row row = post(i, 3);
    row.type = i < 40 ? market::job_type::fixed : market::job_type::hourly;
    row.price_cents = i < 20 ? 9'900 : 15'000;
    book.add(row);
  }
  const moment budgets = measure(book, year(), "M10");
  EXPECT_DOUBLE_EQ(part(budgets, "below_100"), 0.5);
  EXPECT_DOUBLE_EQ(part(budgets, "100_500"), 0.5);
  EXPECT_GT(part(budgets, "chi2"), 0.0);
  EXPECT_DOUBLE_EQ(*measure(book, year(), "M12").value, 0.6);
}

TEST(Moments, M11HoldsOnlyIfAllQuantilesDo) {
  const auto rates = [](std::int64_t top) {
    moment_book book;
    for (std::uint32_t i = 0; i < 100; ++i) {
      job_row row = post(i, 3);
      row.type = market::job_type::hourly;
      row.price_cents = i < 25 ? 1'800 : i < 50 ? 2'500 : i < 75 ? 3'800 : top;
      book.add(row);
    }
    return measure(book, year(), "M11");
  };
  EXPECT_DOUBLE_EQ(*rates(5'500).value, 25.0);
  EXPECT_EQ(rates(5'500).ok, true);
  EXPECT_EQ(rates(7'000).ok, false);
}

TEST(Moments, M13IsWhatClientsGaveForContractsThatEndedInTheWindow) {
  moment_book book;
  for (std::uint32_t i = 0; i < 100; ++i) {
    contract_row row = contract(job(i), i, 100);
    row.stars_by_client = i < 80 ? 5 : 4;
    book.add(row);
    row = contract(job(200 + i), i, 100);
    row.stars_by_client = 0;  // none given
    book.add(row);
    row.stars_by_client = 1;
    row.ended_at = on_day(burn_in - 1);
    book.add(row);
  }
  const moment m = measure(book, year(), "M13");
  EXPECT_DOUBLE_EQ(*m.value, 4.8);
  EXPECT_DOUBLE_EQ(part(m, "five"), 0.8);
}

TEST(Moments, M14IsOfThoseWhoSaidPrivatelyThatTheyWereNotContent) {
  moment_book::window of = year();
  for (int i = 0; i < 40; ++i) {
    of.sums.rate(i < 10 ? 4 : 3, 6);
    of.sums.rate(5, 7);   // content
    of.sums.rate(5, -1);  // said nothing
  }
  EXPECT_DOUBLE_EQ(*measure({}, of, "M14").value, 0.25);
}

TEST(Moments, M15AndM16AreOfTheWindowAlone) {
  moment_book::window of = year();
  of.counts[counted::gross_cents] = 100'000;
  of.counts[event_type::milestone_released] = 30;
  of.before[ledger_account::freelancer_fees] = {50'000};
  of.after[ledger_account::freelancer_fees] = {60'000};
  of.after[ledger_account::client_fees] = {5'000};
  of.after[ledger_account::connects_sales_card] = {300};
  of.after[ledger_account::connects_sales_balance] = {200};
  of.after[ledger_account::withdrawal_fees] = {600};
  of.after[ledger_account::subsidies] = {-100};
  EXPECT_DOUBLE_EQ(*measure({}, of, "M15").value, 0.10);
  EXPECT_DOUBLE_EQ(*measure({}, of, "M16").value, 0.16);
}

person_row client(std::uint32_t person, std::int64_t before, std::int64_t now) {
  person_row row;
  row.person = market::person_id{person};
  row.side = market::side::client;
  row.year_cents = {before, now};
  return row;
}

TEST(Moments, M17AndM18CompareTwoYearsOfClients) {
  moment_book book;
  for (std::uint32_t i = 0; i < 30; ++i) {
    book.add(client(i, 400'000, 500'000));  // stays
    book.add(client(100 + i, 100'000, 0));  // goes
    book.add(client(200 + i, 0, 300'000));  // comes
    book.add(client(300 + i, 0, 0));        // never there
  }
  EXPECT_DOUBLE_EQ(*measure(book, year(), "M17").value, 4'000.0);
  EXPECT_DOUBLE_EQ(*measure(book, year(), "M18").value, 1.0);
  moment_book::window of = year();
  of.to_day = burn_in + 363;
  EXPECT_FALSE(measure(book, of, "M17").value);
  of = year();
  of.from_day = 363;
  EXPECT_TRUE(measure(book, of, "M17").value);
  EXPECT_FALSE(measure(book, of, "M18").value);
}

TEST(Moments, M19ComparesBidsOfTheSamePersonOnTheSameTypeOfJob) {
  moment_book::window of = year();
  premium_panel panel(0, 400, 1);
  for (std::uint32_t i = 0; i < 200; ++i) {
    const double own = i % 2 == 0 ? 0.5 : -0.5;
    panel.add(i, market::job_type::fixed, true, own + 0.1);
    panel.add(i, market::job_type::fixed, false, own);
    panel.add(i, market::job_type::hourly, true, 7.0);         // nothing to compare it with
    panel.add(200 + i, market::job_type::hourly, false, 3.0);  // nor this
  }
  panel.sum_into(of.sums);
  EXPECT_NEAR(*measure({}, of, "M19").value, 0.1, 1e-9);
}

TEST(Moments, M19sPanelKeepsTheSamePersonsHoweverItIsDivided) {
  moment_sums whole, parts;
  premium_panel all(0, 20, 8);
  premium_panel low(0, 9, 8);
  premium_panel high(9, 11, 8);
  for (std::uint32_t i = 0; i < 20; ++i) {
    for (const bool first : {true, false}) {
      const double log_price = first ? 0.01 * i : 0.0;
      all.add(i, market::job_type::fixed, first, log_price);
      (i < 9 ? low : high).add(i, market::job_type::fixed, first, log_price);
    }
  }
  all.sum_into(whole);
  low.sum_into(parts);
  high.sum_into(parts);
  EXPECT_EQ(whole, parts);
  EXPECT_GT(whole.premium_weights, 0);
}

TEST(Moments, M20IsTheCorrelationWithinJobs) {
  moment_book::window of = year();
  for (int i = 0; i < 40; ++i) {
    const double level = i;  // between jobs: of no account
    of.sums.compare(std::array{rival{level + 0.0, 4.0}, rival{level + 1.0, 5.0},
        rival{level + 1.0, 4.0}, rival{level + 2.0, 5.0}});
    of.sums.compare(std::array{rival{9.0, 1.0}});
  }
  // Bids 0 1 1 2 and reputations 4 5 4 5 around their means: 1 / sqrt(2 x 1).
  EXPECT_NEAR(*measure({}, of, "M20").value, 0.70710678, 1e-6);
}

TEST(Moments, M21ComparesTheEarlyWithTheLater) {
  moment_book::window of = year();
  for (int i = 0; i < 100; ++i) {
    of.sums.propose(4 * market::minute);
    of.sums.propose(5 * market::minute);  // in neither
    of.sums.propose(30 * market::minute);
    of.sums.propose(45 * market::minute);  // in neither
  }
  for (int i = 0; i < 20; ++i) {
    of.sums.interview(0);
    of.sums.interview(10 * market::minute);
    if (i < 10) {
      of.sums.interview(44 * market::minute);
    }
  }
  EXPECT_DOUBLE_EQ(*measure({}, of, "M21").value, 2.0);
}

TEST(Moments, M22SharesTheSurplusOfAnHour) {
  moment_book::window of = year();
  for (int i = 0; i < 30; ++i) {
    of.sums.strike(14.0, 10.0, 20.0);  // 4 of 10 dollars
  }
  const moment m = measure({}, of, "M22");
  EXPECT_DOUBLE_EQ(*m.value, 0.4);
  EXPECT_DOUBLE_EQ(part(m, "dollars_per_hour"), 4.0);
  EXPECT_EQ(m.ok, true);
}

TEST(Moments, M23IsWhatLeftOfAllThatWouldHaveBeenCharged) {
  moment_book::window of = year();
  of.counts[counted::gross_cents] = 92'000;
  of.counts[event_type::offer_accepted] = 30;
  of.sums.moved_cents = 8'000;
  EXPECT_DOUBLE_EQ(*measure({}, of, "M23").value, 0.08);
}

TEST(Moments, M24IsMinutesOfSearchToPaidHours) {
  moment_book::window of = year();
  of.sums.paid_s = 100 * market::hour;
  of.sums.searching_s = 2'300 * market::minute;
  EXPECT_DOUBLE_EQ(*measure({}, of, "M24").value, 23.0);
}

TEST(Moments, M25CountsPostsWithoutInvitations) {
  moment_book book;
  for (std::uint32_t i = 0; i < 50; ++i) {
    job_row row = post(i, 3);
    row.invitations = i < 20 ? 2 : 0;
    book.add(row);
  }
  EXPECT_DOUBLE_EQ(*measure(book, year(), "M25").value, 0.6);
}

TEST(MomentSums, AddUp) {
  moment_sums one;
  one.propose(0);
  one.interview(0);
  one.compare(std::array{rival{0.0, 4.0}, rival{1.0, 5.0}});
  one.strike(14.0, 10.0, 20.0);
  one.rate(4, 3);
  one.searching_s = 1;
  one.paid_s = 2;
  one.moved_cents = 3;
  one.premium_weights = 4;
  one.premium_products = 5;
  moment_sums twice = one;
  twice += one;
  moment_sums none;
  none += twice;
  EXPECT_EQ(none, twice);
  EXPECT_EQ(twice.proposals_by_age[0], 2);
  EXPECT_EQ(twice.rival_products, 2 * one.rival_products);
  EXPECT_EQ(twice.whole_surplus, 2'000);
  EXPECT_EQ(twice.dissatisfied_high, 2);
  EXPECT_EQ(twice.premium_products, 10);
}

}  // namespace
}  // namespace souk::observe
