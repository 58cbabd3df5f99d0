// A server of a few lines on this machine.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace souk::testing {

using boost::asio::ip::tcp;

/// Answers each request with what `answer` says of its text; "" closes the connection.
class tiny_server {
 public:
  explicit tiny_server(std::function<std::string(const std::string&)> answer)
      : answer_(std::move(answer)),
        acceptor_(context_, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)),
        accepting_([this] { accept(); }) {}
  ~tiny_server() {
    // A connection of our own lets the accepting thread look up.
    closing_ = true;
    tcp::socket knock(context_);
    boost::system::error_code ignored;
    knock.connect(acceptor_.local_endpoint(), ignored);
    accepting_.join();
    for (std::thread& one : serving_) {
      one.join();
    }
  }

  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
  }
  std::vector<std::string> seen() {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

 private:
  void accept() {
    while (true) {
      tcp::socket one(context_);
      acceptor_.accept(one);
      if (closing_) {
        return;
      }
      serving_.emplace_back([this, socket = std::move(one)]() mutable { serve(socket); });
    }
  }

  void serve(tcp::socket& socket) {
    boost::system::error_code error;
    std::string bytes;
    while (true) {
      const std::size_t head =
          boost::asio::read_until(socket, boost::asio::dynamic_buffer(bytes), "\r\n\r\n", error);
      if (error) {
        return;
      }
      const std::size_t at = bytes.find("Content-Length: ");
      const std::size_t length = at < head ? std::stoul(bytes.substr(at + 16)) : 0;
      if (bytes.size() < head + length) {
        boost::asio::read(socket, boost::asio::dynamic_buffer(bytes),
            boost::asio::transfer_exactly(head + length - bytes.size()), error);
      }
      const std::string request = bytes.substr(0, head + length);
      bytes.erase(0, head + length);
      {
        const std::lock_guard lock(mutex_);
        seen_.push_back(request);
      }
      const std::string said = answer_(request);
      boost::asio::write(socket, boost::asio::buffer(said), error);
      if (said.empty()) {
        return;
      }
    }
  }

  std::function<std::string(const std::string&)> answer_;
  boost::asio::io_context context_;
  tcp::acceptor acceptor_;
  std::atomic<bool> closing_ = false;
  std::mutex mutex_;
  std::vector<std::string> seen_;
  std::vector<std::thread> serving_;
  std::thread accepting_;
};

inline std::string ok(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nX-Trace: t7\r\nContent-Length: " + std::to_string(body.size())
         + "\r\n\r\n" + body;
}

}  // namespace souk::testing
