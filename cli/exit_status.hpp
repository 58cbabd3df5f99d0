// What souk's exit status says (contract.md, "Commands").
#pragma once

namespace souk::cli {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;        // a story, threshold or check failed
inline constexpr int exit_bad_input = 2;     // bad usage or bad input
inline constexpr int exit_check_failed = 3;  // the audit or an internal check failed
inline constexpr int exit_interrupted = 130;

}  // namespace souk::cli
