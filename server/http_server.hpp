// Listens, reads requests, writes answers: HTTP/1.1 with keep-alive, with or without TLS. What is
// malformed, too large or too slow is refused and the connection closed.
#pragma once

#include "server/message.hpp"
#include "server/metrics.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace souk::server {

struct http_options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: one that is free
  std::string certificate;    // files; "": no TLS
  std::string key;
  int threads = 2;
  std::size_t largest_header = 8 * 1024;
  std::size_t largest_body = 64 * 1024;
  std::chrono::seconds read_time{10};  // for a whole request, once it has begun
  std::chrono::seconds idle_time{120};
  std::size_t most_connections = 20'000;
};

class http_server {
 public:
  using handler = std::function<void(request, responder)>;

  /// Listens from now on. Throws std::runtime_error where it cannot.
  http_server(http_options options, handler handle, metrics& counts);
  ~http_server();

  std::uint16_t port() const;
  /// Serves until SIGTERM or SIGINT comes, whose number is answered; what was begun is ended.
  int run();

 private:
  struct engine;
  std::unique_ptr<engine> own_;
};

}  // namespace souk::server
