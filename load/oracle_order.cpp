// The oracle where no answer tells its place: commands that were under way at the same time, put in
// an order in which each gets the answer that it got.
#include "load/concerns.hpp"
#include "load/oracle.hpp"

#include <algorithm>
#include <concepts>
#include <limits>
#include <utility>

namespace souk::load {

namespace {

constexpr std::size_t nothing_fits = std::numeric_limits<std::size_t>::max();

template <class Command>
constexpr bool ends_something =
    std::same_as<Command, market::close_account> || std::same_as<Command, market::withdraw_proposal>
    || std::same_as<Command, market::decline_invitation>
    || std::same_as<Command, market::accept_offer> || std::same_as<Command, market::decline_offer>
    || std::same_as<Command, market::refund> || std::same_as<Command, market::withdraw>
    || std::same_as<Command, market::close_job> || std::same_as<Command, market::decline_proposal>
    || std::same_as<Command, market::dispute_hours> || std::same_as<Command, market::end_contract>;

}  // namespace

void oracle::settle_free(std::int64_t horizon) {
  while (!waiting_.empty()) {
    const std::size_t first = first_answered();
    if (waiting_[first].when.answered >= horizon) {
      return;
    }
    find_candidates(waiting_[first]);
    std::size_t next = choose();
    while (next == nothing_fits && move_time(waiting_[first].when.to)) {
      next = choose();
    }
    const std::size_t place = next == nothing_fits ? first : next;
    const pending one = waiting_[place];
    waiting_[place] = waiting_.back();
    waiting_.pop_back();
    note_race(one);
    judge(one);
  }
}

/// Of proposals that were under way at the same time nobody knows which arrived first, and so which
/// ranks first where all else is equal.
void oracle::note_race(const pending& one) {
  const auto proposed = [&](const pending& other) -> std::optional<market::job_id> {
    if (!other.is_command || other.why != market::reason::none) {
      return std::nullopt;
    }
    log_.read(other.place, read_);
    const auto* const asked = std::get_if<market::propose>(&read_.what);
    return asked == nullptr ? std::nullopt : std::optional{asked->job};
  };
  const std::optional<market::job_id> job = proposed(one);
  for (std::size_t i = 0; job && i < waiting_.size(); ++i) {
    if (waiting_[i].when.sent <= one.when.answered && proposed(waiting_[i]) == job) {
      raced_for_.insert(number(*job));
    }
  }
}

/// Whether one value alone is right.
bool oracle::is_certain(const subject& about, scenarios::observable what) const {
  return what != scenarios::observable::ranking
         || !raced_for_.contains(number(about.id.contract.job));
}

std::size_t oracle::first_answered() const {
  const auto first =
      std::ranges::min_element(waiting_, {}, [](const pending& one) { return one.when.answered; });
  return static_cast<std::size_t>(first - waiting_.begin());
}

void oracle::find_candidates(const pending& first) {
  candidates_.clear();
  note_concerns_of(first);
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    if (waiting_[i].when.sent <= first.when.answered) {
      candidates_.push_back(i);
    }
  }
  std::ranges::sort(candidates_, {}, [&](std::size_t i) {
    const pending& one = waiting_[i];
    return std::pair{rank_of(one, first), one.when.answered};
  });
}

/// What the answer that came first is about.
void oracle::note_concerns_of(const pending& first) {
  const market::contract_id& id = first.about.id.contract;
  first_job_ = id.job;
  first_people_ = {first.by, first.about.person, id.job.client, id.freelancer};
  if (first.is_command) {
    log_.read(first.place, read_);
    first_job_ = job_concerned(first.by, read_.what);
    for_people_of(
        first.by, read_.what, [&](market::person_id person) { first_people_.push_back(person); });
  }
  std::erase(first_people_, market::nobody);
}

/// What writes nothing goes first: where it fits now, it stands in nobody's way. What ends
/// something goes last: others may have needed it. What has nothing to do with the answer that came
/// first waits until nothing else fits: it may be carried out after what was not even sent by then.
int oracle::rank_of(const pending& one, const pending& first) {
  if (!one.is_command || one.why != market::reason::none) {
    return 0;
  }
  log_.read(one.place, read_);
  const int rank = std::visit(
      []<class Command>(const Command&) { return ends_something<Command> ? 2 : 1; }, read_.what);
  if (&one == &first || job_concerned(one.by, read_.what) == first_job_) {
    return rank;
  }
  bool is_near = false;
  for_people_of(one.by, read_.what, [&](market::person_id person) {
    is_near = is_near || std::ranges::find(first_people_, person) != first_people_.end();
  });
  return is_near ? rank + 2 : rank + 4;
}

std::size_t oracle::choose() {
  for (const std::size_t i : candidates_) {
    if (waiting_[i].when.from <= world_.now() && fits(waiting_[i])) {
      return i;
    }
  }
  return nothing_fits;
}

bool oracle::fits(const pending& one) {
  if (one.is_command) {
    log_.read(one.place, read_);
    return world_.judge(one.by, read_.what) == one.why;
  }
  const auto agrees = [&](const told& each) {
    return !is_certain(one.about, each.what) || value(one.about, each.what) == each.value;
  };
  return one.shown == may_see(one)
         && std::all_of(one.values.begin(), one.values.begin() + one.count, agrees);
}

second oracle::next_due() const {
  second next = world_.accounts().next_due();
  for (const std::optional<second>& other :
      {world_.jobs().next_due(), world_.vetting().next_timer(), world_.billing().next_alarm()}) {
    next = std::min(next, other.value_or(next));
  }
  return next;
}

/// To the next second, up to `until`, at which an answer may become another.
bool oracle::move_time(second until) {
  second next = next_due();
  for (const std::size_t i : candidates_) {
    const second from = waiting_[i].when.from;
    next = from > world_.now() ? std::min(next, from) : next;
  }
  if (next > until || next <= world_.now()) {
    return false;
  }
  run_clock(next);
  return true;
}

}  // namespace souk::load
