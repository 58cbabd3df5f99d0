#include "actors/run_setup.hpp"

#include "people/distributions.hpp"
#include "people/needs.hpp"
#include "people/traits.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace souk::actors {
namespace {

/// Spread of the logarithm of review work around its median (assumed; R7 gives the median alone).
constexpr double review_sigma = 0.6;
constexpr people::decision_code draw_review_work = 0x0400;

floor_plan plan_for(const run_options& options, std::uint32_t freelancers, std::uint32_t clients,
    std::uint32_t categories) {
  floor_plan plan;
  plan.freelancers = freelancers;
  plan.clients = clients;
  plan.cohort_size =
      options.cohort_size > 0 ? options.cohort_size : default_cohort_size(freelancers);
  plan.exchanges = options.exchanges > 0 ? std::min(options.exchanges, categories) : categories;
  plan.billing_desks = options.billing_desks > 0 ? options.billing_desks : default_billing_desks;
  return plan;
}

/// What the groups of people and jobs are made of: the bits of interventions with a policy, and
/// after them that of jobs under test.
struct group_plan {
  const std::vector<treatment_plan>& plans;
  const std::vector<market::policy_index>& bits;
  const std::optional<job_test>& jobs;

  std::size_t treatments() const {
    return static_cast<std::size_t>(std::ranges::count_if(bits, [](auto bit) { return bit != 0; }));
  }
  std::size_t groups() const { return std::size_t{1} << (treatments() + (jobs ? 1U : 0U)); }
  market::policy_index job_bit() const {
    return static_cast<market::policy_index>(jobs ? 1U << treatments() : 0U);
  }

  /// Group `mask` lives under what the interventions of its bits make of the common policy.
  market::policy terms_of(market::policy terms, market::policy_index mask) const {
    for (std::size_t i = 0; i < plans.size(); ++i) {
      if ((mask & bits[i]) != 0) {
        terms = plans[i].terms(terms);
      }
    }
    return (mask & job_bit()) != 0 ? jobs->terms(terms) : terms;
  }
};

std::vector<market::policy_index> policy_bits(const std::vector<treatment_plan>& plans) {
  std::vector<market::policy_index> bits;
  market::policy_index next = 1;
  for (const treatment_plan& plan : plans) {
    bits.push_back(plan.terms ? next : market::policy_index{0});
    next = static_cast<market::policy_index>(plan.terms ? next << 1 : next);
  }
  return bits;
}

template <class WithWords>
market::policy_book book_of(const run_options& options,
    const std::vector<market::policy_index>& bits, const WithWords& with_words) {
  const group_plan plan{options.interventions, bits, options.job_test};
  const auto of = [&](const market::policy& common, market::policy_index mask) {
    return with_words(plan.terms_of(common, mask));
  };
  market::policy_book book{of(options.policy, 0)};
  for (std::size_t mask = 1; mask < plan.groups(); ++mask) {
    book.add(of(options.policy, static_cast<market::policy_index>(mask)));
  }
  for (const policy_turn& turn : options.policy_turns) {
    for (unsigned mask = 0; mask < book.groups(); ++mask) {
      const auto group = static_cast<market::policy_index>(mask);
      book.change(group, turn.from, of(turn.terms, group));
    }
  }
  if (options.job_test) {
    book.set_apart({plan.job_bit(), options.job_test->from, options.job_test->drawn});
  }
  return book;
}

}  // namespace

std::uint32_t default_cohort_size(std::uint32_t freelancers) {
  constexpr std::uint32_t cohorts = 16;
  constexpr std::uint32_t smallest = 1024;
  return std::max(smallest, (freelancers + cohorts - 1) / cohorts);
}

run_setup set_up_run(const run_options& options) {
  std::unordered_map<std::string, market::symbol> words;
  const auto intern = [&](std::string_view word) {
    const auto next = static_cast<market::symbol>(words.size() + 1);
    return words.try_emplace(std::string{word}, next).first->second;
  };
  const auto with_words = [&](market::policy terms) {
    market::name_categories(terms, intern);
    return terms;
  };
  const epoch_clock clock{options.start, options.epoch};
  const second end = options.start + (options.burn_in_days + options.days) * market::day;
  const std::vector<market::policy_index> bits = policy_bits(options.interventions);
  run_setup setup{.people = people::set_up(options.people,
                      {options.start, end, options.epoch.seconds}, options.seed, intern),
      .policies = book_of(options, bits, with_words),
      .clock = clock,
      .burn_in_days = options.burn_in_days,
      .days = options.days,
      .plan = {},
      .categories = {},
      .interventions = {},
      .plans = options.interventions,
      .job_test = options.job_test,
      .policy_bits = bits,
      .employers = {},
      .record_events = options.record_events,
      .record_entries = options.record_entries || options.record_events,
      .followed = options.followed};
  for (const people::category_words& category : setup.people.categories) {
    setup.categories.push_back(category.word);
  }
  for (const treatment_plan& plan : options.interventions) {
    setup.interventions.push_back(plan.rule);
    setup.employers.push_back(market::nobody);
    if (plan.rule.what.hire.hours > 0) {
      const auto nth = static_cast<std::uint32_t>(setup.people.employers.size());
      setup.employers.back() = setup.people.employer_id(nth);
      setup.people.employers.push_back({plan.rule.what.hire.hours, plan.rule.what.hire.pay});
    }
  }
  setup.plan = plan_for(options, setup.people.freelancers,
      setup.people.clients + static_cast<std::uint32_t>(setup.people.employers.size()),
      static_cast<std::uint32_t>(setup.categories.size()));
  return setup;
}

std::uint64_t run_setup::order_key() const { return people.luck.order_key(); }

void run_setup::change_policy(second from, const market::policy& terms) {
  const auto word_of = [&](const std::string& name) {
    const auto& known = people.parameters.population.categories;
    const auto found = std::ranges::find(known, name, &people::category_parameters::name);
    return found == known.end() ? market::no_symbol
                                : categories[static_cast<std::size_t>(found - known.begin())];
  };
  for (unsigned mask = 0; mask < policies.groups(); ++mask) {
    const auto group = static_cast<market::policy_index>(mask);
    market::policy next = group_plan{plans, policy_bits, job_test}.terms_of(terms, group);
    market::name_categories(next, word_of);
    policies.change(group, from, std::move(next));
  }
}

std::uint16_t run_setup::category_index(market::symbol word) const {
  const auto found = std::find(categories.begin(), categories.end(), word);
  return static_cast<std::uint16_t>(found - categories.begin());
}

std::uint32_t run_setup::category_of_job(market::job_id job) const {
  return people::trade_of(people, job);
}

std::uint32_t run_setup::category_of_freelancer(market::person_id person) const {
  return people::traits_of(people, person).category;
}

market::duration run_setup::review_work(const market::submission& one) const {
  const auto words =
      people.luck(people::stream::shocks, one.person, static_cast<std::uint64_t>(one.at),
          draw_review_work, static_cast<std::uint16_t>(one.profile));
  const double median =
      static_cast<double>(policies.at(one.policy, one.at).vetting.review_time.median.seconds);
  return {
      std::max<second>(1, static_cast<second>(people::lognormal(words, 0, median, review_sigma)))};
}

}  // namespace souk::actors
