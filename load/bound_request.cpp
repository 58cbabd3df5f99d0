#include "load/bound_request.hpp"

#include <optional>
#include <type_traits>

namespace souk::load {

namespace {

class filler {
 public:
  filler(const backend_names& names, std::uint64_t wanted, given_value* into)
      : names_(names), wanted_(wanted), into_(into) {}

  template <class Value>
  void add(const std::optional<Value>& value) {
    if (value) {
      add(*value);
    } else {
      into_[at_++] = {};
      if constexpr (requires(Value pair) { pair.low; }) {
        into_[at_++] = {};
        into_[at_++] = {};
      }
    }
  }
  void add(market::text value) { put(given_value::of(value)); }
  void add(bool value) { put(given_value::of(std::int64_t{value ? 1 : 0})); }
  void add(std::int32_t value) { put(given_value::of(std::int64_t{value})); }
  void add(market::second value) { put(given_value::of(value)); }
  void add(market::money value) { put(given_value::of(value.cents)); }
  void add(market::share value) { put(given_value::of(value.ppm)); }
  void add(market::duration value) { put(given_value::of(value.seconds)); }
  template <market::named_enum Enum>
  void add(Enum value) {
    put(given_value::of(market::name(value)));
  }
  void add(market::symbol value) {
    name([&] { return names_.word(value); });
  }
  void add(market::person_id value) {
    name([&] { return names_.person(value); });
  }
  void add(const market::job_id& value) {
    name([&] { return names_.job(value); });
  }
  void add(const market::contract_id& value) {
    name([&] { return names_.contract(value); });
    add(value.job);
  }
  void add(const market::milestone_id& value) {
    name([&] { return names_.milestone(value); });
    add(value.contract);
  }
  template <class Pair>
    requires requires(Pair pair) { pair.low; }
  void add(const Pair& value) {
    const std::int64_t low = number(value.low);
    const std::int64_t high = number(value.high);
    put({given_value::state::given, 0, low, high, {}, nullptr});
    put(given_value::of(low));
    put(given_value::of(high));
  }
  template <class Item>
  void add(std::span<const Item> items) {
    put({given_value::state::given, static_cast<std::uint32_t>(items.size()), 0, 0, {},
        items.data()});
  }

 private:
  static std::int64_t number(market::money value) { return value.cents; }
  static std::int64_t number(std::int32_t value) { return value; }

  void put(const given_value& value) { into_[at_++] = value; }
  /// A name is looked up only where it is wanted.
  template <class Find>
  void name(Find&& find) {
    const bool is_wanted = (wanted_ >> at_ & 1U) != 0;
    put(is_wanted ? given_value::of(find()) : given_value{});
  }

  const backend_names& names_;
  std::uint64_t wanted_;
  given_value* into_;
  std::size_t at_ = 0;
};

}  // namespace

void fill_slots(const market::command& what, const backend_names& names, std::uint64_t wanted,
    given_value* into) {
  std::visit(
      [&]<class Command>(const Command& asked) {
        filler one(names, wanted, into);
        std::apply([&](const auto&... field) { (one.add(asked.*(field.member)), ...); },
            Command::fields());
      },
      what);
}

}  // namespace souk::load
