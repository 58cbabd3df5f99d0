#include "market/account_book.hpp"

#include <algorithm>

namespace souk::market {
account_book::account_book(person_id first, std::uint32_t count, const policy_book& policies,
    std::span<freelancer_face> freelancers, std::span<client_face> clients, second start)
    : accounts_(count),
      first_(first),
      policies_(&policies),
      freelancer_faces_(freelancers),
      client_faces_(clients),
      next_{next_month(start), next_payout(payout_schedule::weekly, start),
          next_payout(payout_schedule::monthly, start),
          next_payout(payout_schedule::quarterly, start), next_score(start),
          start_of_day(start) + day},
      clock_(start) {
  timers_.reserve(freelancers.size());
}

void account_book::make_room(
    std::uint32_t count, std::span<freelancer_face> freelancers, std::span<client_face> clients) {
  accounts_.resize(count);
  freelancer_faces_ = freelancers;
  client_faces_ = clients;
}

account* account_book::find(person_id person) {
  return has(person) ? &accounts_[index(person) - index(first_)] : nullptr;
}

const account* account_book::find(person_id person) const {
  return has(person) ? &accounts_[index(person) - index(first_)] : nullptr;
}

account* account_book::freelancer(person_id person) {
  account* who = find(person);
  const bool is =
      who != nullptr && who->status != account_status::none && who->side == side::freelancer;
  return is ? who : nullptr;
}

account* account_book::client(person_id person) {
  account* who = find(person);
  const bool is =
      who != nullptr && who->status != account_status::none && who->side == side::client;
  return is ? who : nullptr;
}

void account_book::live_under(person_id person, policy_index policy) {
  find(person)->policy = policy;
}

void account_book::open(account& who, side which, second at) {
  ++registered_[static_cast<std::size_t>(which)];
  who.side = which;
  who.registered_at = static_cast<std::uint32_t>(at);
  if (which == side::freelancer) {
    who.freelancer = records_.add({});
  }
}

void account_book::seed_account(person_id person, side which, second at) {
  account& who = *find(person);
  open(who, which, at);
  who.status = account_status::open;
  if (which == side::client) {
    who.billing_method = true;
    client_face_of(who).verified = true;
    return;
  }
  sums_.granted += seeded_connects;
  add_lot(who, {expiry_of(at, terms_of(who, at).connects), seeded_connects});
}

void account_book::seed_profile(person_id person, const profile_fields& fields, second at) {
  const account& who = *find(person);
  freelancer_record& record = record_of(who);
  record.main = with(fields, {});
  apply_answer(record.main, true, reason::none);
  record.approved_at = static_cast<std::uint32_t>(at);
  show(who);
}

career& account_book::career_of(const account& who) {
  freelancer_record& record = record_of(who);
  if (record.career == freelancer_record::none) {
    record.career = careers_.add({});
  }
  return careers_[record.career];
}

const career* account_book::known_career(const account& who) const {
  const std::uint32_t at = record_of(who).career;
  return at == freelancer_record::none ? nullptr : &careers_[at];
}

void account_book::remember(const account& who, career& life) {
  if (!life.remembered) {
    life.remembered = true;
    veterans_.push_back(offset(who));
  }
}

std::span<specialised_profile> account_book::specialised_of(person_id person) {
  return std::ranges::equal_range(specialised_, person, {}, &specialised_profile::person);
}

std::span<const specialised_profile> account_book::specialised_of(person_id person) const {
  return std::ranges::equal_range(specialised_, person, {}, &specialised_profile::person);
}

std::int32_t account_book::number_of(person_id person, std::string_view name) const {
  if (name == main_profile) {
    return 0;
  }
  const std::span<const specialised_profile> others = specialised_of(person);
  const auto one = std::ranges::find(others, name, &specialised_profile::name);
  return one == others.end() ? static_cast<std::int32_t>(others.size()) + 1 : one->number;
}

profile* account_book::find_profile(const account& who, std::int32_t number) {
  if (number == 0) {
    return &record_of(who).main;
  }
  const std::span<specialised_profile> others = specialised_of(person_at(offset(who)));
  const auto one = std::ranges::find(others, number, &specialised_profile::number);
  return one == others.end() ? nullptr : &one->carried;
}

void account_book::show(const account& who) {
  const profile& main = record_of(who).main;
  freelancer_face& face = face_of(who);
  face.rate = main.rate;
  face.completeness = completeness(main);
  face.approved = main.status == profile_status::approved && who.status == account_status::open;
}

reason account_book::admission(person_id by, giver side, bool needs_profile) const {
  const account* who = find(by);
  if (who == nullptr) {
    return reason::not_registered;
  }
  const reason why = check_account(*who, side);
  if (why == reason::none && needs_profile
      && record_of(*who).main.status != profile_status::approved) {
    return reason::profile_not_approved;
  }
  return why;
}

vouched account_book::vouch(const stamp& given) const {
  const account& who = *find(given.by);
  vouched voucher;
  voucher.given = given;
  voucher.visible_at = given.at;
  voucher.policy = who.policy;
  voucher.billing_method = who.billing_method;
  voucher.verified_client = who.billing_method;
  return voucher;
}

decision<vouched> account_book::admit(
    const stamp& given, const propose& asked, std::int32_t cost, outbox& out) {
  const reason why = admission(given.by, propose::by, true);
  if (why != reason::none) {
    out.events.push_back(rejection<propose>(given, why, asked.job));
    return why;
  }
  vouched voucher = vouch(given);
  const account& who = *find(given.by);
  if (!out.judging) {
    expire_lots_of(who, given.at, out);
  }
  const std::int64_t needed = std::int64_t{cost} + std::max(asked.boost, 0);
  voucher.enough_connects = needed <= record_of(who).connects.count;
  if (voucher.enough_connects) {
    const auto count = static_cast<std::int32_t>(needed);
    if (out.judging) {
      voucher.connects = {{connects_lot{0, count}}, 1};
      return voucher;
    }
    voucher.connects = take(who, count);
    sums_.spent += needed;
  }
  return voucher;
}

void account_book::hold_money(const refund& asked, vouched& voucher, const outbox& out) {
  const account& who = *find(voucher.given.by);
  const career* life = known_career(who);
  if (life == nullptr || asked.amount.cents <= 0) {
    return;
  }
  // All of it: where fees have cliffs, more than the gross amount may be wanted back.
  voucher.held = life->available;
  if (out.judging) {
    return;
  }
  career_of(who).available = {};
  ledger_.post({.at = voucher.given.at,
      .job = asked.contract.job,
      .amount = voucher.held,
      .freelancer = voucher.given.by,
      .from = ledger_account::available,
      .to = ledger_account::transit,
      .cause = event_type::refunded});
}

void account_book::move(const account& who, second at, money amount, ledger_account from,
    ledger_account to, event_type cause) {
  ledger_.post({.at = at,
      .job = no_job,
      .amount = amount,
      .freelancer = person_at(offset(who)),
      .from = from,
      .to = to,
      .cause = cause});
}

void account_book::tell(
    const account& who, second at, event_type type, std::int32_t n, outbox& out) const {
  event e;
  e.at = at;
  e.person = person_at(offset(who));
  e.n = n;
  e.type = type;
  out.events.push_back(e);
}

void account_book::add_lot(account& who, connects_lot lot) {
  lots_.add(record_of(who).connects, lot);
  sums_.held += lot.count;
  watch(who);
}

void account_book::watch(const account& who) {
  freelancer_record& record = record_of(who);
  const lot_list& list = record.connects;
  if (!list.is_empty() && (record.due == never || list.first_expiry() < record.due)) {
    record.due = list.first_expiry();
    timers_.push_back({record.due, offset(who)});
    std::ranges::push_heap(timers_, std::greater{});
  }
}

held_connects account_book::take(const account& who, std::int32_t count) {
  sums_.held -= count;
  return lots_.take(record_of(who).connects, count);
}

void account_book::grant(account& who, std::int32_t count, second at, outbox& out) {
  if (count == 0) {
    return;
  }
  sums_.granted += count;
  add_lot(who, {expiry_of(at, terms_of(who, at).connects), count});
  tell(who, at, event_type::connects_granted, count, out);
}

void account_book::expire(const account& who, std::int32_t count, second at, outbox& out) {
  if (count == 0) {
    return;
  }
  sums_.expired += count;
  tell(who, at, event_type::connects_expired, count, out);
}

}  // namespace souk::market
