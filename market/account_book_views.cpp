// What can be observed of accounts.
#include "market/account_book.hpp"

#include <algorithm>

namespace souk::market {
namespace {

std::optional<second> moment(std::uint32_t at) {
  return at == never ? std::nullopt : std::optional<second>{at};
}

}  // namespace

account_glance account_book::look(person_id person) const {
  account_glance seen;
  const account* who = find(person);
  if (who == nullptr || who->status == account_status::none) {
    return seen;
  }
  seen.side = who->side;
  seen.status = who->status;
  seen.policy = who->policy;
  seen.registered_at = moment(who->registered_at);
  seen.active_contracts = who->active_contracts;
  if (who->side == side::client) {
    seen.client = client_faces_[offset(*who)];
    return seen;
  }
  const freelancer_record& record = record_of(*who);
  seen.approved_at = moment(record.approved_at);
  seen.main = record.main;
  seen.connects = record.connects.count;
  seen.payouts = record.payouts;
  seen.readiness_passed = record.readiness.passed;
  seen.face = freelancer_faces_[offset(*who)];
  seen.score = seen.face.score == no_score ? std::nullopt : std::optional{seen.face.score};
  if (const career* life = known_career(*who)) {
    seen.available = life->available;
    seen.withdrawn = life->withdrawn;
    seen.earned = life->earned;
    seen.first_contract_at = moment(life->first_contract_at);
  }
  return seen;
}

const profile* account_book::profile_of(person_id person, std::string_view name) const {
  const account* who = find(person);
  if (who == nullptr || who->status == account_status::none || who->side != side::freelancer) {
    return nullptr;
  }
  if (name == main_profile) {
    return &record_of(*who).main;
  }
  const std::span<const specialised_profile> others = specialised_of(person);
  const auto one = std::ranges::find(others, name, &specialised_profile::name);
  return one == others.end() ? nullptr : &one->carried;
}

money account_book::available(person_id person) const { return look(person).available; }

std::int32_t account_book::connects(person_id person) const {
  const account* who = find(person);
  const bool has_some =
      who != nullptr && who->status != account_status::none && who->side == side::freelancer;
  return has_some ? record_of(*who).connects.count : 0;
}

}  // namespace souk::market
