// How a comparison was made: the card under its page.
#pragma once

#include "reports/comparison.hpp"
#include "reports/page.hpp"

#include <vector>

namespace souk::reports {

std::vector<fact> card_of(const comparison& of);

}  // namespace souk::reports
