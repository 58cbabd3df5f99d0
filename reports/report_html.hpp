// report.html of one run: one self-contained file, a function of the run's result alone (no clock,
// no random ids, nothing of the machine), so that the same run gives the same bytes.
#pragma once

#include "observe/record.hpp"

#include <span>
#include <string>

namespace souk::reports {

struct report_input {
  const observe::run_result& result;
  std::span<const observe::day_record> days;             // all days of the run, in order
  std::span<const observe::category_day> category_days;  // theirs
  bool interrupted = false;                              // ended early by its user
};

std::string report_html(const report_input& run);

}  // namespace souk::reports
