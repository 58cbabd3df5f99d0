// The accounts of a range of people: who they are, their profiles, Connects, balances, badges and
// scores (R1 - R10, R16 - R20, R24, R33, X2, X7, X9, X12). It alone writes these records and the
// faces of its people.
//
// Who keeps a book calls, in this order at every second: advance(), then the notices of what others
// did, then commands. Hand-overs go through the outbox: submissions and supply changes to the
// vetting desk.
#pragma once

#include "market/account.hpp"
#include "market/availability.hpp"
#include "market/badges.hpp"
#include "market/connects.hpp"
#include "market/desks.hpp"
#include "market/face.hpp"
#include "market/ledger.hpp"
#include "market/lot_store.hpp"
#include "market/payouts.hpp"
#include "market/policy_book.hpp"
#include "market/pool.hpp"
#include "market/profile.hpp"
#include "market/score.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::market {

/// The record of a registered freelancer; with its account at most 120 bytes.
struct freelancer_record {
  market::profile main;
  lot_list connects;
  lot_chain interview_grants;  // of the last days (R19); `expires` is when it was granted
  payout_terms payouts;
  market::readiness readiness;
  std::uint32_t approved_at = never;
  std::uint32_t due = never;  // when the clock looks at the lots again
  std::uint32_t career = none;

  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
};
static_assert(sizeof(freelancer_record) + sizeof(account) <= 120);

/// What only those have who got as far as a contract.
struct career {
  money available;
  money withdrawn;  // without fees
  money earned;     // gross, net of refunds
  earnings_line earnings;
  std::vector<scored_outcome> outcomes;
  std::uint32_t first_contract_at = never;
  std::uint16_t bad_outcomes = 0;
  bool remembered = false;  // the clock looks at it
};
static_assert(sizeof(career) <= 80);

/// A profile beside the main one (R5).
struct specialised_profile {
  person_id person = nobody;
  std::int32_t number = 1;  // the person's first is 1
  std::string name;
  market::profile carried;
};

/// An availability badge (X8), paid for until a second.
struct shown_availability {
  second until = 0;
  person_id person = nobody;

  auto operator<=>(const shown_availability&) const = default;
};

/// Everything about one person that can be observed, copied.
struct account_glance {
  market::side side = market::side::freelancer;
  account_status status = account_status::none;
  policy_index policy = 0;
  std::optional<second> registered_at, approved_at, first_contract_at;
  std::int32_t active_contracts = 0;
  // freelancers
  market::profile main;
  std::int32_t connects = 0;
  payout_terms payouts;
  bool readiness_passed = false;
  bool shows_availability = false;
  money available, withdrawn, earned;
  freelancer_face face;
  std::optional<std::uint8_t> score;
  // clients
  client_face client;
};

class account_book {
 public:
  /// The faces are those of these people, in their order; empty where the range has nobody of that
  /// side. They outlive the book, as does `policies`. The clock stands at `start`: what is due then
  /// is over.
  account_book(person_id first, std::uint32_t count, const policy_book& policies,
      std::span<freelancer_face> freelancers, std::span<client_face> clients, second start);

  /// Room for more people: `count` in all, whose faces have moved.
  void make_room(
      std::uint32_t count, std::span<freelancer_face> freelancers, std::span<client_face> clients);

  bool has(person_id person) const { return index(person) - index(first_) < accounts_.size(); }

  /// Under which policy a person lives from now on; the first of the policy book unless told.
  void live_under(person_id person, policy_index policy);
  policy_index policy_of(person_id person) const { return find(person)->policy; }

  // -- seeding: people who are there before any command, without events

  /// Of a freelancer who is there, whatever the policy grants (contract.md, "Stories").
  static constexpr std::int32_t seeded_connects = 40;
  /// Registered and verified, with those Connects (a client: with a billing method).
  void seed_account(person_id person, side which, second at);
  /// Approved as described; whoever keeps the vetting desk counts the skill there too.
  void seed_profile(person_id person, const profile_fields& fields, second at);

  // -- interventions: what a study does to a registered freelancer, beside the rules

  /// A lot of Connects, as if the policy granted it.
  void give_connects(person_id person, std::int32_t count, second at, outbox& out);
  /// A published review that no contract gave; it counts for the rating and the success score.
  void endorse(
      person_id person, std::int32_t stars, std::int32_t private_score, second at, outbox& out);
  /// A badge until it is taken back; a higher one that is deserved shows all the same.
  void lend_badge(person_id person, badge lent, second at, outbox& out);
  void take_badge_back(person_id person);
  void put_ahead(person_id person, bool ahead);
  /// Of the next contract; 0 percent: none.
  void promise_subsidy(person_id person, std::uint8_t percent, std::uint16_t dollars);

  // -- commands

  /// Decides wholly. Events, submissions and supply changes go to the outbox; a rejection is an
  /// event too.
  template <account_command Command>
  reason handle(const stamp& given, const Command& asked, const account_facts& facts, outbox& out) {
    account* who = find(given.by);
    reason answer = who == nullptr ? reason::not_registered : checked(*who, asked);
    if (answer == reason::none) {
      answer = give(given, *who, asked, facts, out);
    }
    if (answer != reason::none) {
      out.events.push_back(rejection<Command>(given, answer, job_of(asked)));
    }
    return answer;
  }

  /// Checks the account's group and vouches for what the next owner has to know.
  template <class Command>
    requires(!account_command<Command> && !std::is_same_v<Command, propose>)
  decision<vouched> admit(const stamp& given, const Command& asked, outbox& out) {
    const reason why = admission(given.by, Command::by, false);
    if (why != reason::none) {
      out.events.push_back(rejection<Command>(given, why, job_of(asked)));
      return why;
    }
    vouched voucher = vouch(given);
    if constexpr (std::is_same_v<Command, refund>) {
      hold_money(asked, voucher, out);
    }
    return voucher;
  }

  /// Also takes `cost` and the boost out of the lots, if there are enough of them; if not, holds
  /// nothing. Lots that are over by then expire first, wherever the clock stands.
  decision<vouched> admit(const stamp& given, const propose& asked, std::int32_t cost, outbox& out);

  // -- what others did

  /// Every event of another owner that names one of these people, once, whichever of the two it is.
  void notice(const event& what, outbox& out);
  void notice(const returned_connects& back, outbox& out);
  void notice(const arriving_funds& funds, outbox& out);
  void notice(const billed_work& work);
  void notice(const outcome& result);

  // -- the clock

  /// Runs what is due up to and including `to`, by (second, kind, person): expiry of lots, the
  /// month's grants, availability badges, payouts, scores, badges.
  void advance(second to, outbox& out);
  /// When the clock has something to do next; never later than the next day's 00:00.
  second next_due() const { return next_second(); }

  // -- observation

  account_glance look(person_id person) const;
  /// By name, "main" included; null where there is none.
  const market::profile* profile_of(person_id person, std::string_view name) const;
  /// Bring a person nearer: the account first, the record some time after.
  void prefetch_account(person_id person) const {
    __builtin_prefetch(&accounts_[index(person) - index(first_)]);
  }
  void prefetch_record(person_id person) const {
    const account& who = accounts_[index(person) - index(first_)];
    if (who.status != account_status::none && who.side == side::freelancer) {
      records_.prefetch(who.freelancer);
    }
  }

  /// Of the main profile; draft where there is none.
  profile_status status_of(person_id person) const;
  money available(person_id person) const;
  std::int32_t connects(person_id person) const;

  std::int64_t freelancers() const { return registered_[0]; }  // registered so far
  std::int64_t clients() const { return registered_[1]; }
  const connects_sums& connects_totals() const { return sums_; }
  const market::ledger& ledger() const { return ledger_; }
  market::ledger& ledger() { return ledger_; }

  /// Recounts balances and lots against the totals; the first that disagrees.
  std::optional<std::string> audit() const;
  fingerprint state_hash() const;

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [accounts, first, policies, freelancer_faces, client_faces, records, careers, lots,
        specialised, shown, lent, timers, scheduled, veterans, sorted_veterans, next, clock,
        registered, sums, ledger] = self;
    archive.of_fixed_size(accounts);
    archive(records, careers, lots, specialised, shown, lent, timers, scheduled, veterans,
        sorted_veterans, next, clock, registered, sums, ledger);
  }

 private:
  struct timer {
    std::uint32_t at;
    std::uint32_t person;  // offset in the range
    auto operator<=>(const timer&) const = default;
  };
  /// The next moment of each kind of event that concerns many.
  struct rounds {
    second month, weekly, monthly, quarterly, score, badges;
  };

  static reason checked(const account&, const register_account&) { return reason::none; }
  static reason checked(const account& who, const verify_email&);
  template <class Command>
  static reason checked(const account& who, const Command&) {
    return check_account(who, Command::by);
  }

  reason give(const stamp&, account&, const register_account&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const verify_email&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const close_account&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const submit_profile&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const update_profile&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const take_readiness_test&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const set_tax_status&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const add_payment_method&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const set_payout_schedule&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const buy_connects&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const set_availability&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const withdraw&, const account_facts&, outbox&);
  reason give(const stamp&, account&, const add_billing_method&, const account_facts&, outbox&);

  account* find(person_id person);
  const account* find(person_id person) const;
  std::uint32_t offset(const account& who) const {
    return static_cast<std::uint32_t>(&who - accounts_.data());
  }
  person_id person_at(std::uint32_t offset) const { return person_id{index(first_) + offset}; }
  const policy& terms_of(const account& who, second at) const {
    return policies_->at(who.policy, at);
  }
  freelancer_record& record_of(const account& who) { return records_[who.freelancer]; }
  const freelancer_record& record_of(const account& who) const { return records_[who.freelancer]; }
  freelancer_face& face_of(const account& who) { return freelancer_faces_[offset(who)]; }
  client_face& client_face_of(const account& who) { return client_faces_[offset(who)]; }
  /// The account of a freelancer (a client) of the range who ever registered, or null.
  account* freelancer(person_id person);
  account* client(person_id person);

  void open(account& who, side which, second at);
  career& career_of(const account& who);  // made if there is none
  const career* known_career(const account& who) const;
  const freelancer_record* known_record(person_id person) const;  // null: no freelancer yet
  void remember(const account& who, career& life);  // looked at by the clock from now on
  std::span<specialised_profile> specialised_of(person_id person);
  std::span<const specialised_profile> specialised_of(person_id person) const;
  /// Of a profile by name, or which number it would get; the main one is 0.
  std::int32_t number_of(person_id person, std::string_view name) const;
  market::profile* find_profile(const account& who, std::int32_t number);  // null: there is none
  void show(const account& who);  // the main profile on the face

  reason admission(person_id by, giver side, bool needs_profile) const;
  vouched vouch(const stamp& given) const;
  void hold_money(const refund& asked, vouched& voucher, const outbox& out);
  void move(const account& who, second at, money amount, ledger_account from, ledger_account to,
      event_type cause);

  void tell(const account& who, second at, event_type type, std::int32_t n, outbox& out) const;
  void leave(const account& who, second at, outbox& out) const;
  void add_lot(account& who, connects_lot lot);
  void watch(const account& who);
  held_connects take(const account& who, std::int32_t count);
  void grant(account& who, std::int32_t count, second at, outbox& out);
  void expire(const account& who, std::int32_t count, second at, outbox& out);
  void pay_out(const account& who, const payout& part, second at, event_type cause, outbox& out);

  void notice_answer(const event& what);
  void notice_reply(const event& what, outbox& out);
  void notice_start(const event& what);
  void notice_end(const event& what);

  second next_second() const;
  void run_second(second at, outbox& out);
  void expire_lots(second at, outbox& out);
  void expire_lots_of(const account& who, second at, outbox& out);
  void begin_month(second at, outbox& out);
  bool shows_availability(person_id person) const;
  void show_availability(person_id person, second until);
  void hide_availability(person_id person);
  void renew_availability(second at, outbox& out);
  void run_schedule(payout_schedule schedule, second at, outbox& out);
  void recompute_scores(second at, outbox& out);
  void award_badges(second at, outbox& out);
  badge lent_badge(person_id person) const;
  void sort_veterans();

  std::optional<std::string> audit_connects() const;
  std::uint64_t fold(const freelancer_record& record, const freelancer_face& face) const;

  std::vector<account> accounts_;  // by offset in the range
  person_id first_;
  const policy_book* policies_;
  std::span<freelancer_face> freelancer_faces_;
  std::span<client_face> client_faces_;
  pool<freelancer_record> records_;
  pool<career> careers_;
  lot_store lots_;
  std::vector<specialised_profile> specialised_;   // by (person, number)
  std::vector<shown_availability> shown_;          // sorted: by when they are over
  std::vector<std::pair<person_id, badge>> lent_;  // by person
  std::vector<timer> timers_;                      // a heap; one entry a person is in force
  std::array<std::vector<std::uint32_t>, 4>
      scheduled_;                        // offsets, by payout_schedule; some are over
  std::vector<std::uint32_t> veterans_;  // offsets of those who have earned or been reviewed
  std::size_t sorted_veterans_ = 0;
  rounds next_;
  second clock_;
  std::array<std::int64_t, 2> registered_{};  // by side
  connects_sums sums_;
  market::ledger ledger_;
};

}  // namespace souk::market
