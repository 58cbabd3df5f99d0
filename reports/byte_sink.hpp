// Where an export's bytes go: a file or standard output, plain or compressed with Zstandard, in
// constant memory.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace souk::reports {

class byte_sink {
 public:
  byte_sink() = default;
  byte_sink(const byte_sink&) = delete;
  byte_sink& operator=(const byte_sink&) = delete;
  virtual ~byte_sink() = default;

  /// Throws std::runtime_error where the bytes cannot be written.
  virtual void write(std::string_view bytes) = 0;
  /// After the last byte. A file without it is not left behind.
  virtual void finish() = 0;
};

/// A file that appears whole or not at all: written beside its place, then renamed.
std::unique_ptr<byte_sink> file_sink(const std::string& path);
std::unique_ptr<byte_sink> standard_output_sink();
/// One frame with a checksum, at level 3.
std::unique_ptr<byte_sink> zstd_sink(std::unique_ptr<byte_sink> to);

}  // namespace souk::reports
