#include "viz/billing_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace souk::viz {
namespace {

balance_line line_of(std::string_view id, const view& seen, std::size_t window, double now) {
  const metric& which = *find_metric(id);
  return {std::string(which.label), std::string(which.doc), now, values_of(which, seen, window)};
}

std::string label_of(const market::fee_schedule& schedule, std::size_t i) {
  const std::string fee = brief(static_cast<double>(schedule[i].value.ppm) / 1e6, unit::share);
  const auto usd = [](market::money bound) {
    return brief(static_cast<double>(bound.cents) / 100.0, unit::usd);
  };
  if (schedule[i].up_to) {
    return fmt::format("{} up to {}", fee, usd(*schedule[i].up_to));
  }
  return i == 0 ? fee + " on all" : fmt::format("{} above {}", fee, usd(*schedule[i - 1].up_to));
}

/// What each pair has billed, in cents.
std::vector<std::int64_t> pair_totals(const observe::contracts_view& contracts) {
  struct part {
    std::uint64_t pair;
    std::int64_t cents;
  };
  std::vector<part> parts;
  parts.reserve(contracts.size());
  for (const auto& block : contracts.blocks) {
    for (const observe::contract_row& row : *block) {
      parts.push_back(
          {(std::uint64_t{index(row.contract.job.client)} << 32) | index(row.contract.freelancer),
              row.billed_cents});
    }
  }
  std::ranges::sort(parts, {}, &part::pair);
  std::vector<std::int64_t> totals;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == 0 || parts[i].pair != parts[i - 1].pair) {
      totals.push_back(0);
    }
    totals.back() += parts[i].cents;
  }
  return totals;
}

}  // namespace

std::vector<fee_tier> spread_over_tiers(
    const market::fee_schedule& schedule, const observe::contracts_view& contracts) {
  std::vector<fee_tier> tiers;
  for (std::size_t i = 0; i < schedule.size(); ++i) {
    tiers.push_back({label_of(schedule, i)});
  }
  double all = 0.0;
  for (const std::int64_t total : pair_totals(contracts)) {
    std::int64_t from = 0;
    for (std::size_t i = 0; i < schedule.size() && total > from; ++i) {
      const std::int64_t to = schedule[i].up_to ? schedule[i].up_to->cents : total;
      const std::int64_t within = std::min(total, to) - from;
      tiers[i].billed += static_cast<double>(within) / 100.0;
      all += static_cast<double>(within) / 100.0;
      tiers[i].pairs += total <= to || !schedule[i].up_to ? 1 : 0;
      from = to;
    }
  }
  for (fee_tier& one : tiers) {
    one.share = all > 0.0 ? one.billed / all : 0.0;
  }
  return tiers;
}

billing_model prepare_billing(const view& seen) {
  billing_model model;
  const std::size_t days = day_count(seen);
  for (const std::string_view id : {"escrow", "pending", "available"}) {
    const double now = total_of(*find_metric(id), seen, days, 1);
    model.balances.push_back(line_of(id, seen, 1, days == 0 ? 0.0 : now));
  }
  for (const std::string_view id : {"freelancer_fees", "client_fees", "connects_sales"}) {
    const double sum = total_of(*find_metric(id), seen, days, 28);
    model.takings.push_back(line_of(id, seen, 7, days == 0 ? 0.0 : sum));
  }
  model.withdrawn = days == 0 ? 0.0 : total_of(*find_metric("withdrawn"), seen, days, days);
  const observe::snapshot& run = front(seen);
  const market::policy* const terms = observe::terms_in_force(run);
  if (terms != nullptr && run.contracts != nullptr) {
    const market::freelancer_fee& fee = terms->fees.freelancer;
    model.basis = in_words(market::name(fee.basis));
    if (fee.by_category.empty()) {
      model.tiers = spread_over_tiers(fee.tiers, *run.contracts);
    }
  }
  return model;
}

}  // namespace souk::viz
