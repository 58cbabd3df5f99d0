// What is drawn in a load test (people/draws.hpp), from 0x0600 on.
#pragma once

#include "people/draws.hpp"

namespace souk::load {

inline constexpr people::decision_code draw_arrival = 0x0600;  // the object: how many came before
inline constexpr people::decision_code draw_flow = 0x0601;     // the object: the person's turn
inline constexpr people::decision_code draw_think = 0x0602;    // the object: the person's pauses
inline constexpr people::decision_code draw_pick = 0x0603;     // the object: the person's picks

}  // namespace souk::load
