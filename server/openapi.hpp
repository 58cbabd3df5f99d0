// The OpenAPI 3.1 document of the server: its commands from the vocabulary's list, its resources
// from the router's.
#pragma once

#include <string>

namespace souk::server {

/// `development`: with what only development has.
std::string openapi_text(bool development);

}  // namespace souk::server
