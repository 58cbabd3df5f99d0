// All panels there are.
#pragma once

#include "viz/panel.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace souk::viz {

std::vector<std::unique_ptr<panel>> make_panels();

/// Their ids, in the order in which they are listed.
std::span<const std::string_view> panel_ids();
bool is_panel(std::string_view id);

}  // namespace souk::viz
