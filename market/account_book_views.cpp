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
  seen.shows_availability = shows_availability(person);
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
  const freelancer_record* record = known_record(person);
  if (record == nullptr || name == main_profile) {
    return record == nullptr ? nullptr : &record->main;
  }
  const std::span<const specialised_profile> others = specialised_of(person);
  const auto one = std::ranges::find(others, name, &specialised_profile::name);
  return one == others.end() ? nullptr : &one->carried;
}

const freelancer_record* account_book::known_record(person_id person) const {
  const account* who = find(person);
  const bool is =
      who != nullptr && who->status != account_status::none && who->side == side::freelancer;
  return is ? &record_of(*who) : nullptr;
}

profile_status account_book::status_of(person_id person) const {
  const freelancer_record* record = known_record(person);
  return record == nullptr ? profile_status::draft : record->main.status;
}

money account_book::available(person_id person) const {
  const freelancer_record* record = known_record(person);
  const bool has_some = record != nullptr && record->career != freelancer_record::none;
  return has_some ? careers_[record->career].available : money{};
}

std::int32_t account_book::connects(person_id person) const {
  const freelancer_record* record = known_record(person);
  return record == nullptr ? 0 : record->connects.count;
}

}  // namespace souk::market
