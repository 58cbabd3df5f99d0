#include "cli/crew_address.hpp"

#include "cli/options.hpp"
#include "scenarios/mistakes.hpp"
#include "scenarios/values.hpp"

#include <fmt/format.h>

#include <fstream>

namespace souk::cli {

namespace {

std::string secret_in(const std::string& file) {
  std::ifstream from(file);
  std::string secret;
  std::getline(from, secret);
  if (secret.size() < shortest_secret) {
    throw scenarios::bad_input(file,
        fmt::format("it has no first line of at least {} characters", shortest_secret),
        "a secret, as `openssl rand -hex 32` makes one; the same file for all");
  }
  return secret;
}

}  // namespace

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

crew_address read_crew_address(std::string_view option, const std::string& text,
    const std::optional<std::string>& secret_file) {
  crew_address found;
  const std::size_t colon = text.rfind(':');
  std::int64_t port = 0;
  if (colon == std::string::npos || colon == 0 || !scenarios::parse(text.substr(colon + 1), port)
      || port < 0 || port > 65'535) {
    throw usage_error(
        fmt::format("{} {} is not an address and a port, as 127.0.0.1:7777 or [::1]:7777", option,
            scenarios::in_quotes(text)));
  }
  found.host = text.substr(0, colon);
  if (found.host.starts_with('[') && found.host.ends_with(']')) {
    found.host = found.host.substr(1, found.host.size() - 2);
  }
  found.port = static_cast<std::uint16_t>(port);
  if (secret_file) {
    found.secret = secret_in(*secret_file);
  } else if (!is_loopback(found.host)) {
    throw usage_error(fmt::format(
        "{} {}: others can reach this address, so it needs a secret; give both sides the same "
        "--secret-file FILE, with a line that `openssl rand -hex 32` made",
        option, text));
  }
  return found;
}

std::string address_text(const crew_address& of) {
  const bool is_v6 = of.host.find(':') != std::string::npos;
  return (is_v6 ? "[" + of.host + "]" : of.host) + ":" + std::to_string(of.port);
}

}  // namespace souk::cli
