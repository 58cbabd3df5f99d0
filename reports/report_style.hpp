// The look of report.html.
#pragma once

#include <string_view>

namespace souk::reports {

/// The style sheet: light and dark, phone to desk, and print.
extern const std::string_view report_style;

}  // namespace souk::reports
