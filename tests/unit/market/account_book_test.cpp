#include "market/account_book.hpp"

#include "tests/support/accounts.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace souk::market {
namespace {

using testing::accounts;
using testing::form;
using testing::monday;
using testing::whole_profile;

const person_id ana = accounts::person(0);
const person_id acme = accounts::person(9);

TEST(CastPeople, AreThereAtOnce) {
  accounts here;
  here.freelancer(0);
  here.client(9);
  const account_glance seen = here.book.look(ana);
  EXPECT_EQ(seen.status, account_status::open);
  EXPECT_EQ(seen.main.status, profile_status::approved);
  EXPECT_EQ(here.book.status_of(ana), profile_status::approved);
  EXPECT_EQ(seen.face.completeness, 50);
  EXPECT_EQ(seen.face.rate, dollars(25));
  EXPECT_EQ(seen.connects, 40);
  EXPECT_EQ(seen.registered_at, monday);
  EXPECT_EQ(seen.approved_at, monday);
  EXPECT_EQ(seen.earned, money{0});
  EXPECT_EQ(here.give(monday, ana, withdraw{dollars(1), {}}), reason::no_tax_status);
  EXPECT_TRUE(here.book.look(acme).client.verified);
  EXPECT_EQ(here.book.connects_totals().granted, 40);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(Observation, OfNobodyIsEmpty) {
  const accounts here;
  EXPECT_EQ(here.book.look(ana).registered_at, std::nullopt);
  EXPECT_EQ(here.book.look(person_id{5}).registered_at, std::nullopt);
  EXPECT_EQ(here.book.profile_of(ana, "main"), nullptr);
  EXPECT_EQ(here.book.connects(ana), 0);
  EXPECT_EQ(here.book.available(ana), money{0});
  EXPECT_EQ(here.book.status_of(ana), profile_status::draft);
}

TEST(Contracts, AreCountedOnBothSides) {
  accounts here;
  here.freelancer(0);
  here.client(9);
  here.notice(event_type::offer_accepted, monday + 5, ana, 0, acme);
  here.notice(event_type::offer_accepted, monday + 9, ana, 0, acme);
  EXPECT_EQ(here.book.look(ana).active_contracts, 2);
  EXPECT_EQ(here.book.look(acme).active_contracts, 2);
  EXPECT_EQ(here.book.look(ana).first_contract_at, monday + 5);
  EXPECT_EQ(here.client_faces[9].hires, 2);
  here.notice(event_type::contract_ended, monday + 10, acme, 0, ana);
  EXPECT_EQ(here.book.look(ana).active_contracts, 1);
  here.notice(event_type::contract_ended, monday + 11, ana, 0, acme);
  EXPECT_EQ(here.book.look(acme).active_contracts, 0);
}

TEST(BilledWork, CountsForBothSidesNetOfRefunds) {
  accounts here;
  here.freelancer(0);
  here.client(9);
  here.earn(monday + 5, ana, dollars(100));
  here.earn(monday + 9, ana, dollars(-30));
  EXPECT_EQ(here.book.look(ana).earned, dollars(70));
  EXPECT_EQ(here.client_faces[9].spent, dollars(70));
}

TEST(Notices, OfPeopleOfOtherBooksAreLetBe) {
  accounts here;
  const fingerprint before = here.book.state_hash();
  const person_id stranger{5000};
  here.notice(event_type::replied, monday, stranger, 1);
  here.notice(event_type::offer_accepted, monday, stranger, 0, person_id{6000});
  here.notice(event_type::profile_approved, monday, stranger);
  here.fund(monday, stranger, dollars(1));
  here.earn(monday, stranger, dollars(1), 3);
  here.review(monday, stranger, 5, 3);
  EXPECT_EQ(here.book.state_hash(), before);
  EXPECT_TRUE(here.out.events.empty());
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(StateHash, DoesNotDependOnHowPeopleAreSharded) {
  const policy_book policies{policy{}};
  std::vector<freelancer_face> faces(8);
  std::vector<client_face> clients(8);
  const auto live = [&](account_book& book, std::uint32_t n) {
    outbox out;
    book.seed_account(person_id{n}, side::freelancer, monday);
    book.seed_profile(person_id{n}, whole_profile(), monday);
    book.handle({monday + 1, person_id{n}, 0}, buy_connects{10, connects_source::card}, {}, out);
  };
  account_book whole{person_id{0}, 8, policies, faces, clients, monday};
  for (std::uint32_t n : {5u, 0u, 7u, 3u}) {
    live(whole, n);
  }
  std::vector<freelancer_face> left_faces(4);
  std::vector<freelancer_face> right_faces(4);
  account_book left{person_id{0}, 4, policies, left_faces, {}, monday};
  account_book right{person_id{4}, 4, policies, right_faces, {}, monday};
  live(left, 0);
  live(left, 3);
  live(right, 7);
  live(right, 5);
  fingerprint parts = left.state_hash();
  parts.add(right.state_hash());
  EXPECT_EQ(parts, whole.state_hash());
  ledger_totals sums = left.ledger().totals();
  sums += right.ledger().totals();
  EXPECT_EQ(sums, whole.ledger().totals());
}

TEST(Audit, NamesABalanceThatTheLedgerDoesNotKnow) {
  accounts here;
  here.freelancer(0);
  here.fund(monday, ana, dollars(5));
  EXPECT_EQ(here.book.audit(), std::nullopt);
  here.book.ledger().post({.at = monday,
      .job = no_job,
      .amount = money{1},
      .freelancer = ana,
      .from = ledger_account::available,
      .to = ledger_account::withdrawn,
      .cause = event_type::withdrawn});
  ASSERT_TRUE(here.book.audit().has_value());
  EXPECT_NE(here.book.audit()->find("available"), std::string::npos);
}

TEST(Ledger, KeepsEntriesWhenAsked) {
  accounts here;
  here.book.ledger().keep_entries();
  here.freelancer(0);
  here.give(monday, ana, buy_connects{10, connects_source::card});
  const std::vector<ledger_entry> entries = here.book.ledger().take_entries();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].freelancer, ana);
  EXPECT_EQ(entries[0].cause, event_type::connects_bought);
  EXPECT_EQ(here.book.ledger().totals().sum(), money{0});
}

TEST(Clock, RunsTheKindsOfOneSecondInTheirOrder) {
  policy terms;
  terms.connects.monthly = 10;
  terms.connects.expiry = days(31);
  accounts here{terms};
  here.freelancer(1);
  here.freelancer(0);
  here.clock(monday + 31 * day);
  std::vector<std::pair<event_type, person_id>> told;
  for (const event& e : here.out.events) {
    told.emplace_back(e.type, e.person);
  }
  const std::vector<std::pair<event_type, person_id>> wanted{{event_type::connects_expired, ana},
      {event_type::connects_expired, accounts::person(1)}, {event_type::connects_granted, ana},
      {event_type::connects_granted, accounts::person(1)}};
  EXPECT_EQ(told, wanted);
}

TEST(Clock, DoesNothingForTheClosed) {
  policy terms;
  terms.connects.monthly = 10;
  accounts here{terms};
  here.freelancer(0);
  here.give(monday, ana, set_payout_schedule{payout_schedule::weekly});
  here.give(monday, ana, close_account{});
  here.clock(monday + 90 * day);
  EXPECT_TRUE(here.out.events.empty());
  here.clock(monday + 365 * day);
  EXPECT_EQ(here.told(event_type::connects_expired), 1);
  EXPECT_EQ(here.book.audit(), std::nullopt);
}

TEST(Policies, ApplyFromTheirSecond) {
  accounts here;
  policy later;
  later.connects.signup = 7;
  here.policies.change(0, monday + day, later);
  here.give(monday, ana, form());
  here.give(monday, accounts::person(1), form());
  here.give(monday + day - 1, ana, verify_email{});
  here.give(monday + day, accounts::person(1), verify_email{});
  EXPECT_EQ(here.book.connects(ana), 40);
  EXPECT_EQ(here.book.connects(accounts::person(1)), 7);
}

}  // namespace
}  // namespace souk::market
