// A view of a made-up run, for tests of what panels prepare and draw.
#pragma once

#include "tests/support/sample_run.hpp"
#include "viz/view.hpp"

namespace souk::viz {

/// `days` of the sample run as a viewer sees them; 30 of burn-in before.
inline observe::snapshot sample_snapshot(std::int32_t days) {
  const tests::sample_run run = tests::make_sample_run(30, days);
  observe::snapshot all;
  all.what = std::make_shared<const observe::run_description>(run.result.what);
  all.phase = observe::run_phase::paused;
  all.epoch_s = market::hour;
  all.epochs = (30 + days) * 24;
  all.epoch = all.epochs;
  all.now = run.result.what.start + (30 + days) * market::day;
  const std::size_t categories = run.result.what.categories.size();
  for (std::size_t day = 0; day < run.days.size(); ++day) {
    all.days.add(run.days[day], std::span(run.category_days).subspan(day * categories, categories));
  }
  all.policies = std::make_shared<const std::vector<observe::policy_since>>(
      std::vector{observe::policy_since{run.result.what.start, market::policy{}}});
  auto contracts = std::make_shared<observe::contracts_view>();
  contracts->blocks.push_back(std::make_shared<observe::contract_rows>(run.contracts));
  contracts->at = all.now;
  all.contracts = std::move(contracts);
  auto tail = std::make_shared<observe::tail_view>();
  tail->events = run.events;
  tail->entries = run.entries;
  all.tail = std::move(tail);
  return all;
}

inline view sample_view(std::int32_t days) {
  view seen;
  seen.a = std::make_shared<const observe::snapshot>(sample_snapshot(days));
  return seen;
}

/// A freelancer of the map and the curves; times in days after `start`, below 0 for never.
inline observe::person_point sample_person(std::uint32_t number, market::second start,
    std::int64_t approved_day, std::int64_t hired_day, float rate, float earned) {
  const auto at = [&](std::int64_t day) {
    return day < 0 ? 0U : static_cast<std::uint32_t>(start + day * market::day);
  };
  observe::person_point one;
  one.person = number;
  one.approved_at = at(approved_day);
  one.first_hire_at = at(hired_day);
  one.rate = rate;
  one.earned = earned;
  one.proposals = 5;
  one.approved = true;
  return one;
}

}  // namespace souk::viz
