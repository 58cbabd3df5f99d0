// What can be observed of the market, as JSON under the names of contract.md: of people, jobs,
// proposals, contracts, milestones and the platform, as far as who asks may see it.
#pragma once

#include "server/marketplace.hpp"
#include "server/storage.hpp"

#include <boost/json/object.hpp>

#include <optional>

namespace souk::server {

bool may_see(const marketplace& place, const bearer& who, const market::job_summary& job);
bool is_party(const bearer& who, const market::contract_id& contract);

/// All of it for the person and the operator; the public side for others.
boost::json::object person_json(
    const marketplace& place, market::person_id person, const bearer& who);
boost::json::object job_json(
    const marketplace& place, const market::job_summary& job, const bearer& who);
/// `status` none where there is no proposal.
boost::json::object proposal_json(
    const marketplace& place, market::job_id job, market::person_id freelancer);
boost::json::object contract_json(const marketplace& place, const market::contract_id& contract);
boost::json::object milestone_json(const marketplace& place, const market::milestone_id& milestone);
boost::json::object platform_json(const marketplace& place);
boost::json::object event_json(const marketplace& place, const event_row& row);
boost::json::object entry_json(
    const marketplace& place, std::int64_t seq, const market::ledger_entry& entry);

/// Whether there is an offer or contract of this id.
bool has_contract(const marketplace& place, const market::contract_id& contract);
std::int32_t milestones_of(const marketplace& place, const market::contract_id& contract);

}  // namespace souk::server
