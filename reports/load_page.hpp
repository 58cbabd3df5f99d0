// A load test to read: report.html.
#pragma once

#include "observe/load_measures.hpp"

#include <string>

namespace souk::reports {

std::string load_page(const observe::load_test& test);

}  // namespace souk::reports
