#include "tests/support/accounts.hpp"

#include <gtest/gtest.h>

namespace souk::market {
namespace {

using testing::accounts;
using testing::form;
using testing::monday;

const person_id ana = accounts::person(0);

TEST(R1Registration, AnswersRegistered) {
  accounts here;
  EXPECT_EQ(here.give(monday, ana, form()), reason::none);
  EXPECT_EQ(here.last().type, event_type::registered);
  EXPECT_EQ(here.book.look(ana).registered_at, monday);
  EXPECT_EQ(here.book.freelancers(), 1);
  EXPECT_EQ(here.book.clients(), 0);
}

TEST(R1Registration, ASecondOneIsWrongState) {
  accounts here;
  here.give(monday, ana, form());
  EXPECT_EQ(here.give(monday, ana, form()), reason::wrong_state);
  EXPECT_EQ(here.last().type, event_type::rejected);
  EXPECT_EQ(here.last().why, reason::wrong_state);
}

TEST(R1Registration, WhatIsMissingOrMalformedIsBadField) {
  const auto why = [](auto change) {
    accounts here;
    register_account asked = form();
    change(asked);
    return here.give(monday, ana, asked);
  };
  EXPECT_EQ(why([](auto& f) { f.first_name = ""; }), reason::bad_field);
  EXPECT_EQ(why([](auto& f) { f.last_name = ""; }), reason::bad_field);
  EXPECT_EQ(why([](auto& f) { f.username = ""; }), reason::bad_field);
  EXPECT_EQ(why([](auto& f) { f.password = ""; }), reason::bad_field);
  for (text malformed : {"", "ana", "@cast.invalid", "ana@"}) {
    EXPECT_EQ(why([&](auto& f) { f.email = malformed; }), reason::bad_field) << malformed;
  }
  EXPECT_EQ(why([](auto& f) { f.email = "a@b"; }), reason::none);
}

TEST(R1Registration, APasswordHasEightCharactersALetterAndADigit) {
  const auto why = [](text password) {
    accounts here;
    register_account asked = form();
    asked.password = password;
    return here.give(monday, ana, asked);
  };
  EXPECT_EQ(why("abcdef1"), reason::weak_password);
  EXPECT_EQ(why("abcdefg1"), reason::none);
  EXPECT_EQ(why("abcdefgh"), reason::weak_password);
  EXPECT_EQ(why("12345678"), reason::weak_password);
  // Seven characters in eight bytes.
  EXPECT_EQ(why("abcd\xc3\xa9"
                "1x"),
      reason::weak_password);
  EXPECT_EQ(why("abcde\xc3\xa9"
                "1x"),
      reason::none);
}

TEST(R1Registration, ChecksInTheOrderOfTheRules) {
  register_account asked = form();
  asked.first_name = "";
  asked.password = "short";
  asked.captcha = captcha::failed;
  asked.terms = terms::declined;
  const auto why = [&](account_facts facts) {
    return decide(asked, account{}, policy{}, facts).why();
  };
  EXPECT_EQ(why({.email_taken = true, .username_taken = true, .escrow_or_pending = {}}),
      reason::duplicate_email);
  EXPECT_EQ(why({.username_taken = true, .escrow_or_pending = {}}), reason::duplicate_username);
  EXPECT_EQ(why({}), reason::bad_field);
  asked.first_name = "Ana";
  EXPECT_EQ(why({}), reason::weak_password);
  asked.password = "secret42";
  EXPECT_EQ(why({}), reason::captcha_failed);
  asked.captcha = captcha::solved;
  EXPECT_EQ(why({}), reason::terms_not_accepted);
  asked.terms = terms::accepted;
  EXPECT_EQ(why({}), reason::none);
}

TEST(R2Verification, ComesBeforeEverythingElse) {
  accounts here;
  EXPECT_EQ(here.give(monday, ana, verify_email{}), reason::not_registered);
  EXPECT_EQ(here.give(monday, ana, set_tax_status{}), reason::not_registered);
  here.give(monday, ana, form());
  EXPECT_EQ(here.give(monday, ana, set_tax_status{}), reason::email_unverified);
  EXPECT_EQ(here.give(monday, ana, close_account{}), reason::email_unverified);
  EXPECT_EQ(here.give(monday, ana, verify_email{}), reason::none);
  EXPECT_EQ(here.give(monday, ana, verify_email{}), reason::wrong_state);
  EXPECT_EQ(here.give(monday, ana, set_tax_status{}), reason::none);
}

TEST(R16SignupConnects, AreFortyForFreelancersOnly) {
  accounts here;
  here.give(monday, ana, form());
  EXPECT_EQ(here.book.connects(ana), 0);
  here.give(monday + 5, ana, verify_email{});
  EXPECT_EQ(here.book.connects(ana), 40);
  EXPECT_EQ(here.out.events.front().type, event_type::email_verified);
  EXPECT_EQ(here.last().type, event_type::connects_granted);
  EXPECT_EQ(here.last().n, 40);

  const person_id acme = accounts::person(1);
  here.give(monday, acme, form(side::client));
  here.give(monday, acme, verify_email{});
  EXPECT_EQ(here.told(event_type::connects_granted), 0);
  EXPECT_EQ(here.book.clients(), 1);
  EXPECT_EQ(here.book.connects_totals().granted, 40);
}

TEST(Sides, AreChecked) {
  accounts here;
  here.freelancer(0);
  here.client(1);
  EXPECT_EQ(here.give(monday, ana, add_billing_method{}), reason::wrong_side);
  EXPECT_EQ(here.give(monday, accounts::person(1), set_tax_status{}), reason::wrong_side);
  EXPECT_EQ(here.book.admit({monday, accounts::person(1), 0}, reply{}, here.out).why(),
      reason::wrong_side);
  EXPECT_EQ(here.book.admit({monday, ana, 0}, post_job{}, here.out).why(), reason::wrong_side);
  EXPECT_TRUE(here.book.admit({monday, ana, 0}, end_contract{}, here.out));
  EXPECT_TRUE(here.book.admit({monday, accounts::person(1), 0}, end_contract{}, here.out));
}

TEST(Sides, APersonOfAnotherBookIsNotRegistered) {
  accounts here;
  EXPECT_EQ(here.give(monday, person_id{99}, set_tax_status{}), reason::not_registered);
  EXPECT_EQ(here.give(monday, accounts::person(accounts::people), form()), reason::not_registered);
}

TEST(X12BillingMethod, IsVouchedFor) {
  accounts here;
  const person_id acme = accounts::person(1);
  here.give(monday, acme, form(side::client));
  here.give(monday, acme, verify_email{});
  EXPECT_FALSE(here.book.admit({monday, acme, 0}, fund_milestone{}, here.out)->billing_method);
  EXPECT_FALSE(here.client_faces[1].verified);
  EXPECT_EQ(here.give(monday, acme, add_billing_method{}), reason::none);
  EXPECT_TRUE(here.book.admit({monday, acme, 0}, fund_milestone{}, here.out)->billing_method);
  EXPECT_TRUE(here.client_faces[1].verified);
}

TEST(X12Closing, IsWrongStateWithWorkOrMoney) {
  accounts here;
  here.freelancer(0);
  EXPECT_EQ(
      here.give(monday, ana, close_account{}, {.active_contract = true, .escrow_or_pending = {}}),
      reason::wrong_state);
  EXPECT_EQ(here.give(monday, ana, close_account{}, {.escrow_or_pending = money{1}}),
      reason::wrong_state);
  here.fund(monday, ana, money{1});
  EXPECT_EQ(here.give(monday, ana, close_account{}), reason::wrong_state);
}

TEST(X12Closing, EndsTheAccount) {
  accounts here;
  here.freelancer(0);
  EXPECT_TRUE(here.freelancer_faces[0].approved);
  EXPECT_EQ(here.give(monday, ana, close_account{}), reason::none);
  EXPECT_EQ(here.last().type, event_type::account_closed);
  EXPECT_FALSE(here.freelancer_faces[0].approved);
  ASSERT_EQ(here.out.supply.size(), 1u);
  EXPECT_TRUE(here.out.supply[0].left);
  EXPECT_EQ(here.out.supply[0].from, symbol{7});
  EXPECT_EQ(here.give(monday, ana, set_tax_status{}), reason::not_registered);
  EXPECT_EQ(here.give(monday, ana, verify_email{}), reason::not_registered);
  EXPECT_EQ(here.give(monday, ana, form()), reason::wrong_state);
}

TEST(Rejections, ChangeNothing) {
  accounts here;
  here.freelancer(0);
  here.clock(monday + 1);
  const fingerprint before = here.book.state_hash();
  EXPECT_EQ(
      here.give(monday + 1, ana, buy_connects{11, connects_source::card}), reason::unknown_pack);
  EXPECT_EQ(here.give(monday + 1, ana, withdraw{dollars(1), {}}), reason::no_tax_status);
  EXPECT_EQ(here.give(monday + 1, ana, take_readiness_test{percent(101)}), reason::bad_field);
  EXPECT_EQ(here.book.state_hash(), before);
  EXPECT_EQ(here.give(monday + 1, ana, set_tax_status{}), reason::none);
  EXPECT_NE(here.book.state_hash(), before);
}

TEST(Rejections, NameTheJob) {
  accounts here;
  propose asked;
  asked.job = {accounts::person(4), 2};
  EXPECT_EQ(here.book.admit({monday, ana, 0}, asked, 3, here.out).why(), reason::not_registered);
  EXPECT_EQ(here.last().job, asked.job);
  EXPECT_EQ(here.last().detail, command{propose{}}.index());
}

TEST(Policies, ArePerPerson) {
  policy generous;
  generous.connects.readiness = 70;
  accounts here;
  const policy_index other = here.policies.add(generous);
  here.book.live_under(accounts::person(1), other);
  here.freelancer(0);
  here.freelancer(1);
  for (const person_id one : {ana, accounts::person(1)}) {
    EXPECT_EQ(here.give(monday, one, take_readiness_test{percent(100)}), reason::none);
  }
  EXPECT_EQ(here.book.connects(ana), 80);
  EXPECT_EQ(here.book.connects(accounts::person(1)), 110);
  EXPECT_EQ(here.book.admit({monday, accounts::person(1), 0}, reply{}, here.out)->policy, other);
}

}  // namespace
}  // namespace souk::market
