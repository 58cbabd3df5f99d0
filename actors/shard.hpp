// A part of the market that one actor hosts: it owns its records alone and works in the four stages
// of an epoch. Shards know nothing of actors, so that a plain loop can run them as well.
//
//   act     cohorts      people who are due give commands; their accounts vouch for them
//   trade   exchanges    proposals are lodged, offers made and accepted
//   bill    vetting and billing desks
//   settle  cohorts      people and accounts learn what became of it
#pragma once

#include "actors/batches.hpp"
#include "actors/epoch.hpp"
#include "actors/tally.hpp"
#include "actors/wake_queue.hpp"
#include "market/ledger.hpp"
#include "observe/moment_sums.hpp"
#include "observe/record.hpp"
#include "observe/snapshot.hpp"
#include "people/notes.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace souk::actors {

class archive_writer;
class archive_reader;

enum class stage : std::uint8_t { act, trade, bill, settle };
inline constexpr std::size_t stages = 4;

/// What others lend a shard for a stage.
struct inbox {
  std::vector<const command_batch*> commands;
  std::vector<const mail*> letters;

  void clear() {
    commands.clear();
    letters.clear();
  }
};

/// A shard's sums at an epoch's end.
struct shard_sums {
  market::ledger_totals ledger;
  observe::connects_totals connects;
  market::fingerprint events;
};

/// A shard's part of a day.
struct day_part {
  observe::counts counts;
  std::vector<observe::category_day> categories;
  std::int64_t freelancers = 0, clients = 0;  // registered so far
  std::int64_t open_jobs = 0, live_proposals = 0, active_contracts = 0, vetting_queue = 0;
  observe::moment_sums moments;
  std::vector<market::event> events;
  std::vector<market::ledger_entry> entries;
  std::vector<people::note> notes;
  std::vector<observe::departure_row> departures;
  std::optional<std::string> audit;  // the first record that does not agree with the ledger
};

/// A shard's part of a finished run.
struct final_part {
  market::fingerprint state;
  std::vector<observe::person_row> people;
  std::vector<observe::job_row> jobs;
  std::vector<observe::contract_row> contracts;
  std::vector<observe::treatment_row> treatments;
  observe::moment_sums moments;  // of the window, what is not summed by the day
};

/// What shards keep of late for a watcher, before it is put in order.
struct late_rows {
  second from = 0;  // before it, rows are missing
  std::vector<market::event> events;
  std::vector<market::ledger_entry> entries;

  template <class Row>
  void take(const market::last_ring<Row>& ring, std::vector<Row>& into) {
    from = ring.overflowed() ? std::max(from, ring.oldest().at + 1) : from;
    ring.copy_to(into);
  }
};

class shard {
 public:
  virtual ~shard() = default;

  /// Works through a stage; what it sends is in `commands_out` and `mail_out` until its next `act`
  /// or desk stage.
  virtual void work(stage which, const epoch& now, const inbox& in) = 0;

  /// The first second at which it must be called for `which`, though nobody writes to it.
  virtual second next_due(stage which) const = 0;

  virtual shard_sums sums() const = 0;
  /// With `recount`, every record is audited against the ledger as well.
  virtual day_part take_day(bool recount) = 0;
  virtual final_part finish() = 0;

  /// Between two days, when nothing is on its way: all that the shard's future depends on, beside
  /// the set-up. A loaded shard goes on as the saved one would have.
  virtual void save(archive_writer& to) const = 0;
  virtual void load(archive_reader& from) = 0;

  // -- what a watcher sees between epochs; none of it changes anything

  /// So many of the last rows are kept for it.
  static constexpr std::size_t late_rows_kept = 128;
  virtual void keep_late_rows() {}
  virtual void show(late_rows&) const {}
  /// Adds what is counted and measured, without the sums.
  virtual void show(observe::vitals&) const {}

  const outgoing<command_batch>& commands_out() const { return commands_; }  // by desk
  const outgoing<mail>& mail_out() const { return mail_; }                   // by cohort

 protected:
  shard(std::size_t desks, std::size_t cohorts) : commands_(desks), mail_(cohorts) {}

  outgoing<command_batch> commands_;
  outgoing<mail> mail_;
};

}  // namespace souk::actors
