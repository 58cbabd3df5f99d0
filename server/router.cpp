#include "server/router.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace souk::server {

std::span<const router::route> router::routes() {
  using enum role;
  static constexpr std::array all{
      route{"POST", "/commands/{command}", "give_command", &router::give, "Give a command"},
      route{"POST", "/login", "login", &router::log_in, "Exchange a password for a token"},
      route{"POST", "/logout", "logout", &router::log_out, "Give a token back", person},
      route{"GET", "/me", "show_me", &router::show_me, "Everything about oneself", person},
      route{"GET", "/people", "list_people", &router::list_people, "Who has an account"},
      route{"GET", "/people/{username}", "show_person", &router::show_person,
          "The public side of somebody; all of oneself"},
      route{"GET", "/people/{username}/profiles/{profile}", "show_profile", &router::show_profile,
          "The status of a profile", person},
      route{"GET", "/jobs", "list_jobs", &router::list_jobs, "Jobs, newest first"},
      route{"GET", "/jobs/{job}", "show_job", &router::show_job, "A job"},
      route{"GET", "/jobs/{job}/proposals", "list_proposals", &router::list_proposals,
          "The proposals of one's own job, in their ranking", person},
      route{"GET", "/jobs/{job}/proposals/{username}", "show_proposal", &router::show_proposal,
          "A proposal, for its two parties", person},
      route{"GET", "/contracts", "list_contracts", &router::list_contracts, "One's own contracts",
          person},
      route{"GET", "/contracts/{contract}", "show_contract", &router::show_contract,
          "A contract with its milestones, for its two parties", person},
      route{"GET", "/milestones/{milestone}", "show_milestone", &router::show_milestone,
          "A milestone, for its two parties", person},
      route{"GET", "/events", "list_events", &router::list_events,
          "What one was told after a cursor, oldest first", person},
      route{"GET", "/ledger", "list_ledger", &router::list_ledger,
          "Movements of money, newest first", operator_of_platform},
      route{"GET", "/platform", "show_platform", &router::show_platform,
          "Fees, revenue, balances and Connects of the whole market", operator_of_platform},
      route{"GET", "/", "show_page", &router::show_page, "The market in a browser"},
      route{"GET", "/openapi.json", "show_openapi", &router::show_openapi, "This document"},
      route{"GET", "/healthz", "show_health", &router::show_health, "Whether the process lives"},
      route{"GET", "/readyz", "show_readiness", &router::show_readiness,
          "Whether commands are taken"},
      route{"GET", "/metrics", "show_metrics", &router::show_metrics, "Counts for Prometheus"},
      route{"GET", "/dev/mail", "list_mail", &router::list_mail,
          "Mails that were sent (?to=ADDRESS), newest first", nobody, true},
      route{"GET", "/dev/clock", "show_clock", &router::show_clock, "The platform's time", nobody,
          true},
      route{"POST", "/dev/clock", "set_clock", &router::set_clock,
          "Run a manual clock: {\"to\": TIME} or {\"after\": DURATION}", nobody, true},
      route{"POST", "/dev/reset", "reset", &router::reset,
          "Empty the market and begin another: {policy, set, start, cast}", nobody, true},
      route{"POST", "/dev/operator", "make_operator", &router::make_operator,
          "A token of the platform's operator", nobody, true}};
  return all;
}

router::router(router_options options, keeper& market, metrics& counts,
    std::function<void(const request_record&)> log)
    : options_(std::move(options)),
      market_(market),
      metrics_(counts),
      log_(std::move(log)),
      counted_other_(counts.add("other")),
      requests_(options_.requests_per_second),
      logins_(options_.logins_per_second) {
  for (const route& one : routes()) {
    counted_.push_back(counts.add(one.operation));
  }
  for (std::size_t i = 0; i < commands; ++i) {
    counted_commands_.push_back(counts.add(name_of_command(i)));
  }
  if (!options_.operator_token.empty()) {
    operator_ = digest_of(options_.operator_token);
  }
}

namespace {

bool matches(
    std::string_view pattern, const std::vector<std::string>& path, std::vector<std::string>& at) {
  std::size_t n = 0;
  at.clear();
  while (!pattern.empty()) {
    pattern.remove_prefix(1);  // the slash
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    const std::string_view part = pattern.substr(0, end);
    if (n == path.size()) {
      return false;
    }
    if (part.starts_with('{')) {
      at.push_back(path[n]);
    } else if (part != path[n]) {
      return false;
    }
    ++n;
    pattern.remove_prefix(end);
  }
  return n == path.size();
}

}  // namespace

const router::route* router::find(
    const request& asked, std::vector<std::string>& at, bool& path_known) const {
  const std::vector<std::string> path = segments(asked.path);
  for (const route& one : routes()) {
    if ((one.development && !options_.development) || !matches(one.path, path, at)) {
      continue;
    }
    path_known = true;
    if (one.method == asked.method) {
      return &one;
    }
  }
  return nullptr;
}

/// Who asks, by their token; or why that cannot be said.
std::optional<response> router::identify(visit& by) const {
  constexpr std::string_view scheme = "Bearer ";
  if (by.asked.authorization.empty()) {
    return std::nullopt;
  }
  const std::string_view given = by.asked.authorization;
  if (!given.starts_with(scheme)) {
    return problem(401, "bad_token", "Authorization takes: Bearer TOKEN");
  }
  by.token = digest_of(given.substr(scheme.size()));
  if (operator_ && by.token == *operator_) {
    by.who.role = role::operator_of_platform;
    return std::nullopt;
  }
  const std::optional<bearer> known =
      market_.read([&](const marketplace& place) { return place.people().find_token(by.token); });
  if (!known) {
    return problem(401, "bad_token", "the token is nobody's; log in again");
  }
  if (known->expires_at <= wall_clock()) {
    return problem(401, "token_expired", "the token has expired; log in again");
  }
  by.who = *known;
  return std::nullopt;
}

std::optional<response> router::limit(const visit& by, const route& to) {
  const bool joins =
      to.handle == &router::log_in
      || (to.handle == &router::give && by.at.front() == market::register_account::name);
  const std::string key = by.who.role == role::person
                              ? std::to_string(index(by.who.person))
                              : std::string(by.who.role == role::nobody ? by.asked.address : "op");
  int wait = joins ? logins_.take(by.asked.address) : 0;
  wait = wait > 0 ? wait : requests_.take(key);
  if (wait == 0) {
    return std::nullopt;
  }
  response slower = problem(429, "too_many_requests", "slow down; Retry-After says how long");
  slower.headers.emplace_back("Retry-After", std::to_string(wait));
  return slower;
}

/// From here on the answer is counted and logged.
void router::count(std::size_t operation, visit& by) {
  by.answer = [this, operation, inner = std::move(by.answer), method = by.asked.method,
                  path = by.asked.path, id = by.asked.id,
                  person = by.who.role == role::person ? std::int64_t{index(by.who.person)} : -1,
                  begin = std::chrono::steady_clock::now()](response answer) {
    const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begin);
    const auto took = static_cast<std::uint64_t>(passed.count());
    metrics_.count(operation, answer.status, took);
    log_({metrics_.name_of(operation), method, path, id, person, answer.status, took});
    inner(std::move(answer));
  };
}

void router::handle(request asked, responder answer) {
  visit by{std::move(asked), {}, {}, {}, std::move(answer)};
  bool path_known = false;
  const route* const to = find(by.asked, by.at, path_known);
  if (to == nullptr) {
    count(counted_other_, by);
    by.answer(path_known ? problem(405, "method_not_allowed", "the path takes another method")
                         : problem(404, "unknown_path", "/openapi.json lists what there is"));
    return;
  }
  std::size_t operation = counted_[static_cast<std::size_t>(to - routes().data())];
  if (to->handle == &router::give) {
    const std::optional<std::size_t> command = command_of(by.at.front());
    operation = command ? counted_commands_[*command] : counted_other_;
  }
  const bool always = to->handle == &router::show_health || to->handle == &router::show_readiness
                      || to->handle == &router::show_metrics;
  std::optional<response> refused;
  if (!always && !market_.is_ready()) {
    refused = problem(503, "storage_unavailable", "the database is not there; try again later");
  } else {
    refused = identify(by);
  }
  count(operation, by);
  const bool foreign =
      !by.asked.origin.empty() && !by.asked.origin.ends_with("://" + by.asked.host);
  if (!refused && foreign && by.asked.method != "GET") {
    refused = problem(403, "foreign_origin", "a page of another server may not ask for this");
  }
  if (!refused && !always) {
    refused = limit(by, *to);
  }
  if (!refused && to->needs == role::person && by.who.role == role::nobody) {
    refused = rejection(market::reason::not_registered);
  }
  if (!refused && to->needs == role::operator_of_platform
      && by.who.role != role::operator_of_platform) {
    refused = by.who.role == role::nobody
                  ? rejection(market::reason::not_registered)
                  : problem(403, "operator_only", "only the platform's operator may see this");
  }
  if (refused) {
    by.answer(std::move(*refused));
    return;
  }
  (this->*to->handle)(std::move(by));
}

std::optional<boost::json::object> parse_object(std::string_view body) {
  if (body.empty()) {
    return boost::json::object{};
  }
  boost::system::error_code error;
  boost::json::value value = boost::json::parse({body.data(), body.size()}, error);
  if (error || !value.is_object()) {
    return std::nullopt;
  }
  return std::move(value.get_object());
}

response json_response(const boost::json::object& body, int status) {
  response made;
  made.status = status;
  made.body = boost::json::serialize(body);
  return made;
}

response rejection(
    market::reason why, const std::vector<std::string>& mistakes, const place_in_order* place) {
  std::string detail;
  for (const std::string& one : mistakes) {
    detail += (detail.empty() ? "" : "; ") + one;
  }
  if (why != market::reason::bad_field || detail.empty()) {
    detail = meaning_of(why);
  }
  return place == nullptr ? problem(status_of(why), market::name(why), detail)
                          : problem(status_of(why), market::name(why), detail, *place);
}

}  // namespace souk::server
