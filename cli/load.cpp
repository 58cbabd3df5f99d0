// souk load: a plan carried out against a backend.
#include "cli/command_text.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/interrupt.hpp"
#include "cli/load_keeper.hpp"
#include "cli/load_options.hpp"
#include "cli/load_verdicts.hpp"
#include "cli/load_view.hpp"
#include "cli/options.hpp"
#include "cli/run_folder.hpp"
#include "cli/terminal.hpp"
#include "load/http_client.hpp"
#include "load/load_run.hpp"
#include "load/metrics_endpoint.hpp"
#include "reports/database.hpp"
#include "reports/load_files.hpp"
#include "reports/load_page.hpp"
#include "reports/load_store.hpp"
#include "reports/stored_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <optional>
#include <utility>

namespace souk::cli {

namespace {

/// When the events of a type happened in a kept run, its window fitted to a length in s.
std::vector<double> replayed(const scenarios::load_stage& stage) {
  try {
    reports::database store = reports::database::open(reports::store_file(stage.replay));
    reports::statement window(store, "SELECT min(at_s), max(at_s), total(type = ?) FROM events");
    window.ask(stage.event);
    if (!window.next() || window.real(2) == 0.0) {
      throw reports::database_error("no " + stage.event + " is in its events; souk run --events");
    }
    const std::int64_t first = window.number(0);
    const double each = stage.length.seconds() / static_cast<double>(window.number(1) - first + 1);
    reports::statement rows(store, "SELECT at_s FROM events WHERE type = ? ORDER BY at_s");
    std::vector<double> times;
    for (rows.ask(stage.event); rows.next();) {
      times.push_back(static_cast<double>(rows.number(0) - first) * each);
    }
    return times;
  } catch (const reports::database_error& error) {
    throw usage_error("replay: " + stage.replay + ": " + error.what());
  }
}

/// The plan, with what the command line changes.
scenarios::plan plan_of(const load_options& options) {
  scenarios::plan plan = scenarios::load_plan(options.plan, options.binding.value_or(""));
  for (scenarios::load_stage& stage : plan.workload.stages) {
    if (!stage.replay.empty()) {
      stage.arrivals = replayed(stage);
    }
  }
  plan.target = options.target.value_or(plan.target);
  plan.ca = options.ca.value_or(plan.ca);
  if (options.max_rate) {
    plan.max_rate = std::min(*options.max_rate, plan.max_rate.value_or(*options.max_rate));
  }
  if (plan.target.empty()) {
    throw usage_error("the plan has no target; --target http://127.0.0.1:8080");
  }
  return plan;
}

/// Load on somebody else's machine has to be asked for by name.
load::target allowed_target(const scenarios::plan& plan, const load_options& options) {
  load::target to = load::parse_target(plan.target);
  const bool is_allowed =
      std::ranges::find(options.allowed_hosts, to.host) != options.allowed_hosts.end();
  if (!is_allowed && !load::is_loopback(load::addresses_of(to))) {
    throw usage_error(fmt::format(
        "{} is not this machine; --allow-host {} if you may load it", plan.target, to.host));
  }
  return to;
}

/// Empties the folder, once.
class folder_to_fill {
 public:
  explicit folder_to_fill(std::string name) : name_(std::move(name)) {}

  void clear() {
    if (!std::exchange(is_clear_, true)) {
      clear_run_folder(name_);
    }
  }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  bool is_clear_ = false;
};

/// What is known of a test before it has run.
observe::load_test announced(
    const scenarios::plan& plan, const load::target& to, const load_options& options) {
  observe::load_test test;
  test.command = command_text(options);
  test.target = to.url();
  test.binding = plan.binding;
  test.version = SOUK_VERSION;
  return test;
}

observe::load_test carry_out(const scenarios::plan& plan, const load::target& to,
    const load_options& options, folder_to_fill& out) {
  load_screen view(!options.quiet);
  std::optional<load::metrics_endpoint> metrics;
  if (options.prometheus) {
    metrics.emplace(*options.prometheus);
    fmt::print("figures for Prometheus at port {}, /metrics\n", metrics->port());
    std::fflush(stdout);
  }
  load_keeper keeper(out.name(), announced(plan, to, options));
  load::load_run_options run;
  run.wall_micros = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::system_clock::now().time_since_epoch())
                        .count();
  run.look = [&](const load::load_progress& progress) {
    view.show(progress);
    out.clear();
    keeper.keep(progress);
    if (metrics) {
      metrics->serve([&] { return reports::load_metrics(*progress.so_far); });
    }
    return !interrupt_guard::interrupted();
  };
  observe::load_test test;
  if (plan.people.are_given() || plan.story) {
    load::judged_run judged = plan.story ? run_bound_flows(plan, to, out.name(), run)
                                         : run_people(plan, to, out.name(), run);
    write_verdicts(judged, out.name());
    view.clear();  // what is printed from here on stays
    if (!options.quiet || judged.sums.violations > 0) {
      print_verdicts(judged);
    }
    test = std::move(judged.measured);
  } else {
    test = load::run_plan(plan, to, run);
  }
  test.version = SOUK_VERSION;
  test.command = command_text(options);
  test.thresholds = load::judge(plan.thresholds, test);
  return test;
}

void write_junit(const std::string& path, const observe::load_test& test) {
  std::ofstream file(path);
  file << reports::load_junit(test);
  file.close();
  if (!file) {
    throw scenarios::bad_input(
        path, "the JUnit file cannot be written", "a path in a folder that is there");
  }
}

int status_of(const observe::load_test& test) {
  if (interrupt_guard::interrupted()) {
    return exit_interrupted;
  }
  const bool holds = std::ranges::all_of(test.thresholds, &observe::threshold_result::ok);
  return holds && test.stopped.empty() ? exit_done : exit_failed;
}

void write_folder(const std::string& out, const observe::load_test& test) {
  write_whole(out + "/load.sqlite",
      [&](const std::string& file) { reports::write_load_store(file, test); });
  write_file(out + "/report.html", reports::load_page(test));
  write_file(out + "/load.json", reports::load_json(test));
}

int load_into(const std::string& folder, const load_options& options) {
  const scenarios::plan plan = plan_of(options);
  folder_to_fill out(folder.empty() ? "out/load-" + plan.name : folder);
  check_run_folder(out.name(), options.force);
  const load::target to = allowed_target(plan, options);
  const interrupt_guard guard;
  // Violations are told while the backend is at work.
  if (plan.people.are_given() || plan.story) {
    out.clear();
  }
  const observe::load_test test = carry_out(plan, to, options, out);
  out.clear();
  write_folder(out.name(), test);
  if (options.junit) {
    write_junit(*options.junit, test);
  }
  const int status = status_of(test);
  if (!options.quiet || status != exit_done) {
    fmt::print("{}\n  report: {}/report.html\n", load_table(test, out_is_coloured()), out.name());
  }
  return status;
}

}  // namespace

int load_command(std::span<const std::string> arguments) {
  const load_options options = read_load_options(arguments);
  try {
    return load_into(options.out.value_or(""), options);
  } catch (const load::backend_error& error) {
    throw usage_error(error.what());
  }
}

}  // namespace souk::cli
