// One client at one wake or event: what client_*.cpp share. Private to the minds of clients.
#pragma once

#include "people/client_draws.hpp"
#include "people/client_minds.hpp"
#include "people/distributions.hpp"
#include "people/needs.hpp"
#include "people/work.hpp"

#include <cstdint>

namespace souk::people {

using market::second;

struct client_minds::turn {
  const people_setup& setup;
  client_memory& mind;
  errands_pool& errands;
  market::person_id me;
  second now;
  const client_sight& sight;
  intentions& out;

  const client_parameters& knobs() const { return setup.parameters.clients; }

  // -- the means --

  bool is_employer() const { return setup.employer_of(me) != nullptr; }
  market::job_id job(const errand& about) const { return {me, about.need}; }
  market::contract_id contract(const errand& about) const { return {job(about), about.freelancer}; }
  errand* find(market::job_id wanted) { return errands.find(mind.errands, wanted.need); }
  void forget(const errand& about) { errands.remove(mind.errands, about.need); }

  void give(const market::command& what) { out.commands.push_back({now, me, what}); }
  void wake_after(second delay, client_wake kind, const errand& about, std::uint32_t n = 0);
  /// A log-normal delay in seconds.
  second delay(const random_words& words, int i, double median_hours, double sigma) const;
  random_words drawn(std::uint32_t need, decision_code what, std::uint32_t n = 0) const {
    return setup.luck.behaviour(me, need, what, static_cast<std::uint16_t>(n));
  }
  /// About the client's need and a freelancer.
  random_words drawn_of(std::uint32_t need, market::person_id freelancer, decision_code what,
      std::uint32_t n = 0) const {
    return setup.luck.behaviour(
        freelancer, number(market::job_id{me, need}), what, static_cast<std::uint16_t>(n));
  }
  const market::freelancer_face& face(market::person_id freelancer) const {
    return sight.faces[market::index(freelancer) - sight.first_freelancer];
  }
  acquaintance* known(market::person_id freelancer) const;
  /// The policy that a job of the client's is under.
  const market::policy& rules_of(const errand& about) const;

  // -- client_posting.cpp: needs that come up, and where they are taken --

  void need_comes_up();
  void join();
  /// Of an intervention's employer: hears of somebody to hire once, and does.
  void set_out_to_hire(market::person_id freelancer);
  void hire_once(market::person_id freelancer);
  bool brings(const need& wanted, std::uint32_t n) const;
  /// Who gets the need without a public job; null if nobody.
  acquaintance* trusted_with(const need& wanted, std::uint32_t n);
  void post(const need& wanted, const errand& about);
  void posted(errand& about);
  void send_invitations(const errand& about);
  bool worth_inviting(market::person_id freelancer, const need& wanted, double luck) const;

  // -- client_choosing.cpp: proposals, interviews, offers --

  void look(errand& about);
  struct opened;
  struct impression;
  /// `last`: nobody need have been met any more to be hired.
  impression read_proposals(const errand& about, const need& wanted, bool last) const;
  void open_interviews(const errand& about, impression& of, double bar);
  note& note_rank(const errand& about, const market::proposal_card& card, std::int32_t rank) const;
  /// Writes down what became of the best of the proposals, for whoever follows one of them.
  void note_decision(const errand& about, const opened& best, double bar) const;
  /// What observers are told of the proposals that are there, and of a choice among them.
  void tell_of_rivals() const;
  void tell_of_deal(const errand& about, const need& wanted, market::person_id with,
      market::money bid, double to_spare) const;
  void offer_directly(errand& about);
  void make_offer(errand& about, const need& wanted, market::person_id to, market::money bid);
  void hear_refusal(const errand& about);
  void turned_down(errand& about);
  void give_up(errand& about);
  void look_again(errand& about);

  // -- client_contracts.cpp: from the accepted offer to the end --

  void hired(errand& about);
  void fund(errand& about, std::uint32_t milestone);
  void submitted(errand& about, std::uint32_t milestone);
  void answer(errand& about, std::uint32_t milestone);
  void released(errand& about, std::uint32_t milestone, market::money amount);
  void go_on(errand& about, std::uint32_t so_far);
  void extend(errand& about);
  void invoiced(errand& about, market::money amount, std::int32_t minutes);
  void consider_dispute(const errand& about, std::int32_t minutes);
  void check(errand& about);
  void end(errand& about);
  /// Soon, once.
  void end_soon(errand& about);
  second patience(const errand& about) const;

  // -- client_reviews.cpp: what is learned, and told --

  void ended(errand& about);
  void learn(const errand& about);
  /// Where somebody new is remembered: a free place, or that of the least good.
  acquaintance& least_known();
  void feel(double satisfaction);
  void review(const errand& about);

  // -- client_leaving.cpp: going on without the platform --

  /// True if the two do; tells so.
  bool leave_together(const errand& about);
  market::money value_ahead(const errand& about) const;

  // -- client_minds.cpp --

  void wake(const people::wake& due);
  void notice(const market::event& happened);
  void refused(const market::event& happened);
};

}  // namespace souk::people
