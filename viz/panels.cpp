#include "viz/panels.hpp"

#include "viz/billing_panel.hpp"
#include "viz/connects_panel.hpp"
#include "viz/contracts_panel.hpp"
#include "viz/engine_panel.hpp"
#include "viz/events_panel.hpp"
#include "viz/funnel_panel.hpp"
#include "viz/load_panel.hpp"
#include "viz/map_panel.hpp"
#include "viz/newcomers_panel.hpp"
#include "viz/overview_panel.hpp"
#include "viz/person_panel.hpp"
#include "viz/policy_panel.hpp"
#include "viz/series_panel.hpp"
#include "viz/supply_panel.hpp"

#include <algorithm>
#include <array>

namespace souk::viz {
namespace {

constexpr std::array<std::string_view, 14> ids{"overview", "series", "funnel", "supply", "connects",
    "billing", "newcomers", "map", "person", "contracts", "events", "engine", "policy", "load"};

}  // namespace

std::vector<std::unique_ptr<panel>> make_panels() {
  std::vector<std::unique_ptr<panel>> all;
  for (const auto make : {make_overview_panel, make_series_panel, make_funnel_panel,
           make_supply_panel, make_connects_panel, make_billing_panel, make_newcomers_panel,
           make_map_panel, make_person_panel, make_contracts_panel, make_events_panel,
           make_engine_panel, make_policy_panel, make_load_panel}) {
    all.push_back(make());
  }
  return all;
}

std::span<const std::string_view> panel_ids() { return ids; }

bool is_panel(std::string_view id) { return std::ranges::find(ids, id) != ids.end(); }

}  // namespace souk::viz
