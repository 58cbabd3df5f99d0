// What the naive auditor complains of: signs, and a ledger that says otherwise.
#include "tests/support/naive_auditor.hpp"

#include <type_traits>

namespace souk::testing {

using market::contract_id;
using market::event;
using market::ledger_account;
using market::money;
using market::person_id;
using market::second;

namespace {

std::string contract_name(const contract_id& id) {
  return "contract of " + name_of(id.freelancer) + " on job " + std::to_string(id.job.need) + " of "
         + name_of(id.job.client);
}

}  // namespace

void naive_auditor::check_against(const market::ledger_entry& entry) {
  if (entry.amount <= money{} || entry.from == entry.to) {
    event what;
    what.at = entry.at;
    what.type = entry.cause;
    what.person = entry.freelancer;
    object(what, "an entry of " + cents(entry.amount) + " that moves nothing");
  }
  ledger_[{entry.from, {entry.job, entry.freelancer}}] -= entry.amount;
  ledger_[{entry.to, {entry.job, entry.freelancer}}] += entry.amount;
}

money naive_auditor::moved(ledger_account account, const contract_id& whose) const {
  const auto known = ledger_.find({account, whose});
  return known == ledger_.end() ? money{} : known->second;
}

std::optional<std::string> naive_auditor::contracts_complaint() const {
  for (const auto& [id, contract] : contracts_) {
    const std::pair<ledger_account, money> all[]{{ledger_account::escrow, contract.escrow},
        {ledger_account::pending, contract.pending()},
        {ledger_account::freelancer_fees, contract.fees},
        {ledger_account::client_fees, contract.client_fees}};
    for (const auto& [account, derived] : all) {
      if (moved(account, id) != derived) {
        return std::string(market::name(account)) + " of the " + contract_name(id) + " is "
               + cents(derived) + ", not " + cents(moved(account, id)) + " as in the ledger";
      }
    }
    if (contract.escrow < money{} || contract.billed < money{}) {
      return "less than nothing in the " + contract_name(id);
    }
  }
  return std::nullopt;
}

std::optional<std::string> naive_auditor::people_complaint() const {
  std::map<person_id, money> available, withdrawn, cards, on_top;
  for (const auto& [place, amount] : ledger_) {
    const auto& [account, whose] = place;
    available[whose.freelancer] += account == ledger_account::available ? amount : money{};
    withdrawn[whose.freelancer] += account == ledger_account::withdrawn ? amount : money{};
    if (whose.job != market::no_job) {
      cards[whose.job.client] += account == ledger_account::client_cards ? -amount : money{};
    }
  }
  for (const auto& [id, contract] : contracts_) {
    on_top[id.job.client] += contract.client_fees;
  }
  const auto of = [](const auto& all, person_id person) {
    const auto known = all.find(person);
    return known == all.end() ? typename std::remove_cvref_t<decltype(all)>::mapped_type{}
                              : known->second;
  };
  for (const auto& [person, book] : people_) {
    if (book.available != of(available, person) || book.withdrawn != of(withdrawn, person)
        || book.spent + of(on_top, person) != of(cards, person)) {
      return name_of(person) + " has " + cents(book.available) + " available and "
             + cents(book.withdrawn) + " withdrawn, has spent " + cents(book.spent)
             + ": not as in the ledger";
    }
    if (book.available < money{} || book.connects < 0) {
      return name_of(person) + " has less than nothing";
    }
    if (of(expiring_, person) != 0 || of(due_grant_, person) != 0) {
      return name_of(person) + ": " + std::to_string(of(expiring_, person))
             + " Connects expired and " + std::to_string(of(due_grant_, person))
             + " are due that no event told of";
    }
  }
  return std::nullopt;
}

std::optional<std::string> naive_auditor::platform_complaint() const {
  using enum ledger_account;
  market::ledger_totals all;
  for (const auto& [place, amount] : ledger_) {
    all[place.first] += amount;
  }
  if (all[transit] != money{} || all.sum() != money{}) {
    return "the ledger does not add up";
  }
  if (all[freelancer_fees] != platform_.freelancer_fees || all[client_fees] != platform_.client_fees
      || all[connects_sales_card] + all[connects_sales_balance] != platform_.connects_sales
      || all[withdrawal_fees] != platform_.withdrawal_fees
      || all[subsidies] != platform_.subsidies) {
    return "what the platform takes is not as in the ledger";
  }
  return std::nullopt;
}

std::optional<std::string> naive_auditor::complaint() const {
  if (complaint_) {
    return complaint_;
  }
  for (const auto& found : {contracts_complaint(), people_complaint(), platform_complaint()}) {
    if (found) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace souk::testing
