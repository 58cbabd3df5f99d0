// A small account book with its faces, for tests of what accounts do.
#pragma once

#include "market/account_book.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace souk::testing {

inline constexpr market::second monday = 1'704'067'200;  // 2024-01-01T00:00:00Z

/// Everything that a profile needs for its approval; completeness 50.
inline market::profile_fields whole_profile() {
  static constexpr std::array skills{market::symbol{7}};
  market::profile_fields fields;
  fields.category = market::symbol{3};
  fields.skills = skills;
  fields.level = market::level::intermediate;
  fields.rate = market::dollars(25);
  fields.photo = fields.cv = fields.overview = fields.service = true;
  return fields;
}

template <class Command>
Command with_profile(const market::profile_fields& fields) {
  Command given;
  static_cast<market::profile_fields&>(given) = fields;
  return given;
}

inline market::register_account form(market::side side = market::side::freelancer) {
  return {"Ana", "Lind", "ana@cast.invalid", "ana", "secret42", side, market::captcha::solved,
      market::terms::accepted};
}

/// Ten people, from person 100 on, under one policy, from a Monday on.
class accounts {
 public:
  static constexpr std::uint32_t people = 10;

  explicit accounts(market::policy terms = {}, market::second start = monday)
      : policies(std::move(terms)),
        freelancer_faces(people),
        client_faces(people),
        book(person(0), people, policies, freelancer_faces, client_faces, start) {}
  accounts(const accounts&) = delete;
  accounts& operator=(const accounts&) = delete;

  static market::person_id person(std::uint32_t n) { return market::person_id{100 + n}; }

  /// Gives a command at a second, after the clock.
  template <class Command>
  market::reason give(market::second at, market::person_id by, const Command& command,
      const market::account_facts& facts = {}) {
    out.clear();
    book.advance(at, out);
    out.clear();
    return book.handle(market::stamp{at, by, 0}, command, facts, out);
  }

  /// An open, approved freelancer with 40 Connects.
  market::person_id freelancer(std::uint32_t n, market::second at = monday) {
    book.seed_account(person(n), market::side::freelancer, at);
    book.seed_profile(person(n), whole_profile(), at);
    return person(n);
  }
  market::person_id client(std::uint32_t n, market::second at = monday) {
    book.seed_account(person(n), market::side::client, at);
    return person(n);
  }

  void clock(market::second to) {
    out.clear();
    book.advance(to, out);
  }

  market::event notice(market::event_type type, market::second at, market::person_id who,
      std::int32_t n = 0, market::person_id other = market::nobody) {
    market::event e;
    e.at = at;
    e.person = who;
    e.other = other;
    e.n = n;
    e.type = type;
    out.clear();
    book.notice(e, out);
    return e;
  }

  void fund(market::second at, market::person_id to, market::money amount) {
    market::arriving_funds funds;
    funds.at = at;
    funds.to = to;
    funds.contract = contract(9, to);
    funds.amount = amount;
    out.clear();
    book.notice(funds, out);
  }

  void earn(
      market::second at, market::person_id who, market::money amount, std::uint32_t client = 9) {
    book.notice(market::billed_work{at, contract(client, who), amount, amount});
  }

  void review(market::second at, market::person_id who, std::int32_t stars,
      std::uint32_t client = 9, std::int32_t private_score = -1) {
    book.notice(market::outcome{at, contract(client, who), true, stars, private_score});
  }

  static market::contract_id contract(std::uint32_t client, market::person_id freelancer) {
    return {{person(client), 1}, freelancer};
  }

  /// Events of a type in the outbox.
  std::int64_t told(market::event_type type) const {
    return std::ranges::count(out.events, type, &market::event::type);
  }
  const market::event& last() const { return out.events.back(); }

  market::policy_book policies;
  std::vector<market::freelancer_face> freelancer_faces;
  std::vector<market::client_face> client_faces;
  market::account_book book;
  market::outbox out;
};

}  // namespace souk::testing
