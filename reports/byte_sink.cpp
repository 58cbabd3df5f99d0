#include "reports/byte_sink.hpp"

#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <utility>
#include <vector>

namespace souk::reports {

namespace {

void put(std::FILE* file, std::string_view bytes, const std::string& path) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) {
    throw std::runtime_error("cannot write " + path + ": " + std::strerror(errno));
  }
}

class file_bytes final : public byte_sink {
 public:
  explicit file_bytes(std::string path)
      : path_(std::move(path)), beside_(path_ + ".part"), file_(std::fopen(beside_.c_str(), "wb")) {
    if (file_ == nullptr) {
      throw std::runtime_error("cannot write " + path_ + ": " + std::strerror(errno));
    }
    std::setvbuf(file_, nullptr, _IONBF, 0);  // blocks come large
  }
  ~file_bytes() override {
    if (file_ != nullptr) {
      std::fclose(file_);
      std::remove(beside_.c_str());
    }
  }
  void write(std::string_view bytes) override { put(file_, bytes, path_); }
  void finish() override {
    if (std::fclose(std::exchange(file_, nullptr)) != 0) {
      std::remove(beside_.c_str());
      throw std::runtime_error("cannot write " + path_ + ": " + std::strerror(errno));
    }
    std::filesystem::rename(beside_, path_);
  }

 private:
  std::string path_, beside_;
  std::FILE* file_;
};

class standard_output final : public byte_sink {
 public:
  void write(std::string_view bytes) override { put(stdout, bytes, "standard output"); }
  void finish() override {
    if (std::fflush(stdout) != 0) {
      throw std::runtime_error(
          std::string("cannot write standard output: ") + std::strerror(errno));
    }
  }
};

class zstd_bytes final : public byte_sink {
 public:
  explicit zstd_bytes(std::unique_ptr<byte_sink> to)
      : to_(std::move(to)),
        context_(ZSTD_createCCtx(), ZSTD_freeCCtx),
        block_(ZSTD_CStreamOutSize()) {
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, 3);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  }
  void write(std::string_view bytes) override {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    while (in.pos < in.size) {
      compress(in, ZSTD_e_continue);
    }
  }
  void finish() override {
    ZSTD_inBuffer none{nullptr, 0, 0};
    while (compress(none, ZSTD_e_end) != 0) {
    }
    to_->finish();
  }

 private:
  std::size_t compress(ZSTD_inBuffer& in, ZSTD_EndDirective how) {
    ZSTD_outBuffer out{block_.data(), block_.size(), 0};
    const std::size_t left = ZSTD_compressStream2(context_.get(), &out, &in, how);
    if (ZSTD_isError(left) != 0) {
      throw std::runtime_error(std::string("cannot compress: ") + ZSTD_getErrorName(left));
    }
    to_->write({block_.data(), out.pos});
    return left;
  }

  std::unique_ptr<byte_sink> to_;
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context_;
  std::vector<char> block_;
};

}  // namespace

std::unique_ptr<byte_sink> file_sink(const std::string& path) {
  return std::make_unique<file_bytes>(path);
}
std::unique_ptr<byte_sink> standard_output_sink() { return std::make_unique<standard_output>(); }
std::unique_ptr<byte_sink> zstd_sink(std::unique_ptr<byte_sink> to) {
  return std::make_unique<zstd_bytes>(std::move(to));
}

}  // namespace souk::reports
