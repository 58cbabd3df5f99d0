#include "server/service.hpp"

#include "server/request_log.hpp"

#include <utility>

namespace souk::server {

int serve(service_options options, const std::function<void(std::uint16_t)>& ready) {
  prepare_secrets(options.quick_passwords);
  open_log(options.log_level);
  metrics counts;
  keeper market(options.market);
  options.routes.db = options.market.db;
  options.routes.terms = options.market.terms;
  router routes(options.routes, market, counts, log_request);
  http_server http(
      options.http,
      [&](request asked, responder answer) { routes.handle(std::move(asked), std::move(answer)); },
      counts);
  ready(http.port());
  const int signal = http.run();
  // What was begun is ended and kept; whom it can no longer be told finds it by their key.
  routes.stop();
  market.stop();
  if (const std::string failure = market.last_failure(); !failure.empty()) {
    log_event("storage_failed", failure);
  }
  close_log();
  return signal;
}

}  // namespace souk::server
