#include "server/request_log.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <string>

namespace souk::server {

namespace {

std::string quoted(std::string_view text) {
  return boost::json::serialize(boost::json::string_view{text.data(), text.size()});
}

}  // namespace

bool is_log_level(std::string_view level) {
  return level == "off" || spdlog::level::from_str(std::string(level)) != spdlog::level::off;
}

void open_log(std::string_view level) {
  constexpr std::size_t most_waiting = 8192;
  spdlog::init_thread_pool(most_waiting, 1);
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  // Whoever serves never waits for whoever reads the log.
  auto logger = std::make_shared<spdlog::async_logger>("souk", std::move(sink),
      spdlog::thread_pool(), spdlog::async_overflow_policy::overrun_oldest);
  logger->set_pattern(
      "{\"time\":\"%Y-%m-%dT%H:%M:%S.%eZ\",\"level\":\"%l\",%v}", spdlog::pattern_time_type::utc);
  logger->set_level(spdlog::level::from_str(std::string(level)));
  spdlog::set_default_logger(std::move(logger));
}

void log_request(const request_record& one) {
  const auto level = one.status >= 500 ? spdlog::level::warn : spdlog::level::info;
  if (!spdlog::should_log(level)) {
    return;
  }
  spdlog::log(level,
      "\"request\":{},\"operation\":\"{}\",\"method\":{},\"path\":{},\"status\":{},\"person\":{},"
      "\"microseconds\":{}",
      quoted(one.id), one.operation, quoted(one.method), quoted(one.path), one.status, one.person,
      one.microseconds);
}

void log_event(std::string_view what, std::string_view detail) {
  spdlog::warn("\"event\":{},\"detail\":{}", quoted(what), quoted(detail));
}

void close_log() { spdlog::shutdown(); }

}  // namespace souk::server
