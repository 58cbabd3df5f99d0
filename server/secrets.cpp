#include "server/secrets.hpp"

#include <sodium.h>

#include <stdexcept>

namespace souk::server {

namespace {

unsigned long long passes = 2;
std::size_t memory = std::size_t{19} << 20;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

void prepare_secrets(bool quick_passwords) {
  if (sodium_init() < 0) {
    throw std::runtime_error("libsodium cannot be initialised");
  }
  if (quick_passwords) {
    passes = crypto_pwhash_OPSLIMIT_MIN;
    memory = crypto_pwhash_MEMLIMIT_MIN;
  }
}

std::string hash_password(std::string_view password) {
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory,
          crypto_pwhash_ALG_ARGON2ID13)
      != 0) {
    throw std::runtime_error("no memory to hash a password");
  }
  hash.resize(hash.find('\0'));
  return hash;
}

bool is_password(std::string_view password, const std::string& hash) {
  static const std::string nobodys = hash_password("nobody's");
  const std::string& against = hash.empty() ? nobodys : hash;
  const bool holds =
      crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return holds && !hash.empty();
}

std::string random_token() {
  std::array<unsigned char, 32> random{};
  randombytes_buf(random.data(), random.size());
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(random.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), variant);
  text.pop_back();  // the terminating zero
  return text;
}

digest digest_of(std::string_view text) {
  digest made{};
  crypto_generichash(made.data(), made.size(), bytes(text), text.size(), nullptr, 0);
  return made;
}

std::string hex(const digest& of) {
  std::string text(of.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), of.data(), of.size());
  text.pop_back();
  return text;
}

bool from_hex(std::string_view text, digest& into) {
  std::size_t size = 0;
  return sodium_hex2bin(into.data(), into.size(), text.data(), text.size(), nullptr, &size, nullptr)
             == 0
         && size == into.size();
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace souk::server
