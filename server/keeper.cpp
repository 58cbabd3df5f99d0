#include "server/keeper.hpp"

#include "scenarios/policy_file.hpp"
#include "scenarios/writer.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace souk::server {

namespace {

constexpr std::size_t most_waiting = 20'000;
constexpr std::size_t largest_batch = 1'000;
constexpr std::size_t longest_tail = 50'000;
/// How long an idempotency key stands for its answer, in seconds.
constexpr std::int64_t keys_kept = 24 * 3600;
constexpr std::string_view seeding = "seed";

std::string text_of(const market::policy& terms) {
  return "kind: policy\n" + scenarios::block(terms);
}

market::policy policy_of(const std::string& text) {
  return scenarios::read_policy(scenarios::parse_document(text, "the database's policy"));
}

std::string answer_key(std::int64_t person, const std::string& key) {
  return std::to_string(person) + ' ' + key;
}

/// What stands for a password in the journal: any that the policy takes.
constexpr std::size_t longest_password = 254;

}  // namespace

marketplace& turn::place() { return *of_.place_; }
storage& turn::db() { return *of_.db_; }
scribe& turn::book() { return *of_.book_; }
platform_clock& turn::clock() { return *of_.clock_; }

keeper::keeper(keeper_options options) : options_(std::move(options)) {
  load();
  options_.terms_given = false;  // a later reset may choose others
  thread_ = std::thread([this] { run(); });
}

keeper::~keeper() { stop(); }

// -- from the database ----------------------------------------------------------------------------

void keeper::load() {
  db_ = std::make_unique<storage>(options_.db);
  db_->migrate();
  const std::optional<stored_market> known = db_->load_market();
  if (!known) {
    const market::second start =
        options_.clock.is_manual() ? market::to_second({2024, 1, 1}) : market::second{wall_clock()};
    db_->begin();
    begin_market({text_of(options_.terms), start, start, wall_clock()});
    db_->commit();
  } else {
    if (options_.terms_given && text_of(options_.terms) != known->policy) {
      throw storage_error(
          "the database has a market under another policy than --policy says; "
          "leave --policy out, or take another --db");
    }
    rebuild(*known);
  }
  ready_ = true;
}

void keeper::begin_market(const stored_market& market) {
  db_->put_market(market);
  place_ = std::make_unique<marketplace>(policy_of(market.policy), market.start);
  book_ = std::make_unique<scribe>(*db_, *place_, 0);
  clock_.emplace(options_.clock, market.clock, market.start, market.wall_at_start);
  answers_.clear();
  tail_.clear();
}

void keeper::begin_anew(market::policy terms, market::second start) {
  db_->clear();
  begin_market({text_of(terms), start, start, wall_clock()});
}

/// The market is what its rules make of the accepted commands at their times.
void keeper::rebuild(const stored_market& market) {
  place_ = std::make_unique<marketplace>(policy_of(market.policy), market.start, db_->load_words());
  db_->load_people([&](listed_person person) { place_->people().add(std::move(person)); });
  std::int64_t events = 0;
  const auto drop_news = [&] {
    events += static_cast<std::int64_t>(place_->world().take_log().size());
    place_->world().take_entries();
  };
  std::int64_t last = 0;
  db_->load_journal([&](const journal_row& row) {
    place_->world().advance(row.at);
    boost::json::object fields = boost::json::parse(row.body).as_object();
    if (row.name == seeding) {
      place_->replay_seed(row.person, fields);
    } else {
      if (row.name == market::register_account::name) {
        fields["password"] = std::string(longest_password - 1, 'a') + '1';
      }
      place_->replay(row.person, command_of(row.name).value(), fields);
    }
    drop_news();
    last = row.seq;
  });
  place_->world().advance(market.clock);
  drop_news();
  check_rebuilt(events);
  book_ = std::make_unique<scribe>(*db_, *place_, last);
  clock_.emplace(options_.clock, market.clock, market.start, market.wall_at_start);
  db_->load_tokens([&](const token_row& row) {
    digest token{};
    if (from_hex(row.digest, token)) {
      const bool person = row.person >= 0;
      place_->people().add_token(
          token, {person ? role::person : role::operator_of_platform,
                     market::person_id{static_cast<std::uint32_t>(row.person)}, row.expires_at});
    }
  });
  answers_.clear();
  db_->load_idempotency(
      [&](const idempotency_row& row) { answers_[answer_key(row.person, row.key)] = row; });
  tail_.clear();
}

void keeper::check_rebuilt(std::int64_t events) {
  if (events != db_->count_events() || place_->world().totals() != db_->load_balances()) {
    throw std::runtime_error(
        "the journal makes " + std::to_string(events) + " events where the tables have "
        + std::to_string(db_->count_events())
        + ", or other balances: this database was not written by this souk's rules");
  }
  if (const auto found = place_->world().audit()) {
    throw std::runtime_error("the audit found: " + *found);
  }
}

// -- changes --------------------------------------------------------------------------------------

void keeper::submit(change what, responder answer) {
  {
    const std::lock_guard lock(queue_lock_);
    if (!stopping_ && queue_.size() < most_waiting) {
      queue_.push_back({std::move(what), std::move(answer)});
      queue_filled_.notify_one();
      return;
    }
  }
  response full = problem(503, "overloaded", "too many commands are waiting; try again");
  full.headers.emplace_back("Retry-After", "1");
  answer(std::move(full));
}

/// Waits for changes, or until the clock is to be looked at; false when all is over.
bool keeper::wait(std::deque<waiting_change>& into) {
  const auto pause = options_.clock.runs == clock_kind::pace::times
                         ? std::chrono::milliseconds(100)
                         : std::chrono::milliseconds(1000);
  std::unique_lock lock(queue_lock_);
  const auto filled = [&] { return stopping_ || !queue_.empty(); };
  if (options_.clock.is_manual() && ready_) {
    queue_filled_.wait(lock, filled);
  } else {
    queue_filled_.wait_for(lock, pause, filled);
  }
  while (!queue_.empty() && into.size() < largest_batch) {
    into.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return !(stopping_ && into.empty());
}

void keeper::run() {
  std::deque<waiting_change> batch;
  while (wait(batch)) {
    std::vector<response> answers = take(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      batch[i].answer(std::move(answers[i]));
    }
    batch.clear();
  }
}

std::vector<response> keeper::take(std::deque<waiting_change>& batch) {
  const std::unique_lock lock(state_);
  try {
    if (ready_ || recover()) {
      std::vector<response> answers = carry_out(batch);
      changes_ += batch.size();
      return answers;
    }
  } catch (const std::exception& error) {
    ++failures_;
    told_ = error.what();
    ready_ = false;
    db_->rollback();
    recover();
  }
  const response refused = problem(503, "storage_unavailable",
      "what was asked may not have been kept; ask again with the same Idempotency-Key");
  return {batch.size(), refused};
}

std::vector<response> keeper::carry_out(std::deque<waiting_change>& batch) {
  place_->world().advance(clock_->now());
  std::vector<response> answers;
  db_->begin();
  book_->write_news(*place_);
  for (waiting_change& one : batch) {
    place_->world().advance(clock_->now());
    book_->write_news(*place_);
    turn at(*this);
    answers.push_back(one.what(at));
  }
  forget_old();
  for (event_row& row : book_->finish(*place_)) {
    tail_.push_back(row);
  }
  db_->commit();
  ++commits_;
  while (tail_.size() > longest_tail) {
    tail_.pop_front();
  }
  return answers;
}

/// A transaction has failed: what is in memory may be ahead of the database, so it is built again.
bool keeper::recover() noexcept {
  try {
    load();
  } catch (const std::exception& error) {
    told_ = error.what();
  }
  return ready_;
}

void keeper::forget_old() {
  const std::int64_t now = wall_clock();
  if (now - forgotten_at_ < 60) {
    return;
  }
  forgotten_at_ = now;
  db_->forget(now, now - keys_kept);
  place_->people().drop_expired(now);
  std::erase_if(answers_, [&](const auto& one) { return one.second.at < now - keys_kept; });
}

void keeper::stop() {
  {
    const std::lock_guard lock(queue_lock_);
    stopping_ = true;
    queue_filled_.notify_one();
  }
  if (thread_.joinable()) {
    thread_.join();
  }
}

// -- reads ----------------------------------------------------------------------------------------

std::optional<std::vector<event_row>> keeper::recent_events(
    std::int64_t after, market::person_id person, std::size_t limit) const {
  constexpr std::ptrdiff_t most_looked_at = 5'000;
  const std::shared_lock lock(state_);
  const auto from = std::ranges::upper_bound(tail_, after, {}, &event_row::seq);
  const bool here = after >= book_->last_event() || (!tail_.empty() && from != tail_.begin())
                    || (!tail_.empty() && tail_.front().seq == after + 1);
  if (!here || tail_.end() - from > most_looked_at) {
    return std::nullopt;
  }
  std::vector<event_row> rows;
  for (auto one = from; one != tail_.end() && rows.size() < limit; ++one) {
    if (person == market::nobody || market::told_event{one->what, one->logged}.is_told_to(person)) {
      rows.push_back(*one);
    }
  }
  return rows;
}

const idempotency_row* keeper::find_answer(std::int64_t person, const std::string& key) const {
  const auto known = answers_.find(answer_key(person, key));
  return known == answers_.end() ? nullptr : &known->second;
}

void keeper::keep_answer(turn& at, idempotency_row row) {
  at.db().add(row);
  std::string key = answer_key(row.person, row.key);
  answers_[std::move(key)] = std::move(row);
}

keeper_sums keeper::sums() const {
  keeper_sums all{commits_, changes_, failures_, 0};
  const std::lock_guard lock(queue_lock_);
  all.waiting = queue_.size();
  return all;
}

}  // namespace souk::server
