#include "scenarios/malformed.hpp"

#include <variant>

namespace souk::scenarios {

/// A command with a field that is missing or no value of its type breaks the rules of its content,
/// after those of the groups before: it is given with a value that does so for certain.
market::reason give_malformed(market::world& world, market::person_id by, market::command what) {
  const bool spoilt = std::visit(
      []<class Command>(Command& asked) {
        if constexpr (requires { asked.first_name; }) {
          asked.first_name = {};
        } else if constexpr (requires { asked.title; }) {
          asked.title = {};
        } else if constexpr (requires { asked.portfolio; }) {
          asked.portfolio = -1;
        } else if constexpr (requires { asked.score; }) {
          asked.score = {-1};
        } else if constexpr (requires { asked.bid; }) {
          asked.bid = {};
        } else if constexpr (requires { asked.amount; }) {
          asked.amount = {};
        } else if constexpr (requires { asked.minutes; }) {
          asked.minutes = 0;
        } else if constexpr (requires { asked.stars; }) {
          asked.stars = 0;
        } else if constexpr (requires { asked.count; }) {
          asked.count = 0;
        } else if constexpr (requires { asked.weekly_limit; }) {
          asked.milestones = {};
          asked.rate.reset();
        } else {
          return false;
        }
        return true;
      },
      what);
  const market::giver side = std::visit([](const auto& one) { return one.by; }, what);
  const market::account_glance seen = world.accounts().look(by);
  market::account who;
  who.status = seen.status;
  who.side = seen.side;
  const market::reason why = spoilt ? world.give(by, what) : market::check_account(who, side);
  const bool later = why == market::reason::none || why > market::reason::bad_field;
  return later ? market::reason::bad_field : why;
}

}  // namespace souk::scenarios
