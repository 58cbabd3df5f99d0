// Which trials are still to do, who has them and for how long: so that one is done once, if those
// who do it vanish, stop for a while or come late. Knows no clock; it is told the time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace souk::cli {

/// Whoever takes jobs: this process, or a worker while it is connected.
using holder_id = std::uint64_t;

class lease_book {
 public:
  enum class verdict : std::uint8_t {
    first,         // the job's answer
    repeated,      // the job is answered already, by the same
    contradicted,  // the job is answered already, by something else
  };

  explicit lease_book(std::size_t jobs) : jobs_(jobs) {}

  /// A job for `who` at `now` (seconds): one that nobody has; or else, of those that are overdue,
  /// the one that is longest so. Overdue: its last holder is silent, or has had it for more than
  /// `patience` times as long as such jobs took of late, whoever did them.
  std::optional<std::size_t> take(holder_id who, double now);

  /// `digest`: equal for equal answers. Only of a job that `who` has.
  verdict keep(std::size_t job, holder_id who, std::uint64_t digest, double now);

  bool has(std::size_t job, holder_id who) const;
  /// Who else is at a job, answered or not.
  std::vector<holder_id> holders(std::size_t job) const;
  /// Who gave the answer that is kept; only while others are still at the job.
  std::optional<holder_id> answered_by(std::size_t job) const;

  /// `who` gives up a job, or is gone with all that he has.
  void give_back(std::size_t job, holder_id who);
  void leave(holder_id who);
  /// Nothing is heard of `who`, or is again.
  void hush(holder_id who, bool silent);

  bool complete() const { return answered_ == jobs_; }
  /// Neither answered nor in anybody's hands.
  std::size_t unheld_jobs() const { return jobs_ - next_ + returned_.size(); }

  static constexpr double patience = 4.0;

 private:
  struct lease {
    holder_id who = 0;
    double since = 0.0;
  };
  struct open_job {
    std::vector<lease> leases;            // the last one given is the last
    std::optional<std::uint64_t> digest;  // once it is answered
    std::optional<holder_id> answered_by;
  };

  std::optional<std::size_t> unheld();
  std::optional<std::size_t> overdue(holder_id who, double now) const;
  void took(double seconds);
  double usual_time() const;
  void drop_lease(std::map<std::size_t, open_job>::iterator job, holder_id who);

  std::size_t jobs_;
  std::size_t next_ = 0;                  // those from here on were never given out
  std::set<std::size_t> returned_;        // given out, and given back by all
  std::map<std::size_t, open_job> open_;  // somebody is at it
  std::size_t answered_ = 0;
  std::set<holder_id> silent_;
  std::array<double, 63> times_{};  // of the last answers
  std::size_t timed_ = 0;
};

}  // namespace souk::cli
