#include "load/http_client.hpp"

#include "load/target.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <chrono>
#include <optional>
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
  using error_code = boost::system::error_code;
  using encrypted_stream = beast::ssl_stream<beast::tcp_stream>;

  target to;
  asio::io_context context;
  asio::ssl::context trust{asio::ssl::context::tls_client};
  std::optional<encrypted_stream> stream;  // one a connection: no TLS session is begun twice
  beast::flat_buffer buffer;
  bool open = false;

  beast::tcp_stream& socket() { return stream->next_layer(); }

  /// Runs what was begun to its end.
  void finish() {
    context.restart();
    context.run();
  }

  void connect() {
    stream.emplace(context, trust);
    buffer.clear();
    asio::ip::tcp::resolver resolver(context);
    error_code error;
    const auto where = resolver.resolve(to.host, std::to_string(to.port), error);
    if (!error) {
      socket().expires_after(patience);
      socket().async_connect(where, [&](error_code e, const auto&) { error = e; });
      finish();
    }
    if (!error && to.tls) {
      error = shake_hands();
    }
    if (error) {
      throw backend_error("cannot connect to " + to.authority + ": " + error.message());
    }
    socket().socket().set_option(asio::ip::tcp::no_delay(true));
    open = true;
  }

  /// The certificate has to be of the host, and of an authority that the system (or SSL_CERT_FILE)
  /// trusts.
  error_code shake_hands() {
    error_code error;
    stream->set_verify_mode(asio::ssl::verify_peer);
    stream->set_verify_callback(asio::ssl::host_name_verification(to.host));
    SSL_ctrl(stream->native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
        to.host.data());
    stream->async_handshake(asio::ssl::stream_base::client, [&](error_code e) { error = e; });
    finish();
    return error;
  }

  template <class Stream>
  error_code carry(Stream& over, const http::request<http::string_body>& asked,
      http::response<http::string_body>& answer) {
    error_code error;
    const auto note = [&](error_code e, std::size_t) { error = e; };
    socket().expires_after(patience);
    http::async_write(over, asked, note);
    finish();
    if (!error) {
      http::async_read(over, buffer, answer, note);
      finish();
    }
    return error;
  }

  bool exchange(
      const http::request<http::string_body>& asked, http::response<http::string_body>& answer) {
    const error_code error =
        to.tls ? carry(*stream, asked, answer) : carry(socket(), asked, answer);
    open = !error && answer.keep_alive();
    if (!open) {
      error_code ignored;
      socket().socket().close(ignored);
    }
    return !error;
  }
};

http_client::http_client(const std::string& url) : own_(std::make_unique<connection>()) {
  own_->to = parse_target(url);
  if (own_->to.tls) {
    own_->trust.set_default_verify_paths();
  }
}

http_client::~http_client() = default;

http_answer http_client::send(const bound_request& what) {
  http::request<http::string_body> asked{
      http::string_to_verb({what.method.data(), what.method.size()}), own_->to.path + what.path,
      11};
  asked.set(http::field::host, own_->to.authority);
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
