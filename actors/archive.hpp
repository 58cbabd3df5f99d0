// State as bytes, and back: what checkpoints and forks are made of. One description of a type
// serves saving and loading, so that they cannot disagree:
//
//   plain aggregates     need nothing: their fields are found by Boost.PFR, new ones too
//   classes              template <class Archive, class Self>
//                        static void archive_fields(Archive& archive, Self& self)
//                        passes the kept fields to `archive`; Self is const while saving. It names
//                        all members in a structured binding, so that a class with a new member
//                        does not compile until it is said there what becomes of it.
//
// Every value is written field by field: no padding, the same bytes for the same values. Integers
// and floats are little-endian, as on every x86-64. Pointers and spans are nobody's state and do
// not compile.
#pragma once

#include <boost/pfr/core.hpp>
#include <boost/pfr/tuple_size.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace souk::actors {

/// Bytes that are no state of the market at hand: cut short, damaged or another market's.
class archive_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace archiving {

template <class T>
concept number = std::integral<T> || std::floating_point<T> || std::is_enum_v<T>;

/// Copied as one block where it lies in a row: without padding, and every pattern is a value.
template <class T>
concept blocky = number<T> && !std::same_as<T, bool>;

template <class T, class Archive>
concept described = requires(Archive& archive, T& value) { T::archive_fields(archive, value); };

/// Each part of a value in turn, for `Archive` to save or to load.
template <class Archive, class T>
void walk(Archive& archive, T& value);

template <class Archive, class List>
void walk_items(Archive& archive, List& list) {
  using item = typename std::remove_const_t<List>::value_type;
  if constexpr (blocky<item> && requires { list.data(); }) {
    archive.block(list.data(), list.size());
  } else {
    for (auto& one : list) {
      walk(archive, one);
    }
  }
}

template <class Archive, class T>
void walk_list(Archive& archive, T& list) {
  archive.resize(list);
  walk_items(archive, list);
}

template <class Archive, class T>
void walk_optional(Archive& archive, T& maybe) {
  bool there = maybe.has_value();
  archive.flag(there);
  if constexpr (!std::is_const_v<T>) {
    there ? static_cast<void>(maybe.emplace()) : maybe.reset();
  }
  if (there) {
    walk(archive, *maybe);
  }
}

template <class Archive, class T>
void walk_map(Archive& archive, T& map) {
  std::vector<std::pair<typename T::key_type, typename T::mapped_type>> rows(
      map.begin(), map.end());
  walk_list(archive, rows);
  if constexpr (!std::is_const_v<T>) {
    map = T(rows.begin(), rows.end());
  }
}

template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_list<std::deque<T>> = true;
template <>
inline constexpr bool is_list<std::string> = true;
template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t N>
inline constexpr bool is_array<std::array<T, N>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class Key, class Value>
inline constexpr bool is_map<std::map<Key, Value>> = true;
template <class T>
inline constexpr bool is_pair = false;
template <class A, class B>
inline constexpr bool is_pair<std::pair<A, B>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class Archive, class T>
void walk(Archive& archive, T& value) {
  using plain = std::remove_const_t<T>;
  static_assert(!std::is_pointer_v<plain>, "a pointer means nothing to another process");
  if constexpr (std::same_as<plain, bool>) {
    archive.flag(value);
  } else if constexpr (number<plain>) {
    archive.block(&value, 1);
  } else if constexpr (described<plain, Archive>) {
    plain::archive_fields(archive, value);
  } else if constexpr (is_list<plain>) {
    walk_list(archive, value);
  } else if constexpr (is_map<plain>) {
    walk_map(archive, value);
  } else if constexpr (is_array<plain>) {
    walk_items(archive, value);
  } else if constexpr (is_optional<plain>) {
    walk_optional(archive, value);
  } else if constexpr (is_pair<plain>) {
    walk(archive, value.first);
    walk(archive, value.second);
  } else {
    static_assert(std::is_aggregate_v<plain> && !std::is_polymorphic_v<plain>,
        "a class says by archive_fields what is kept of it");
    boost::pfr::for_each_field(value, [&archive](auto& field) { walk(archive, field); });
  }
}

}  // namespace archiving

/// Appends values to bytes.
class archive_writer {
 public:
  static constexpr bool loads = false;

  template <class... Values>
  void operator()(const Values&... values) {
    (archiving::walk(*this, values), ...);
  }
  /// A list whose length is given by the set-up: the other side has it already.
  template <class List>
  void of_fixed_size(const List& list) {
    archiving::walk(*this, list);
  }

  template <class Number>
  void block(const Number* first, std::size_t count) {
    const auto* const bytes = reinterpret_cast<const std::byte*>(first);
    bytes_.insert(bytes_.end(), bytes, bytes + count * sizeof(Number));
  }
  void flag(bool value) { bytes_.push_back(std::byte{value}); }
  template <class List>
  void resize(const List& list) {
    const std::uint64_t size = list.size();
    block(&size, 1);
  }

  std::size_t size() const { return bytes_.size(); }
  std::vector<std::byte> take() { return std::exchange(bytes_, {}); }

 private:
  std::vector<std::byte> bytes_;
};

/// Reads values in the order in which they were written. Never reads past the end, nor makes a list
/// longer than the bytes that are left; throws archive_error instead.
class archive_reader {
 public:
  static constexpr bool loads = true;

  explicit archive_reader(std::span<const std::byte> bytes) : left_(bytes) {}

  template <class... Values>
  void operator()(Values&... values) {
    (archiving::walk(*this, values), ...);
  }
  template <class List>
  void of_fixed_size(List& list) {
    const std::size_t size = list.size();
    expect(next_size() == size, "a list has another length than the scenario gives it");
    archiving::walk_items(*this, list);
  }

  template <class Number>
  void block(Number* first, std::size_t count) {
    expect(count <= left_.size() / sizeof(Number), "it ends early");
    if (count != 0) {
      std::memcpy(first, left_.data(), count * sizeof(Number));
    }
    left_ = left_.subspan(count * sizeof(Number));
  }
  void flag(bool& value) {
    std::uint8_t byte = 0;
    block(&byte, 1);
    expect(byte <= 1, "neither true nor false");
    value = byte != 0;
  }
  template <class List>
  void resize(List& list) {
    list.clear();
    list.resize(next_size());
  }

  /// Every value takes at least a byte, so more of them than bytes are left is nonsense.
  void expect_room_for(std::size_t values) const {
    expect(values <= left_.size(), "it ends early");
  }
  /// All that was written has been read.
  void expect_end() const { expect(left_.empty(), "more bytes than state"); }
  void expect(bool holds, const char* otherwise) const {
    if (!holds) {
      throw archive_error(otherwise);
    }
  }

 private:
  std::size_t next_size() {
    std::uint64_t size = 0;
    block(&size, 1);
    expect_room_for(size);
    return size;
  }

  std::span<const std::byte> left_;
};

}  // namespace souk::actors
