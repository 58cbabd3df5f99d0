// How clients behave, and what befalls a piece of work: behavioural constants, each with where it
// comes from. No moment of facts.md section 4 is written back in here; those are for validation.
//
// A source is a key of facts.md, "seed" (the article), or "assumed". Log-odds are written as such:
// a chance of one half is 0, of .73 is 1, of .27 is -1. A "sigma" is the spread of a logarithm.
#pragma once

#include "market/knob.hpp"

#include <cstdint>

namespace souk::people {

using market::knob;

/// What clients need, and when: a stream that policy does not touch.
struct needs_parameters {
  double present = 0.6;
  double per_year = 10;
  double activity_sigma = 1.0;
  double passing = 0.6;
  double passing_years = 0.15;
  double years = 7.0;
  double growth = 0.0;
  double home_category = 0.8;
  double size_sigma = 0.8;
  double budget_median = 175;
  double budget_sigma = 1.75;
  double budget_low = 5;
  double budget_high = 60'000;
  double entry_share = 0.044;
  double expert_share = 0.34;
  double rate_entry = 18;
  double rate_intermediate = 24;
  double rate_expert = 35;
  double rate_sigma = 0.5;
  double rate_spread = 1.3;
  double hours_median = 11.5;
  double hours_sigma = 0.8;
  double hours_high = 40;
  double weeks_median = 1.5;
  double weeks_sigma = 1.2;
  double weeks_high = 52;
  double questions = 0.35;
  double attention_word = 0.08;
  double language = 0.05;
  double weekend = 0.45;
  double season = 0.12;

  bool operator==(const needs_parameters&) const = default;
  static constexpr auto knobs() {
    using s = needs_parameters;
    return std::tuple{
        knob{"present", &s::present, "share", 0, 1, "assumed",
            "clients who are there when the simulation begins; the others come in its course"},
        knob{"per_year", &s::per_year, "needs a year", 0, 1000, "assumed",
            "mean of a client while there; many of them never come to the platform"},
        knob{"activity_sigma", &s::activity_sigma, "", 0, 4, "assumed",
            "how unequal clients' activity is"},
        knob{"passing", &s::passing, "share", 0, 1, "assumed",
            "of clients who come, come for a need or two"},
        knob{"passing_years", &s::passing_years, "years", 0.01, 1000, "assumed",
            "mean time for which these have needs"},
        knob{"years", &s::years, "years", 0.01, 1000,
            "F5, F6: who stays spends as much a year later",
            "mean time for which the others have needs"},
        knob{"growth", &s::growth, "log a year", -2, 2, "F5, F6",
            "needs become more frequent while a client stays: spend retention is about 1 in spite "
            "of those who go"},
        knob{"home_category", &s::home_category, "share", 0, 1, "assumed",
            "needs in the client's own category; the others are anywhere"},
        knob{"size_sigma", &s::size_sigma, "", 0, 4, "assumed",
            "how unequal clients are in the size of what they need"},
        knob{"budget_median", &s::budget_median, "USD", 1, 1e6, "B5", "of fixed-price jobs"},
        knob{"budget_sigma", &s::budget_sigma, "", 0, 4, "B5",
            "within a client and a level; 2.05 in all"},
        knob{"budget_low", &s::budget_low, "USD", 0.01, 1e6, "A3", "smallest budget"},
        knob{"budget_high", &s::budget_high, "USD", 1, 1e9, "A3", "largest budget"},
        knob{"entry_share", &s::entry_share, "share", 0, 1, "B5", "jobs that ask for entry level"},
        knob{"expert_share", &s::expert_share, "share", 0, 1, "B5", "jobs that ask for experts"},
        knob{"rate_entry", &s::rate_entry, "USD an hour", 1, 1000, "B5", "median, entry level"},
        knob{"rate_intermediate", &s::rate_intermediate, "USD an hour", 1, 1000, "B5",
            "median, intermediate level"},
        knob{"rate_expert", &s::rate_expert, "USD an hour", 1, 1000, "B5", "median, expert level"},
        knob{"rate_sigma", &s::rate_sigma, "", 0, 4, "B5", "within a level; .55 to .62 in all"},
        knob{"rate_spread", &s::rate_spread, "ratio", 1, 10, "assumed",
            "upper end of a posted range to its middle, and middle to lower end"},
        knob{"hours_median", &s::hours_median, "hours a week", 1, 168, "assumed",
            "hourly jobs, wanted a week"},
        knob{"hours_sigma", &s::hours_sigma, "", 0, 4, "assumed", "spread of it"},
        knob{"hours_high", &s::hours_high, "hours a week", 1, 168, "A25", "most that are wanted"},
        knob{"weeks_median", &s::weeks_median, "weeks", 1, 520, "assumed", "hourly jobs, wanted"},
        knob{"weeks_sigma", &s::weeks_sigma, "", 0, 4, "assumed",
            "spread of it: a few contracts last for years"},
        knob{"weeks_high", &s::weeks_high, "weeks", 1, 520, "assumed", "longest that is planned"},
        knob{"questions", &s::questions, "share", 0, 1, "assumed",
            "jobs with screening questions, 1 to 4 of them (R13)"},
        knob{"attention_word", &s::attention_word, "share", 0, 1, "assumed",
            "jobs that ask for a word at the head of the letter (R13)"},
        knob{"language", &s::language, "share", 0, 1, "assumed",
            "jobs that ask for another language (R12)"},
        knob{"weekend", &s::weekend, "share", 0, 1, "assumed",
            "needs of a Saturday or Sunday that do not wait for Monday"},
        knob{"season", &s::season, "share", 0, 1, "assumed",
            "fewer needs in December by this share; more by half of it in spring and autumn"}};
  }
};

/// Whether and how a need comes to the platform.
struct posting_parameters {
  double bring = 0.6;
  double bring_experience = 0.8;
  double bring_fee = 5;
  double billing_first = 0.8;
  double rehire = 0.5;
  double rehire_quality = 0.0;
  std::int32_t remembers = 5;
  double invite = 0.40;
  double invite_mean = 3;

  bool operator==(const posting_parameters&) const = default;
  static constexpr auto knobs() {
    using s = posting_parameters;
    return std::tuple{
        knob{"bring", &s::bring, "log-odds", -10, 10, "assumed",
            "that a need comes to the platform, without experience and without client fees"},
        knob{"bring_experience", &s::bring_experience, "log-odds", 0, 10, "A15",
            "more of it after good experience (buyers post more with it), less after bad"},
        knob{"bring_fee", &s::bring_fee, "log-odds a unit of fee", 0, 100, "A15",
            "less of it for what clients pay on top: a demand tax cuts posting"},
        knob{"billing_first", &s::billing_first, "share", 0, 1, "assumed",
            "clients who add a billing method when they join; the others before their first offer"},
        knob{"rehire", &s::rehire, "share", 0, 1, "facts 5: .4 to .6",
            "needs that go straight to a freelancer known to be good, where there is one"},
        knob{"rehire_quality", &s::rehire_quality, "sd of quality", -5, 5, "assumed",
            "how good he must have been"},
        knob{"remembers", &s::remembers, "months", 0, 120, "assumed",
            "since the last job together, after which a need is made public again"},
        knob{"invite", &s::invite, "share", 0, 1, "A27", "public jobs with invitations"},
        knob{"invite_mean", &s::invite_mean, "people", 1, 20, "assumed",
            "invitations of those jobs"}};
  }
};

/// How a client looks through proposals and hires.
struct choosing_parameters {
  double idle = 0.38;
  double first_look = 14;
  double first_look_sigma = 0.9;
  double next_look = 30;
  double next_look_sigma = 0.6;
  std::int32_t looks = 4;
  double view_top = 0.9;
  double view_decay = 0.7;
  std::int32_t interviews = 6;
  double interview_margin = 3.5;
  double fit = 1.0;
  double reputation = 0.9;
  double reputation_fixed = 1.4;
  double risk = 0.6;
  double price = 3.0;
  double experience = 0.15;
  double badge = 0.2;
  double completeness = 0.15;
  double speed = 0.5;
  double known = 1.0;
  double signal = 0.7;
  double signal_noise = 1.0;
  double replied = 0.8;
  double outside = 3.9;
  double rating_mean = 4.7;
  double rating_sd = 0.3;
  double rating_weight = 3;
  double close = 0.4;

  bool operator==(const choosing_parameters&) const = default;
  static constexpr auto knobs() {
    using s = choosing_parameters;
    return std::tuple{knob{"idle", &s::idle, "share", 0, 1, "assumed",
                          "jobs whose client's plans change: looked at once, nobody is hired"},
        knob{"first_look", &s::first_look, "hours", 0.01, 1000, "assumed",
            "median, from the posting to the first look at proposals"},
        knob{"first_look_sigma", &s::first_look_sigma, "", 0, 4, "assumed", "spread of it"},
        knob{"next_look", &s::next_look, "hours", 0.01, 1000, "F12",
            "median, from look to look; work starts 3 to 7 days after posting"},
        knob{"next_look_sigma", &s::next_look_sigma, "", 0, 4, "assumed", "spread of it"},
        knob{"looks", &s::looks, "looks", 1, 50, "assumed", "most that a client takes"},
        knob{"view_top", &s::view_top, "share", 0, 1, "facts 5",
            "chance that the first proposal of the list is opened"},
        knob{"view_decay", &s::view_decay, "", 0, 5, "facts 5",
            "the k-th is opened with view_top x k^-view_decay"},
        knob{"interviews", &s::interviews, "people", 1, 50, "assumed",
            "interviews opened in one look at most"},
        knob{"interview_margin", &s::interview_margin, "utility", -10, 10, "assumed",
            "how far below the outside option a proposal may be and still be interviewed"},
        knob{"fit", &s::fit, "utility", 0, 10, "facts 5",
            "same main skill: 1, another of the category: 0"},
        knob{"reputation", &s::reputation, "utility a sd", 0, 10, "A2, A21",
            "expected quality, hourly jobs"},
        knob{"reputation_fixed", &s::reputation_fixed, "utility a sd", 0, 10, "A21",
            "expected quality, fixed-price jobs: reputation matters more where nobody watches"},
        knob{"risk", &s::risk, "sd a sd", 0, 5, "facts 5",
            "subtracted for what is not known of somebody: the cold start (E1)"},
        knob{"price", &s::price, "utility", 0, 20, "facts 5",
            "lost per unit of log(bid / budget), client fees included; elasticity about -2 to -5"},
        knob{"experience", &s::experience, "utility", 0, 5, "facts 5",
            "per unit of log(1 + reviews)"},
        knob{"badge", &s::badge, "utility", 0, 5, "facts 5", "per step of the badge"},
        knob{"completeness", &s::completeness, "utility", 0, 5, "seed",
            "of a profile at 100 to one at 50 (R6)"},
        knob{"speed", &s::speed, "utility", 0, 5, "B5, F8",
            "of an answer within minutes to one after hours (M21)"},
        knob{"known", &s::known, "utility", 0, 10, "facts 5", "of somebody known to be good"},
        knob{"signal", &s::signal, "utility a sd", 0, 10, "assumed",
            "what an interview tells of quality"},
        knob{
            "signal_noise", &s::signal_noise, "sd of quality", 0, 10, "assumed", "how noisy it is"},
        knob{"replied", &s::replied, "utility", 0, 10, "A7", "of having replied in the interview"},
        knob{"outside", &s::outside, "utility", -20, 20, "assumed",
            "of hiring nobody on the platform"},
        knob{"rating_mean", &s::rating_mean, "stars", 1, 5, "A8",
            "what an unrated one is taken for"},
        knob{
            "rating_sd", &s::rating_sd, "stars", 0.01, 5, "A8", "stars that are one sd of quality"},
        knob{"rating_weight", &s::rating_weight, "reviews", 0.1, 100, "facts 5",
            "how many reviews that first guess weighs"},
        knob{"close", &s::close, "share", 0, 1, "assumed",
            "unfilled jobs that are closed (X3); the others expire"}};
  }
};

/// How a client runs a contract.
struct conduct_parameters {
  double milestone_size = 600;
  std::int32_t milestones = 4;
  double days_base = 3;
  double days_per_hundred = 0.6;
  double days_high = 60;
  double fund = 6;
  double approve = 30;
  double approve_sigma = 0.9;
  double silence = 0.10;
  double changes = 0.10;
  double patience = 10;
  double extend = 0.2;
  double bonus = 0.04;
  double bonus_share = 0.1;
  double dispute = 0.004;
  double end_delay = 12;
  double learning = 0.3;

  bool operator==(const conduct_parameters&) const = default;
  static constexpr auto knobs() {
    using s = conduct_parameters;
    return std::tuple{knob{"milestone_size", &s::milestone_size, "USD", 1, 1e6, "assumed",
                          "a fixed price is split in one more milestone for each so many dollars"},
        knob{"milestones", &s::milestones, "milestones", 1, 20, "assumed", "of an offer, at most"},
        knob{"days_base", &s::days_base, "days", 0, 1000, "assumed",
            "planned for a milestone, whatever its amount"},
        knob{"days_per_hundred", &s::days_per_hundred, "days", 0, 1000, "assumed",
            "planned for each 100 dollars of it"},
        knob{"days_high", &s::days_high, "days", 1, 1000, "assumed", "planned at most"},
        knob{"fund", &s::fund, "hours", 0.01, 1000, "assumed",
            "median, until the next milestone is funded"},
        knob{"approve", &s::approve, "hours", 0.01, 1000, "assumed",
            "median, from a submission to the answer"},
        knob{"approve_sigma", &s::approve_sigma, "", 0, 4, "assumed", "spread of it"},
        knob{"silence", &s::silence, "share", 0, 1, "facts 5: .10",
            "submissions that are never answered: released by the clock (R32)"},
        knob{"changes", &s::changes, "share", 0, 1, "assumed",
            "submissions of average work that are sent back once"},
        knob{"patience", &s::patience, "days", 0.1, 1000, "assumed",
            "past the date, before a client ends a contract that brought nothing"},
        knob{"extend", &s::extend, "share", 0, 1, "assumed",
            "good fixed-price contracts to which a further milestone is added"},
        knob{"bonus", &s::bonus, "share", 0, 1, "assumed", "good contracts with a bonus (X11)"},
        knob{"bonus_share", &s::bonus_share, "share", 0, 10, "assumed", "of what was billed"},
        knob{"dispute", &s::dispute, "share", 0, 1, "facts 5: .005 to .02",
            "invoices of average work of which hours are disputed (R34)"},
        knob{"end_delay", &s::end_delay, "hours", 0.01, 1000, "assumed",
            "median, from the last work to the end of the contract"},
        knob{"learning", &s::learning, "share", 0, 1, "A15",
            "how fast experience follows what happens on the platform"}};
  }
};

/// How work is rated.
struct review_parameters {
  double give = 0.85;
  double delay = 30;
  double private_give = 0.8;
  double private_mean = 7.8;
  double private_slope = 1.6;
  double private_noise = 0.7;
  double dissatisfied = 6.5;
  double inflation = 0.24;
  double five = 7.2;

  bool operator==(const review_parameters&) const = default;
  static constexpr auto knobs() {
    using s = review_parameters;
    return std::tuple{
        knob{"give", &s::give, "share", 0, 1, "assumed", "ended contracts that a client reviews"},
        knob{"delay", &s::delay, "hours", 0.01, 336, "assumed", "median, from the end"},
        knob{"private_give", &s::private_give, "share", 0, 1, "assumed",
            "of these, with a private score"},
        knob{"private_mean", &s::private_mean, "points", 0, 10, "assumed",
            "what a client thinks of average work, of 10"},
        knob{"private_slope", &s::private_slope, "points a sd", 0, 10, "assumed",
            "what one sd of performance is worth"},
        knob{"private_noise", &s::private_noise, "points", 0, 10, "assumed", "spread of taste"},
        knob{"dissatisfied", &s::dissatisfied, "points", 0, 10, "A8",
            "below which a client is dissatisfied: 3 stars, one less for each point and a half"},
        knob{"inflation", &s::inflation, "share", 0, 1, "A8",
            "dissatisfied clients who give 4 or 5 stars all the same"},
        knob{"five", &s::five, "points", 0, 10, "A8",
            "from which 5 stars are given; 4 between this and dissatisfied"}};
  }
};

/// When two go on without the platform.
struct leaving_parameters {
  double split = 0.5;
  double inertia = 400;
  double penalty = 0.02;
  double protection = 0.06;
  double trust = 30;
  double scale = 80;
  double next_years = 1.0;
  double penalty_value = 500;
  double weeks_between = 4;

  bool operator==(const leaving_parameters&) const = default;
  static constexpr auto knobs() {
    using s = leaving_parameters;
    return std::tuple{
        knob{"split", &s::split, "share", 0, 1, "A18", "of the saved fees to the client"},
        knob{"inertia", &s::inertia, "USD", 0, 1e6, "assumed",
            "what must be saved at least (k0 of facts section 5)"},
        knob{"penalty", &s::penalty, "chance a month", 0, 1, "facts 5: .01 to .03",
            "to be found out"},
        knob{"protection", &s::protection, "share of the value", 0, 1, "assumed",
            "what escrow and reputation are worth to the pair (k2)"},
        knob{"trust", &s::trust, "USD a joint job", 0, 1e6, "A17",
            "each job together makes up for so much (k3)"},
        knob{"scale", &s::scale, "USD", 0.01, 1e6, "assumed", "spread of what clients think of it"},
        knob{"next_years", &s::next_years, "years", 0, 20, "assumed",
            "how far ahead further needs are reckoned"},
        knob{"penalty_value", &s::penalty_value, "USD", 0, 1e6, "assumed",
            "what being found out costs"},
        knob{"weeks_between", &s::weeks_between, "weeks", 1, 104, "assumed",
            "how often a pair in an hourly contract thinks of it"}};
  }
};

struct client_parameters {
  needs_parameters needs;
  posting_parameters posting;
  choosing_parameters choosing;
  conduct_parameters conduct;
  review_parameters reviews;
  leaving_parameters leaving;

  bool operator==(const client_parameters&) const = default;
  static constexpr auto knobs() {
    using s = client_parameters;
    return std::tuple{knob{"needs", &s::needs, "", 0, 0, "", "what clients need, and when"},
        knob{"posting", &s::posting, "", 0, 0, "", "whether and how a need comes to the platform"},
        knob{"choosing", &s::choosing, "", 0, 0, "", "looking through proposals, and hiring"},
        knob{"conduct", &s::conduct, "", 0, 0, "", "running a contract"},
        knob{"reviews", &s::reviews, "", 0, 0, "", "rating work"},
        knob{"leaving", &s::leaving, "", 0, 0, "", "going on without the platform"}};
  }
};

/// The luck of a piece of work, which both sides meet.
struct work_parameters {
  double noise = 0.7;
  double lateness = 0.8;
  double lateness_sigma = 0.35;
  double hours_fill = 0.8;
  double hours_sigma = 0.35;
  double weeks_quality = 0.25;
  double weeks_sigma = 0.5;

  bool operator==(const work_parameters&) const = default;
  static constexpr auto knobs() {
    using s = work_parameters;
    return std::tuple{knob{"noise", &s::noise, "sd of quality", 0, 10, "assumed",
                          "how far a piece of work falls from who did it"},
        knob{"lateness", &s::lateness, "ratio", 0.01, 10, "assumed",
            "median time for a milestone to the time planned"},
        knob{"lateness_sigma", &s::lateness_sigma, "", 0, 4, "assumed",
            "spread of it; about a quarter is late"},
        knob{"hours_fill", &s::hours_fill, "share", 0, 2, "assumed",
            "median hours worked in a week to the hours wanted"},
        knob{"hours_sigma", &s::hours_sigma, "", 0, 4, "assumed", "spread of it from week to week"},
        knob{"weeks_quality", &s::weeks_quality, "log a sd", 0, 5, "B3",
            "good work makes an hourly contract longer"},
        knob{"weeks_sigma", &s::weeks_sigma, "", 0, 4, "assumed",
            "weeks that it lasts to the weeks planned"}};
  }
};

}  // namespace souk::people
