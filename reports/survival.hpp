// How long people wait until something happens, when not everybody is followed to the end:
// Kaplan-Meier curves, the share to whom it has happened while others leave (Aalen-Johansen), and
// the log-rank test. Intervals hold 95 %.
//
// Sources: Kaplan & Meier 1958; Greenwood 1926; Brookmeyer & Crowley 1982 (the median);
// Marubini & Valsecchi 1995 (the variance of an incidence); Kalbfleisch & Prentice 2002, sections
// 1.4 and 1.5 (log-log bands, log-rank). Times have any unit, and none is below 0.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace souk::reports {

enum class wait_end : unsigned char {
  happened,
  censored,  // nobody knows whether it would have happened later
  left,      // something else came first, after which it does not happen
};

/// One person's wait.
struct wait {
  double time = 0.0;
  wait_end end = wait_end::censored;
};

/// With its interval; `low` and `high` are the value itself where there is no spread to reckon
/// with.
struct estimate {
  double value = 0.0, low = 0.0, high = 0.0;

  bool operator==(const estimate&) const = default;
};

/// A step of a curve: what holds from `time` on.
struct survival_step {
  double time = 0.0;
  std::size_t at_risk = 0;  // just before
  std::size_t events = 0;
  double survival = 1.0;
  double greenwood = 0.0;  // sum of d / (n (n - d)): the variance of log S
};

/// The chance that it has not happened yet, if nobody left: who leaves is censored.
class survival_curve {
 public:
  explicit survival_curve(std::vector<wait> waits);

  std::size_t people() const { return people_; }
  std::size_t events() const { return events_; }
  double last_time() const { return last_; }  // until which anybody was followed
  std::span<const survival_step> steps() const { return steps_; }

  /// None after the last time, unless it has happened to everybody by then.
  std::optional<estimate> at(double time) const;
  /// Who is followed at `time` or longer, and to whom it has not happened before.
  std::size_t at_risk(double time) const;
  /// The first time by which it has happened to half. No value: it never comes so far; no `high`:
  /// nobody knows.
  struct median_time {
    std::optional<double> value, low, high;
  };
  median_time median() const;

 private:
  estimate untouched(double time) const;
  estimate of(std::size_t step) const;

  std::vector<survival_step> steps_;
  std::vector<double> times_;  // of all, sorted
  std::size_t people_ = 0, events_ = 0;
  double last_ = 0.0;
};

/// The share to whom it has happened, where who leaves never comes back to it.
class incidence_curve {
 public:
  explicit incidence_curve(std::vector<wait> waits);

  /// None after the last time.
  std::optional<estimate> at(double time) const;

 private:
  struct step {
    double time = 0.0;
    double share = 0.0;
    double variance = 0.0;
  };
  std::vector<step> steps_;
  double last_ = 0.0;
};

struct log_rank_group {
  std::size_t people = 0, observed = 0;
  double expected = 0.0;
};

struct log_rank_test {
  std::vector<log_rank_group> groups;
  double chi_squared = 0.0;
  int degrees = 0;
  double p = 1.0;
};

/// Whether the curves of all groups are one; who leaves is censored. With fewer than two groups
/// that anybody of was at risk at an event, there is nothing to test: 0 degrees, p 1.
log_rank_test log_rank(std::span<const std::vector<wait>> groups);

}  // namespace souk::reports
