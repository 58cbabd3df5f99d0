// A request and its response, free of the library that carries them.
#pragma once

#include "market/reasons.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::server {

struct request {
  std::string method;  // GET, POST
  std::string path;    // decoded by segment: see `segments`
  std::string query;   // after the ?, as it came
  std::string authorization;
  std::string idempotency_key;
  std::string id;       // of the request, for logs and answers
  std::string address;  // of the client
  std::string host;     // that was asked
  std::string origin;   // of the page whose script asks, if a browser does
  std::string body;
};

struct response {
  int status = 200;
  std::string_view type = "application/json";
  std::string body;
  std::vector<std::pair<std::string_view, std::string>> headers;
};

using responder = std::function<void(response)>;

/// The path's segments with %XX decoded.
std::vector<std::string> segments(std::string_view path);
/// The value of a query's key, decoded; "" where it is not there.
std::string query_value(std::string_view query, std::string_view key);

/// problem+json (RFC 9457). `code` is the rejection's name, or what else is wrong.
response problem(int status, std::string_view code, std::string_view detail);

/// Where an answer stands among all changes of the market.
struct place_in_order {
  std::int64_t seq = 0;  // the id of the command's first event; of a look, of the last one it shows
  std::string at;        // the market's time
};
/// A refusal of a command that the market was given.
response problem(
    int status, std::string_view code, std::string_view detail, const place_in_order& place);
/// The status that a rejection is answered with, by the group of its check.
int status_of(market::reason why);
/// What a rejection means, for a person.
std::string_view meaning_of(market::reason why);

}  // namespace souk::server
