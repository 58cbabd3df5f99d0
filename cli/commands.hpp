// The subcommands of souk. Each takes what stands after its name on the command line, answers the
// exit status (contract.md, "Commands") and throws scenarios::bad_input where its input is bad;
// `main` prints that and answers 2.
#pragma once

#include <span>
#include <string>

namespace souk::cli {

int run_command(std::span<const std::string> arguments);
int compare_command(std::span<const std::string> arguments);
int sweep_command(std::span<const std::string> arguments);
int check_command(std::span<const std::string> arguments);
int validate_command(std::span<const std::string> arguments);
int policies_command(std::span<const std::string> arguments);
int export_command(std::span<const std::string> arguments);
int report_command(std::span<const std::string> arguments);
int dash_command(std::span<const std::string> arguments);
int why_command(std::span<const std::string> arguments);
int study_command(std::span<const std::string> arguments);
int validate_model_command(std::span<const std::string> arguments);
int load_command(std::span<const std::string> arguments);
int worker_command(std::span<const std::string> arguments);
int serve_command(std::span<const std::string> arguments);
int schema_command(std::span<const std::string> arguments);

}  // namespace souk::cli
