#include "load/oracle.hpp"

#include "load/concerns.hpp"
#include "load/rule_ids.hpp"
#include "scenarios/values.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace souk::load {

namespace {

constexpr auto comes_later = [](const auto& a, const auto& b) {
  return a.key != b.key ? a.key > b.key : a.at > b.at;
};

/// Commands stand before looks that show them.
std::int64_t key_of_command(std::int64_t seq) { return seq * 2; }
std::int64_t key_of_look(std::int64_t seq) { return seq * 2 + 1; }

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
