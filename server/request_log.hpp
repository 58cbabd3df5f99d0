// The log of requests: a line of JSON each, on standard error. What could be a secret (bodies,
// queries, headers) is never handed to it.
#pragma once

#include "server/router.hpp"

#include <string_view>

namespace souk::server {

/// `level`: trace, debug, info (every request), warn (those that failed here), err, off.
void open_log(std::string_view level);
bool is_log_level(std::string_view level);
void log_request(const request_record& one);
void log_event(std::string_view what, std::string_view detail);
/// Writes what is waiting.
void close_log();

}  // namespace souk::server
