#include "people/freelancer_bid.hpp"

#include "people/distributions.hpp"
#include "people/fee_beliefs.hpp"

#include <algorithm>

namespace souk::people {

namespace {

constexpr double as_dollars(market::money amount) {
  return static_cast<double>(amount.cents) * 0.01;
}

/// -log(1 - fee), for fees up to a half.
double log_gross_up(double fee) {
  return fee * (1.0 + fee * (0.5 + fee * (1.0 / 3.0 + fee * 0.25)));
}

/// Standard deviations of reputation above the usual, less sure with few reviews.
double reputation(const market::freelancer_face& face) {
  if (face.reviews == 0) {
    return 0.0;
  }
  const double sure = face.reviews / (face.reviews + 3.0);
  const double rating = std::clamp((face.rating() - 4.7) / 0.3, -3.0, 1.0);
  return sure * rating + 0.4 * static_cast<double>(face.badge);
}

double believed_chance(const search_parameters& knobs, const freelancer_memory& me,
    const market::freelancer_face& face) {
  const double prior = face.badge != market::badge::none ? knobs.prior_badge
                       : face.reviews > 0                ? knobs.prior_reviewed
                                                         : knobs.prior;
  return (prior * knobs.prior_weight + me.won) / (knobs.prior_weight + me.bids);
}

/// Whole dollars above $20, quarters below and by the hour.
market::money rounded(double dollars, market::job_type type) {
  if (type == market::job_type::fixed && dollars >= 20.0) {
    return market::dollars(static_cast<std::int64_t>(std::min(dollars, 1e9) + 0.5));
  }
  return market::money{
      std::max<std::int64_t>(4, static_cast<std::int64_t>(dollars * 4.0 + 0.5)) * 25};
}

}  // namespace

bidder::bidder(const freelancer_turn& turn) : turn_(turn) {
  const freelancer_parameters& knobs = turn.knobs();
  const market::freelancer_face& face = *turn.sight.self;
  const freelancer_memory& me = turn.me;
  newness_ = std::max(0.0, 1.0 - face.reviews / knobs.bid.penetration_reviews);
  const random_words temper = turn.setup.luck.population(turn.id, 0, trait_temper);
  const double discount = knobs.bid.newcomer_low
                          + temper.uniform(0) * (knobs.bid.newcomer_high - knobs.bid.newcomer_low);
  shift_ = exact_log(knobs.bid.level) + knobs.bid.own_rate_weight * exact_log(double{me.asked_rate})
           + knobs.bid.reputation * reputation(face) + newness_ * exact_log1p(-discount);
  const double mean_pass = knobs.bid.pass_through_old
                           + newness_ * (knobs.bid.pass_through_new - knobs.bid.pass_through_old);
  pass_through_ = std::min(1.0, 2.0 * temper.uniform(1) * mean_pass);
  belief_ = believed_chance(knobs.search, me, face);
  const double price = as_dollars(turn.sight.rules->connects.price);
  const bool counted = me.bought > 0 || turn.sight.connects < knobs.search.plenty;
  connect_value_ = counted ? price : price * knobs.search.free_connects;
}

const market::policy& bidder::rules_of(const market::job_card& card) const {
  return card.apart ? *turn_.sight.apart : *turn_.sight.rules;
}

bool bidder::new_client(const market::job_card& card) const {
  const freelancer_sight& sight = turn_.sight;
  return sight.clients[market::index(card.job.client) - sight.first_client].hires == 0;
}

bidder::terms bidder::reckon(const market::job_card& card) const {
  const freelancer_parameters& knobs = turn_.knobs();
  terms t{};
  if (card.type == market::job_type::hourly) {
    t.price = std::max(0.01, as_dollars(card.price));
    t.log_price = exact_log(t.price);
    t.hours = std::max(1.0, static_cast<double>(card.weekly_hours) * card.weeks);
    const double sure = (1.0 - knobs.search.uncertainty) * card.weeks;
    t.counted = card.weekly_hours * std::min(sure, knobs.search.horizon_weeks);
  } else {
    const hourly_rate& usual = turn_.category().rate(card.level);
    t.price = usual.dollars;
    t.log_price = usual.log;
    t.hours = std::max(0.1, as_dollars(card.price) * knobs.bid.fixed_margin / t.price);
    t.counted = t.hours;
  }
  t.fee = fee_share(rules_of(card), turn_.category().word, t.price * t.hours);
  const double premium = new_client(card) ? knobs.bid.new_client : 0.0;
  t.log_bid = (1.0 - knobs.bid.own_rate_weight) * t.log_price + shift_ + premium
              + pass_through_ * log_gross_up(t.fee);
  t.bid = exact_exp(t.log_bid);
  const double yields = 1.0 - knobs.bid.below_reservation * newness_;
  t.least = turn_.me.reservation_wage * yields / (1.0 - t.fee);
  t.least = std::max(t.least, card.rate_floor * 0.01);
  if (t.bid < t.least) {
    t.bid = t.least;
    t.log_bid = exact_log(t.least);
  }
  return t;
}

double bidder::chance(const market::job_card& card, const terms& t, bool invited) const {
  const search_parameters& knobs = turn_.knobs().search;
  double p = belief_;
  p *= turn_.beliefs.crowding[std::min<std::size_t>(card.proposals, market_beliefs::crowds - 1)];
  if (card.level != turn_.me.level) {
    p *= knobs.above_level;
  }
  if (invited) {
    p *= knobs.invited;
  }
  double shift = 0.0;  // of the log
  if (t.bid > t.price) {
    shift -= knobs.elasticity * (t.log_bid - t.log_price);
  }
  const double hundreds = as_dollars(card.value) * 0.01;
  if (newness_ > 0.0 && hundreds > 1.0) {
    shift -= knobs.size_shyness * newness_ * exact_log(hundreds);
  }
  return std::min(shift == 0.0 ? p : p * exact_exp(shift), 0.9);
}

appraisal bidder::appraise(const market::job_card& card, bool invited) const {
  const search_parameters& knobs = turn_.knobs().search;
  const double wage = turn_.me.reservation_wage;
  const terms t = reckon(card);
  const double surplus = (t.bid * (1.0 - t.fee) - wage) * t.counted;
  const double review = newness_ * knobs.review_value * wage;
  const double effort = knobs.effort_minutes / 60.0 * wage * knobs.effort_weight;
  const double p = chance(card, t, invited);
  const double worth = p * (surplus + review) - effort;
  const double cost = connects(card, invited) * connect_value_;
  return {worth - cost, worth, p};
}

market::propose bidder::proposal(const market::job_card& card, bool invited) const {
  const freelancer_parameters& knobs = turn_.knobs();
  const random_words words = turn_.drawn(choice_bid, market::number(card.job));
  const terms t = reckon(card);
  const double lucky = t.bid * exact_exp(knobs.bid.noise * standard_normal(words, 0));
  const double hourly = std::max(lucky, t.least);
  market::propose command;
  command.job = card.job;
  command.bid =
      rounded(card.type == market::job_type::hourly ? hourly : hourly * t.hours, card.type);
  command.bid = std::max(command.bid, market::money{card.rate_floor});
  const bool reads = !words.chance(knobs.search.misreads_attention, 1);
  command.letter = !card.attention_word ? invited ? letters::thanks : letters::plain
                   : reads              ? letters::attentive
                                        : letters::plain;
  command.answers = card.questions;
  return command;
}

void bidder::tell(const market::job_card& card, const market::propose& given, second at) const {
  bid_made told;
  told.job = card.job;
  told.by = turn_.id;
  told.age = at - card.visible_at;
  told.log_price =
      static_cast<float>(exact_log(as_dollars(given.bid) / std::max(0.01, as_dollars(card.price))));
  told.type = card.type;
  told.repeat_client = !new_client(card);
  turn_.out.seen.bids.push_back(told);
}

std::int32_t bidder::connects(const market::job_card& card, bool invited) const {
  if (invited) {
    return rules_of(card).connects.cost_invited;
  }
  for (const auto& step : rules_of(card).connects.cost) {
    if (!step.up_to || card.value <= *step.up_to) {
      return step.value;
    }
  }
  return card.cost;
}

std::int32_t bidder::boost(const market::job_card& card, std::int32_t spare) const {
  if (rules_of(card).boost.slots == 0 || spare < 2) {
    return 0;
  }
  const random_words words = turn_.drawn(choice_bid, market::number(card.job));
  if (!words.chance(turn_.knobs().search.boosts, 2)) {
    return 0;
  }
  const auto range = static_cast<std::uint32_t>(turn_.knobs().search.boost_most - 1);
  return std::min(spare, 2 + static_cast<std::int32_t>(words.below(range, 3)));
}

}  // namespace souk::people
