// Clients' minds on a bare stage: the test plays the platform and everybody else.
#pragma once

#include "people/client_minds.hpp"
#include "people/needs.hpp"
#include "people/traits.hpp"
#include "people/work.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace souk::people {

inline people_setup stage_setup(people_parameters parameters, std::uint64_t seed = 1) {
  std::map<std::string, market::symbol, std::less<>> words;
  const market::second begin = market::to_second({2024, 1, 1});
  return set_up(std::move(parameters), {begin, begin + 730 * market::day, market::hour}, seed,
      [&](std::string_view word) {
        const auto next = static_cast<market::symbol>(words.size() + 1);
        return words.emplace(word, next).first->second;
      });
}

inline people_parameters few_people(std::int32_t clients = 400, std::int32_t freelancers = 2000) {
  people_parameters parameters;
  parameters.population.clients = clients;
  parameters.population.freelancers = freelancers;
  parameters.clients.needs.present = 1.0;
  return parameters;
}

class client_stage {
 public:
  explicit client_stage(people_parameters parameters = few_people(), std::uint64_t seed = 1)
      : setup{stage_setup(std::move(parameters), seed)},
        faces(setup.freelancers),
        minds{market::person_id{setup.first_client}, setup.clients, setup} {
    for (market::freelancer_face& face : faces) {
      face.approved = true;
      face.completeness = 100;
      face.rate = market::dollars(25);
    }
    minds.begin(said);
    for (const people::wake& first : said.wakes) {
      first_wakes[market::index(first.person)] = first;
    }
    said.clear();
  }

  market::person_id client(std::uint32_t i) const {
    return market::person_id{setup.first_client + i};
  }

  /// What the client answers to a wake.
  const intentions& wake(const people::wake& due, std::span<const market::proposal_card> cards = {},
      bool open = true) {
    said.clear();
    client_sight sight = sees(due.at);
    sight.proposals = cards;
    sight.job_open = open;
    minds.wake(due, sight, said);
    return said;
  }

  /// What the client makes of news: later wakes, never commands.
  const intentions& notice(const market::event& happened, market::person_id me) {
    said.clear();
    minds.notice(happened, me, sees(happened.at), said);
    EXPECT_TRUE(said.commands.empty());
    EXPECT_TRUE(said.off_platform.empty());
    return said;
  }

  /// The wake of this kind that the client has just set, as it comes.
  const intentions& wake_next(client_wake kind) {
    for (const people::wake& one : std::vector<people::wake>(said.wakes)) {
      if (one.kind == static_cast<std::uint8_t>(kind)) {
        return wake(one);
      }
    }
    ADD_FAILURE() << "no wake of kind " << static_cast<int>(kind);
    return said;
  }

  /// The client comes and posts the first need, which is answered at once. The time of the posting.
  market::second post_first(market::person_id me) {
    const people::wake due = first_wakes.at(market::index(me));
    wake(due);
    market::event posted = about({me, 0}, market::event_type::job_posted, due.at + market::hour);
    posted.person = me;
    notice(posted, me);
    return posted.at;
  }

  /// ... and has an offer to this freelancer accepted. Needs tastes that take anybody.
  market::second hire_first(market::person_id me, market::person_id freelancer, market::money bid) {
    market::second now = post_first(me) + market::day;
    market::proposal_card card = proposal(freelancer, bid, now - market::hour);
    card.status = market::proposal_status::interviewing;
    card.replied = true;
    wake(a_wake(client_wake::look, {me, 0}, now), {&card, 1});
    now += market::day;
    notice(about({me, 0}, market::event_type::offer_accepted, now, freelancer, me), me);
    return now;
  }

  static market::event about(market::job_id job, market::event_type type, market::second at,
      market::person_id person = market::nobody, market::person_id other = market::nobody) {
    market::event e;
    e.at = at;
    e.job = job;
    e.type = type;
    e.person = person;
    e.other = other;
    return e;
  }

  static people::wake a_wake(
      client_wake kind, market::job_id job, market::second at, std::uint16_t n = 0) {
    people::wake due;
    due.at = static_cast<std::uint32_t>(at);
    due.person = job.client;
    due.job = job;
    due.n = n;
    due.kind = static_cast<std::uint8_t>(kind);
    return due;
  }

  static market::proposal_card proposal(
      market::person_id freelancer, market::money bid, market::second at) {
    market::proposal_card card;
    card.freelancer = freelancer;
    card.bid = bid;
    card.at = at;
    card.visible_at = at;
    card.status = market::proposal_status::submitted;
    return card;
  }

  client_sight sees(market::second now) const {
    client_sight sight;
    sight.now = now;
    sight.rules = &rules;
    sight.faces = faces.data();
    sight.first_freelancer = setup.first_freelancer;
    return sight;
  }

  people_setup setup;
  std::vector<market::freelancer_face> faces;
  market::policy rules;
  client_minds minds;
  intentions said;
  std::map<std::uint32_t, people::wake> first_wakes;
};

/// The first command of a kind that was given; null if none.
template <class Command>
const Command* given_of(const intentions& said) {
  for (const given& one : said.commands) {
    if (const auto* command = std::get_if<Command>(&one.what)) {
      return command;
    }
  }
  return nullptr;
}

template <class Command>
std::size_t count_of(const intentions& said) {
  std::size_t n = 0;
  for (const given& one : said.commands) {
    n += std::holds_alternative<Command>(one.what) ? 1U : 0U;
  }
  return n;
}

inline const wake* wake_of(const intentions& said, client_wake kind) {
  for (const wake& one : said.wakes) {
    if (one.kind == static_cast<std::uint8_t>(kind)) {
      return &one;
    }
  }
  return nullptr;
}

}  // namespace souk::people
