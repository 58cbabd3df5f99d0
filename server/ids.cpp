#include "server/ids.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <span>

namespace souk::server {

namespace {

bool parse_numbers(std::string_view text, std::span<std::uint32_t> into) {
  for (std::size_t i = 0; i < into.size(); ++i) {
    const std::size_t end = text.find('-');
    const std::string_view part = text.substr(0, end);
    const auto [rest, error] = std::from_chars(part.data(), part.data() + part.size(), into[i]);
    if (error != std::errc{} || rest != part.data() + part.size() || part.empty()) {
      return false;
    }
    const bool last = i + 1 == into.size();
    if ((end == std::string_view::npos) != last) {
      return false;
    }
    text.remove_prefix(last ? text.size() : end + 1);
  }
  return true;
}

std::string joined(std::span<const std::uint32_t> numbers) {
  std::string text;
  for (const std::uint32_t one : numbers) {
    text += (text.empty() ? "" : "-") + std::to_string(one);
  }
  return text;
}

}  // namespace

std::string text_of(const market::job_id& job) {
  return joined(std::array{index(job.client), job.need});
}

std::string text_of(const market::contract_id& contract) {
  return joined(
      std::array{index(contract.job.client), contract.job.need, index(contract.freelancer)});
}

std::string text_of(const market::milestone_id& milestone) {
  return text_of(milestone.contract) + '-' + std::to_string(milestone.n);
}

bool parse(std::string_view text, market::job_id& into) {
  std::array<std::uint32_t, 2> n{};
  const bool holds = parse_numbers(text, n);
  into = {market::person_id{n[0]}, n[1]};
  return holds;
}

bool parse(std::string_view text, market::contract_id& into) {
  std::array<std::uint32_t, 3> n{};
  const bool holds = parse_numbers(text, n);
  into = {{market::person_id{n[0]}, n[1]}, market::person_id{n[2]}};
  return holds;
}

bool parse(std::string_view text, market::milestone_id& into) {
  std::array<std::uint32_t, 4> n{};
  const bool holds = parse_numbers(text, n);
  into = {{{market::person_id{n[0]}, n[1]}, market::person_id{n[2]}}, n[3]};
  return holds;
}

}  // namespace souk::server
