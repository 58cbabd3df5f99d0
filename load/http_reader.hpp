// The answer to one request, read as it comes, by Boost.Beast's parser. Nothing is allocated for an
// answer that comes in one piece: its body is a view of the bytes that were received.
#pragma once

#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::load {

/// Names, in lower case, of the headers that somebody wants to see, and their values in one answer.
using header_names = std::vector<std::string>;
using header_values = std::vector<std::string>;  // beside the names; "" where it is not there

class http_reader {
 public:
  enum class state : std::uint8_t { partial, complete, malformed };

  explicit http_reader(const header_names& wanted) : wanted_(&wanted) {}
  http_reader(const http_reader&) = delete;
  http_reader& operator=(const http_reader&) = delete;

  /// Before an answer. `without_body`: it is to a HEAD.
  void begin(bool without_body);
  /// Reads bytes as they were received. A body that is a view of `bytes` lives as long as they do.
  state take(std::string_view bytes);
  /// The other side has closed, which is how some answers end.
  state take_end();

  int status() const { return status_; }
  bool keeps_alive() const { return keeps_alive_; }
  std::string_view body() const { return body_; }
  const header_values& headers() const { return headers_; }

 private:
  state after(const boost::beast::error_code& error, std::size_t used, std::string_view bytes);

  struct parser : boost::beast::http::basic_parser<false> {
    explicit parser(http_reader& to);

    using text = boost::beast::string_view;
    using code = boost::beast::error_code;
    void on_request_impl(boost::beast::http::verb, text, text, int, code&) override {}
    void on_response_impl(int number, text, int, code&) override { into.status_ = number; }
    void on_field_impl(boost::beast::http::field, text name, text value, code&) override;
    void on_header_impl(code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>& size, code&) override;
    std::size_t on_body_impl(text part, code&) override;
    void on_chunk_header_impl(std::uint64_t, text, code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, text part, code& error) override {
      return on_body_impl(part, error);
    }
    void on_finish_impl(code&) override {}

    http_reader& into;
  };

  const header_names* wanted_;
  std::optional<parser> parser_;
  std::string carried_;  // bytes of a header that is not complete
  std::string kept_;     // a body that came in pieces
  std::string_view body_;
  header_values headers_;
  std::uint64_t length_ = 0;  // of the body, where the answer tells
  int status_ = 0;
  bool without_body_ = false;
  bool keeps_alive_ = false;
};

}  // namespace souk::load
