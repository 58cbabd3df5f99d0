// Accounts that are at a backend already: a CSV file with a header line, of which `username`,
// `password` and `side` are needed and `email`, `person` and `token` may be given.
#pragma once

#include "load/bound_request.hpp"
#include "market/values.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace souk::load {

struct known_account {
  bound_session session;
  market::side side = market::side::freelancer;
};

/// Reads such a file (RFC 4180). Throws scenarios::bad_input with every mistake of it.
std::vector<known_account> load_accounts(const std::string& path);

/// Hands out each account once.
class account_pool {
 public:
  explicit account_pool(std::vector<known_account> accounts) : accounts_(std::move(accounts)) {}

  /// The next of a side, nullptr where there is none left.
  const known_account* take(market::side side);

 private:
  std::vector<known_account> accounts_;
  std::array<std::size_t, 2> next_{};  // by side
};

}  // namespace souk::load
