#include "load/flow_script.hpp"

#include "load/concerns.hpp"
#include "scenarios/escaping.hpp"
#include "scenarios/mistakes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

namespace souk::load {

namespace {

using scenarios::piece_kind;

constexpr std::string_view header_mark = "header ";

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return small;
}

template <class List, class Value>
std::size_t index_in(List& list, const Value& wanted) {
  const auto at = std::ranges::find(list, wanted);
  const auto index = static_cast<std::size_t>(at - list.begin());
  if (at == list.end()) {
    list.push_back(wanted);
  }
  return index;
}

/// Builds one script; knows the numbers of variables.
class script_writer {
 public:
  script_writer(const scenarios::plan& of, const target& to) : plan_(of), target_(to) {
    script_.operations = scenarios::operations_of(of);
  }

  flow_script write() {
    double total = 0;
    for (const scenarios::load_flow& flow : plan_.flows) {
      total += flow.weight;
      script_.flows.push_back({total, flow.think, {}, {}});
      for (const scenarios::flow_step& step : flow.steps) {
        script_.flows.back().steps.push_back(step_of(step));
        note_roles(step);
      }
    }
    for (script_flow& flow : script_.flows) {
      flow.weight_up_to /= total;
    }
    script_.variables = variables_.size();
    return std::move(script_);
  }

 private:
  static void add(numbered_text& into, std::string_view text) {
    if (into.empty() || into.back().kind != piece_kind::literal) {
      into.push_back({});
    }
    into.back().text += text;
  }

  void add(numbered_text& into, const scenarios::text_template& text) {
    for (const scenarios::text_piece& one : text.pieces) {
      if (one.kind == piece_kind::literal) {
        add(into, one.text);
      } else {
        into.push_back({one.kind, {}, index_in(variables_, one.text)});
      }
    }
  }

  request_text request_of(const scenarios::request_spec& asked) {
    request_text request;
    request.is_head = asked.method == "HEAD";
    numbered_text& head = request.head;
    add(head, asked.method + ' ' + target_.path);
    add(head, asked.path);
    add(head, " HTTP/1.1\r\nHost: " + target_.authority + "\r\n");
    bool has_type = false;
    bool has_agent = false;
    for (const auto& header : asked.headers.all) {
      has_type = has_type || lower(header.name) == "content-type";
      has_agent = has_agent || lower(header.name) == "user-agent";
      add(head, header.name + ": ");
      add(head, header.value);
      add(head, "\r\n");
    }
    add(head, has_agent ? "" : "User-Agent: souk\r\n");
    request.has_body = asked.body.has_value();
    if (request.has_body) {
      add(request.body, *asked.body);
      add(head, has_type || !asked.is_json ? "" : "Content-Type: application/json\r\n");
      add(head, "Content-Length: ");
    } else {
      const bool wants_length = asked.method != "GET" && asked.method != "HEAD";
      add(head, wants_length ? "Content-Length: 0\r\n\r\n" : "\r\n");
    }
    return request;
  }

  script_step step_of(const scenarios::flow_step& from) {
    script_step step;
    step.is_pause = from.think.is_given;
    step.pause = from.think;
    if (step.is_pause) {
      return step;
    }
    step.operation = index_in(script_.operations, from.name);
    step.bound = from.bound;
    if (step.is_bound()) {
      step.named = variables_of(plan_.story->commands[from.bound]);
      return step;
    }
    step.request = request_of(from.request);
    step.expect = from.expect;
    for (const auto& one : from.capture.all) {
      step.captures.push_back(capture_of(one));
      step.reads_json = step.reads_json || !step.captures.back().is_header;
    }
    for (const auto& one : from.check.all) {
      step.checks.push_back({scenarios::parse_json_path(one.name).value(), one.name, one.text});
      step.reads_json = true;
    }
    return step;
  }

  bound_variables variables_of(const scenarios::flow_command& from) {
    bound_variables named;
    for (const scenarios::flow_text& one : from.texts) {
      add(named.texts.emplace_back(bound_variables::text{one.field, {}}).value, one.value);
    }
    if (!from.step.about.empty()) {
      named.about = index_in(variables_, from.step.about);
    }
    for (const scenarios::flow_capture& one : from.captures) {
      named.captures.push_back(index_in(variables_, one.name));
    }
    return named;
  }

  /// Those of the cast who do the step, or whom it names.
  void note_roles(const scenarios::flow_step& step) {
    if (!step.is_bound()) {
      return;
    }
    const auto note = [&](market::person_id one) {
      if (index(one) < plan_.story->who.cast.size()) {
        index_in(script_.flows.back().roles, std::size_t{index(one)});
      }
    };
    const scenarios::flow_command& command = plan_.story->commands[step.bound];
    note(command.step.by);
    note(command.freelancer);
    if (command.verb == scenarios::flow_verb::command) {
      note(freelancer_named(command.step.what));
    }
  }

  flow_capture capture_of(const scenarios::named_texts::entry& from) {
    flow_capture capture;
    capture.variable = index_in(variables_, from.name);
    capture.is_header = from.text.starts_with(header_mark);
    if (capture.is_header) {
      capture.header = index_in(script_.headers, lower(from.text.substr(header_mark.size())));
    } else {
      capture.path = scenarios::parse_json_path(from.text).value();
    }
    return capture;
  }

  const scenarios::plan& plan_;
  const target& target_;
  std::vector<std::string> variables_{"user", "turn"};
  flow_script script_;
};

void append(const numbered_piece& one, const flow_values& values, std::string& into) {
  if (one.kind == piece_kind::literal) {
    into += one.text;
    return;
  }
  const json_found& value = values[one.variable];
  switch (one.kind) {
    case piece_kind::in_path:
      scenarios::append_percent_encoded(into, value.text);
      break;
    case piece_kind::as_json:
      into += value.is_string ? "\"" : "";
      if (value.is_string) {
        scenarios::append_json_escaped(into, value.text);
      } else {
        into += value.text;
      }
      into += value.is_string ? "\"" : "";
      break;
    case piece_kind::in_json_string:
      scenarios::append_json_escaped(into, value.text);
      break;
    case piece_kind::in_header:
      // A line end would begin another header.
      std::ranges::remove_copy_if(value.text, std::back_inserter(into),
          [](char c) { return static_cast<unsigned char>(c) < 0x20; });
      break;
    default:
      into += value.text;
      break;
  }
}

std::string check_failure(const script_step& step, const json_answer& reader) {
  for (const flow_check& one : step.checks) {
    json_found found;
    if (!reader.find(one.path, found)) {
      return "no " + one.path_text + " in the answer";
    }
    if (found.text != one.wanted) {
      return one.path_text + " is " + scenarios::in_quotes(found.text) + ", not "
             + scenarios::in_quotes(one.wanted);
    }
  }
  return "";
}

bool capture(
    const flow_capture& one, const answer& got, const json_answer& reader, json_found& into) {
  if (!one.is_header) {
    return reader.find(one.path, into);
  }
  if (got.headers == nullptr || got.headers[one.header].empty()) {
    return false;
  }
  into = {got.headers[one.header], true};
  return true;
}

}  // namespace

void append(const numbered_text& text, const flow_values& values, std::string& into) {
  for (const numbered_piece& one : text) {
    append(one, values, into);
  }
}

void request_text::write(const flow_values& values, std::string& into, std::string& scratch) const {
  append(head, values, into);
  if (!has_body) {
    return;
  }
  scratch.clear();  // the length goes in front of the body, and is known after it
  append(body, values, scratch);
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), scratch.size());
  into.append(digits.data(), end.ptr);
  into += "\r\n\r\n";
  into += scratch;
}

std::string take_answer(
    const script_step& step, const answer& got, json_answer& reader, flow_values& into) {
  if (got.failed != line_failure::none) {
    return std::string(name_of(got.failed));
  }
  if (!step.expect.holds(got.status)) {
    return "status " + std::to_string(got.status);
  }
  if (step.reads_json && !reader.read(got.body)) {
    return "the answer is no JSON";
  }
  std::string wrong = check_failure(step, reader);
  for (const flow_capture& one : step.captures) {
    if (!capture(one, got, reader, into[one.variable]) && wrong.empty()) {
      wrong = "nothing to capture in the answer";
    }
  }
  return wrong;
}

flow_script script_of(const scenarios::plan& of, const target& to) {
  return script_writer(of, to).write();
}

}  // namespace souk::load
