#include "cli/checkpoint.hpp"

#include "actors/engine.hpp"
#include "tests/support/small_market.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace souk::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// Of a small market after three days.
const checkpoint& kept() {
  static const checkpoint three_days = [] {
    actors::run_options options = testing::small_market();
    testing::keeping_observer told;
    checkpoint made;
    observe::run_description what;
    what.version = "0.1.0";
    what.scenario = "tiny";
    what.policy = "seed";
    what.overrides = {{"days", "30"}};
    what.policy_yaml = "kind: policy";
    what.scenario_yaml = "kind: scenario";
    made.what = actors::described(options, what);
    made.events = true;
    made.market = actors::run_prefix(options, {}, told, 3);
    made.days = told.days;
    made.store = {.days = 3, .events = 12, .entries = 3, .epochs = 72};
    return made;
  }();
  return three_days;
}

const std::vector<std::byte>& kept_bytes() {
  static const std::vector<std::byte> bytes = checkpoint_bytes(kept());
  return bytes;
}

std::string refusal(std::span<const std::byte> bytes) {
  try {
    read_checkpoint(bytes, "file");
  } catch (const checkpoint_error& error) {
    return error.what();
  }
  return "none";
}

TEST(Checkpoint, OfOtherSourcesIsRefused) {
  std::vector<std::byte> bytes = kept_bytes();
  constexpr std::size_t results_at = 32;
  bytes[results_at] = static_cast<std::byte>('x');
  EXPECT_THAT(refusal(bytes), HasSubstr("built from other sources or by another compiler (x"));
}

TEST(Checkpoint, IsReadAsItWasWritten) {
  const checkpoint again = read_checkpoint(kept_bytes(), "file");
  EXPECT_EQ(again.what.overrides, kept().what.overrides);
  EXPECT_EQ(again.what.categories, kept().what.categories);
  EXPECT_EQ(again.what.scenario_yaml, "kind: scenario");
  EXPECT_EQ(again.store, kept().store);
  EXPECT_TRUE(again.events);
  ASSERT_EQ(again.days.size(), 3U);
  EXPECT_EQ(again.days[2].fingerprint, kept().days[2].fingerprint);
  EXPECT_EQ(again.market.day, 3);
  EXPECT_TRUE(checkpoint_bytes(again) == kept_bytes());
}

TEST(Checkpoint, AnyFlippedBitIsRefused) {
  const std::size_t size = kept_bytes().size();
  std::vector<std::byte> bytes = kept_bytes();
  for (std::uint64_t n = 0; n < 600; ++n) {
    // All of the head, and here and there in the content.
    const std::uint64_t bit = n < 256 ? n : market::mix(n) % (size * 8);
    bytes[bit / 8] ^= std::byte{1} << (bit % 8);
    EXPECT_NE(refusal(bytes), "none") << "bit " << bit;
    bytes[bit / 8] ^= std::byte{1} << (bit % 8);
  }
}

TEST(Checkpoint, IsRefusedWhereItIsCutShort) {
  const std::span<const std::byte> whole = kept_bytes();
  for (std::size_t size = 0; size < whole.size(); size += size < 64 ? 1 : 997) {
    EXPECT_THAT(refusal(whole.first(size)), HasSubstr("file: is "));
  }
}

TEST(Checkpoint, SaysOfWhatSoukItIs) {
  std::vector<std::byte> bytes = kept_bytes();
  bytes[8] = std::byte{77};
  EXPECT_THAT(refusal(bytes), HasSubstr("is a checkpoint of another souk: its format is 77"));
  bytes[0] = std::byte{'S'};
  EXPECT_THAT(refusal(bytes), HasSubstr("is no checkpoint of souk"));
}

TEST(Checkpoint, IsOfOneRunAlone) {
  const auto refused = [](auto change) -> std::string {
    observe::run_description run = kept().what;
    change(run);
    try {
      check_same_run(kept(), run, "file");
    } catch (const checkpoint_error& error) {
      return error.what();
    }
    return "none";
  };
  EXPECT_EQ(refused([](auto&) {}), "none");
  EXPECT_THAT(refused([](auto& run) { run.version = "0.2.0"; }), HasSubstr("is of souk 0.1.0"));
  EXPECT_THAT(refused([](auto& run) { run.scenario = "other"; }), HasSubstr("scenario tiny"));
  EXPECT_THAT(refused([](auto& run) { run.policy = "other"; }), HasSubstr("policy seed"));
  EXPECT_THAT(refused([](auto& run) { run.seed = 9; }), HasSubstr("seed 1"));
  EXPECT_THAT(refused([](auto& run) { run.policy_yaml += " "; }), HasSubstr("another policy"));
  EXPECT_THAT(refused([](auto& run) { run.scenario_yaml += " "; }), HasSubstr("another scenario"));
}

class CheckpointFolder : public ::testing::Test {
 protected:
  CheckpointFolder() : folder_(::testing::TempDir() + "checkpoints-" + std::to_string(::getpid())) {
    fs::remove_all(folder_);
    spdlog::set_level(spdlog::level::off);
  }
  ~CheckpointFolder() override { fs::remove_all(folder_); }

  std::string keep(std::int32_t day) {
    checkpoint one = kept();
    one.market.day = day;
    save_checkpoint(checkpoint_file(folder_, day), one);
    return checkpoint_file(folder_, day);
  }
  std::string newest(std::int32_t latest = 1000) {
    return newest_checkpoint(folder_, kept().what, latest).file;
  }

  std::string folder_;
};

TEST_F(CheckpointFolder, LeavesWholeFilesAlone) {
  keep(3);
  keep(30);
  std::ofstream(checkpoint_file(folder_, 90) + ".part") << "half of one";
  EXPECT_THAT(checkpoint_files(folder_),
      ::testing::ElementsAre(checkpoint_file(folder_, 30), checkpoint_file(folder_, 3)));
  EXPECT_EQ(newest(), checkpoint_file(folder_, 30));
  EXPECT_EQ(newest(29), checkpoint_file(folder_, 3));
  EXPECT_THROW(newest(2), checkpoint_error);
}

TEST_F(CheckpointFolder, PassesOverWhatIsDamaged) {
  keep(3);
  const std::string later = keep(30);
  fs::resize_file(later, fs::file_size(later) / 2);
  EXPECT_EQ(newest(), checkpoint_file(folder_, 3));
  fs::resize_file(checkpoint_file(folder_, 3), 7);
  try {
    newest();
    FAIL() << "gone on from a damaged checkpoint";
  } catch (const checkpoint_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("no checkpoint that can be gone on from:"));
    EXPECT_THAT(error.what(), HasSubstr("day-000030.souk: is damaged"));
    EXPECT_THAT(error.what(), HasSubstr("day-000003.souk: is damaged"));
  }
}

}  // namespace
}  // namespace souk::cli
