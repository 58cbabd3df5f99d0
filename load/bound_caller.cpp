#include "load/bound_caller.hpp"

#include <algorithm>
#include <array>

namespace souk::load {

using scenarios::observable;

bound_caller::bound_caller(http_client& server, const bound_backend& backend)
    : server_(server), backend_(backend) {
  const scenarios::staff_account& staff = backend.binding().staff;
  staff_.username = staff.username;
  staff_.password = staff.password;
  staff_.token = staff.token;
}

bool bound_caller::reads(std::string_view operation, observable what) const {
  const operation_id known = backend_.find(operation);
  return known != no_operation && backend_.reads(known, what);
}

/// Sends one request and reads its answer; whether it is accepted.
bool bound_caller::exchange(operation_id operation, std::span<const given_value> values,
    bound_session* by, const backend_names* names) {
  backend_.write(operation, values, {by, &staff_, names, now_}, request_);
  const http_answer answer = server_.send(request_);
  backend_.read(operation, answer.status, answer.body, answer_);
  return answer_.accepted;
}

void bound_caller::staff_log_in() {
  const operation_id known = backend_.find("staff_log_in");
  if (known == no_operation || !staff_.token.empty()) {
    return;
  }
  exchange(known, {}, &staff_, nullptr);
  backend_.remember(answer_, 0, staff_);
}

void bound_caller::log_in(bound_session& whose) {
  const operation_id known = backend_.find("log_in");
  const std::array values{given_value::of(whose.username), given_value::of(whose.password)};
  if (known == no_operation || !exchange(known, values, &whose, nullptr)) {
    throw backend_error(whose.username + " cannot log in: "
                        + (known == no_operation      ? "the binding has no log_in"
                            : answer_.problem.empty() ? std::string(market::name(answer_.why))
                                                      : answer_.problem));
  }
  backend_.remember(answer_, 0, whose);
}

/// A new token for whoever an operation is of; whether there is one.
bool bound_caller::renew(operation_id operation, bound_session* by) {
  if (backend_.sender(operation) == scenarios::sender::staff) {
    staff_.token.clear();
    staff_log_in();
    return !staff_.token.empty();
  }
  if (by == nullptr || by->token.empty() || backend_.find("log_in") == operation) {
    return false;
  }
  const operation_id newer = backend_.find("renew");
  if (newer != no_operation && newer != operation && exchange(newer, {}, by, nullptr)) {
    backend_.remember(answer_, 0, *by);
    return true;
  }
  if (by->password.empty()) {
    return false;
  }
  log_in(*by);
  return true;
}

const bound_answer& bound_caller::send(operation_id operation, std::span<const given_value> values,
    bound_session* by, const backend_names* names) {
  if (backend_.sender(operation) == scenarios::sender::staff) {
    staff_log_in();
  }
  for (const operation_id before : backend_.first(operation)) {
    if (!exchange(before, values, by, names)) {
      return answer_;
    }
    if (by != nullptr) {
      backend_.remember(answer_, 0, *by);
    }
  }
  exchange(operation, values, by, names);
  if (answer_.token_is_over && renew(operation, by)) {
    exchange(operation, values, by, names);
  }
  return answer_;
}

const bound_answer& bound_caller::send(std::string_view operation,
    std::initializer_list<named_value> values, bound_session* by, const backend_names* names) {
  const operation_id known = backend_.find(operation);
  if (known == no_operation) {
    throw backend_error("the binding has no " + std::string(operation));
  }
  const std::span<const scenarios::slot> slots = backend_.slots(known);
  std::vector<given_value> all(slots.size());
  for (const named_value& one : values) {
    const auto at = std::ranges::find(slots, one.slot, &scenarios::slot::name);
    if (at != slots.end()) {
      all[static_cast<std::size_t>(at - slots.begin())] = one.value;
    }
  }
  return send(known, all, by, names);
}

const bound_answer* bound_caller::look(
    std::string_view operation, std::initializer_list<named_value> values, bound_session* by) {
  const bound_answer& answer = send(operation, values, by);
  if (answer.accepted) {
    return &answer;
  }
  if (answer.status == 404 || answer.why == market::reason::unknown_id) {
    return nullptr;
  }
  throw backend_error(
      std::string(operation) + " is refused: "
      + (answer.problem.empty() ? std::string(market::name(answer.why)) : answer.problem));
}

// -- pages ----------------------------------------------------------------------------------------

void bound_caller::turn_pages(std::string_view operation, bound_session* by, page_cursor& from,
    const std::function<void(const bound_answer&, std::size_t)>& visit) {
  const operation_id known = backend_.find(operation);
  const std::int64_t size = backend_.page_size(known);
  const bool numbered = backend_.is_in_path(known, "page");
  const bool has_next = backend_.reads(known, observable::next);
  while (true) {
    const std::int64_t page = from.offset / size;
    const auto known_items = static_cast<std::size_t>(numbered ? from.offset % size : 0);
    const bound_answer* const answer = look(operation,
        {{"after", given_value::of(from.next)}, {"offset", given_value::of(from.offset)},
            {"page", given_value::of(page + 1)}, {"limit", given_value::of(size)}},
        by);
    if (answer == nullptr) {
      throw backend_error(std::string(operation) + " is not there");
    }
    const std::size_t items =
        std::max(answer->all(observable::type).size(), answer->all(observable::job).size());
    visit(*answer, std::min(known_items, items));
    from.offset += static_cast<std::int64_t>(items - std::min(known_items, items));
    const observed_value& next = answer->find(observable::next);
    if (has_next ? next.is_null || next.text == from.next
                 : static_cast<std::int64_t>(items) < size) {
      return;
    }
    from.next = has_next ? std::string(next.text) : std::string();
  }
}

}  // namespace souk::load
