#include "actors/house_sight.hpp"

#include "actors/billing_shard.hpp"
#include "actors/cohort.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <tuple>

namespace souk::actors {
namespace {

constexpr std::size_t block_rows = 8192;

template <class Row, class Order>
void put_in_order(std::vector<Row>& rows, second from, Order order) {
  std::erase_if(rows, [from](const Row& row) { return row.at < from; });
  std::sort(
      rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return order(a) < order(b); });
}

}  // namespace

house_sight::house_sight(run_setup& setup, market_house& house, const engine_counts& counts)
    : setup_(setup), house_(house), counts_(counts), over_taken_(setup.plan.billing_desks) {
  for (const auto& one : house.shards) {
    one->keep_late_rows();
  }
}

observe::vitals house_sight::current() const {
  observe::vitals now;
  for (const auto& one : house_.shards) {
    one->show(now);
    const shard_sums sums = one->sums();
    now.ledger += sums.ledger;
    now.connects += sums.connects;
  }
  return now;
}

observe::engine_view house_sight::engine() const {
  observe::engine_view view;
  view.cohorts = static_cast<std::int32_t>(setup_.plan.cohorts());
  view.cohort_size = static_cast<std::int32_t>(setup_.plan.cohort_size);
  view.desks = static_cast<std::int32_t>(setup_.plan.desks());
  view.barriers = counts_.stages_run;
  view.shards_woken = counts_.shards_run;
  view.batches = counts_.batches;
  view.threads = counts_.threads;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  view.rss_bytes = std::int64_t{usage.ru_maxrss} * 1024;
  view.busy_s = counts_.busy_s;
  view.stages_s = counts_.stages_s;
  return view;
}

std::shared_ptr<const observe::tail_view> house_sight::tail() const {
  late_rows late;
  for (const auto& one : house_.shards) {
    one->show(late);
  }
  auto view = std::make_shared<observe::tail_view>();
  view->from = late.from;
  put_in_order(late.events, late.from, [](const market::event& e) {
    return std::tuple{e.at, e.type, e.person, e.other, e.job, e.n, e.amount};
  });
  put_in_order(late.entries, late.from, [](const market::ledger_entry& e) {
    return std::tuple{e.at, e.job, e.freelancer, e.from, e.to, e.amount};
  });
  view->events = std::move(late.events);
  view->entries = std::move(late.entries);
  return view;
}

std::shared_ptr<const observe::people_view> house_sight::people() const {
  auto view = std::make_shared<observe::people_view>();
  view->at = now();
  view->freelancers.reserve(setup_.plan.freelancers);
  for (std::uint32_t number = 0; number < setup_.plan.freelancer_cohorts(); ++number) {
    static_cast<const freelancer_cohort&>(*house_.shards[number]).show(view->freelancers);
  }
  return view;
}

/// Takes over what has come to its end since the last time, in blocks that are never written again.
void house_sight::take_over() {
  auto fresh = std::make_shared<observe::contract_rows>();
  for (std::uint32_t n = 0; n < setup_.plan.billing_desks; ++n) {
    const auto& shard = static_cast<const billing_shard&>(
        *house_.shards[setup_.plan.cohorts() + setup_.plan.exchanges + 1 + n]);
    const auto& rows = shard.over();
    fresh->insert(
        fresh->end(), rows.begin() + static_cast<std::ptrdiff_t>(over_taken_[n]), rows.end());
    over_taken_[n] = rows.size();
  }
  if (fresh->empty()) {
    return;
  }
  if (!over_.blocks.empty() && over_.blocks.back()->size() + fresh->size() <= block_rows) {
    fresh->insert(fresh->begin(), over_.blocks.back()->begin(), over_.blocks.back()->end());
    over_.blocks.pop_back();
  }
  over_.blocks.push_back(std::move(fresh));
  while (over_.size() > most_contracts) {
    over_.dropped += static_cast<std::int64_t>(over_.blocks.front()->size());
    over_.blocks.erase(over_.blocks.begin());
  }
}

std::shared_ptr<const observe::contracts_view> house_sight::contracts() {
  take_over();
  auto view = std::make_shared<observe::contracts_view>(over_);
  view->at = now();
  auto live = std::make_shared<observe::contract_rows>();
  for (std::uint32_t n = 0; n < setup_.plan.billing_desks; ++n) {
    const auto& shard = static_cast<const billing_shard&>(
        *house_.shards[setup_.plan.cohorts() + setup_.plan.exchanges + 1 + n]);
    const observe::contract_rows rows = shard.going_on();
    live->insert(live->end(), rows.begin(), rows.end());
  }
  view->blocks.push_back(std::move(live));
  return view;
}

std::shared_ptr<const observe::person_view> house_sight::look(market::person_id person) const {
  if (index(person) >= setup_.plan.freelancers + setup_.plan.clients) {
    return nullptr;
  }
  const std::uint32_t number = setup_.plan.cohort_of(person);
  auto view = std::make_shared<observe::person_view>(
      number < setup_.plan.freelancer_cohorts()
          ? static_cast<const freelancer_cohort&>(*house_.shards[number]).view_of(person)
          : static_cast<const client_cohort&>(*house_.shards[number]).view_of(person));
  if (view->row.side == market::side::freelancer) {
    for (const market::billing_desk* desk : house_.view.billing) {
      view->pending_cents += desk->pending_of(person).cents;
    }
  }
  return view;
}

void house_sight::change_policy(const market::policy& terms) { setup_.change_policy(now(), terms); }

}  // namespace souk::actors
