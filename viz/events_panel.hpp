// Event stream: the last things that happened, newest first, filtered by kind and by person.
#pragma once

#include "viz/panel.hpp"
#include "viz/view.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace souk::viz {

enum class event_group : std::uint8_t { joining, connects, jobs, contracts, money, refusals };
inline constexpr std::size_t event_groups = 6;
std::string_view name_of(event_group group);
event_group group_of(market::event_type type);

struct event_choice {
  std::uint32_t groups = (1U << event_groups) - 1;  // a bit each
  market::person_id person = market::nobody;        // only what names them
};

/// Indices of the events that are shown, the newest first.
std::vector<std::uint32_t> prepare_events(
    const observe::tail_view& tail, const event_choice& choice);

/// "proposed $250.00 for job 100012/3, freelancer 42".
std::string text_of(const market::event& what, std::uint32_t first_client);

std::unique_ptr<panel> make_events_panel();

}  // namespace souk::viz
