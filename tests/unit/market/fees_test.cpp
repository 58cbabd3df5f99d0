#include "market/fees.hpp"

#include <gtest/gtest.h>

namespace souk::market {
namespace {

const freelancer_fee seed;

freelancer_fee with(fee_basis basis) {
  freelancer_fee terms;
  terms.basis = basis;
  return terms;
}

freelancer_fee slab() {
  return {
      fee_basis::transaction_slab, {{dollars(499, 99), percent(20)}, {dollars(10'000), percent(10)},
                                       {std::nullopt, percent(5)}}};
}

TEST(R36LifetimeFee, IsWhatTheTableOfTheRulesSays) {
  EXPECT_EQ(fee_of(seed, dollars(0), dollars(600)), dollars(110));
  EXPECT_EQ(fee_of(seed, dollars(450), dollars(100)), dollars(15));
  EXPECT_EQ(fee_of(seed, dollars(9'900), dollars(200)), dollars(15));
  EXPECT_EQ(fee_of(seed, dollars(0), dollars(20'000)), dollars(1'550));
}

TEST(R36LifetimeFee, ChangesRightAboveItsBounds) {
  EXPECT_EQ(fee_of(seed, dollars(0), dollars(500)), dollars(100));
  EXPECT_EQ(fee_of(seed, dollars(500), dollars(10)), dollars(1));
  EXPECT_EQ(fee_of(seed, dollars(0), dollars(10'000)), dollars(1'050));
  EXPECT_EQ(fee_of(seed, dollars(10'000), dollars(100)), dollars(5));
}

TEST(R36LifetimeFee, IsRoundedHalfUpOnTheSum) {
  EXPECT_EQ(fee_of(seed, dollars(500), dollars(266, 64)), dollars(26, 66));
  EXPECT_EQ(fee_of(seed, dollars(500), dollars(333, 36)), dollars(33, 34));
  EXPECT_EQ(fee_of(seed, dollars(500), {5}), money{1});
  EXPECT_EQ(fee_of(seed, dollars(500, 5), {5}), money{0});
}

TEST(R36TransactionMarginalFee, ForgetsWhatWasBilledBefore) {
  const freelancer_fee terms = with(fee_basis::transaction_marginal);
  EXPECT_EQ(fee_of(terms, dollars(9'900), dollars(200)), dollars(40));
  EXPECT_EQ(fee_of(terms, dollars(9'900), dollars(600)), dollars(110));
}

TEST(R36SlabFee, HasCliffs) {
  EXPECT_EQ(fee_of(slab(), dollars(9'900), dollars(499, 99)), dollars(100));
  EXPECT_EQ(fee_of(slab(), dollars(0), dollars(500)), dollars(50));
  EXPECT_EQ(fee_of(slab(), dollars(0), dollars(10'000)), dollars(1'000));
  EXPECT_EQ(fee_of(slab(), dollars(0), dollars(10'000, 1)), dollars(500));
}

freelancer_fee by_category() {
  freelancer_fee terms;
  terms.by_category = {{"design", percent(15), symbol{3}}, {"writing", percent(0), symbol{4}}};
  return terms;
}

TEST(X10FeeByCategory, StandsInPlaceOfTheTiers) {
  EXPECT_EQ(fee_of(by_category(), symbol{3}, dollars(20'000), dollars(100)), dollars(15));
  EXPECT_EQ(fee_of(by_category(), symbol{4}, dollars(0), dollars(100)), dollars(0));
  EXPECT_EQ(fee_of(by_category(), symbol{5}, dollars(0), dollars(100)), dollars(20));
  EXPECT_EQ(fee_of(by_category(), no_symbol, dollars(0), dollars(100)), dollars(20));
}

TEST(X10FeeByCategory, IsRoundedHalfUpAtEachCharge) {
  EXPECT_EQ(fee_of(by_category(), symbol{3}, dollars(0), {10}), money{2});
  EXPECT_EQ(fee_of(by_category(), symbol{3}, dollars(0), {9}), money{1});
}

TEST(X10FeeByCategory, ComesBackAsOfWhatIsLeftOfTheCharge) {
  EXPECT_EQ(fee_back(by_category(), symbol{3}, dollars(900), {10}, {1}), money{1});
  EXPECT_EQ(fee_back(by_category(), symbol{3}, dollars(900), {9}, {9}), money{1});
  EXPECT_EQ(
      fee_back(by_category(), symbol{5}, dollars(600), dollars(600), dollars(100)), dollars(10));
}

TEST(X10FeeByCategory, IsOfNobodyBeforeTheCategoriesHaveWords) {
  policy terms;
  terms.fees.freelancer.by_category = {{"design", percent(15)}};
  EXPECT_EQ(fee_of_category(terms.fees.freelancer, no_symbol), std::nullopt);
  name_categories(
      terms, [](const std::string& name) { return name == "design" ? symbol{9} : no_symbol; });
  EXPECT_EQ(fee_of_category(terms.fees.freelancer, symbol{9}), percent(15));
}

TEST(X5FeeBack, IsLastInFirstOutOverTheLifetime) {
  EXPECT_EQ(fee_back(seed, dollars(600), dollars(600), dollars(100)), dollars(10));
  EXPECT_EQ(fee_back(seed, dollars(600), dollars(600), dollars(200)), dollars(30));
  EXPECT_EQ(fee_back(seed, dollars(600), dollars(600), dollars(600)), dollars(110));
}

TEST(X5FeeBack, OfATransactionIsItsFeeLessThatOfWhatIsLeft) {
  EXPECT_EQ(
      fee_back(with(fee_basis::transaction_marginal), dollars(5'000), dollars(600), dollars(100)),
      dollars(10));
  EXPECT_EQ(fee_back(slab(), dollars(5'000), dollars(600), dollars(600)), dollars(60));
  EXPECT_EQ(fee_back(slab(), dollars(5'000), dollars(600), dollars(200)), -dollars(20));
}

TEST(X1ClientFee, IsRoundedHalfUpPerCharge) {
  fees_policy terms;
  terms.client = percent(3);
  EXPECT_EQ(client_fee(terms, dollars(100)), dollars(3));
  EXPECT_EQ(client_fee(terms, {50}), money{2});
  EXPECT_EQ(client_fee(terms, {49}), money{1});
}

TEST(X5ClientFeeBack, OfPartsAddsUpToTheWhole) {
  fees_policy terms;
  terms.client = percent(5);
  money left{333};
  money back;
  for (const money part : {money{1}, money{130}, money{9}, money{193}}) {
    back += client_fee_back(terms, left, part);
    left -= part;
  }
  EXPECT_EQ(left, money{});
  EXPECT_EQ(back, client_fee(terms, {333}));
}

}  // namespace
}  // namespace souk::market
