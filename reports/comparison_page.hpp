// report.html of a comparison: what a policy does, to whom, and how sure that is.
#pragma once

#include "reports/comparison.hpp"
#include "reports/guard.hpp"

#include <string>
#include <vector>

namespace souk::reports {

std::string comparison_page(const comparison& of, const std::vector<guard_verdict>& guards);

}  // namespace souk::reports
