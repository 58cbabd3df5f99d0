// What the tables of people, jobs and contracts of a store say, for its report.
#pragma once

#include "reports/kept_run.hpp"

namespace souk::reports {

/// Fills in what of `run` comes from those tables. Its description and window are there already.
void read_people_of(database& store, kept_run& run);

}  // namespace souk::reports
