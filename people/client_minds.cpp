#include "people/client_minds.hpp"

#include "people/client_turn.hpp"

#include <algorithm>
#include <bit>

namespace souk::people {

errand* errands_pool::find(std::uint32_t head, std::uint32_t need) {
  for (std::uint32_t i = head; i != none; i = slots_[i - 1].next) {
    if (slots_[i - 1].need == need) {
      return &slots_[i - 1];
    }
  }
  return nullptr;
}

errand& errands_pool::add(std::uint32_t& head, std::uint32_t need) {
  if (free_ == none) {
    slots_.emplace_back();
    free_ = static_cast<std::uint32_t>(slots_.size());
  }
  const std::uint32_t place = free_;
  errand& slot = slots_[place - 1];
  free_ = slot.next;
  slot = errand{};
  slot.need = need;
  slot.next = head;
  head = place;
  return slot;
}

void errands_pool::remove(std::uint32_t& head, std::uint32_t need) {
  std::uint32_t* link = &head;
  while (*link != none && slots_[*link - 1].need != need) {
    link = &slots_[*link - 1].next;
  }
  if (*link == none) {
    return;
  }
  const std::uint32_t place = *link;
  *link = slots_[place - 1].next;
  slots_[place - 1].next = free_;
  free_ = place;
}

client_minds::client_minds(market::person_id first, std::uint32_t count, const people_setup& setup)
    : setup_{&setup}, first_{first}, minds_(count) {}

void client_minds::begin(intentions& out) {
  for (std::uint32_t i = 0; i < count(); ++i) {
    const market::person_id client{market::index(first_) + i};
    const client_traits traits = client_traits_of(*setup_, client);
    const auto at = moment_of_need(*setup_, client, traits, 0, 0);
    if (at) {
      people::wake first;
      first.at = static_cast<std::uint32_t>(*at);
      first.person = client;
      first.kind = static_cast<std::uint8_t>(client_wake::need);
      out.wakes.push_back(first);
    }
  }
}

void client_minds::wake(const people::wake& due, const client_sight& sight, intentions& out) {
  client_memory& mind = minds_[market::index(due.person) - market::index(first_)];
  turn{*setup_, mind, errands_, due.person, due.at, sight, out}.wake(due);
}

void client_minds::notice(const market::event& happened, market::person_id me,
    const client_sight& sight, intentions& out) {
  client_memory& mind = minds_[market::index(me) - market::index(first_)];
  turn{*setup_, mind, errands_, me, sight.now, sight, out}.notice(happened);
}

// -- one turn ---------------------------------------------------------------------------------

void client_minds::turn::wake_after(
    second after, client_wake kind, const errand& about, std::uint32_t n) {
  people::wake later;
  later.at = static_cast<std::uint32_t>(now + after);
  later.person = me;
  later.job = job(about);
  later.other = about.freelancer;
  later.n = static_cast<std::uint16_t>(n);
  later.kind = static_cast<std::uint8_t>(kind);
  out.wakes.push_back(later);
}

second client_minds::turn::delay(
    const random_words& words, int i, double median_hours, double sigma) const {
  const double hours = std::min(lognormal(words, i, median_hours, sigma), 24.0 * 365.0);
  return std::max<second>(1, static_cast<second>(hours * static_cast<double>(market::hour)));
}

acquaintance* client_minds::turn::known(market::person_id freelancer) const {
  for (acquaintance& one : mind.known) {
    if (one.who == freelancer) {
      return &one;
    }
  }
  return nullptr;
}

/// A client learns at the end of the epoch that a job is posted.
const market::policy& client_minds::turn::rules_of(const errand& about) const {
  const bool apart = sight.apart != nullptr && about.posted_at > sight.jobs_apart->from
                     && sight.jobs_apart->drawn(job(about));
  return apart ? *sight.apart : *sight.rules;
}

void client_minds::turn::wake(const people::wake& due) {
  const auto kind = static_cast<client_wake>(due.kind);
  if (kind == client_wake::need) {
    need_comes_up();
    return;
  }
  if (kind == client_wake::hire_once) {
    return hire_once(due.other);
  }
  errand* const about = find(due.job);
  if (about == nullptr) {
    return;
  }
  switch (kind) {
    case client_wake::look:
      return look(*about);
    case client_wake::invite:
      return send_invitations(*about);
    case client_wake::offer:
      return offer_directly(*about);
    case client_wake::turned_down:
      return turned_down(*about);
    case client_wake::fund:
      return fund(*about, due.n);
    case client_wake::answer:
      return answer(*about, due.n);
    case client_wake::go_on:
      return go_on(*about, due.n);
    case client_wake::check:
      return check(*about);
    case client_wake::dispute:
      return give(market::dispute_hours{contract(*about), due.n * 10});
    case client_wake::end:
      return end(*about);
    case client_wake::review:
      return due.n == 0 ? review(*about) : forget(*about);
    case client_wake::need:
    case client_wake::hire_once:
      return;
  }
}

void client_minds::turn::notice(const market::event& happened) {
  using enum market::event_type;
  if (happened.job.client != me) {
    return;
  }
  if (happened.type == profile_approved) {
    return set_out_to_hire(happened.person);
  }
  errand* const about = find(happened.job);
  if (about == nullptr) {
    return;
  }
  const bool underway = about->stage == errand_stage::active;
  const auto n = static_cast<std::uint32_t>(happened.n);
  switch (happened.type) {
    case job_posted:
      return posted(*about);
    case job_closed:
    case job_expired:
      return underway || about->stage == errand_stage::ended ? void() : forget(*about);
    case offer_accepted:
      return hired(*about);
    case offer_declined:
    case offer_expired:
      return hear_refusal(*about);
    case milestone_submitted:
      return underway ? submitted(*about, n) : void();
    case milestone_released:
      return released(*about, n, happened.amount);
    case milestone_added:
      return underway ? wake_after(market::hour, client_wake::fund, *about, n) : void();
    case invoice_charged:
      return invoiced(*about, happened.amount, happened.n);
    case contract_ended:
      return underway ? ended(*about) : void();
    case rejected:
      return refused(happened);
    default:
      return;
  }
}

/// A command that came too late or was not allowed must not leave an errand waiting for ever.
void client_minds::turn::refused(const market::event& happened) {
  const auto is = [&]<class Command>(std::type_identity<Command>) {
    return happened.detail == market::command{std::in_place_type<Command>}.index();
  };
  errand& about = *find(happened.job);
  if (is(std::type_identity<market::post_job>{})) {
    forget(about);
  } else if (is(std::type_identity<market::offer>{})) {
    hear_refusal(about);
  } else if (is(std::type_identity<market::end_contract>{}) && about.ending) {
    forget(about);
  }
}

// -- hashes -----------------------------------------------------------------------------------

namespace {

std::uint64_t bits(float value) { return std::bit_cast<std::uint32_t>(value); }

std::uint64_t hash_of(const acquaintance& one) {
  return market::mix((std::uint64_t{market::index(one.who)} << 32) | bits(one.quality),
      (std::uint64_t{one.billed} << 32) | (std::uint64_t{one.jobs} << 16)
          | (std::uint64_t{one.month} << 24) | (std::uint64_t{one.trade} << 8)
          | (one.off_platform ? 1U : 0U));
}

std::uint64_t hash_of(const errand& e) {
  const std::uint64_t flags = (e.direct ? 1U : 0U) | (e.hourly ? 2U : 0U) | (e.submitted ? 4U : 0U)
                              | (e.sent_back ? 8U : 0U) | (e.ending ? 16U : 0U);
  return market::mix((std::uint64_t{e.need} << 32) | market::index(e.freelancer),
      (std::uint64_t{e.posted_at} << 32) | e.last_at, e.billed.cents,
      (bits(e.performed) << 32) | static_cast<std::uint32_t>(e.weekly_limit),
      (std::uint64_t{e.invoices} << 48) | (std::uint64_t{e.weeks} << 32)
          | (std::uint64_t{e.milestones} << 24) | (std::uint64_t{e.funded} << 16)
          | (std::uint64_t{e.released} << 8) | e.looks,
      (flags << 16) | (std::uint64_t{e.refusals} << 8) | static_cast<std::uint8_t>(e.stage));
}

std::uint64_t hash_of(const client_memory& mind) {
  std::uint64_t all = market::mix((bits(mind.experience) << 32) | mind.next_need,
      (std::uint64_t{mind.needs_brought} << 48) | (std::uint64_t{mind.needs_off_platform} << 32)
          | (std::uint64_t{mind.posts} << 16) | mind.rehires,
      (std::uint64_t{mind.hires} << 2) | (mind.registered ? 2U : 0U)
          | (mind.billing_method ? 1U : 0U),
      (std::uint64_t{mind.entered_at} << 32) | mind.first_hire_at);
  for (const acquaintance& one : mind.known) {
    all = market::mix(all, hash_of(one));
  }
  return all;
}

}  // namespace

market::fingerprint client_minds::state_hash() const {
  market::fingerprint sum;
  for (std::uint32_t i = 0; i < count(); ++i) {
    const std::uint64_t person = market::index(first_) + i;
    sum.add(market::mix(person, hash_of(minds_[i])));
    for (std::uint32_t e = minds_[i].errands; e != errands_pool::none; e = errands_.at(e).next) {
      sum.add(market::mix(person, hash_of(errands_.at(e))));
    }
  }
  return sum;
}

std::size_t client_minds::bytes() const {
  return minds_.capacity() * sizeof(client_memory) + errands_.bytes();
}

}  // namespace souk::people
