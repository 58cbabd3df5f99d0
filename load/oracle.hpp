// The rules beside a backend: a market of the rules' own (market/world.hpp) is given what the
// backend was given, in an order and at times that the answers allow, and each answer is held
// against it (docs/oracle.md).
//
// Where answers tell their place in the backend's order (`seq`), that order is judged. Where they
// do not, commands whose times overlap are put in an order in which each gets the answer that it
// got, one after the other: `world::judge` says beforehand what an answer would be. Only where no
// command of those that can be next fits, the one whose answer came first is in violation.
//
// What the rules refuse and the backend accepted cannot be carried out here: from then on the
// people concerned are in doubt, and nothing more is reported of them.
#pragma once

#include "load/answered.hpp"
#include "load/command_log.hpp"
#include "load/event_ledger.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace souk::load {

struct oracle_options {
  bool ordered = false;  // answers carry `seq`
  bool has_clock =
      true;  // the backend's time is known; otherwise only what no time enters is judged
  std::size_t most_kept = 200;  // violations told in full; the rest is counted
};

/// A command that was judged, in the order in which it was.
struct judged_command {
  std::uint64_t place = 0;  // in the log
  std::uint32_t at = 0;     // a second
  market::person_id by = market::nobody;
};

struct oracle_sums {
  std::uint64_t commands = 0;
  std::uint64_t looks = 0;
  std::uint64_t values = 0;
  std::uint64_t events = 0;
  std::uint64_t violations = 0;
  std::uint64_t in_doubt = 0;  // answers that were not judged for the sake of those concerned
};

class oracle {
 public:
  /// Nobody has an account. `names` tells what a violation calls people.
  oracle(market::policy_book policies, std::uint32_t people, second start, oracle_options options,
      std::function<std::string(market::person_id)> names);

  /// Before anything is answered: people who are there, as `market::world` seeds them.
  market::world& world() { return world_; }
  const market::world& world() const { return world_; }

  /// Room for more people: `people` in all.
  void make_room(std::uint32_t people);

  void take(const answered_command& one);
  void take(const answered_look& one);
  /// `told`: who was told, nobody of the staff's own list. Its second is the backend's.
  void take_event(market::person_id told, std::int64_t id, const market::event& what);
  /// The backend told or did something that no answer, look or event says.
  void report(violation found);

  /// Nobody knows what became of something that concerns them: no more is judged of them.
  void lose_sight_of(market::person_id person);

  /// Everything that was sent before `horizon` (under_way::sent) is answered and taken.
  void settle(std::int64_t horizon);
  /// Nothing is under way, everything is taken, and the backend's clock stands at `now`.
  void stand_still(second now);
  /// The same of a clock that runs on: it has passed `now`, and lists of events were taken later.
  void pass(second now);
  /// Whom lists of events are taken of: their events are held against the market's (stand_still).
  void listen_to(market::person_id person) { events_.listen_to(person); }

  /// What happened since it was last taken, as the rules have it.
  std::vector<market::told_event> take_log();

  const std::vector<violation>& violations() const { return violations_; }
  std::vector<violation>& violations() { return violations_; }
  const oracle_sums& sums() const { return sums_; }
  const std::vector<judged_command>& judged() const { return judged_; }
  const command_log& log() const { return log_; }
  bool doubts(market::person_id person) const;

 private:
  static constexpr std::size_t most_values = 10;

  struct pending {
    std::uint64_t tag = 0;
    std::uint64_t place = 0;  // of a command in the log
    std::int64_t key = 0;     // its place in the backend's order
    under_way when;
    second at = backend_order::unknown;
    market::person_id by = market::nobody;
    subject about;
    std::array<told, most_values> values{};
    std::uint8_t count = 0;
    market::reason why = market::reason::none;
    bool is_command = false;
    bool shown = true;
  };

  void add(pending one, std::span<const told> values);
  void settle_ordered(std::int64_t horizon);
  void settle_free(std::int64_t horizon);
  std::size_t first_answered() const;
  void note_race(const pending& one);
  bool is_certain(const subject& about, scenarios::observable what) const;
  void find_candidates(const pending& first);
  void note_concerns_of(const pending& first);
  int rank_of(const pending& one, const pending& first);
  std::size_t choose();
  bool move_time(second until);
  bool fits(const pending& one);

  second next_due() const;
  void run_clock(second to);
  bool is_near_a_deadline(const pending& one) const;
  void check_order(const pending& one);
  void judge(const pending& one);
  void judge_command(const pending& one);
  void refuse(const pending& one, market::reason expected);
  void judge_look(const pending& one);
  void check_values(const pending& one, const market::command* asked);
  void note_contract(const market::command& asked);
  void take_news();

  std::int64_t value(const subject& about, scenarios::observable what) const;
  bool may_see(const pending& one) const;
  bool in_doubt(const pending& one, const market::command* asked);
  void doubt(const pending& one, const market::command* asked);
  void violate(const pending& one, const market::command* asked, std::string rule,
      std::string answer, std::string expected);
  void compare_events(second until);

  market::world world_;
  oracle_options options_;
  std::function<std::string(market::person_id)> names_;
  command_log log_;
  std::vector<judged_command> judged_;
  std::vector<pending> waiting_;         // ordered: a heap, the next one first
  std::vector<std::size_t> candidates_;  // of waiting_: those that can be next
  market::job_id first_job_ = market::no_job;
  std::vector<market::person_id> first_people_;  // of the answer that came first
  std::unordered_set<std::uint64_t> raced_for_;  // jobs
  std::int64_t last_key_ = -1;
  std::int64_t last_answered_ = -1;  // of what was judged
  second widest_ = 0;                // that it is not known when what changes something was done
  second last_due_ = INT64_MIN / 2;  // when the clock last did something
  logged_command read_;

  std::vector<bool> doubted_;                // by person
  bool anybody_doubted_ = false;             // and so the platform's sums
  std::vector<std::uint32_t> contracts_of_;  // by freelancer: the first in contracts_, 0 none
  struct listed_contract {
    market::contract_id id;
    std::uint32_t next = 0;
  };
  std::vector<listed_contract> contracts_{1};
  event_ledger events_;
  std::vector<market::told_event> news_;
  std::vector<violation> violations_;
  std::unordered_map<std::string, std::size_t> known_;  // violations of one kind
  oracle_sums sums_;
};

}  // namespace souk::load
