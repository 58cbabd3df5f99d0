#include "market/reviews.hpp"

namespace souk::market {
namespace {

constexpr std::int32_t most_stars = 5;
constexpr std::int32_t most_private = 10;

bool well_formed(const review& request) {
  const std::int32_t private_score = request.private_score.value_or(0);
  return request.stars >= 1 && request.stars <= most_stars && private_score >= 0
         && private_score <= most_private;
}

const review_record& given_by(const contract_record& contract, person_id who) {
  return who == contract.id.job.client ? contract.by_client : contract.by_freelancer;
}

void publish(const contract_edit& of, billing_effects& effects) {
  contract_record& contract = of.contract;
  contract.published = true;
  event e = contract_event(contract, effects.at, event_type::reviews_published,
      contract.id.freelancer, money{}, contract.by_client.stars);
  e.detail = static_cast<std::uint16_t>(contract.by_freelancer.stars);
  effects.out.events.push_back(e);
  for (const bool of_freelancer : {true, false}) {
    const review_record& given = of_freelancer ? contract.by_client : contract.by_freelancer;
    if (given.stars != 0) {
      effects.out.outcomes.push_back(
          {effects.at, contract.id, of_freelancer, given.stars, given.private_score});
    }
  }
}

}  // namespace

decision<given_review> decide(const review& request, const contract_view& of, const vouched& by) {
  if (!of.contract.ended()) {
    return reason::wrong_state;
  }
  if (by.given.at >= of.contract.ended_at + of.terms.reviews.window) {
    return reason::window_closed;
  }
  if (given_by(of.contract, by.given.by).stars != 0) {
    return reason::already_reviewed;
  }
  if (!well_formed(request)) {
    return reason::bad_field;
  }
  return given_review{by.given.by == of.contract.id.job.client};
}

void apply(const review& request, const given_review& given, const contract_edit& of,
    billing_effects& effects) {
  contract_record& contract = of.contract;
  review_record& record = given.by_client ? contract.by_client : contract.by_freelancer;
  record.stars = static_cast<std::int8_t>(request.stars);
  record.private_score = static_cast<std::int8_t>(request.private_score.value_or(-1));
  effects.out.events.push_back(contract_event(contract, effects.at, event_type::reviewed,
      given.by_client ? contract.id.job.client : contract.id.freelancer, money{}, request.stars));
  if (contract.by_client.stars != 0 && contract.by_freelancer.stars != 0) {
    publish(of, effects);
  }
}

void close_reviews(const contract_edit& of, billing_effects& effects) {
  const bool any = of.contract.by_client.stars != 0 || of.contract.by_freelancer.stars != 0;
  if (any && !of.contract.published) {
    publish(of, effects);
  }
}

}  // namespace souk::market
