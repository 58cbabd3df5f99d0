// Everything that people can tell the platform: one plain struct a command, with its fields as
// contract.md spells them, and one list of them all. Whatever reads, checks, logs or carries
// commands walks this list; a command that is added here fails to compile or fails a test until it
// is handled.
//
// Text and lists are views: who gives a command keeps their storage until it is answered.
#pragma once

#include "market/calendar.hpp"
#include "market/ids.hpp"
#include "market/money.hpp"
#include "market/values.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <variant>

namespace souk::market {

using text = std::string_view;

/// Who may give a command.
enum class giver : std::uint8_t { anyone, freelancer, client, both };

/// A field of a command: its name in files and over HTTP, and where it is kept. A field is required
/// unless it is a std::optional or is marked `may_be_left_out` (then the struct's own value
/// stands).
template <class Command, class Value>
struct field {
  std::string_view name;
  Value Command::* member;
  bool may_be_left_out = false;
};
inline constexpr bool may_be_left_out = true;

struct low_high_money {
  money low;
  money high;
};
struct low_high_hours {
  std::int32_t low = 0;
  std::int32_t high = 0;
};

/// What an offer promises for one delivery.
struct milestone_terms {
  money amount;
  second due = 0;  // 00:00 of the date

  static constexpr auto fields() {
    return std::tuple{
        field{"amount", &milestone_terms::amount}, field{"due", &milestone_terms::due}};
  }
};

// -- anyone -------------------------------------------------------------------------------------

/// R1.
struct register_account {
  static constexpr std::string_view name = "register";
  static constexpr giver by = giver::anyone;
  text first_name, last_name, email, username, password;
  market::side side = market::side::freelancer;
  market::captcha captcha = market::captcha::solved;
  market::terms terms = market::terms::accepted;

  static constexpr auto fields() {
    using c = register_account;
    return std::tuple{field{"first_name", &c::first_name}, field{"last_name", &c::last_name},
        field{"email", &c::email}, field{"username", &c::username}, field{"password", &c::password},
        field{"side", &c::side}, field{"captcha", &c::captcha, may_be_left_out},
        field{"terms", &c::terms, may_be_left_out}};
  }
};

/// R2, R16.
struct verify_email {
  static constexpr std::string_view name = "verify_email";
  static constexpr giver by = giver::anyone;
  static constexpr auto fields() { return std::tuple{}; }
};

/// X12.
struct close_account {
  static constexpr std::string_view name = "close_account";
  static constexpr giver by = giver::anyone;
  static constexpr auto fields() { return std::tuple{}; }
};

// -- freelancer ---------------------------------------------------------------------------------

/// What a profile carries (R3, R4). What is left out stays as it was, on a new profile empty.
struct profile_fields {
  std::optional<symbol> category;
  std::optional<std::span<const symbol>> skills;  // the first is the main one
  std::optional<market::level> level;
  std::optional<money> rate;  // an hour
  std::optional<bool> photo, cv, overview, service, video, linked_account, other;
  std::optional<std::int32_t> portfolio, employments, education, certifications;
  std::optional<std::span<const symbol>> languages;
  text profile = "main";  // main, or the name of a specialised one (R5)

  template <class Command>
  static constexpr auto fields_of() {
    using c = Command;
    return std::tuple{field<c, std::optional<symbol>>{"category", &c::category},
        field<c, std::optional<std::span<const symbol>>>{"skills", &c::skills},
        field<c, std::optional<market::level>>{"level", &c::level},
        field<c, std::optional<money>>{"rate", &c::rate},
        field<c, std::optional<bool>>{"photo", &c::photo},
        field<c, std::optional<bool>>{"cv", &c::cv},
        field<c, std::optional<bool>>{"overview", &c::overview},
        field<c, std::optional<bool>>{"service", &c::service},
        field<c, std::optional<std::int32_t>>{"portfolio", &c::portfolio},
        field<c, std::optional<std::int32_t>>{"employments", &c::employments},
        field<c, std::optional<std::int32_t>>{"education", &c::education},
        field<c, std::optional<bool>>{"video", &c::video},
        field<c, std::optional<bool>>{"linked_account", &c::linked_account},
        field<c, std::optional<std::int32_t>>{"certifications", &c::certifications},
        field<c, std::optional<bool>>{"other", &c::other},
        field<c, std::optional<std::span<const symbol>>>{"languages", &c::languages},
        field<c, text>{"profile", &c::profile, may_be_left_out}};
  }
};

/// R3 - R9.
struct submit_profile : profile_fields {
  static constexpr std::string_view name = "submit_profile";
  static constexpr giver by = giver::freelancer;
  static constexpr auto fields() { return fields_of<submit_profile>(); }
};

/// R6: adds to a profile without a new review.
struct update_profile : profile_fields {
  static constexpr std::string_view name = "update_profile";
  static constexpr giver by = giver::freelancer;
  static constexpr auto fields() { return fields_of<update_profile>(); }
};

/// R10, R17.
struct take_readiness_test {
  static constexpr std::string_view name = "take_readiness_test";
  static constexpr giver by = giver::freelancer;
  share score;  // 0 to 1
  static constexpr auto fields() { return std::tuple{field{"score", &take_readiness_test::score}}; }
};

/// R33.
struct set_tax_status {
  static constexpr std::string_view name = "set_tax_status";
  static constexpr giver by = giver::freelancer;
  tax_status status = tax_status::individual;
  static constexpr auto fields() { return std::tuple{field{"status", &set_tax_status::status}}; }
};

/// R33, X9.
struct add_payment_method {
  static constexpr std::string_view name = "add_payment_method";
  static constexpr giver by = giver::freelancer;
  payment_kind kind = payment_kind::bank_transfer;
  static constexpr auto fields() { return std::tuple{field{"kind", &add_payment_method::kind}}; }
};

/// R33.
struct set_payout_schedule {
  static constexpr std::string_view name = "set_payout_schedule";
  static constexpr giver by = giver::freelancer;
  payout_schedule schedule = payout_schedule::manual;
  static constexpr auto fields() {
    return std::tuple{field{"schedule", &set_payout_schedule::schedule}};
  }
};

/// X8: takes up the availability badge, or lays it down.
struct set_availability {
  static constexpr std::string_view name = "set_availability";
  static constexpr giver by = giver::freelancer;
  bool available = true;
  static constexpr auto fields() {
    return std::tuple{field{"available", &set_availability::available}};
  }
};

/// R20.
struct buy_connects {
  static constexpr std::string_view name = "buy_connects";
  static constexpr giver by = giver::freelancer;
  std::int32_t count = 0;
  connects_source source = connects_source::card;
  static constexpr auto fields() {
    return std::tuple{field{"count", &buy_connects::count},
        field{"source", &buy_connects::source, may_be_left_out}};
  }
};

/// What a search asks for (R12); what is left out does not filter.
struct job_filter {
  std::optional<symbol> category;
  std::optional<std::span<const symbol>> skills;  // any of them
  std::optional<job_type> type;
  std::optional<money> budget_min, budget_max;  // of the job's value (R14)
  std::optional<market::level> level;
  std::optional<symbol> language;
  std::optional<duration> max_age;
  std::optional<bool> verified_client;

  template <class Command>
  static constexpr auto fields_of() {
    using c = Command;
    return std::tuple{field<c, std::optional<symbol>>{"category", &c::category},
        field<c, std::optional<std::span<const symbol>>>{"skills", &c::skills},
        field<c, std::optional<job_type>>{"type", &c::type},
        field<c, std::optional<money>>{"budget_min", &c::budget_min},
        field<c, std::optional<money>>{"budget_max", &c::budget_max},
        field<c, std::optional<market::level>>{"level", &c::level},
        field<c, std::optional<symbol>>{"language", &c::language},
        field<c, std::optional<duration>>{"max_age", &c::max_age},
        field<c, std::optional<bool>>{"verified_client", &c::verified_client}};
  }
};

/// R12; found jobs come newest first.
struct search_jobs : job_filter {
  static constexpr std::string_view name = "search_jobs";
  static constexpr giver by = giver::freelancer;
  static constexpr auto fields() { return fields_of<search_jobs>(); }
};

/// R12: keeps the filter and notifies (`job_notified`) of every later job that it finds.
struct save_search : job_filter {
  static constexpr std::string_view name = "save_search";
  static constexpr giver by = giver::freelancer;
  static constexpr auto fields() { return fields_of<save_search>(); }
};

/// R13 - R15, X8.
struct propose {
  static constexpr std::string_view name = "propose";
  static constexpr giver by = giver::freelancer;
  job_id job;
  money bid;                 // an hour on hourly jobs, the whole price on fixed ones
  text letter;               // begins with the job's attention word, if that was read
  std::int32_t answers = 0;  // how many screening questions are answered
  std::int32_t boost = 0;    // Connects on top of the cost
  static constexpr auto fields() {
    using c = propose;
    return std::tuple{field{"job", &c::job}, field{"bid", &c::bid},
        field{"letter", &c::letter, may_be_left_out},
        field{"answers", &c::answers, may_be_left_out}, field{"boost", &c::boost, may_be_left_out}};
  }
};

/// R21, X3.
struct withdraw_proposal {
  static constexpr std::string_view name = "withdraw_proposal";
  static constexpr giver by = giver::freelancer;
  job_id job;
  static constexpr auto fields() { return std::tuple{field{"job", &withdraw_proposal::job}}; }
};

/// R18: the freelancer's answer in an interview.
struct reply {
  static constexpr std::string_view name = "reply";
  static constexpr giver by = giver::freelancer;
  job_id job;
  static constexpr auto fields() { return std::tuple{field{"job", &reply::job}}; }
};

struct decline_invitation {
  static constexpr std::string_view name = "decline_invitation";
  static constexpr giver by = giver::freelancer;
  job_id job;
  static constexpr auto fields() { return std::tuple{field{"job", &decline_invitation::job}}; }
};

/// R25.
struct accept_offer {
  static constexpr std::string_view name = "accept_offer";
  static constexpr giver by = giver::freelancer;
  contract_id contract;
  static constexpr auto fields() { return std::tuple{field{"contract", &accept_offer::contract}}; }
};

struct decline_offer {
  static constexpr std::string_view name = "decline_offer";
  static constexpr giver by = giver::freelancer;
  contract_id contract;
  static constexpr auto fields() { return std::tuple{field{"contract", &decline_offer::contract}}; }
};

/// R30.
struct log_time {
  static constexpr std::string_view name = "log_time";
  static constexpr giver by = giver::freelancer;
  contract_id contract;
  std::int32_t minutes = 0;  // in 10-minute segments
  text memo;
  static constexpr auto fields() {
    return std::tuple{field{"contract", &log_time::contract}, field{"minutes", &log_time::minutes},
        field{"memo", &log_time::memo, may_be_left_out}};
  }
};

/// R32.
struct submit_milestone {
  static constexpr std::string_view name = "submit_milestone";
  static constexpr giver by = giver::freelancer;
  milestone_id milestone;
  static constexpr auto fields() {
    return std::tuple{field{"milestone", &submit_milestone::milestone}};
  }
};

/// X4.
struct answer_refund {
  static constexpr std::string_view name = "answer_refund";
  static constexpr giver by = giver::freelancer;
  contract_id contract;
  bool accept = true;
  static constexpr auto fields() {
    return std::tuple{
        field{"contract", &answer_refund::contract}, field{"accept", &answer_refund::accept}};
  }
};

/// X5; gross.
struct refund {
  static constexpr std::string_view name = "refund";
  static constexpr giver by = giver::freelancer;
  contract_id contract;
  money amount;
  static constexpr auto fields() {
    return std::tuple{field{"contract", &refund::contract}, field{"amount", &refund::amount}};
  }
};

/// R33.
struct withdraw {
  static constexpr std::string_view name = "withdraw";
  static constexpr giver by = giver::freelancer;
  money amount;
  std::optional<payment_kind> method;
  static constexpr auto fields() {
    return std::tuple{field{"amount", &withdraw::amount}, field{"method", &withdraw::method}};
  }
};

// -- client -------------------------------------------------------------------------------------

/// X12.
struct add_billing_method {
  static constexpr std::string_view name = "add_billing_method";
  static constexpr giver by = giver::client;
  billing_kind kind = billing_kind::card;
  static constexpr auto fields() { return std::tuple{field{"kind", &add_billing_method::kind}}; }
};

/// R13 - R15, R29. A fixed job has a budget; an hourly one its ranges and weeks.
struct post_job {
  static constexpr std::string_view name = "post_job";
  static constexpr giver by = giver::client;
  symbol category = no_symbol;
  std::span<const symbol> skills;
  text title;
  job_type type = job_type::fixed;
  std::optional<money> budget;
  std::optional<low_high_money> rate_range;   // dollars an hour
  std::optional<low_high_hours> hours_range;  // hours a week
  std::optional<std::int32_t> weeks;
  std::optional<market::level> level;
  std::optional<symbol> language;
  std::int32_t questions = 0;
  text attention_word;
  bool is_public = true;
  std::uint32_t need =
      0;  // which need of the client's: makes the job_id; from the body, not a field
  static constexpr auto fields() {
    using c = post_job;
    return std::tuple{field{"category", &c::category}, field{"skills", &c::skills},
        field{"title", &c::title}, field{"type", &c::type}, field{"budget", &c::budget},
        field{"rate_range", &c::rate_range}, field{"hours_range", &c::hours_range},
        field{"weeks", &c::weeks}, field{"level", &c::level}, field{"language", &c::language},
        field{"questions", &c::questions, may_be_left_out},
        field{"attention_word", &c::attention_word, may_be_left_out},
        field{"public", &c::is_public, may_be_left_out}};
  }
};

/// X3.
struct close_job {
  static constexpr std::string_view name = "close_job";
  static constexpr giver by = giver::client;
  job_id job;
  static constexpr auto fields() { return std::tuple{field{"job", &close_job::job}}; }
};

/// R15.
struct invite {
  static constexpr std::string_view name = "invite";
  static constexpr giver by = giver::client;
  job_id job;
  person_id freelancer = nobody;
  static constexpr auto fields() {
    return std::tuple{field{"job", &invite::job}, field{"freelancer", &invite::freelancer}};
  }
};

/// R18: opens an interview on a submitted proposal.
struct interview {
  static constexpr std::string_view name = "interview";
  static constexpr giver by = giver::client;
  job_id job;
  person_id freelancer = nobody;
  static constexpr auto fields() {
    return std::tuple{field{"job", &interview::job}, field{"freelancer", &interview::freelancer}};
  }
};

struct decline_proposal {
  static constexpr std::string_view name = "decline_proposal";
  static constexpr giver by = giver::client;
  job_id job;
  person_id freelancer = nobody;
  static constexpr auto fields() {
    return std::tuple{
        field{"job", &decline_proposal::job}, field{"freelancer", &decline_proposal::freelancer}};
  }
};

/// R25, R28: milestones, or a rate with a weekly limit.
struct offer {
  static constexpr std::string_view name = "offer";
  static constexpr giver by = giver::client;
  job_id job;
  person_id freelancer = nobody;
  std::span<const milestone_terms> milestones;
  std::optional<money> rate;                 // an hour
  std::optional<std::int32_t> weekly_limit;  // whole hours
  static constexpr auto fields() {
    using c = offer;
    return std::tuple{field{"job", &c::job}, field{"freelancer", &c::freelancer},
        field{"milestones", &c::milestones, may_be_left_out}, field{"rate", &c::rate},
        field{"weekly_limit", &c::weekly_limit}};
  }
};

/// R32.
struct fund_milestone {
  static constexpr std::string_view name = "fund_milestone";
  static constexpr giver by = giver::client;
  milestone_id milestone;
  static constexpr auto fields() {
    return std::tuple{field{"milestone", &fund_milestone::milestone}};
  }
};

/// R27.
struct add_milestone {
  static constexpr std::string_view name = "add_milestone";
  static constexpr giver by = giver::client;
  contract_id contract;
  money amount;
  second due = 0;
  static constexpr auto fields() {
    using c = add_milestone;
    return std::tuple{
        field{"contract", &c::contract}, field{"amount", &c::amount}, field{"due", &c::due}};
  }
};

/// R32.
struct request_changes {
  static constexpr std::string_view name = "request_changes";
  static constexpr giver by = giver::client;
  milestone_id milestone;
  static constexpr auto fields() {
    return std::tuple{field{"milestone", &request_changes::milestone}};
  }
};

/// R27, R32.
struct approve_milestone {
  static constexpr std::string_view name = "approve_milestone";
  static constexpr giver by = giver::client;
  milestone_id milestone;
  static constexpr auto fields() {
    return std::tuple{field{"milestone", &approve_milestone::milestone}};
  }
};

/// R34, X5.
struct dispute_hours {
  static constexpr std::string_view name = "dispute_hours";
  static constexpr giver by = giver::client;
  contract_id contract;
  std::int32_t minutes = 0;
  static constexpr auto fields() {
    return std::tuple{
        field{"contract", &dispute_hours::contract}, field{"minutes", &dispute_hours::minutes}};
  }
};

/// X11.
struct bonus {
  static constexpr std::string_view name = "bonus";
  static constexpr giver by = giver::client;
  contract_id contract;
  money amount;
  static constexpr auto fields() {
    return std::tuple{field{"contract", &bonus::contract}, field{"amount", &bonus::amount}};
  }
};

// -- both ---------------------------------------------------------------------------------------

/// R26, X4.
struct end_contract {
  static constexpr std::string_view name = "end_contract";
  static constexpr giver by = giver::both;
  contract_id contract;
  text reason;
  static constexpr auto fields() {
    return std::tuple{field{"contract", &end_contract::contract},
        field{"reason", &end_contract::reason, may_be_left_out}};
  }
};

/// X6, X7.
struct review {
  static constexpr std::string_view name = "review";
  static constexpr giver by = giver::both;
  contract_id contract;
  std::int32_t stars = 0;                     // 1 to 5
  std::optional<std::int32_t> private_score;  // 0 to 10
  text comment;
  static constexpr auto fields() {
    using c = review;
    return std::tuple{field{"contract", &c::contract}, field{"stars", &c::stars},
        field{"private_score", &c::private_score}, field{"comment", &c::comment, may_be_left_out}};
  }
};

/// Every command there is, in the order of contract.md; what was added later stands at the end, so
/// that the numbers kept in stores go on meaning the same.
using command = std::variant<register_account, verify_email, close_account, submit_profile,
    update_profile, take_readiness_test, set_tax_status, add_payment_method, set_payout_schedule,
    buy_connects, search_jobs, save_search, propose, withdraw_proposal, reply, decline_invitation,
    accept_offer, decline_offer, log_time, submit_milestone, answer_refund, refund, withdraw,
    add_billing_method, post_job, close_job, invite, interview, decline_proposal, offer,
    fund_milestone, add_milestone, request_changes, approve_milestone, dispute_hours, bonus,
    end_contract, review, set_availability>;

/// Calls `visit.template operator()<Command>()` for every command of the list.
template <class Visitor, class... Commands>
constexpr void for_each_command(Visitor&& visit, std::type_identity<std::variant<Commands...>>) {
  (visit.template operator()<Commands>(), ...);
}
template <class Visitor>
constexpr void for_each_command(Visitor&& visit) {
  for_each_command(visit, std::type_identity<command>{});
}

}  // namespace souk::market
