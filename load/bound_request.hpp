// What goes into a request to a backend that a binding describes, and the request itself.
#pragma once

#include "market/hash.hpp"
#include "market/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::load {

/// What the backend calls people and things, and what the words of commands are. What it answers
/// has to live until the request is written.
class backend_names {
 public:
  backend_names() = default;
  backend_names(const backend_names&) = delete;
  backend_names& operator=(const backend_names&) = delete;
  virtual ~backend_names() = default;

  virtual std::string_view person(market::person_id of) const = 0;
  virtual std::string_view job(const market::job_id& of) const = 0;
  virtual std::string_view contract(const market::contract_id& of) const = 0;
  virtual std::string_view milestone(const market::milestone_id& of) const = 0;
  virtual std::string_view word(market::symbol of) const = 0;
};

/// Of ids that names are kept by.
struct thing_hash {
  std::size_t operator()(const market::job_id& id) const { return market::mix(number(id)); }
  std::size_t operator()(const market::contract_id& id) const {
    return market::mix(number(id.job), index(id.freelancer));
  }
  std::size_t operator()(const market::milestone_id& id) const {
    return market::mix(number(id.contract.job), index(id.contract.freelancer), id.n);
  }
};

/// The same the other way round, of people and jobs that lists tell of.
class known_names : public backend_names {
 public:
  /// Nobody where it is no name of these people's.
  virtual market::person_id person_of(std::string_view theirs) const = 0;
  virtual std::optional<market::job_id> job_of(std::string_view theirs) const = 0;
};

/// The value of one slot (scenarios/binding_names.hpp); its kind is the slot's. Money is cents,
/// shares parts per million, times and durations seconds, a flag 0 or 1.
struct given_value {
  enum class state : std::uint8_t {
    absent,  // left out of the body
    broken,  // `{}`: no value of its kind, on purpose
    given,
    texts  // a list of words as texts
  };

  state is = state::absent;
  std::uint32_t count = 0;     // of a list
  std::int64_t number = 0;     // of low_high: the low one
  std::int64_t high = 0;       // and the high one
  std::string_view text;       // of texts, ids, words and json
  const void* list = nullptr;  // symbols, milestone_terms, or string_views

  static given_value of(std::int64_t number) { return {state::given, 0, number, 0, {}, nullptr}; }
  static given_value of(std::string_view text) { return {state::given, 0, 0, 0, text, nullptr}; }
};

/// Somebody at the backend.
struct bound_session {
  std::string username, email, password;
  std::string person;             // how the backend calls them where that is not the username
  std::string token;              // "": nobody
  std::int64_t token_ends = 0;    // on the clock of whoever keeps the session; 0: no end is known
  std::uint32_t sent = 0;         // makes {unique}
  std::vector<std::string> kept;  // by the binding's kept names

  const std::string& name() const { return person.empty() ? username : person; }
};

/// Who sends a request, beside what it says.
struct sending {
  bound_session* by = nullptr;           // nullptr: nobody
  const bound_session* staff = nullptr;  // whose token operations of staff carry
  const backend_names* names = nullptr;  // of commands
  market::second now = 0;                // of a clock that requests carry
};

struct bound_request {
  std::string_view method;
  std::string path;     // with its query
  std::string headers;  // "Name: value\r\n" each; without Host, lengths and Content-Type
  std::string body;     // JSON, or ""

  void clear() {
    path.clear();
    headers.clear();
    body.clear();
  }
};

/// Fills the slots of a command (slots_of_command) whose bits are set in `wanted`.
void fill_slots(const market::command& what, const backend_names& names, std::uint64_t wanted,
    given_value* into);

}  // namespace souk::load
