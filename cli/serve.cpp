#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/serve_options.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>

namespace souk::cli {

int serve_command(std::span<const std::string> arguments) {
  const server::service_options options = read_serve_options(arguments);
  const char* const scheme = options.http.certificate.empty() ? "http" : "https";
  const int signal = server::serve(options, [&](std::uint16_t port) {
    const bool is_v6 = options.http.host.find(':') != std::string::npos;
    fmt::print("souk serves at {}://{}:{}/ (clock {}, database {})\n", scheme,
        is_v6 ? '[' + options.http.host + ']' : options.http.host, port,
        server::to_text(options.market.clock), server::without_password(options.market.db));
    std::fflush(stdout);
  });
  return signal == SIGINT ? exit_interrupted : exit_done;
}

}  // namespace souk::cli
