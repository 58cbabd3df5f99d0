#include "server/message.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace souk::server {

namespace {

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const bool escape = text[i] == '%' && i + 2 < text.size()
                        && std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr
                               == text.data() + i + 3;
    plain += escape ? static_cast<char>(value) : text[i];
    i += escape ? 2 : 0;
  }
  return plain;
}

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad request";
    case 401:
      return "Not signed in";
    case 402:
      return "Not enough";
    case 403:
      return "Not allowed";
    case 404:
      return "Not found";
    case 405:
      return "Method not allowed";
    case 409:
      return "Not now";
    case 413:
      return "Too large";
    case 422:
      return "Not acceptable as it is";
    case 429:
      return "Too many requests";
    default:
      return status < 500 ? "Refused" : "Not available";
  }
}

constexpr std::array<std::string_view, market::names_of<market::reason>.size()> meanings{"",
    "there is no account: register and log in first", "verify the e-mail first",
    "this is for the other side of the market", "an approved profile is needed",
    "there is nothing of this id", "it belongs to somebody else",
    "only those who are invited may propose", "it is not in a state for this",
    "the job is not open", "the milestone is not funded", "the time for this is over",
    "it is too soon to try again", "the e-mail is taken", "the username is taken",
    "there is a proposal already", "there is a review already", "there are too many profiles",
    "a field is missing or has no good value",
    "a password needs more characters, a letter and a digit", "the captcha is not solved",
    "the terms are not accepted", "not every screening question is answered",
    "Connects are not sold in such a pack", "the amount is not above zero",
    "a billing method is needed", "a tax status is needed", "a payment method is needed",
    "there are too few Connects", "the balance is too low", "the profile is incomplete",
    "too many freelancers offer this skill"};

}  // namespace

std::vector<std::string> segments(std::string_view path) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin < path.size() && path[begin] == '/') {
    const std::size_t end = std::min(path.find('/', begin + 1), path.size());
    parts.push_back(decoded(path.substr(begin + 1, end - begin - 1)));
    begin = end;
  }
  return parts;
}

std::string query_value(std::string_view query, std::string_view key) {
  std::size_t begin = 0;
  while (begin < query.size()) {
    const std::size_t end = std::min(query.find('&', begin), query.size());
    const std::string_view pair = query.substr(begin, end - begin);
    if (pair.starts_with(key) && pair.substr(key.size()).starts_with('=')) {
      return decoded(pair.substr(key.size() + 1));
    }
    begin = end + 1;
  }
  return {};
}

namespace {

boost::json::object problem_json(int status, std::string_view code, std::string_view detail) {
  const auto text = [](std::string_view from) {
    return boost::json::string_view{from.data(), from.size()};
  };
  return {{"type", "about:blank"}, {"title", text(title_of(status))}, {"status", status},
      {"code", text(code)}, {"detail", text(detail)}};
}

}  // namespace

response problem(int status, std::string_view code, std::string_view detail) {
  return {status, "application/problem+json",
      boost::json::serialize(problem_json(status, code, detail)), {}};
}

response problem(
    int status, std::string_view code, std::string_view detail, const place_in_order& place) {
  boost::json::object body = problem_json(status, code, detail);
  body["seq"] = place.seq;
  body["at"] = place.at;
  return {status, "application/problem+json", boost::json::serialize(body), {}};
}

int status_of(market::reason why) {
  using enum market::reason;
  if (why == not_registered) {
    return 401;
  }
  if (why == unknown_id) {
    return 404;
  }
  if (why <= not_invited) {
    return 403;
  }
  if (why < bad_field) {
    return 409;
  }
  return why < no_billing_method ? 422 : 402;
}

std::string_view meaning_of(market::reason why) { return meanings[static_cast<std::size_t>(why)]; }

}  // namespace souk::server
