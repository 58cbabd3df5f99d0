// A billing desk with a client, two freelancers and a clock, for the tests of contracts.
#pragma once

#include "market/billing_desk.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace souk::market {

/// The freelancers' accounts are played by `held`: what a refund finds available.
class billing_stage {
 public:
  static constexpr person_id client{10};
  static constexpr person_id freelancer{20};
  static constexpr person_id other_freelancer{21};
  static constexpr person_id stranger{30};
  static constexpr contract_id contract{{client, 0}, freelancer};
  static constexpr second monday = 1'704'067'200;  // 2024-01-01, 00:00

  explicit billing_stage(policy terms = {}, billing_desk::options chosen = {.keep_history = true})
      : book_(std::move(terms)), desk(book_, chosen) {}

  /// A moment of January 2024 and on: days count from 1.
  static constexpr second on(
      std::int64_t day_of_january, std::int64_t h = 0, std::int64_t m = 0, std::int64_t s = 0) {
    return monday + (day_of_january - 1) * day + h * hour + m * minute + s;
  }
  static milestone_id milestone(std::uint32_t n, contract_id of = contract) { return {of, n}; }

  static started_contract begun(contract_id id, second at, symbol category) {
    started_contract contract;
    contract.id = id;
    contract.at = at;
    contract.category = category;
    return contract;
  }
  void start_fixed(std::vector<money> amounts, contract_id id = contract) {
    started_contract begins = begun(id, now, symbol{3});
    for (const money amount : amounts) {
      begins.milestones.push_back({amount, on(31)});
    }
    desk.start(begins, out);
  }
  void start_hourly(money rate, std::int32_t weekly_limit = 40, contract_id id = contract) {
    started_contract begins = begun(id, now, symbol{4});
    begins.rate = rate;
    begins.weekly_limit = weekly_limit;
    desk.start(begins, out);
  }

  void pass_to(second when) {
    now = when;
    desk.advance(now, out);
  }
  void pass(second length) { pass_to(now + length); }

  template <class Command>
  reason give(person_id by, const Command& request) {
    desk.advance(now, out);
    vouched voucher;
    voucher.given = {now, by, 0};
    voucher.billing_method = billing_method;
    voucher.held = std::exchange(held, money{});
    return desk.handle(voucher, request, out);
  }

  reason fund(std::uint32_t n, contract_id of = contract) {
    return give(of.job.client, fund_milestone{milestone(n, of)});
  }
  reason submit(std::uint32_t n, contract_id of = contract) {
    return give(of.freelancer, submit_milestone{milestone(n, of)});
  }
  reason approve(std::uint32_t n, contract_id of = contract) {
    return give(of.job.client, approve_milestone{milestone(n, of)});
  }
  /// Funds, submits and approves at this second.
  void pay(std::uint32_t n, contract_id of = contract) {
    fund(n, of);
    submit(n, of);
    approve(n, of);
  }
  reason log(std::int32_t minutes, contract_id of = contract) {
    return give(of.freelancer, log_time{of, minutes, {}});
  }
  reason end(person_id by, contract_id of = contract) { return give(by, end_contract{of, {}}); }
  reason refund_gross(money amount, money available = {}) {
    held = available;
    return give(freelancer, refund{contract, amount});
  }

  contract_facts facts(contract_id of = contract) const { return *desk.look(of); }
  milestone_status status(std::uint32_t n) const { return desk.look(milestone(n))->status; }
  money balance(ledger_account account) const { return desk.ledger().totals()[account]; }
  money pending() const { return desk.pending_of(freelancer); }

  std::vector<event> events_of(event_type type) const {
    std::vector<event> found;
    std::copy_if(out.events.begin(), out.events.end(), std::back_inserter(found),
        [type](const event& e) { return e.type == type; });
    return found;
  }
  std::vector<event_type> event_types() const {
    std::vector<event_type> types;
    for (const event& e : out.events) {
      types.push_back(e.type);
    }
    return types;
  }
  /// Money that has left for accounts; of released holds or of work.
  money arrived(bool hold_released = false) const {
    money all;
    for (const arriving_funds& one : out.funds) {
      all += one.hold_released == hold_released ? one.amount : money{};
    }
    return all;
  }
  /// What `billed_work` adds up to.
  billed_work billed() const {
    billed_work all;
    for (const billed_work& one : out.billed) {
      all.earned += one.earned;
      all.spent += one.spent;
    }
    return all;
  }

 private:
  policy_book book_;

 public:
  billing_desk desk;
  outbox out;
  second now = on(1, 9);
  money held;
  bool billing_method = true;
};

}  // namespace souk::market
