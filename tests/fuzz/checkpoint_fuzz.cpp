// Whatever bytes a checkpoint has, loading them ends in records or in a refusal, and what was
// loaded is saved so that it loads the same. The checksum of a checkpoint's file would keep nearly
// all of them out, so records are loaded without it.
#include "actors/archive.hpp"
#include "market/account_book.hpp"
#include "market/billing_desk.hpp"
#include "market/exchange.hpp"
#include "market/vetting_desk.hpp"
#include "people/client_minds.hpp"
#include "people/freelancer_minds.hpp"
#include "scenarios/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace {

using namespace souk;

constexpr std::uint32_t people_in_range = 3;

const market::policy_book& policies() {
  static const market::policy_book book{market::policy{}};
  return book;
}

const people::people_setup& minds_setup() {
  static const people::people_setup setup = people::set_up(scenarios::load_scenario("tiny"),
      {0, 100 * market::day, market::hour}, 1, [](std::string_view) { return market::symbol{1}; });
  return setup;
}

std::vector<std::byte> saved(const auto& records) {
  actors::archive_writer to;
  to(records);
  return to.take();
}

/// `again`: a second one as new as the first.
void load_and_save(std::span<const std::byte> bytes, auto records, auto again) {
  actors::archive_reader from(bytes);
  try {
    from(records);
  } catch (const actors::archive_error&) {
    return;
  }
  const std::vector<std::byte> once = saved(records);
  actors::archive_reader reader(once);
  reader(again);
  reader.expect_end();
  if (saved(again) != once) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data + 1), size - 1);
  const market::person_id first{0};
  std::vector<market::freelancer_face> faces(people_in_range);
  const auto twice = [&](auto make) { load_and_save(bytes, make(), make()); };
  switch (data[0] % 6) {
    case 0:
      twice([&] { return market::exchange(policies(), faces, first); });
      break;
    case 1:
      twice([&] { return market::billing_desk(policies()); });
      break;
    case 2:
      twice([&] { return market::vetting_desk(policies()); });
      break;
    case 3:
      twice([&] { return market::account_book(first, people_in_range, policies(), faces, {}, 0); });
      break;
    case 4:
      twice([&] { return people::freelancer_minds(first, people_in_range, minds_setup()); });
      break;
    default:
      twice([&] {
        return people::client_minds(
            market::person_id{minds_setup().first_client}, people_in_range, minds_setup());
      });
  }
  return 0;
}
