#include "load/flow_people.hpp"

#include <utility>

namespace souk::load {

flow_people::flow_people(const scenarios::flow_story& of, std::string nothing)
    : story_(of), nothing_(std::move(nothing)), free_(of.who.cast.size()) {}

void flow_people::add(std::size_t role, bound_session session) {
  const market::person_id one{size()};
  all_.push_back({std::move(session), role});
  free_[role].push_back(one);
  enter(one);
}

std::optional<market::person_id> flow_people::take(std::size_t role) {
  if (story_.who.cast[role].is_new) {
    const market::person_id one{size()};
    all_.push_back({{}, role});
    all_.back().session.username = story_.who.cast[role].name;
    return one;
  }
  if (free_[role].empty()) {
    return std::nullopt;
  }
  const market::person_id one = free_[role].front();
  free_[role].pop_front();
  return one;
}

void flow_people::give_back(market::person_id one) {
  const std::size_t role = all_[index(one)].role;
  if (!story_.who.cast[role].is_new) {
    free_[role].push_back(one);
  }
}

void flow_people::enter(market::person_id one) {
  by_name_.insert_or_assign(all_[index(one)].session.name(), one);
}

bool flow_people::add(const market::job_id& id, std::string_view theirs) {
  const bool is_new = jobs_.try_emplace(id, theirs).second;
  return is_new && by_job_.try_emplace(std::string(theirs), id).second;
}
void flow_people::add(const market::contract_id& id, std::string_view theirs) {
  contracts_.insert_or_assign(id, std::string(theirs));
}
void flow_people::add(const market::milestone_id& id, std::string_view theirs) {
  milestones_.insert_or_assign(id, std::string(theirs));
}

std::uint32_t flow_people::milestones_of(const market::contract_id& contract) const {
  std::uint32_t n = 0;
  while (milestones_.contains({contract, n})) {
    ++n;
  }
  return n;
}

market::person_id flow_people::person_of(std::string_view theirs) const {
  const auto known = by_name_.find(theirs);
  return known == by_name_.end() ? market::nobody : known->second;
}
std::optional<market::job_id> flow_people::job_of(std::string_view theirs) const {
  const auto known = by_job_.find(theirs);
  return known == by_job_.end() ? std::nullopt : std::optional{known->second};
}

std::string_view flow_people::person(market::person_id of) const {
  return index(of) < all_.size() ? std::string_view{all_[index(of)].session.name()}
                                 : std::string_view{nothing_};
}
std::string_view flow_people::job(const market::job_id& of) const {
  const auto known = jobs_.find(of);
  return known == jobs_.end() ? nothing_ : known->second;
}
std::string_view flow_people::contract(const market::contract_id& of) const {
  const auto known = contracts_.find(of);
  return known == contracts_.end() ? nothing_ : known->second;
}
std::string_view flow_people::milestone(const market::milestone_id& of) const {
  const auto known = milestones_.find(of);
  return known == milestones_.end() ? nothing_ : known->second;
}
std::string_view flow_people::word(market::symbol of) const {
  const std::vector<std::string>& words = story_.who.shelf.words;
  return of == market::no_symbol || index(of) > words.size() ? std::string_view{}
                                                             : words[index(of) - 1U];
}

}  // namespace souk::load
