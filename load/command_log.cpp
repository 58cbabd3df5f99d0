#include "load/command_log.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>

namespace souk::load {

namespace {

using bytes = std::vector<std::byte>;

/// Whole numbers in groups of 7 bits, small ones first, the sign in the lowest bit.
void put(bytes& into, std::int64_t value) {
  auto left = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
  while (left >= 0x80) {
    into.push_back(static_cast<std::byte>(left | 0x80));
    left >>= 7;
  }
  into.push_back(static_cast<std::byte>(left));
}

template <class Value>
concept whole = std::is_integral_v<Value> || std::is_enum_v<Value>;

template <class Value>
  requires whole<Value>
void put(bytes& into, Value value) {
  put(into, static_cast<std::int64_t>(value));
}
void put(bytes& into, market::money value) { put(into, value.cents); }
void put(bytes& into, market::share value) { put(into, static_cast<std::int64_t>(value.ppm)); }
void put(bytes& into, market::duration value) { put(into, value.seconds); }
void put(bytes& into, market::text value) {
  put(into, static_cast<std::int64_t>(value.size()));
  const auto* const from = reinterpret_cast<const std::byte*>(value.data());
  into.insert(into.end(), from, from + value.size());
}
void put(bytes& into, const market::job_id& id) {
  put(into, id.client);
  put(into, std::int64_t{id.need});
}
void put(bytes& into, const market::contract_id& id) {
  put(into, id.job);
  put(into, id.freelancer);
}
void put(bytes& into, const market::milestone_id& id) {
  put(into, id.contract);
  put(into, std::int64_t{id.n});
}
template <class Pair>
  requires requires(Pair pair) { pair.low, pair.high; }
void put(bytes& into, const Pair& value) {
  put(into, value.low);
  put(into, value.high);
}
void put(bytes& into, const market::milestone_terms& value) {
  put(into, value.amount);
  put(into, value.due);
}
template <class Item>
void put(bytes& into, std::span<const Item> list) {
  put(into, static_cast<std::int64_t>(list.size()));
  for (const Item& one : list) {
    put(into, one);
  }
}
template <class Value>
void put(bytes& into, const std::optional<Value>& value) {
  put(into, value.has_value());
  if (value) {
    put(into, *value);
  }
}

/// Reads in the same order.
class unpacker {
 public:
  unpacker(const std::byte* from, logged_command& into) : from_(from), into_(into) {}

  std::int64_t number() {
    std::uint64_t value = 0;
    int shift = 0;
    for (;; shift += 7) {
      const auto one = std::to_integer<std::uint64_t>(*from_++);
      value |= (one & 0x7f) << shift;
      if (one < 0x80) {
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
      }
    }
  }

  template <class Value>
    requires whole<Value>
  void get(Value& value) {
    value = static_cast<Value>(number());
  }
  void get(market::money& value) { value.cents = number(); }
  void get(market::share& value) { value.ppm = static_cast<decltype(value.ppm)>(number()); }
  void get(market::duration& value) { value.seconds = number(); }
  void get(market::text& value) {
    const auto size = static_cast<std::size_t>(number());
    value = {reinterpret_cast<const char*>(from_), size};
    from_ += size;
  }
  void get(market::job_id& id) {
    get(id.client);
    get(id.need);
  }
  void get(market::contract_id& id) {
    get(id.job);
    get(id.freelancer);
  }
  void get(market::milestone_id& id) {
    get(id.contract);
    get(id.n);
  }
  template <class Pair>
    requires requires(Pair pair) { pair.low, pair.high; }
  void get(Pair& value) {
    get(value.low);
    get(value.high);
  }
  void get(market::milestone_terms& value) {
    get(value.amount);
    get(value.due);
  }
  void get(std::span<const market::symbol>& list) { get_list(into_.words, list); }
  void get(std::span<const market::milestone_terms>& list) { get_list(into_.terms, list); }
  template <class Value>
  void get(std::optional<Value>& value) {
    bool is_there = false;
    get(is_there);
    if (is_there) {
      get(value.emplace());
    }
  }

 private:
  /// Lists of one command stand one after the other in a row that does not move while it is read.
  template <class Item>
  void get_list(std::vector<Item>& row, std::span<const Item>& list) {
    const auto size = static_cast<std::size_t>(number());
    const std::size_t begin = row.size();
    if (begin + size > row.capacity()) {
      throw std::length_error("a command with more lists than the log has room for");
    }
    for (std::size_t i = 0; i < size; ++i) {
      get(row.emplace_back());
    }
    list = std::span<const Item>{row}.subspan(begin, size);
  }

  const std::byte* from_;
  logged_command& into_;
};

constexpr std::size_t most_items = 1024;

}  // namespace

std::uint64_t command_log::add(const market::command& what) {
  packed_.clear();
  put(packed_, what.index());
  std::visit(
      [&]<class Command>(const Command& one) {
        std::apply([&](const auto&... field) { (put(packed_, one.*(field.member)), ...); },
            Command::fields());
        if constexpr (std::is_same_v<Command, market::post_job>) {
          put(packed_, std::int64_t{one.need});
        }
      },
      what);
  if (packed_.size() > chunk_size) {
    throw std::length_error("a command of more than a mebibyte");
  }
  if (used_ + packed_.size() > chunk_size) {
    chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk_size));
    used_ = 0;
  }
  std::memcpy(chunks_.back().get() + used_, packed_.data(), packed_.size());
  const std::uint64_t place = (chunks_.size() - 1) * chunk_size + used_;
  used_ += packed_.size();
  return place;
}

void command_log::read(std::uint64_t place, logged_command& into) const {
  into.words.clear();
  into.words.reserve(most_items);
  into.terms.clear();
  into.terms.reserve(most_items);
  unpacker from(chunks_[place / chunk_size].get() + place % chunk_size, into);
  const auto wanted = static_cast<std::size_t>(from.number());
  std::size_t n = 0;
  market::for_each_command([&]<class Command>() {
    if (n++ != wanted) {
      return;
    }
    Command one;
    std::apply(
        [&](const auto&... field) { (from.get(one.*(field.member)), ...); }, Command::fields());
    if constexpr (std::is_same_v<Command, market::post_job>) {
      from.get(one.need);
    }
    into.what = one;
  });
}

}  // namespace souk::load
