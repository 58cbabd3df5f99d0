#include "cli/trial_bytes.hpp"

#include "actors/archive.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <span>

namespace souk::cli {

namespace {

/// What an answer is on its way.
struct sent_answer {
  std::optional<reports::replication> result;
  std::string failure;
};

std::string text_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  }
}

template <class Value>
std::string written(const Value& value) {
  actors::archive_writer to;
  to(value);
  const std::vector<std::byte> bytes = to.take();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <class Value>
Value read(std::string_view bytes) {
  actors::archive_reader from(std::as_bytes(std::span(bytes)));
  Value value;
  from(value);
  from.expect_end();
  return value;
}

}  // namespace

std::string bytes_of(const trial& what) { return written(what); }

trial trial_of(std::string_view bytes) { return read<trial>(bytes); }

std::string bytes_of(const trial_answer& found) {
  return written(sent_answer{found.result, found.failure ? text_of(found.failure) : ""});
}

trial_answer answer_of(std::string_view bytes) {
  sent_answer sent = read<sent_answer>(bytes);
  if (sent.result) {
    return {std::move(sent.result), nullptr};
  }
  return {std::nullopt, std::make_exception_ptr(std::runtime_error(sent.failure))};
}

std::uint64_t digest_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace souk::cli
