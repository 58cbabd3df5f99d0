// The tables of sweep.sqlite (docs/sweep.md describes them for users).
#pragma once

#include "reports/database.hpp"

#include <string>

namespace souk::reports {

/// CREATE statements of all tables.
std::string sweep_schema();

/// ", platform_revenue_usd REAL, ...": each outcome's column with a text behind it.
std::string outcome_columns(const std::string& after);

/// Throws database_error unless it is a store of sweeps that this version of souk reads.
void check_sweep_store(database& store);

}  // namespace souk::reports
