#include "actors/treatments.hpp"

#include "people/needs.hpp"

#include <algorithm>
#include <functional>

namespace souk::actors {
namespace {

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return names.empty() || std::ranges::find(names, name) != names.end();
}

bool is_at_most(std::int64_t value, const std::optional<std::int32_t>& most) {
  return !most || value <= *most;
}

}  // namespace

treatments::treatments(const run_setup& setup, market::person_id first, std::uint32_t count)
    : setup_(&setup),
      first_(first),
      count_(count),
      freelancers_(setup.people.is_freelancer(first)) {
  schedule_the_rest();
}

void treatments::schedule_the_rest() {
  for (; scheduled_ < setup_->interventions.size(); ++scheduled_) {
    const bool of_freelancers =
        setup_->interventions[scheduled_].who.side == people::treated_side::freelancers;
    if (of_freelancers == freelancers_) {
      schedule(scheduled_);
    }
  }
}

/// What is known from the start: a day for all, or when each one comes.
void treatments::schedule(std::uint16_t which) {
  const rule& one = setup_->interventions[which];
  for (std::uint32_t i = 0; i < count_; ++i) {
    const market::person_id person{market::index(first_) + i};
    if (one.when.on == people::trigger::day) {
      add({setup_->window_begin() + one.when.day * market::day + one.when.after.seconds, person,
          which});
    } else if (one.when.on == people::trigger::entry) {
      const second enters = entry_of(person);
      if (enters < setup_->people.time.end && is_in_window(one, enters)) {
        // Before the epoch of the registration, so that it happens under the policy.
        const second before = setup_->clock.at(setup_->clock.number_of(enters)).from;
        add({before + one.when.after.seconds, person, which});
      }
    }
  }
}

void treatments::add(const treatment& one) {
  due_.push_back(one);
  std::ranges::push_heap(due_, std::greater{});
}

second treatments::entry_of(market::person_id person) const {
  return freelancers_ ? people::traits_of(setup_->people, person).enters
                      : people::client_traits_of(setup_->people, person).enters;
}

bool treatments::is_in_window(const rule& one, second at) const {
  const second since = at - setup_->window_begin();
  return since >= one.when.from * market::day
         && (!one.when.until || since < *one.when.until * market::day);
}

void treatments::approved(market::person_id person, second at) {
  for (std::size_t i = 0; i < setup_->interventions.size(); ++i) {
    const rule& one = setup_->interventions[i];
    if (one.when.on == people::trigger::approval && is_in_window(one, at)) {
      add({at + one.when.after.seconds, person, static_cast<std::uint16_t>(i)});
    }
  }
}

bool treatments::next(second until, treatment& out) {
  if (next_due() > until) {
    return false;
  }
  std::ranges::pop_heap(due_, std::greater{});
  out = due_.back();
  due_.pop_back();
  return true;
}

bool treatments::fits_traits(const rule& one, market::person_id person) const {
  const people::population_parameters& population = setup_->people.parameters.population;
  if (one.who.categories.empty() && one.who.countries.empty()) {
    return true;
  }
  const auto fits = [&](std::size_t category, std::size_t country) {
    return is_among(one.who.categories, population.categories[category].name)
           && is_among(one.who.countries, population.countries[country].name);
  };
  if (freelancers_) {
    const people::freelancer_traits traits = people::traits_of(setup_->people, person);
    return fits(traits.category, traits.country);
  }
  const people::client_traits traits = people::client_traits_of(setup_->people, person);
  return fits(traits.category, traits.country);
}

bool treatments::is_eligible(
    const rule& one, market::person_id person, const market::account_glance& account) const {
  if (setup_->people.employer_of(person) != nullptr || !fits_traits(one, person)) {
    return false;
  }
  if (one.when.on == people::trigger::entry) {
    return true;
  }
  if (account.status != market::account_status::open) {
    return false;
  }
  if (!freelancers_) {
    return is_at_most(account.client.reviews, one.who.reviews_max);
  }
  const market::freelancer_face& face = account.face;
  return face.approved && is_at_most(face.reviews, one.who.reviews_max)
         && face.completeness >= one.who.completeness_min.value_or(0)
         && (!one.who.rate_max || face.rate <= *one.who.rate_max)
         && (!one.who.level || account.main.level == static_cast<std::uint8_t>(*one.who.level));
}

bool treatments::begins(
    const treatment& one, const market::account_glance& account, std::int32_t hires) {
  const rule& what = setup_->interventions[one.intervention];
  if (!is_eligible(what, one.person, account) || !is_at_most(hires, what.who.hires_max)) {
    return false;
  }
  const bool drawn = people::is_drawn(setup_->people.luck, what, one.person);
  rows_.push_back({one.person, one.intervention, drawn, one.at});
  if (drawn && what.when.lasts) {
    add({one.at + what.when.lasts->seconds, one.person, one.intervention, true});
  }
  return drawn;
}

}  // namespace souk::actors
