// Passwords and tokens, by libsodium. Nothing here is ever logged, and of a token only its digest
// is kept.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace souk::server {

/// Throws std::runtime_error where libsodium cannot be used. Called before anything else of this
/// file.
/// `quick_passwords`: they are hashed with the least work that there is, for tests.
void prepare_secrets(bool quick_passwords = false);

/// Argon2id with 19 MiB and 2 passes (OWASP's recommendation): some 30 ms of a processor.
std::string hash_password(std::string_view password);
/// Also true work where `hash` is "", so that the time does not tell who has an account.
bool is_password(std::string_view password, const std::string& hash);

/// 32 random bytes as URL-safe text.
std::string random_token();
/// BLAKE2b, 256 bits.
using digest = std::array<std::uint8_t, 32>;
digest digest_of(std::string_view text);
std::string hex(const digest& of);
bool from_hex(std::string_view text, digest& into);

/// In a time that does not depend on where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace souk::server
