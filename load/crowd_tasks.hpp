// What people are about to ask a backend, and how requests of a binding are written for it.
#pragma once

#include "load/answered.hpp"
#include "load/bound_backend.hpp"
#include "load/crowd_names.hpp"
#include "people/mind.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace souk::load {

/// One thing that somebody does: a command, or a look.
struct crowd_item {
  market::command what;
  subject about;  // of a look
  second at = 0;  // when it is meant to be done
  bool is_command = true;
};

/// Somebody who does one thing after the other.
struct crowd_task {
  market::person_id who = market::nobody;
  std::vector<crowd_item> items;
  std::size_t item = 0;                  // at work
  std::vector<operation_id> operations;  // of the item: what comes first, and itself
  std::size_t operation = 0;
  bound_session session;
  std::string username, email;  // of a registration
  std::int64_t asked = 0;       // of line_clock
  bool under_way = false;

  const crowd_item& now() const { return items[item]; }
};

/// The name of the operation that looks at such a thing.
std::string_view look_of(thing what);
/// The values of an operation's slots that name people and things, by the names of the slots.
void fill_look(const bound_backend& backend, operation_id operation, const subject& about,
    const known_names& names, std::vector<given_value>& into);
/// The same of a log-in.
void fill_login(const bound_backend& backend, operation_id operation, const bound_session& whose,
    std::vector<given_value>& into);
/// Whether the backend has told what it calls everything that a command names.
bool knows_all(const known_names& names, const market::command& what);
/// Where an answer stands in the backend's order, as far as it tells.
backend_order order_of(const bound_answer& answer);
/// What an answer to a look tells.
void read_look(
    const bound_answer& answer, thing what, const known_names& names, std::vector<told>& into);
/// What the n-th job of a list tells of it, but for its ranking.
void read_listed_job(const bound_answer& answer, std::size_t n, std::vector<told>& into);
/// An event as the backend lists it; false where it is of people who are not the crowd's.
bool read_event(const bound_answer& page, std::size_t n, const known_names& names, std::int64_t& id,
    market::event& into);

}  // namespace souk::load
