// One small whole market: the accounts, the exchange, the vetting desk and the billing desk of some
// numbered people, put together as simply as can be. Stories and property tests play on it; the
// simulation hosts the same owners in shards. What one owner hands to another arrives at once, and
// nothing is forgotten.
//
// Commands are given at the world's own second, for which the platform's clock has run already
// (rules.md, "Reading the rules").
#pragma once

#include "market/account_book.hpp"
#include "market/billing_desk.hpp"
#include "market/exchange.hpp"
#include "market/policy_book.hpp"
#include "market/vetting_desk.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace souk::market {

/// What was told to whom: an event or a notice (desks.hpp).
struct told_event {
  event what;
  bool logged = true;  // false: a notice to `what.person` alone

  /// Whether a person hears of it. What a search found and money that arrives are nobody else's
  /// business.
  bool is_told_to(person_id person) const;
};

class world {
 public:
  /// People are numbered from 0; nobody has an account. What is due at `start` is over.
  world(policy terms, std::uint32_t people, second start);
  world(policy_book policies, std::uint32_t people, second start);
  world(const world&) = delete;
  world& operator=(const world&) = delete;

  // -- seeding: people who are there before any command, without events ---------------------------

  /// Approved as described, with the Connects of R16.
  void seed_freelancer(person_id person, const profile_fields& profile);
  /// Verified, with a billing method.
  void seed_client(person_id person);
  /// Names that nobody else can register.
  void seed_names(text username, text email);
  /// Room for more people: `people` in all.
  void make_room(std::uint32_t people);
  /// From now on a job has the number that its command carries (`post_job::need`), which must be
  /// new to the client; else jobs are counted, and `next_job` says what the next one will be.
  void take_needs_as_given() { needs_as_given_ = true; }
  /// Before the person has an account.
  void live_under(person_id person, policy_index policy) { accounts_.live_under(person, policy); }

  // -- what happens -------------------------------------------------------------------------------

  /// Takes a command at now(); answers why it is rejected, or `none`. A rejection changes nothing
  /// but the log. `post_job` makes `next_job(person)`.
  reason give(person_id person, const command& asked);
  /// What `give` would answer now. Writes nothing.
  reason judge(person_id person, const command& asked);

  /// Runs the platform's clock, all owners' in one order of time, up to and including `to`.
  void advance(second to);

  second now() const { return now_; }
  job_id next_job(person_id client) const { return {client, posted_[index(client)]}; }

  // -- observations -------------------------------------------------------------------------------

  std::uint32_t people() const { return static_cast<std::uint32_t>(posted_.size()); }
  const policy& terms_of(person_id person) const;
  const account_book& accounts() const { return accounts_; }
  const exchange& jobs() const { return exchange_; }
  const vetting_desk& vetting() const { return vetting_; }
  const billing_desk& billing() const { return billing_; }
  /// By person, of both sides.
  std::span<const freelancer_face> freelancer_faces() const { return freelancer_faces_; }
  std::span<const client_face> client_faces() const { return client_faces_; }

  contract_status status_of(const contract_id& contract) const;  // of one that was offered
  std::optional<second> due_of(const contract_id& contract) const;
  milestone_status status_of(const milestone_id& milestone) const;

  /// Over all ledgers.
  ledger_totals totals() const;
  /// Fees and Connects sold, less subsidies.
  money revenue() const;

  /// All that happened, in order.
  const std::vector<told_event>& log() const { return log_; }
  /// What happened since the log was last taken, for who keeps it elsewhere.
  std::vector<told_event> take_log() { return std::exchange(log_, {}); }
  /// From now on movements of money are kept until they are taken.
  void keep_entries();
  std::vector<ledger_entry> take_entries();

  /// The ledgers sum to zero with nothing in transit, Connects are balanced, and each owner's
  /// recount agrees; or what does not.
  std::optional<std::string> audit() const;
  /// Over all that can make a difference later: without the log, without the second.
  fingerprint state_hash() const;

 private:
  template <class Command>
  reason route(const stamp& given, Command asked, outbox& out);
  template <class Command>
  account_facts facts_for(person_id person, const Command& asked) const;
  template <class Command>
  void note_accepted(person_id person, const Command& asked);
  bool is_freelancer(person_id person) const;

  second next_due() const;
  void run_second(second at);
  void hand_over();
  void deliver(outbox& gathered);

  policy_book policies_;
  std::vector<freelancer_face> freelancer_faces_;
  std::vector<client_face> client_faces_;
  second now_;
  account_book accounts_;
  exchange exchange_;
  vetting_desk vetting_;
  billing_desk billing_;
  std::vector<std::uint32_t> posted_;  // by person: jobs ever posted
  std::unordered_set<std::string> usernames_;
  std::unordered_set<std::string> emails_;
  std::vector<told_event> log_;
  std::uint32_t sequence_ = 0;  // of commands in a second
  outbox out_;                  // of the owner at work
  outbox judged_;               // of owners who are asked for a verdict alone
  bool needs_as_given_ = false;
};

}  // namespace souk::market
