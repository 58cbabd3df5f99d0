// A checkpoint: a run between two of its days, in a file of its own beside the store
// (docs/store.md, "Checkpoints"). Whatever is wrong with a file, reading it ends in a checkpoint or
// in checkpoint_error.
#pragma once

#include "actors/snapshot.hpp"
#include "observe/record.hpp"
#include "reports/store.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace souk::cli {

/// A file that cannot be gone on from: damaged, cut short, or of another souk or run. `what()` says
/// which file and why.
class checkpoint_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct checkpoint {
  observe::run_description what;  // what is run, its version and all its values
  bool events = false;            // they are recorded
  std::int32_t every = 0;         // days from one checkpoint to the next; 0: none but this
  reports::store_mark store;      // how far the store reached
  std::vector<observe::day_record> days;
  actors::snapshot market;
};

/// As a file's content; and back. `name` is for what is said of it.
std::vector<std::byte> checkpoint_bytes(const checkpoint& kept);
checkpoint read_checkpoint(std::span<const std::byte> bytes, const std::string& name);

/// Writes a file whole or not at all, and has it on disk when it returns. Throws
/// std::runtime_error.
void save_checkpoint(const std::string& file, const checkpoint& kept);
checkpoint load_checkpoint(const std::string& file);

/// Throws checkpoint_error unless the checkpoint is of this run: version, seed, days, scenario and
/// policy.
void check_same_run(
    const checkpoint& kept, const observe::run_description& run, const std::string& file);

/// DIR/checkpoints/day-000120.souk: so many days since second 0 are over.
std::string checkpoint_file(const std::string& folder, std::int32_t day);

/// The checkpoints of a run's folder, the latest first.
std::vector<std::string> checkpoint_files(const std::string& folder);

/// The latest one of `run` that can be gone on from, at `latest_day` at most. Later ones that
/// cannot are warned of in the log. Throws checkpoint_error with all that was found where there is
/// none.
struct found_checkpoint {
  std::string file;
  checkpoint kept;
};
found_checkpoint newest_checkpoint(
    const std::string& folder, const observe::run_description& run, std::int32_t latest_day);

}  // namespace souk::cli
