#include "cli/crew_identity.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace souk::cli {

namespace {

template <auto Free>
struct freed_by {
  template <class Value>
  void operator()(Value* value) const {
    Free(value);
  }
};
using key_pointer = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;
using certificate_pointer = std::unique_ptr<X509, freed_by<X509_free>>;
using buffer_pointer = std::unique_ptr<BIO, freed_by<BIO_free>>;

void expect(bool holds) {
  if (!holds) {
    throw std::runtime_error("cannot make a TLS identity of the secret");
  }
}

/// A secret of 32 random characters is not guessed; one that somebody thought up is at least slow
/// to.
key_pointer key_of(const std::string& secret) {
  constexpr std::string_view purpose = "souk crew key, 1";
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  static_assert(purpose.size() == crypto_pwhash_SALTBYTES);
  std::ranges::copy(purpose, salt.begin());
  std::array<unsigned char, 32> seed{};
  expect(sodium_init() >= 0
         && crypto_pwhash(seed.data(), seed.size(), secret.data(), secret.size(), salt.data(),
                crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                crypto_pwhash_ALG_ARGON2ID13)
                == 0);
  key_pointer key(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  sodium_memzero(seed.data(), seed.size());
  expect(key != nullptr);
  return key;
}

/// The same for the same key: whoever has the secret has it, and trusts it alone.
certificate_pointer certificate_of(EVP_PKEY* key) {
  certificate_pointer made(X509_new());
  expect(made != nullptr);
  X509* const one = made.get();
  X509_NAME* const name = X509_get_subject_name(one);
  const auto* const common_name = reinterpret_cast<const unsigned char*>("souk");
  expect(X509_set_version(one, 2) == 1 && ASN1_INTEGER_set(X509_get_serialNumber(one), 1) == 1
         && ASN1_TIME_set_string(X509_getm_notBefore(one), "20000101000000Z") == 1
         && ASN1_TIME_set_string(X509_getm_notAfter(one), "99991231235959Z") == 1
         && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name, -1, -1, 0) == 1
         && X509_set_issuer_name(one, name) == 1 && X509_set_pubkey(one, key) == 1
         && X509_sign(one, key, nullptr) > 0);
  return made;
}

/// A file in memory with what `write` writes.
template <class Write>
int memory_file(const char* name, const Write& write) {
  const buffer_pointer buffer(BIO_new(BIO_s_mem()));
  expect(buffer != nullptr && write(buffer.get()) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(buffer.get(), &data);
  const int file = memfd_create(name, MFD_CLOEXEC);
  expect(file >= 0 && ::write(file, data, static_cast<std::size_t>(size)) == size);
  return file;
}

}  // namespace

crew_identity::crew_identity(const std::string& secret) {
  const key_pointer key = key_of(secret);
  const certificate_pointer certificate = certificate_of(key.get());
  certificate_ = memory_file(
      "certificate", [&](BIO* to) { return PEM_write_bio_X509(to, certificate.get()); });
  key_ = memory_file("key", [&](BIO* to) {
    return PEM_write_bio_PrivateKey(to, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

crew_identity::~crew_identity() {
  ::close(key_);
  ::close(certificate_);
}

}  // namespace souk::cli
