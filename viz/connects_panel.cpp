#include "viz/connects_panel.hpp"

#include <array>

namespace souk::viz {
namespace {

struct flow_kind {
  std::string_view id, label;
  bool in;
};
constexpr std::array<flow_kind, 5> kinds{flow_kind{"connects_granted", "Granted", true},
    flow_kind{"connects_bought", "Bought", true}, flow_kind{"connects_returned", "Returned", true},
    flow_kind{"connects_spent", "Spent", false}, flow_kind{"connects_expired", "Expired", false}};

double held_by(const observe::snapshot& run, std::size_t days) {
  if (days == 0 || run.days.size() < days) {
    return static_cast<double>(run.current.connects.held);
  }
  return static_cast<double>(run.days[days - 1].record.connects.held);
}

double price_of(const observe::snapshot& run) {
  const market::policy* const terms = observe::terms_in_force(run);
  return terms == nullptr ? 0.0 : static_cast<double>(terms->connects.price.cents) / 100.0;
}

}  // namespace

connects_model prepare_connects(const view& seen) {
  connects_model model;
  const std::size_t days = day_count(seen);
  for (const flow_kind& kind : kinds) {
    const metric& which = *find_metric(kind.id);
    model.flows.push_back({std::string(kind.label), std::string(which.doc), kind.in,
        total_of(which, seen, days, 28), values_of(which, seen, 7)});
  }
  model.held = held_by(front(seen), days) - (seen.differs() ? held_by(*seen.a, days) : 0.0);
  const metric& per_hire = *find_metric("connects_per_hire");
  model.per_hire = total_of(per_hire, seen, days, 28);
  model.price_per_hire = model.per_hire * price_of(front(seen));
  model.per_hire_course = values_of(per_hire, seen, 28);
  model.sales = total_of(*find_metric("connects_sales"), seen, days, 28);
  return model;
}

}  // namespace souk::viz
