#include "load/http_client.hpp"

#include "load/connection.hpp"
#include "load/http_reader.hpp"
#include "load/http_request.hpp"
#include "load/lines.hpp"

#include <poll.h>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace souk::load {

namespace {

constexpr std::int64_t ms = 1'000'000;  // ns
constexpr std::int64_t patience = 30'000 * ms;
const header_names no_headers;

/// Waits for a socket to be read or written; false where it is too late.
bool wait_for(int handle, progress what, std::int64_t until) {
  pollfd one{handle, static_cast<short>(what == progress::wants_read ? POLLIN : POLLOUT), 0};
  const std::int64_t left = (until - line_clock() + ms - 1) / ms;
  return left > 0 && ::poll(&one, 1, static_cast<int>(left)) != 0;
}

}  // namespace

struct http_client::wire {
  target to;
  std::vector<socket_address> addresses;
  std::optional<tls_setup> trust;
  connection socket;
  http_reader reader{no_headers};
  std::string request;
  std::array<char, 16 << 10> received{};
  bool open = false;

  void connect() {
    addresses = addresses_of(to);
    const std::int64_t until = line_clock() + patience;
    for (const socket_address& one : addresses) {
      open = open || reach(one, until);
    }
    if (!open) {
      throw backend_error("cannot connect to " + to.authority + ": "
                          + (socket.why().empty() ? "no answer within 30 s" : socket.why()));
    }
  }

  /// The certificate has to be of the host, and of an authority that the system (or SSL_CERT_FILE)
  /// trusts.
  bool reach(const socket_address& one, std::int64_t until) {
    progress how = socket.open(one);
    while (how == progress::wants_read || how == progress::wants_write) {
      how = wait_for(socket.handle(), how, until)
                ? socket.establish(trust ? &*trust : nullptr, to.host)
                : progress::failed;
    }
    return how == progress::done;
  }

  bool send(std::string_view bytes, std::int64_t until) {
    while (!bytes.empty()) {
      const transfer sent = socket.send(bytes.data(), bytes.size());
      if (sent.how == progress::failed
          || (sent.how != progress::done && !wait_for(socket.handle(), sent.how, until))) {
        return false;
      }
      bytes.remove_prefix(sent.bytes);
    }
    return true;
  }

  bool receive(std::int64_t until) {
    reader.begin(false);
    auto state = http_reader::state::partial;
    while (state == http_reader::state::partial) {
      const transfer got = socket.receive(received.data(), received.size());
      if (got.how == progress::failed
          || (got.how != progress::done && !wait_for(socket.handle(), got.how, until))) {
        return false;
      }
      if (got.how == progress::done) {
        state = got.bytes == 0 ? reader.take_end() : reader.take({received.data(), got.bytes});
      }
    }
    return state == http_reader::state::complete;
  }

  bool exchange(http_answer& into) {
    const std::int64_t until = line_clock() + patience;
    const bool answered = send(request, until) && receive(until);
    open = answered && reader.keeps_alive();
    if (answered) {
      into = {reader.status(), std::string(reader.body())};
    }
    if (!open) {
      socket.close();
    }
    return answered;
  }
};

http_client::http_client(const std::string& url) : own_(std::make_unique<wire>()) {
  own_->to = parse_target(url);
  if (own_->to.tls) {
    own_->trust.emplace("");
  }
}

http_client::~http_client() = default;

http_answer http_client::send(const bound_request& what) {
  own_->request.clear();
  append_http(what, own_->to, own_->request);
  const bool was_open = own_->open;
  if (!was_open) {
    own_->connect();
  }
  http_answer answer;
  bool answered = own_->exchange(answer);
  if (!answered && was_open) {
    // A connection that idled may have been closed by the server.
    own_->connect();
    answered = own_->exchange(answer);
  }
  if (!answered) {
    throw backend_error(std::string(what.method) + ' ' + what.path + " has no answer");
  }
  return answer;
}

}  // namespace souk::load
