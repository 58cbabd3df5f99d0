// A backend as its binding describes it, compiled: requests are written and answers read without
// looking anything up by name. Free of sockets; const after it is made, and so for any thread.
//
//     const bound_backend backend(scenarios::load_binding("souk-serve"));
//     backend.write(market::propose{...}, {&ana, nullptr, &names}, request);
//     ... send it ...
//     backend.read(backend.of(command), 200, body, answer);
//     if (answer.accepted) { answer.find(observable::connects) ... } else { answer.why ... }
#pragma once

#include "load/bound_answer.hpp"
#include "load/bound_request.hpp"
#include "load/bound_template.hpp"
#include "scenarios/binding.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace souk::load {

/// An operation of a backend, by its place among them.
enum class operation_id : std::uint16_t {};
inline constexpr operation_id no_operation{0xffff};

class bound_backend {
 public:
  explicit bound_backend(scenarios::binding of);
  bound_backend(const bound_backend&) = delete;
  bound_backend& operator=(const bound_backend&) = delete;

  const scenarios::binding& binding() const { return of_; }

  /// Commands by name, standard operations and the binding's own; no_operation where the backend
  /// has none.
  operation_id find(std::string_view name) const;
  operation_id of(const market::command& what) const { return by_command_[what.index()]; }

  std::string_view name(operation_id operation) const { return at(operation).name; }
  /// Whose token it carries.
  scenarios::sender sender(operation_id operation) const { return at(operation).by; }
  /// What it takes: the values of `write` are in this order.
  std::span<const scenarios::slot> slots(operation_id operation) const {
    return at(operation).slots;
  }
  /// What is to be sent before, in that order; each takes what the operation itself takes.
  std::span<const operation_id> first(operation_id operation) const { return at(operation).first; }
  std::int32_t page_size(operation_id operation) const { return at(operation).page_size; }
  /// The names of slots that stand in the path, where no value can be left out.
  bool is_in_path(operation_id operation, std::string_view slot) const;
  bool reads(operation_id operation, scenarios::observable what) const;

  /// A command, which the backend must have.
  void write(const market::command& what, const sending& by, bound_request& into) const {
    write(of(what), what, by, into);
  }
  /// One of the `first` of a command, or the command itself.
  void write(operation_id operation, const market::command& what, const sending& by,
      bound_request& into) const;
  /// Any operation, with a value for each of its slots (those that are not there are absent).
  void write(operation_id operation, std::span<const given_value> values, const sending& by,
      bound_request& into) const;

  void read(operation_id operation, int status, std::string_view body, bound_answer& into) const;
  /// Puts what an answer gives a person into their session: token, id, kept values. `now` on the
  /// clock of `token_ends`, in seconds.
  void remember(const bound_answer& answer, std::int64_t now, bound_session& whose) const;

 private:
  struct compiled_operation {
    std::string name;
    std::string_view method;
    scenarios::sender by = scenarios::sender::person;
    std::span<const scenarios::slot> slots;
    std::vector<operation_id> first;
    std::int32_t page_size = 0;
    std::uint64_t used = 0;  // bits of slots
    text_template path;
    std::vector<std::pair<std::string, text_template>> headers;
    bool has_body = false;
    json_template body;
    std::vector<std::string_view> in_path;
    std::vector<scenarios::observable> read;
    answer_reader reader;
  };

  const compiled_operation& at(operation_id which) const {
    return operations_.at(static_cast<std::size_t>(which));
  }
  compiled_operation compiled(std::string_view name, const scenarios::bound_operation& from,
      std::span<const scenarios::slot> slots) const;
  void add(std::string_view name, const scenarios::bound_operation& from,
      std::span<const scenarios::slot> slots);
  void add_first(std::size_t of);
  void write_all(
      const compiled_operation& one, const template_values& values, bound_request& into) const;

  scenarios::binding of_;
  std::vector<compiled_operation> operations_;
  std::vector<operation_id> by_command_;
  std::string token_header_;
  text_template token_, staff_token_;
};

/// The value of a slot from a text as stories write it ("90.00", "2024-01-31", "80%"); nothing
/// where it is no such value. The text has to live as long as the value.
std::optional<given_value> value_from_text(scenarios::slot_kind kind, std::string_view text);

}  // namespace souk::load
