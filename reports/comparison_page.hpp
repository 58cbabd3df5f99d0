// report.html of a comparison: what a policy does, to whom, and how sure that is.
#pragma once

#include "reports/comparison.hpp"

#include <string>

namespace souk::reports {

std::string comparison_page(const comparison& of);

}  // namespace souk::reports
