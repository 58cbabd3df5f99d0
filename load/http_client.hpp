// One connection to a backend, used for one request after the other.
#pragma once

#include "load/bound_request.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace souk::load {

/// The backend cannot be reached, or does not answer as it should.
class backend_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct http_answer {
  int status = 0;
  std::string body;
};

class http_client {
 public:
  /// http[s]://HOST[:PORT][/BASE]; BASE stands before every path. Throws backend_error where it is
  /// no such address.
  explicit http_client(const std::string& url);
  ~http_client();

  /// Connects where it is not connected. Throws backend_error where no answer comes within 30 s.
  http_answer send(const bound_request& what);

 private:
  struct wire;
  std::unique_ptr<wire> own_;
};

}  // namespace souk::load
