// What tells two souks apart whose answers may differ: a hash of the sources that decide them and
// of the compiler (cmake/results_id.cmake). The same in every build of the same sources.
#pragma once

#include <string_view>

namespace souk::cli {

/// 64 hexadecimal digits.
extern const std::string_view results_id;

}  // namespace souk::cli
