#include "reports/load_files.hpp"

#include "reports/json.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace souk::reports {

namespace {

double in_ms(std::int64_t ns) { return static_cast<double>(ns) * 1e-6; }

void write_sums(json_writer& to, const observe::load_sums& sums, double seconds) {
  const observe::latency_histogram& latency = sums.latency;
  to.field("count", sums.count)
      .field("errors", sums.errors)
      .field("per_s", seconds <= 0 ? 0.0 : static_cast<double>(sums.count) / seconds)
      .field("p50_ms", in_ms(latency.quantile(0.5)))
      .field("p90_ms", in_ms(latency.quantile(0.9)))
      .field("p99_ms", in_ms(latency.quantile(0.99)))
      .field("p999_ms", in_ms(latency.quantile(0.999)))
      .field("max_ms", in_ms(latency.max()));
}

void write_statuses(
    json_writer& to, const observe::load_test& test, const observe::operation_measures& one) {
  std::vector<std::pair<int, std::uint64_t>> counts;
  for (std::size_t phase = 0; phase < one.phases.size(); ++phase) {
    for (const observe::status_measures& status : one.phases[phase]) {
      if (!test.phases[phase].counted) {
        continue;
      }
      const auto known =
          std::ranges::find(counts, status.status, &std::pair<int, std::uint64_t>::first);
      if (known == counts.end()) {
        counts.emplace_back(status.status, status.latency.count());
      } else {
        known->second += status.latency.count();
      }
    }
  }
  std::ranges::sort(counts);
  to.key("statuses").begin_object();
  for (const auto& [status, count] : counts) {
    to.field(status == 0 ? "none" : std::to_string(status), count);
  }
  to.end_object();
}

void write_operations(json_writer& to, const observe::load_test& test) {
  to.key("operations").begin_object();
  for (const observe::operation_measures& one : test.operations) {
    to.key(one.name).begin_object();
    write_sums(to, observe::sums_of(test, one), test.seconds);
    write_statuses(to, test, one);
    to.end_object();
  }
  to.end_object();
}

void write_phases(json_writer& to, const observe::load_test& test) {
  to.key("phases").begin_array();
  for (std::size_t phase = 0; phase < test.phases.size(); ++phase) {
    const observe::load_phase& one = test.phases[phase];
    observe::load_sums sums;
    for (const observe::operation_measures& operation : test.operations) {
      sums.add(observe::sums_of(operation, phase));
    }
    to.begin_object()
        .field("name", one.name)
        .field("from_s", one.begins)
        .field("to_s", one.ends)
        .field("counted", one.counted);
    write_sums(to, sums, one.ends - one.begins);
    to.end_object();
  }
  to.end_array();
}

void write_thresholds(json_writer& to, const observe::load_test& test) {
  to.key("thresholds").begin_array();
  for (const observe::threshold_result& one : test.thresholds) {
    to.begin_object()
        .field("text", one.text)
        .field("ok", one.ok)
        .field("found", one.shown)
        .end_object();
  }
  to.end_array();
}

void write_failures(json_writer& to, const observe::load_test& test) {
  to.key("failures").begin_array();
  for (const observe::load_failure& one : test.failures) {
    to.begin_object()
        .field("operation", one.operation)
        .field("what", one.what)
        .field("count", one.count)
        .end_object();
  }
  to.end_array();
}

}  // namespace

std::string load_json(const observe::load_test& test) {
  const observe::load_sums all = observe::sums_of(test);
  json_writer to;
  to.begin_object()
      .field("plan", test.plan)
      .field("target", test.target)
      .field("requests", all.count)
      .field("errors", all.errors)
      .field("violations", test.violations)
      .field("judged", test.judged)  // 0: no oracle ran, and no violations says nothing
      .field("seconds", test.seconds);
  write_operations(to, test);
  write_thresholds(to, test);
  write_phases(to, test);
  write_failures(to, test);
  to.field("stopped", test.stopped)
      .field("asked", test.asked)
      .field("delivered", test.answered)
      .field("abandoned", test.abandoned);
  to.key("run")
      .begin_object()
      .field("souk", test.version)
      .field("binding", test.binding)
      .field("requests_sent", test.requests_sent)
      .field("bytes_sent", test.bytes_sent)
      .field("bytes_received", test.bytes_received)
      .field("connections_opened", test.connections_opened)
      .field("wait_p99_ms", in_ms(test.wait.quantile(0.99)))
      .field("cpu_s", test.cpu_seconds)
      .end_object();
  to.end_object();
  return to.text();
}

std::string violations_json(const observe::load_test& test) {
  json_writer to;
  to.begin_array();
  for (const observe::load_violation& one : test.kinds_of_violation) {
    to.begin_object()
        .field("rule", one.rule)
        .field("request", one.request)
        .field("answer", one.answer)
        .field("expected", one.expected)
        .field("at", market::time_text(one.at))
        .field("times", one.times)
        .field("story", one.story)
        .end_object();
  }
  to.end_array();
  return to.text();
}

std::string load_junit(const observe::load_test& test) {
  const auto failed = std::ranges::count(test.thresholds, false, &observe::threshold_result::ok);
  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      "  <testsuite name=\"souk load {}\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
      "time=\"{:.3f}\">\n",
      escaped(test.plan), test.thresholds.size(), failed, test.seconds);
  for (const observe::threshold_result& one : test.thresholds) {
    text += fmt::format(
        "    <testcase classname=\"{}\" name=\"{}\"", escaped(test.plan), escaped(one.text));
    text += one.ok ? "/>\n"
                   : fmt::format(">\n      <failure message=\"{}\"/>\n    </testcase>\n",
                         escaped("it is " + one.shown));
  }
  return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace souk::reports
