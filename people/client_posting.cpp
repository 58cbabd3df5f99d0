// Needs that come up, and where clients take them: to somebody known, to the public, or elsewhere.
#include "people/client_turn.hpp"
#include "people/traits.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace souk::people {
namespace {

/// What goes on top of each charge, as a share: the client's fee, and the contract's on this value.
double fee_on_top(const market::policy& rules, market::money value) {
  const double fee = static_cast<double>(rules.fees.client.ppm) * 1e-6;
  const auto cents = static_cast<double>(std::max<std::int64_t>(value.cents, 1));
  return fee + static_cast<double>(rules.fees.contract.cents) / cents;
}

constexpr std::uint32_t most_searched = 400;  // profiles that a client looks through to invite
constexpr std::size_t page_of_profiles = 20;
constexpr std::size_t most_invited = 20;

}  // namespace

void client_minds::turn::need_comes_up() {
  if (!mind.registered) {
    join();
  }
  const client_traits traits = client_traits_of(setup, me);
  const std::uint32_t n = mind.next_need++;
  if (const auto next = moment_of_need(setup, me, traits, n + 1, now)) {
    people::wake later;
    later.at = static_cast<std::uint32_t>(*next);
    later.person = me;
    later.kind = static_cast<std::uint8_t>(client_wake::need);
    out.wakes.push_back(later);
  }
  const need wanted = need_of(setup, me, n);
  if (!brings(wanted, n)) {
    return;
  }
  const acquaintance* const friend_of_old = trusted_with(wanted, n);
  if (friend_of_old != nullptr && friend_of_old->off_platform) {
    ++mind.needs_off_platform;
    return;
  }
  ++mind.needs_brought;
  errand& about = errands.add(mind.errands, n);
  about.hourly = wanted.type == market::job_type::hourly;
  about.direct = friend_of_old != nullptr;
  if (friend_of_old != nullptr) {
    about.freelancer = friend_of_old->who;
  }
  post(wanted, about);
}

void client_minds::turn::set_out_to_hire(market::person_id freelancer) {
  people::wake later;
  later.at = static_cast<std::uint32_t>(now);
  later.person = me;
  later.other = freelancer;
  later.kind = static_cast<std::uint8_t>(client_wake::hire_once);
  out.wakes.push_back(later);
}

void client_minds::turn::hire_once(market::person_id freelancer) {
  if (!mind.registered) {
    join();
  }
  const std::uint32_t n = market::index(freelancer);
  ++mind.needs_brought;
  errand& about = errands.add(mind.errands, n);
  about.direct = true;
  about.freelancer = freelancer;
  post(need_of(setup, me, n), about);
}

void client_minds::turn::join() {
  market::register_account form;
  form.first_name = "Some";
  form.last_name = "Client";
  form.email = "client@people.invalid";
  form.username = "client";
  form.password = "passw0rd";
  form.side = market::side::client;
  give(form);
  give(market::verify_email{});
  if (drawn(0, choice_fund).chance(knobs().posting.billing_first, 3)) {
    give(market::add_billing_method{});
    mind.billing_method = true;
  }
  mind.registered = true;
  mind.entered_at = static_cast<std::uint32_t>(now);
}

/// The first need is why the client came; later ones depend on how it went, and on what it costs.
bool client_minds::turn::brings(const need& wanted, std::uint32_t n) const {
  const posting_parameters& posting = knobs().posting;
  const double odds = posting.bring
                      + posting.bring_experience * static_cast<double>(mind.experience)
                      - posting.bring_fee * fee_on_top(*sight.rules, wanted.value());
  return n == 0 || drawn(n, choice_bring).chance(logistic(odds), 0);
}

acquaintance* client_minds::turn::trusted_with(const need& wanted, std::uint32_t n) {
  const posting_parameters& posting = knobs().posting;
  acquaintance* best = nullptr;
  for (acquaintance& one : mind.known) {
    const int months = static_cast<std::uint8_t>(month_of(now) - one.month);
    if (!one.off_platform && months > posting.remembers) {
      continue;
    }
    const bool can = one.who != market::nobody && one.trade == wanted.trade
                     && static_cast<double>(one.quality) >= posting.rehire_quality;
    if (can && (best == nullptr || one.quality > best->quality)) {
      best = &one;
    }
  }
  const bool goes = best != nullptr && drawn(n, choice_bring).chance(posting.rehire, 1);
  return goes ? best : nullptr;
}

void client_minds::turn::post(const need& wanted, const errand& about) {
  market::post_job form;
  form.need = about.need;
  form.category = wanted.category;
  form.skills = wanted.skills;
  form.title = setup.parameters.population.categories[wanted.trade].name;
  form.type = wanted.type;
  form.level = wanted.level;
  if (about.hourly) {
    form.rate_range = {wanted.rate_low, wanted.rate_high};
    form.hours_range = {wanted.hours_low, wanted.hours_high};
    form.weeks = wanted.weeks;
  } else {
    form.budget = wanted.price;
  }
  if (wanted.language != market::no_symbol) {
    form.language = wanted.language;
  }
  form.questions = wanted.questions;
  if (wanted.attention_word) {
    form.attention_word = "souk";
  }
  form.is_public = !about.direct;
  give(form);
}

void client_minds::turn::posted(errand& about) {
  const choosing_parameters& choosing = knobs().choosing;
  about.posted_at = static_cast<std::uint32_t>(now);
  about.stage = errand_stage::choosing;
  const random_words words = drawn(about.need, choice_first_look);
  if (about.direct) {
    wake_after(delay(words, 0, 1.0, 1.0), client_wake::offer, about);
    return;
  }
  ++mind.posts;
  if (words.chance(knobs().posting.invite, 1)) {
    wake_after(delay(words, 2, 0.5, 0.7), client_wake::invite, about);
  }
  wake_after(
      delay(words, 0, choosing.first_look, choosing.first_look_sigma), client_wake::look, about);
}

/// People of the trade who look good: those known first, then those whom a search shows.
void client_minds::turn::send_invitations(const errand& about) {
  if (about.stage != errand_stage::choosing || !sight.job_open) {
    return;
  }
  const need wanted = need_of(setup, me, about.need);
  const random_words many = drawn(about.need, choice_invited);
  const std::uint32_t wish = 1 + poisson(many, 0, knobs().posting.invite_mean - 1.0);
  std::array<market::person_id, most_invited> asked{};
  std::size_t n = 0;
  const std::size_t enough = std::min<std::size_t>(wish, most_invited);
  const auto ask = [&](market::person_id one) {
    give(market::invite{job(about), one});
    asked[n++] = one;
  };
  for (const acquaintance& one : mind.known) {
    const bool fits = one.who != market::nobody && !one.off_platform && one.trade == wanted.trade;
    if (fits && n < enough && one.quality > 0.0F && face(one.who).approved) {
      ask(one.who);
    }
  }
  for (std::uint32_t i = 1; i <= most_searched && n < enough && setup.freelancers > 0;) {
    // Faces lie anywhere: a page of results is fetched before it is read.
    std::array<std::pair<market::person_id, double>, page_of_profiles> page;
    for (auto& [shown, luck] : page) {
      const random_words words = drawn(about.need, choice_invited, i++);
      shown = market::person_id{setup.first_freelancer + words.below(setup.freelancers, 0)};
      luck = words.uniform(1);
      __builtin_prefetch(&face(shown));
    }
    for (const auto& [shown, luck] : page) {
      const auto last = asked.begin() + static_cast<std::ptrdiff_t>(n);
      if (n < enough && worth_inviting(shown, wanted, luck) && known(shown) == nullptr
          && std::find(asked.begin(), last, shown) == last) {
        ask(shown);
      }
    }
  }
}

bool client_minds::turn::worth_inviting(
    market::person_id freelancer, const need& wanted, double luck) const {
  const market::freelancer_face& seen = face(freelancer);
  if (!seen.approved || trade_of(setup, freelancer).category != wanted.trade) {
    return false;
  }
  // Searches show the proven first; now and then somebody new with a good profile.
  const double chance = seen.reviews > 0 ? (seen.rating() >= 4.5 ? 1.0 : 0.3)
                                         : 0.002 * static_cast<double>(seen.completeness);
  return luck < chance;
}

}  // namespace souk::people
