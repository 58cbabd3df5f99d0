#include "cli/option_table.hpp"

#include "cli/options.hpp"
#include "scenarios/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace souk::cli {

namespace {

const option& find_option(const std::string& name, std::span<const option> table) {
  const auto known = std::ranges::find(table, name, &option::name);
  if (known == table.end()) {
    throw usage_error(fmt::format(
        "unknown option {}; {}", scenarios::in_quotes(name), nearest_option(name, table)));
  }
  return *known;
}

}  // namespace

void read_options(std::span<const std::string> arguments, std::span<const option> table,
    const std::function<void(std::string_view name, const std::string& value)>& take,
    const std::function<void(const std::string&)>& word) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    if (!one.starts_with('-')) {
      word(one);
      continue;
    }
    const std::size_t equals = one.find('=');
    const option& known = find_option(one.substr(0, equals), table);
    if (known.takes.empty() && equals != std::string::npos) {
      throw usage_error(fmt::format("{} takes no value", known.name));
    }
    if (known.takes.empty() || equals != std::string::npos) {
      take(known.name, equals == std::string::npos ? "" : one.substr(equals + 1));
    } else if (++i < arguments.size()) {
      take(known.name, arguments[i]);
    } else {
      throw usage_error(fmt::format("{0} has no value; {0} {1}", known.name, known.takes));
    }
  }
}

std::string table_help(std::span<const option> table, std::size_t column) {
  std::string text;
  for (const option& one : table) {
    std::string head = fmt::format("  {} {}", one.name, one.takes);
    std::string_view does = one.does;
    while (!does.empty()) {
      const std::size_t end = std::min(does.find('\n'), does.size());
      text += fmt::format("{:<{}}{}\n", head, column, does.substr(0, end));
      head.clear();
      does.remove_prefix(std::min(end + 1, does.size()));
    }
  }
  return text;
}

void refuse_value(std::string_view name, std::string_view value, std::string_view right) {
  throw usage_error(fmt::format("{} {}; it takes {}", name, scenarios::in_quotes(value), right));
}

std::string nearest_option(const std::string& name, std::span<const option> table) {
  std::vector<std::string_view> names;
  std::ranges::transform(table, std::back_inserter(names), &option::name);
  return scenarios::suggestion(name, names);
}

}  // namespace souk::cli
