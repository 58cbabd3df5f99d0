// A pool of kept connections to a backend, on which one thread sends requests and takes answers.
//
// A request has the time at which it was meant to start. Where all connections are taken it waits
// in a queue, and its latency counts from that time all the same: a backend that stalls is charged
// with everything that had to wait (no coordinated omission). Nothing is dropped and nothing is
// sent twice.
//
//     struct caller : line_user { ... };           // writes requests, is told of answers
//     lines to(parse_target("http://127.0.0.1:8080"), {.connections = 16}, one);
//     to.connect();
//     to.ask(7, line_clock());                     // caller::write(7, bytes) when a line is free
//     while (...) to.wait(line_clock() + 1'000'000);  // caller::answered(...)
#pragma once

#include "load/target.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace souk::load {

/// Nanoseconds of a clock that never goes back.
std::int64_t line_clock();

/// Why there is no answer.
enum class line_failure : std::uint8_t { none, no_connection, closed, timed_out, malformed };
std::string_view name_of(line_failure failure);

struct answer {
  std::uint64_t tag = 0;
  int status = 0;  // of HTTP; 0 where `failed` says why
  line_failure failed = line_failure::none;
  std::string_view body;                 // until the callback is over
  const std::string* headers = nullptr;  // beside `line_options::headers`; nullptr: none of them
  std::int64_t intended = 0, sent = 0, answered = 0;  // ns of line_clock
};

/// Who speaks over the lines. Called by `ask` and `wait` on their thread; may ask for more.
class line_user {
 public:
  /// A line is free for the request of that tag: append its bytes (HTTP/1.1, with Host). Answers
  /// whether it is a HEAD, whose answer has no body.
  virtual bool write(std::uint64_t tag, std::string& into) = 0;
  virtual void answered(const answer& one) = 0;

 protected:
  ~line_user() = default;
};

struct line_options {
  std::size_t connections = 16;
  std::int64_t timeout = 30'000'000'000;  // ns from sending to the last byte of the answer
  std::string authorities;                // PEM file; empty: the system's
  std::vector<std::string> headers = {};  // to be seen in answers; lower case
};

/// What all lines have sent and received.
struct line_sums {
  std::uint64_t sent = 0, bytes_sent = 0, bytes_received = 0, connected = 0;
};

class lines {
 public:
  /// Throws backend_error where the host has no address, or a file of certificates is none.
  lines(const target& to, line_options options, line_user& user);
  lines(const lines&) = delete;
  lines& operator=(const lines&) = delete;
  ~lines();

  /// Opens all connections, and waits for them. Throws backend_error where the first cannot be
  /// opened within 10 s.
  void connect();

  /// Sends at once, or when a line is free; first come, first served. `intended`: when it was meant
  /// to be sent.
  void ask(std::uint64_t tag, std::int64_t intended);

  /// Takes answers until that time of line_clock; at least those that are there already.
  void wait(std::int64_t until);

  std::size_t waiting() const;    // asked for, and not sent
  std::size_t under_way() const;  // sent, and not answered
  std::size_t open() const;       // connections
  const line_sums& sums() const;

 private:
  class pool;
  std::unique_ptr<pool> own_;
};

}  // namespace souk::load
