#include "market/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace souk::market {
namespace {

constexpr person_id ana{0};
constexpr person_id bob{1};
constexpr person_id acme{2};
constexpr symbol design{1};
constexpr symbol logo{2};
const second monday = to_second({2024, 1, 1});

/// A market with an approved freelancer, one who is still to come, and a client.
struct small_world {
  world market{policy{}, 3, monday};
  std::array<symbol, 1> skills{logo};

  small_world() {
    profile_fields carried;
    carried.category = design;
    carried.skills = skills;
    carried.photo = carried.cv = carried.overview = carried.service = true;
    market.seed_freelancer(ana, carried);
    market.seed_client(acme);
    market.seed_names("ana", "ana@example.invalid");
  }

  post_job a_job() const {
    post_job job;
    job.category = design;
    job.skills = skills;
    job.title = "A logo";
    job.budget = dollars(100);
    return job;
  }

  /// A contract with one milestone of $100.
  contract_id hire() {
    const job_id job = market.next_job(acme);
    EXPECT_EQ(market.give(acme, a_job()), reason::none);
    const std::array terms{milestone_terms{dollars(100), monday + 30 * day}};
    offer made;
    made.job = job;
    made.freelancer = ana;
    made.milestones = terms;
    EXPECT_EQ(market.give(acme, made), reason::none);
    const contract_id contract{job, ana};
    EXPECT_EQ(market.give(ana, accept_offer{contract}), reason::none);
    return contract;
  }

  std::vector<event_type> told(person_id person) const {
    std::vector<event_type> types;
    for (const told_event& one : market.log()) {
      if (one.is_told_to(person)) {
        types.push_back(one.what.type);
      }
    }
    return types;
  }
};

TEST(World, HandsAnAcceptedOfferToTheBillingDeskAtOnce) {
  small_world here;
  const contract_id deal = here.hire();
  EXPECT_EQ(here.market.status_of(deal), contract_status::active);
  EXPECT_EQ(here.market.give(acme, fund_milestone{{deal, 0}}), reason::none);
  EXPECT_EQ(here.market.totals()[ledger_account::escrow], dollars(100));
  EXPECT_EQ(here.market.accounts().look(ana).active_contracts, 1);
  EXPECT_EQ(here.market.audit(), std::nullopt);
}

TEST(World, KnowsAnOfferThatIsNotYetAContract) {
  small_world here;
  const job_id job = here.market.next_job(acme);
  here.market.give(acme, here.a_job());
  const contract_id deal{job, ana};
  EXPECT_EQ(here.market.give(acme, bonus{deal, dollars(1)}), reason::unknown_id);
  offer made;
  made.job = job;
  made.freelancer = ana;
  made.rate = dollars(30);
  made.weekly_limit = 10;
  EXPECT_EQ(here.market.give(acme, made), reason::none);
  EXPECT_EQ(here.market.give(acme, bonus{deal, dollars(1)}), reason::wrong_state);
  EXPECT_EQ(here.market.status_of(deal), contract_status::offered);
}

TEST(World, RunsTheClockBeforeCommandsOfTheSameSecond) {
  small_world here;
  const contract_id deal = here.hire();
  here.market.give(acme, fund_milestone{{deal, 0}});
  here.market.give(ana, submit_milestone{{deal, 0}});
  here.market.advance(monday + 14 * day - 1);
  EXPECT_EQ(here.market.status_of(milestone_id{deal, 0}), milestone_status::submitted);
  here.market.advance(monday + 14 * day);
  EXPECT_EQ(here.market.give(acme, approve_milestone{{deal, 0}}), reason::wrong_state);
  EXPECT_EQ(here.market.now(), monday + 14 * day);
}

TEST(World, RunsAllOwnersInTheOrderOfTime) {
  small_world here;
  const contract_id deal = here.hire();
  here.market.give(acme, bonus{deal, dollars(100)});
  here.market.advance(monday + 400 * day);
  const auto& log = here.market.log();
  EXPECT_TRUE(std::ranges::is_sorted(log, {}, [](const told_event& one) { return one.what.at; }));
  EXPECT_EQ(here.market.accounts().available(ana), dollars(80));
  EXPECT_EQ(here.market.audit(), std::nullopt);
}

TEST(World, TakesTheSameStepsWhetherTheClockRunsOnceOrOften) {
  small_world once;
  small_world often;
  for (small_world* here : {&once, &often}) {
    const contract_id deal = here->hire();
    here->market.give(acme, fund_milestone{{deal, 0}});
    here->market.give(ana, submit_milestone{{deal, 0}});
  }
  once.market.advance(monday + 30 * day);
  for (second at = monday; at <= monday + 30 * day; at += 7 * hour) {
    often.market.advance(at);
  }
  often.market.advance(monday + 30 * day);
  EXPECT_EQ(once.market.state_hash(), often.market.state_hash());
  ASSERT_EQ(once.market.log().size(), often.market.log().size());
  for (std::size_t i = 0; i < once.market.log().size(); ++i) {
    EXPECT_EQ(once.market.log()[i].what, often.market.log()[i].what) << i;
  }
}

TEST(World, LeavesEverythingAsItWasOnARejection) {
  small_world here;
  const contract_id deal = here.hire();
  const fingerprint before = here.market.state_hash();
  EXPECT_EQ(here.market.give(ana, submit_milestone{{deal, 0}}), reason::not_funded);
  EXPECT_EQ(here.market.give(acme, post_job{}), reason::bad_field);
  EXPECT_EQ(here.market.give(ana, refund{deal, dollars(1)}), reason::bad_field);
  propose late;
  late.job = deal.job;
  late.bid = dollars(90);
  EXPECT_EQ(here.market.give(ana, late), reason::job_not_open);
  EXPECT_EQ(here.market.state_hash(), before);
  EXPECT_EQ(here.market.next_job(acme).need, 1U);
  EXPECT_EQ(here.told(ana).back(), event_type::rejected);
}

TEST(World, SeesToItThatNamesAreTakenOnce) {
  small_world here;
  register_account asked;
  asked.first_name = "Bob";
  asked.last_name = "Li";
  asked.email = "ana@example.invalid";
  asked.username = "ana";
  asked.password = "abcdefg1";
  EXPECT_EQ(here.market.give(bob, asked), reason::duplicate_email);
  asked.email = "bob@example.invalid";
  EXPECT_EQ(here.market.give(bob, asked), reason::duplicate_username);
  asked.username = "bob";
  EXPECT_EQ(here.market.give(bob, asked), reason::none);
  EXPECT_EQ(here.market.accounts().look(bob).status, account_status::unverified);
}

TEST(World, LetsNobodyLeaveWithMoneyThatIsUnderWay) {
  small_world here;
  const contract_id deal = here.hire();
  here.market.give(acme, bonus{deal, dollars(1)});
  EXPECT_EQ(here.market.give(acme, close_account{}), reason::wrong_state);
  here.market.give(acme, end_contract{deal, {}});
  EXPECT_EQ(here.market.give(acme, close_account{}), reason::wrong_state);
  here.market.advance(monday + 5 * day);
  EXPECT_EQ(here.market.give(ana, close_account{}), reason::wrong_state);
  EXPECT_EQ(here.market.give(acme, close_account{}), reason::none);
}

TEST(World, TellsBothPartiesButNotOfWhatIsPrivate) {
  small_world here;
  const contract_id deal = here.hire();
  here.market.give(acme, bonus{deal, dollars(1)});
  here.market.advance(monday + 5 * day);
  const std::vector<event_type> freelancer = here.told(ana);
  const std::vector<event_type> client = here.told(acme);
  const auto has = [](const std::vector<event_type>& all, event_type one) {
    return std::ranges::find(all, one) != all.end();
  };
  EXPECT_TRUE(has(freelancer, event_type::bonus_paid));
  EXPECT_TRUE(has(client, event_type::bonus_paid));
  EXPECT_TRUE(has(freelancer, event_type::funds_available));
  EXPECT_FALSE(has(client, event_type::funds_available));
  EXPECT_TRUE(here.told(bob).empty());
}

TEST(World, KeepsMovementsOfMoneyWhenAsked) {
  small_world here;
  here.market.keep_entries();
  const contract_id deal = here.hire();
  EXPECT_TRUE(here.market.take_entries().empty());
  here.market.give(acme, bonus{deal, dollars(1)});
  money paid;
  for (const ledger_entry& one : here.market.take_entries()) {
    paid += one.from == ledger_account::client_cards ? one.amount : money{};
  }
  EXPECT_EQ(paid, dollars(1));
  EXPECT_TRUE(here.market.take_entries().empty());
  EXPECT_EQ(here.market.revenue(), money{20});
}

}  // namespace
}  // namespace souk::market
