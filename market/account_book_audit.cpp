// Recounts of an account book, and the hash over its records.
#include "market/account_book.hpp"

namespace souk::market {
namespace {

std::string differs(std::string_view what, std::int64_t counted, std::int64_t kept) {
  return std::string{what} + ": recounted " + std::to_string(counted) + ", the total says "
         + std::to_string(kept);
}

std::uint64_t hash_of(const profile& p) {
  const auto flags =
      static_cast<std::uint64_t>(p.photo | p.cv << 1 | p.overview << 2 | p.service << 3
                                 | p.video << 4 | p.linked_account << 5 | p.other << 6);
  return mix(static_cast<std::uint64_t>(p.rate.cents), index(p.category), index(p.skill), p.skills,
      p.languages, p.level, p.portfolio, p.employments, p.education, p.certifications, flags,
      static_cast<std::uint64_t>(p.status), static_cast<std::uint64_t>(p.why));
}

std::uint64_t hash_of(std::span<const connects_lot> lots) {
  std::uint64_t h = lots.size();
  for (connects_lot lot : lots) {
    h = mix(h, lot.expires, lot.count);
  }
  return h;
}

std::uint64_t hash_of(const freelancer_face& face) {
  return mix(static_cast<std::uint64_t>(face.rate.cents), face.rating_sum, face.reviews,
      face.completeness, face.score, static_cast<std::uint64_t>(face.badge), face.approved);
}

std::uint64_t hash_of(const client_face& face) {
  return mix(static_cast<std::uint64_t>(face.spent.cents), face.rating_sum, face.reviews,
      face.hires, face.verified);
}

std::uint64_t hash_of(const payout_terms& terms) {
  return mix(terms.active_from[0], terms.active_from[1], terms.tax_status,
      static_cast<std::uint64_t>(terms.schedule));
}

std::uint64_t hash_of(const career& life) {
  std::uint64_t h = mix(static_cast<std::uint64_t>(life.available.cents), life.withdrawn.cents,
      life.earned.cents, life.first_contract_at, life.bad_outcomes);
  for (std::int64_t entry : life.earnings.entries()) {
    h = mix(h, static_cast<std::uint64_t>(entry));
  }
  for (const scored_outcome& one : life.outcomes) {
    h = mix(h, one.at, index(one.client), static_cast<std::uint64_t>(one.quality));
  }
  return h;
}

}  // namespace

std::optional<std::string> account_book::audit() const {
  money available;
  money withdrawn;
  for (const account& who : accounts_) {
    const career* life = who.status != account_status::none && who.side == side::freelancer
                             ? known_career(who)
                             : nullptr;
    if (life == nullptr) {
      continue;
    }
    if (life->available.cents < 0 || life->withdrawn.cents < 0) {
      return "person " + std::to_string(index(person_at(offset(who)))) + ": a balance below zero";
    }
    available += life->available;
    withdrawn += life->withdrawn;
  }
  const ledger_totals& totals = ledger_.totals();
  if (available != totals[ledger_account::available]) {
    return differs("available", available.cents, totals[ledger_account::available].cents);
  }
  if (withdrawn != totals[ledger_account::withdrawn]) {
    return differs("withdrawn", withdrawn.cents, totals[ledger_account::withdrawn].cents);
  }
  if (totals.sum().cents != 0) {
    return differs("the ledger of accounts", totals.sum().cents, 0);
  }
  return audit_connects();
}

std::optional<std::string> account_book::audit_connects() const {
  std::int64_t held = 0;
  for (const account& who : accounts_) {
    if (who.status == account_status::none || who.side != side::freelancer) {
      continue;
    }
    std::uint32_t before = 0;
    for (connects_lot lot : lots_.load(record_of(who).connects)) {
      if (lot.count <= 0 || lot.expires <= before) {
        return "person " + std::to_string(index(person_at(offset(who))))
               + ": Connects out of order";
      }
      before = lot.expires;
      held += lot.count;
    }
  }
  if (held != sums_.held) {
    return differs("Connects held", held, sums_.held);
  }
  if (!sums_.balanced()) {
    return differs("Connects", sums_.spent + sums_.expired + sums_.held,
        sums_.granted + sums_.bought + sums_.returned);
  }
  return std::nullopt;
}

fingerprint account_book::state_hash() const {
  fingerprint all;
  for (const account& who : accounts_) {
    if (who.status == account_status::none) {
      continue;
    }
    const std::uint64_t base = mix(index(person_at(offset(who))), who.registered_at,
        who.active_contracts, static_cast<std::uint64_t>(who.status),
        static_cast<std::uint64_t>(who.side), who.policy, who.billing_method);
    const bool client = who.side == side::client;
    if (!client) {
      const freelancer_face& face = freelancer_faces_[offset(who)];
      if (face.ahead || face.subsidy_percent > 0) {
        all.add(mix(base, face.ahead, face.subsidy_percent, face.subsidy_dollars));
      }
    }
    all.add(mix(base, client ? hash_of(client_faces_[offset(who)])
                             : fold(record_of(who), freelancer_faces_[offset(who)])));
  }
  for (const specialised_profile& one : specialised_) {
    std::uint64_t h =
        mix(index(one.person), static_cast<std::uint64_t>(one.number), hash_of(one.carried));
    for (char c : one.name) {
      h = mix(h, static_cast<unsigned char>(c));
    }
    all.add(h);
  }
  for (const shown_availability& one : shown_) {
    all.add(mix(index(one.person), static_cast<std::uint64_t>(one.until)));
  }
  for (const auto& [person, lent] : lent_) {
    all.add(mix(index(person), static_cast<std::uint64_t>(lent), 0x1e47));
  }
  return all;
}

std::uint64_t account_book::fold(
    const freelancer_record& record, const freelancer_face& face) const {
  const std::uint64_t life =
      record.career == freelancer_record::none ? 0 : hash_of(careers_[record.career]);
  return mix(hash_of(record.main), hash_of(lots_.load(record.connects)),
      hash_of(lots_.load(record.interview_grants)), hash_of(record.payouts),
      record.readiness.last_attempt, record.readiness.passed, record.approved_at, hash_of(face),
      life);
}

}  // namespace souk::market
