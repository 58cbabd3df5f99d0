// How freelancers decide. Values are behavioural constants with their source: a key of facts.md,
// "seed" for the article, or "assumed" (mostly the starting guesses of facts.md section 5). The
// defaults are the baseline's.
#pragma once

#include "people/parameters_population.hpp"

namespace souk::people {

/// What freelancers are like.
struct nature_parameters {
  double skills = 3.0;
  double expert = 0.30;
  double intermediate = 0.50;
  double reservation_wage = 8.0;
  double rate_entry = 0.72;
  double rate_expert = 1.44;
  double reservation_sigma = 0.45;
  double quality_wage = 0.12;
  double market_rate = 21.0;
  double asked_sigma = 0.30;
  double asked_place = 0.45;
  double asked_margin = 0.15;
  double activity_least = 0.7;
  double activity_shape = 1.1;
  double activity_most = 60.0;
  double responsiveness_sigma = 0.8;
  double weekly_hours = 25.0;
  double weekly_hours_sd = 10.0;
  double serious = 0.55;

  bool operator==(const nature_parameters&) const = default;
  static constexpr auto knobs() {
    using s = nature_parameters;
    return std::tuple{knob{"skills", &s::skills, "skills", 1, 15, "assumed",
                          "mean number of skills of a profile"},
        knob{"expert", &s::expert, "share", 0, 1, "B5", "call themselves expert"},
        knob{"intermediate", &s::intermediate, "share", 0, 1, "B5",
            "call themselves intermediate; the rest entry"},
        knob{"reservation_wage", &s::reservation_wage, "USD an hour", 0.01, 1e4,
            "A3, A15: 4.2 below what is paid", "median over people where both multipliers are 1"},
        knob{"rate_entry", &s::rate_entry, "times", 0.01, 100, "B5: 18 / 25",
            "rates of entry level against intermediate"},
        knob{"rate_expert", &s::rate_expert, "times", 0.01, 100, "B5: 36 / 25",
            "rates of experts against intermediate"},
        knob{"reservation_sigma", &s::reservation_sigma, "", 0, 3, "A3",
            "spread of its logarithm within a country and category"},
        knob{"quality_wage", &s::quality_wage, "", -1, 1, "assumed",
            "log reservation wage per standard deviation of quality"},
        knob{"market_rate", &s::market_rate, "USD an hour", 0.01, 1e4, "A3, B5",
            "rate that an intermediate profile with multiplier 1 asks in the median"},
        knob{"asked_sigma", &s::asked_sigma, "", 0, 3, "B5", "spread of its logarithm"},
        knob{"asked_place", &s::asked_place, "share", 0, 1, "assumed",
            "of a country's wage multiplier (of its logarithm) in what is asked there"},
        knob{"asked_margin", &s::asked_margin, "share", 0, 10, "assumed",
            "asked above the reservation wage at least"},
        knob{"activity_least", &s::activity_least, "searches a week", 0.01, 1000, "assumed",
            "of the least active"},
        knob{"activity_shape", &s::activity_shape, "", 0.1, 20, "section 5: Pareto activity",
            "Pareto shape of searches a week"},
        knob{"activity_most", &s::activity_most, "searches a week", 0.01, 10000, "assumed",
            "of the most active"},
        knob{"responsiveness_sigma", &s::responsiveness_sigma, "", 0, 3, "assumed",
            "spread between people of the log delay of answers"},
        knob{"weekly_hours", &s::weekly_hours, "hours", 1, 168, "A25: 30 with unpaid ones",
            "mean capacity for paid work in a week"},
        knob{"weekly_hours_sd", &s::weekly_hours_sd, "hours", 0, 100, "assumed",
            "spread between people"},
        knob{"serious", &s::serious, "share", 0, 1, "assumed",
            "would buy Connects before a first job"}};
  }
};

/// Joining: registration, test, profile, and what happens when the profile is turned down.
struct joining_parameters {
  double abandons = 0.12;
  double incomplete = 0.08;
  market::duration profile_delay = market::hours(20);
  double profile_sigma = 1.3;
  double polish = 1.6;
  double test_at_entry = 0.55;
  double test_ease = 1.1;
  double test_luck = 0.7;
  double test_again = 0.7;
  double test_when_short = 0.5;
  market::duration retry_delay = market::days(9);
  double retry = 0.85;
  double other_skill = 0.5;
  double improves = 0.06;
  double polish_uplift = 0.05;
  double polish_hours = 2.0;
  double badge_uplift = 0.30;
  double specialises = 0.01;

  bool operator==(const joining_parameters&) const = default;
  static constexpr auto knobs() {
    using s = joining_parameters;
    return std::tuple{knob{"abandons", &s::abandons, "share", 0, 1, "assumed",
                          "register and leave before they submit a profile"},
        knob{"incomplete", &s::incomplete, "share", 0, 1, "assumed",
            "submit a first profile that lacks something (R9)"},
        knob{"profile_delay", &s::profile_delay, "duration", 1, 1e8, "assumed",
            "median time from registration to the profile"},
        knob{"profile_sigma", &s::profile_sigma, "", 0, 4, "assumed", "spread of its logarithm"},
        knob{"polish", &s::polish, "steps", 0, 5, "assumed",
            "mean of what a first profile has beyond 50 points, in steps of 10"},
        knob{"test_at_entry", &s::test_at_entry, "share", 0, 1, "seed",
            "take the readiness test when they join"},
        knob{"test_ease", &s::test_ease, "standard deviations", -5, 5, "assumed",
            "how far the median person is above the pass mark"},
        knob{"test_luck", &s::test_luck, "standard deviations", 0, 10, "assumed",
            "spread between attempts of one person; between people: 0.5"},
        knob{"test_again", &s::test_again, "share", 0, 1, "assumed", "of those who fail try again"},
        knob{"test_when_short", &s::test_when_short, "a week", 0, 1, "assumed",
            "chance that who has not passed takes the test when Connects are short"},
        knob{"retry_delay", &s::retry_delay, "duration", 1, 1e8, "assumed",
            "median wait before an oversupplied profile is submitted again"},
        knob{"retry", &s::retry, "share", 0, 1, "assumed",
            "try again each time when turned down as oversupplied"},
        knob{"other_skill", &s::other_skill, "share", 0, 1, "seed",
            "of these put another of their skills first"},
        knob{"improves", &s::improves, "a week", 0, 1, "assumed",
            "chance that improving the profile is considered"},
        knob{"polish_uplift", &s::polish_uplift, "share", 0, 10, "assumed",
            "believed gain in hires from 10 points of completeness"},
        knob{"polish_hours", &s::polish_hours, "hours", 0, 1000, "assumed",
            "work for 10 points of completeness"},
        knob{"badge_uplift", &s::badge_uplift, "share", 0, 10, "B3, assumed",
            "believed gain in hires from Rising Talent"},
        knob{"specialises", &s::specialises, "a week", 0, 1, "A3: 47 % add a skill in 12 months",
            "chance that an established freelancer adds a specialised profile"}};
  }
};

/// Looking for jobs, and whether to propose.
struct search_parameters {
  std::int32_t attention = 40;
  double proposals = 2.5;
  double weekend = 0.55;
  double off_skill = 0.04;
  double above_level = 0.35;
  double prior = 0.05;
  double prior_weight = 25.0;
  double prior_reviewed = 0.07;
  double prior_badge = 0.10;
  double crowding = 0.0;
  double invited = 4.0;
  double elasticity = 2.5;
  double effort_minutes = 15.0;
  double look_minutes = 4.0;
  double effort_weight = 0.18;
  double review_value = 12.0;
  double uncertainty = 0.35;
  double horizon_weeks = 8.0;
  double size_shyness = 0.18;
  double free_connects = 0.5;
  std::int32_t plenty = 30;
  double buys_when_worth = 1.5;
  double income_share = 0.05;
  std::int32_t starter = 80;
  double pack_weeks = 2.0;
  double misreads_attention = 0.12;
  double boosts = 0.05;
  std::int32_t boost_most = 19;
  double busy = 0.85;

  bool operator==(const search_parameters&) const = default;
  static constexpr auto knobs() {
    using s = search_parameters;
    return std::tuple{
        knob{"attention", &s::attention, "jobs", 1, 10000, "section 5: attention budget",
            "newest jobs of the feed that one search looks at"},
        knob{"proposals", &s::proposals, "proposals", 0, 8, "assumed",
            "mean number that one search has time for"},
        knob{"weekend", &s::weekend, "share", 0, 1, "assumed",
            "of searches take place on a Saturday or Sunday, against a weekday"},
        knob{"off_skill", &s::off_skill, "share", 0, 1, "A10: skill expansion",
            "of jobs outside the own skills are considered"},
        knob{"above_level", &s::above_level, "share", 0, 1, "assumed",
            "of jobs that ask for another level are considered"},
        knob{"prior", &s::prior, "share", 0.0001, 1, "section 5: start pessimistic 0.05",
            "believed chance that a proposal is hired, without reviews"},
        knob{"prior_weight", &s::prior_weight, "proposals", 0.1, 1e4, "assumed",
            "how many proposals that belief is worth"},
        knob{"prior_reviewed", &s::prior_reviewed, "share", 0.0001, 1, "A3",
            "the same with a published review"},
        knob{"prior_badge", &s::prior_badge, "share", 0.0001, 1, "A3", "the same with a badge"},
        knob{"crowding", &s::crowding, "", 0, 3, "assumed",
            "how the believed chance falls with the proposals already there: (1 + n/5)^-crowding"},
        knob{"invited", &s::invited, "times", 0, 100, "A7", "the believed chance when invited"},
        knob{"elasticity", &s::elasticity, "", 0, 20, "section 5: 2 - 5",
            "believed fall of the chance with the log of bid / price, above the price"},
        knob{"effort_minutes", &s::effort_minutes, "minutes", 0, 1000, "A25: 23 unpaid a paid hour",
            "of writing one proposal, in the mean; exponential"},
        knob{"look_minutes", &s::look_minutes, "minutes", 0, 1000, "assumed",
            "of looking at one job of the feed"},
        knob{"effort_weight", &s::effort_weight, "share", 0, 10, "assumed",
            "what such a minute is worth against a paid one at the reservation wage"},
        knob{"review_value", &s::review_value, "hours", 0, 1000, "A1, A16",
            "what a first review is worth, in hours at the reservation wage; a third less with "
            "each review"},
        knob{"uncertainty", &s::uncertainty, "share", 0, 1, "assumed",
            "of the believed length of hourly work that is counted on"},
        knob{"horizon_weeks", &s::horizon_weeks, "weeks", 0.1, 520, "assumed",
            "of hourly work that are counted on, at most"},
        knob{"size_shyness", &s::size_shyness, "", 0, 3, "A27, R22",
            "how a newcomer's believed chance falls with value: (value / $100)^-it above $100"},
        knob{"free_connects", &s::free_connects, "share", 0, 1, "section 5: shadow price",
            "value of a Connect that was granted, against its price"},
        knob{"plenty", &s::plenty, "Connects", 0, 1e6, "assumed",
            "with fewer at hand even granted ones are valued at their price"},
        knob{"buys_when_worth", &s::buys_when_worth, "times", 0, 100, "assumed",
            "expected surplus over cost from which Connects are bought"},
        knob{"income_share", &s::income_share, "share", 0, 10, "assumed",
            "of earnings that is spent on Connects at most, beyond the first packs"},
        knob{"starter", &s::starter, "Connects", 0, 1e6, "assumed",
            "that the serious buy before they earn"},
        knob{"pack_weeks", &s::pack_weeks, "weeks", 0, 520, "assumed",
            "of expected use that a pack should last"},
        knob{"misreads_attention", &s::misreads_attention, "share", 0, 1, "seed",
            "of letters miss the attention word"},
        knob{"boosts", &s::boosts, "share", 0, 1, "C7",
            "of proposals carry a boost where the policy has slots"},
        knob{"boost_most", &s::boost_most, "Connects", 2, 1000, "F8", "highest boost"},
        knob{"busy", &s::busy, "share", 0, 1, "assumed",
            "of searches left out when fully booked; in proportion below"}};
  }
};

/// What to ask for.
struct bid_parameters {
  double own_rate_weight = 0.35;
  double level = 0.92;
  double noise = 0.22;
  double reputation = 0.045;
  double new_client = 0.10;
  double newcomer_low = 0.20;
  double newcomer_high = 0.40;
  double penetration_reviews = 3.0;
  double pass_through_new = 0.6;
  double pass_through_old = 0.2;
  double below_reservation = 0.25;
  double fixed_margin = 1.0;

  bool operator==(const bid_parameters&) const = default;
  static constexpr auto knobs() {
    using s = bid_parameters;
    return std::tuple{knob{"own_rate_weight", &s::own_rate_weight, "share", 0, 1, "assumed",
                          "of the own asked rate in the log bid; the rest is the job's price"},
        knob{
            "level", &s::level, "times", 0.01, 10, "B5", "the typical bid against the job's price"},
        knob{"noise", &s::noise, "", 0, 3, "A3", "spread of the log bid for one job"},
        knob{"reputation", &s::reputation, "", -1, 1, "A2: M20",
            "log bid per standard deviation of reputation"},
        knob{"new_client", &s::new_client, "", -1, 1, "A15: M19",
            "log premium to a client without a hire"},
        knob{"newcomer_low", &s::newcomer_low, "share", 0, 0.95, "section 5: 20 - 40 %",
            "least discount of freelancers without a review"},
        knob{"newcomer_high", &s::newcomer_high, "share", 0, 0.95, "section 5: 20 - 40 %",
            "largest discount of freelancers without a review"},
        knob{"penetration_reviews", &s::penetration_reviews, "reviews", 0.1, 100,
            "section 5: about 3", "until the discount is gone"},
        knob{"pass_through_new", &s::pass_through_new, "share", 0, 1, "A19, section 5",
            "of the fee that newcomers put on their bids"},
        knob{"pass_through_old", &s::pass_through_old, "share", 0, 1, "A19, section 5",
            "of the fee that the established put on their bids"},
        knob{"below_reservation", &s::below_reservation, "share", 0, 1, "R22",
            "how far below the reservation wage a newcomer goes for a first review"},
        knob{"fixed_margin", &s::fixed_margin, "times", 0.01, 10, "assumed",
            "the believed hours of a fixed job against budget / market rate"}};
  }
};

/// Answers, work, and what follows.
struct dealing_parameters {
  market::duration reply_delay = market::hours(3);
  double reply_sigma = 1.2;
  double never_replies = 0.06;
  double takes_invitation = 0.45;
  market::duration offer_delay = market::hours(6);
  double declines_offer = 0.05;
  double declines_booked = 0.5;
  std::int32_t fixed_hours = 8;
  std::int32_t logs_a_week = 1;
  double over_limit = 0.03;
  double refunds = 0.015;
  double accepts_refund = 0.75;
  double ends_idle = 0.5;
  market::duration idle = market::days(30);
  double quits = 0.004;
  double reviews = 0.72;
  double harsh = 0.07;
  market::duration payout_delay = market::hours(30);
  double manual_payout = 0.25;

  bool operator==(const dealing_parameters&) const = default;
  static constexpr auto knobs() {
    using s = dealing_parameters;
    return std::tuple{knob{"reply_delay", &s::reply_delay, "duration", 1, 1e8, "assumed",
                          "median time to answer in an interview or to an invitation, awake"},
        knob{"reply_sigma", &s::reply_sigma, "", 0, 4, "assumed", "spread of its logarithm"},
        knob{"never_replies", &s::never_replies, "share", 0, 1, "assumed",
            "of interviews are left unanswered"},
        knob{"takes_invitation", &s::takes_invitation, "share", 0, 1, "A7",
            "of invitations are considered by who is free; the rest declined"},
        knob{"offer_delay", &s::offer_delay, "duration", 1, 1e8, "assumed",
            "median time to answer an offer"},
        knob{"declines_offer", &s::declines_offer, "share", 0, 1, "assumed",
            "of offers are declined by who is free; more when booked"},
        knob{"declines_booked", &s::declines_booked, "share", 0, 1, "assumed",
            "of offers are declined by who has no hours left"},
        knob{"fixed_hours", &s::fixed_hours, "hours a week", 0, 100, "assumed",
            "that a fixed contract is counted with"},
        knob{"logs_a_week", &s::logs_a_week, "commands", 1, 7, "assumed",
            "how often in a week time is logged on a contract"},
        knob{"over_limit", &s::over_limit, "share", 0, 1, "P3",
            "of weeks have time logged above the limit"},
        knob{"refunds", &s::refunds, "share", 0, 1, "section 5: 1 - 3 %",
            "of releases are refunded, in part or whole, more after poor work"},
        knob{"accepts_refund", &s::accepts_refund, "share", 0, 1, "assumed",
            "of refund requests are accepted"},
        knob{"ends_idle", &s::ends_idle, "share", 0, 1, "assumed",
            "end a fixed contract themselves when all is paid and nothing follows"},
        knob{"idle", &s::idle, "duration", 1, 1e9, "assumed", "after so long"},
        knob{"quits", &s::quits, "a week", 0, 1, "assumed", "chance to end an hourly contract"},
        knob{"reviews", &s::reviews, "share", 0, 1, "assumed",
            "of ended contracts with pay are reviewed by the freelancer"},
        knob{"harsh", &s::harsh, "share", 0, 1, "A8", "of clients are rated below 4 stars"},
        knob{"payout_delay", &s::payout_delay, "duration", 1, 1e8, "assumed",
            "median time to set up tax and payment after first earnings"},
        knob{"manual_payout", &s::manual_payout, "share", 0, 1, "assumed",
            "withdraw by hand; the rest by a schedule"}};
  }
};

/// Losing heart, leaving, and coming back.
struct exit_parameters {
  double base = -3.9;
  double per_failure = 0.045;
  double most_failures = 60.0;
  double hired_lately = -1.5;
  double no_connects = 0.3;
  double experience = -0.45;
  double patience_sigma = 0.7;
  double closes_account = 0.95;
  double returns = 0.10;
  market::duration away = market::days(75);

  bool operator==(const exit_parameters&) const = default;
  static constexpr auto knobs() {
    using s = exit_parameters;
    return std::tuple{
        knob{"base", &s::base, "logit", -50, 50, "section 5: -3.5", "weekly hazard of leaving"},
        knob{"per_failure", &s::per_failure, "logit", -10, 10, "section 5: 0.25 to start",
            "for each proposal since the last hire"},
        knob{"most_failures", &s::most_failures, "proposals", 0, 1e6, "assumed",
            "more of them discourage no further"},
        knob{"hired_lately", &s::hired_lately, "logit", -50, 50, "section 5: -1.5",
            "hired or at work in the last 30 days"},
        knob{
            "no_connects", &s::no_connects, "logit", -50, 50, "section 5: 0.3", "no Connects left"},
        knob{"experience", &s::experience, "logit", -10, 10, "assumed",
            "for each doubling of 1 + hires"},
        knob{"patience_sigma", &s::patience_sigma, "logit", 0, 10,
            "section 5: heterogeneous deadlines", "spread between people"},
        knob{"closes_account", &s::closes_account, "share", 0, 1, "assumed",
            "of those who leave close their account and make room (R8)"},
        knob{"returns", &s::returns, "share", 0, 1, "section 5: small",
            "of those who leave come back once or more"},
        knob{"away", &s::away, "duration", 1, 1e9, "assumed",
            "mean time away of those who come back"}};
  }
};

struct freelancer_parameters {
  nature_parameters nature;
  joining_parameters joining;
  search_parameters search;
  bid_parameters bid;
  dealing_parameters dealing;
  exit_parameters exit;

  bool operator==(const freelancer_parameters&) const = default;
  static constexpr auto knobs() {
    using s = freelancer_parameters;
    return std::tuple{knob{"nature", &s::nature, "", 0, 0, "", "what freelancers are like"},
        knob{"joining", &s::joining, "", 0, 0, "R1 - R10", "registration, test and profile"},
        knob{"search", &s::search, "", 0, 0, "R12 - R20",
            "looking for jobs, and whether to propose"},
        knob{"bid", &s::bid, "", 0, 0, "R13, R22, R36", "what to ask for"},
        knob{"dealing", &s::dealing, "", 0, 0, "R18 - R35", "answers, work, and what follows"},
        knob{"exit", &s::exit, "", 0, 0, "", "losing heart, leaving, and coming back"}};
  }
};

}  // namespace souk::people
