// A billing desk: the contracts of a share of the clients, their escrow, invoices and reviews.
#pragma once

#include "actors/command_queue.hpp"
#include "actors/post_room.hpp"
#include "actors/public_view.hpp"
#include "actors/run_setup.hpp"

namespace souk::actors {

class billing_shard final : public shard {
 public:
  explicit billing_shard(const run_setup& setup);

  const market::billing_desk& desk() const { return desk_; }

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
  /// Contracts that are over, in the order in which they came to their end; those that go on.
  const std::vector<observe::contract_row>& over() const { return over_; }
  std::vector<observe::contract_row> going_on() const;

 private:
  template <class Archive, class Self>
  static void walk(Archive& archive, Self& self);

  void start_until(second at);
  void take(const command_queue::item& next);
  void count_day();

  const run_setup& setup_;
  market::billing_desk desk_;
  command_queue queue_;
  tally tally_;
  post_room post_;
  market::outbox out_;
  std::vector<const market::started_contract*> starting_;
  market::billing_counts counted_;           // up to the last day
  std::vector<std::int64_t> gross_counted_;  // by category
  std::vector<observe::contract_row> over_;
};

}  // namespace souk::actors
