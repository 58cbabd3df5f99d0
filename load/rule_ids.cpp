#include "load/rule_ids.hpp"

#include <array>

namespace souk::load {

namespace {

using market::event_type;
using market::reason;

/// By command, in the order of the vocabulary.
constexpr std::array<std::string_view, std::variant_size_v<market::command>> of_commands{"R1", "R2",
    "X12", "R7", "R6", "R10", "R33", "R33", "R33", "R20", "R12", "R12", "R14", "R21", "R18", "R15",
    "R25", "R25", "R30", "R32", "X4", "X5", "R33", "X12", "R11", "X3", "R15", "R18", "R21", "R25",
    "R32", "R27", "R32", "R27", "R34", "X11", "R26", "X6", "X8"};

std::string_view rule_of_status(thing of) {
  switch (of) {
    case thing::job:
      return "R25";
    case thing::proposal:
      return "R21";
    case thing::contract:
      return "R26";
    case thing::milestone:
      return "R32";
    case thing::person:
    case thing::platform:
      break;
  }
  return "R11";
}

}  // namespace

std::string_view rule_of(const market::command& asked, reason why) {
  switch (why) {
    case reason::email_unverified:
      return "R2";
    case reason::not_invited:
      return "R15";
    case reason::already_proposed:
      return "R21";
    case reason::missing_answers:
      return "R13";
    case reason::insufficient_connects:
      return "R14";
    case reason::not_funded:
      return "R32";
    case reason::no_billing_method:
      return "X12";
    case reason::too_many_profiles:
      return "R5";
    default:
      return of_commands[asked.index()];
  }
}

std::string_view rule_of(thing of, scenarios::observable what) {
  using enum scenarios::observable;
  switch (what) {
    case profile:
      return "R7";
    case completeness:
      return "R6";
    case connects:
    case cost:
      return "R14";
    case badge:
      return "R24";
    case score:
      return "X7";
    case status:
      return rule_of_status(of);
    case proposals:
    case ranking:
      return "R21";
    case invitations:
      return "R15";
    case attention:
      return "R13";
    case fees:
    case freelancer_fees:
    case revenue:
      return "R36";
    case client_fees:
      return "X1";
    case connects_sales:
      return "R20";
    case withdrawn:
      return "R33";
    case pending:
    case available:
      return "R35";
    case minutes_logged:
    case minutes_billed:
      return "R30";
    case escrow:
      return "R32";
    case earned:
    case spent:
    case billed:
    case balances:
      return "R36";
    default:
      return "R11";
  }
}

std::string_view rule_of(event_type what) {
  switch (what) {
    case event_type::rejected:
      return "R11";
    case event_type::profile_approved:
    case event_type::profile_rejected:
      return "R7";
    case event_type::connects_granted:
      return "R16";
    case event_type::connects_returned:
      return "X3";
    case event_type::connects_expired:
      return "X2";
    case event_type::job_expired:
      return "X3";
    case event_type::job_filled:
    case event_type::offer_expired:
      return "R25";
    case event_type::job_notified:
      return "R12";
    case event_type::milestone_released:
      return "R32";
    case event_type::invoice_issued:
    case event_type::invoice_charged:
      return "R34";
    case event_type::funds_available:
      return "R35";
    case event_type::payout_made:
      return "R33";
    case event_type::badge_awarded:
    case event_type::badge_lost:
      return "R24";
    case event_type::score_updated:
      return "X7";
    case event_type::reviews_published:
      return "X6";
    case event_type::refund_settled:
      return "X4";
    case event_type::availability_set:
    case event_type::availability_renewed:
    case event_type::availability_ended:
      return "X8";
    default:
      return of_commands[static_cast<std::size_t>(what)];
  }
}

}  // namespace souk::load
