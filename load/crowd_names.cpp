#include "load/crowd_names.hpp"

#include <charconv>
#include <utility>

namespace souk::load {

namespace {

template <class Map, class Id>
std::string_view name_in(const Map& all, const Id& id) {
  const auto known = all.find(id);
  return known == all.end() ? std::string_view{} : std::string_view{known->second};
}

}  // namespace

crowd_names::crowd_names(
    std::uint32_t freelancers, std::uint32_t people, std::vector<std::string> words)
    : freelancers_(freelancers), people_(people), words_(std::move(words)) {}

std::string crowd_names::username(market::person_id of) const {
  if (index(of) >= people_) {
    return "nobody";
  }
  return (index(of) < freelancers_ ? 'f' : 'c') + std::to_string(index(of));
}

market::person_id crowd_names::person_of(std::string_view username) const {
  std::uint32_t number = 0;
  if (username.size() < 2) {
    return market::nobody;
  }
  const char* const end = username.data() + username.size();
  const auto [rest, error] = std::from_chars(username.data() + 1, end, number);
  const char side = number < freelancers_ ? 'f' : 'c';
  const bool is = error == std::errc{} && rest == end && number < people_ && username[0] == side;
  return is ? market::person_id{number} : market::nobody;
}

std::optional<market::job_id> crowd_names::job_of(std::string_view theirs) const {
  const auto known = by_job_.find(theirs);
  return known == by_job_.end() ? std::nullopt : std::optional{known->second};
}

bool crowd_names::add(const market::job_id& id, std::string_view theirs) {
  const auto [place, is_new] = jobs_.try_emplace(id, theirs);
  return is_new && by_job_.try_emplace(place->second, id).second;
}
void crowd_names::add(const market::contract_id& id, std::string_view theirs) {
  contracts_.insert_or_assign(id, std::string(theirs));
}
void crowd_names::add(const market::milestone_id& id, std::string_view theirs) {
  milestones_.insert_or_assign(id, std::string(theirs));
}

std::string_view crowd_names::person(market::person_id of) const {
  std::string& name = scratch_[next_];
  next_ = (next_ + 1) % kept_people;
  name = username(of);
  return name;
}
std::string_view crowd_names::job(const market::job_id& of) const { return name_in(jobs_, of); }
std::string_view crowd_names::contract(const market::contract_id& of) const {
  return name_in(contracts_, of);
}
std::string_view crowd_names::milestone(const market::milestone_id& of) const {
  return name_in(milestones_, of);
}
std::string_view crowd_names::word(market::symbol of) const {
  return of == market::no_symbol || index(of) > words_.size() ? std::string_view{}
                                                              : words_[index(of) - 1U];
}

}  // namespace souk::load
