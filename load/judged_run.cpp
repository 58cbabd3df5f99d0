#include "load/judged_run.hpp"

#include <utility>

namespace souk::load {

judged_run judged_by(const oracle& by, observe::load_test measured, second begun) {
  judged_run all{std::move(measured), by.sums(), begun, by.world().now()};
  all.measured.judged = all.sums.commands + all.sums.looks;
  all.measured.violations = all.sums.violations;
  all.measured.kinds_of_violation.assign(by.violations().begin(), by.violations().end());
  return all;
}

}  // namespace souk::load
