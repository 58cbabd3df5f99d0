// One freelancer's mind on a bare stage: the test plays the platform and the clients.
#pragma once

#include "people/freelancer_minds.hpp"
#include "tests/unit/people/client_stage.hpp"

namespace souk::people {

/// Freelancers who always act where the default is a chance, so that a test need not look for luck.
inline people_parameters eager_people(std::int32_t freelancers = 200) {
  people_parameters parameters = few_people(100, freelancers);
  parameters.population.entry_elasticity = 0.0;
  parameters.population.incumbents = 1.0;
  freelancer_parameters& knobs = parameters.freelancers;
  knobs.joining.abandons = 0.0;
  knobs.joining.incomplete = 0.0;
  knobs.joining.retry = 1.0;
  knobs.search.weekend = 1.0;
  knobs.search.proposals = 8.0;
  knobs.dealing.never_replies = 0.0;
  knobs.dealing.declines_offer = 0.0;
  knobs.dealing.declines_booked = 0.0;
  knobs.exit.base = -40.0;
  return parameters;
}

class freelancer_stage_of_one {
 public:
  explicit freelancer_stage_of_one(
      people_parameters parameters = eager_people(), std::uint32_t who = 0)
      : setup{stage_setup(std::move(parameters))},
        clients(setup.clients),
        minds{market::person_id{0}, setup.freelancers, setup},
        me{who} {
    minds.begin(said);
    for (const people::wake& one : said.wakes) {
      if (one.person == me) {
        first = one;
      }
    }
    said.clear();
  }

  const freelancer_memory& memory() const { return minds.memory(me); }

  freelancer_sight sees(second now) const {
    freelancer_sight sight;
    sight.now = now;
    sight.rules = &rules;
    sight.feed = feed;
    sight.clients = clients.data();
    sight.first_client = setup.first_client;
    sight.self = &face;
    sight.profile = profile;
    sight.connects = connects;
    sight.available = available;
    return sight;
  }

  const intentions& wake(const people::wake& due) {
    said.clear();
    freelancer_sight sight = sees(due.at);
    const auto asked = std::ranges::find(feed, due.job, &market::job_card::job);
    sight.asked = asked == feed.end() ? nullptr : &*asked;
    minds.wake(due, sight, said);
    return said;
  }
  const intentions& wake(
      freelancer_wake kind, second at, market::job_id job = market::no_job, std::uint16_t n = 0) {
    people::wake due;
    due.at = static_cast<std::uint32_t>(at);
    due.person = me;
    due.job = job;
    due.n = n;
    due.kind = static_cast<std::uint8_t>(kind);
    return wake(due);
  }

  /// The freelancer learns of what the client of the job, or the platform, did.
  const intentions& notice(market::event_type type, second at, market::job_id job = market::no_job,
      market::money amount = {}, std::int32_t n = 0) {
    return tell(type, at, job.client, me, job, amount, n);
  }
  /// ... of what it did itself, or its account tells.
  const intentions& notice_own(market::event_type type, second at,
      market::job_id job = market::no_job, market::money amount = {}, std::int32_t n = 0,
      market::reason why = market::reason::none, std::uint16_t detail = 0) {
    return tell(type, at, me, job.client, job, amount, n, why, detail);
  }

  /// Comes, registers and is approved; answers when.
  second join() {
    wake(first);
    wake(*wake_of(freelancer_wake::submit_profile));
    const second at = second{kept_.at} + market::day;
    profile = market::profile_status::approved;
    notice_own(market::event_type::profile_approved, at);
    return at;
  }

  /// An offer for the job, accepted; answers when.
  second hired(market::job_id job, second at, market::money amount, std::int32_t milestones) {
    notice(market::event_type::offered, at, job, amount, milestones);
    const people::wake answer = *wake_of(freelancer_wake::answer_offer);
    wake(answer);
    notice_own(market::event_type::offer_accepted, second{answer.at}, job);
    return answer.at;
  }

  /// The wake of a kind among those last set.
  const people::wake* wake_of(freelancer_wake kind) const {
    for (const people::wake& one : said.wakes) {
      if (one.kind == static_cast<std::uint8_t>(kind)) {
        kept_ = one;
        return &kept_;
      }
    }
    return nullptr;
  }

  /// A job that fits: own skill and level, of a client's n-th need.
  market::job_card card(second visible_at, std::uint32_t need, market::money price) const {
    market::job_card one;
    one.job = {market::person_id{setup.first_client + need % setup.clients}, need};
    one.visible_at = visible_at;
    one.value = one.price = price;
    one.skill = setup.categories[memory().category].skill(memory().main_skill);
    one.level = memory().level;
    one.type = market::job_type::fixed;
    return one;
  }

  people_setup setup;
  std::vector<market::client_face> clients;
  std::vector<market::job_card> feed;
  market::policy rules;
  market::freelancer_face face;
  market::profile_status profile = market::profile_status::draft;
  std::int32_t connects = 80;
  market::money available;
  freelancer_minds minds;
  market::person_id me;
  people::wake first;
  intentions said;

 private:
  const intentions& tell(market::event_type type, second at, market::person_id person,
      market::person_id other, market::job_id job, market::money amount, std::int32_t n,
      market::reason why = market::reason::none, std::uint16_t detail = 0) {
    market::event e;
    e.at = at;
    e.type = type;
    e.person = person;
    e.other = other;
    e.job = job;
    e.amount = amount;
    e.n = n;
    e.why = why;
    e.detail = detail;
    said.clear();
    minds.notice(e, me, sees(at), said);
    return said;
  }

  mutable people::wake kept_;
};

}  // namespace souk::people
