// The vetting desk: profiles wait for reviewers and are answered (R7 - R9).
#pragma once

#include "actors/post_room.hpp"
#include "actors/public_view.hpp"
#include "actors/run_setup.hpp"
#include "actors/shard.hpp"
#include "market/vetting_desk.hpp"

namespace souk::actors {

class vetting_shard final : public shard {
 public:
  vetting_shard(const run_setup& setup, const public_view& view);

  market::vetting_desk& desk() { return desk_; }

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

  void gather(const inbox& in);
  void pass_on_calls(const inbox& in);
  void advance(second to);
  void count_answers();

  const run_setup& setup_;
  const public_view& view_;
  market::vetting_desk desk_;
  tally tally_;
  post_room post_;
  market::outbox out_;
  std::vector<market::submission> submissions_;
  std::vector<market::supply_change> supply_;
  std::int64_t overdue_counted_ = 0;
};

}  // namespace souk::actors
