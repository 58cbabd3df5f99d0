#include "viz/events_panel.hpp"

#include "observe/words.hpp"

#include <fmt/format.h>

#include <array>

namespace souk::viz {
namespace {

using market::event_type;
using observe::counted_by;

constexpr std::array<std::string_view, event_groups> names{
    "Joining", "Connects", "Jobs", "Contracts", "Money", "Refusals"};

}  // namespace

std::string_view name_of(event_group group) { return names[static_cast<std::size_t>(group)]; }

event_group group_of(event_type type) {
  switch (type) {
    case event_type::rejected:
    case event_type::profile_rejected:
    case event_type::offer_declined:
    case event_type::proposal_declined:
    case event_type::invitation_declined:
      return event_group::refusals;
    case event_type::connects_bought:
    case event_type::connects_granted:
    case event_type::connects_returned:
    case event_type::connects_expired:
    case event_type::availability_set:
    case event_type::availability_renewed:
    case event_type::availability_ended:
      return event_group::connects;
    case event_type::jobs_searched:
    case event_type::search_saved:
    case event_type::proposed:
    case event_type::proposal_withdrawn:
    case event_type::replied:
    case event_type::job_posted:
    case event_type::job_closed:
    case event_type::job_expired:
    case event_type::job_filled:
    case event_type::job_notified:
    case event_type::invited:
    case event_type::interview_opened:
      return event_group::jobs;
    case event_type::offered:
    case event_type::offer_accepted:
    case event_type::offer_expired:
    case event_type::time_logged:
    case event_type::milestone_submitted:
    case event_type::milestone_added:
    case event_type::changes_requested:
    case event_type::contract_ended:
    case event_type::reviewed:
    case event_type::reviews_published:
      return event_group::contracts;
    case event_type::milestone_funded:
    case event_type::milestone_approved:
    case event_type::milestone_released:
    case event_type::invoice_issued:
    case event_type::invoice_charged:
    case event_type::funds_available:
    case event_type::payout_made:
    case event_type::withdrawn:
    case event_type::refunded:
    case event_type::refund_answered:
    case event_type::refund_settled:
    case event_type::bonus_paid:
    case event_type::hours_disputed:
      return event_group::money;
    default:
      return event_group::joining;
  }
}

std::vector<std::uint32_t> prepare_events(
    const observe::tail_view& tail, const event_choice& choice) {
  std::vector<std::uint32_t> shown;
  for (std::size_t i = tail.events.size(); i-- > 0;) {
    const market::event& what = tail.events[i];
    const bool of_group = (choice.groups >> static_cast<unsigned>(group_of(what.type)) & 1U) != 0;
    const bool names_person = choice.person == market::nobody || what.person == choice.person
                              || what.other == choice.person;
    if (of_group && names_person) {
      shown.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return shown;
}

std::string text_of(const market::event& what, std::uint32_t first_client) {
  std::string text = in_words(market::name(what.type));
  if (what.why != market::reason::none) {
    text += ": " + in_words(market::name(what.why));
  }
  if (const std::string_view unit = counted_by(what.type); !unit.empty()) {
    text += fmt::format(", {} {}", what.n, unit);
  }
  if (what.amount.cents != 0) {
    text += ", " + dollars(what.amount.cents);
  }
  if (what.job != market::no_job) {
    text += fmt::format("; job {}/{}", index(what.job.client), what.job.need);
  }
  if (what.other != market::nobody && what.other != what.job.client) {
    text += fmt::format(
        ", {} {}", index(what.other) < first_client ? "freelancer" : "client", index(what.other));
  }
  return text;
}

}  // namespace souk::viz
