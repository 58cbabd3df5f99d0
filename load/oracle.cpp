#include "load/oracle.hpp"

#include "load/concerns.hpp"
#include "load/rule_ids.hpp"
#include "scenarios/values.hpp"

#include <algorithm>
#include <concepts>
#include <limits>
#include <utility>

namespace souk::load {

namespace {

constexpr std::size_t nothing_fits = std::numeric_limits<std::size_t>::max();

constexpr auto comes_later = [](const auto& a, const auto& b) {
  return a.key != b.key ? a.key > b.key : a.at > b.at;
};

/// Commands stand before looks that show them.
std::int64_t key_of_command(std::int64_t seq) { return seq * 2; }
std::int64_t key_of_look(std::int64_t seq) { return seq * 2 + 1; }

template <class Command>
constexpr bool ends_something =
    std::same_as<Command, market::close_account> || std::same_as<Command, market::withdraw_proposal>
    || std::same_as<Command, market::decline_invitation>
    || std::same_as<Command, market::accept_offer> || std::same_as<Command, market::decline_offer>
    || std::same_as<Command, market::refund> || std::same_as<Command, market::withdraw>
    || std::same_as<Command, market::close_job> || std::same_as<Command, market::decline_proposal>
    || std::same_as<Command, market::dispute_hours> || std::same_as<Command, market::end_contract>;

/// A refusal that the backend told and the market did not.
market::told_event told_refusal(
    market::person_id by, const market::command& asked, market::reason why, second at) {
  market::event e;
  e.at = at;
  e.person = by;
  e.type = market::event_type::rejected;
  e.why = why;
  e.job = std::visit([](const auto& one) { return market::job_of(one); }, asked);
  e.detail = static_cast<std::uint16_t>(asked.index());
  return {e, true};
}

}  // namespace

oracle::oracle(market::policy_book policies, std::uint32_t people, second start,
    oracle_options options, std::function<std::string(market::person_id)> names)
    : world_(std::move(policies), people, start),
      options_(options),
      names_(std::move(names)),
      doubted_(people),
      contracts_of_(people) {
  world_.take_needs_as_given();
}

void oracle::make_room(std::uint32_t people) {
  world_.make_room(people);
  doubted_.resize(people);
  contracts_of_.resize(people);
}

// -- what comes in --------------------------------------------------------------------------------

void oracle::add(pending one, std::span<const told> values) {
  if (one.at == backend_order::unknown && one.is_command && one.why == market::reason::none) {
    widest_ = std::max(widest_, one.when.to - one.when.from);
  }
  one.count = static_cast<std::uint8_t>(std::min(values.size(), most_values));
  std::copy_n(values.begin(), one.count, one.values.begin());
  waiting_.push_back(one);
  if (options_.ordered) {
    std::ranges::push_heap(waiting_, comes_later);
  }
}

void oracle::take(const answered_command& one) {
  pending kept;
  kept.tag = one.tag;
  kept.place = log_.add(*one.what);
  kept.key = one.order.seq == backend_order::unknown ? last_key_ : key_of_command(one.order.seq);
  kept.when = one.when;
  kept.at = one.order.at;
  kept.by = one.by;
  kept.about = one.made;
  kept.why = one.why;
  kept.is_command = true;
  add(kept, one.values);
}

void oracle::take(const answered_look& one) {
  pending kept;
  kept.tag = one.tag;
  kept.key = one.order.seq == backend_order::unknown ? last_key_ : key_of_look(one.order.seq);
  kept.when = one.when;
  kept.at = one.order.at;
  kept.by = one.by;
  kept.about = one.about;
  kept.shown = one.shown;
  add(kept, one.values);
}

void oracle::take_event(market::person_id told, std::int64_t id, const market::event& what) {
  ++sums_.events;
  if (!events_.tell(told, id, what)) {
    violation found;
    found.rule = "events";
    found.request = "events of " + (told == market::nobody ? "the platform" : names_(told));
    found.answer = "event " + std::to_string(id) + " after a later one";
    found.expected = "ids that grow";
    found.at = what.at;
    found.by = told;
    found.about = {thing::person, what.person, {}};
    report(std::move(found));
  }
}

// -- in the backend's own order -------------------------------------------------------------------

void oracle::settle(std::int64_t horizon) {
  if (options_.ordered) {
    settle_ordered(horizon);
  } else {
    settle_free(horizon);
  }
  take_news();
}

/// Whatever was carried out before an answer was sent before it came.
void oracle::settle_ordered(std::int64_t horizon) {
  while (!waiting_.empty() && waiting_.front().when.answered < horizon) {
    std::ranges::pop_heap(waiting_, comes_later);
    const pending next = waiting_.back();
    waiting_.pop_back();
    check_order(next);
    judge(next);
  }
}

/// Two commands have not one place, and what was answered before another was sent comes first.
void oracle::check_order(const pending& one) {
  if (one.key < last_key_
      || (one.is_command && one.key == last_key_ && one.why == market::reason::none)) {
    violate(one, nullptr, "order", "the same place in the order as another, or an earlier one",
        "a place after all that was answered before it was sent");
  }
  // A look may show what was a while ago, as long as it says so.
  if (one.at != backend_order::unknown && options_.has_clock
      && ((one.is_command && one.at < one.when.from) || one.at > one.when.to)) {
    violate(one, nullptr, "order", "carried out at " + market::time_text(one.at),
        "a time from " + market::time_text(one.when.from) + " to "
            + market::time_text(one.when.to));
  }
  last_key_ = std::max(last_key_, one.key);
}

// -- in any order that fits -----------------------------------------------------------------------

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

// -- verdicts -------------------------------------------------------------------------------------

void oracle::run_clock(second to) {
  if (to <= world_.now()) {
    return;
  }
  if (next_due() <= to) {
    last_due_ = to;
  }
  world_.advance(to);
}

/// Whether something may have been due already at the backend, or not yet: this, or what was done
/// before, was at a second of which no more is known than that it was under way.
bool oracle::is_near_a_deadline(const pending& one) const {
  const second own = one.at == backend_order::unknown ? one.when.to - one.when.from : 0;
  const second wide = std::max(widest_, own);
  return wide > 0 && (next_due() - world_.now() <= wide || world_.now() - last_due_ <= wide);
}

void oracle::judge(const pending& one) {
  run_clock(one.at != backend_order::unknown ? one.at : one.when.from);
  if (one.is_command) {
    judge_command(one);
  } else {
    judge_look(one);
  }
}

void oracle::judge_command(const pending& one) {
  log_.read(one.place, read_);
  judged_.push_back({one.place, static_cast<std::uint32_t>(world_.now()), one.by});
  ++sums_.commands;
  if (one.why != market::reason::none) {
    refuse(one, world_.judge(one.by, read_.what));
    return;
  }
  const market::reason why = world_.give(one.by, read_.what);
  if (why != market::reason::none) {
    if (!in_doubt(one, &read_.what)) {
      violate(one, &read_.what, std::string(rule_of(read_.what, why)), "accepted",
          "rejected: " + std::string(market::name(why)));
    }
    doubt(one, &read_.what);
    return;
  }
  note_contract(read_.what);
  check_values(one, &read_.what);
}

/// The backend refused; where the rules would not, or for another reason, the market here stays as
/// it is, as the backend's does.
void oracle::refuse(const pending& one, market::reason expected) {
  if (expected == one.why) {
    world_.give(one.by, read_.what);
    check_values(one, &read_.what);
    return;
  }
  events_.expect(told_refusal(one.by, read_.what, one.why, world_.now()));
  if (!in_doubt(one, &read_.what)) {
    const bool accepts = expected == market::reason::none;
    violate(one, &read_.what, std::string(rule_of(read_.what, accepts ? one.why : expected)),
        "rejected: " + std::string(market::name(one.why)),
        accepts ? "accepted" : "rejected: " + std::string(market::name(expected)));
  }
}

void oracle::judge_look(const pending& one) {
  ++sums_.looks;
  const bool may = may_see(one);
  if (one.shown != may && !in_doubt(one, nullptr)) {
    violate(one, nullptr, may ? std::string(rule_of(one.about.of, one.values[0].what)) : "privacy",
        one.shown ? "shown" : "not shown", may ? "shown" : "not shown");
  }
  if (one.shown && may) {
    check_values(one, nullptr);
  }
}

void oracle::check_values(const pending& one, const market::command* asked) {
  for (std::size_t i = 0; i < one.count; ++i) {
    ++sums_.values;
    const told& each = one.values[i];
    const std::int64_t expected = value(one.about, each.what);
    if (each.value == expected || !is_certain(one.about, each.what)) {
      continue;
    }
    if (!in_doubt(one, asked)) {
      const std::string name(market::name(each.what));
      violate(one, asked, std::string(rule_of(one.about.of, each.what)),
          name + ": " + text_of(one.about.of, each.what, each.value),
          name + ": " + text_of(one.about.of, each.what, expected));
    }
    doubt(one, asked);
    return;
  }
}

// -- what the market has --------------------------------------------------------------------------

void oracle::note_contract(const market::command& asked) {
  if (const auto* accepted = std::get_if<market::accept_offer>(&asked)) {
    std::uint32_t& first = contracts_of_[index(accepted->contract.freelancer)];
    contracts_.push_back({accepted->contract, first});
    first = static_cast<std::uint32_t>(contracts_.size() - 1);
  }
}

std::int64_t oracle::value(const subject& about, scenarios::observable what) const {
  if (what != scenarios::observable::pending) {
    return value_of(world_, about, what);
  }
  market::money all;
  for (std::uint32_t i = contracts_of_[index(about.person)]; i != 0; i = contracts_[i].next) {
    if (const auto facts = world_.billing().look(contracts_[i].id)) {
      all += facts->pending;
    }
  }
  return all.cents;
}

bool oracle::may_see(const pending& one) const {
  if (one.by == market::nobody) {
    return true;
  }
  const market::contract_id& id = one.about.id.contract;
  switch (one.about.of) {
    case thing::person:
      return one.about.person == one.by;
    case thing::proposal:
    case thing::contract:
    case thing::milestone:
      return id.freelancer == one.by || id.job.client == one.by;
    case thing::job: {
      const auto job = world_.jobs().job(id.job);
      return job && (job->is_public || id.job.client == one.by);
    }
    case thing::platform:
      break;
  }
  return false;
}

// -- events ---------------------------------------------------------------------------------------

void oracle::take_news() {
  for (market::told_event& one : world_.take_log()) {
    if (events_.listens()) {
      events_.expect(one);
    }
    news_.push_back(one);
  }
}

std::vector<market::told_event> oracle::take_log() { return std::exchange(news_, {}); }

void oracle::stand_still(second now) {
  pass(now);
  compare_events(std::numeric_limits<second>::max());
}

void oracle::pass(second now) {
  settle(std::numeric_limits<std::int64_t>::max());
  run_clock(now);
  take_news();
  compare_events(now);
}

void oracle::compare_events(second until) {
  if (!events_.listens()) {
    return;
  }
  for (const differing_event& one : events_.take_differences(until)) {
    if (doubts(one.what.person) || doubts(one.what.other)) {
      ++sums_.in_doubt;
      continue;
    }
    violation found;
    const std::string what(market::name(one.what.type));
    found.rule = rule_of(one.what.type);
    found.request = "events of " + (one.told == market::nobody ? "the platform" : names_(one.told));
    const std::string described =
        what + " of " + names_(one.what.person) + " at " + market::time_text(one.what.at) + ", $"
        + scenarios::to_text(one.what.amount) + ", " + std::to_string(one.what.n);
    found.answer = one.times > 0 ? "no such event" : described;
    found.expected = one.times > 0 ? described : "no such event";
    found.at = one.what.at;
    found.by = one.what.person;
    found.about = {thing::contract, one.what.person, {{one.what.job, one.what.other}, 0}};
    const auto later = std::ranges::upper_bound(
        judged_, one.what.at, {}, [](const judged_command& each) { return second{each.at}; });
    found.judged = static_cast<std::size_t>(later - judged_.begin());
    report(std::move(found));
  }
}

// -- violations -----------------------------------------------------------------------------------

bool oracle::doubts(market::person_id person) const {
  return index(person) < doubted_.size() && doubted_[index(person)];
}

void oracle::lose_sight_of(market::person_id person) {
  if (index(person) < doubted_.size()) {
    doubted_[index(person)] = true;
  }
}

bool oracle::in_doubt(const pending& one, const market::command* asked) {
  bool any = is_near_a_deadline(one) || (one.about.of == thing::platform && anybody_doubted_);
  const auto look = [&](market::person_id person) { any = any || doubts(person); };
  look(one.by);
  look(one.about.person);
  look(one.about.id.contract.job.client);
  look(one.about.id.contract.freelancer);
  if (asked != nullptr) {
    for_people_of(one.by, *asked, look);
  }
  sums_.in_doubt += any ? 1 : 0;
  return any;
}

void oracle::doubt(const pending& one, const market::command* asked) {
  anybody_doubted_ = true;
  const auto mark = [&](market::person_id person) { lose_sight_of(person); };
  mark(one.by);
  mark(one.about.id.contract.job.client);
  mark(one.about.id.contract.freelancer);
  if (asked != nullptr) {
    for_people_of(one.by, *asked, mark);
  }
}

void oracle::violate(const pending& one, const market::command* asked, std::string rule,
    std::string answer, std::string expected) {
  violation found;
  found.rule = std::move(rule);
  found.answer = std::move(answer);
  found.expected = std::move(expected);
  found.at = world_.now();
  found.tag = one.tag;
  found.by = one.by;
  found.about = one.about;
  const std::string who = one.by == market::nobody ? "staff" : names_(one.by);
  if (asked != nullptr) {
    const std::string verb = std::visit(
        []<class Command>(const Command&) { return std::string(Command::name); }, *asked);
    found.request = who + ' ' + verb;
    found.about.id.contract = {job_concerned(one.by, *asked), freelancer_named(*asked)};
  } else {
    constexpr std::array<const char*, 6> things{
        "a person", "a job", "a proposal", "a contract", "a milestone", "the platform"};
    found.request = who + " looks at " + things[static_cast<std::size_t>(one.about.of)];
  }
  report(std::move(found));
}

void oracle::report(violation found) {
  ++sums_.violations;
  found.judged = found.judged == violation::now ? judged_.size() : found.judged;
  const std::size_t verb = found.request.find(' ');
  const std::string kind = found.rule + '|'
                           + found.request.substr(std::min(verb, found.request.size())) + '|'
                           + found.expected.substr(0, found.expected.find(':'));
  const auto [place, is_new] = known_.try_emplace(kind, violations_.size());
  if (!is_new) {
    ++violations_[place->second].times;
  }
  if (is_new || violations_.size() < options_.most_kept) {
    violations_.push_back(std::move(found));
  }
}

}  // namespace souk::load
