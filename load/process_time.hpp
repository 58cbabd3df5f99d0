// What this process has cost.
#pragma once

namespace souk::load {

/// Processor time, user and system, of all its threads until now.
double cpu_seconds();

}  // namespace souk::load
