// The sections of a run's report.
#pragma once

#include "reports/page.hpp"
#include "reports/report_html.hpp"

#include <vector>

namespace souk::reports {

/// The sentence that answers what happened, with its numbers.
sentence headline_sentence(const report_input& run);
tiles headline_tiles(const report_input& run);

/// Day by day.
section demand_section(const report_input& run);
section supply_section(const report_input& run);
/// From post to pay, step by step.
section funnel_section(const report_input& run);
section categories_section(const report_input& run);
section money_section(const report_input& run);
/// Empty where the run has no moments.
section moments_section(const report_input& run);
section counts_section(const report_input& run);

std::vector<fact> card_of(const report_input& run);

}  // namespace souk::reports
