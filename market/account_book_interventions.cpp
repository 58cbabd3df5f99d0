// What a study does to accounts beside the rules.
#include "market/account_book.hpp"

#include <algorithm>

namespace souk::market {

void account_book::give_connects(person_id person, std::int32_t count, second at, outbox& out) {
  if (account* who = freelancer(person)) {
    grant(*who, count, at, out);
  }
}

void account_book::endorse(
    person_id person, std::int32_t stars, std::int32_t private_score, second at, outbox& out) {
  const account* who = freelancer(person);
  if (who == nullptr) {
    return;
  }
  notice(outcome{
      .at = at, .contract = {no_job, person}, .stars = stars, .private_score = private_score});
  event published;
  published.at = at;
  published.person = person;
  published.n = stars;
  published.type = event_type::reviews_published;
  out.events.push_back(published);
}

void account_book::lend_badge(person_id person, badge lent, second at, outbox& out) {
  account* who = freelancer(person);
  if (who == nullptr || lent_badge(person) != badge::none) {
    return;
  }
  lent_.insert(std::ranges::upper_bound(lent_, person, {}, &std::pair<person_id, badge>::first),
      {person, lent});
  remember(*who, career_of(*who));
  freelancer_face& face = face_of(*who);
  if (face.badge < lent) {
    face.badge = lent;
    tell(*who, at, event_type::badge_awarded, static_cast<std::int32_t>(lent), out);
  }
}

void account_book::take_badge_back(person_id person) {
  std::erase_if(lent_, [&](const auto& one) { return one.first == person; });
}

badge account_book::lent_badge(person_id person) const {
  const auto one = std::ranges::lower_bound(lent_, person, {}, &std::pair<person_id, badge>::first);
  return one != lent_.end() && one->first == person ? one->second : badge::none;
}

void account_book::put_ahead(person_id person, bool ahead) {
  if (const account* who = freelancer(person)) {
    face_of(*who).ahead = ahead;
  }
}

void account_book::promise_subsidy(person_id person, std::uint8_t percent, std::uint16_t dollars) {
  if (const account* who = freelancer(person)) {
    face_of(*who).subsidy_percent = percent;
    face_of(*who).subsidy_dollars = dollars;
  }
}

}  // namespace souk::market
