// When people come: the times of a workload's stages.
#pragma once

#include "people/draws.hpp"
#include "scenarios/plan.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace souk::load {

/// A piece of the workload in which its level goes from one to another in a straight line.
struct level_piece {
  double begins = 0, length = 0;                  // s
  double from = 0, to = 0;                        // arrivals a second, or people
  const std::vector<double>* replayed = nullptr;  // instead: arrivals, in s since it begins
};

std::vector<level_piece> pieces_of(const scenarios::workload& of);

/// The level at a time, in s; 0 after the end.
double level_at(const std::vector<level_piece>& pieces, double time);

/// The arrivals of an open workload, one after the other, in s from its begin: at the times at
/// which the integral of the rate reaches 0, 1, 2, ..., or, at random, the sums of exponential
/// draws; and those of a replay at their own.
class arrival_times {
 public:
  arrival_times(const scenarios::workload& of, const people::draws& luck);

  /// nullopt: nobody comes any more.
  std::optional<double> next();

 private:
  void draw_next();

  std::vector<level_piece> pieces_;
  scenarios::arrival_kind kind_;
  const people::draws* luck_;
  std::size_t piece_ = 0;
  double passed_ = 0;         // the integral before that piece
  double wanted_ = 0;         // of the next arrival
  std::size_t replayed_ = 0;  // arrivals of that piece
  std::uint64_t count_ = 0;
};

}  // namespace souk::load
