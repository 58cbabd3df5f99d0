#include "server/command_json.hpp"

#include "scenarios/values.hpp"
#include "server/ids.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <type_traits>
#include <utility>

namespace souk::server {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_name = 254;  // of texts that name somebody or something

template <class Value>
inline constexpr bool is_optional = false;
template <class Value>
inline constexpr bool is_optional<std::optional<Value>> = true;

constexpr auto all_names = [] {
  std::array<std::string_view, commands> names;
  std::size_t n = 0;
  market::for_each_command([&]<class Command>() { names[n++] = Command::name; });
  return names;
}();

/// Commands whose words get into the market, for others to find.
template <class Command>
constexpr bool makes_words =
    std::is_same_v<Command, market::post_job> || std::is_same_v<Command, market::submit_profile>
    || std::is_same_v<Command, market::update_profile>
    || std::is_same_v<Command, market::save_search>;

/// A scalar as the texts of souk's files have it.
std::optional<std::string> scalar_text(const json::value& from) {
  if (from.is_string()) {
    return std::string(from.get_string());
  }
  if (from.is_int64()) {
    return std::to_string(from.get_int64());
  }
  if (from.is_double()) {
    return fmt::format("{}", from.get_double());
  }
  return std::nullopt;
}

class field_reader {
 public:
  field_reader(given_command& into, word_list& words, const directory& people, bool makes)
      : into_(into), words_(words), people_(people), makes_words_(makes) {}

  template <class Struct>
  void read_all(const json::object& from, Struct& fields) {
    std::size_t known = 0;
    std::apply([&](const auto&... one) { ((known += read_one(from, one, fields)), ...); },
        Struct::fields());
    if (known != from.size()) {
      tell_unknown<Struct>(from);
    }
  }

 private:
  template <class Field, class Struct>
  std::size_t read_one(const json::object& from, const Field& one, Struct& fields) {
    using value_type = std::remove_cvref_t<decltype(fields.*(one.member))>;
    const json::value* const given = from.if_contains({one.name.data(), one.name.size()});
    const bool may_be_missing = one.may_be_left_out || is_optional<value_type>;
    if (given == nullptr || (given->is_null() && may_be_missing)) {
      if (!may_be_missing) {
        into_.mistakes.push_back(fmt::format("{} is missing", one.name));
      }
      return given == nullptr ? 0 : 1;
    }
    right_ = {};
    if (!read(*given, fields.*(one.member))) {
      into_.mistakes.push_back(fmt::format("{} takes {}", one.name, right_));
    }
    return 1;
  }

  template <class Struct>
  void tell_unknown(const json::object& from) {
    for (const auto& one : from) {
      const std::string_view key{one.key().data(), one.key().size()};
      const bool known = std::apply(
          [&](const auto&... field) { return ((field.name == key) || ...); }, Struct::fields());
      if (!known) {
        into_.mistakes.push_back(fmt::format("there is no field {}", scenarios::in_quotes(key)));
      }
    }
  }

  bool read(const json::value& from, market::text& value) {
    right_ = "text without zero characters";
    if (!from.is_string()) {
      return false;
    }
    value = {from.get_string().data(), from.get_string().size()};
    return value.find('\0') == market::text::npos;
  }

  bool read_word(const json::value& from, market::symbol& value) {
    right_ = "words of at most 64 bytes";
    market::text word;
    if (!read(from, word)) {
      return false;
    }
    const auto known = makes_words_ ? words_.intern(word) : std::optional{words_.find(word)};
    value = known.value_or(market::no_symbol);
    return known.has_value();
  }
  bool read(const json::value& from, market::symbol& value) { return read_word(from, value); }

  bool read(const json::value& from, std::span<const market::symbol>& value) {
    right_ = "a list of words";
    if (!from.is_array() || from.get_array().size() > most_items) {
      return false;
    }
    auto& list = into_.lists.emplace_back();
    for (const json::value& one : from.get_array()) {
      if (!read_word(one, list.emplace_back())) {
        return false;
      }
    }
    value = list;
    return true;
  }

  template <class Id>
    requires requires(std::string_view text, Id& id) { server::parse(text, id); }
  bool read(const json::value& from, Id& value) {
    right_ = "an id";
    if (!from.is_string()) {
      return false;
    }
    if (!server::parse(std::string_view{from.get_string()}, value)) {
      value = id_of_nothing<Id>();
    }
    return true;
  }

  bool read(const json::value& from, market::person_id& value) {
    right_ = "a username";
    if (!from.is_string()) {
      return false;
    }
    value = people_.find(std::string_view{from.get_string()});
    return true;
  }

  bool read(const json::value& from, market::second& value) {
    right_ = "a date, as \"2024-01-31\"";
    scenarios::moment date;
    if (!from.is_string() || !scenarios::parse(std::string_view{from.get_string()}, date)
        || date.at != market::start_of_day(date.at)) {
      return false;
    }
    value = date.at;
    return true;
  }

  bool read(const json::value& from, bool& value) {
    right_ = "true or false";
    value = from.is_bool() && from.get_bool();
    return from.is_bool();
  }

  /// A whole number; of questions and answers also a list of them.
  bool read(const json::value& from, std::int32_t& value) {
    right_ = "a whole number";
    if (from.is_array()) {
      const json::array& items = from.get_array();
      value = static_cast<std::int32_t>(items.size());
      return items.size() <= most_items && std::ranges::all_of(items, [](const json::value& one) {
        return one.is_string() && !one.get_string().empty();
      });
    }
    if (!from.is_int64() || !std::in_range<std::int32_t>(from.get_int64())) {
      return false;
    }
    value = static_cast<std::int32_t>(from.get_int64());
    return true;
  }

  template <class Pair>
    requires requires(Pair pair) { pair.low, pair.high; }
  bool read(const json::value& from, Pair& value) {
    const bool holds = from.is_array() && from.get_array().size() == 2
                       && read(from.get_array()[0], value.low)
                       && read(from.get_array()[1], value.high);
    right_ = "[low, high]";
    return holds;
  }

  bool read(const json::value& from, std::span<const market::milestone_terms>& value) {
    right_ = "a list, as [{\"amount\": \"90.00\", \"due\": \"2024-01-20\"}]";
    if (!from.is_array() || from.get_array().size() > most_items) {
      return false;
    }
    for (const json::value& one : from.get_array()) {
      if (!one.is_object()) {
        return false;
      }
      read_all(one.get_object(), into_.terms.emplace_back());
    }
    value = into_.terms;
    return true;
  }

  template <class Value>
  bool read(const json::value& from, std::optional<Value>& value) {
    return read(from, value.emplace());
  }

  /// What souk's files write as a scalar: money, shares, durations, named values.
  template <class Value>
    requires requires(std::string_view text, Value& value) { scenarios::parse(text, value); }
  bool read(const json::value& from, Value& value) {
    right_ = scenarios::takes(static_cast<const Value*>(nullptr), scenarios::limits{});
    const std::optional<std::string> text = scalar_text(from);
    return text && scenarios::parse(*text, value);
  }

  template <class Id>
  static Id id_of_nothing() {
    if constexpr (std::is_same_v<Id, market::job_id>) {
      return nothing.contract.job;
    } else if constexpr (std::is_same_v<Id, market::contract_id>) {
      return nothing.contract;
    } else {
      return nothing;
    }
  }

  static constexpr std::size_t most_items = 100;

  given_command& into_;
  word_list& words_;
  const directory& people_;
  bool makes_words_;
  std::string right_;
};

/// Names are kept for good, so they are bounded.
void bound_names(const market::register_account& asked, std::vector<std::string>& mistakes) {
  for (const auto& [name, value] : {std::pair{"first_name", asked.first_name},
           std::pair{"last_name", asked.last_name}, std::pair{"email", asked.email},
           std::pair{"username", asked.username}, std::pair{"password", asked.password}}) {
    if (value.size() > longest_name) {
      mistakes.push_back(fmt::format("{} takes at most {} bytes", name, longest_name));
    }
  }
}

template <class Command>
given_command read_as(const json::object& fields, word_list& words, const directory& people) {
  given_command given;
  Command asked;
  field_reader(given, words, people, makes_words<Command>).read_all(fields, asked);
  if constexpr (std::is_same_v<Command, market::register_account>) {
    bound_names(asked, given.mistakes);
  } else if constexpr (std::is_same_v<Command, market::post_job>) {
    if (asked.title.size() > longest_name) {
      given.mistakes.push_back(fmt::format("title takes at most {} bytes", longest_name));
    }
  }
  given.what = asked;
  return given;
}

}  // namespace

std::optional<std::size_t> command_of(std::string_view name) {
  const auto at = std::ranges::find(all_names, name);
  return at == all_names.end() ? std::nullopt
                               : std::optional{static_cast<std::size_t>(at - all_names.begin())};
}

std::string_view name_of_command(std::size_t command) { return all_names[command]; }

given_command read_command(
    std::size_t command, const json::object& fields, word_list& words, const directory& people) {
  given_command given;
  std::size_t n = 0;
  market::for_each_command([&]<class Command>() {
    if (n++ == command) {
      given = read_as<Command>(fields, words, people);
    }
  });
  return given;
}

}  // namespace souk::server
