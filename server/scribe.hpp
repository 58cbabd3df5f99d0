// Writes down what happens: the journal of commands, events and movements of money as they come,
// and at the end of a transaction what people and things look like now, with the sums that the
// database holds against its own.
#pragma once

#include "server/marketplace.hpp"
#include "server/storage.hpp"

#include <compare>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::server {

class scribe {
 public:
  /// Goes on where the database stands.
  scribe(storage& db, const marketplace& place, std::int64_t last_command);

  /// An accepted command, before what it caused.
  void write_command(
      market::person_id by, std::string_view name, std::string_view body, market::second at);
  /// Events and movements since the last call. `told_why`: what the giver was answered, where a
  /// command was rejected.
  void write_news(marketplace& place, market::reason told_why = market::reason::none);
  /// Ends what belongs together. The events that are new since the last call are answered.
  std::vector<event_row> finish(marketplace& place);

  /// Whether anything has been written since `finish`.
  bool has_news() const { return !fresh_.empty() || commands_written_ || money_moved_; }
  std::int64_t last_event() const { return events_; }

 private:
  void touch(const market::event& what);
  void touch(const market::ledger_entry& entry);
  void touch_contract(market::job_id job, market::person_id freelancer);
  void put_account(const marketplace& place, market::person_id person);
  void put_job(const marketplace& place, market::job_id job);
  void put_contract(const marketplace& place, const market::contract_id& id);
  void put_milestones(const marketplace& place, const market::contract_id& id);
  void check(const marketplace& place);

  storage& db_;
  std::int64_t commands_;
  std::int64_t events_;
  std::int64_t entries_;
  std::size_t words_;  // written so far
  bool commands_written_ = false;
  bool money_moved_ = false;
  std::vector<event_row> fresh_;
  std::set<market::person_id> people_;  // touched since `finish`
  std::set<market::job_id> jobs_;
  std::set<market::contract_id> contracts_;
};

}  // namespace souk::server
