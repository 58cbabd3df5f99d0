#include "load/http_request.hpp"

namespace souk::load {

void append_http(const bound_request& request, const target& to, std::string& into) {
  into += request.method;
  into += ' ';
  into += to.path;
  into += request.path;
  into += " HTTP/1.1\r\nHost: ";
  into += to.authority;
  into += "\r\n";
  into += request.headers;
  if (!request.body.empty()) {
    into += "Content-Type: application/json\r\n";
  }
  if (!request.body.empty() || request.method != "GET") {
    into += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  into += "\r\n";
  into += request.body;
}

}  // namespace souk::load
