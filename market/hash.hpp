// Hashes that order and fingerprint, the same on every machine. Not for anything secret.
#pragma once

#include <cstdint>

namespace souk::market {

/// A bijection of 64 bits that spreads every input bit (the finaliser of SplitMix64, Steele et al.
/// 2014).
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e37'79b9'7f4a'7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58'476d'1ce4'e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d0'49bb'1331'11ebULL;
  return x ^ (x >> 31);
}

constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) { return mix(mix(a) ^ b); }

template <class... Rest>
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b, Rest... rest) {
  return mix(mix(a, b), static_cast<std::uint64_t>(rest)...);
}

/// A sum of hashes: the same whatever the order in which parts are added, so that shards may add
/// their parts on their own. 128 bits keep accidental collisions out of reach.
struct fingerprint {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  constexpr bool operator==(const fingerprint&) const = default;

  constexpr void add(std::uint64_t hash) {
    low += hash;
    high += mix(hash);
  }
  constexpr void add(const fingerprint& other) {
    low += other.low;
    high += other.high;
  }
};

}  // namespace souk::market
