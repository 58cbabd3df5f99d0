// What can be observed of a world, and its audit.
#include "market/world.hpp"

#include <algorithm>

namespace souk::market {
namespace {

std::uint64_t hash_of(const std::string& name) {
  std::uint64_t h = name.size();
  for (const char letter : name) {
    h = mix(h, static_cast<unsigned char>(letter));
  }
  return h;
}

std::string cents(money amount) { return std::to_string(amount.cents) + " cents"; }

}  // namespace

const policy& world::terms_of(person_id person) const {
  return policies_.at(accounts_.look(person).policy, now_);
}

contract_status world::status_of(const contract_id& contract) const {
  if (const std::optional<contract_facts> begun = billing_.look(contract)) {
    return begun->status;
  }
  const offer_record* made = exchange_.offered(contract);
  return made == nullptr ? contract_status::offered : made->status;
}

std::optional<second> world::due_of(const contract_id& contract) const {
  if (const std::optional<contract_facts> begun = billing_.look(contract)) {
    return begun->due;
  }
  const offer_record* made = exchange_.offered(contract);
  return made == nullptr ? std::nullopt : made->due();
}

milestone_status world::status_of(const milestone_id& milestone) const {
  const std::optional<milestone_facts> seen = billing_.look(milestone);
  return seen ? seen->status : milestone_status::created;
}

ledger_totals world::totals() const {
  ledger_totals all = accounts_.ledger().totals();
  all += billing_.ledger().totals();
  return all;
}

money world::revenue() const {
  const ledger_totals all = totals();
  money sum;
  for (const ledger_account one : {ledger_account::freelancer_fees, ledger_account::client_fees,
           ledger_account::connects_sales_card, ledger_account::connects_sales_balance,
           ledger_account::withdrawal_fees, ledger_account::subsidies}) {
    sum += all[one];
  }
  return sum;
}

void world::keep_entries() {
  accounts_.ledger().keep_entries();
  billing_.ledger().keep_entries();
}

std::vector<ledger_entry> world::take_entries() {
  std::vector<ledger_entry> all = billing_.ledger().take_entries();
  const std::vector<ledger_entry> own = accounts_.ledger().take_entries();
  all.insert(all.end(), own.begin(), own.end());
  std::ranges::stable_sort(all, {}, &ledger_entry::at);
  return all;
}

std::optional<std::string> world::audit() const {
  const ledger_totals all = totals();
  if (all.sum().cents != 0) {
    return "the ledgers sum to " + cents(all.sum());
  }
  if (all[ledger_account::transit].cents != 0) {
    return "in transit: " + cents(all[ledger_account::transit]);
  }
  if (!accounts_.connects_totals().balanced()) {
    return "Connects do not balance";
  }
  for (const std::optional<std::string>& found :
      {accounts_.audit(), exchange_.audit(), billing_.audit()}) {
    if (found) {
      return found;
    }
  }
  return std::nullopt;
}

fingerprint world::state_hash() const {
  fingerprint all = accounts_.state_hash();
  all.add(exchange_.state_hash());
  all.add(vetting_.state_hash());
  all.add(billing_.state_hash());
  for (std::uint32_t person = 0; person < people(); ++person) {
    all.add(mix(person, posted_[person]));
  }
  for (const std::string& name : usernames_) {
    all.add(mix(hash_of(name), 1));
  }
  for (const std::string& name : emails_) {
    all.add(mix(hash_of(name), 2));
  }
  return all;
}

}  // namespace souk::market
