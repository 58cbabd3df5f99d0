// Luck without state: every draw is a function of (seed, stream, person, object, decision, n)
// alone, by Philox4x32-10 (Salmon et al., SC 2011). One draw more or less under another policy
// shifts no other draw, so that two policies under one seed meet the same people with the same luck
// (design.md).
#pragma once

#include "market/hash.hpp"
#include "market/ids.hpp"

#include <Random123/philox.h>

#include <cstdint>

namespace souk::people {

/// Seeds of their own: who there is, how they decide, and what befalls the market.
enum class stream : std::uint8_t { population, behaviour, shocks };

/// What is decided; part of the key of a draw. The people's headers each keep a range of values:
/// freelancers from 0x0100, clients from 0x0200, both (a pair, a piece of work) from 0x0300,
/// vetting 0x0400.
using decision_code = std::uint16_t;

/// Four random words.
struct random_words {
  std::uint32_t word[4];

  /// In [0, 1), on a grid of 2^-32; `i` from 0 to 3.
  double uniform(int i = 0) const { return word[i] * 0x1p-32; }
  /// In (0, 1): never 0, for logarithms.
  double open_uniform(int i = 0) const { return (word[i] + 0.5) * 0x1p-32; }
  /// Uniform in [0, n).
  std::uint32_t below(std::uint32_t n, int i = 0) const {
    return static_cast<std::uint32_t>((std::uint64_t{word[i]} * n) >> 32);
  }
  bool chance(double probability, int i = 0) const { return uniform(i) < probability; }
};

class draws {
 public:
  explicit draws(std::uint64_t seed) {
    for (std::uint64_t s = 0; s < 3; ++s) {
      keys_[s] = market::mix(seed, s + 1);
    }
  }

  /// About a person and an object: a day, a job, another person. `n` tells repeated draws apart.
  random_words operator()(stream from, market::person_id person, std::uint64_t object,
      decision_code decision, std::uint16_t n = 0) const {
    const std::uint64_t key = keys_[static_cast<std::size_t>(from)];
    const philox4x32_ctr_t counter{{market::index(person), static_cast<std::uint32_t>(object),
        static_cast<std::uint32_t>(object >> 32), (std::uint32_t{decision} << 16) | n}};
    const philox4x32_key_t words{
        {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}};
    const philox4x32_ctr_t drawn = philox4x32(counter, words);
    return {{drawn[0], drawn[1], drawn[2], drawn[3]}};
  }

  random_words behaviour(market::person_id person, std::uint64_t object, decision_code decision,
      std::uint16_t n = 0) const {
    return (*this)(stream::behaviour, person, object, decision, n);
  }
  random_words population(market::person_id person, std::uint64_t object, decision_code decision,
      std::uint16_t n = 0) const {
    return (*this)(stream::population, person, object, decision, n);
  }

  /// Orders commands of one second (design.md, "Time").
  std::uint64_t order_key() const { return market::mix(keys_[1], 0x0bde'cafe); }

 private:
  std::uint64_t keys_[3];
};

}  // namespace souk::people
