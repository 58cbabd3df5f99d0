// One non-blocking socket to a backend, plain or with TLS. It never waits: whoever uses it watches
// `handle` by epoll.
#pragma once

#include "load/target.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

struct ssl_st;
struct ssl_ctx_st;

namespace souk::load {

/// What all connections of a backend that speaks TLS share.
class tls_setup {
 public:
  /// Certificates are checked against `authorities` (a PEM file), or against the system's where it
  /// is empty. Throws backend_error where the file cannot be read.
  explicit tls_setup(const std::string& authorities);

  ssl_ctx_st* get() const { return own_.get(); }

 private:
  struct release {
    void operator()(ssl_ctx_st* one) const;
  };
  std::unique_ptr<ssl_ctx_st, release> own_;
};

/// What became of a call: it is done, it goes on when the socket can be read or written again, or
/// there is nothing to go on with.
enum class progress : std::uint8_t { done, wants_read, wants_write, failed };

struct transfer {
  progress how = progress::failed;
  std::size_t bytes = 0;
};

class connection {
 public:
  connection() = default;
  connection(connection&& other) noexcept;
  connection& operator=(connection&&) = delete;
  ~connection() { close(); }

  /// Begins to connect; `establish` goes on with it, first when the socket can be written.
  progress open(const socket_address& to);
  /// `tls`: nullptr for a plain connection.
  progress establish(const tls_setup* tls, const std::string& host);
  transfer send(const char* from, std::size_t size);
  /// 0 bytes and `done`: the other side has closed.
  transfer receive(char* into, std::size_t size);
  void close();

  int handle() const { return handle_; }
  /// Bytes wait that the socket does not tell of.
  bool has_buffered() const;
  /// Why the last call failed, in words of the system.
  const std::string& why() const { return why_; }

 private:
  progress shake_hands(const tls_setup& tls, const std::string& host);
  transfer of_tls(int returned);
  transfer of_socket(std::ptrdiff_t returned);

  int handle_ = -1;
  ssl_st* tls_ = nullptr;
  bool connected_ = false;
  std::string why_;
};

}  // namespace souk::load
