// What clients make of a contract that is over: what they remember, and what they say of it in
// public and in private. Public stars are inflated (Filippas, Horton & Golden 2022): some who were
// dissatisfied give four or five all the same; the private score is honest.
#include "people/client_turn.hpp"

#include <algorithm>

namespace souk::people {
namespace {

/// What a client thinks of the work, of 10 points.
double opinion(const review_parameters& knobs, double performed, const random_words& words) {
  const double points = knobs.private_mean + knobs.private_slope * performed
                        + knobs.private_noise * standard_normal(words, 0);
  return std::clamp(points, 0.0, 10.0);
}

std::int32_t stars_for(const review_parameters& knobs, double points, const random_words& words) {
  if (points < knobs.dissatisfied && words.chance(knobs.inflation, 1)) {
    return words.word[1] % 2 == 0 ? 5 : 4;
  }
  if (points >= knobs.five) {
    return 5;
  }
  if (points >= knobs.dissatisfied) {
    return 4;
  }
  return std::clamp(3 - static_cast<std::int32_t>((knobs.dissatisfied - points) / 1.5), 1, 3);
}

}  // namespace

void client_minds::turn::ended(errand& about) {
  about.stage = errand_stage::ended;
  learn(about);
  const review_parameters& knobs_of = knobs().reviews;
  const random_words words = drawn_of(about.need, about.freelancer, draw_review);
  if (is_employer() || words.chance(knobs_of.give, 2)) {
    const second after = delay(words, 3, knobs_of.delay, 0.8);
    return wake_after(std::min(after, 13 * market::day), client_wake::review, about);
  }
  // A last invoice may still come.
  wake_after(2 * market::week, client_wake::review, about, 1);
}

void client_minds::turn::review(const errand& about) {
  const review_parameters& knobs_of = knobs().reviews;
  const random_words words = drawn_of(about.need, about.freelancer, draw_review, 1);
  const double points = opinion(knobs_of, static_cast<double>(about.performed), words);
  market::review told;
  told.contract = contract(about);
  told.stars = stars_for(knobs_of, points, words);
  if (words.chance(knobs_of.private_give, 2)) {
    told.private_score = static_cast<std::int32_t>(points + 0.5);
  }
  give(told);
  out.seen.opinions.push_back({told.stars, told.private_score.value_or(-1)});
  forget(about);
}

acquaintance& client_minds::turn::least_known() {
  return *std::min_element(
      mind.known.begin(), mind.known.end(), [](const acquaintance& a, const acquaintance& b) {
        const bool a_free = a.who == market::nobody;
        const bool b_free = b.who == market::nobody;
        return a_free != b_free ? a_free : !a_free && a.quality < b.quality;
      });
}

/// Keeps the best of those worked with.
void client_minds::turn::learn(const errand& about) {
  const bool worked = about.billed.cents > 0;
  const double performed = worked ? static_cast<double>(about.performed) : -1.5;
  feel(performed);
  const auto trade = static_cast<std::uint8_t>(trade_of(setup, job(about)));
  if (acquaintance* one = known(about.freelancer)) {
    const double jobs = one->jobs;
    const double total = static_cast<double>(one->quality) * jobs + performed;
    one->quality = static_cast<float>(total / (jobs + 1.0));
    one->jobs = static_cast<std::uint8_t>(std::min(one->jobs + 1, 255));
    one->month = month_of(now);
    one->trade = trade;
    return;
  }
  acquaintance& least = least_known();
  if (worked && (least.who == market::nobody || static_cast<double>(least.quality) < performed)) {
    least = acquaintance{about.freelancer, static_cast<float>(performed),
        static_cast<std::uint32_t>(about.billed.cents / 100), 1, month_of(now), trade, false};
  }
}

void client_minds::turn::feel(double satisfaction) {
  const double pace = knobs().conduct.learning;
  const double now_felt = static_cast<double>(mind.experience);
  const double felt = now_felt + pace * (std::clamp(satisfaction, -2.0, 2.0) - now_felt);
  mind.experience = static_cast<float>(felt);
}

}  // namespace souk::people
