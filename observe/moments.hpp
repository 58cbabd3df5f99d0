// The moments M1 to M25 of facts.md section 4: what each is called, where it should lie, and how it
// is reckoned from the rows and sums of a run.
#pragma once

#include "observe/counts.hpp"
#include "observe/moment_sums.hpp"
#include "observe/record.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace souk::observe {

/// A range that is demanded of the value (part empty) or of a part.
struct moment_range {
  std::string_view part;
  double low = 0.0;
  double high = std::numeric_limits<double>::infinity();
};

struct moment_spec {
  std::string_view id;
  std::string_view what;
  std::string_view target;
  bool tuning = false;  // used to choose parameters; the others are held out
  std::array<moment_range, 4> ranges{};
  std::size_t range_count = 0;

  std::span<const moment_range> wanted() const { return {ranges.data(), range_count}; }
};

/// All 25, in order.
std::span<const moment_spec> moment_specs();

/// Whether all ranges hold; nothing where there is no value.
std::optional<bool> within(const moment_spec& spec, const moment& measured);

/// Fewer observations than this say nothing.
inline constexpr std::int64_t enough = 30;

/// Rows of a finished run, as they come, and the moments of its window.
class moment_book {
 public:
  struct window {
    std::int64_t begin = 0;                 // second 0
    std::int32_t from_day = 0, to_day = 0;  // the window
    observe::counts counts;
    observe::newcomers newcomers;
    std::int64_t newcomers_followed_28d = 0;
    market::ledger_totals before, after;  // at its ends
    moment_sums sums;
  };

  void add(const person_row& row);
  void add(const job_row& row);
  void add(const contract_row& row);

  std::vector<moment> moments(const window& of) const;

 private:
  struct worker {
    std::uint32_t person = 0;
    std::int32_t proposals = 0;
    std::int64_t approved_at = -1, earned_cents = 0;
  };
  struct post {
    std::int64_t posted_at = 0, ended_at = -1, price_cents = 0;
    std::int32_t proposals = 0, invitations = 0;
    market::job_type type = market::job_type::fixed;
    bool filled = false;
  };
  struct engagement {
    std::uint32_t freelancer = 0;
    market::job_id job;
    std::int64_t ended_at = -1, billed_cents = 0;
    std::int32_t stars = 0;
  };
  struct client_years {
    std::int64_t active = 0, now = 0;     // in the window's first year
    std::int64_t before = 0, stayed = 0;  // of those active in the year before: then, and now
    std::int64_t active_before = 0;
  };
  class reckoning;

  std::vector<worker> workers_;
  std::vector<post> posts_;  // public ones
  std::vector<market::job_id> private_jobs_;
  std::vector<engagement> engagements_;
  client_years spending_;
};

}  // namespace souk::observe
