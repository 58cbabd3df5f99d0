// Who has an account: names, secrets and tokens of people. What the market itself knows of them is
// the market's (world.hpp); the n-th of the directory is person n there.
#pragma once

#include "market/ids.hpp"
#include "market/values.hpp"
#include "server/secrets.hpp"

#include <cstdint>
#include <cstring>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace souk::server {

struct listed_person {
  std::string username;
  std::string email;
  std::string first_name;
  std::string last_name;
  std::string password_hash;  // "": nobody can log in
  std::string mail_code;      // proves that the e-mail is theirs
  market::side side = market::side::freelancer;
};

/// What a token lets its holder be.
enum class role : std::uint8_t { nobody, person, operator_of_platform };

struct bearer {
  server::role role = role::nobody;
  market::person_id person = market::nobody;
  std::int64_t expires_at = 0;  // wall clock, seconds since 1970
};

class directory {
 public:
  market::person_id add(listed_person person);
  market::person_id find(std::string_view username) const;       // nobody: there is none
  market::person_id find_email(std::string_view address) const;  // the same
  const listed_person* look(market::person_id person) const;
  listed_person& edit(market::person_id person) { return people_[index(person)]; }
  std::string_view name_of(market::person_id person) const;  // "" of nobody
  std::uint32_t size() const { return static_cast<std::uint32_t>(people_.size()); }

  void add_token(const digest& token, const bearer& whose) { tokens_[token] = whose; }
  void drop_token(const digest& token) { tokens_.erase(token); }
  /// Also one that has expired: the caller looks at the time.
  std::optional<bearer> find_token(const digest& token) const;
  /// Tokens that expired before `now`, which are dropped.
  std::size_t drop_expired(std::int64_t now);

 private:
  struct hash_digest {
    std::size_t operator()(const digest& of) const {
      std::size_t h = 0;
      std::memcpy(&h, of.data(), sizeof h);
      return h;
    }
  };

  std::deque<listed_person> people_;
  std::unordered_map<std::string_view, market::person_id> by_name_;
  std::unordered_map<std::string_view, market::person_id> by_email_;
  std::unordered_map<digest, bearer, hash_digest> tokens_;
};

}  // namespace souk::server
