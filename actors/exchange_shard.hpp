// The exchange of a category (or, in a plain loop, of all): jobs, proposals, interviews and offers.
#pragma once

#include "actors/command_queue.hpp"
#include "actors/post_room.hpp"
#include "actors/public_view.hpp"
#include "actors/run_setup.hpp"

namespace souk::actors {

class exchange_shard final : public shard {
 public:
  exchange_shard(const run_setup& setup, const public_view& view);

  const market::exchange& exchange() const { return exchange_; }

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

 private:
  template <class Archive, class Self>
  static void walk(Archive& archive, Self& self);

  void take(const command_queue::item& next);

  const run_setup& setup_;
  market::exchange exchange_;
  command_queue queue_;
  tally tally_;
  post_room post_;
  market::outbox out_;
  std::vector<market::exchange_counts> counted_;  // by category, up to the last day
  std::vector<observe::job_row> ended_;
};

}  // namespace souk::actors
