// report.html of one run: a function of what its store keeps (no clock, no random ids, nothing of
// the machine), so that the same run gives the same bytes.
#pragma once

#include "reports/kept_run.hpp"

#include <string>

namespace souk::reports {

std::string report_html(const kept_run& run);

}  // namespace souk::reports
