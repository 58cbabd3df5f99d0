#include "load/http_client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace souk::load {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::chrono::seconds patience{30};

/// Takes "Name: value\r\n" each.
void set_headers(std::string_view lines, http::request<http::string_body>& into) {
  while (!lines.empty()) {
    const std::size_t end = lines.find("\r\n");
    const std::size_t colon = lines.find(": ");
    const std::string_view name = lines.substr(0, colon);
    const std::string_view value = lines.substr(colon + 2, end - colon - 2);
    into.set(boost::core::string_view(name.data(), name.size()),
        boost::core::string_view(value.data(), value.size()));
    lines.remove_prefix(end + 2);
  }
}

}  // namespace

struct http_client::connection {
  std::string host;
  std::string port = "80";
  std::string base;  // of every path
  asio::io_context context;
  beast::tcp_stream stream{context};
  beast::flat_buffer buffer;
  bool open = false;

  /// Runs what was begun to its end.
  void finish() {
    context.restart();
    context.run();
  }

  void connect() {
    asio::ip::tcp::resolver resolver(context);
    boost::system::error_code error;
    const auto where = resolver.resolve(host, port, error);
    if (!error) {
      stream.expires_after(patience);
      stream.async_connect(where, [&](boost::system::error_code e, const auto&) { error = e; });
      finish();
    }
    if (error) {
      throw backend_error("cannot connect to " + host + ':' + port + ": " + error.message());
    }
    stream.socket().set_option(asio::ip::tcp::no_delay(true));
    buffer.clear();
    open = true;
  }

  bool exchange(
      const http::request<http::string_body>& asked, http::response<http::string_body>& answer) {
    boost::system::error_code error;
    const auto note = [&](boost::system::error_code e, std::size_t) { error = e; };
    stream.expires_after(patience);
    http::async_write(stream, asked, note);
    finish();
    if (!error) {
      http::async_read(stream, buffer, answer, note);
      finish();
    }
    open = !error && answer.keep_alive();
    if (!open) {
      boost::system::error_code ignored;
      stream.socket().close(ignored);
    }
    return !error;
  }
};

http_client::http_client(const std::string& url) : own_(std::make_unique<connection>()) {
  constexpr std::string_view scheme = "http://";
  std::string_view rest = url;
  if (!rest.starts_with(scheme)) {
    throw backend_error("'" + url + "' is no address of a server; as http://127.0.0.1:8080");
  }
  rest.remove_prefix(scheme.size());
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  own_->base = rest.substr(slash);
  own_->base.erase(own_->base.find_last_not_of('/') + 1);
  rest = rest.substr(0, slash);
  const std::size_t colon = rest.rfind(':');
  own_->host = rest.substr(0, colon);
  if (colon != std::string_view::npos) {
    own_->port = rest.substr(colon + 1);
  }
}

http_client::~http_client() = default;

http_answer http_client::send(const bound_request& what) {
  http::request<http::string_body> asked{
      http::string_to_verb({what.method.data(), what.method.size()}), own_->base + what.path, 11};
  asked.set(http::field::host, own_->host + ':' + own_->port);
  set_headers(what.headers, asked);
  if (!what.body.empty()) {
    asked.set(http::field::content_type, "application/json");
    asked.body() = what.body;
  }
  asked.prepare_payload();
  const bool was_open = own_->open;
  if (!was_open) {
    own_->connect();
  }
  http::response<http::string_body> answer;
  bool answered = own_->exchange(asked, answer);
  if (!answered && was_open) {
    // A connection that idled may have been closed by the server.
    answer = {};
    own_->connect();
    answered = own_->exchange(asked, answer);
  }
  if (!answered) {
    throw backend_error(std::string(what.method) + ' ' + what.path + " has no answer");
  }
  return {static_cast<int>(answer.result_int()), std::move(answer.body())};
}

}  // namespace souk::load
