// A load plan: who sends what to a backend, how many, for how long, and what is demanded of it.
// Data alone; load/ carries it out.
//
//     kind: plan
//     target: http://127.0.0.1:8080
//     connections: 32
//     flows:
//       - name: browse
//         think: 2s
//         steps:
//           - { request: GET /jobs, name: list, capture: { job: items[0].id } }
//           - request: { method: POST, path: "/jobs/${job}/proposals", body: { bid: 90.00 } }
//             name: propose
//             expect: [200, 201]
//     workload:
//       model: open
//       stages:
//         - { for: 30s, from: 10, to: 200 }
//         - { for: 2m, rate: 200 }
//     warm_up: 5s
//     thresholds: [ p99 of propose < 200ms, errors < 0.1 % ]
#pragma once

#include "scenarios/flow_story.hpp"
#include "scenarios/text_template.hpp"
#include "scenarios/threshold.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace souk::scenarios {

/// Who decides when a flow begins: a rate of arrivals, the people themselves, or both: they arrive
/// at a rate, and then go on with their flow for a time.
enum class workload_model : std::uint8_t { open, closed, partly_open };
enum class arrival_kind : std::uint8_t { even, random };

}  // namespace souk::scenarios

template <>
inline constexpr std::array<std::string_view, 3>
    souk::market::names_of<souk::scenarios::workload_model>{"open", "closed", "partly_open"};
template <>
inline constexpr std::array<std::string_view, 2>
    souk::market::names_of<souk::scenarios::arrival_kind>{"even", "random"};

namespace souk::scenarios {

/// How long somebody pauses: always the same, or log-normal with a median (sigma 0.6) and a
/// longest.
struct think_time {
  bool is_given = false;
  wall_time median;
  std::optional<wall_time> max;

  bool operator==(const think_time&) const = default;
};
void read(const node& from, think_time& into, const limits& range, const reading& where);
std::string schema_of(const think_time*, const limits&);

/// `GET /jobs`, or { method, path, headers, body }.
struct request_spec {
  std::string method = "GET";
  text_template path;
  named_templates headers;
  std::optional<text_template> body;
  bool is_json = false;  // the body was given as a map or list

  bool is_given() const { return !path.is_empty(); }
  bool operator==(const request_spec&) const = default;
};
void read(const node& from, request_spec& into, const limits& range, const reading& where);
std::string schema_of(const request_spec*, const limits&);

/// Statuses of HTTP: [200, 404], or one of them.
struct status_list {
  std::vector<std::int32_t> all;  // empty: 200 to 399

  bool holds(int status) const;
  bool operator==(const status_list&) const = default;
};
void read(const node& from, status_list& into, const limits& range, const reading& where);
std::string schema_of(const status_list*, const limits&);

/// A step of a flow: a request, a command or look by the plan's binding, or a pause.
struct flow_step {
  static constexpr std::size_t not_bound = SIZE_MAX;

  std::string name;               // of the operation, under which it is measured
  std::size_t bound = not_bound;  // its number among plan::story's commands
  request_spec request;
  think_time think;
  status_list expect;
  named_texts capture;
  named_texts check;

  bool operator==(const flow_step&) const = default;
  static constexpr auto knobs() {
    using s = flow_step;
    using market::knob;
    return std::tuple{
        knob{"name", &s::name, "", 0, 0, "", "the operation under which it is measured"},
        knob{"request", &s::request, "", 0, 0, "",
            "GET /path, or { method, path, headers, body }; a body that is a map is sent as JSON"},
        knob{"think", &s::think, "s", 0, 86400, "", "instead of a request: a pause"},
        knob{"expect", &s::expect, "", 0, 0, "",
            "statuses that are no errors; 200 to 399 where none are given"},
        knob{"capture", &s::capture, "", 0, 0, "",
            "variable: path into the JSON answer (items[0].id), or `header NAME`"},
        knob{"check", &s::check, "", 0, 0, "",
            "path into the JSON answer: the value that must be there"}};
  }

  bool is_bound() const { return bound != not_bound; }
  /// Whether it is measured.
  bool asks() const { return request.is_given() || is_bound(); }
};
void read(const node& from, flow_step& into, const limits& range, const reading& where);
std::string schema_of(const flow_step*, const limits&);

struct load_flow {
  std::string name;
  double weight = 1;
  think_time think;
  std::vector<flow_step> steps;

  bool operator==(const load_flow&) const = default;
  static constexpr auto knobs() {
    using s = load_flow;
    using market::knob;
    return std::tuple{knob{"name", &s::name, "", 0, 0, "", "name of the flow"},
        knob{"weight", &s::weight, "", 0, 1e6, "", "how often it is chosen, beside the others'"},
        knob{"think", &s::think, "s", 0, 86400, "", "a pause after each request"},
        knob{"steps", &s::steps, "", 0, 0, "", "what is done, one after the other"}};
  }
};

/// A stretch of the test. Its level (arrivals a second, or people) is constant, goes from one to
/// another, or follows a curve of levels at equal distances; or people arrive when something
/// happened in a simulated run, whose window is fitted to the length of the stage.
struct load_stage {
  std::string name;
  wall_time length;
  std::optional<double> rate, people, from, to;
  std::vector<double> curve;
  std::string replay;
  std::string event = "proposed";
  std::vector<double> arrivals;  // of a replay, in s since the stage began: by who reads the run

  /// Levels at equal distances, at least two.
  std::vector<double> levels() const;
  bool operator==(const load_stage&) const = default;
  static constexpr auto knobs() {
    using s = load_stage;
    using market::knob;
    return std::tuple{
        knob{"name", &s::name, "", 0, 0, "", "name of the phase; else its number, from 1"},
        knob{"for", &s::length, "s", 0, 1e7, "", "how long it lasts"},
        knob{"rate", &s::rate, "arrivals/s", 0, 1e7, "", "of an open or partly open workload"},
        knob{"people", &s::people, "people", 0, 1e7, "", "of a closed workload"},
        knob{"from", &s::from, "arrivals/s or people", 0, 1e7, "", "a ramp, with `to`"},
        knob{"to", &s::to, "arrivals/s or people", 0, 1e7, "", "its end"},
        knob{"curve", &s::curve, "arrivals/s or people", 0, 1e7, "",
            "levels at equal distances, straight lines between them: a day's curve"},
        knob{"replay", &s::replay, "", 0, 0, "",
            "a run's folder, kept with --events: somebody arrives whenever `event` happened in it"},
        knob{"event", &s::event, "", 0, 0, "", "of a replay: the type of its events"}};
  }
};

struct workload {
  workload_model model = workload_model::closed;
  arrival_kind arrivals = arrival_kind::even;
  std::optional<wall_time> stay;
  std::vector<load_stage> stages;

  bool operator==(const workload&) const = default;
  static constexpr auto knobs() {
    using s = workload;
    using market::knob;
    return std::tuple{
        knob{"model", &s::model, "", 0, 0, "",
            "open: a rate of arrivals, each does a flow once; closed: so many people, who begin "
            "again and again; partly_open: they arrive at a rate and go on for `stay`"},
        knob{"arrivals", &s::arrivals, "", 0, 0, "", "evenly spaced, or at random (Poisson)"},
        knob{"stay", &s::stay, "s", 0, 1e7, "", "of a partly open workload"},
        knob{"stages", &s::stages, "", 0, 0, "", "how many, when"}};
  }
};

/// Simulated people of a scenario instead of flows: they decide for themselves what to ask, and the
/// rules say what must be answered (docs/oracle.md).
struct plan_people {
  std::string scenario;
  named_texts set;
  double speed = 0;
  double looks = 0.3;
  double strangers = 0.05;
  double again = 0.02;

  bool are_given() const { return !scenario.empty(); }
  bool operator==(const plan_people&) const = default;
  static constexpr auto knobs() {
    using s = plan_people;
    using market::knob;
    return std::tuple{knob{"scenario", &s::scenario, "", 0, 0, "",
                          "who they are, from when to when, and under which policy: a shipped "
                          "scenario or a file"},
        knob{"set", &s::set, "", 0, 0, "", "path of the scenario: another value"},
        knob{"speed", &s::speed, "", 0, 1e9, "",
            "seconds of the backend's clock a second: 2016 is a week in five minutes; 0: as fast "
            "as it "
            "answers"},
        knob{"looks", &s::looks, "share", 0, 1, "",
            "of what people do is followed by a look at what came of it"},
        knob{"strangers", &s::strangers, "share", 0, 1, "",
            "of contracts that something happens to are looked at by somebody else, who must be "
            "refused"},
        knob{"again", &s::again, "share", 0, 1, "",
            "of commands are given twice, as after an answer that was lost"}};
  }
};

struct plan {
  std::string name = "plan";
  std::string target;
  std::string binding;
  std::string ca;
  std::uint64_t seed = 1;
  std::int32_t connections = 16;
  wall_time timeout{30'000'000'000};
  std::optional<double> max_rate;
  wall_time warm_up;
  wall_time ramp_down{10'000'000'000};
  std::optional<std::int32_t> accounts;
  std::vector<load_flow> flows;
  std::shared_ptr<const flow_story> story;  // of steps that speak by the binding, or nullptr
  plan_people people;
  scenarios::workload workload;
  std::vector<threshold> thresholds;
  std::vector<threshold> stop;

  bool operator==(const plan&) const = default;
  static constexpr auto knobs() {
    using s = plan;
    using market::knob;
    return std::tuple{knob{"name", &s::name, "", 0, 0, "", "name of the plan"},
        knob{"target", &s::target, "", 0, 0, "",
            "the backend's address, as http://127.0.0.1:8080; --target is another"},
        knob{"binding", &s::binding, "", 0, 0, "",
            "how the backend speaks: a shipped binding by name, or a file; --binding is another"},
        knob{"ca", &s::ca, "", 0, 0, "",
            "https: a PEM file of the certificates to trust, instead of the system's"},
        knob{"seed", &s::seed, "", 0, market::no_limit, "", "of think times, choices and arrivals"},
        knob{"connections", &s::connections, "connections", 1, 60000, "",
            "kept to the backend at the same time"},
        knob{"timeout", &s::timeout, "s", 0.001, 3600, "",
            "from sending to the end of the answer; then the request is an error"},
        knob{"max_rate", &s::max_rate, "requests/s", 0.001, 1e7, "",
            "never more than so many, whatever the workload asks for"},
        knob{"warm_up", &s::warm_up, "s", 0, 1e6, "", "at the beginning, and left out of figures"},
        knob{"ramp_down", &s::ramp_down, "s", 0, 3600, "",
            "after the last stage: as long as what has begun may go on"},
        knob{"accounts", &s::accounts, "accounts", 1, 1e6, "",
            "of each of the cast, signed up before the test begins; else as many as people of a "
            "closed "
            "workload, or 100"},
        knob{"flows", &s::flows, "", 0, 0, "", "what people do, one request after the other"},
        knob{"people", &s::people, "", 0, 0, "", "instead of flows: simulated people"},
        knob{"workload", &s::workload, "", 0, 0, "", "how many people, and when"},
        knob{"thresholds", &s::thresholds, "", 0, 0, "",
            "what must hold at the end, else the exit status is 1"},
        knob{"stop", &s::stop, "", 0, 0, "",
            "ends the test at once when one holds over the last 10 s; errors > 50 % where none is "
            "given"}};
  }
};

/// Reads a whole document of kind plan. Throws bad_input with every mistake of it.
/// `binding`: instead of the plan's own, where it is not empty.
plan read_plan(document doc, const std::string& binding = "");
plan load_plan(const std::string& file, const std::string& binding = "");

/// The names of the operations, in the order in which they first stand in the flows.
std::vector<std::string> operations_of(const plan& of);

}  // namespace souk::scenarios
