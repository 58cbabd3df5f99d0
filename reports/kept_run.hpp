// A run as its store keeps it, read again for its report: the result, the daily series, and what
// the tables of people, jobs and contracts say about them all.
#pragma once

#include "observe/record.hpp"
#include "reports/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace souk::reports {

/// How far a run came.
enum class run_end : std::uint8_t {
  complete,
  interrupted,  // by its user; what it has is whole
  failed,       // the audit or an identity; people, jobs and contracts may be missing
  cut_off,      // killed, or running still: people, jobs and contracts are missing
};

/// Jobs posted in one week, by how many proposals each drew.
struct posting_week {
  double first_day = 0;                  // unit::date
  double low = 0, median = 0, high = 0;  // 10 %, 50 % and 90 % of its jobs
};

/// How many of the jobs posted in the window came how far, and what of their money did.
struct post_funnel {
  std::int64_t posted = 0, proposed = 0, hired = 0, billed = 0, reviewed = 0;
};

/// Contracts of the window by what they paid of each dollar billed.
struct fee_rate {
  double rate = 0;  // a share, to the whole per cent
  std::int64_t billed_cents = 0;
};

/// Of the freelancers approved in the window, who still waits for a first hire so many whole days
/// after the approval, with its 95 % interval (reports/survival.hpp). Whom the run follows no
/// further is censored; who has left waits on.
struct first_hire_curve {
  std::int64_t people = 0;
  std::vector<double> still, low, high;  // by day, from 0; as long as at least 30 are followed
};

struct category_supply {
  std::int64_t approved = 0;  // freelancers who were approved and have not left
  std::int64_t bidding = 0;   // of them, who proposed at least once
  std::int64_t hired = 0;     // of them, who were ever hired
};

struct kept_run {
  observe::run_result result;  // moments with their names; its cost is not kept
  std::vector<observe::day_record> days;
  std::vector<observe::category_day> category_days;
  run_end end = run_end::complete;
  std::string command;  // that makes the same result; empty where nobody said

  post_funnel funnel;
  std::vector<posting_week> weeks;
  // where fees go by tiers of lifetime billings: their names ("20 % up to $500"), and the cents
  // that were billed in each since the start, one row a category
  std::vector<std::string> fee_tiers;
  std::vector<std::vector<std::int64_t>> billed_in_tiers;
  std::vector<fee_rate> fee_rates;  // where they do not
  first_hire_curve first_hires;
  std::vector<category_supply> supply;     // one a category
  std::vector<std::int64_t> earned_cents;  // of all approved freelancers, the least first
};

/// Reads `file`, a store of souk's. Throws database_error where it is none, or one of another
/// version.
kept_run read_kept_run(const std::string& file);

}  // namespace souk::reports
