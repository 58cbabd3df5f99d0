// What a binding can speak of: the operations of a backend, the values that their requests may
// carry, and the values that their answers may hold.
#pragma once

#include "market/names.hpp"
#include "market/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace souk::scenarios {

using namespace std::string_view_literals;

/// Whose token a request carries.
enum class sender : std::uint8_t { person, staff, nobody };

/// How the values of one kind are written at the backend.
enum class value_form : std::uint8_t {
  text,          // "90.00", "80%", "5d"
  number,        // an id as a number; a whole number
  dollars,       // 90.00
  cents,         // 9000
  iso,           // "2024-01-31T00:00:00Z", a date "2024-01-31"
  seconds,       // since 1970; of a duration: its length
  milliseconds,  // since 1970
  fraction,      // 0.8
  percent        // 80
};

enum class clock_kind : std::uint8_t {
  none,      // nothing is known of it
  real,      // the backend lives in real time
  header,    // each request carries the time
  endpoint,  // `set_clock` sets it
  faster     // `speed` times as fast as real time
};

/// What the value of an observable is.
enum class observed_kind : std::uint8_t { text, id, word, whole, money, decimal, date, time };

/// Whatever an answer may tell. The observables of stories, by their names, and what people need
/// besides.
enum class observable : std::uint8_t {
  // ids
  person,
  job,
  contract,
  milestone,
  milestones,
  found,
  // of an answer
  at,
  seq,
  next,
  // a session
  token,
  lifetime,
  staff_token,
  tokens,
  now,
  clock,
  // a person
  username,
  side,
  profile,
  profile_reason,
  completeness,
  connects,
  pending,
  available,
  withdrawn,
  earned,
  badge,
  availability,
  score,
  rating,
  reviews,
  spent,
  verified,
  // a job, a proposal
  title,
  client,
  category,
  skills,
  level,
  job_type,
  value,
  posted_at,
  status,
  cost,
  proposals,
  ranking,
  invitations,
  attention,
  freelancer,
  bid,
  boost,
  // a contract, a milestone
  due,
  amount,
  escrow,
  billed,
  fee,
  fees,
  minutes_logged,
  minutes_billed,
  // an event
  type,
  other,
  reason,
  // the platform
  freelancer_fees,
  client_fees,
  connects_sales,
  revenue,
  balances,
  granted,
  bought,
  returned,
  used,
  expired,
  held,
  // of an event, besides
  n,
  command
};

}  // namespace souk::scenarios

namespace souk::market {

template <>
inline constexpr std::array names_of<scenarios::sender>{"person"sv, "staff"sv, "nobody"sv};
template <>
inline constexpr std::array names_of<scenarios::value_form>{"text"sv, "number"sv, "dollars"sv,
    "cents"sv, "iso"sv, "seconds"sv, "milliseconds"sv, "fraction"sv, "percent"sv};
template <>
inline constexpr std::array names_of<scenarios::clock_kind>{
    "none"sv, "real"sv, "header"sv, "endpoint"sv, "faster"sv};
template <>
inline constexpr std::array names_of<scenarios::observable>{"person"sv, "job"sv, "contract"sv,
    "milestone"sv, "milestones"sv, "found"sv, "at"sv, "seq"sv, "next"sv, "token"sv, "lifetime"sv,
    "staff_token"sv, "tokens"sv, "now"sv, "clock"sv, "username"sv, "side"sv, "profile"sv,
    "profile_reason"sv, "completeness"sv, "connects"sv, "pending"sv, "available"sv, "withdrawn"sv,
    "earned"sv, "badge"sv, "availability"sv, "score"sv, "rating"sv, "reviews"sv, "spent"sv,
    "verified"sv, "title"sv, "client"sv, "category"sv, "skills"sv, "level"sv, "job_type"sv,
    "value"sv, "posted_at"sv, "status"sv, "cost"sv, "proposals"sv, "ranking"sv, "invitations"sv,
    "attention"sv, "freelancer"sv, "bid"sv, "boost"sv, "due"sv, "amount"sv, "escrow"sv, "billed"sv,
    "fee"sv, "fees"sv, "minutes_logged"sv, "minutes_billed"sv, "type"sv, "other"sv, "reason"sv,
    "freelancer_fees"sv, "client_fees"sv, "connects_sales"sv, "revenue"sv, "balances"sv,
    "granted"sv, "bought"sv, "returned"sv, "used"sv, "expired"sv, "held"sv, "n"sv, "command"sv};

}  // namespace souk::market

namespace souk::scenarios {

observed_kind kind_of(observable what);

// -- requests -------------------------------------------------------------------------------------

/// What kind of value a request carries under a name, and so in which form it is written.
enum class slot_kind : std::uint8_t {
  text,
  id,
  word,
  whole,
  money,
  share,
  flag,
  date,
  time,
  duration,
  json,   // as it is
  words,  // a list
  terms,  // an offer's milestones
  low_high
};

/// A name that templates may use: `{bid}`.
struct slot {
  std::string_view name;
  slot_kind kind = slot_kind::text;
};

/// An operation that is no command: coming and going, looking, and what staff does.
struct standard_operation {
  std::string_view name;
  sender by = sender::person;
  std::span<const slot> takes;
  std::string_view doc;
};
std::span<const standard_operation> standard_operations();
const standard_operation* find_standard_operation(std::string_view name);

/// The names of a command's fields, in the order of its struct; [low, high] has two more, and a
/// contract or milestone those that it belongs to. At most 64.
std::span<const slot> slots_of_command(std::size_t command);
/// Of the n-th command of the list; its number by name, or the number of commands.
std::string_view command_name(std::size_t command);
std::size_t command_number(std::string_view name);
inline constexpr std::size_t commands_known = std::variant_size_v<market::command>;

/// Names of whoever sends: in every template.
inline constexpr std::array context_names{"by"sv, "username"sv, "email"sv, "password"sv, "token"sv,
    "staff_token"sv, "command"sv, "unique"sv, "now"sv};

/// Names of the items of a list, inside `each`.
inline constexpr std::array terms_slots{
    slot{"amount", slot_kind::money}, slot{"due", slot_kind::date}};
inline constexpr std::array words_slots{slot{"item", slot_kind::word}};

}  // namespace souk::scenarios
