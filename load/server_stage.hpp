// A story's stage on a running `souk serve`: each command is a request of the person who gives it,
// each expectation a look at a resource, with the eyes of whom it is about.
#pragma once

#include "load/http_client.hpp"
#include "scenarios/stage.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace souk::load {

/// Why a story cannot be played there ("" where it can): no /dev/reset, or steps of a clock that
/// cannot be set.
std::string why_not_played(http_client& server, const scenarios::story& told);

class server_stage : public scenarios::story_stage {
 public:
  /// Empties the server's market and begins the story's. Throws backend_error, here and below,
  /// where the server does not answer as `souk serve` does.
  server_stage(http_client& server, const scenarios::story& told);

  market::reason give(const scenarios::command_step& step) override;
  void advance(market::second to) override;
  std::string observe(const scenarios::expectation& one) override;
  void begin_events() override;
  std::vector<std::string> recent_of(const scenarios::expectation& one) override;
  std::vector<std::string> recent_of(const scenarios::command_step& step) override;
  void explain(scenarios::step_account& into) override;
  std::optional<std::string> audit() override;

 private:
  /// What the story made: the server's id, and who made it.
  struct thing {
    std::string id;
    market::person_id by = market::nobody;
  };

  const std::string& name_of(market::person_id person) const;
  std::string& token_of(market::person_id person);
  boost::json::object ask(const std::string& path, std::string_view token);
  std::optional<boost::json::object> look(const std::string& path, std::string_view token);
  std::string body_of(const scenarios::command_step& step);
  void remember(const scenarios::command_step& step, const boost::json::object& made);
  void log_in(const scenarios::command_step& step);
  std::string of_person(const scenarios::expectation& one);
  std::string of_thing(const scenarios::expectation& one);
  std::string events_of(market::person_id person);
  std::string found_by(market::person_id person);
  std::string told_name(const std::string& id);
  /// Calls `visit` for each event after `after` that the token's owner was told; the last id.
  std::int64_t walk_events(std::int64_t after, std::string_view token,
      const std::function<void(const boost::json::object&)>& visit);
  std::vector<std::string> recent(const std::vector<std::string>& names);

  http_client& server_;
  const scenarios::story& told_;
  std::string operator_;                               // a token
  std::vector<std::string> tokens_;                    // by person; "": no account
  std::vector<std::vector<std::string>> found_;        // by person: ids of the last search
  std::vector<std::vector<std::string>> told_nobody_;  // by person: events without an account
  std::map<std::string, thing, std::less<>> things_;
  bool asks_events_ = false;  // the story does
  std::int64_t events_from_ = 0;
  std::int64_t explained_ = 0;
};

}  // namespace souk::load
