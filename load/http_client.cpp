#include "load/http_client.hpp"

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

#include <algorithm>
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

  std::string host;
  std::string port = "80";
  std::string base;  // of every path
  bool encrypted = false;
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
    const auto where = resolver.resolve(host, port, error);
    if (!error) {
      socket().expires_after(patience);
      socket().async_connect(where, [&](error_code e, const auto&) { error = e; });
      finish();
    }
    if (!error && encrypted) {
      error = shake_hands();
    }
    if (error) {
      throw backend_error("cannot connect to " + host + ':' + port + ": " + error.message());
    }
    socket().socket().set_option(asio::ip::tcp::no_delay(true));
    open = true;
  }

  /// The certificate has to be of the host, and of an authority that the system (or SSL_CERT_FILE)
  /// trusts.
  error_code shake_hands() {
    error_code error;
    stream->set_verify_mode(asio::ssl::verify_peer);
    stream->set_verify_callback(asio::ssl::host_name_verification(host));
    SSL_ctrl(stream->native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
        host.data());
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
        encrypted ? carry(*stream, asked, answer) : carry(socket(), asked, answer);
    open = !error && answer.keep_alive();
    if (!open) {
      error_code ignored;
      socket().socket().close(ignored);
    }
    return !error;
  }
};

http_client::http_client(const std::string& url) : own_(std::make_unique<connection>()) {
  std::string_view rest = url;
  own_->encrypted = rest.starts_with("https://");
  if (!own_->encrypted && !rest.starts_with("http://")) {
    throw backend_error("'" + url + "' is no address of a server; as http://127.0.0.1:8080");
  }
  rest.remove_prefix(own_->encrypted ? 8 : 7);
  if (own_->encrypted) {
    own_->port = "443";
    own_->trust.set_default_verify_paths();
  }
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
