#include "load/load_recorder.hpp"

#include <algorithm>
#include <utility>

namespace souk::load {

namespace {

constexpr std::int64_t one_second = 1'000'000'000;  // ns
constexpr std::size_t most_failures = 100;
constexpr std::size_t recent_seconds = 10;

}  // namespace

load_recorder::load_recorder(
    const scenarios::plan& of, std::vector<std::string> operations, std::int64_t begin)
    : begin_(begin), second_ends_(begin + one_second) {
  test_.plan = of.name;
  std::int64_t at = 0;
  const auto add = [&](std::string name, std::int64_t until, bool counted) {
    test_.phases.push_back({std::move(name), static_cast<double>(at) * 1e-9,
        static_cast<double>(until) * 1e-9, counted});
    phase_ends_.push_back(begin_ + until);
    test_.seconds += counted ? static_cast<double>(until - at) * 1e-9 : 0;
    at = until;
  };
  std::int64_t stage_end = 0;
  for (std::size_t i = 0; i < of.workload.stages.size(); ++i) {
    const scenarios::load_stage& stage = of.workload.stages[i];
    stage_end += stage.length.ns;
    if (at < of.warm_up.ns) {
      add("warm-up", std::min(of.warm_up.ns, stage_end), false);
    }
    if (at < stage_end) {
      add(stage.name.empty() ? std::to_string(i + 1) : stage.name, stage_end, true);
    }
  }
  end_ = begin_ + stage_end;
  add("ramp-down", stage_end + of.ramp_down.ns, false);
  for (std::string& name : operations) {
    test_.operations.push_back({std::move(name), {}});
    test_.operations.back().phases.resize(test_.phases.size());
  }
}

// Times come nearly in order, so that the phase of the last one is mostly that of the next.
std::size_t load_recorder::phase_at(std::int64_t time) {
  while (phase_ > 0 && time < phase_ends_[phase_ - 1]) {
    --phase_;
  }
  while (phase_ + 1 < phase_ends_.size() && time >= phase_ends_[phase_]) {
    ++phase_;
  }
  return phase_;
}

void load_recorder::asked(std::int64_t intended) {
  test_.asked += test_.phases[phase_at(intended)].counted ? 1 : 0;
  ++second_.asked;
}

observe::status_measures& load_recorder::measures_of(
    std::size_t operation, std::size_t phase, int status) {
  std::vector<observe::status_measures>& all = test_.operations[operation].phases[phase];
  for (observe::status_measures& one : all) {
    if (one.status == status) {
      return one;
    }
  }
  return all.emplace_back(observe::status_measures{status, 0, {}});
}

void load_recorder::answered(std::size_t operation, const answer& got, const std::string& wrong) {
  const std::size_t phase = phase_at(got.intended);
  const std::int64_t latency = got.answered - got.intended;
  const std::uint64_t error = wrong.empty() ? 0 : 1;
  observe::status_measures& one = measures_of(operation, phase, got.status);
  one.latency.add(latency);
  one.errors += error;
  if (test_.phases[phase].counted) {
    ++requests_;
    ++test_.answered;
    errors_ += error;
    test_.wait.add(got.sent - got.intended);
  }
  ++second_.answered;
  second_.errors += static_cast<std::uint32_t>(error);
  ++second_.heat[observe::load_second::cell_of(latency)];
  second_latency_.add(latency);
  if (error > 0) {
    note_failure(operation, wrong);
  }
}

void load_recorder::judged(const oracle& by) {
  const oracle_sums& sums = by.sums();
  if (sums.violations != test_.violations) {
    second_.violations += static_cast<std::uint32_t>(sums.violations - test_.violations);
    test_.kinds_of_violation.assign(by.violations().begin(), by.violations().end());
  }
  test_.judged = sums.commands + sums.looks;
  test_.violations = sums.violations;
}

void load_recorder::note_failure(std::size_t operation, const std::string& what) {
  const std::string& name = test_.operations[operation].name;
  const auto known = std::ranges::find_if(test_.failures,
      [&](const observe::load_failure& one) { return one.operation == name && one.what == what; });
  if (known != test_.failures.end()) {
    ++known->count;
  } else if (test_.failures.size() < most_failures) {
    test_.failures.push_back({name, what, 1});
  }
}

void load_recorder::close_second() {
  second_.p50 = second_latency_.quantile(0.5);
  second_.p90 = second_latency_.quantile(0.9);
  second_.p99 = second_latency_.quantile(0.99);
  second_.max = second_latency_.max();
  test_.by_second.push_back(second_);
  second_ = {};
  second_latency_ = {};
  second_ends_ += one_second;
}

void load_recorder::look(
    std::int64_t now, std::size_t waiting, std::size_t under_way, std::size_t people) {
  while (now >= second_ends_) {
    second_.waiting = static_cast<std::uint32_t>(waiting);
    second_.under_way = static_cast<std::uint32_t>(under_way);
    second_.people = static_cast<std::uint32_t>(people);
    close_second();
  }
}

std::pair<std::uint64_t, std::uint64_t> load_recorder::recent() const {
  std::pair<std::uint64_t, std::uint64_t> sums{second_.answered, second_.errors};
  const std::size_t n = test_.by_second.size();
  for (std::size_t i = n - std::min(n, recent_seconds); i < n; ++i) {
    sums.first += test_.by_second[i].answered;
    sums.second += test_.by_second[i].errors;
  }
  return sums;
}

observe::load_test load_recorder::finish(
    std::int64_t now, const lines& over, std::size_t abandoned) {
  if (second_.answered > 0 || second_.violations > 0) {
    close_second();
  }
  observe::end_phases(test_, static_cast<double>(now - begin_) * 1e-9);
  test_.abandoned = abandoned;
  test_.bytes_sent = over.sums().bytes_sent;
  test_.bytes_received = over.sums().bytes_received;
  test_.connections_opened = over.sums().connected;
  test_.requests_sent = over.sums().sent;
  return std::move(test_);
}

}  // namespace souk::load
