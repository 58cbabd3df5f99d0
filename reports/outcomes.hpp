// The outcomes that policies are compared by, of the window after burn-in (docs/compare.md).
#pragma once

#include "market/names.hpp"
#include "observe/record.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace souk::reports {

enum class outcome : std::uint8_t {
  platform_revenue,
  gross_volume,
  freelancer_net,
  newcomers_hired_28d,
  newcomers_hired_90d,
  fill_rate,
  proposals_per_post,
  connects_spent,
  off_platform_share,
  earnings_gini,
};
inline constexpr std::size_t outcome_count = 10;

}  // namespace souk::reports

template <>
inline constexpr std::array<std::string_view, 10> souk::market::names_of<souk::reports::outcome>{
    "platform_revenue", "gross_volume", "freelancer_net", "newcomers_hired_28d",
    "newcomers_hired_90d", "fill_rate", "proposals_per_post", "connects_spent",
    "off_platform_share", "earnings_gini"};

namespace souk::reports {
static_assert(market::names_of<outcome>.size() == outcome_count);

struct outcome_spec {
  outcome what;
  std::string_view unit;   // "USD", "share", ...
  std::string_view title;  // for tables and reports
  std::string_view meaning;
};

/// All, in the order of the list.
const std::array<outcome_spec, outcome_count>& outcome_specs();

/// Its column in a store, with the unit: "platform_revenue_usd".
std::string column_of(outcome what);

/// By outcome. What has nothing to divide by is 0, as in summary.json.
struct outcome_values {
  std::array<double, outcome_count> value{};

  double& operator[](outcome what) { return value[static_cast<std::size_t>(what)]; }
  double operator[](outcome what) const { return value[static_cast<std::size_t>(what)]; }
  bool operator==(const outcome_values&) const = default;
};

/// Totals at the window's beginning: zero without a burn-in.
struct window_start {
  market::ledger_totals ledger;
  observe::connects_totals connects;
};

/// `net_earned_cents`: by freelancer, what he earned in the window, net of fees and refunds; who
/// earned nothing is left out of the Gini coefficient.
outcome_values outcomes_of(const observe::run_result& result, const window_start& before,
    std::vector<std::int64_t> net_earned_cents);

/// 0 when all are equal, towards 1 when one has everything; of values above 0.
double gini_coefficient(std::vector<std::int64_t> values);

/// Why nothing can be said of an outcome in a window of so many days: nobody approved in it can be
/// followed for long enough. Empty where something can be said.
std::string why_unknown(outcome what, std::int32_t days);

/// "$4.56 M", "38.2 %", "12.3": a level in its unit, for tables and reports.
std::string outcome_text(outcome what, double value);
/// The same for a difference, with its sign; shares in points ("+1.2 pt").
std::string outcome_change_text(outcome what, double value);

}  // namespace souk::reports
