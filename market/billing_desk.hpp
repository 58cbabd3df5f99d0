// The owner of contracts from their acceptance on: escrow and pending money, hours and invoices,
// refunds and disputes, the lifetime billings of each client with each freelancer (R36), and
// reviews until they are published. A market may have several desks, each for the clients of its
// shard: a contract is its client's.
//
// The body that hosts a desk calls `advance(t, out)` before it hands over the commands of second t,
// and hands those over in order (order.hpp). Rules are in fees, contract, milestones, hourly,
// refunds and reviews; the desk keeps records, alarms and the ledger.
#pragma once

#include "market/block_pool.hpp"
#include "market/contract.hpp"
#include "market/desks.hpp"
#include "market/flat_index.hpp"
#include "market/ledger.hpp"
#include "market/policy_book.hpp"
#include "market/slot_pool.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace souk::market {

/// What can be seen of a contract.
struct contract_facts {
  contract_id id;
  symbol category = no_symbol;
  contract_status status = contract_status::active;
  request_status request = request_status::none;
  bool hourly = false;
  money rate;  // an hour; 0 of a fixed-price contract
  second started_at = 0;
  std::optional<second> ended_at;
  std::optional<second> due;  // latest delivery date (R25); none of an hourly contract
  money escrow;
  money pending;
  money billed;  // gross, net of refunds
  money fees;    // the freelancer's, net of refunds
  std::int64_t minutes_logged = 0;
  std::int64_t minutes_billed = 0;  // net of disputes
  std::int32_t milestones = 0;
  std::int32_t stars_by_client = 0;  // 0: none given
  std::int32_t stars_by_freelancer = 0;
};

/// What can be seen of a milestone.
struct milestone_facts {
  money amount;
  second due = 0;
  milestone_status status = milestone_status::created;
};

/// What a person, of either side, has running at a desk (X12).
struct open_business {
  std::int32_t active_contracts = 0;
  std::int32_t open_requests = 0;  // money asked back and not settled (X4)
  money escrow;
  money pending;

  open_business& operator+=(const open_business& more);
};

class billing_desk {
 public:
  struct options {
    /// Keeps contracts that no command can concern any more (else they are dropped: `unknown_id`).
    bool keep_history = false;
    /// Collects what was last to be seen of the contracts that are dropped, for `take_over()`.
    bool report_over = false;
  };

  /// The book outlives the desk.
  explicit billing_desk(const policy_book& policies) : billing_desk(policies, options{}) {}
  billing_desk(const policy_book& policies, options chosen);

  /// A contract begins (R25). Its id was never started here before, or was dropped since.
  void start(const started_contract& contract, outbox& out);

  /// Each answers why the command is rejected, or `none`; either way `out` has the event, and the
  /// hold of a refund goes back as far as it was not needed.
  reason handle(const vouched& by, const log_time& request, outbox& out);
  reason handle(const vouched& by, const submit_milestone& request, outbox& out);
  reason handle(const vouched& by, const answer_refund& request, outbox& out);
  reason handle(const vouched& by, const refund& request, outbox& out);
  reason handle(const vouched& by, const fund_milestone& request, outbox& out);
  reason handle(const vouched& by, const add_milestone& request, outbox& out);
  reason handle(const vouched& by, const request_changes& request, outbox& out);
  reason handle(const vouched& by, const approve_milestone& request, outbox& out);
  reason handle(const vouched& by, const dispute_hours& request, outbox& out);
  reason handle(const vouched& by, const bonus& request, outbox& out);
  reason handle(const vouched& by, const end_contract& request, outbox& out);
  reason handle(const vouched& by, const review& request, outbox& out);

  /// The platform's clock, up to and including `to`.
  void advance(second to, outbox& out);

  /// When the clock has something to do next.
  std::optional<second> next_alarm() const;

  std::optional<contract_facts> look(const contract_id& contract) const;
  std::optional<milestone_facts> look(const milestone_id& milestone) const;

  /// Over all contracts that are kept, in order of their ids.
  std::vector<contract_facts> contracts() const;

  /// Contracts that were dropped since last asked, in the order in which they were (`report_over`).
  std::vector<contract_facts> take_over() { return std::exchange(over_, {}); }

  /// Both walk over all contracts.
  open_business business_of(person_id person) const;
  money pending_of(person_id freelancer) const { return business_of(freelancer).pending; }

  /// Gross, net of refunds (R36).
  money lifetime(person_id client, person_id freelancer) const;

  market::ledger& ledger() { return ledger_; }
  const market::ledger& ledger() const { return ledger_; }
  const billing_counts& counts() const { return counts_; }

  /// Gross billed less refunds, in cents, by index of the category; may be shorter than there are
  /// categories.
  const std::vector<std::int64_t>& gross_by_category() const { return gross_by_category_; }

  /// Recounts escrow, pending money and lifetime billings over all records against the ledger;
  /// answers the first offending entry.
  std::optional<std::string> audit() const;
  /// The same of the totals alone; cheap enough for every epoch.
  std::optional<std::string> quick_audit() const;

  fingerprint state_hash() const;

  std::size_t size() const { return contracts_.in_use(); }
  std::size_t bytes() const;

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [policies, chosen, contracts, pairs, contract_index, pair_index, milestones, charges,
        alarms, ledger, counts, gross_by_category, over, new_milestones, new_charges, new_alarms] =
        self;
    archive(contracts, pairs, contract_index, pair_index, milestones, charges, alarms, ledger,
        counts, gross_by_category, over);
  }

 private:
  struct stored {
    contract_record record;
    std::uint32_t pair = 0;
    std::uint32_t alarms = 0;  // not yet rung; while there are any, the contract is kept
    block<milestone_record> milestones;
    block<charge_record> charges;
    bool in_use = false;
  };
  struct timed {
    second at = 0;
    contract_id contract;
    std::uint32_t n = 0;
    std::uint32_t slot = 0;
    alarm_kind kind = alarm_kind::invoice;
  };
  static constexpr std::uint32_t missing = flat_index::missing;

  template <class Command>
  reason take(const vouched& by, const Command& request, outbox& out);
  template <class Command>
  reason carry_out(const vouched& by, const Command& request, outbox& out);

  std::uint32_t find(const contract_id& contract) const;
  std::uint32_t pair_slot(person_id client, person_id freelancer);
  contract_view view(std::uint32_t slot) const;
  std::vector<std::uint32_t> slots_by_id() const;
  contract_edit edit(std::uint32_t slot);
  contract_facts facts(std::uint32_t slot) const;

  template <class Write>
  void write(std::uint32_t slot, second at, outbox& out, Write&& change);
  void set_alarm(std::uint32_t slot, const alarm& when);
  void ring(const timed& due, outbox& out);
  void drop_if_over(std::uint32_t slot);
  std::optional<std::string> audit_contract(std::uint32_t slot) const;

  const policy_book* policies_;
  options options_;
  slot_pool<stored, 1024> contracts_;
  std::vector<pair_record> pairs_;
  flat_index contract_index_;
  flat_index pair_index_;
  block_pool<milestone_record> milestones_;
  block_pool<charge_record> charges_;
  std::vector<timed> alarms_;  // a heap, the next one first
  market::ledger ledger_;
  billing_counts counts_;
  std::vector<std::int64_t> gross_by_category_;
  std::vector<contract_facts> over_;
  // What a rule leaves behind is gathered in these, so that nothing is allocated for each command.
  std::vector<milestone_record> new_milestones_;
  std::vector<charge_record> new_charges_;
  std::vector<alarm> new_alarms_;
};

}  // namespace souk::market
