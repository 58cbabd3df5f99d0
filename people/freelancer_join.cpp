// Joining: registration, readiness test, profile; and what happens when the profile is turned down.
#include "people/distributions.hpp"
#include "people/fee_beliefs.hpp"
#include "people/freelancer_turn.hpp"
#include "people/traits.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace souk::people {

namespace {

constexpr std::array<market::text, 8> first_names{
    "Ada", "Bilal", "Chloe", "Dmytro", "Esi", "Farid", "Grace", "Hugo"};
constexpr std::array<market::text, 8> last_names{
    "Adeyemi", "Bautista", "Costa", "Das", "Evans", "Farouk", "Garcia", "Hussain"};
constexpr market::text password = "correct horse 7";

/// Draws what must be at hand at every search.
void take_traits(freelancer_turn& turn) {
  const freelancer_traits traits = traits_of(turn.setup, turn.id);
  freelancer_memory& me = turn.me;
  me.reservation_wage = static_cast<float>(traits.reservation_wage);
  me.asked_rate = static_cast<float>(traits.asked_rate);
  me.searches = static_cast<float>(traits.searches);
  me.main_skill = static_cast<std::uint8_t>(traits.main_skill);
  me.skills = static_cast<std::uint8_t>(traits.skills);
  me.country = static_cast<std::uint8_t>(traits.country);
  me.language = traits.language;
  me.weekly_hours = static_cast<std::uint8_t>(traits.weekly_hours);
  me.level = traits.level;
  me.serious = traits.serious;
  const double care = turn.knobs().joining.polish * (0.4 + 1.2 * traits.diligence);
  const std::uint32_t steps = poisson(turn.drawn(choice_joining), 2, care);
  me.polish = static_cast<std::uint8_t>(std::min(steps, most_polish));
}

/// "f", the person's number and what follows, kept on the shelf.
market::text name_of(freelancer_turn& turn, market::text ending) {
  std::array<char, 40> letters{'f'};
  const auto number = std::to_chars(&letters[1], &letters[12], market::index(turn.id));
  const char* const last = std::ranges::copy(ending, number.ptr).out;
  const std::span<const char> kept =
      turn.out.text.keep({letters.data(), static_cast<std::size_t>(last - letters.data())});
  return {kept.data(), kept.size()};
}

void register_with_platform(freelancer_turn& turn) {
  market::register_account form;
  form.first_name = first_names[market::index(turn.id) % first_names.size()];
  form.last_name = last_names[market::index(turn.id) / 8 % last_names.size()];
  form.email = name_of(turn, "@people.invalid");
  form.username = name_of(turn, {});
  form.password = password;
  form.side = market::side::freelancer;
  turn.give(form);
  turn.give(market::verify_email{}, 5 * market::minute);
}

}  // namespace

void enter(freelancer_turn& turn) {
  const random_words words = turn.drawn(choice_joining);
  const market::symbol category =
      turn.setup.categories[trade_of(turn.setup, turn.id).category].word;
  const double left = 1.0 - fee_share(*turn.sight.rules, category, typical_relation);
  const double elasticity = turn.setup.parameters.population.entry_elasticity;
  if (!words.chance(exact_pow(left, elasticity), 0)) {
    return;
  }
  take_traits(turn);
  turn.me.stage = freelancer_stage::joining;
  register_with_platform(turn);
  const joining_parameters& knobs = turn.knobs().joining;
  if (words.chance(knobs.abandons, 1)) {
    leave(turn);
    return;
  }
  const random_words more = turn.drawn(choice_joining, 0, 1);
  if (more.chance(knobs.test_at_entry, 0)) {
    turn.me.test_due = true;
    turn.wake_after(
        freelancer_wake::retry_test, market::hour + drawn_delay(market::hours(3), 1.0, more, 1));
  }
  turn.wake_after(freelancer_wake::submit_profile,
      market::hour + drawn_delay(knobs.profile_delay, knobs.profile_sigma, more, 2));
}

// -- the test ------------------------------------------------------------------------------------

void take_test(freelancer_turn& turn) {
  if (turn.me.tested || turn.me.closed) {
    return;
  }
  const auto day = static_cast<std::uint64_t>(turn.now / market::day);
  const double ability = 0.5 * quality_of(turn.setup, turn.id);
  const joining_parameters& knobs = turn.knobs().joining;
  const double luck = knobs.test_luck * standard_normal(turn.drawn(choice_test, day));
  // Seven points a standard deviation around the pass mark of the article.
  const double score = 80.0 + 7.0 * (knobs.test_ease + ability + luck);
  const auto points = static_cast<std::int64_t>(std::clamp(score, 0.0, 100.0));
  turn.give(market::take_readiness_test{market::percent(points)});
}

void test_taken(freelancer_turn& turn, const market::event& happened) {
  const market::readiness_policy& rules = turn.sight.rules->readiness;
  if (market::percent(happened.n) >= rules.pass) {
    turn.me.tested = true;
    return;
  }
  const auto day = static_cast<std::uint64_t>(turn.now / market::day);
  const random_words words = turn.drawn(choice_test, day, 1);
  turn.me.test_due = words.chance(turn.knobs().joining.test_again, 0);
  if (turn.me.test_due) {
    turn.wake_at(freelancer_wake::retry_test, turn.hours().after(turn.now + rules.retry_after,
                                                  drawn_delay(market::hours(20), 1.0, words, 1)));
  }
}

// -- the profile ---------------------------------------------------------------------------------

template <class Command>
Command profile_of(const freelancer_turn& turn) {
  const freelancer_memory& me = turn.me;
  Command form;
  form.category = turn.category().word;
  form.skills = turn.category().window(me.main_skill, me.skills);
  form.level = me.level;
  form.rate = market::money{static_cast<std::int64_t>(me.asked_rate * 4.0F + 0.5F) * 25};
  form.photo = form.cv = form.overview = form.service = true;
  form.education = me.polish >= 1 ? 1 : 0;
  form.portfolio = me.polish >= 4 ? 4 : me.polish >= 2 ? 2 : 0;
  form.employments = me.polish >= 5 ? 2 : me.polish >= 3 ? 1 : 0;
  if (me.language != market::no_symbol) {
    form.languages = std::span{&turn.setup.languages[me.country], 1};
  }
  return form;
}
template market::submit_profile profile_of<market::submit_profile>(const freelancer_turn&);
template market::update_profile profile_of<market::update_profile>(const freelancer_turn&);

void submit_profile(freelancer_turn& turn) {
  if (turn.me.stage != freelancer_stage::joining || turn.me.closed) {
    return;
  }
  auto form = profile_of<market::submit_profile>(turn);
  const bool first = turn.me.submissions == 0;
  if (first && turn.drawn(choice_profile).chance(turn.knobs().joining.incomplete, 0)) {
    form.cv = false;
  }
  turn.me.submissions = static_cast<std::uint8_t>(std::min(turn.me.submissions + 1, 255));
  turn.me.stage = freelancer_stage::waiting;
  turn.give(form);
}

void profile_approved(freelancer_turn& turn, const market::event& happened) {
  if (happened.n != 0 || turn.me.stage == freelancer_stage::left) {
    return;
  }
  turn.me.stage = freelancer_stage::working;
  turn.me.approved_at = static_cast<std::uint32_t>(happened.at);
  turn.me.seen_until = static_cast<std::uint32_t>(turn.now - market::day);
  turn.me.judged_week = static_cast<std::uint16_t>(turn.now / market::week);
  schedule_search(turn);
}

void profile_rejected(freelancer_turn& turn, const market::event& happened) {
  if (happened.n != 0 || turn.me.stage != freelancer_stage::waiting) {
    return;
  }
  turn.me.stage = freelancer_stage::joining;
  const joining_parameters& knobs = turn.knobs().joining;
  const random_words words = turn.drawn(choice_profile, 0, turn.me.submissions);
  if (happened.why == market::reason::incomplete) {
    turn.wake_after(freelancer_wake::submit_profile,
        market::hour + drawn_delay(knobs.profile_delay, knobs.profile_sigma, words, 2));
    return;
  }
  if (!words.chance(knobs.retry, 1)) {
    leave(turn);
    return;
  }
  if (words.chance(knobs.other_skill, 3)) {
    turn.me.main_skill =
        static_cast<std::uint8_t>((turn.me.main_skill + 1U) % turn.category().skills());
  }
  turn.wake_at(freelancer_wake::submit_profile,
      turn.hours().after(turn.now, market::hour + drawn_delay(knobs.retry_delay, 0.7, words, 2)));
}

void improve_profile(freelancer_turn& turn) {
  turn.me.polish = static_cast<std::uint8_t>(turn.me.polish + 1);
  turn.give(profile_of<market::update_profile>(turn), 10 * market::minute);
}

}  // namespace souk::people
