#include "load/connection.hpp"

#include "load/http_client.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace souk::load {

namespace {

std::string tls_error() {
  const unsigned long code = ERR_peek_last_error();
  const char* const text = code == 0 ? nullptr : ERR_reason_error_string(code);
  return text == nullptr ? "TLS failed" : std::string("TLS: ") + text;
}

}  // namespace

void tls_setup::release::operator()(ssl_ctx_st* one) const { SSL_CTX_free(one); }

tls_setup::tls_setup(const std::string& authorities) : own_(SSL_CTX_new(TLS_client_method())) {
  SSL_CTX_set_min_proto_version(own_.get(), TLS1_2_VERSION);
  SSL_CTX_set_verify(own_.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_mode(own_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  const bool loaded =
      authorities.empty()
          ? SSL_CTX_set_default_verify_paths(own_.get()) == 1
          : SSL_CTX_load_verify_locations(own_.get(), authorities.c_str(), nullptr) == 1;
  if (!loaded) {
    throw backend_error("no certificates can be read from " + authorities);
  }
}

connection::connection(connection&& other) noexcept
    : handle_(std::exchange(other.handle_, -1)),
      tls_(std::exchange(other.tls_, nullptr)),
      connected_(other.connected_),
      why_(std::move(other.why_)) {}

void connection::close() {
  if (tls_ != nullptr) {
    SSL_free(tls_);
    tls_ = nullptr;
  }
  if (handle_ >= 0) {
    ::close(handle_);
    handle_ = -1;
  }
  connected_ = false;
}

progress connection::open(const socket_address& to) {
  close();
  handle_ = ::socket(to.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  const auto* const address = reinterpret_cast<const sockaddr*>(to.bytes.data());
  const bool begun = handle_ >= 0
                     && ::setsockopt(handle_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0
                     && (::connect(handle_, address, static_cast<socklen_t>(to.bytes.size())) == 0
                         || errno == EINPROGRESS);
  if (!begun) {
    why_ = std::strerror(errno);
    return progress::failed;
  }
  return progress::wants_write;
}

progress connection::establish(const tls_setup* tls, const std::string& host) {
  if (!connected_) {
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(handle_, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) {
      why_ = std::strerror(error);
      return progress::failed;
    }
    connected_ = true;
  }
  return tls == nullptr ? progress::done : shake_hands(*tls, host);
}

progress connection::shake_hands(const tls_setup& tls, const std::string& host) {
  if (tls_ == nullptr) {
    tls_ = SSL_new(tls.get());
    SSL_set_fd(tls_, handle_);
    std::string name = host;
    SSL_ctrl(tls_, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
    // An address is looked for among a certificate's addresses, a name among its names.
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls_), host.c_str()) != 1) {
      SSL_set1_host(tls_, host.c_str());
    }
  }
  ERR_clear_error();
  const int returned = SSL_connect(tls_);
  return returned == 1 ? progress::done : of_tls(returned).how;
}

transfer connection::of_tls(int returned) {
  if (returned > 0) {
    return {progress::done, static_cast<std::size_t>(returned)};
  }
  switch (SSL_get_error(tls_, returned)) {
    case SSL_ERROR_WANT_READ:
      return {progress::wants_read, 0};
    case SSL_ERROR_WANT_WRITE:
      return {progress::wants_write, 0};
    case SSL_ERROR_ZERO_RETURN:
      return {progress::done, 0};
    default:
      why_ = tls_error();
      return {progress::failed, 0};
  }
}

transfer connection::of_socket(std::ptrdiff_t returned) {
  if (returned >= 0) {
    return {progress::done, static_cast<std::size_t>(returned)};
  }
  if (errno == EAGAIN || errno == EINTR) {
    return {progress::wants_read, 0};
  }
  why_ = std::strerror(errno);
  return {progress::failed, 0};
}

transfer connection::send(const char* from, std::size_t size) {
  if (tls_ != nullptr) {
    ERR_clear_error();
    return of_tls(SSL_write(tls_, from, static_cast<int>(size)));
  }
  transfer sent = of_socket(::send(handle_, from, size, MSG_NOSIGNAL));
  sent.how = sent.how == progress::wants_read ? progress::wants_write : sent.how;
  return sent;
}

transfer connection::receive(char* into, std::size_t size) {
  if (tls_ != nullptr) {
    ERR_clear_error();
    return of_tls(SSL_read(tls_, into, static_cast<int>(size)));
  }
  return of_socket(::recv(handle_, into, size, 0));
}

bool connection::has_buffered() const { return tls_ != nullptr && SSL_pending(tls_) > 0; }

}  // namespace souk::load
