#include "actors/market_house.hpp"

#include "actors/billing_shard.hpp"
#include "actors/cohort.hpp"
#include "actors/exchange_shard.hpp"
#include "actors/vetting_shard.hpp"

namespace souk::actors {

market_house::market_house(const run_setup& setup) {
  const floor_plan& plan = setup.plan;
  view.freelancers.resize(plan.freelancers);
  view.clients.resize(plan.clients);
  for (shard_index number = 0; number < plan.freelancer_cohorts(); ++number) {
    shards.push_back(std::make_unique<freelancer_cohort>(setup, view, number));
  }
  for (shard_index number = plan.freelancer_cohorts(); number < plan.cohorts(); ++number) {
    shards.push_back(std::make_unique<client_cohort>(setup, view, number));
  }
  for (std::uint32_t n = 0; n < plan.exchanges; ++n) {
    auto exchange = std::make_unique<exchange_shard>(setup, view);
    view.exchanges.push_back(&exchange->exchange());
    shards.push_back(std::move(exchange));
  }
  shards.push_back(std::make_unique<vetting_shard>(setup, view));
  for (std::uint32_t n = 0; n < plan.billing_desks; ++n) {
    auto billing = std::make_unique<billing_shard>(setup);
    view.billing.push_back(&billing->desk());
    shards.push_back(std::move(billing));
  }
}

}  // namespace souk::actors
