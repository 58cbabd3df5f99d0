#include "load/arrivals.hpp"

#include "load/load_draws.hpp"
#include "people/distributions.hpp"

#include <algorithm>
#include <cmath>

namespace souk::load {

namespace {

double whole(const level_piece& one) {
  return one.replayed != nullptr ? 0 : one.length * (one.from + one.to) / 2;
}

/// The time in a piece at which the integral of its level reaches `part`.
double time_of(const level_piece& one, double part) {
  const double slope = (one.to - one.from) / one.length;
  if (std::abs(slope) * one.length < 1e-9 * (one.from + one.to)) {
    return part / one.from;
  }
  // from t + slope t^2 / 2 = part, in the form that loses no digits for a small slope
  const double root = std::sqrt(std::max(0.0, one.from * one.from + 2 * slope * part));
  return std::min(2 * part / (one.from + root), one.length);
}

}  // namespace

std::vector<level_piece> pieces_of(const scenarios::workload& of) {
  std::vector<level_piece> pieces;
  double begins = 0;
  for (const scenarios::load_stage& stage : of.stages) {
    if (!stage.replay.empty()) {
      pieces.push_back({begins, stage.length.seconds(), 0, 0, &stage.arrivals});
      begins += stage.length.seconds();
      continue;
    }
    const std::vector<double> levels = stage.levels();
    const double length = stage.length.seconds() / static_cast<double>(levels.size() - 1);
    for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
      pieces.push_back({begins, length, levels[i], levels[i + 1]});
      begins += length;
    }
  }
  return pieces;
}

double level_at(const std::vector<level_piece>& pieces, double time) {
  for (const level_piece& one : pieces) {
    if (time < one.begins + one.length) {
      return one.from + (one.to - one.from) * (time - one.begins) / one.length;
    }
  }
  return 0;
}

arrival_times::arrival_times(const scenarios::workload& of, const people::draws& luck)
    : pieces_(pieces_of(of)), kind_(of.arrivals), luck_(&luck) {
  if (kind_ == scenarios::arrival_kind::random) {
    draw_next();
  }
}

void arrival_times::draw_next() {
  wanted_ += kind_ == scenarios::arrival_kind::even
                 ? 1.0
                 : people::exponential(luck_->population({}, count_, draw_arrival), 0, 1.0);
  ++count_;
}

std::optional<double> arrival_times::next() {
  while (piece_ < pieces_.size()) {
    const level_piece& one = pieces_[piece_];
    if (one.replayed != nullptr && replayed_ < one.replayed->size()) {
      return one.begins + (*one.replayed)[replayed_++];
    }
    if (one.replayed == nullptr && passed_ + whole(one) > wanted_) {
      const double at = one.begins + time_of(one, wanted_ - passed_);
      draw_next();
      return at;
    }
    passed_ += whole(one);
    replayed_ = 0;
    ++piece_;
  }
  return std::nullopt;
}

}  // namespace souk::load
