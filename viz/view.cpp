#include "viz/view.hpp"

#include <algorithm>

namespace souk::viz {

const observe::snapshot& front(const view& seen) {
  return seen.forked() && seen.shown != future::a ? *seen.b : *seen.a;
}

const observe::snapshot* beside(const view& seen) {
  if (!seen.forked()) {
    return nullptr;
  }
  return seen.shown == future::a ? seen.b.get() : seen.a.get();
}

observe::history days_of(const observe::snapshot& run, const view& seen) {
  return seen.cursor ? run.days.first(static_cast<std::size_t>(*seen.cursor + 1)) : run.days;
}

std::size_t day_count(const view& seen) {
  const std::size_t days = days_of(front(seen), seen).size();
  return seen.differs() ? std::min(days, days_of(*seen.a, seen).size()) : days;
}

std::pair<std::size_t, std::size_t> close_days(const view& seen, std::size_t window) {
  const std::size_t days = day_count(seen);
  if (seen.range) {
    const auto from = static_cast<std::size_t>(std::max<std::int64_t>(seen.range->first, 0));
    const auto to = static_cast<std::size_t>(std::max<std::int64_t>(seen.range->second, 0));
    if (from < std::min(to, days)) {
      return {from, std::min(to, days)};
    }
  }
  return {days > window ? days - window : 0, days};
}

std::vector<double> values_of(const metric& which, const view& seen, std::size_t window) {
  std::vector<double> values = values_of(which, days_of(front(seen), seen), window);
  if (seen.differs()) {
    const std::vector<double> base = values_of(which, days_of(*seen.a, seen), window);
    values.resize(std::min(values.size(), base.size()));
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] -= base[i];
    }
  }
  return values;
}

std::vector<double> values_beside(const metric& which, const view& seen, std::size_t window) {
  const observe::snapshot* other = beside(seen);
  return other == nullptr || seen.differs() ? std::vector<double>{}
                                            : values_of(which, days_of(*other, seen), window);
}

double total_of(const metric& which, const view& seen, std::size_t end, std::size_t window) {
  const double shown = total_of(which, front(seen).days, end, window);
  return seen.differs() ? shown - total_of(which, seen.a->days, end, window) : shown;
}

market::second second_of_day(const view& seen, std::int64_t day) {
  const auto& what = seen.a->what;
  return (what == nullptr ? 0 : what->start) + day * market::day;
}

std::string_view name_of(const view& seen) {
  if (!seen.forked()) {
    return "";
  }
  return seen.shown == future::a ? "A" : seen.shown == future::b ? "B" : difference_mark;
}

}  // namespace souk::viz
