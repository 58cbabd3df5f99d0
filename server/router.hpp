// Answers requests: finds the operation, who asks and whether they may, and has the keeper change
// or show the market. Free of sockets; from any thread.
#pragma once

#include "server/background.hpp"
#include "server/keeper.hpp"
#include "server/message.hpp"
#include "server/metrics.hpp"
#include "server/rate_limit.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk::server {

struct router_options {
  bool development = false;                 // /dev/...: mailbox, clock, reset
  std::int64_t token_lifetime = 12 * 3600;  // seconds
  double requests_per_second = 0;           // of one person or address; 0: no limit
  double logins_per_second = 0;             // of one address; also sign-ups; 0: no limit
  std::string operator_token;               // "": there is no operator but by /dev/operator
  std::string db;                           // for a second connection, that only reads
  market::policy terms;                     // of a reset that names none
};

/// What is told of each request when it has been answered. No query, no body, no token.
struct request_record {
  std::string_view operation;
  std::string_view method;
  std::string_view path;
  std::string_view id;
  std::int64_t person = -1;
  int status = 0;
  std::uint64_t microseconds = 0;
};

class router {
 public:
  router(router_options options, keeper& market, metrics& counts,
      std::function<void(const request_record&)> log);

  /// `answer` is called once, by any thread, now or later.
  void handle(request asked, responder answer);
  /// Answers what is waiting in the background.
  void stop() { background_.stop(); }

 private:
  struct visit {
    request asked;
    std::vector<std::string> at;  // the values of the path's parameters
    bearer who;
    digest token{};
    responder answer;
  };
  using handler = void (router::*)(visit&&);

 public:
  /// One operation: what matches, who may, and how the documentation tells it.
  struct route {
    std::string_view method;
    std::string_view path;  // {x} stands for one segment
    std::string_view operation;
    handler handle;
    std::string_view summary;
    role needs = role::nobody;
    bool development = false;
  };
  static std::span<const route> routes();

 private:
  const route* find(const request& asked, std::vector<std::string>& at, bool& path_known) const;
  std::optional<response> identify(visit& by) const;
  std::optional<response> limit(const visit& by, const route& to);
  void count(std::size_t operation, visit& by);

  // router_commands.cpp
  void give(visit&& by);
  void join(std::size_t command, visit&& by, boost::json::object fields);
  void submit(std::size_t command, visit&& by, boost::json::object fields, std::string hash);
  response carry_out(turn& at, std::size_t command, const visit& by, boost::json::object fields,
      const std::string& hash);
  response take_command(turn& at, std::size_t command, const bearer& who,
      boost::json::object fields, const std::string& hash);
  void write_joined(turn& at, const verdict& made, const std::string& hash);
  void log_in(visit&& by);
  void log_out(visit&& by);
  response issue_token(turn& at, const bearer& whose) const;

  // router_reads.cpp
  void show_me(visit&& by);
  void list_people(visit&& by);
  void show_person(visit&& by);
  void show_profile(visit&& by);
  void list_jobs(visit&& by);
  void show_job(visit&& by);
  void list_proposals(visit&& by);
  void show_proposal(visit&& by);
  void list_contracts(visit&& by);
  void show_contract(visit&& by);
  void show_milestone(visit&& by);
  void list_events(visit&& by);
  void list_ledger(visit&& by);
  void show_platform(visit&& by);
  /// Answers with what `work` makes of the market.
  template <class Look>
  void look(visit&& by, Look&& work) {
    by.answer(market_.read([&](const marketplace& place) { return work(place); }));
  }
  /// The same of one thing or person, with the place in the order of changes at which it was so.
  template <class Look>
  void look_at(visit&& by, Look&& work);
  void read_stored(visit&& by, std::function<response(storage&, visit&)> work);

  // router_site.cpp
  void show_page(visit&& by);
  void show_openapi(visit&& by);
  void show_health(visit&& by);
  void show_readiness(visit&& by);
  void show_metrics(visit&& by);

  // router_dev.cpp
  void list_mail(visit&& by);
  void show_clock(visit&& by);
  void set_clock(visit&& by);
  void reset(visit&& by);
  void make_operator(visit&& by);

  router_options options_;
  keeper& market_;
  metrics& metrics_;
  std::function<void(const request_record&)> log_;
  std::vector<std::size_t> counted_;  // by route: its number in metrics
  std::size_t counted_other_;
  std::vector<std::size_t> counted_commands_;
  rate_limit requests_;
  rate_limit logins_;
  std::optional<digest> operator_;
  std::unique_ptr<storage> reader_;  // of the background's thread
  background background_;
};

/// A body that is a JSON object ("" is an empty one), or nothing.
std::optional<boost::json::object> parse_object(std::string_view body);
response json_response(const boost::json::object& body, int status = 200);
response rejection(market::reason why, const std::vector<std::string>& mistakes = {},
    const place_in_order* place = nullptr);

}  // namespace souk::server
