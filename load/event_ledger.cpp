#include "load/event_ledger.hpp"

#include <algorithm>
#include <tuple>

namespace souk::load {

void event_ledger::listen_to(market::person_id person) {
  if (person == market::nobody) {
    all_ = true;
  } else {
    people_.try_emplace(index(person), -1);
  }
}

bool event_ledger::listens_to(market::person_id person) const {
  return person == market::nobody ? all_ : people_.contains(index(person));
}

namespace {

/// Without what lists of events do not tell: details, and the number of a job that never was.
market::event comparable(market::event what) {
  const std::size_t posting = market::command{std::in_place_type<market::post_job>}.index();
  if (what.type != market::event_type::rejected) {
    what.detail = 0;
  } else if (what.detail == posting) {
    what.job = market::no_job;
  }
  return what;
}

}  // namespace

void event_ledger::count(market::person_id person, const market::event& told, std::int32_t change) {
  const market::event what = comparable(told);
  const std::uint64_t key = market::mix(hash(what), index(person));
  entry& one = open_.try_emplace(key, entry{what, person, 0}).first->second;
  one.balance += change;
  if (one.balance == 0) {
    open_.erase(key);
  }
}

void event_ledger::expect(const market::told_event& one) {
  if (all_) {
    count(market::nobody, one.what, 1);
  }
  if (people_.empty()) {
    return;
  }
  for (const market::person_id person : {one.what.person, one.what.other}) {
    const bool twice = person == one.what.other && person == one.what.person;
    if (person != market::nobody && !twice && people_.contains(index(person))
        && one.is_told_to(person)) {
      count(person, one.what, 1);
    }
  }
}

bool event_ledger::tell(market::person_id person, std::int64_t id, const market::event& what) {
  std::int64_t& last = person == market::nobody ? last_of_all_ : people_[index(person)];
  const bool grows = id > last;
  last = std::max(last, id);
  count(person, what, -1);
  return grows;
}

std::vector<differing_event> event_ledger::take_differences(market::second until) {
  std::vector<differing_event> all;
  std::erase_if(open_, [&](const auto& kept) {
    const entry& one = kept.second;
    if (one.what.at > until) {
      return false;
    }
    all.push_back({one.what, one.told, one.balance});
    return true;
  });
  std::ranges::sort(all, {}, [](const differing_event& one) {
    return std::tuple{one.what.at, number(one.what.job), one.what.person, one.what.type, one.told};
  });
  return all;
}

}  // namespace souk::load
