// One freelancer at one wake or event: who it is, what can be seen, and where intentions go. Inside
// of freelancer_minds; each function below is one topic's part of a life and lies in its
// freelancer_*.cpp.
#pragma once

#include "people/freelancer_draws.hpp"
#include "people/freelancer_memory.hpp"
#include "people/freelancer_minds.hpp"
#include "people/mind.hpp"
#include "people/setup.hpp"
#include "people/waking_hours.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace souk::people {

struct freelancer_turn {
  const people_setup& setup;
  const market_beliefs& beliefs;
  market::person_id id;
  freelancer_memory& me;
  dealings_pool& dealings;
  const freelancer_sight& sight;
  second now;
  intentions& out;

  const freelancer_parameters& knobs() const { return setup.parameters.freelancers; }
  const category_words& category() const { return setup.categories[me.category]; }
  waking_hours hours() const {
    return waking_hours{setup.parameters.population.countries[me.country].wakes};
  }
  random_words drawn(freelancer_draw what, std::uint64_t object = 0, std::uint16_t n = 0) const {
    return setup.luck.behaviour(id, object, what, n);
  }
  market::contract_id contract(market::job_id job) const { return {job, id}; }

  bool is_followed() const { return out.notes.follows(id); }
  /// Writes down what went on in a head, if it is the one that is followed.
  void note(people::note thought) const {
    if (is_followed()) {
      thought.at = now;
      thought.by = id;
      out.notes.written.push_back(thought);
    }
  }
  /// Gives a command some seconds after the wake, within the present epoch.
  void give(market::command what, second later = 0) {
    const second last = setup.end_of_epoch(now) - 1;
    out.commands.push_back({now + later < last ? now + later : last, id, std::move(what)});
  }
  void wake_at(
      freelancer_wake about, second at, market::job_id job = market::no_job, std::uint16_t n = 0) {
    out.wakes.push_back({static_cast<std::uint32_t>(at), id, job, market::nobody, n,
        static_cast<std::uint8_t>(about)});
  }
  /// After a delay of waking time.
  void wake_after(freelancer_wake about, second delay, market::job_id job = market::no_job,
      std::uint16_t n = 0) {
    wake_at(about, hours().after(now, delay), job, n);
  }
};

/// A duration with log-normal spread, from a word; whole seconds.
second drawn_delay(market::duration median, double sigma, const random_words& words, int i);

// -- joining (freelancer_join.cpp) ---------------------------------------------------------------
inline constexpr std::uint32_t most_polish = 5;
void enter(freelancer_turn&);
void submit_profile(freelancer_turn&);
void take_test(freelancer_turn&);
void profile_approved(freelancer_turn&, const market::event&);
void profile_rejected(freelancer_turn&, const market::event&);
void test_taken(freelancer_turn&, const market::event&);
/// The profile's fields for the present polish, as a command.
template <class Command>
Command profile_of(const freelancer_turn&);
void improve_profile(freelancer_turn&);

// -- searching and proposing (freelancer_search.cpp, freelancer_buy.cpp) --------------------------
void schedule_search(freelancer_turn&);
void search(freelancer_turn&);
void answer_invitation(freelancer_turn&, market::job_id);
/// A proposal came to nothing before it was lodged.
void proposal_refused(freelancer_memory&);
/// Makes sure of `needed` Connects, at a wake that holds `held`; answers how many are held then.
std::int32_t provide_connects(
    freelancer_turn&, std::int32_t held, std::int32_t needed, double worth);

// -- dealing with clients (freelancer_deal.cpp) ---------------------------------------------------
void interview_opened(freelancer_turn&, const market::event&);
void invited(freelancer_turn&, const market::event&);
void reply(freelancer_turn&, market::job_id);
void offered(freelancer_turn&, const market::event&);
void answer_offer(freelancer_turn&, market::job_id);
void offer_accepted(freelancer_turn&, const market::event&);
void offer_gone(freelancer_turn&, market::job_id);

// -- work (freelancer_work.cpp) -------------------------------------------------------------------
void begin_hours(freelancer_turn&, market::job_id);
void milestone_funded(freelancer_turn&, const market::event&);
void changes_requested(freelancer_turn&, const market::event&);
void deliver(freelancer_turn&, market::job_id, std::uint16_t milestone);
void log_hours(freelancer_turn&, market::job_id);
void look_after(freelancer_turn&, market::job_id);
void contract_ended(freelancer_turn&, const market::event&);

// -- money and reputation (freelancer_pay.cpp) ----------------------------------------------------
void earned(freelancer_turn&, const market::event&);
void refund(freelancer_turn&, market::job_id, std::uint16_t dollars);
void answer_refund(freelancer_turn&, market::job_id);
void review(freelancer_turn&, market::job_id);
void set_up_payout(freelancer_turn&);
void withdraw(freelancer_turn&);

// -- losing heart (freelancer_exit.cpp) -----------------------------------------------------------
/// Once a week, at a search: stays, improves the profile, or leaves. False: left.
bool judge_week(freelancer_turn&);
void leave(freelancer_turn&);
void close(freelancer_turn&);
void come_back(freelancer_turn&);

}  // namespace souk::people
