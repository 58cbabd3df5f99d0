// What a shared secret makes of TLS: both sides derive the same key pair from it and show the same
// certificate for it, and neither talks to anybody who cannot sign with that key.
#pragma once

#include <string>

namespace souk::cli {

/// The key and its certificate as files, which TLS libraries want; they are in memory alone, and
/// gone with this.
class crew_identity {
 public:
  /// Ed25519 from Argon2id of the secret. Throws std::runtime_error.
  explicit crew_identity(const std::string& secret);
  crew_identity(const crew_identity&) = delete;
  crew_identity& operator=(const crew_identity&) = delete;
  ~crew_identity();

  std::string key_file() const { return path_of(key_); }
  std::string certificate_file() const { return path_of(certificate_); }

 private:
  static std::string path_of(int file) { return "/proc/self/fd/" + std::to_string(file); }

  int key_ = -1, certificate_ = -1;
};

}  // namespace souk::cli
