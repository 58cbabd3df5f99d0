// The command line: what stands after a command's name, read strictly.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace souk::cli {

/// Bad usage (exit status 2): what is wrong; what would be right.
class usage_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The options of commands that simulate (contract.md, "Commands").
struct simulation_options {
  std::string scenario;               // a shipped one's name, or a path
  std::optional<std::string> policy;  // NAME|FILE[,path=value...]
  std::vector<std::string> settings;  // path=value
  std::optional<std::uint64_t> seed;
  std::optional<std::int32_t> days;
  int threads = 0;                // 0: one a core
  std::uint32_t cohort_size = 0;  // 0: chosen by the engine
  std::optional<std::string> out;
  bool force = false;
  bool events = false;
  bool quiet = false;
  std::string log_level = "warn";
  // of `souk run` alone
  std::int32_t checkpoint_every = 0;    // days; 0: no checkpoints
  std::optional<std::string> resume;    // a run's folder
  std::optional<std::int32_t> fork_at;  // a day of the window, from 0
};

/// The same market under several seeds.
struct model_options : simulation_options {
  std::int32_t replications = 20;
};

/// Who else may work at a comparison or a sweep, beside `threads` of this process.
struct crew_choice {
  std::optional<std::string> listen;       // HOST:PORT where workers may join
  std::optional<std::string> secret_file;  // what they must know
  bool works_itself = true;                // false: only hands out; not without `listen`
};

/// The same people under several policies, under several seeds.
struct compare_options : simulation_options {
  crew_choice crew;
  std::vector<std::string> policies;  // NAME|FILE[,path=value...]
  std::vector<std::string> arms;      // NAME: path=value, path=value...
  std::int32_t replications = 20;
  bool from_start = false;
  std::vector<std::string> guards;
  double precision = 0.01;
  std::optional<double> naive_share;  // of a live test beside the worlds
  std::string naive_unit = "freelancers";
  std::optional<std::uint32_t> person;  // whose worlds are told apart
};

/// Reads the arguments of `souk compare`. Throws usage_error.
compare_options read_compare_options(std::span<const std::string> arguments);
std::string compare_options_help();

/// A design of experiments.
struct sweep_options {
  std::string experiment;  // a shipped one's name, or a path
  std::optional<std::int32_t> replications;
  bool dry_run = false;
  bool resume = false;  // in the folder `out`
  int threads = 0;      // 0: one a core
  crew_choice crew;
  std::optional<std::string> out;
  bool force = false;
  bool quiet = false;
};

/// Reads the arguments of `souk sweep`. Throws usage_error.
sweep_options read_sweep_options(std::span<const std::string> arguments);
std::string sweep_options_help();

/// A study of newcomers.
struct study_options {
  std::vector<std::string> runs;  // folders or stores
  std::string by = "run";
  std::string out;
  bool pool = false;
  bool force = false;
  bool quiet = false;
};

/// Cores for somebody's comparison or sweep.
struct worker_options {
  std::string connect;  // HOST:PORT
  std::optional<std::string> secret_file;
  std::optional<std::string> name;  // shown there (default: of the machine and process)
  int threads = 0;                  // 0: one a core
  std::int32_t wait_s = 60;         // how long to look for work
  bool quiet = false;
};

/// Reads the arguments of `souk worker`. Throws usage_error.
worker_options read_worker_options(std::span<const std::string> arguments);
std::string worker_options_help();

/// A market to look at: a scenario to run, or the folder of a finished run.
struct dash_options : simulation_options {
  std::optional<std::int32_t> at;                // day to show, burn-in included
  std::optional<std::string> layout;             // a layout's or a panel's name
  std::optional<std::string> screenshot;         // a PNG file to write, without a window
  std::optional<std::string> frames;             // a folder for a picture of each day
  std::array<std::int32_t, 2> size{1920, 1080};  // pixels, of pictures
  double scale = 1.0;                            // pixels a point, of pictures
  std::optional<std::string> theme;              // dark, light
  bool smoke = false;                            // a window for a second
};

/// Reads the arguments of `souk dash`. Throws usage_error.
dash_options read_dash_options(std::span<const std::string> arguments);
std::string dash_options_help();

/// Reads the arguments of `souk validate-model`. Throws usage_error.
model_options read_model_options(std::span<const std::string> arguments);
std::string model_options_help();

/// Reads the arguments of `souk run`. Throws usage_error.
simulation_options read_run_options(std::span<const std::string> arguments);

/// The options of `souk run`, a line or two each.
std::string run_options_help();

inline constexpr std::int32_t most_days = 36'500;
inline constexpr int most_threads = 1'024;
inline constexpr std::int32_t most_replications = 10'000;

}  // namespace souk::cli
