#include "viz/contracts_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <optional>

namespace souk::viz {
namespace {

using row_type = observe::contract_row;

constexpr std::array<std::string_view, contract_columns> titles{"Started", "Client", "Freelancer",
    "Type", "Status", "Rate", "Billed", "Fees", "Hours", "Stars"};

std::int64_t key_of(const row_type& row, contract_column column) {
  switch (column) {
    case contract_column::client:
      return index(row.contract.job.client);
    case contract_column::freelancer:
      return index(row.contract.freelancer);
    case contract_column::type:
      return row.hourly ? 1 : 0;
    case contract_column::status:
      return static_cast<std::int64_t>(row.status);
    case contract_column::rate:
      return row.rate_cents;
    case contract_column::billed:
      return row.billed_cents;
    case contract_column::fees:
      return row.fees_cents;
    case contract_column::hours:
      return row.minutes_billed;
    case contract_column::stars:
      return row.stars_by_client;
    default:
      return row.started_at;
  }
}

using test = std::function<bool(const row_type&)>;

std::optional<std::int64_t> number_in(std::string_view word) {
  std::int64_t number = 0;
  const char* const end = word.data() + word.size();
  const auto [stopped, wrong] = std::from_chars(word.data(), end, number);
  return wrong == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
}

/// A word that stands alone; empty where it says nothing.
test test_of(std::string_view word) {
  if (word == "hourly" || word == "fixed") {
    return [hourly = word == "hourly"](const row_type& row) { return row.hourly == hourly; };
  }
  if (const auto status = market::from_name<market::contract_status>(word)) {
    return [wanted = *status](const row_type& row) { return row.status == wanted; };
  }
  if (const auto number = number_in(word)) {
    return [wanted = *number](const row_type& row) {
      return index(row.contract.job.client) == wanted || index(row.contract.freelancer) == wanted;
    };
  }
  return {};
}

/// A word and the number after it.
test test_of(std::string_view word, std::int64_t number) {
  if (word == "client") {
    return [number](const row_type& row) { return index(row.contract.job.client) == number; };
  }
  if (word == "freelancer") {
    return [number](const row_type& row) { return index(row.contract.freelancer) == number; };
  }
  if (word == ">") {
    return [number](const row_type& row) { return row.billed_cents > number * 100; };
  }
  if (word == "<") {
    return [number](const row_type& row) { return row.billed_cents < number * 100; };
  }
  return {};
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) {
      words.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::vector<test> tests_of(std::string_view filter, std::string& trouble) {
  std::vector<test> tests;
  const std::vector<std::string_view> words = words_of(filter);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto number = i + 1 < words.size() ? number_in(words[i + 1]) : std::nullopt;
    test next = number ? test_of(words[i], *number) : test{};
    i += next ? 1 : 0;
    if (!next) {
      next = test_of(words[i]);
    }
    if (!next) {
      trouble = fmt::format(
          "\"{}\" fits nothing; try active, ended, hourly, fixed, client 12, "
          "freelancer 7, > 5000 or < 100 (dollars billed)",
          words[i]);
      return {};
    }
    tests.push_back(std::move(next));
  }
  return tests;
}

}  // namespace

std::string_view title_of(contract_column column) {
  return titles[static_cast<std::size_t>(column)];
}

contract_list prepare_contracts(
    const observe::contracts_view& contracts, const contract_order& order) {
  contract_list list;
  const std::vector<test> tests = tests_of(order.filter, list.trouble);
  list.all = contracts.size();
  list.rows.reserve(list.all);
  for (const auto& block : contracts.blocks) {
    for (const row_type& row : *block) {
      if (std::ranges::all_of(tests, [&](const test& fits) { return fits(row); })) {
        list.rows.push_back(&row);
        list.billed += static_cast<double>(row.billed_cents) / 100.0;
        list.fees += static_cast<double>(row.fees_cents) / 100.0;
      }
    }
  }
  const auto before = [&](const row_type* a, const row_type* b) {
    const std::int64_t left = key_of(*a, order.by);
    const std::int64_t right = key_of(*b, order.by);
    return left != right ? (left < right) != order.descending : a->contract < b->contract;
  };
  std::ranges::sort(list.rows, before);
  return list;
}

std::string text_of(const row_type& row, contract_column column) {
  switch (column) {
    case contract_column::client:
      return std::to_string(index(row.contract.job.client));
    case contract_column::freelancer:
      return std::to_string(index(row.contract.freelancer));
    case contract_column::type:
      return row.hourly ? "hourly" : "fixed";
    case contract_column::status:
      return std::string(market::name(row.status));
    case contract_column::rate:
      return row.hourly ? dollars(row.rate_cents) + "/h" : "";
    case contract_column::billed:
      return dollars(row.billed_cents);
    case contract_column::fees:
      return dollars(row.fees_cents);
    case contract_column::hours:
      return row.hourly ? fmt::format("{:.1f}", static_cast<double>(row.minutes_billed) / 60.0)
                        : "";
    case contract_column::stars:
      return row.stars_by_client == 0 ? "" : std::to_string(row.stars_by_client);
    default:
      return date(row.started_at);
  }
}

}  // namespace souk::viz
