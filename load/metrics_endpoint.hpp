// The figures of a running test over HTTP, for Prometheus. Served in passing, by who calls `serve`
// now and then: no thread, and nothing that could hold up the test.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace souk::load {

class metrics_endpoint {
 public:
  /// Listens at HOST:PORT; port 0 is a free one. Throws backend_error.
  explicit metrics_endpoint(const std::string& address);
  ~metrics_endpoint();

  std::uint16_t port() const;

  /// Answers whoever has asked since, with what `text` makes. Never waits.
  void serve(const std::function<std::string()>& text);

 private:
  struct sockets;
  std::unique_ptr<sockets> own_;
};

}  // namespace souk::load
