#include "server/http_server.hpp"

#include "server/secrets.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace souk::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;

using plain_stream = beast::tcp_stream;
using tls_stream = beast::ssl_stream<beast::tcp_stream>;

std::string_view reason_of(int status) {
  const auto text = http::obsolete_reason(static_cast<http::status>(status));
  return {text.data(), text.size()};
}

std::string head_of(const response& from, const std::string& id, bool keep_alive) {
  std::string head = fmt::format(
      "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nX-Request-Id: {}\r\n"
      "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n",
      from.status, reason_of(from.status), from.type, from.body.size(), id);
  if (from.status == 401) {
    head += "WWW-Authenticate: Bearer\r\n";
  }
  for (const auto& [name, value] : from.headers) {
    head += fmt::format("{}: {}\r\n", name, value);
  }
  head += keep_alive ? "\r\n" : "Connection: close\r\n\r\n";
  return head;
}

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
  });
}

/// What all connections share.
struct house {
  http_options options;
  http_server::handler handle;
  metrics& counts;
  std::string id_prefix = random_token().substr(0, 8);
  std::atomic<std::uint64_t> requests = 0;
  std::atomic<bool> closing = false;
  std::atomic<std::int64_t> unanswered = 0;

  std::string next_id() { return id_prefix + '-' + std::to_string(++requests); }
};

template <class Stream>
class connection : public std::enable_shared_from_this<connection<Stream>> {
 public:
  connection(Stream stream, house& of, std::string address)
      : stream_(std::move(stream)), house_(of), address_(std::move(address)) {
    house_.counts.connection_opened();
  }
  ~connection() { house_.counts.connection_closed(); }

  void start() {
    if constexpr (std::is_same_v<Stream, tls_stream>) {
      tcp_layer().expires_after(house_.options.read_time);
      stream_.async_handshake(
          asio::ssl::stream_base::server, [self = this->shared_from_this()](error_code error) {
            if (!error) {
              self->wait();
            }
          });
    } else {
      wait();
    }
  }

 private:
  using parser = http::request_parser<http::string_body>;
  /// Bytes that are held for a connection that idles.
  static constexpr std::size_t first_read = 512;

  beast::tcp_stream& tcp_layer() { return beast::get_lowest_layer(stream_); }

  /// For the first bytes of a request: a connection may idle.
  void wait() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(house_.options.largest_header));
    parser_->body_limit(house_.options.largest_body);
    if (buffer_.size() > 0) {
      read_head();
      return;
    }
    tcp_layer().expires_after(house_.options.idle_time);
    stream_.async_read_some(buffer_.prepare(first_read),
        [self = this->shared_from_this()](error_code error, std::size_t size) {
          if (error) {
            self->close();
          } else {
            self->buffer_.commit(size);
            self->read_head();
          }
        });
  }

  void read_head() {
    tcp_layer().expires_after(house_.options.read_time);
    http::async_read_header(stream_, buffer_, *parser_,
        [self = this->shared_from_this()](error_code error, std::size_t) {
          if (error) {
            self->refuse(error);
          } else {
            self->look_at_head();
          }
        });
  }

  /// A body whose length could be read in two ways is how requests are smuggled.
  void look_at_head() {
    const auto& head = parser_->get();
    const bool two_lengths = head.count(http::field::content_length) > 1
                             || (head.count(http::field::content_length) == 1
                                 && head.count(http::field::transfer_encoding) > 0);
    const bool unknown_coding =
        head.count(http::field::transfer_encoding) > 0 && !parser_->chunked();
    if (two_lengths || unknown_coding || head.count(http::field::host) > 1
        || head.count(http::field::authorization) > 1 || head.count("Idempotency-Key") > 1) {
      end(problem(400, "bad_request", "a header stands twice, or the body has two lengths"));
      return;
    }
    // "*", "?a" and the like name no resource (RFC 9112, section 3.2).
    if (!head.target().starts_with('/') && !head.target().starts_with("http")) {
      end(problem(400, "bad_request", "the request's target begins with /"));
      return;
    }
    if (beast::iequals(head[http::field::expect], "100-continue")) {
      static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      asio::async_write(stream_, asio::buffer(go_on),
          [self = this->shared_from_this()](error_code error, std::size_t) {
            if (!error) {
              self->read_body();
            }
          });
      return;
    }
    read_body();
  }

  void read_body() {
    if (parser_->is_done()) {
      serve();
      return;
    }
    http::async_read(stream_, buffer_, *parser_,
        [self = this->shared_from_this()](error_code error, std::size_t) {
          if (error) {
            self->refuse(error);
          } else {
            self->serve();
          }
        });
  }

  void refuse(error_code error) {
    if (error == http::error::body_limit) {
      end(problem(413, "too_large", "the body is too large"));
    } else if (error == http::error::header_limit) {
      end(problem(431, "too_large", "the header is too large"));
    } else if (error.category() == make_error_code(http::error::bad_method).category()
               && error != http::error::end_of_stream && error != http::error::partial_message) {
      end(problem(400, "bad_request", "this is not HTTP/1.1"));
    } else {
      close();
    }
  }

  /// Answers and closes.
  void end(response last) {
    keep_alive_ = false;
    id_ = house_.next_id();
    tcp_layer().expires_after(house_.options.read_time);
    write(std::move(last));
  }

  void serve() {
    tcp_layer().expires_never();
    ++house_.unanswered;
    served_ = true;
    const auto& from = parser_->get();
    request asked;
    asked.method = std::string(from.method_string());
    const std::string_view target{from.target().data(), from.target().size()};
    const std::size_t query = std::min(target.find('?'), target.size());
    asked.path = target.substr(0, query);
    asked.query = target.substr(std::min(query + 1, target.size()));
    asked.authorization = std::string(from[http::field::authorization]);
    asked.idempotency_key = std::string(from["Idempotency-Key"]);
    asked.address = address_;
    asked.host = std::string(from[http::field::host]);
    asked.origin = std::string(from[http::field::origin]);
    asked.body = std::move(parser_->get().body());
    const std::string_view wished{from["X-Request-Id"].data(), from["X-Request-Id"].size()};
    id_ = is_request_id(wished) ? std::string(wished) : house_.next_id();
    asked.id = id_;
    keep_alive_ = from.keep_alive();
    is_head_ = from.method() == http::verb::head;
    house_.handle(std::move(asked), [self = this->shared_from_this()](response answer) {
      // From whatever thread; the connection goes on in its own.
      asio::dispatch(self->stream_.get_executor(),
          [self, answer = std::move(answer)]() mutable { self->write(std::move(answer)); });
    });
  }

  void write(response answer) {
    keep_alive_ = keep_alive_ && !house_.closing;
    text_ = head_of(answer, id_, keep_alive_);
    if (!is_head_) {
      text_ += answer.body;
    }
    tcp_layer().expires_after(house_.options.read_time);
    asio::async_write(stream_, asio::buffer(text_),
        [self = this->shared_from_this()](error_code error, std::size_t) {
          self->house_.unanswered -= std::exchange(self->served_, false) ? 1 : 0;
          if (error || !self->keep_alive_) {
            self->close();
          } else {
            self->wait();
          }
        });
  }

  void close() {
    error_code ignored;
    if constexpr (std::is_same_v<Stream, tls_stream>) {
      tcp_layer().expires_after(std::chrono::seconds(5));
      stream_.async_shutdown([self = this->shared_from_this()](error_code) {});
    } else {
      stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    }
  }

  Stream stream_;
  house& house_;
  std::string address_;
  beast::flat_buffer buffer_;
  std::optional<parser> parser_;
  std::string id_;
  std::string text_;
  bool keep_alive_ = false;
  bool is_head_ = false;
  bool served_ = false;
};

/// As many open files as the machine allows: a connection is one.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

std::optional<asio::ssl::context> tls_of(const http_options& options) {
  if (options.certificate.empty()) {
    return std::nullopt;
  }
  asio::ssl::context context(asio::ssl::context::tls_server);
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1
                      | asio::ssl::context::no_tlsv1_1);
  context.use_certificate_chain_file(options.certificate);
  context.use_private_key_file(options.key, asio::ssl::context::pem);
  return context;
}

}  // namespace

struct http_server::engine {
  engine(http_options options, handler handle, metrics& counts)
      : context(options.threads),
        shared{std::move(options), std::move(handle), counts},
        tls(tls_of(shared.options)),
        acceptor(context),
        pause(context) {}

  void listen() {
    const tcp::endpoint at(asio::ip::make_address(shared.options.host), shared.options.port);
    acceptor.open(at.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.bind(at);
    acceptor.listen(4096);
  }

  void accept() {
    acceptor.async_accept(asio::make_strand(context), [this](error_code error, tcp::socket socket) {
      if (shared.closing) {
        return;
      }
      if (error) {
        // No file left for another connection: wait until some are closed.
        pause.expires_after(std::chrono::milliseconds(50));
        pause.async_wait([this](error_code) { accept(); });
        return;
      }
      begin(std::move(socket));
      accept();
    });
  }

  void begin(tcp::socket socket) {
    error_code error;
    const tcp::endpoint from = socket.remote_endpoint(error);
    if (error || shared.counts.open_connections() >= shared.options.most_connections) {
      return;
    }
    socket.set_option(tcp::no_delay(true), error);
    const std::string address = from.address().to_string();
    if (tls) {
      std::make_shared<connection<tls_stream>>(
          tls_stream(beast::tcp_stream(std::move(socket)), *tls), shared, address)
          ->start();
    } else {
      std::make_shared<connection<plain_stream>>(
          beast::tcp_stream(std::move(socket)), shared, address)
          ->start();
    }
  }

  /// No more connections; those that wait for an answer get it.
  void close(int signal) {
    ended_by = signal;
    shared.closing = true;
    error_code ignored;
    acceptor.close(ignored);
    wait_for_answers(500);
  }

  void wait_for_answers(int times) {
    if (times == 0 || shared.unanswered == 0) {
      context.stop();
      return;
    }
    pause.expires_after(std::chrono::milliseconds(20));
    pause.async_wait([this, times](error_code) { wait_for_answers(times - 1); });
  }

  asio::io_context context;
  house shared;
  std::optional<asio::ssl::context> tls;
  tcp::acceptor acceptor;
  asio::steady_timer pause;
  int ended_by = 0;
};

http_server::http_server(http_options options, handler handle, metrics& counts)
    : own_(std::make_unique<engine>(std::move(options), std::move(handle), counts)) {
  raise_file_limit();
  own_->listen();
}

http_server::~http_server() = default;

std::uint16_t http_server::port() const { return own_->acceptor.local_endpoint().port(); }

int http_server::run() {
  asio::signal_set signals(own_->context, SIGINT, SIGTERM);
  signals.async_wait([this](error_code error, int signal) {
    if (!error) {
      own_->close(signal);
    }
  });
  own_->accept();
  std::vector<std::thread> others;
  for (int i = 1; i < own_->shared.options.threads; ++i) {
    others.emplace_back([this] { own_->context.run(); });
  }
  own_->context.run();
  for (std::thread& one : others) {
    one.join();
  }
  return own_->ended_by;
}

}  // namespace souk::server
