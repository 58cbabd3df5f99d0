// The whole server put together (`souk serve`).
#pragma once

#include "server/http_server.hpp"
#include "server/keeper.hpp"
#include "server/router.hpp"

#include <functional>
#include <string>

namespace souk::server {

struct service_options {
  keeper_options market;
  router_options routes;
  http_options http;
  std::string log_level = "info";
  bool quick_passwords = false;  // development: hashed with the least work
};

/// Serves until SIGTERM or SIGINT comes, whose number is answered. `ready` is told the port once
/// requests are taken. Throws storage_error, std::runtime_error where it cannot begin.
int serve(service_options options, const std::function<void(std::uint16_t)>& ready);

}  // namespace souk::server
