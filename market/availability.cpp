#include "market/availability.hpp"

namespace souk::market {

decision<std::int32_t> decide(const set_availability& asked, bool shown, std::int32_t connects,
    const availability_policy& terms) {
  if (asked.available == shown || (asked.available && !terms.price_per_week)) {
    return reason::wrong_state;
  }
  if (!asked.available) {
    return 0;
  }
  if (!goes_on(connects, terms)) {
    return reason::insufficient_connects;
  }
  return *terms.price_per_week;
}

bool goes_on(std::int32_t connects, const availability_policy& terms) {
  return terms.price_per_week && connects >= *terms.price_per_week;
}

}  // namespace souk::market
