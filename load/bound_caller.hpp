// Speaks to a backend in the words of its binding, one request after the other: sends what comes
// first, carries tokens and renews them, and turns pages.
#pragma once

#include "load/bound_backend.hpp"
#include "load/http_client.hpp"

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::load {

/// Values by the names of slots.
struct named_value {
  std::string_view slot;
  given_value value;
};

/// Where somebody has read a list of pages to.
struct page_cursor {
  std::string next;         // "": from the beginning
  std::int64_t offset = 0;  // items read
};

class bound_caller {
 public:
  /// Both have to outlive it.
  bound_caller(http_client& server, const bound_backend& backend);

  const bound_backend& backend() const { return backend_; }
  const scenarios::binding& binding() const { return backend_.binding(); }
  bool has(std::string_view operation) const { return backend_.find(operation) != no_operation; }
  bool reads(std::string_view operation, scenarios::observable what) const;

  /// What a clock that requests carry says.
  void set_now(market::second now) { now_ = now; }
  market::second now() const { return now_; }
  bound_session& staff() { return staff_; }
  /// Where everybody's events ended when they were last read to the end.
  page_cursor& log_end() { return log_end_; }

  /// Sends an operation with a value for each slot. Logs in again, once, where the token is over.
  /// The answer stands until the next call; where it is neither accepted nor a reason, `problem`
  /// says so. Throws backend_error where no answer comes.
  const bound_answer& send(operation_id operation, std::span<const given_value> values,
      bound_session* by, const backend_names* names = nullptr);
  const bound_answer& send(std::string_view operation, std::initializer_list<named_value> values,
      bound_session* by, const backend_names* names = nullptr);

  /// The same of what has to be answered; nullptr where nothing is there. Throws backend_error on
  /// any refusal but that.
  const bound_answer* look(
      std::string_view operation, std::initializer_list<named_value> values, bound_session* by);

  /// Gives a person a token. Throws backend_error where they get none.
  void log_in(bound_session& whose);

  /// Reads pages from a cursor to the end, which it leaves in it. `visit` gets each page, and which
  /// item of it is the first that is new.
  void turn_pages(std::string_view operation, bound_session* by, page_cursor& from,
      const std::function<void(const bound_answer&, std::size_t)>& visit);

 private:
  bool exchange(operation_id operation, std::span<const given_value> values, bound_session* by,
      const backend_names* names);
  void staff_log_in();
  bool renew(operation_id operation, bound_session* by);

  http_client& server_;
  const bound_backend& backend_;
  bound_session staff_;
  page_cursor log_end_;
  bound_request request_;
  bound_answer answer_;
  market::second now_ = 0;
};

}  // namespace souk::load
