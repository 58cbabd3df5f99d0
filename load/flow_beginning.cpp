#include "load/flow_beginning.hpp"

#include "load/arrivals.hpp"
#include "load/bound_stage.hpp"
#include "load/lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace souk::load {

namespace {

constexpr std::uint32_t usual_accounts = 100;
constexpr second unread_tolerance = 5;  // of a clock that is only said to be real
constexpr second unknown_tolerance = market::day;

/// The cast of a plan as the cast of a story, each role as often as it has accounts.
scenarios::story multiplied(const scenarios::flow_story& of, std::uint32_t accounts) {
  scenarios::story told;
  told.policy = of.who.policy;
  told.start = of.who.start;
  told.shelf.words = of.who.shelf.words;
  for (const scenarios::cast_member& role : of.who.cast) {
    for (std::uint32_t i = 0; i < accounts && !role.is_new; ++i) {
      scenarios::cast_member one = role;
      one.name += std::to_string(i + 1);
      told.cast.push_back(std::move(one));
    }
  }
  return told;
}

backend_clock clock_of(bound_caller& backend, std::int64_t wall_micros) {
  const scenarios::clock_rule& rule = backend.binding().clock;
  backend_clock clock{line_clock(), wall_micros / 1'000'000, 1, unknown_tolerance};
  if (rule.kind == scenarios::clock_kind::header) {
    return {clock.read, backend.now(), 0, 0};
  }
  if (backend.has("read_clock")) {
    return clock_told(backend.send("read_clock", {}, nullptr), rule, clock.read);
  }
  if (rule.kind == scenarios::clock_kind::real) {
    clock.tolerance = unread_tolerance;
  }
  return clock;
}

}  // namespace

std::uint32_t accounts_of(const scenarios::plan& of) {
  if (of.accounts) {
    return static_cast<std::uint32_t>(*of.accounts);
  }
  double most = 0;
  if (of.workload.model == scenarios::workload_model::closed) {
    for (const level_piece& one : pieces_of(of.workload)) {
      most = std::max({most, one.from, one.to});
    }
  }
  return most > 0 ? static_cast<std::uint32_t>(std::llround(most)) : usual_accounts;
}

backend_clock begin_flows(const scenarios::plan& of, bound_caller& backend,
    std::int64_t wall_micros, flow_people& people) {
  const std::uint32_t accounts = accounts_of(of);
  const scenarios::story told = multiplied(*of.story, accounts);
  std::optional<account_pool> pool;
  if (!backend.binding().accounts.empty()) {
    pool.emplace(load_accounts(backend.binding().accounts));
  }
  const bound_stage stage(backend, told,
      {fmt::format("-{:x}", wall_micros), wall_micros / 1'000'000, pool ? &*pool : nullptr,
          of.story->who.cast, accounts});
  std::size_t next = 0;
  for (std::size_t role = 0; role < of.story->who.cast.size(); ++role) {
    for (std::uint32_t i = 0; i < accounts && !of.story->who.cast[role].is_new; ++i) {
      people.add(role, stage.people()[next++]);
    }
  }
  return clock_of(backend, wall_micros);
}

}  // namespace souk::load
