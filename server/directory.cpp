#include "server/directory.hpp"

#include <utility>

namespace souk::server {

namespace {

market::person_id found(
    const std::unordered_map<std::string_view, market::person_id>& index, std::string_view key) {
  const auto known = index.find(key);
  return known == index.end() ? market::nobody : known->second;
}

}  // namespace

market::person_id directory::add(listed_person person) {
  const market::person_id id{size()};
  people_.push_back(std::move(person));
  by_name_.emplace(people_.back().username, id);
  by_email_.emplace(people_.back().email, id);
  return id;
}

market::person_id directory::find(std::string_view username) const {
  return found(by_name_, username);
}

market::person_id directory::find_email(std::string_view address) const {
  return found(by_email_, address);
}

const listed_person* directory::look(market::person_id person) const {
  return index(person) < people_.size() ? &people_[index(person)] : nullptr;
}

std::string_view directory::name_of(market::person_id person) const {
  const listed_person* known = look(person);
  return known == nullptr ? std::string_view{} : known->username;
}

std::optional<bearer> directory::find_token(const digest& token) const {
  const auto known = tokens_.find(token);
  return known == tokens_.end() ? std::nullopt : std::optional{known->second};
}

std::size_t directory::drop_expired(std::int64_t now) {
  return std::erase_if(tokens_, [&](const auto& one) { return one.second.expires_at < now; });
}

}  // namespace souk::server
