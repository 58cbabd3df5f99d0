#include "reports/summary.hpp"

#include "tests/support/sample_run.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace souk::reports {
namespace {

namespace json = boost::json;
using market::ledger_account;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

json::object parsed(const observe::run_result& result) {
  return json::parse(summary_json(result)).as_object();
}

std::vector<std::string> keys(const json::value& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.as_object()) {
    names.emplace_back(key);
  }
  return names;
}

std::int64_t cents(const json::value& text) {
  std::string digits(text.as_string().c_str());
  EXPECT_EQ(digits.at(digits.size() - 3), '.') << digits;
  digits.erase(digits.size() - 3, 1);
  return std::stoll(digits);
}

TEST(Summary, HasTheKeysOfTheContractInTheirOrder) {
  const json::object s = parsed(tests::make_sample_run(10, 30).result);
  EXPECT_THAT(
      keys(s), ElementsAre("souk", "scenario", "policy", "overrides", "seed", "days", "window",
                   "state_hash", "counts", "money", "connects", "newcomers", "moments", "run"));
  EXPECT_THAT(keys(s.at("window")), ElementsAre("from", "to"));
  EXPECT_THAT(keys(s.at("counts")),
      ElementsAre("freelancers", "clients", "profiles_submitted", "profiles_approved",
          "profiles_rejected", "vetting_overdue", "jobs_posted", "jobs_filled", "jobs_expired",
          "jobs_closed", "invitations", "proposals", "interviews", "offers", "contracts_started",
          "contracts_ended", "milestones_released", "hours_billed", "reviews", "refunds",
          "disputes", "off_platform", "events"));
  EXPECT_THAT(keys(s.at("money")),
      ElementsAre("client_paid", "subsidies", "freelancer_net", "freelancer_fees", "client_fees",
          "connects_sales", "connects_from_balance", "withdrawal_fees", "escrow", "pending",
          "available", "withdrawn", "platform_revenue"));
  EXPECT_THAT(keys(s.at("connects")),
      ElementsAre("granted", "bought", "spent", "returned", "expired", "held"));
  EXPECT_THAT(keys(s.at("newcomers")),
      ElementsAre("approved", "hired_28d", "hired_90d", "median_days_to_first_hire"));
  EXPECT_THAT(keys(s.at("run")),
      ElementsAre("threads", "cohort_size", "wall_s", "proposals_per_s", "peak_rss_bytes"));
}

TEST(Summary, HoldsTheIdentitiesToTheCent) {
  const json::object money = parsed(tests::make_sample_run(10, 30).result).at("money").as_object();
  const auto m = [&](const char* key) { return cents(money.at(key)); };
  EXPECT_GT(m("client_paid"), 0);
  EXPECT_EQ(m("client_paid") + m("subsidies"),
      m("freelancer_net") + m("freelancer_fees") + m("client_fees") + m("escrow"));
  EXPECT_EQ(m("freelancer_net"), m("pending") + m("available") + m("withdrawn")
                                     + m("connects_from_balance") + m("withdrawal_fees"));
  EXPECT_EQ(m("platform_revenue"), m("freelancer_fees") + m("client_fees") + m("connects_sales")
                                       + m("withdrawal_fees") - m("subsidies"));
}

TEST(Summary, ConnectsSalesAreBothCardAndBalance) {
  observe::run_result result = tests::make_sample_run(0, 1).result;
  const json::object money = parsed(result).at("money").as_object();
  EXPECT_EQ(cents(money.at("connects_sales")),
      (result.ledger[ledger_account::connects_sales_card]
          + result.ledger[ledger_account::connects_sales_balance])
          .cents);
  EXPECT_EQ(cents(money.at("connects_from_balance")), 300);
}

TEST(Summary, SaysNullWhereThereIsTooLittleData) {
  observe::run_result result = tests::make_sample_run(0, 1).result;
  result.newcomers.median_days_to_first_hire.reset();
  const json::object s = parsed(result);
  EXPECT_TRUE(s.at("newcomers").at("median_days_to_first_hire").is_null());
  EXPECT_TRUE(s.at("moments").at("M5").at("value").is_null());
  EXPECT_TRUE(s.at("moments").at("M5").at("ok").is_null());
  EXPECT_EQ(s.at("moments").at("M1").at("ok"), true);
  EXPECT_EQ(s.at("moments").at("M2").at("ok"), false);
  EXPECT_EQ(s.at("moments").at("M1").at("parts").at("p90").as_double(), 41.0);
}

TEST(Summary, KeepsWhatWasGiven) {
  observe::run_result result = tests::make_sample_run(0, 1).result;
  result.what.seed = 18'446'744'073'709'551'615ULL;
  result.what.overrides["policy.name"] = "a \"quoted\"\nname \x01";
  const json::object s = parsed(result);
  EXPECT_EQ(s.at("seed").as_uint64(), result.what.seed);
  EXPECT_EQ(s.at("overrides").at("policy.fees.client"), "3%");
  EXPECT_EQ(s.at("overrides").at("policy.name"), "a \"quoted\"\nname \x01");
}

TEST(Summary, CountsWholeHours) {
  observe::run_result result;
  result.counts[observe::counted::hours_billed_minutes] = 119;
  EXPECT_EQ(parsed(result).at("counts").at("hours_billed"), 1);
}

TEST(Identities, HoldInARunThatAddsUp) {
  EXPECT_THAT(check_identities(tests::make_sample_run(5, 5).result), IsEmpty());
}

TEST(Identities, NameEachOneThatIsBroken) {
  const observe::run_result good = tests::make_sample_run(5, 5).result;
  for (std::size_t i = 0; i < market::ledger_accounts; ++i) {
    observe::run_result wrong = good;
    ++wrong.ledger.balance[i].cents;
    EXPECT_FALSE(check_identities(wrong).empty())
        << "a cent too many in " << market::names_of<market::ledger_account>[i];
  }
  observe::run_result wrong = good;
  ++wrong.connects.held;
  EXPECT_THAT(check_identities(wrong), ElementsAre(HasSubstr("granted + bought + returned")));
}

TEST(Identities, MoneyOnItsWayIsBroken) {
  observe::run_result wrong = tests::make_sample_run(5, 5).result;
  wrong.ledger[ledger_account::available].cents -= 1;
  wrong.ledger[ledger_account::transit].cents += 1;
  EXPECT_FALSE(check_identities(wrong).empty());
}

TEST(Identities, CompareTheFiguresThemselves) {
  const observe::run_result good = tests::make_sample_run(5, 5).result;
  money_figures figures = figures_of(good.ledger);
  ++figures.freelancer_net.cents;
  ++figures.platform_revenue.cents;
  EXPECT_EQ(check_identities(figures, good.connects).size(), 3U);
}

}  // namespace
}  // namespace souk::reports
