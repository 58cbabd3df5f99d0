// Commands as JSON objects: the fields of the vocabulary, by their names. Money is decimal dollars
// ("90.00" or 90.5), a share 0.8 or "80%", a date "2024-01-31", a duration "5d"; people are named
// by username, jobs, contracts and milestones by their ids (ids.hpp).
#pragma once

#include "market/vocabulary.hpp"
#include "server/directory.hpp"
#include "server/words.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::server {

inline constexpr std::size_t commands = std::variant_size_v<market::command>;

/// Which command of the list has a name.
std::optional<std::size_t> command_of(std::string_view name);
std::string_view name_of_command(std::size_t command);

/// A command as it was given. Its texts are views of the JSON that it was read from.
struct given_command {
  market::command what;
  std::vector<std::string> mistakes;  // any: it is malformed
  std::deque<std::vector<market::symbol>> lists;
  std::vector<market::milestone_terms> terms;
};

/// Reads the fields of the n-th command of the list. Words that are new become known where the
/// command may put them into the market.
given_command read_command(std::size_t command, const boost::json::object& fields, word_list& words,
    const directory& people);

}  // namespace souk::server
