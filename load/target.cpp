#include "load/target.hpp"

#include "load/http_client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace souk::load {

namespace {

using boost::asio::ip::tcp;

[[noreturn]] void refuse(const std::string& url) {
  throw backend_error("'" + url + "' is no address of a server; as http://127.0.0.1:8080");
}

std::uint16_t port_of(std::string_view text, const std::string& url) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) {
    refuse(url);
  }
  return port;
}

}  // namespace

std::string target::url() const { return (tls ? "https://" : "http://") + authority + path; }

target parse_target(const std::string& url) {
  target to;
  std::string_view rest = url;
  to.tls = rest.starts_with("https://");
  if (!to.tls && !rest.starts_with("http://")) {
    refuse(url);
  }
  rest.remove_prefix(to.tls ? 8 : 7);
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  to.authority = rest.substr(0, slash);
  to.path = rest.substr(slash);
  while (to.path.ends_with('/')) {
    to.path.pop_back();
  }
  std::string_view host = to.authority;
  const std::size_t colon = host.rfind(':');
  const bool has_port = colon != std::string_view::npos && !host.ends_with(']');
  to.port = has_port ? port_of(host.substr(colon + 1), url) : (to.tls ? 443 : 80);
  host = host.substr(0, has_port ? colon : host.size());
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  if (host.empty() || url.find_first_of(" @?#\r\n") != std::string::npos) {
    refuse(url);
  }
  to.host = host;
  return to;
}

std::vector<socket_address> addresses_of(const target& to) {
  boost::asio::io_context context;
  tcp::resolver resolver(context);
  boost::system::error_code error;
  const auto found = resolver.resolve(to.host, std::to_string(to.port), error);
  if (error || found.empty()) {
    throw backend_error("no address of " + to.host + ": " + error.message());
  }
  std::vector<socket_address> all;
  for (const auto& one : found) {
    const tcp::endpoint at = one.endpoint();
    socket_address address{
        std::vector<std::byte>(at.size()), at.protocol().family(), at.address().is_loopback()};
    std::memcpy(address.bytes.data(), at.data(), at.size());
    all.push_back(std::move(address));
  }
  return all;
}

bool is_loopback(const std::vector<socket_address>& all) {
  return std::ranges::all_of(all, &socket_address::loopback);
}

}  // namespace souk::load
