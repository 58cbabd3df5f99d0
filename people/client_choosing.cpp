// Looking through proposals: a consideration set by rank, interviews, and a multinomial logit with
// an outside option (facts.md section 5). Tastes are keyed by the pair, so that a proposal is liked
// as much in each look and under each policy.
#include "people/client_turn.hpp"
#include "people/fee_beliefs.hpp"
#include "people/traits.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace souk::people {
namespace {

using market::proposal_card;

/// The noise of a logit.
double gumbel(const random_words& words, int i) {
  return -exact_log(-exact_log(words.open_uniform(i)));
}

/// What the public record says of somebody's quality: expected less what risk takes off.
double reputation(const choosing_parameters& knobs, const market::freelancer_face& face) {
  const double reviews = face.reviews;
  const double weight = reviews / (reviews + knobs.rating_weight);
  const double stars =
      face.reviews == 0 ? 0.0 : (face.rating() - knobs.rating_mean) / knobs.rating_sd;
  double mean = weight * std::clamp(stars, -4.0, 1.0);
  if (face.score != market::no_score) {
    mean += 0.3 * std::clamp((face.score - 85.0) / 10.0, -3.0, 1.5);
  }
  return mean - knobs.risk * std::sqrt(1.0 - weight);
}

/// Same main skill 1, a near one .6, else 0.
double fit_of(const people_setup& setup, const need& wanted, market::person_id freelancer) {
  const trade own = trade_of(setup, freelancer);
  if (own.category != wanted.trade) {
    return 0.0;
  }
  const std::uint32_t skills = setup.categories[own.category].skills();
  const std::uint32_t ahead = (wanted.skill + skills - own.main_skill) % skills;
  return ahead == 0 ? 1.0 : ahead <= 2 ? 0.6 : 0.0;
}

/// One job's client, looking.
struct taste {
  const people_setup& setup;
  const choosing_parameters& knobs;
  const need& wanted;
  second posted_at;
  double fee;  // of the client, a share

  /// The share of the price that an intervention takes off.
  double subsidy_of(const proposal_card& card, const market::freelancer_face& face) const {
    if (face.subsidy_percent == 0) {
      return 0.0;
    }
    const double units = wanted.type == market::job_type::fixed
                             ? 1.0
                             : static_cast<double>(wanted.hours) * wanted.weeks;
    const double price = static_cast<double>(std::max<std::int64_t>(card.bid.cents, 1)) * units;
    return std::min(face.subsidy_percent * 0.01, face.subsidy_dollars * 100.0 / price);
  }

  double of(const proposal_card& card, const market::freelancer_face& face) const {
    const double asked = static_cast<double>(card.bid.cents) * (1.0 + fee - subsidy_of(card, face));
    const double price = exact_log(std::max(asked, 1.0) / static_cast<double>(wanted.price.cents));
    const double weight =
        wanted.type == market::job_type::fixed ? knobs.reputation_fixed : knobs.reputation;
    const double minutes = static_cast<double>(std::max<second>(card.at - posted_at, 0)) / 60.0;
    return weight * reputation(knobs, face) - knobs.price * std::clamp(price, -0.7, 2.0)
           + knobs.fit * fit_of(setup, wanted, card.freelancer)
           + knobs.experience * exact_log(1.0 + face.reviews)
           + knobs.badge * static_cast<double>(face.badge)
           + knobs.completeness * (face.completeness - 50.0) / 50.0
           + knobs.speed / (1.0 + minutes / 20.0);
  }
};

constexpr std::size_t most_opened = 64;

/// The chance that the k-th of the list is opened, view_top k^-view_decay, one after the other and
/// without powers: log((k + 1) / k) is nearly 1 / (k + 1/2). Flat from the 40th on.
class rank_curve {
 public:
  explicit rank_curve(const choosing_parameters& knobs)
      : decay_{knobs.view_decay}, chance_{knobs.view_top} {}
  double here() const { return chance_; }
  void next() {
    if (rank_ < 40.0) {
      chance_ *= exact_exp(-decay_ / (rank_ + 0.5));
      rank_ += 1.0;
    }
  }

 private:
  double decay_;
  double chance_;
  double rank_ = 1.0;
};

}  // namespace

/// A proposal that was opened, and what the client makes of it.
struct client_minds::turn::opened {
  const proposal_card* card = nullptr;
  double worth = -1e9;
};

/// Of all proposals: the best that can be hired now, and who might be interviewed.
struct client_minds::turn::impression {
  opened best;
  std::array<opened, most_opened> unmet;
  std::size_t unmet_count = 0;
  std::int32_t interviews = 0;  // open already
  bool followed = false;        // one of them is written about
};

void client_minds::turn::look(errand& about) {
  if (about.stage != errand_stage::choosing) {
    return;
  }
  if (!sight.job_open) {
    return forget(about);
  }
  const choosing_parameters& choosing = knobs().choosing;
  const random_words words = drawn(about.need, choice_outside);
  ++about.looks;
  if (words.chance(choosing.idle, 0)) {
    return give_up(about);
  }
  const bool last = about.looks >= choosing.looks;
  const need wanted = need_of(setup, me, about.need);
  if (about.looks == 1) {
    tell_of_rivals();
  }
  const double outside = choosing.outside + gumbel(words, 1);
  impression made = read_proposals(about, wanted, last);
  if (made.followed || out.notes.follows(me)) {
    note_decision(about, made.best, outside);
  }
  if (made.best.worth > outside) {
    tell_of_deal(about, wanted, made.best.card->freelancer, made.best.card->bid,
        (made.best.worth - outside) / choosing.price);
    return make_offer(about, wanted, made.best.card->freelancer, made.best.card->bid);
  }
  if (last) {
    return give_up(about);
  }
  open_interviews(about, made, outside - choosing.interview_margin);
  look_again(about);
}

client_minds::turn::impression client_minds::turn::read_proposals(
    const errand& about, const need& wanted, bool last) const {
  const choosing_parameters& choosing = knobs().choosing;
  const taste likes{setup, choosing, wanted, about.posted_at,
      static_cast<double>(rules_of(about).fees.client.ppm) * 1e-6};
  impression made;
  rank_curve curve{choosing};
  std::int32_t rank = 0;
  for (const proposal_card& card : sight.proposals) {
    const double seen = card.invited ? 1.0 : curve.here();
    curve.next();
    ++rank;
    note* const told = out.notes.follows(card.freelancer) ? &note_rank(about, card, rank) : nullptr;
    if (told != nullptr) {
      made.followed = true;
      told->chance = seen;
    }
    const random_words luck = drawn_of(about.need, card.freelancer, draw_view);
    const bool met = card.status == market::proposal_status::interviewing;
    made.interviews += met ? 1 : 0;
    if (!met && !luck.chance(seen, 0)) {
      continue;
    }
    double worth = likes.of(card, face(card.freelancer)) + gumbel(luck, 1);
    if (const acquaintance* one = known(card.freelancer); one != nullptr && one->quality > 0.0F) {
      worth += choosing.known;
    }
    if (told != nullptr) {
      told->yes = true;
      told->worth = worth;
    }
    if (!met && made.unmet_count < most_opened) {
      made.unmet[made.unmet_count++] = {&card, worth};
    }
    if (card.replied) {
      const random_words talk = drawn_of(about.need, card.freelancer, draw_interview);
      const double noise = choosing.signal_noise * standard_normal(talk);
      worth += choosing.replied + choosing.signal * (quality_of(setup, card.freelancer) + noise);
    }
    if ((card.replied || last) && worth > made.best.worth) {
      made.best = {&card, worth};
    }
  }
  return made;
}

note& client_minds::turn::note_rank(
    const errand& about, const proposal_card& card, std::int32_t rank) const {
  out.notes.written.push_back({.at = now,
      .by = me,
      .about = card.freelancer,
      .job = job(about),
      .what = thought::ranked,
      .n = rank,
      .of = static_cast<std::int32_t>(sight.proposals.size())});
  return out.notes.written.back();
}

void client_minds::turn::note_decision(const errand& about, const opened& best, double bar) const {
  out.notes.written.push_back({.at = now,
      .by = me,
      .about = best.card == nullptr ? market::nobody : best.card->freelancer,
      .job = job(about),
      .what = thought::decided,
      .yes = best.worth > bar,
      .worth = best.worth,
      .bar = bar});
}

/// With the best of those not met yet, as long as they come up to the bar.
void client_minds::turn::open_interviews(const errand& about, impression& of, double bar) {
  const auto better = [](const opened& a, const opened& b) {
    return a.worth != b.worth ? a.worth > b.worth : a.card->freelancer < b.card->freelancer;
  };
  const auto end = of.unmet.begin() + static_cast<std::ptrdiff_t>(of.unmet_count);
  std::sort(of.unmet.begin(), end, better);
  for (auto one = of.unmet.begin(); one != end && of.interviews < knobs().choosing.interviews;
      ++one) {
    if (one->worth <= bar) {
      return;
    }
    give(market::interview{job(about), one->card->freelancer});
    out.seen.interviewed_ages.push_back(one->card->at - second{about.posted_at});
    ++of.interviews;
  }
}

void client_minds::turn::tell_of_rivals() const {
  const choosing_parameters& choosing = knobs().choosing;
  for (const proposal_card& card : sight.proposals) {
    const market::freelancer_face& seen = face(card.freelancer);
    const double stars = (choosing.rating_mean * choosing.rating_weight + seen.rating_sum)
                         / (choosing.rating_weight + seen.reviews);
    const auto bid = static_cast<double>(std::max<std::int64_t>(card.bid.cents, 1));
    out.seen.rivals.push_back({static_cast<float>(exact_log(bid)), static_cast<float>(stars)});
  }
}

/// `to_spare`: how far the logarithm of the price could still rise.
void client_minds::turn::tell_of_deal(const errand& about, const need& wanted,
    market::person_id with, market::money bid, double to_spare) const {
  if (wanted.type != market::job_type::hourly) {
    return;
  }
  const double rate = static_cast<double>(bid.cents) * 0.01;
  const double value = rate * wanted.hours * wanted.weeks;
  const market::symbol category = setup.categories[wanted.trade].word;
  out.seen.deals.push_back({.net = rate * (1.0 - fee_share(rules_of(about), category, value)),
      .reservation = traits_of(setup, with).reservation_wage,
      .most = rate * exact_exp(std::min(to_spare, 2.0))});
}

void client_minds::turn::look_again(errand& about) {
  const random_words words =
      drawn(about.need, choice_first_look, 1U + about.looks + about.refusals);
  const choosing_parameters& choosing = knobs().choosing;
  wake_after(
      delay(words, 0, choosing.next_look, choosing.next_look_sigma), client_wake::look, about);
}

/// To somebody known: at the rate that the person asks, within what the client has.
void client_minds::turn::offer_directly(errand& about) {
  if (about.stage != errand_stage::choosing) {
    return;
  }
  if (!face(about.freelancer).approved) {
    return turned_down(about);
  }
  const need wanted = need_of(setup, me, about.need);
  market::money price = wanted.price;
  if (about.hourly) {
    price = std::clamp(face(about.freelancer).rate, wanted.rate_low, wanted.rate_high);
  }
  make_offer(about, wanted, about.freelancer, price);
}

void client_minds::turn::make_offer(
    errand& about, const need& wanted, market::person_id to, market::money bid) {
  if (!mind.billing_method) {
    give(market::add_billing_method{});
    mind.billing_method = true;
  }
  about.freelancer = to;
  about.stage = errand_stage::offered;
  market::offer deal;
  deal.job = job(about);
  deal.freelancer = to;
  if (about.hourly) {
    deal.rate = bid;
    deal.weekly_limit = about.weekly_limit = wanted.hours_high;
    return give(deal);
  }
  const conduct_parameters& conduct = knobs().conduct;
  const auto parts =
      static_cast<std::int64_t>(static_cast<double>(bid.cents) / (100.0 * conduct.milestone_size));
  const std::int64_t count = std::min<std::int64_t>({1 + parts, conduct.milestones, 20});
  std::array<market::milestone_terms, 20> terms;
  second due = market::start_of_day(now) + 2 * market::day;
  for (std::int64_t i = 0; i < count; ++i) {
    market::milestone_terms& part = terms[static_cast<std::size_t>(i)];
    part.amount = {bid.cents * (i + 1) / count - bid.cents * i / count};
    due += planned_time(conduct, part.amount);
    part.due = due;
  }
  about.milestones = static_cast<std::uint8_t>(count);
  deal.milestones = out.milestones.keep(std::span{terms}.first(static_cast<std::size_t>(count)));
  give(deal);
}

/// What comes of it follows some hours later.
void client_minds::turn::hear_refusal(const errand& about) {
  if (about.stage == errand_stage::offered) {
    const random_words words = drawn(about.need, choice_refused, about.refusals);
    wake_after(delay(words, 0, 3.0, 0.8), client_wake::turned_down, about);
  }
}

void client_minds::turn::turned_down(errand& about) {
  if (about.stage != errand_stage::offered && about.stage != errand_stage::choosing) {
    return;
  }
  constexpr int most_refusals = 3;
  ++about.refusals;
  if (about.direct) {
    give(market::close_job{job(about)});
    return forget(about);
  }
  give(market::decline_proposal{job(about), about.freelancer});
  about.stage = errand_stage::choosing;
  about.freelancer = market::nobody;
  if (about.refusals >= most_refusals) {
    return give_up(about);
  }
  look_again(about);
}

/// Nobody was good enough: the job is closed, or left to expire.
void client_minds::turn::give_up(errand& about) {
  const random_words words = drawn(about.need, choice_outside);
  if (!words.chance(knobs().choosing.idle, 0)) {
    feel(-1.0);
  }
  if (words.chance(knobs().choosing.close, 2)) {
    give(market::close_job{job(about)});
  }
  forget(about);
}

}  // namespace souk::people
