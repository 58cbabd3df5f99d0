// The texts of `souk --help` and `souk COMMAND --help`.
#pragma once

#include <string>

namespace souk::cli {

/// All commands, what each does, and how to begin.
std::string general_help();

// What stands below the usage line of each command.
std::string run_help();
std::string check_help();
std::string validate_help();
std::string validate_model_help();
std::string policies_help();
std::string why_help();
std::string schema_help();

}  // namespace souk::cli
