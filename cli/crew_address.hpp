// Where a sweep or a comparison meets its workers, and what keeps others out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace souk::cli {

struct crew_address {
  std::string host;  // a name or an address, without brackets
  std::uint16_t port = 0;
  std::optional<std::string> secret;  // shared by all; without one nothing is encrypted
};

/// "127.0.0.1:7777", "[::1]:7777"; with the first line of the file as secret. `option` is named in
/// what is said of a mistake. Throws usage_error, also where the address is not a loopback one and
/// there is no secret; scenarios::bad_input for a secret that is too short.
crew_address read_crew_address(std::string_view option, const std::string& text,
    const std::optional<std::string>& secret_file);

bool is_loopback(std::string_view host);

/// "127.0.0.1:7777".
std::string address_text(const crew_address& of);

inline constexpr std::size_t shortest_secret = 32;

}  // namespace souk::cli
