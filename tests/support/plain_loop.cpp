#include "tests/support/plain_loop.hpp"

#include "actors/auditor.hpp"
#include "actors/engine.hpp"
#include "actors/market_house.hpp"
#include "actors/record_keeper.hpp"

#include <algorithm>

namespace souk::testing {
namespace {

using actors::shard;
using actors::stage;

class loop {
 public:
  loop(const actors::run_setup& setup, actors::record_keeper& keeper)
      : setup_(setup), keeper_(keeper), house_(setup), inboxes_(setup.plan.shards()) {}

  observe::run_result run(const observe::run_observer& observer) {
    bool stop = false;
    for (std::int64_t number = 0; number < setup_.epochs() && !stop; ++number) {
      const actors::epoch now = setup_.clock.at(number);
      for (stage which : {stage::act, stage::trade, stage::bill, stage::settle}) {
        work(which, now);
      }
      stop = (number + 1) % setup_.clock.epochs_per_day() == 0 && observer.stop_requested();
      end_epoch(now, stop);
    }
    for (const auto& one : house_.shards) {
      keeper_.keep(one->finish());
    }
    return keeper_.finish();
  }

 private:
  void work(stage which, const actors::epoch& now) {
    const std::uint32_t cohorts = setup_.plan.cohorts();
    const std::uint32_t exchanges = cohorts + setup_.plan.exchanges;
    switch (which) {
      case stage::trade:
        return work(which, now, cohorts, exchanges);
      case stage::bill:
        return work(which, now, exchanges, setup_.plan.shards());
      default:
        return work(which, now, 0, cohorts);
    }
  }

  void work(stage which, const actors::epoch& now, std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t number = from; number < to; ++number) {
      shard& one = *house_.shards[number];
      actors::inbox& in = inboxes_[number];
      const bool written_to = !in.commands.empty() || !in.letters.empty();
      // People act when they are due alone; what they are written is for settling.
      const bool due = which == stage::settle ? written_to || one.next_due(which) <= now.to
                       : which == stage::act  ? one.next_due(which) < now.to
                                              : written_to || one.next_due(which) < now.to;
      if (!due) {
        continue;
      }
      one.work(which, now, in);
      in.clear();
      if (which != stage::settle) {
        lend(one);
      }
    }
  }

  void lend(const shard& from) {
    for (std::uint32_t desk : from.commands_out().destinations()) {
      inboxes_[setup_.plan.cohorts() + desk].commands.push_back(&from.commands_out()[desk]);
    }
    for (std::uint32_t cohort : from.mail_out().destinations()) {
      inboxes_[cohort].letters.push_back(&from.mail_out()[cohort]);
    }
  }

  void end_epoch(const actors::epoch& now, bool stop) {
    std::vector<actors::shard_sums> sums;
    for (const auto& one : house_.shards) {
      sums.push_back(one->sums());
    }
    const actors::shard_sums all = audited(now, sums);
    rolling_.emplace_back(now.number, all.events);
    if ((now.number + 1) % setup_.clock.epochs_per_day() != 0) {
      return;
    }
    actors::day_bundle day;
    day.day = static_cast<std::int32_t>(now.number / setup_.clock.epochs_per_day());
    day.sums = all;
    day.epochs = std::exchange(rolling_, {});
    const bool last = stop || now.number + 1 == setup_.epochs();
    for (std::uint32_t number = 0; number < setup_.plan.shards(); ++number) {
      const bool recount = actors::is_recounted(day.day, number, last);
      day.parts.push_back(house_.shards[number]->take_day(recount));
    }
    audit_day(now, day.parts);
    keeper_.keep(std::move(day));
  }

  const actors::run_setup& setup_;
  actors::record_keeper& keeper_;
  actors::market_house house_;
  std::vector<actors::inbox> inboxes_;
  std::vector<std::pair<std::int64_t, market::fingerprint>> rolling_;
};

}  // namespace

observe::run_result plain_loop(
    actors::run_options options, observe::run_description what, observe::run_observer& observer) {
  options.cohort_size = static_cast<std::uint32_t>(
      std::max({1, options.people.population.freelancers, options.people.population.clients}));
  options.exchanges = 1;
  options.billing_desks = 1;
  const actors::run_setup setup = actors::set_up_run(options);
  actors::record_keeper keeper(actors::described(options, std::move(what)), observer);
  return loop(setup, keeper).run(observer);
}

}  // namespace souk::testing
