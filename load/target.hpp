// The address of a backend.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace souk::load {

struct target {
  bool tls = false;
  std::string host;  // without the brackets of an IPv6 address
  std::uint16_t port = 0;
  std::string path;       // in front of every path, "" or "/api/v2"
  std::string authority;  // as the header Host has it

  std::string url() const;
};

/// http[s]://HOST[:PORT][/PATH]. Throws backend_error where it is no such address.
target parse_target(const std::string& url);

/// One address of a host, as the system's sockets take it.
struct socket_address {
  std::vector<std::byte> bytes;
  int family = 0;
  bool loopback = false;
};

/// All addresses of the host. Throws backend_error where it has none.
std::vector<socket_address> addresses_of(const target& to);

/// Whether every address is this machine's own.
bool is_loopback(const std::vector<socket_address>& all);

}  // namespace souk::load
