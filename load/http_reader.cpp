#include "load/http_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

namespace souk::load {

namespace {

namespace http = boost::beast::http;

constexpr std::uint64_t largest_body = 64 << 20;  // bytes
constexpr std::uint32_t largest_header = 64 << 10;

}  // namespace

http_reader::parser::parser(http_reader& to) : into(to) {
  eager(true);
  body_limit(largest_body);
  header_limit(largest_header);
  if (to.without_body_) {
    skip(true);
  }
}

void http_reader::parser::on_field_impl(http::field, text name, text value, code&) {
  const header_names& wanted = *into.wanted_;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (boost::beast::iequals(name, wanted[i])) {
      into.headers_.resize(wanted.size());
      into.headers_[i].assign(value.data(), value.size());
    }
  }
}

void http_reader::parser::on_body_init_impl(const boost::optional<std::uint64_t>& size, code&) {
  into.length_ = size.value_or(0);
}

std::size_t http_reader::parser::on_body_impl(text part, code&) {
  if (into.kept_.empty() && part.size() == into.length_) {
    into.body_ = {part.data(), part.size()};  // all of it
    return part.size();
  }
  into.kept_.append(part.data(), part.size());
  into.body_ = into.kept_;
  return part.size();
}

void http_reader::begin(bool without_body) {
  without_body_ = without_body;
  parser_.reset();
  carried_.clear();
  kept_.clear();
  headers_.clear();
  body_ = {};
  length_ = 0;
  status_ = 0;
  parser_.emplace(*this);
}

http_reader::state http_reader::take(std::string_view bytes) {
  boost::beast::error_code error;
  if (carried_.empty()) {
    const std::size_t used =
        parser_->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    return after(error, used, bytes);
  }
  carried_ += bytes;
  // What it is read from may not change while views of it are held.
  const std::string all = std::move(carried_);
  carried_.clear();
  const std::size_t used = parser_->put(boost::asio::const_buffer(all.data(), all.size()), error);
  const state found = after(error, used, all);
  if (!body_.empty() && kept_.empty()) {
    kept_ = body_;
    body_ = kept_;
  }
  return found;
}

http_reader::state http_reader::after(
    const boost::beast::error_code& error, std::size_t used, std::string_view bytes) {
  if (error && error != http::error::need_more) {
    return state::malformed;
  }
  const std::string_view rest = bytes.substr(used);
  if (!parser_->is_done()) {
    carried_ += rest;
    return state::partial;
  }
  if (status_ >= 100 && status_ < 200 && status_ != 101) {
    begin(without_body_);  // the answer itself comes after
    return rest.empty() ? state::partial : take(rest);
  }
  // What follows an answer that nobody waits for would be taken for the next one.
  keeps_alive_ = parser_->keep_alive() && rest.empty();
  return state::complete;
}

http_reader::state http_reader::take_end() {
  keeps_alive_ = false;
  if (!parser_->got_some()) {
    return state::malformed;
  }
  boost::beast::error_code error;
  parser_->put_eof(error);
  return !error && parser_->is_done() ? state::complete : state::malformed;
}

}  // namespace souk::load
