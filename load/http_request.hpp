// A request of a binding as the bytes of HTTP/1.1.
#pragma once

#include "load/bound_request.hpp"
#include "load/target.hpp"

#include <string>

namespace souk::load {

void append_http(const bound_request& request, const target& to, std::string& into);

}  // namespace souk::load
