// Contracts and ledger: every contract, filtered and sorted, of which only the rows in sight are
// drawn; and the last movements of money.
#pragma once

#include "viz/panel.hpp"
#include "viz/view.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace souk::viz {

enum class contract_column : std::uint8_t {
  started,
  client,
  freelancer,
  type,
  status,
  rate,
  billed,
  fees,
  hours,
  stars
};
inline constexpr std::size_t contract_columns = 10;
std::string_view title_of(contract_column column);

struct contract_order {
  std::string filter;  // words, all of which must fit: "active", "hourly", "client 12", "> 5000"
  contract_column by = contract_column::started;
  bool descending = true;
};

/// Rows that fit, in order; each points into the view's blocks.
struct contract_list {
  std::vector<const observe::contract_row*> rows;
  std::size_t all = 0;
  double billed = 0.0, fees = 0.0;  // dollars, of those that fit
  std::string trouble;              // what of the filter is not understood
};

contract_list prepare_contracts(
    const observe::contracts_view& contracts, const contract_order& order);
std::string text_of(const observe::contract_row& row, contract_column column);

std::unique_ptr<panel> make_contracts_panel();

}  // namespace souk::viz
