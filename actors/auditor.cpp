#include "actors/auditor.hpp"

#include "observe/observer.hpp"

#include <fmt/format.h>

namespace souk::actors {
namespace {

using market::ledger_account;

[[noreturn]] void fail(const epoch& now, const std::string& what) {
  throw observe::check_failure(fmt::format(
      "audit failed at the end of the epoch that began {}: {}", market::time_text(now.from), what));
}

void check_ledger(const epoch& now, const market::ledger_totals& ledger) {
  if (ledger.sum().cents != 0) {
    fail(now, fmt::format("the accounts of the ledger sum to {} cents", ledger.sum().cents));
  }
  if (ledger[ledger_account::transit].cents != 0) {
    fail(
        now, fmt::format("{} cents are between two owners", ledger[ledger_account::transit].cents));
  }
  for (ledger_account one :
      {ledger_account::escrow, ledger_account::pending, ledger_account::available}) {
    if (ledger[one].cents < 0) {
      fail(now, fmt::format("account {} is at {} cents", name(one), ledger[one].cents));
    }
  }
}

void check_connects(const epoch& now, const observe::connects_totals& all) {
  const std::int64_t in = all.granted + all.bought + all.returned;
  const std::int64_t out = all.spent + all.expired + all.held;
  if (in != out) {
    fail(now, fmt::format("{} Connects came in and {} went out or are held", in, out));
  }
}

}  // namespace

shard_sums audited(const epoch& now, std::span<const shard_sums> shards) {
  shard_sums all;
  for (const shard_sums& one : shards) {
    all.ledger += one.ledger;
    all.connects += one.connects;
    all.events.add(one.events);
  }
  check_ledger(now, all.ledger);
  check_connects(now, all.connects);
  return all;
}

void audit_day(const epoch& now, std::span<const day_part> parts) {
  for (const day_part& part : parts) {
    if (part.audit) {
      fail(now, *part.audit);
    }
  }
}

}  // namespace souk::actors
