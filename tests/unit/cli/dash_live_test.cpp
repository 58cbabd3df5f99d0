#include "cli/dash_source.hpp"
#include "scenarios/policy_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace souk::cli {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

/// A real engine on the smallest scenario, at rest at the beginning of day 20, in a folder of its
/// own.
class LiveSource : public testing::Test {
 protected:
  LiveSource() {
    folder_ = fs::path(testing::TempDir()) / ("dash-" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    fs::current_path(folder_);
    dash_options options;
    options.scenario = "tiny";
    options.settings = {"population.freelancers=300", "population.clients=60", "burn_in=28d"};
    options.at = 20;
    options.threads = 1;
    source_ = live_source(options);
    wait_for([](const viz::feed& shown) { return shown.a->day() == 20; });
  }
  ~LiveSource() override {
    source_.reset();
    fs::current_path(testing::TempDir());
    fs::remove_all(folder_);
  }

  template <class Condition>
  void wait_for(Condition holds) {
    while (!(source_->rests() && holds(source_->now()))) {
      source_->wait();
    }
  }
  std::shared_ptr<const market::policy> dearer() const {
    market::policy terms = *observe::terms_in_force(*source_->now().a);
    terms.fees.client = market::percent(7);
    return std::make_shared<const market::policy>(terms);
  }
  void fork() {
    source_->ask(observe::intent::fork{dearer(), std::nullopt});
    wait_for([](const viz::feed& shown) {
      return shown.b != nullptr && shown.b->phase == observe::run_phase::paused
             && shown.b->epoch == shown.a->epoch;
    });
  }

  fs::path folder_;
  std::unique_ptr<dash_source> source_;
};

TEST_F(LiveSource, ForksAtTheSecondThatIsShown) {
  fork();
  const viz::feed shown = source_->now();
  EXPECT_EQ(shown.b->day(), 20);
  ASSERT_EQ(shown.b->policies->size(), 2U);
  EXPECT_EQ(shown.b->policies->back().from, shown.a->now);
  EXPECT_EQ(shown.a->policies->size(), 1U);
  EXPECT_EQ(observe::terms_in_force(*shown.b)->fees.client, market::percent(7));
  // The pasts are one.
  ASSERT_EQ(shown.a->days.size(), shown.b->days.size());
  EXPECT_EQ(shown.a->days[19].record.fingerprint, shown.b->days[19].record.fingerprint);
}

TEST_F(LiveSource, StepsBothFuturesToTheSameEpoch) {
  fork();
  const std::int64_t epoch = source_->now().a->epoch;
  source_->ask(observe::intent::step{40 * 24});
  wait_for([&](const viz::feed& shown) {
    return shown.a->epoch == epoch + 960 && shown.b->epoch == epoch + 960;
  });
  const viz::feed shown = source_->now();
  EXPECT_NE(shown.a->current.ledger, shown.b->current.ledger);
}

TEST_F(LiveSource, CopiesACommandForEachFuture) {
  fork();
  EXPECT_THAT(
      source_->now().command, AllOf(StartsWith("souk dash tiny --set population.freelancers=300 "),
                                  HasSubstr("--at 20   # A\n"),
                                  HasSubstr("policy_turns=[{ day: -8, policy: { based_on: "
                                            "upwork-2022, vetting: { supply_floor: 20 }, "
                                            "fees: { client: 7% } } }]"),
                                  HasSubstr("--at 20   # B")));
}

TEST_F(LiveSource, GoesBackToOneFuture) {
  fork();
  source_->ask(observe::intent::drop_fork{});
  EXPECT_EQ(source_->now().b, nullptr);
  source_->ask(observe::intent::step{1});
  wait_for([](const viz::feed& shown) { return shown.a->epoch == 20 * 24 + 1; });
}

TEST_F(LiveSource, ChangesThePolicyFromTheNextEpochOn) {
  source_->ask(observe::intent::change_policy{dearer()});
  source_->ask(observe::intent::step{1});
  wait_for([](const viz::feed& shown) { return shown.a->epoch == 20 * 24 + 1; });
  EXPECT_EQ(observe::terms_in_force(*source_->now().a)->fees.client, market::percent(7));
}

TEST_F(LiveSource, SavesAPolicyThatLoadsAgain) {
  const std::shared_ptr<const market::policy> terms = dearer();
  source_->ask(observe::intent::save_policy{terms});
  const std::string name = terms->name + "-edited";
  market::policy kept = scenarios::load_policy(name + ".yaml");
  EXPECT_EQ(kept.name, name);
  kept.name = terms->name;
  EXPECT_EQ(kept, *terms);
}

TEST_F(LiveSource, RefusesTermsThatNoFileMayHold) {
  market::policy terms = *dearer();
  terms.connects.packs = {30, 10};
  const auto wrong = std::make_shared<const market::policy>(terms);
  source_->ask(observe::intent::fork{wrong, std::nullopt});
  EXPECT_EQ(source_->now().b, nullptr);
  EXPECT_EQ(source_->now().notice,
      "Not applied: connects.packs does not rise; each pack once, the smallest first");
  source_->ask(observe::intent::save_policy{wrong});
  EXPECT_TRUE(fs::is_empty(folder_));
}

}  // namespace
}  // namespace souk::cli
