// The parts of report.html, each a piece of HTML.
#pragma once

#include "reports/report_html.hpp"

#include <string>
#include <vector>

namespace souk::reports {

/// The sentence that answers what happened, with its numbers.
std::string lead_html(const report_input& run);
std::string tiles_html(const report_input& run);
std::string charts_html(const report_input& run);
/// From post to pay, step by step.
std::string funnel_html(const report_input& run);
std::string categories_html(const report_input& run);
std::string money_html(const report_input& run);
std::string moments_html(const report_input& run);
std::string counts_html(const report_input& run);
std::string making_html(const report_input& run);

/// A table cell that is already text or HTML; the first of a row is its heading.
using table_row = std::vector<std::string>;

/// A <table> that scrolls sideways where it is too wide. `sums`: the last row is a sum.
std::string table_html(
    const table_row& head, const std::vector<table_row>& rows, bool sums = false);

}  // namespace souk::reports
