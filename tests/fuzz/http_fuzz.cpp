// Whatever bytes come over a connection, in whatever pieces, the server answers with whole
// responses or closes: nothing that breaks its limits reaches the handler, each request that does
// is answered once and in order, and the connection ends.
#include "server/http_server.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

namespace {

using namespace souk;
namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr std::size_t largest_header = 1024;
constexpr std::size_t largest_body = 2048;

void demand(bool holds) {
  if (!holds) {
    std::abort();
  }
}

bool is_one_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

/// A server for the whole of the fuzzing, which says how often its handler was called.
class echo_server {
 public:
  echo_server()
      : server_(
            {.port = 0,
                .threads = 1,
                .largest_header = largest_header,
                .largest_body = largest_body,
                .read_time = std::chrono::seconds(1),
                .idle_time = std::chrono::seconds(1)},
            [this](server::request asked, const server::responder& answer) {
              take(asked);
              answer({200, "text/plain", std::move(asked.body), {}});
            },
            counts_) {
    std::thread([this] { server_.run(); }).detach();
  }
  std::uint16_t port() const { return server_.port(); }
  std::uint64_t handled() const { return handled_; }

 private:
  void take(const server::request& asked) {
    demand(asked.body.size() <= largest_body);
    demand(!asked.method.empty() && !asked.path.empty());
    for (const std::string& line : {asked.method, asked.path, asked.query, asked.authorization,
             asked.idempotency_key, asked.id, asked.host, asked.origin}) {
      demand(is_one_line(line) && line.size() <= largest_header);
    }
    ++handled_;
  }

  server::metrics counts_;
  std::atomic<std::uint64_t> handled_ = 0;
  server::http_server server_;
};

/// Sends `text` in two pieces, closes its side, and reads all that comes.
std::string answers_to(std::string_view text, std::size_t cut, std::uint16_t port) {
  static asio::io_context context;
  asio::ip::tcp::socket socket(context);
  socket.connect({asio::ip::address_v4::loopback(), port});
  boost::system::error_code error;
  asio::write(socket, asio::buffer(text.substr(0, cut)), error);
  asio::write(socket, asio::buffer(text.substr(cut)), error);
  socket.shutdown(asio::ip::tcp::socket::shutdown_send, error);
  std::string all;
  asio::read(socket, asio::dynamic_buffer(all), error);
  return all;
}

/// How many whole responses of other kinds than 100 there are; nothing else may be there.
std::size_t count_whole(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    http::response_parser<http::string_body> parser;
    boost::system::error_code error;
    parser.eager(true);
    const std::size_t size = parser.put(asio::buffer(text), error);
    demand(!error && parser.is_done());
    count += parser.get().result_int() == 100 ? 0 : 1;
    text.remove_prefix(size);
  }
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static echo_server* const server = new echo_server;
  if (size < 2) {
    return 0;
  }
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::uint64_t before = server->handled();
  const std::string answers = answers_to(text, data[0] % text.size(), server->port());
  const std::uint64_t handled = server->handled() - before;
  // A response to HEAD has no body, and only the sender knows to which request it belongs.
  const bool may_be_head = text.find("HEAD") != std::string_view::npos;
  if (!may_be_head) {
    const std::size_t whole = count_whole(answers);
    demand(whole == handled || whole == handled + 1);
  }
  return 0;
}
