#include "load/bound_backend.hpp"

#include "scenarios/values.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace souk::load {

namespace {

constexpr std::size_t most_slots = 64;

std::span<const scenarios::slot> slots_of(std::string_view name) {
  const scenarios::standard_operation* const standard = scenarios::find_standard_operation(name);
  return standard == nullptr ? std::span<const scenarios::slot>{} : standard->takes;
}

bool names_slot(const std::string& text, std::string_view slot) {
  std::string wrong;
  const auto parts = scenarios::parts_of(text, wrong);
  return std::ranges::any_of(
      parts, [&](const scenarios::template_part& one) { return one.is_name && one.text == slot; });
}

}  // namespace

bound_backend::bound_backend(scenarios::binding of)
    : of_(std::move(of)), by_command_(scenarios::commands_known, no_operation) {
  const scenarios::bound_operation nobody;
  const template_scope scope{of_, nobody, {}};
  token_header_ = of_.token.header;
  token_ = text_template(of_.token.value, scope);
  std::string staff = of_.token.value;
  const std::size_t token = staff.find("{token}");
  staff.replace(token == std::string::npos ? staff.size() : token,
      token == std::string::npos ? 0 : 7, token == std::string::npos ? "" : "{staff_token}");
  staff_token_ = text_template(staff, scope);
  for (std::size_t i = 0; i < scenarios::commands_known; ++i) {
    if (const auto* const own = of_.of_command(scenarios::command_name(i))) {
      by_command_[i] = operation_id{static_cast<std::uint16_t>(operations_.size())};
      add(scenarios::command_name(i), *own, scenarios::slots_of_command(i));
    }
  }
  for (const scenarios::bound_operation& one : of_.operations.all) {
    add(one.name, one, slots_of(one.name));
  }
  for (const scenarios::bound_operation& one : of_.others.all) {
    add(one.name, one, {});
  }
  const std::size_t bound = operations_.size();
  for (std::size_t i = 0; i < bound; ++i) {
    add_first(i);
  }
}

/// What is sent before an operation, compiled once more with the names of that operation.
void bound_backend::add_first(std::size_t of) {
  for (const std::string& before : of_.find(operations_[of].name)->first) {
    const auto id = operation_id{static_cast<std::uint16_t>(operations_.size())};
    add(operations_[of].name + '/' + before, *of_.find(before), operations_[of].slots);
    operations_[of].first.push_back(id);
  }
}

bound_backend::compiled_operation bound_backend::compiled(std::string_view name,
    const scenarios::bound_operation& from, std::span<const scenarios::slot> slots) const {
  compiled_operation one{std::string(name), from.method(), from.by, slots, {}, from.page_size, 0,
      {}, {}, from.body.given, {}, {}, {}, answer_reader(of_, from)};
  const template_scope scope{of_, from, slots, {}, &one.used};
  one.path = text_template(from.path(), scope);
  for (const scenarios::text_map* const headers : {&of_.headers, &from.headers}) {
    for (const scenarios::named_text& header : headers->all) {
      one.headers.emplace_back(header.key, text_template(header.value, scope));
    }
  }
  if (of_.clock.kind == scenarios::clock_kind::header) {
    one.headers.emplace_back(of_.clock.header, text_template("{now}", scope));
  }
  if (from.body.given) {
    one.body = from.body.is_fields() ? json_template::of_fields(scope)
                                     : json_template(from.body.tree, scope);
  }
  for (const scenarios::slot& slot : slots) {
    if (names_slot(from.path(), slot.name)) {
      one.in_path.push_back(slot.name);
    }
  }
  for (const scenarios::named_text& answer : from.answer.all) {
    if (const auto what = market::from_name<scenarios::observable>(answer.key)) {
      one.read.push_back(*what);
    }
  }
  return one;
}

void bound_backend::add(std::string_view name, const scenarios::bound_operation& from,
    std::span<const scenarios::slot> slots) {
  operations_.push_back(compiled(name, from, slots));
}

operation_id bound_backend::find(std::string_view name) const {
  const auto at = std::ranges::find(operations_, name, &compiled_operation::name);
  return at == operations_.end()
             ? no_operation
             : operation_id{static_cast<std::uint16_t>(at - operations_.begin())};
}

bool bound_backend::is_in_path(operation_id operation, std::string_view slot) const {
  const auto& names = at(operation).in_path;
  return std::ranges::find(names, slot) != names.end();
}

bool bound_backend::reads(operation_id operation, scenarios::observable what) const {
  const auto& read = at(operation).read;
  return std::ranges::find(read, what) != read.end();
}

// -- requests -------------------------------------------------------------------------------------

void bound_backend::write(operation_id operation, const market::command& what, const sending& by,
    bound_request& into) const {
  const compiled_operation& one = at(operation);
  std::array<given_value, most_slots> slots;
  fill_slots(what, *by.names, one.used, slots.data());
  write_all(one, {slots.data(), nullptr, by, one.name}, into);
}

void bound_backend::write(operation_id operation, std::span<const given_value> values,
    const sending& by, bound_request& into) const {
  const compiled_operation& one = at(operation);
  std::array<given_value, most_slots> slots;
  std::copy_n(values.begin(), std::min(values.size(), most_slots), slots.begin());
  write_all(one, {slots.data(), nullptr, by, one.name}, into);
}

void bound_backend::write_all(
    const compiled_operation& one, const template_values& values, bound_request& into) const {
  into.clear();
  into.method = one.method;
  one.path.write(values, true, into.path);
  if (values.by.by != nullptr) {
    ++values.by.by->sent;
  }
  const bool is_staff = one.by == scenarios::sender::staff;
  const bound_session* const whose = is_staff ? values.by.staff : values.by.by;
  if (one.by != scenarios::sender::nobody && whose != nullptr && !whose->token.empty()) {
    into.headers += token_header_;
    into.headers += ": ";
    (is_staff ? staff_token_ : token_).write(values, false, into.headers);
    into.headers += "\r\n";
  }
  for (const auto& [header, text] : one.headers) {
    into.headers += header;
    into.headers += ": ";
    text.write(values, false, into.headers);
    into.headers += "\r\n";
  }
  if (one.has_body) {
    one.body.write(values, into.body);
  }
}

std::optional<given_value> value_from_text(scenarios::slot_kind kind, std::string_view text) {
  using scenarios::slot_kind;
  const auto number = [&]<class Value>(Value value, auto member) -> std::optional<given_value> {
    return scenarios::parse(text, value)
               ? std::optional(given_value::of(std::int64_t{member(value)}))
               : std::nullopt;
  };
  switch (kind) {
    case slot_kind::whole:
      return number(std::int64_t{0}, [](std::int64_t value) { return value; });
    case slot_kind::money:
      return number(market::money{}, [](market::money value) { return value.cents; });
    case slot_kind::share:
      return number(market::share{}, [](market::share value) { return value.ppm; });
    case slot_kind::duration:
      return number(market::duration{}, [](market::duration value) { return value.seconds; });
    case slot_kind::date:
    case slot_kind::time:
      return number(scenarios::moment{}, [](scenarios::moment value) { return value.at; });
    case slot_kind::flag:
      return number(false, [](bool value) { return value ? 1 : 0; });
    case slot_kind::words:
    case slot_kind::terms:
    case slot_kind::low_high:
      return std::nullopt;
    case slot_kind::text:
    case slot_kind::id:
    case slot_kind::word:
    case slot_kind::json:
      break;
  }
  return given_value::of(text);
}

// -- answers --------------------------------------------------------------------------------------

void bound_backend::read(
    operation_id operation, int status, std::string_view body, bound_answer& into) const {
  at(operation).reader.read(status, body, into);
}

void bound_backend::remember(
    const bound_answer& answer, std::int64_t now, bound_session& whose) const {
  using scenarios::observable;
  if (const observed_value& token = answer.find(observable::token); !token.is_null) {
    whose.token = token.text;
    const observed_value& lifetime = answer.find(observable::lifetime);
    const std::int64_t length = lifetime.is_null ? of_.token.lifetime.seconds : lifetime.number;
    whose.token_ends = length == 0 ? 0 : now + length;
  }
  if (const observed_value& person = answer.find(observable::person); !person.is_null) {
    whose.person = person.text;
  }
  for (const auto& [name, value] : answer.kept()) {
    if (whose.kept.size() <= name) {
      whose.kept.resize(name + 1U);
    }
    whose.kept[name] = value;
  }
}

}  // namespace souk::load
