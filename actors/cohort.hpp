// A cohort: some hundreds or thousands of people of one side with their accounts, as arrays. People
// who are due act; their accounts vouch for what they ask and the desks decide; at the end of the
// epoch accounts and people learn what became of it.
#pragma once

#include "actors/post_room.hpp"
#include "actors/public_view.hpp"
#include "actors/run_setup.hpp"
#include "actors/shard.hpp"
#include "actors/treatments.hpp"
#include "market/account_book.hpp"
#include "observe/moment_sums.hpp"
#include "observe/newcomer_book.hpp"
#include "people/client_minds.hpp"
#include "people/freelancer_minds.hpp"

namespace souk::actors {

/// What differs between the two sides.
struct freelancer_side {
  using minds = people::freelancer_minds;
  using sight = people::freelancer_sight;
  using face = market::freelancer_face;
};
struct client_side {
  using minds = people::client_minds;
  using sight = people::client_sight;
  using face = market::client_face;
};

template <class Side>
class cohort final : public shard {
 public:
  cohort(const run_setup& setup, public_view& view, shard_index number);

  void work(stage which, const epoch& now, const inbox& in) override;
  second next_due(stage which) const override;
  shard_sums sums() const override;
  day_part take_day(bool recount) override;
  final_part finish() override;
  void save(archive_writer& to) const override;
  void load(archive_reader& from) override;

  void keep_late_rows() override;
  void show(late_rows& into) const override;
  void show(observe::vitals& into) const override;
  /// The freelancers of the cohort who ever registered.
  void show(std::vector<observe::person_point>& into) const;
  observe::person_view view_of(market::person_id person) const;

 private:
  template <class Archive, class Self>
  static void walk(Archive& archive, Self& self);

  void act(const epoch& now);
  void bring_near();
  void take_intentions(const epoch& now);
  void give(const people::given& asked, const epoch& now);
  template <class Command>
  void route(const market::stamp& given, const Command& asked, const epoch& now);
  void pass_on(market::vouched voucher, const market::propose& asked, const epoch& now);
  template <class Command>
  void pass_on(market::vouched voucher, const Command& asked, const epoch& now);
  void take_own_answers();
  void take_observations(second at);

  void settle(const epoch& now, const inbox& in);
  void let_accounts_notice(const inbox& in);
  void let_people_notice(const epoch& now);
  void treat(second until);
  void begin_treatment(const treatment& one);
  void end_treatment(const treatment& one);
  void call_employers(const epoch& now);
  void publish(market::person_id person);
  void count_spending(const market::billed_work& work);
  void count_active(market::person_id person, second at, observe::counted what);
  typename Side::sight sight_of_news(market::person_id person, second now) const;
  typename Side::sight sight_of_wake(const people::wake& due, second now);
  std::uint32_t exchange_of(market::job_id job) const;
  observe::person_row row_of(market::person_id person) const;

  std::uint32_t offset(market::person_id person) const { return index(person) - first_; }
  std::vector<typename Side::face>& public_faces();

  const run_setup& setup_;
  public_view& view_;
  shard_index number_;
  std::uint32_t first_;
  std::uint32_t count_;
  std::vector<typename Side::face>
      faces_;  // the accounts' own; others see them once they are published
  market::account_book book_;
  typename Side::minds minds_;
  wake_queue wakes_;
  treatments treatments_;
  std::vector<treatment> calls_;  // people for an intervention's employer to hire, since `act`
  tally tally_;
  post_room post_;
  people::intentions intentions_;
  market::outbox out_;
  std::vector<market::proposal_card> proposals_;  // of the job that a client looks at
  std::vector<delivery> news_;                    // of the epoch, for people
  std::vector<std::uint16_t> active_on_;          // by person: the last day + 1 on which they were
  std::vector<observe::departure_row> departures_;  // of the day
  std::vector<people::note> notes_;                 // of the day, about whoever is followed
  std::uint32_t sequence_ = 0;                      // of commands in the epoch
  std::int64_t wakes_counted_ = 0;
  observe::moment_sums moments_;                    // since the last day
  observe::premium_panel premiums_;                 // of freelancers, in the window
  std::vector<std::array<std::int64_t, 2>> years_;  // of clients, see person_row::year_cents
  std::vector<observe::rival> rivals_;
  observe::newcomer_book newcomers_;  // of freelancers
};

using freelancer_cohort = cohort<freelancer_side>;
using client_cohort = cohort<client_side>;

extern template class cohort<freelancer_side>;
extern template class cohort<client_side>;

}  // namespace souk::actors
