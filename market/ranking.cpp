#include "market/ranking.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace souk::market {

standing standing_of(
    const proposal_record& proposal, std::uint32_t arrival, const freelancer_face& face) {
  standing s;
  s.boost = proposal.boost;
  s.took = proposal.took;
  s.arrival = arrival;
  s.score = face.score == no_score ? std::int16_t{-1} : std::int16_t{face.score};
  s.badge = face.badge;
  s.attention_failed = proposal.attention_failed;
  s.complete = face.completeness >= 100;
  s.ahead = face.ahead;
  return s;
}

void mark_boosted(std::span<standing> all, std::int32_t slots) {
  std::vector<std::size_t> bidders;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].boost > 0) {
      bidders.push_back(i);
    }
  }
  const auto marked = static_cast<std::size_t>(std::max(slots, 0));
  if (bidders.size() <= marked) {
    return;
  }
  std::ranges::stable_sort(
      bidders, [&](std::size_t a, std::size_t b) { return all[a].boost > all[b].boost; });
  for (std::size_t i = marked; i < bidders.size(); ++i) {
    all[bidders[i]].boost = 0;
  }
}

bool ranks_before(const standing& a, const standing& b) {
  const auto key = [](const standing& s) {
    return std::tuple{s.attention_failed, !s.ahead, -s.boost, !s.complete,
        -static_cast<int>(s.badge), -s.score, s.took, s.arrival};
  };
  return key(a) < key(b);
}

}  // namespace souk::market
