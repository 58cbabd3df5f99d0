// The texts of `souk --help` and `souk COMMAND --help`.
#pragma once

#include <cstddef>
#include <string>

namespace souk::cli {

/// All commands, what each does, and how to begin.
std::string general_help();

/// The names of the scenarios that souk ships, with commas, in lines of at most `width` letters.
std::string shipped_scenarios(std::size_t width = 10'000);

// What stands below the usage line of each command.
std::string run_help();
std::string compare_help();
std::string sweep_help();
std::string check_help();
std::string validate_help();
std::string validate_model_help();
std::string policies_help();
std::string dash_help();
std::string why_help();
std::string study_help();
std::string report_help();
std::string export_help();
std::string load_help();
std::string worker_help();
std::string serve_help();
std::string schema_help();

}  // namespace souk::cli
