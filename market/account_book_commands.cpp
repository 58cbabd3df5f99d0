// The commands that an account decides wholly: each asks its rule, writes what it answered, and
// tells.
#include "market/account_book.hpp"

#include <algorithm>

namespace souk::market {
namespace {

event answer(const stamp& given, event_type type) {
  event e;
  e.at = given.at;
  e.person = given.by;
  e.type = type;
  return e;
}

}  // namespace

reason account_book::checked(const account& who, const verify_email&) {
  const bool open = who.status == account_status::unverified || who.status == account_status::open;
  return open ? reason::none : reason::not_registered;
}

reason account_book::give(const stamp& given, account& who, const register_account& asked,
    const account_facts& facts, outbox& out) {
  const auto verdict = decide(asked, who, terms_of(who, given.at), facts);
  if (!verdict || out.judging) {
    return verdict.why();
  }
  open(who, asked.side, given.at);
  apply(asked, who, given.at);
  event e = answer(given, event_type::registered);
  e.n = static_cast<std::int32_t>(asked.side);
  out.events.push_back(e);
  return reason::none;
}

reason account_book::give(const stamp& given, account& who, const verify_email& asked,
    const account_facts&, outbox& out) {
  const auto granted = decide(asked, who, terms_of(who, given.at));
  if (!granted || out.judging) {
    return granted.why();
  }
  apply(asked, who);
  out.events.push_back(answer(given, event_type::email_verified));
  grant(who, *granted, given.at, out);
  return reason::none;
}

reason account_book::give(const stamp& given, account& who, const close_account& asked,
    const account_facts& facts, outbox& out) {
  const auto verdict = decide(asked, who, available(given.by), facts);
  if (!verdict || out.judging) {
    return verdict.why();
  }
  apply(asked, who);
  if (who.side == side::freelancer) {
    show(who);
    face_of(who).badge = badge::none;
    hide_availability(given.by);
    leave(who, given.at, out);
  }
  out.events.push_back(answer(given, event_type::account_closed));
  return reason::none;
}

void account_book::leave(const account& who, second at, outbox& out) const {
  const person_id person = person_at(offset(who));
  const auto tell = [&](const profile& p) {
    const bool counted = p.status == profile_status::approved;
    out.supply.push_back(
        {.at = at, .person = person, .from = counted ? p.skill : no_symbol, .left = true});
  };
  tell(record_of(who).main);
  for (const specialised_profile& one : specialised_of(person)) {
    tell(one.carried);
  }
}

reason account_book::give(const stamp& given, account& who, const submit_profile& asked,
    const account_facts&, outbox& out) {
  const std::int32_t number = number_of(given.by, asked.profile);
  market::profile* existing = find_profile(who, number);
  const profile_view view{
      existing, number == 0, static_cast<std::int32_t>(specialised_of(given.by).size())};
  const auto after = decide(asked, view, terms_of(who, given.at));
  if (!after || out.judging) {
    return after.why();
  }
  if (existing == nullptr) {
    const auto place =
        std::ranges::upper_bound(specialised_, given.by, {}, &specialised_profile::person);
    existing =
        &specialised_.insert(place, {given.by, number, std::string{asked.profile}, {}})->carried;
  }
  apply(*existing, *after);
  show(who);
  event e = answer(given, event_type::profile_submitted);
  e.n = number;
  out.events.push_back(e);
  out.submissions.push_back({.at = given.at,
      .person = given.by,
      .profile = number,
      .category = after->category,
      .skill = after->skill,
      .policy = who.policy,
      .complete = is_complete(*after),
      .work = {}});
  return reason::none;
}

reason account_book::give(const stamp& given, account& who, const update_profile& asked,
    const account_facts&, outbox& out) {
  const std::int32_t number = number_of(given.by, asked.profile);
  market::profile* existing = find_profile(who, number);
  const auto after = decide(asked, profile_view{.existing = existing, .main = number == 0});
  if (!after || out.judging) {
    return after.why();
  }
  if (after->skill != existing->skill) {
    out.supply.push_back(
        {.at = given.at, .person = given.by, .from = existing->skill, .to = after->skill});
  }
  apply(*existing, *after);
  show(who);
  event e = answer(given, event_type::profile_updated);
  e.n = number;
  out.events.push_back(e);
  return reason::none;
}

reason account_book::give(const stamp& given, account& who, const take_readiness_test& asked,
    const account_facts&, outbox& out) {
  market::readiness& record = record_of(who).readiness;
  const auto result = decide(asked, record, terms_of(who, given.at), given.at);
  if (!result || out.judging) {
    return result.why();
  }
  apply(record, *result, given.at);
  event e = answer(given, event_type::readiness_test_taken);
  e.n = result->percent;
  out.events.push_back(e);
  grant(who, result->granted, given.at, out);
  return reason::none;
}

reason account_book::give(const stamp& given, account& who, const set_tax_status& asked,
    const account_facts&, outbox& out) {
  if (out.judging) {
    return reason::none;
  }
  apply(asked, record_of(who).payouts);
  out.events.push_back(answer(given, event_type::tax_status_set));
  return reason::none;
}

reason account_book::give(const stamp& given, account& who, const add_payment_method& asked,
    const account_facts&, outbox& out) {
  if (out.judging) {
    return reason::none;
  }
  apply(asked, record_of(who).payouts, terms_of(who, given.at).payouts, given.at);
  out.events.push_back(answer(given, event_type::payment_method_added));
  return reason::none;
}

reason account_book::give(const stamp& given, account& who, const set_payout_schedule& asked,
    const account_facts&, outbox& out) {
  if (out.judging) {
    return reason::none;
  }
  payout_terms& terms = record_of(who).payouts;
  if (terms.schedule != asked.schedule && asked.schedule != payout_schedule::manual) {
    scheduled_[static_cast<std::size_t>(asked.schedule)].push_back(offset(who));
  }
  apply(asked, terms);
  out.events.push_back(answer(given, event_type::payout_schedule_set));
  return reason::none;
}

reason account_book::give(const stamp& given, account& who, const buy_connects& asked,
    const account_facts&, outbox& out) {
  const connects_policy& terms = terms_of(who, given.at).connects;
  const auto price = decide(asked, available(given.by), terms);
  if (!price || out.judging) {
    return price.why();
  }
  if (asked.source == connects_source::balance) {
    if (price->cents != 0) {
      career_of(who).available -= *price;
    }
    move(who, given.at, *price, ledger_account::available, ledger_account::connects_sales_balance,
        event_type::connects_bought);
  } else {
    move(who, given.at, *price, ledger_account::freelancer_cards,
        ledger_account::connects_sales_card, event_type::connects_bought);
  }
  sums_.bought += asked.count;
  add_lot(who, {expiry_of(given.at, terms), asked.count});
  event e = answer(given, event_type::connects_bought);
  e.n = asked.count;
  e.amount = *price;
  e.detail = static_cast<std::uint16_t>(asked.source);
  out.events.push_back(e);
  return reason::none;
}

reason account_book::give(const stamp& given, account& who, const set_availability& asked,
    const account_facts&, outbox& out) {
  if (!out.judging) {
    expire_lots_of(who, given.at, out);
  }
  const auto cost = decide(asked, shows_availability(given.by), record_of(who).connects.count,
      terms_of(who, given.at).availability);
  if (!cost || out.judging) {
    return cost.why();
  }
  if (asked.available) {
    take(who, *cost);
    sums_.spent += *cost;
    show_availability(given.by, given.at + badge_week);
  } else {
    hide_availability(given.by);
  }
  event e = answer(given, event_type::availability_set);
  e.n = *cost;
  e.detail = asked.available ? 1 : 0;
  out.events.push_back(e);
  return reason::none;
}

reason account_book::give(
    const stamp& given, account& who, const withdraw& asked, const account_facts&, outbox& out) {
  const auto part = decide(asked, record_of(who).payouts, available(given.by),
      terms_of(who, given.at).payouts, given.at);
  if (!part || out.judging) {
    return part.why();
  }
  pay_out(who, *part, given.at, event_type::withdrawn, out);
  return reason::none;
}

void account_book::pay_out(
    const account& who, const payout& part, second at, event_type cause, outbox& out) {
  career& life = career_of(who);
  life.available -= part.net + part.fee;
  life.withdrawn += part.net;
  move(who, at, part.net, ledger_account::available, ledger_account::withdrawn, cause);
  move(who, at, part.fee, ledger_account::available, ledger_account::withdrawal_fees, cause);
  event e;
  e.at = at;
  e.person = person_at(offset(who));
  e.amount = part.net + part.fee;
  e.type = cause;
  out.events.push_back(e);
}

reason account_book::give(const stamp& given, account& who, const add_billing_method& asked,
    const account_facts&, outbox& out) {
  if (out.judging) {
    return reason::none;
  }
  apply(asked, who);
  client_face_of(who).verified = true;
  out.events.push_back(answer(given, event_type::billing_method_added));
  return reason::none;
}

}  // namespace souk::market
