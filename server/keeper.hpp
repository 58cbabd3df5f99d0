// Keeps the market and its database together. One thread takes all changes, in the order in which
// they come, as many at a time as are waiting: gives them, writes what they cause, commits once and
// only then answers (group commit). Readers see what is committed, never what is about to be.
//
// The same thread runs the platform's clock. What was due while the server was down happens when it
// is up again, at the second at which it was due.
#pragma once

#include "server/marketplace.hpp"
#include "server/message.hpp"
#include "server/platform_clock.hpp"
#include "server/scribe.hpp"
#include "server/storage.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace souk::server {

struct keeper_options {
  std::string db;  // as storage takes it
  clock_kind clock;
  market::policy terms;      // of a market that is new
  bool terms_given = false;  // then a market that is there must have the same
};

class keeper;

/// What a change has at hand.
class turn {
 public:
  explicit turn(keeper& of) : of_(of) {}

  marketplace& place();
  storage& db();
  scribe& book();
  platform_clock& clock();

 private:
  keeper& of_;
};

struct keeper_sums {
  std::uint64_t commits = 0;
  std::uint64_t changes = 0;
  std::uint64_t failures = 0;
  std::size_t waiting = 0;
};

class keeper {
 public:
  /// Opens the database and rebuilds the market that it holds, or begins a new one. Throws
  /// storage_error, std::runtime_error where journal and tables disagree.
  explicit keeper(keeper_options options);
  ~keeper();

  using change = std::function<response(turn&)>;
  /// `answer` is called by the keeper's thread, after the commit; at once where too many wait.
  void submit(change what, responder answer);
  /// Empties the database and begins another market; only within a change.
  void begin_anew(market::policy terms, market::second start);

  /// Calls `look` while nothing changes.
  template <class Look>
  auto read(Look&& look) const {
    const std::shared_lock lock(state_);
    return look(static_cast<const marketplace&>(*place_));
  }
  /// At most `limit` events after `after`, from memory; nothing where they are only in the
  /// database. While nothing changes.
  std::optional<std::vector<event_row>> recent_events(
      std::int64_t after, market::person_id person, std::size_t limit) const;

  /// The id of the last event; only within a read.
  std::int64_t last_event() const { return book_->last_event(); }

  /// Answers that idempotency keys stand for; only within a change.
  const idempotency_row* find_answer(std::int64_t person, const std::string& key) const;
  void keep_answer(turn& at, idempotency_row row);

  bool is_ready() const { return ready_; }
  keeper_sums sums() const;
  /// What failed last; "" where nothing has.
  std::string last_failure() const {
    const std::shared_lock lock(state_);
    return told_;
  }
  clock_kind clock() const { return options_.clock; }
  /// Takes what is waiting, and ends.
  void stop();

 private:
  friend class turn;

  struct waiting_change {
    change what;
    responder answer;
  };

  void load();
  void begin_market(const stored_market& market);
  void rebuild(const stored_market& market);
  void check_rebuilt(std::int64_t events);
  void run();
  bool wait(std::deque<waiting_change>& into);
  std::vector<response> take(std::deque<waiting_change>& batch);
  std::vector<response> carry_out(std::deque<waiting_change>& batch);
  void forget_old();
  bool recover() noexcept;

  keeper_options options_;
  std::unique_ptr<storage> db_;
  std::unique_ptr<marketplace> place_;
  std::unique_ptr<scribe> book_;
  std::optional<platform_clock> clock_;
  std::unordered_map<std::string, idempotency_row> answers_;  // by person and key
  std::deque<event_row> tail_;                                // the last events
  std::int64_t forgotten_at_ = 0;
  mutable std::shared_mutex state_;

  mutable std::mutex queue_lock_;
  std::condition_variable queue_filled_;
  std::deque<waiting_change> queue_;
  bool stopping_ = false;

  std::string told_;  // the last thing that failed
  std::atomic<bool> ready_ = false;
  std::atomic<std::uint64_t> commits_ = 0;
  std::atomic<std::uint64_t> changes_ = 0;
  std::atomic<std::uint64_t> failures_ = 0;
  std::thread thread_;
};

}  // namespace souk::server
