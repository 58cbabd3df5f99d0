// How jobs, contracts and milestones are named over HTTP: the numbers that make their identities,
// with dashes between them. A job is CLIENT-NEED, a contract CLIENT-NEED-FREELANCER, a milestone
// CLIENT-NEED-FREELANCER-N.
#pragma once

#include "market/ids.hpp"

#include <string>
#include <string_view>

namespace souk::server {

std::string text_of(const market::job_id& job);
std::string text_of(const market::contract_id& contract);
std::string text_of(const market::milestone_id& milestone);

/// False where the text is no such name; whether anything has it is another question.
bool parse(std::string_view text, market::job_id& into);
bool parse(std::string_view text, market::contract_id& into);
bool parse(std::string_view text, market::milestone_id& into);

/// Where nothing is: ids that no market gives out.
inline constexpr market::milestone_id nothing{
    {{market::person_id{0xffff'fffe}, 0xffff'fffe}, market::person_id{0xffff'fffe}}, 0xffff'fffe};

}  // namespace souk::server
