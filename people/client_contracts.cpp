// Running a contract: funding, answering what is submitted, paying by the week, extending, ending.
#include "people/client_turn.hpp"
#include "people/traits.hpp"

#include <algorithm>

namespace souk::people {
namespace {

/// The chance for work of this quality of what befalls average work with chance `average`: each sd
/// better divides the odds by e.
double chance_for(double average, double performed) {
  return average <= 0.0 ? 0.0 : average >= 1.0 ? 1.0 : logistic(logit(average) - performed);
}

constexpr second hourly_patience = 3 * market::week;

}  // namespace

void client_minds::turn::hired(errand& about) {
  if (about.stage != errand_stage::offered) {
    return;
  }
  about.stage = errand_stage::active;
  about.last_at = static_cast<std::uint32_t>(now);
  const work_parameters& work = setup.parameters.work;
  about.performed = static_cast<float>(
      performance(work, setup.luck, contract(about), quality_of(setup, about.freelancer)));
  mind.hires = static_cast<std::uint16_t>(mind.hires + 1);
  mind.rehires = static_cast<std::uint16_t>(mind.rehires + (about.direct ? 1 : 0));
  mind.first_hire_at =
      mind.first_hire_at == 0 ? static_cast<std::uint32_t>(now) : mind.first_hire_at;
  if (about.hourly) {
    const need wanted = need_of(setup, me, about.need);
    about.weeks = static_cast<std::uint16_t>(weeks_wanted(
        work, setup.luck, contract(about), wanted.weeks, static_cast<double>(about.performed)));
  } else {
    wake_after(delay(drawn(about.need, choice_fund), 0, knobs().conduct.fund, 1.0),
        client_wake::fund, about);
  }
  wake_after(patience(about), client_wake::check, about);
}

void client_minds::turn::fund(errand& about, std::uint32_t milestone) {
  if (about.stage != errand_stage::active || about.ending || milestone != about.funded) {
    return;
  }
  about.funded = static_cast<std::uint8_t>(about.funded + 1);
  about.last_at = static_cast<std::uint32_t>(now);
  give(market::fund_milestone{{contract(about), milestone}});
}

void client_minds::turn::submitted(errand& about, std::uint32_t milestone) {
  about.submitted = true;
  about.last_at = static_cast<std::uint32_t>(now);
  const random_words words = drawn_of(
      about.need, about.freelancer, draw_answer, milestone + (about.sent_back ? 256U : 0U));
  const conduct_parameters& conduct = knobs().conduct;
  if (!words.chance(conduct.silence, 0)) {
    wake_after(delay(words, 1, conduct.approve, conduct.approve_sigma), client_wake::answer, about,
        milestone);
  }
}

void client_minds::turn::answer(errand& about, std::uint32_t milestone) {
  if (about.stage != errand_stage::active || !about.submitted || about.released > milestone) {
    return;
  }
  const market::milestone_id which{contract(about), milestone};
  const random_words words = drawn_of(about.need, about.freelancer, draw_answer, milestone);
  const double changes = chance_for(knobs().conduct.changes, static_cast<double>(about.performed));
  if (!about.sent_back && words.chance(changes, 2)) {
    about.sent_back = true;
    about.submitted = false;
    about.last_at = static_cast<std::uint32_t>(now);
    give(market::request_changes{which});
  } else {
    give(market::approve_milestone{which});
  }
}

void client_minds::turn::released(errand& about, std::uint32_t milestone, market::money amount) {
  about.billed += amount;
  if (acquaintance* one = known(about.freelancer)) {
    one->billed += static_cast<std::uint32_t>(amount.cents / 100);
  }
  about.released = static_cast<std::uint8_t>(milestone + 1);
  about.submitted = false;
  about.sent_back = false;
  about.last_at = static_cast<std::uint32_t>(now);
  if (about.stage != errand_stage::active || about.ending) {
    return;
  }
  const random_words words = drawn(about.need, choice_fund, about.released);
  const second after = delay(words, 0, knobs().conduct.fund, 1.0);
  const bool more = about.released < about.milestones;
  wake_after(after, more ? client_wake::fund : client_wake::go_on, about, about.released);
}

/// After a milestone, or every few weeks: on together without the platform, or on it, or the end.
void client_minds::turn::go_on(errand& about, std::uint32_t so_far) {
  const std::uint32_t done = about.hourly ? about.invoices : about.released;
  if (about.stage != errand_stage::active || about.ending || done != so_far) {
    return;
  }
  if (is_employer() || leave_together(about)) {
    return end_soon(about);
  }
  if (!about.hourly) {
    extend(about);
  }
}

/// One more milestone after good work, or the end.
void client_minds::turn::extend(errand& about) {
  constexpr std::uint8_t most_milestones = 100;
  const random_words words = drawn(about.need, choice_extend, about.released);
  const bool good = about.performed > 0.0F;
  if (!good || about.milestones >= most_milestones || !words.chance(knobs().conduct.extend, 0)) {
    return end_soon(about);
  }
  const double mean = static_cast<double>(about.billed.cents) / about.released;
  const market::money amount{
      std::max<std::int64_t>(5, static_cast<std::int64_t>(lognormal(words, 1, mean / 100.0, 0.5)))
      * 100};
  about.milestones = static_cast<std::uint8_t>(about.milestones + 1);
  const second due =
      market::start_of_day(now) + market::day + planned_time(knobs().conduct, amount);
  give(market::add_milestone{contract(about), amount, due});
}

void client_minds::turn::invoiced(errand& about, market::money amount, std::int32_t minutes) {
  about.billed += amount;
  if (acquaintance* one = known(about.freelancer)) {
    one->billed += static_cast<std::uint32_t>(amount.cents / 100);
  }
  about.invoices = static_cast<std::uint16_t>(about.invoices + 1);
  about.last_at = static_cast<std::uint32_t>(now);
  if (about.stage != errand_stage::active || about.ending) {
    return;
  }
  consider_dispute(about, minutes);
  const auto between = static_cast<std::uint32_t>(knobs().leaving.weeks_between);
  if (about.invoices >= about.weeks) {
    end_soon(about);
  } else if (about.invoices % between == 0) {
    wake_after(market::day, client_wake::go_on, about, about.invoices);
  }
}

void client_minds::turn::consider_dispute(const errand& about, std::int32_t minutes) {
  const random_words words = drawn_of(about.need, about.freelancer, draw_invoice, about.invoices);
  const double chance = chance_for(knobs().conduct.dispute, static_cast<double>(about.performed));
  const auto segments = static_cast<std::uint32_t>(minutes / 10);
  if (segments > 0 && words.chance(chance, 0)) {
    // Part of the hours, between Tuesday and Thursday.
    const second after = market::day / 2 + words.below(2 * market::day, 1);
    wake_after(after, client_wake::dispute, about, 1 + words.below(segments, 2));
  }
}

/// How long after the last sign of work a contract is given up.
second client_minds::turn::patience(const errand& about) const {
  if (about.hourly) {
    return hourly_patience;
  }
  const need wanted = need_of(setup, me, about.need);
  const market::money part{wanted.price.cents / std::max<std::int64_t>(about.milestones, 1)};
  const double slack = knobs().conduct.patience * static_cast<double>(market::day);
  return planned_time(knobs().conduct, part) + static_cast<second>(slack);
}

/// Comes round as long as the contract runs. What is submitted waits for an answer or for the
/// clock.
void client_minds::turn::check(errand& about) {
  if (about.stage != errand_stage::active || about.ending) {
    return;
  }
  const second until = about.last_at + patience(about);
  if (now < until) {
    return wake_after(until - now, client_wake::check, about);
  }
  if (about.submitted) {
    return wake_after(market::week, client_wake::check, about);
  }
  end(about);
}

void client_minds::turn::end_soon(errand& about) {
  if (!about.ending) {
    about.ending = true;
    const random_words words = drawn_of(about.need, about.freelancer, draw_ending);
    wake_after(delay(words, 0, knobs().conduct.end_delay, 1.0), client_wake::end, about);
  }
}

void client_minds::turn::end(errand& about) {
  if (about.stage != errand_stage::active) {
    return;
  }
  about.ending = true;
  const conduct_parameters& conduct = knobs().conduct;
  const random_words words = drawn_of(about.need, about.freelancer, draw_ending);
  if (about.performed > 0.5F && about.billed.cents > 0 && words.chance(conduct.bonus, 1)) {
    const double share = static_cast<double>(about.billed.cents) / 100.0 * conduct.bonus_share;
    give(market::bonus{contract(about), market::dollars(1 + static_cast<std::int64_t>(share))});
  }
  give(market::end_contract{contract(about), {}});
}

}  // namespace souk::people
