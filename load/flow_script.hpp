// The flows of a plan, ready to be sent: requests as pieces of text, captures as paths.
#pragma once

#include "load/json_answer.hpp"
#include "load/lines.hpp"
#include "load/target.hpp"
#include "scenarios/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace souk::load {

/// A variable of a person: what an answer gave.
using flow_values = std::vector<json_found>;

/// The first two variables of everybody.
inline constexpr std::size_t variable_user = 0;  // the person's number, from 1
inline constexpr std::size_t variable_turn = 1;  // how often a flow was begun by all, from 1

/// A text whose variables are numbered.
struct numbered_piece {
  scenarios::piece_kind kind = scenarios::piece_kind::literal;
  std::string text;
  std::size_t variable = 0;
};
using numbered_text = std::vector<numbered_piece>;
void append(const numbered_text& text, const flow_values& values, std::string& into);

class request_text {
 public:
  /// Appends the bytes of the request for somebody with those values; `scratch` is kept memory.
  void write(const flow_values& values, std::string& into, std::string& scratch) const;

  numbered_text head;  // up to the length of the body, or all where there is none
  numbered_text body;
  bool has_body = false;
  bool is_head = false;
};

struct flow_capture {
  std::size_t variable = 0;
  scenarios::json_path path;
  std::size_t header = 0;  // of flow_script::headers
  bool is_header = false;
};

struct flow_check {
  scenarios::json_path path;
  std::string path_text, wanted;
};

/// What a step by the binding says and gives, in variables.
struct bound_variables {
  static constexpr std::size_t none = SIZE_MAX;

  struct text {
    std::size_t field = 0;
    numbered_text value;
  };
  std::vector<text> texts;
  std::size_t about = none;           // what it is about
  std::vector<std::size_t> captures;  // beside flow_command::captures
};

struct script_step {
  bool is_pause = false;
  scenarios::think_time pause;
  request_text request;
  std::size_t operation = 0;  // of flow_script::operations
  scenarios::status_list expect;
  std::vector<flow_capture> captures;
  std::vector<flow_check> checks;
  bool reads_json = false;
  std::size_t bound = scenarios::flow_step::not_bound;  // of scenarios::flow_story::commands
  bound_variables named;

  bool is_bound() const { return bound != scenarios::flow_step::not_bound; }
};

struct script_flow {
  double weight_up_to = 0;  // of this flow and those before it, of a whole of 1
  scenarios::think_time think;
  std::vector<script_step> steps;
  std::vector<std::size_t> roles;  // of the cast, who take part
};

struct flow_script {
  std::vector<std::string> operations;
  std::vector<std::string> headers;  // that answers are asked for, in lower case
  std::vector<script_flow> flows;
  std::size_t variables = 2;
};

flow_script script_of(const scenarios::plan& of, const target& to);

/// What an answer gives a person, and what is wrong with it; "" where nothing is.
std::string take_answer(
    const script_step& step, const answer& got, json_answer& reader, flow_values& into);

}  // namespace souk::load
