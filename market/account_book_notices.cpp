// What others did, as accounts take note of it: answers of the vetting desk, replies, contracts,
// Connects and money that arrive, work that was billed, outcomes.
#include "market/account_book.hpp"

#include <algorithm>
#include <iterator>

namespace souk::market {

void account_book::notice(const event& what, outbox& out) {
  switch (what.type) {
    case event_type::profile_approved:
    case event_type::profile_rejected:
      notice_answer(what);
      break;
    case event_type::replied:
      notice_reply(what, out);
      break;
    case event_type::offer_accepted:
      notice_start(what);
      break;
    case event_type::contract_ended:
      notice_end(what);
      break;
    default:
      break;
  }
}

void account_book::notice_answer(const event& what) {
  const account* who = freelancer(what.person);
  profile* answered = who == nullptr ? nullptr : find_profile(*who, what.n);
  if (answered == nullptr) {
    return;
  }
  const bool approved = what.type == event_type::profile_approved;
  apply_answer(*answered, approved, what.why);
  if (approved && what.n == 0) {
    record_of(*who).approved_at = static_cast<std::uint32_t>(what.at);
  }
  show(*who);
}

void account_book::notice_reply(const event& what, outbox& out) {
  account* who = freelancer(what.person);
  if (who == nullptr || what.n == 0) {
    return;
  }
  const connects_policy& terms = terms_of(*who, what.at).connects;
  lot_chain& log = record_of(*who).interview_grants;
  const std::span<const connects_lot> all = lots_.load(log);
  const std::int32_t granted = interview_grant(all, terms, what.at);
  if (granted == 0) {
    return;
  }
  std::vector<connects_lot> kept;
  std::ranges::copy_if(all, std::back_inserter(kept),
      [&](connects_lot one) { return second{one.expires} + terms.interview_cap.window > what.at; });
  kept.push_back({static_cast<std::uint32_t>(what.at), granted});
  lots_.save(log, kept);
  grant(*who, granted, what.at, out);
}

void account_book::notice_start(const event& what) {
  if (account* who = freelancer(what.person)) {
    ++who->active_contracts;
    career& life = career_of(*who);
    face_of(*who).subsidy_percent = 0;
    if (life.first_contract_at == never) {
      life.first_contract_at = static_cast<std::uint32_t>(what.at);
    }
  }
  if (account* who = client(what.other)) {
    ++who->active_contracts;
    ++client_face_of(*who).hires;
  }
}

void account_book::notice_end(const event& what) {
  for (person_id person : {what.person, what.other}) {
    account* who = find(person);
    if (who != nullptr && who->active_contracts > 0) {
      --who->active_contracts;
    }
  }
}

void account_book::notice(const returned_connects& back, outbox& out) {
  account* who = freelancer(back.to);
  if (who == nullptr || back.connects.size == 0) {
    return;
  }
  const std::int32_t count = back.connects.count();
  if (back.refused) {
    sums_.spent -= count;
  } else {
    sums_.returned += count;
    event e;
    e.at = back.at;
    e.person = back.to;
    e.job = back.job;
    e.n = count;
    e.type = event_type::connects_returned;
    out.events.push_back(e);
  }
  for (std::size_t i = 0; i < back.connects.size; ++i) {
    const connects_lot lot = back.connects.lots[i];
    if (second{lot.expires} <= std::max(back.at, clock_)) {
      expire(*who, lot.count, std::max(back.at, second{lot.expires}), out);
    } else {
      add_lot(*who, lot);
    }
  }
}

void account_book::notice(const arriving_funds& funds, outbox& out) {
  account* who = freelancer(funds.to);
  if (who == nullptr || funds.amount.cents == 0) {
    return;
  }
  career_of(*who).available += funds.amount;
  ledger_.post({.at = funds.at,
      .job = funds.contract.job,
      .amount = funds.amount,
      .freelancer = funds.to,
      .from = ledger_account::transit,
      .to = ledger_account::available,
      .cause = funds.hold_released ? event_type::refunded : event_type::funds_available});
  if (!funds.hold_released) {
    event e;
    e.at = funds.at;
    e.person = funds.to;
    e.other = funds.contract.job.client;
    e.job = funds.contract.job;
    e.amount = funds.amount;
    e.type = event_type::funds_available;
    out.events.push_back(e);
  }
}

void account_book::notice(const billed_work& work) {
  if (account* who = freelancer(work.contract.freelancer);
      who != nullptr && work.earned.cents != 0) {
    career& life = career_of(*who);
    life.earned += work.earned;
    life.earnings.add(work.at, work.earned);
    remember(*who, life);
  }
  if (account* who = client(work.contract.job.client)) {
    client_face_of(*who).spent += work.spent;
  }
}

void account_book::notice(const outcome& result) {
  if (!result.of_freelancer) {
    if (account* who = client(result.contract.job.client); who != nullptr && result.stars > 0) {
      client_face& face = client_face_of(*who);
      face.rating_sum += static_cast<std::uint32_t>(result.stars);
      ++face.reviews;
    }
    return;
  }
  account* who = freelancer(result.contract.freelancer);
  if (who == nullptr) {
    return;
  }
  if (result.stars > 0) {
    freelancer_face& face = face_of(*who);
    face.rating_sum += static_cast<std::uint32_t>(result.stars);
    ++face.reviews;
  }
  career& life = career_of(*who);
  std::erase_if(life.outcomes,
      [&](const scored_outcome& one) { return second{one.at} + score_memory < result.at; });
  const outcome_quality quality = quality_of(result.stars, result.private_score);
  life.outcomes.push_back(
      {static_cast<std::uint32_t>(result.at), result.contract.job.client, quality});
  life.bad_outcomes =
      static_cast<std::uint16_t>(life.bad_outcomes + (quality == outcome_quality::bad));
  remember(*who, life);
}

}  // namespace souk::market
