#include "cli/checkpoint.hpp"

#include "cli/results_id.hpp"

#define XXH_INLINE_ALL
#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace souk::cli {

namespace {

namespace fs = std::filesystem;

/// Rises whenever what a market keeps changes: files of another format are of another souk.
constexpr std::uint32_t format = 2;
constexpr std::array<char, 8> magic{'s', 'o', 'u', 'k', 'c', 'h', 'k', '\n'};

std::array<char, 64> results_here() {
  std::array<char, 64> id{};
  results_id.copy(id.data(), id.size());
  return id;
}

/// What stands before the content. The checksum is over the content; the head is checked by value,
/// so that a file of another souk is told from a damaged one.
struct file_head {
  std::array<char, 8> mark = magic;
  std::uint32_t format = cli::format;
  std::uint32_t reserved = 0;
  std::uint64_t size = 0;
  std::uint64_t checksum = 0;
  std::array<char, 64> results = results_here();  // what its records mean depends on the sources
};
static_assert(sizeof(file_head) == 96);

std::uint64_t checksum_of(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw checkpoint_error(name + ": " + why);
}

std::span<const std::byte> content_of(std::span<const std::byte> bytes, const std::string& name) {
  file_head head;
  if (bytes.size() < sizeof(head.mark)) {
    refuse(name, "is damaged: it is too short for a checkpoint");
  }
  std::memcpy(&head, bytes.data(), std::min(bytes.size(), sizeof(head)));
  if (head.mark != magic || head.reserved != 0) {
    refuse(name, "is no checkpoint of souk");
  }
  if (bytes.size() < sizeof(head)) {
    refuse(name, "is damaged: it is too short for a checkpoint");
  }
  if (head.format != format) {
    refuse(name, fmt::format("is a checkpoint of another souk: its format is {}, and {} is read",
                     head.format, format));
  }
  if (head.results != results_here()) {
    refuse(
        name, fmt::format("is a checkpoint of another souk, built from other sources or by another "
                          "compiler ({:.12}; here {:.12}); go on with the one that wrote it",
                  std::string_view(head.results.data(), head.results.size()), results_id));
  }
  const std::span<const std::byte> content = bytes.subspan(sizeof(head));
  if (head.size != content.size()) {
    refuse(name, fmt::format("is damaged: {} bytes of content, and {} were written", content.size(),
                     head.size));
  }
  if (head.checksum != checksum_of(content)) {
    refuse(name, "is damaged: its checksum is wrong");
  }
  return content;
}

void write_all(int file, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      throw std::runtime_error(std::strerror(errno));
    }
    bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
  }
}

/// An open file or folder, closed whatever happens.
class descriptor {
 public:
  descriptor(const std::string& path, int flags) : number_(::open(path.c_str(), flags, 0644)) {
    if (number_ < 0) {
      throw std::runtime_error(std::strerror(errno));
    }
  }
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  ~descriptor() { ::close(number_); }

  int number() const { return number_; }
  void sync() const {
    if (::fsync(number_) != 0) {
      throw std::runtime_error(std::strerror(errno));
    }
  }

 private:
  int number_;
};

std::vector<std::byte> read_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  std::vector<std::byte> bytes(in ? static_cast<std::size_t>(in.tellg()) : 0);
  in.seekg(0);
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!in) {
    refuse(file, "cannot be read");
  }
  return bytes;
}

constexpr std::string_view name_begins = "day-", name_ends = ".souk";

/// The day in a checkpoint's name; -1 where it is none.
std::int32_t day_of(const std::string& name) {
  std::int32_t day = -1;
  if (name.starts_with(name_begins) && name.ends_with(name_ends)) {
    const char* const end = name.data() + name.size() - name_ends.size();
    const auto [stopped, wrong] = std::from_chars(name.data() + name_begins.size(), end, day);
    return wrong == std::errc() && stopped == end ? day : -1;
  }
  return day;
}

}  // namespace

std::vector<std::byte> checkpoint_bytes(const checkpoint& kept) {
  actors::archive_writer to;
  to(std::array<std::byte, sizeof(file_head)>{}, kept);
  std::vector<std::byte> bytes = to.take();
  file_head head;
  const auto content = std::span(bytes).subspan(sizeof(head));
  head.size = content.size();
  head.checksum = checksum_of(content);
  std::memcpy(bytes.data(), &head, sizeof(head));
  return bytes;
}

checkpoint read_checkpoint(std::span<const std::byte> bytes, const std::string& name) {
  actors::archive_reader from(content_of(bytes, name));
  checkpoint kept;
  try {
    from(kept);
    from.expect_end();
    actors::plan_of(kept.market);
  } catch (const actors::archive_error& error) {
    refuse(name, std::string("is damaged: ") + error.what());
  }
  return kept;
}

void save_checkpoint(const std::string& file, const checkpoint& kept) {
  const std::string beside = file + ".part";
  try {
    const std::string folder = fs::path(file).parent_path().string();
    fs::create_directories(folder);
    {
      const descriptor out(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
      write_all(out.number(), checkpoint_bytes(kept));
      out.sync();
    }
    fs::rename(beside, file);
    descriptor(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC).sync();
  } catch (const std::exception& error) {
    throw std::runtime_error("cannot write " + file + ": " + error.what());
  }
}

checkpoint load_checkpoint(const std::string& file) {
  return read_checkpoint(read_file(file), file);
}

void check_same_run(
    const checkpoint& kept, const observe::run_description& run, const std::string& file) {
  const auto demand = [&](const char* of, const auto& its, const auto& wanted) {
    if (its != wanted) {
      refuse(file, fmt::format("is of {} {}, and the run here is of {}", of, its, wanted));
    }
  };
  demand("souk", kept.what.version, run.version);
  demand("scenario", kept.what.scenario, run.scenario);
  demand("policy", kept.what.policy, run.policy);
  demand("seed", kept.what.seed, run.seed);
  demand("a run of so many days:", kept.what.days, run.days);
  if (kept.what.policy_yaml != run.policy_yaml) {
    refuse(file, fmt::format("is of another policy named {}: its values differ", run.policy));
  }
  if (kept.what.scenario_yaml != run.scenario_yaml) {
    refuse(file, fmt::format("is of another scenario named {}: its values differ", run.scenario));
  }
}

std::string checkpoint_file(const std::string& folder, std::int32_t day) {
  return fmt::format("{}/checkpoints/{}{:06}{}", folder, name_begins, day, name_ends);
}

std::vector<std::string> checkpoint_files(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code none;
  for (const fs::directory_entry& one : fs::directory_iterator(folder + "/checkpoints", none)) {
    if (day_of(one.path().filename().string()) >= 0) {
      found.push_back(one.path().string());
    }
  }
  std::sort(found.rbegin(), found.rend());
  return found;
}

found_checkpoint newest_checkpoint(
    const std::string& folder, const observe::run_description& run, std::int32_t latest_day) {
  std::string refused;
  for (const std::string& file : checkpoint_files(folder)) {
    if (day_of(fs::path(file).filename().string()) > latest_day) {
      continue;
    }
    try {
      checkpoint kept = load_checkpoint(file);
      check_same_run(kept, run, file);
      return {file, std::move(kept)};
    } catch (const checkpoint_error& error) {
      spdlog::warn("{}", error.what());
      refused += std::string("\n  ") + error.what();
    }
  }
  throw checkpoint_error(
      refused.empty()
          ? folder
                + " has no checkpoint to go on from; a run keeps some with --checkpoint-every 30d"
          : folder + " has no checkpoint that can be gone on from:" + refused);
}

}  // namespace souk::cli
