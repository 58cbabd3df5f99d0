#include "load/metrics_endpoint.hpp"

#include "load/http_client.hpp"
#include "load/target.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <list>

namespace souk::load {

namespace {

using boost::asio::ip::tcp;

constexpr std::size_t largest_request = 16 << 10;
constexpr std::size_t most_callers = 16;

struct caller {
  tcp::socket socket;
  std::string asked;
  std::string unsent;  // of the answer
};

std::string answer_to(const std::string& asked, const std::function<std::string()>& text) {
  const bool known = asked.starts_with("GET /metrics ") || asked.starts_with("GET /metrics?");
  const std::string body = known ? text() : "/metrics is all that is here\n";
  return std::string("HTTP/1.1 ") + (known ? "200 OK" : "404 Not Found")
         + "\r\nContent-Type: text/plain; version=0.0.4\r\nConnection: close\r\nContent-Length: "
         + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

struct metrics_endpoint::sockets {
  boost::asio::io_context context;
  tcp::acceptor acceptor{context};
  std::list<caller> callers;

  void accept() {
    boost::system::error_code error;
    while (callers.size() < most_callers) {
      tcp::socket one(context);
      acceptor.accept(one, error);
      if (error) {
        return;
      }
      one.non_blocking(true, error);
      callers.push_back({std::move(one), {}, {}});
    }
  }

  /// Answers whether the caller is done with.
  static bool go_on(caller& one, const std::function<std::string()>& text) {
    boost::system::error_code error;
    if (one.unsent.empty()) {
      std::array<char, 4096> bytes;
      const std::size_t got = one.socket.read_some(boost::asio::buffer(bytes), error);
      one.asked.append(bytes.data(), got);
      if (one.asked.find("\r\n\r\n") == std::string::npos) {
        return (error && error != boost::asio::error::would_block)
               || one.asked.size() > largest_request;
      }
      one.unsent = answer_to(one.asked, text);
    }
    const std::size_t gone = one.socket.write_some(boost::asio::buffer(one.unsent), error);
    one.unsent.erase(0, gone);
    return one.unsent.empty() || (error && error != boost::asio::error::would_block);
  }
};

metrics_endpoint::metrics_endpoint(const std::string& address) : own_(std::make_unique<sockets>()) {
  const bool any_port = address.ends_with(":0");
  const std::string bare = any_port ? address.substr(0, address.size() - 1) + "1" : address;
  const target at = parse_target("http://" + bare);
  boost::system::error_code error;
  tcp::resolver resolver(own_->context);
  const auto found = resolver.resolve(at.host, std::to_string(any_port ? 0 : at.port), error);
  if (!error) {
    const tcp::endpoint to = found.begin()->endpoint();
    own_->acceptor.open(to.protocol(), error);
    own_->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    own_->acceptor.bind(to, error);
  }
  if (!error) {
    own_->acceptor.listen(tcp::acceptor::max_listen_connections, error);
  }
  if (error) {
    throw backend_error("cannot listen at " + address + ": " + error.message());
  }
  own_->acceptor.non_blocking(true);
}

metrics_endpoint::~metrics_endpoint() = default;

std::uint16_t metrics_endpoint::port() const { return own_->acceptor.local_endpoint().port(); }

void metrics_endpoint::serve(const std::function<std::string()>& text) {
  own_->accept();
  own_->callers.remove_if([&](caller& one) { return sockets::go_on(one, text); });
}

}  // namespace souk::load
