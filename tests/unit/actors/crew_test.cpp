// Whatever becomes of an actor, a run ends: with its result, or with an error that says why.
#include "actors/crew.hpp"

#include "tests/support/small_market.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <stdexcept>
#include <thread>

namespace souk::actors {
namespace {

/// Stands where a cohort of clients stood: does nothing but what it is told, each epoch.
class planted_shard : public shard {
 public:
  planted_shard(const floor_plan& plan, std::function<void(const epoch&)> what)
      : shard(plan.desks(), plan.cohorts()), what_(std::move(what)) {}

  void work(stage which, const epoch& now, const inbox&) override {
    next_ = now.to;
    if (which == stage::act) {
      what_(now);
    }
  }
  second next_due(stage which) const override {
    return which == stage::act ? next_ : wake_queue::never;
  }
  shard_sums sums() const override { return {}; }
  day_part take_day(bool) override {
    ++days_taken;
    return {};
  }
  final_part finish() override { return {}; }
  void save(archive_writer&) const override {}
  void load(archive_reader&) override {}

  std::atomic<std::int64_t> days_taken{0};  // by the conductor, and handed to the recorder

 private:
  std::function<void(const epoch&)> what_;
  second next_ = 0;
};

/// Ten days of a market in which one cohort is planted.
class Crew : public ::testing::Test {
 public:
  Crew() {
    options.burn_in_days = 0;
    options.days = 10;
    options.cohort_size = 200;
  }

  /// `what(crew, now)` in each epoch.
  template <class What>
  observe::run_result run(observe::run_observer& observer, What what) {
    run_setup setup = set_up_run(options);
    market_house house(setup);
    crew* actors = nullptr;
    auto planted =
        std::make_unique<planted_shard>(setup.plan, [&](const epoch& now) { what(*actors, now); });
    traitor = planted.get();
    house.shards[setup.plan.cohorts() - 1] = std::move(planted);
    engine_config config(2);
    caf::actor_system system(config);
    const auto keeper = std::make_shared<record_keeper>(observe::run_description{}, observer);
    crew hired(system, setup, house, keeper, observer);
    actors = &hired;
    return hired.run().value();
  }
  template <class What>
  std::string failure(What what) {
    observe::run_observer nobody;
    try {
      run(nobody, what);
    } catch (const std::exception& error) {
      return error.what();
    }
    return "none";
  }

  run_options options = testing::small_market();
  const planted_shard* traitor = nullptr;
};

constexpr std::int64_t some_epoch = 50;

TEST_F(Crew, RunsToTheEndWhenNothingGoesWrong) {
  EXPECT_EQ(failure([](crew&, const epoch&) {}), "none");
}

TEST_F(Crew, ErrorOfAShardEndsTheRun) {
  EXPECT_EQ(failure([](crew&, const epoch& now) {
    if (now.number == some_epoch) {
      throw std::runtime_error("the roof is on fire");
    }
  }),
      "the roof is on fire");
}

class CrewMember : public Crew, public ::testing::WithParamInterface<const char*> {
 protected:
  static const caf::actor& member(const crew& of) {
    const std::string who = GetParam();
    return who == "cohort"     ? of.shards().cohorts[0]
           : who == "desk"     ? of.shards().desks[0]
           : who == "recorder" ? of.recorder()
                               : of.conductor();
  }
};

TEST_P(CrewMember, DeathEndsTheRun) {
  const std::string why = failure([](crew& actors, const epoch& now) {
    if (now.number == some_epoch) {
      caf::anon_send_exit(member(actors), caf::exit_reason::kill);
    }
  });
  EXPECT_THAT(why, ::testing::HasSubstr("an actor of the engine ended early"));
}
INSTANTIATE_TEST_SUITE_P(Crew, CrewMember,
    ::testing::Values("cohort", "desk", "recorder", "conductor"),
    [](const auto& of) { return std::string(of.param); });

TEST_F(Crew, ErrorOfWhoeverObservesEndsTheRun) {
  class full_disk : public observe::run_observer {
    void on_day(const observe::day_record& day, std::span<const observe::category_day>) override {
      if (day.day == 3) {
        throw std::runtime_error("no space left on device");
      }
    }
  };
  full_disk disk;
  EXPECT_THROW(run(disk, [](crew&, const epoch&) {}), std::runtime_error);
}

TEST_F(Crew, TheMarketWaitsForASlowRecorder) {
  class slow : public observe::run_observer {
   public:
    explicit slow(const Crew& test) : test_(test) {}
    void on_day(const observe::day_record& day, std::span<const observe::category_day>) override {
      // The market goes on for as long as it may; then it stands still.
      const std::int64_t may =
          std::min<std::int64_t>(day.day + most_unkept_days, test_.options.days);
      while (test_.traitor->days_taken < may) {
        std::this_thread::yield();
      }
      most_ahead = std::max(most_ahead, test_.traitor->days_taken - day.day);
    }
    std::int64_t most_ahead = 0;

   private:
    const Crew& test_;
  };
  slow observer(*this);
  run(observer, [](crew&, const epoch&) {});
  EXPECT_EQ(observer.most_ahead, most_unkept_days);
}

}  // namespace
}  // namespace souk::actors
