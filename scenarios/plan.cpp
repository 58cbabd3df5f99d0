#include "scenarios/plan.hpp"

#include "scenarios/json_path.hpp"
#include "scenarios/kinds.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/schema.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace souk::scenarios {

namespace {

constexpr std::array<std::string_view, 3> other_keys{"kind", "cast", "policy"};
constexpr std::array<std::string_view, 7> methods{
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};
constexpr std::array<std::string_view, 2> built_in{"user", "turn"};

void read_method(
    const node& from, std::string_view text, request_spec& into, const reading& where) {
  into.method = text;
  if (std::ranges::find(methods, text) == methods.end()) {
    where.doc.add(from.at, where.path + ": method is " + in_quotes(text),
        suggestion(text, {methods.begin(), methods.end()}));
  }
}

void read_path(const node& from, std::string_view text, request_spec& into, const reading& where) {
  into.path = {};
  if (!text.starts_with('/') || text.find_first_of(" \r\n#") != std::string_view::npos) {
    where.doc.add(
        from.at, where.path + ": path is " + in_quotes(text), "a path from /, as /jobs?limit=20");
    return;
  }
  add_text(into.path, text, piece_kind::in_path, from.at, where);
}

void read_body(const node& from, request_spec& into, const reading& where) {
  into.is_json = from.is_map() || from.is_sequence();
  into.body =
      into.is_json ? json_template_of(from, where) : template_of(from, piece_kind::plain, where);
}

// -- what no value shows on its own --------------------------------------------------------------

/// Variables that a template uses and nobody has set.
void check_variables(const text_template& used, const std::set<std::string>& known,
    const std::string& path, std::vector<complaint>& into) {
  for (const text_piece& one : used.pieces) {
    if (one.kind == piece_kind::literal || known.contains(one.text)) {
      continue;
    }
    const std::vector<std::string_view> names(known.begin(), known.end());
    into.push_back({path, "no variable " + in_quotes(one.text) + " is set by then",
        suggestion(one.text, names)});
  }
}

void check_path(const std::string& text, const std::string& path, std::vector<complaint>& into) {
  if (!parse_json_path(text)) {
    into.push_back({path, in_quotes(text) + " is no path into JSON", "as items[0].id"});
  }
}

/// What a bound step uses and gives.
void check_bound(const flow_command& step, std::set<std::string>& known, const std::string& path,
    std::vector<complaint>& into) {
  for (const flow_text& one : step.texts) {
    check_variables(one.value, known, path + '.' + one.name, into);
  }
  for (const flow_capture& one : step.captures) {
    known.insert(one.name);
  }
}

void check_step(const flow_step& step, std::set<std::string>& known, const std::string& path,
    std::vector<complaint>& into) {
  if (step.request.is_given() == step.think.is_given) {
    into.push_back({path, "a step is a request or a pause",
        "{ request: GET /jobs, name: list }, or { think: 2s }"});
    return;
  }
  if (!step.think.is_given && !is_name(step.name)) {
    into.push_back({path + ".name",
        step.name.empty() ? "the request has no name" : "name is " + in_quotes(step.name),
        name_takes});
  }
  check_variables(step.request.path, known, path + ".request", into);
  for (const auto& header : step.request.headers.all) {
    check_variables(header.value, known, path + ".request.headers." + header.name, into);
  }
  if (step.request.body) {
    check_variables(*step.request.body, known, path + ".request.body", into);
  }
  for (const auto& one : step.capture.all) {
    known.insert(one.name);
    if (!one.text.starts_with("header ")) {
      check_path(one.text, path + ".capture." + one.name, into);
    }
  }
  for (const auto& one : step.check.all) {
    check_path(one.name, path + ".check." + one.name, into);
  }
}

void check_flow(const load_flow& flow, const flow_story* story, const std::string& path,
    std::vector<complaint>& into) {
  std::set<std::string> known(built_in.begin(), built_in.end());
  if (std::ranges::none_of(flow.steps, &flow_step::asks)) {
    into.push_back(
        {path, "the flow has no request", "steps: [{ request: GET /jobs, name: list }]"});
  }
  for (std::size_t i = 0; i < flow.steps.size(); ++i) {
    const flow_step& step = flow.steps[i];
    const std::string place = path + ".steps[" + std::to_string(i) + "]";
    if (step.is_bound()) {
      check_bound(story->commands[step.bound], known, place, into);
    } else {
      check_step(step, known, place, into);
    }
  }
}

void check_stage(const load_stage& stage, workload_model model, const std::string& path,
    std::vector<complaint>& into) {
  const bool closed = model == workload_model::closed;
  const int ways = (stage.rate || stage.people ? 1 : 0) + (stage.from || stage.to ? 1 : 0)
                   + (stage.curve.empty() ? 0 : 1) + (stage.replay.empty() ? 0 : 1);
  const char* const right = closed ? "people: 50, or from: 1, to: 50, or curve: [1, 50, 1]"
                                   : "rate: 50, or from: 1, to: 50, or curve: [1, 50, 1]";
  if (closed && !stage.replay.empty()) {
    into.push_back({path + ".replay", "nobody arrives in a closed workload", "model: open"});
  }
  if (stage.length.ns <= 0) {
    into.push_back({path, "the stage has no length", "for: 30s"});
  }
  if (ways != 1 || stage.from.has_value() != stage.to.has_value() || stage.curve.size() == 1) {
    into.push_back({path, "the stage has no level, or several", right});
  } else if (closed ? stage.rate.has_value() : stage.people.has_value()) {
    into.push_back(
        {path, closed ? "a closed workload has no rate" : "the workload is not closed", right});
  }
}

/// Of simulated people, who come when they want to.
void check_lengths(const workload& of, std::vector<complaint>& into) {
  for (std::size_t i = 0; i < of.stages.size(); ++i) {
    const load_stage& stage = of.stages[i];
    const std::string path = "workload.stages[" + std::to_string(i) + "]";
    if (stage.length.ns <= 0) {
      into.push_back({path, "the stage has no length", "for: 30s"});
    }
    if (stage.rate || stage.people || stage.from || stage.to || !stage.curve.empty()) {
      into.push_back({path, "the people of a scenario come when they want to", "for: 30s alone"});
    }
  }
  if (of.stages.empty()) {
    into.push_back({"workload", "the workload has no stages", "stages: [{ for: 1m }]"});
  }
}

void check_people(const plan& of, std::vector<complaint>& into) {
  if (!of.flows.empty()) {
    into.push_back({"people", "a plan has either flows or people", "one of them"});
  }
  if (of.binding.empty()) {
    into.push_back({"people", "people speak in the words of a binding", "binding: souk-serve"});
  }
}

void check_workload(const workload& of, std::vector<complaint>& into) {
  if (of.stages.empty()) {
    into.push_back({"workload", "the workload has no stages",
        "stages: [{ for: 30s, people: 10 }]; with model: open, { for: 30s, rate: 10 }"});
  }
  for (std::size_t i = 0; i < of.stages.size(); ++i) {
    check_stage(of.stages[i], of.model, "workload.stages[" + std::to_string(i) + "]", into);
  }
  const bool partly = of.model == workload_model::partly_open;
  if (partly != of.stay.has_value()) {
    into.push_back({partly ? "workload" : "workload.stay",
        partly ? "a partly open workload has no `stay`" : "only a partly open workload has `stay`",
        "model: partly_open, stay: 5m"});
  }
}

void check_thresholds(const plan& of, const std::vector<threshold>& all, const char* key,
    std::vector<complaint>& into) {
  const std::vector<std::string> names = operations_of(of);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string& name = all[i].operation;
    if (!of.people.are_given() && !name.empty() && std::ranges::find(names, name) == names.end()) {
      into.push_back(
          {std::string(key) + "[" + std::to_string(i) + "]", "no operation " + in_quotes(name),
              suggestion_of_name(name, {names.begin(), names.end()})});
    }
  }
}

std::vector<complaint> check(const plan& of) {
  std::vector<complaint> found;
  if (!is_name(of.name)) {
    found.push_back({"name", "name is " + in_quotes(of.name), name_takes});
  }
  if (of.people.are_given()) {
    check_people(of, found);
  } else if (of.flows.empty()) {
    found.push_back({"", "the plan has no flows and no people",
        "flows: [{ name: browse, steps: [{ request: GET /jobs, name: list }] }]"});
  }
  for (std::size_t i = 0; i < of.flows.size(); ++i) {
    check_flow(of.flows[i], of.story.get(), "flows[" + std::to_string(i) + "]", found);
  }
  if (of.people.are_given()) {
    check_lengths(of.workload, found);
  } else {
    check_workload(of.workload, found);
  }
  check_thresholds(of, of.thresholds, "thresholds", found);
  check_thresholds(of, of.stop, "stop", found);
  for (std::size_t i = 0; i < of.stop.size(); ++i) {
    if (of.stop[i].measure == load_measure::rate || of.stop[i].measure == load_measure::delivered) {
      found.push_back({"stop[" + std::to_string(i) + "]",
          in_quotes(of.stop[i].text) + " is known at the end only", "a threshold"});
    }
  }
  return found;
}

}  // namespace

void read(const node& from, think_time& into, const limits& range, const reading& where) {
  into.is_given = true;
  if (!from.is_map()) {
    read(from, into.median, range, where);
    into.max = std::nullopt;
    return;
  }
  into.max = wall_time{};
  for (const node::entry& one : from.entries) {
    if (one.key == "median") {
      read(one.value, into.median, range, where.at(one.key));
    } else if (one.key == "max") {
      read(one.value, *into.max, range, where.at(one.key));
    } else {
      where.doc.add(one.at, "unknown key " + in_quotes(one.key) + " in " + where.path,
          suggestion(one.key, {"median", "max"}));
    }
  }
  if (from.find("median") == nullptr || from.find("max") == nullptr) {
    where.doc.add(from.at, where.path + " lacks median or max",
        "it takes a time, or { median: 2s, max: 30s }");
  }
}

/// The fields of a bound step are read when the cast and the binding are known (read_flow_story).
void read(const node& from, flow_step& into, const limits&, const reading& where) {
  const node* const verb = from.find("do") != nullptr ? from.find("do") : from.find("read");
  if (verb == nullptr) {
    read_struct(from, into, where, {});
    return;
  }
  into.bound = 0;
  const node* const name = from.find("name");
  read(name != nullptr ? *name : *verb, into.name, {}, where.at(name != nullptr ? "name" : "do"));
  if (!is_name(into.name)) {
    where.doc.add(
        name != nullptr ? name->at : verb->at, "name is " + in_quotes(into.name), name_takes);
  }
}

void read(const node& from, request_spec& into, const limits&, const reading& where) {
  into = {};
  if (from.is_scalar()) {
    const std::string_view text = from.text;
    const std::size_t space = std::min(text.find(' '), text.size());
    read_method(from, text.substr(0, space), into, where);
    read_path(from, text.substr(std::min(space + 1, text.size())), into, where);
    return;
  }
  if (!from.is_map() || from.find("path") == nullptr) {
    where.wrong(from, "it takes GET /path, or { method, path, headers, body }");
    return;
  }
  for (const node::entry& one : from.entries) {
    const reading at = where.at(one.key);
    if (one.key == "method") {
      read_method(one.value, one.value.text, into, at);
    } else if (one.key == "path") {
      read_path(one.value, one.value.text, into, at);
    } else if (one.key == "headers") {
      read(one.value, into.headers, {}, at);
    } else if (one.key == "body") {
      read_body(one.value, into, at);
    } else {
      where.doc.add(one.at, "unknown key " + in_quotes(one.key) + " in " + where.path,
          suggestion(one.key, {"method", "path", "headers", "body"}));
    }
  }
}

void read(const node& from, status_list& into, const limits&, const reading& where) {
  const limits statuses{"", 100, 599};
  if (from.is_scalar()) {
    into.all.resize(1);
    read(from, into.all.front(), statuses, where);
  } else {
    read(from, into.all, statuses, where);
  }
}

bool status_list::holds(int status) const {
  return all.empty() ? status >= 200 && status < 400 : std::ranges::find(all, status) != all.end();
}

std::vector<double> load_stage::levels() const {
  if (!curve.empty()) {
    return curve;
  }
  const double level = rate ? *rate : people.value_or(0);
  return {from.value_or(level), to.value_or(level)};
}

std::string schema_of(const think_time*, const limits& range) {
  const std::string time = schema_for<wall_time>(range);
  return json_object({{"anyOf",
      json_list({time, schema_of_keys({{"median", time}, {"max", time}}, {"median", "max"})})}});
}

std::string schema_of(const request_spec*, const limits&) {
  std::vector<std::string> names;
  for (const std::string_view method : methods) {
    names.push_back(json_text(method));
  }
  const std::string text = schema_for<std::string>({});
  return json_object({{"anyOf",
      json_list({text,
          schema_of_keys({{"method", json_object({{"enum", json_list(names)}})}, {"path", text},
                             {"headers", schema_for<named_texts>({})}, {"body", json_object({})}},
              {"path"})})}});
}

std::string schema_of(const flow_step*, const limits&) {
  std::vector<std::string> verbs{json_text("log_in")};
  market::for_each_command([&]<class Command>() { verbs.push_back(json_text(Command::name)); });
  std::vector<std::string> looks;
  for (const std::string_view one : flow_looks) {
    looks.push_back(json_text(one));
  }
  const std::string text = schema_for<std::string>({});
  const auto bound = [&](const char* key, const std::vector<std::string>& of) {
    return json_object({{"type", json_text("object")},
        {"properties", json_object({{"by", text}, {"name", text},
                           {key, json_object({{"enum", json_list(of)}})}})},
        {"required", json_list({json_text(key)})}});
  };
  return json_object({{"anyOf", json_list({schema_of_keys(properties_of<flow_step>(), {}),
                                    bound("do", verbs), bound("read", looks)})}});
}

std::string schema_of(const status_list*, const limits&) {
  const limits statuses{"", 100, 599};
  return json_object({{"anyOf", json_list({schema_for<std::int32_t>(statuses),
                                    schema_for<std::vector<std::int32_t>>(statuses)})}});
}

plan read_plan(document doc, const std::string& binding) {
  expect_kind(doc, "plan");
  const reading where{doc, ""};
  plan value;
  value.name = stem_of(doc.file);
  read_struct(doc.root, value, where, other_keys);
  value.binding = binding.empty() ? value.binding : binding;
  const auto has_bound = [](const load_flow& flow) {
    return std::ranges::any_of(flow.steps, &flow_step::is_bound);
  };
  if (std::ranges::any_of(value.flows, has_bound)) {
    read_flow_story(doc, value);
  } else if (const node* const cast = doc.root.find("cast")) {
    doc.add(cast->at, "no step is done by the cast", "{ by: NAME, do: propose, ... }");
  }
  if (doc.root.find("stop") == nullptr) {
    value.stop.resize(1);
    parse_threshold("errors > 50 %", value.stop.front());
  }
  note(check(value), doc.root, where);
  doc.check();
  return value;
}

plan load_plan(const std::string& file, const std::string& binding) {
  return read_plan(load_document(file), binding);
}

std::vector<std::string> operations_of(const plan& of) {
  std::vector<std::string> names;
  for (const load_flow& flow : of.flows) {
    for (const flow_step& step : flow.steps) {
      if (step.asks() && !step.name.empty() && std::ranges::find(names, step.name) == names.end()) {
        names.push_back(step.name);
      }
    }
  }
  return names;
}

}  // namespace souk::scenarios
