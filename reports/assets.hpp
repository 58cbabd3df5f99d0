// What the build puts into every report: the style and script of assets/, and Chart.js as Debian
// packages it (libjs-chart.js).
#pragma once

#include <string_view>

namespace souk::reports {

extern const std::string_view page_style;
extern const std::string_view page_script;
extern const std::string_view chart_library;
extern const std::string_view chart_library_licence;  // Debian's copyright file of the package

}  // namespace souk::reports
