#include "load/http_client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <chrono>
#include <utility>

namespace souk::load {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::chrono::seconds patience{30};

}  // namespace

struct http_client::connection {
  std::string host;
  std::string port = "80";
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
  rest = rest.substr(0, rest.find('/'));
  const std::size_t colon = rest.rfind(':');
  own_->host = rest.substr(0, colon);
  if (colon != std::string_view::npos) {
    own_->port = rest.substr(colon + 1);
  }
}

http_client::~http_client() = default;

http_answer http_client::send(std::string_view method, const std::string& path,
    std::string_view token, std::string_view body) {
  http::request<http::string_body> asked{
      http::string_to_verb({method.data(), method.size()}), path, 11};
  asked.set(http::field::host, own_->host + ':' + own_->port);
  if (!token.empty()) {
    asked.set(http::field::authorization, "Bearer " + std::string(token));
  }
  if (!body.empty()) {
    asked.set(http::field::content_type, "application/json");
    asked.body() = body;
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
    throw backend_error(std::string(method) + ' ' + path + " has no answer");
  }
  return {static_cast<int>(answer.result_int()), std::move(answer.body()),
      std::string(answer[http::field::retry_after])};
}

}  // namespace souk::load
