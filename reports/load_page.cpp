#include "reports/load_page.hpp"

#include "reports/page.hpp"
#include "reports/text.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace souk::reports {

namespace {

constexpr std::size_t most_points = 600;  // of a line: longer tests are shown by stretches

double in_ms(std::int64_t ns) { return static_cast<double>(ns) * 1e-6; }
std::string ms_text(std::int64_t ns) { return in_unit(in_ms(ns), unit::milliseconds); }
std::string count_text(std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); }
std::string rate_text(std::uint64_t count, double seconds) {
  return seconds <= 0 ? "-" : fixed(static_cast<double>(count) / seconds, 1);
}

/// Seconds of the test put together, so many at a time that a chart can show them.
struct stretches {
  std::size_t length = 1;  // s
  std::vector<double> at, asked, answered, errors, p50, p90, p99, waiting;
};

stretches stretches_of(const observe::load_test& test) {
  stretches all;
  const std::vector<observe::load_second>& seconds = test.by_second;
  all.length = std::max<std::size_t>(1, (seconds.size() + most_points - 1) / most_points);
  for (std::size_t from = 0; from < seconds.size(); from += all.length) {
    const std::size_t to = std::min(from + all.length, seconds.size());
    const double length = static_cast<double>(to - from);
    observe::load_second sum;
    for (std::size_t i = from; i < to; ++i) {
      const observe::load_second& one = seconds[i];
      sum.asked += one.asked;
      sum.answered += one.answered;
      sum.errors += one.errors;
      sum.waiting = std::max(sum.waiting, one.waiting);
      sum.p50 = std::max(sum.p50, one.p50);
      sum.p90 = std::max(sum.p90, one.p90);
      sum.p99 = std::max(sum.p99, one.p99);
    }
    all.at.push_back(static_cast<double>(from));
    all.asked.push_back(sum.asked / length);
    all.answered.push_back(sum.answered / length);
    all.errors.push_back(sum.errors / length);
    all.waiting.push_back(sum.waiting);
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    const bool any = sum.answered > 0;
    all.p50.push_back(any ? in_ms(sum.p50) : nothing);
    all.p90.push_back(any ? in_ms(sum.p90) : nothing);
    all.p99.push_back(any ? in_ms(sum.p99) : nothing);
  }
  return all;
}

chart over_time(const stretches& all, const char* id, const char* title, const char* note, axis y,
    std::vector<series> lines) {
  chart one{id, title, note, chart_kind::lines};
  one.x = {"since the begin", unit::seconds};
  one.y = std::move(y);
  one.at = all.at;
  one.lines = std::move(lines);
  one.wide = true;
  return one;
}

section time_section(const observe::load_test& test) {
  const stretches all = stretches_of(test);
  const std::string of = all.length == 1
                             ? "Second by second, warm-up and ramp-down included."
                             : "By stretches of " + std::to_string(all.length)
                                   + " s, warm-up and ramp-down included; percentiles are the highest "
                                     "of their seconds.";
  return {"Over time", of,
      {over_time(all, "rate", "Requests", "a second", {"requests/s", unit::count},
           {{"meant to start", all.asked}, {"answered", all.answered}, {"errors", all.errors}}),
          over_time(all, "latency", "Latency", "from the intended start",
              {"ms", unit::milliseconds}, {{"p50", all.p50}, {"p90", all.p90}, {"p99", all.p99}}),
          over_time(all, "waiting", "Requests that waited for a connection",
              "at the end of a second", {"requests", unit::count}, {{"waiting", all.waiting}})}};
}

std::vector<cell> row_of(const std::string& name, const observe::load_sums& sums, double seconds) {
  const auto at = [&](double share) { return ms_text(sums.latency.quantile(share)); };
  return {name, count_text(sums.count), rate_text(sums.count, seconds),
      sums.errors == 0 ? cell("0") : cell(count_text(sums.errors), look::bad), at(0.5), at(0.9),
      at(0.99), at(0.999), ms_text(sums.latency.max())};
}

table latency_table(const char* of) {
  return {{of, "requests", "a second", "errors", "p50", "p90", "p99", "p99.9", "max"}, {}};
}

section operations_section(const observe::load_test& test) {
  table rows = latency_table("operation");
  for (const observe::operation_measures& one : test.operations) {
    if (const observe::load_sums sums = observe::sums_of(test, one); sums.count > 0) {
      rows.rows.push_back(row_of(one.name, sums, test.seconds));
    }
  }
  rows.rows.push_back(row_of("all", observe::sums_of(test), test.seconds));
  rows.sums = true;
  return {"Operations",
      "Latencies count from the time at which a request was meant to start, so that what had to "
      "wait "
      "for a slow answer before it is charged too. Warm-up and ramp-down are left out.",
      {rows}};
}

section phases_section(const observe::load_test& test) {
  table rows = latency_table("phase");
  for (std::size_t phase = 0; phase < test.phases.size(); ++phase) {
    const observe::load_phase& one = test.phases[phase];
    observe::load_sums sums;
    for (const observe::operation_measures& operation : test.operations) {
      sums.add(observe::sums_of(operation, phase));
    }
    rows.rows.push_back(
        row_of(one.name + (one.counted ? "" : " (left out)"), sums, one.ends - one.begins));
  }
  return {"Phases", "", {rows}};
}

section statuses_section(const observe::load_test& test) {
  table rows{{"operation", "status", "phase", "requests", "errors", "p50", "p99", "max"}, {}};
  rows.texts = {2};
  for (const observe::operation_measures& one : test.operations) {
    for (std::size_t phase = 0; phase < one.phases.size(); ++phase) {
      for (const observe::status_measures& status : one.phases[phase]) {
        rows.rows.push_back({one.name, status.status == 0 ? "none" : std::to_string(status.status),
            test.phases[phase].name, count_text(status.latency.count()), count_text(status.errors),
            ms_text(status.latency.quantile(0.5)), ms_text(status.latency.quantile(0.99)),
            ms_text(status.latency.max())});
      }
    }
  }
  return {"", "", {folded{"By operation, status and phase", rows}}};
}

section thresholds_section(const observe::load_test& test) {
  table rows{{"threshold", "found", ""}, {}};
  rows.texts = {1, 2};
  for (const observe::threshold_result& one : test.thresholds) {
    rows.rows.push_back({one.text, one.shown,
        one.ok ? cell("holds", look::good) : cell("does not hold", look::bad)});
  }
  return {"Thresholds", "", {rows}};
}

section violations_section(const observe::load_test& test) {
  table rows{{"rule", "request", "answered", "expected", "at", "times", "story"}, {}};
  rows.texts = {1, 2, 3, 4, 6};
  for (const observe::load_violation& one : test.kinds_of_violation) {
    rows.rows.push_back({one.rule, one.request, {one.answer, look::bad}, one.expected,
        market::time_text(one.at), count_text(one.times), {one.story, look::code}});
  }
  return {"Violations",
      "Answers that the rules do not allow, the first of each kind, at the backend's time. A story "
      "plays one again alone: souk check STORY --against URL.",
      {rows}};
}

section failures_section(const observe::load_test& test) {
  table rows{{"operation", "what", "how often"}, {}};
  rows.texts = {1};
  for (const observe::load_failure& one : test.failures) {
    rows.rows.push_back({one.operation, one.what, count_text(one.count)});
  }
  return {"Errors", "Warm-up and ramp-down included.", {rows}};
}

sentence headline(const observe::load_test& test) {
  const observe::load_sums all = observe::sums_of(test);
  const auto failed = std::ranges::count(test.thresholds, false, &observe::threshold_result::ok);
  sentence said{strong(count_text(all.count)), " requests in ",
      strong(in_unit(test.seconds, unit::seconds)), ", ",
      strong(percent_text(static_cast<double>(all.errors), static_cast<double>(all.count))),
      " errors; half were answered within ", strong(ms_text(all.latency.quantile(0.5))),
      ", 99 % within ", strong(ms_text(all.latency.quantile(0.99))), ". "};
  if (!test.thresholds.empty()) {
    said.push_back(failed == 0
                       ? "All thresholds hold. "
                       : std::to_string(failed) + " of " + std::to_string(test.thresholds.size())
                             + " thresholds do not hold. ");
  }
  said.push_back(test.judged == 0 ? "No oracle has judged the answers."
                                  : count_text(test.judged) + " answers were judged by the rules: "
                                        + count_text(test.violations) + " violations.");
  return said;
}

}  // namespace

std::string load_page(const observe::load_test& test) {
  page one;
  one.kicker = "souk load";
  one.title = test.plan + " at " + test.target;
  one.headline = headline(test);
  if (!test.stopped.empty()) {
    one.warning = test.stopped == observe::load_test::still_running
                      ? "This test had not ended when its store was written."
                      : "This test ended early: " + test.stopped + ".";
  }
  if (!test.kinds_of_violation.empty()) {
    one.sections.push_back(violations_section(test));
  }
  one.sections.push_back(operations_section(test));
  if (!test.thresholds.empty()) {
    one.sections.push_back(thresholds_section(test));
  }
  one.sections.push_back(time_section(test));
  one.sections.push_back(phases_section(test));
  if (!test.failures.empty()) {
    one.sections.push_back(failures_section(test));
  }
  one.sections.push_back(statuses_section(test));
  one.card = {{"Plan", {test.plan}}, {"Target", {test.target}},
      {"Connections opened", {count_text(test.connections_opened)}},
      {"Requests meant to start", {count_text(test.asked)}},
      {"Without an answer at the end", {count_text(test.abandoned)}},
      {"Processor time of souk", {in_unit(test.cpu_seconds, unit::seconds)}},
      {"souk", {test.version}}};
  if (!test.command.empty()) {
    one.card.push_back({"Command", {test.command}, look::code});
  }
  one.footer = "The data behind this page is in load.json and load.sqlite beside it.";
  return page_html(one);
}

}  // namespace souk::reports
