// The command line of `souk serve`.
#pragma once

#include "server/service.hpp"

#include <span>
#include <string>

namespace souk::cli {

/// Throws usage_error and scenarios::bad_input.
server::service_options read_serve_options(std::span<const std::string> arguments);

std::string serve_options_help();

}  // namespace souk::cli
