#include "actors/command_queue.hpp"

#include <algorithm>
#include <tuple>

namespace souk::actors {

const std::vector<command_queue::item>& command_queue::sorted(const inbox& in) {
  items_.clear();
  for (const command_batch* batch : in.commands) {
    for (const auto& one : batch->proposals) {
      items_.push_back({one.by.given, order_.turn(one.by.given), &one, nullptr});
    }
    for (const auto& one : batch->others) {
      items_.push_back({one.by.given, order_.turn(one.by.given), nullptr, &one});
    }
  }
  std::sort(items_.begin(), items_.end(), [](const item& a, const item& b) {
    return std::tuple{a.given.at, a.turn, index(a.given.by), a.given.sequence}
           < std::tuple{b.given.at, b.turn, index(b.given.by), b.given.sequence};
  });
  return items_;
}

}  // namespace souk::actors
