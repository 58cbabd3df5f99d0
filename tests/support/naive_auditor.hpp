// What everybody must have, worked out from the journal of events alone: a second, deliberately
// naive reading of rules.md in simple maps, against which a market is checked. It shares the
// vocabulary, the calendar and the policy's data with the market, and none of the rules' code.
#pragma once

#include "market/calendar.hpp"
#include "market/events.hpp"
#include "market/ledger.hpp"
#include "market/policy.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace souk::testing {

/// How messages call them.
std::string name_of(market::person_id person);
std::string cents(market::money amount);

struct person_book {
  market::side side = market::side::freelancer;
  bool open = false;  // verified and not closed
  market::money available, withdrawn, earned, spent;
  std::int64_t connects = 0;
};

struct contract_book {
  struct charge {
    market::money left{};     // gross, not refunded
    market::money pending{};  // net, not yet available
    market::second at = 0;
    market::second available_at = 0;
    std::int64_t minutes = 0;
    bool invoice = false;
  };
  struct milestone {
    market::milestone_status status = market::milestone_status::created;
    market::money funded;
    market::money released;
    std::optional<market::second> waits_until;  // submitted: released then if nobody answers
  };

  market::contract_status status = market::contract_status::offered;
  market::money escrow, billed, fees;
  market::money client_fees;
  std::int64_t minutes_logged = 0, minutes_billed = 0;
  market::money rate;  // hourly: an hour
  bool contract_fee_paid = false;
  std::deque<milestone> milestones;
  std::deque<charge> charges;                       // oldest first
  std::map<market::second, std::int64_t> of_weeks;  // minutes logged, by Monday

  market::money pending() const;
};

struct platform_book {
  market::money freelancer_fees, client_fees, connects_sales, withdrawal_fees, subsidies;
};

class naive_auditor {
 public:
  /// Everybody lives under `terms`. The clock stands at `start`.
  naive_auditor(market::policy terms, market::second start);

  /// Somebody who is there from the start.
  void seed(market::person_id person, market::side side);

  /// What happened next, in order. The first thing that it cannot make sense of is kept.
  void read(const market::event& what);
  /// All events up to and including this second were read, those of the clock at least.
  void run_clock(market::second to);
  /// What the ledger moved: only checked against, never a source.
  void check_against(const market::ledger_entry& entry);

  const std::map<market::person_id, person_book>& people() const { return people_; }
  const std::map<market::contract_id, contract_book>& contracts() const { return contracts_; }
  const platform_book& platform() const { return platform_; }
  market::money pending_of(market::person_id freelancer) const;
  market::money lifetime(market::person_id client, market::person_id freelancer) const;

  /// What did not add up so far: an event that cannot be, a negative balance, a ledger that says
  /// otherwise.
  std::optional<std::string> complaint() const;

 private:
  struct lot {
    market::second expires = 0;
    std::int64_t count = 0;
  };
  using pair = std::pair<market::person_id, market::person_id>;  // client, freelancer

  void object(const market::event& what, const std::string& why);
  contract_book& contract_of(const market::event& what);
  market::contract_id id_of(const market::event& what) const;

  void read_about_connects(const market::event& what);
  void read_about_contracts(const market::event& what);
  void read_about_money(const market::event& what);
  void read_release(const market::event& what);
  void read_settlement(const market::event& what);
  void read_refund(const market::event& what);
  void read_dispute(const market::event& what);

  std::int64_t interview_grant(market::person_id person, market::second at);
  std::int64_t price_of(market::money value) const;
  market::money fee(market::money lifetime, market::money charge) const;
  market::money fee_back(market::money lifetime, market::money left, market::money part) const;
  market::money tiers_on(market::money billed) const;
  market::money client_fee(market::money amount) const;
  void take_client_fee(contract_book& contract, market::money amount);
  void bill(const market::contract_id& id, market::money gross, contract_book::charge made);
  /// Takes charges back, from `newest` on; answers what the pending money of the contract could not
  /// give of the net.
  market::money take_back(const market::contract_id& id, std::size_t newest, market::money gross);
  market::money moved(market::ledger_account account, const market::contract_id& whose) const;
  std::optional<std::string> people_complaint() const;
  std::optional<std::string> contracts_complaint() const;
  std::optional<std::string> platform_complaint() const;

  std::int64_t take_oldest(market::person_id person, std::int64_t count, std::vector<lot>* into);
  void expire_lots(market::second to);
  void cut_rollovers(market::second at);
  void mature(market::second before);

  market::policy terms_;
  market::second clock_;
  market::second next_month_;
  std::map<market::person_id, person_book> people_;
  std::map<market::contract_id, contract_book> contracts_;
  std::map<pair, market::money> lifetime_, owed_;
  platform_book platform_;
  std::map<market::person_id, std::vector<lot>> lots_;
  std::map<market::contract_id, std::vector<lot>> spent_on_;        // by proposal
  std::map<market::person_id, std::int64_t> expiring_, due_grant_;  // not yet told
  std::map<market::person_id, std::vector<lot>> interviews_;        // granted; `expires` is when
  std::map<market::person_id, bool> readiness_passed_;
  std::map<std::pair<market::ledger_account, market::contract_id>, market::money> ledger_;
  std::optional<std::string> complaint_;
};

}  // namespace souk::testing
