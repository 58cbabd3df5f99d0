// Where a value stands in a JSON text: items[0].id.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::scenarios {

struct json_step {
  std::string key;
  std::optional<std::size_t> index = {};  // then there is no key

  bool operator==(const json_step&) const = default;
};

/// From the root on; empty: the whole text.
using json_path = std::vector<json_step>;

/// nullopt where the text is no path.
std::optional<json_path> parse_json_path(std::string_view text);

}  // namespace souk::scenarios
