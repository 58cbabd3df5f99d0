// The sections of a run's report. One without anything to show is empty.
#pragma once

#include "reports/kept_run.hpp"
#include "reports/page.hpp"

#include <vector>

namespace souk::reports {

/// The sentence that answers what happened, with its numbers.
sentence headline_sentence(const kept_run& run);
tiles headline_tiles(const kept_run& run);

/// report_charts.cpp: series by day.
section demand_section(const kept_run& run);
section vetting_section(const kept_run& run);
section connects_section(const kept_run& run);
section presence_section(const kept_run& run);

/// report_market.cpp: people, jobs, contracts.
section funnel_section(const kept_run& run);
section chances_section(const kept_run& run);
section categories_section(const kept_run& run);
section fees_section(const kept_run& run);

section money_section(const kept_run& run);
section moments_section(const kept_run& run);
section counts_section(const kept_run& run);

std::vector<fact> card_of(const kept_run& run);

}  // namespace souk::reports
