// A platform's policy as data: every number of rules.md, in the order and with the keys of the
// preset `seed`. The values written here are those of `seed`; presets and `--set` change them. A
// rule is handed the policy of the person or contract concerned, never a global one.
#pragma once

#include "market/calendar.hpp"
#include "market/ids.hpp"
#include "market/knob.hpp"
#include "market/money.hpp"
#include "market/values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace souk::market {

/// A step of a schedule: `value` holds up to and including `up_to`; the last step has no bound.
template <class Value>
struct step {
  std::optional<money> up_to;
  Value value{};

  bool operator==(const step&) const = default;
};
using cost_schedule = std::vector<step<std::int32_t>>;
using fee_schedule = std::vector<step<share>>;

/// How long a review takes: exactly `median`, or log-normal around it and never over `max` (R7).
/// In files: a duration (exact), or { median, max }.
struct review_time {
  duration median = hours(10);
  std::optional<duration> max = hours(24);  // none: exactly the median

  bool operator==(const review_time&) const = default;
};

/// At most `count` in any rolling `window` (R19).
struct rolling_cap {
  std::int32_t count = 50;
  duration window = hours(168);

  bool operator==(const rolling_cap&) const = default;
  static constexpr auto knobs() {
    using s = rolling_cap;
    return std::tuple{
        knob{"count", &s::count, "Connects", 0, 1e6, "R19", "at most so many in the window"},
        knob{"window", &s::window, "duration", 1, 1e9, "R19", "rolling window (t - window, t]"}};
  }
};

struct accounts_policy {
  std::int32_t password_min = 8;

  bool operator==(const accounts_policy&) const = default;
  static constexpr auto knobs() {
    return std::tuple{knob{"password_min", &accounts_policy::password_min, "characters", 1, 128,
        "R1", "shortest password accepted"}};
  }
};

struct profiles_policy {
  std::int32_t specialised_max = 2;

  bool operator==(const profiles_policy&) const = default;
  static constexpr auto knobs() {
    return std::tuple{knob{"specialised_max", &profiles_policy::specialised_max, "profiles", 0, 16,
        "R5", "specialised profiles beside the main one"}};
  }
};

struct vetting_policy {
  market::review_time review_time;
  std::int32_t reviewers = 0;
  std::int32_t supply_floor = 50;
  std::int32_t supply_ratio = 4;
  duration supply_window = days(28);

  bool operator==(const vetting_policy&) const = default;
  static constexpr auto knobs() {
    using s = vetting_policy;
    return std::tuple{knob{"review_time", &s::review_time, "duration", 0, 1e9, "R7",
                          "work of one review: exact, or log-normal { median, max }"},
        knob{"reviewers", &s::reviewers, "people", 0, 1e6, "R7", "reviewers at work; 0: unlimited"},
        knob{"supply_floor", &s::supply_floor, "freelancers", 0, 1e9, "R8",
            "always room for so many with one main skill"},
        knob{"supply_ratio", &s::supply_ratio, "freelancers a job", 0, 1e6, "R8",
            "room for so many more for each job posted in the window"},
        knob{"supply_window", &s::supply_window, "duration", 1, 1e9, "R8",
            "how far back jobs are counted"}};
  }
};

struct readiness_policy {
  share pass = percent(80);
  duration retry_after = hours(24);

  bool operator==(const readiness_policy&) const = default;
  static constexpr auto knobs() {
    using s = readiness_policy;
    return std::tuple{
        knob{"pass", &s::pass, "share", 0, 1, "R10", "score from which the test is passed"},
        knob{"retry_after", &s::retry_after, "duration", 0, 1e9, "R10", "wait after any attempt"}};
  }
};

struct connects_policy {
  money price{15};
  std::vector<std::int32_t> packs{10, 20, 40, 60, 80};
  std::int32_t signup = 40;
  std::int32_t readiness = 40;
  std::int32_t interview = 10;
  rolling_cap interview_cap;
  std::int32_t monthly = 0;
  duration expiry = days(365);
  std::optional<std::int32_t> rollover_max;
  cost_schedule cost{{dollars(25), 1}, {dollars(50), 2}, {dollars(300), 3}, {dollars(599, 99), 4},
      {dollars(1999, 99), 5}, {std::nullopt, 6}};
  std::int32_t cost_invited = 0;
  bool return_on_close = true;

  bool operator==(const connects_policy&) const = default;
  static constexpr auto knobs() {
    using s = connects_policy;
    return std::tuple{knob{"price", &s::price, "USD", 0, 1000, "R20", "price of one Connect"},
        knob{"packs", &s::packs, "Connects", 1, 1e6, "R20", "how many can be bought at once"},
        knob{
            "signup", &s::signup, "Connects", 0, 1e6, "R16", "granted when the e-mail is verified"},
        knob{"readiness", &s::readiness, "Connects", 0, 1e6, "R17",
            "granted for the first pass of the test"},
        knob{"interview", &s::interview, "Connects", 0, 1e6, "R18",
            "granted for a reply in an interview"},
        knob{"interview_cap", &s::interview_cap, "", 0, 0, "R19",
            "limit on Connects from interviews"},
        knob{
            "monthly", &s::monthly, "Connects", 0, 1e6, "X2", "granted on the first of each month"},
        knob{"expiry", &s::expiry, "duration", 1, 1e10, "X2", "life of a lot"},
        knob{"rollover_max", &s::rollover_max, "Connects", 0, 1e6, "X2",
            "most that are carried into a new month; none: no limit"},
        knob{"cost", &s::cost, "[USD up to and including, Connects]", 0, 1000, "R14",
            "cost of a proposal by the job's value"},
        knob{"cost_invited", &s::cost_invited, "Connects", 0, 1000, "R15",
            "cost of a proposal to a client who invited"},
        knob{"return_on_close", &s::return_on_close, "", 0, 1, "X3",
            "Connects come back when a job is closed unfilled"}};
  }
};

struct jobs_policy {
  duration expiry = days(30);
  std::optional<std::int32_t> proposals_max;
  std::optional<money> rate_floor;

  bool operator==(const jobs_policy&) const = default;
  static constexpr auto knobs() {
    using s = jobs_policy;
    return std::tuple{knob{"expiry", &s::expiry, "duration", 1, 1e9, "X3", "life of an open job"},
        knob{"proposals_max", &s::proposals_max, "proposals", 1, 65'535, "R15",
            "a job takes so many from people who were not invited; none: no limit"},
        knob{"rate_floor", &s::rate_floor, "USD an hour", 0, 600, "R14",
            "least bid on an hourly job; none: any"}};
  }
};

struct offers_policy {
  duration expiry = days(7);

  bool operator==(const offers_policy&) const = default;
  static constexpr auto knobs() {
    return std::tuple{knob{"expiry", &offers_policy::expiry, "duration", 1, 1e9, "R25",
        "life of an unanswered offer"}};
  }
};

/// The fee of contracts in one category. `word` is the category in the symbols of the market that
/// lives under the policy (`name_categories`); it is no part of what the policy says.
struct category_fee {
  std::string category;
  share fee;
  symbol word = no_symbol;

  bool operator==(const category_fee& other) const {
    return category == other.category && fee == other.fee;
  }
  static constexpr auto knobs() {
    using s = category_fee;
    return std::tuple{knob{"category", &s::category, "", 0, 0, "X10", "of the job"},
        knob{"fee", &s::fee, "share", 0, 0.15, "X10", "of every charge of its contracts"}};
  }
};

struct freelancer_fee {
  fee_basis basis = fee_basis::lifetime_marginal;
  fee_schedule tiers{
      {dollars(500), percent(20)}, {dollars(10'000), percent(10)}, {std::nullopt, percent(5)}};
  std::vector<category_fee> by_category{};

  bool operator==(const freelancer_fee&) const = default;
  static constexpr auto knobs() {
    using s = freelancer_fee;
    return std::tuple{knob{"basis", &s::basis, "", 0, 0, "R36", "on what the tiers are reckoned"},
        knob{"tiers", &s::tiers, "[USD up to and including, share]", 0, 1, "R36",
            "fee of the freelancer"},
        knob{"by_category", &s::by_category, "", 0, 0, "X10",
            "fees in place of the tiers, fixed for a contract's life"}};
  }
};

struct fees_policy {
  freelancer_fee freelancer;
  share client;
  money contract;

  bool operator==(const fees_policy&) const = default;
  static constexpr auto knobs() {
    using s = fees_policy;
    return std::tuple{
        knob{"freelancer", &s::freelancer, "", 0, 0, "R36", "taken from what the freelancer bills"},
        knob{"client", &s::client, "share", 0, 1, "X1", "on top of every charge"},
        knob{"contract", &s::contract, "USD", 0, 1e6, "X1",
            "on top of a contract's first charge or funding"}};
  }
};

struct hourly_policy {
  duration segment = minutes(10);
  std::int32_t dispute_days = 5;
  duration available_after = days(10);

  bool operator==(const hourly_policy&) const = default;
  static constexpr auto knobs() {
    using s = hourly_policy;
    return std::tuple{knob{"segment", &s::segment, "duration", 60, 86400, "R30",
                          "unit of the Time Tracker, whole minutes"},
        knob{"dispute_days", &s::dispute_days, "days", 0, 365, "R34",
            "disputes until the end of the n-th day after the week; 5: Friday"},
        knob{"available_after", &s::available_after, "duration", 0, 1e9, "R34",
            "after the Sunday that ends the week (counted from its 00:00)"}};
  }
};

struct milestones_policy {
  duration auto_release = days(14);
  duration security = days(5);

  bool operator==(const milestones_policy&) const = default;
  static constexpr auto knobs() {
    using s = milestones_policy;
    return std::tuple{knob{"auto_release", &s::auto_release, "duration", 0, 1e9, "R32",
                          "an unanswered submission is released"},
        knob{"security", &s::security, "duration", 0, 1e9, "R35", "from release to available"}};
  }
};

struct refunds_policy {
  duration window = days(180);
  duration answer = days(7);
  duration settle_after = days(14);
  share dispute_share = percent(50);

  bool operator==(const refunds_policy&) const = default;
  static constexpr auto knobs() {
    using s = refunds_policy;
    return std::tuple{
        knob{"window", &s::window, "duration", 0, 1e10, "X5", "how old a charge can be refunded"},
        knob{"answer", &s::answer, "duration", 0, 1e9, "X4", "time to answer a refund request"},
        knob{"settle_after", &s::settle_after, "duration", 0, 1e9, "X4",
            "from refusal to settlement"},
        knob{"dispute_share", &s::dispute_share, "share", 0, 1, "X4",
            "of a disputed sum to the freelancer"}};
  }
};

struct reviews_policy {
  duration window = days(14);

  bool operator==(const reviews_policy&) const = default;
  static constexpr auto knobs() {
    return std::tuple{knob{"window", &reviews_policy::window, "duration", 0, 1e9, "X6",
        "time to review after the end"}};
  }
};

struct rising_talent_policy {
  double rating = 4.8;
  money earned = dollars(250);
  duration joined_within = days(730);

  bool operator==(const rising_talent_policy&) const = default;
  static constexpr auto knobs() {
    using s = rising_talent_policy;
    return std::tuple{knob{"rating", &s::rating, "stars", 1, 5, "R24", "mean rating at least"},
        knob{"earned", &s::earned, "USD", 0, 1e9, "R24", "gross in 12 months at least"},
        knob{"joined_within", &s::joined_within, "duration", 0, 1e10, "R24",
            "only for who joined so recently"}};
  }
};

struct top_rated_policy {
  std::int32_t score = 90;
  money earned = dollars(1000);
  duration since_first = days(90);

  bool operator==(const top_rated_policy&) const = default;
  static constexpr auto knobs() {
    using s = top_rated_policy;
    return std::tuple{knob{"score", &s::score, "points", 0, 100, "R24", "success score at least"},
        knob{"earned", &s::earned, "USD", 0, 1e9, "R24", "gross in 12 months at least"},
        knob{"since_first", &s::since_first, "duration", 0, 1e10, "R24",
            "first contract longer ago than"}};
  }
};

struct top_rated_plus_policy {
  money earned = dollars(10'000);

  bool operator==(const top_rated_plus_policy&) const = default;
  static constexpr auto knobs() {
    return std::tuple{knob{"earned", &top_rated_plus_policy::earned, "USD", 0, 1e9, "R24",
        "gross in 12 months at least"}};
  }
};

struct badges_policy {
  rising_talent_policy rising_talent;
  top_rated_policy top_rated;
  top_rated_plus_policy top_rated_plus;

  bool operator==(const badges_policy&) const = default;
  static constexpr auto knobs() {
    using s = badges_policy;
    return std::tuple{
        knob{"rising_talent", &s::rising_talent, "", 0, 0, "R24", "the first badge of newcomers"},
        knob{"top_rated", &s::top_rated, "", 0, 0, "R24", "a proven record"},
        knob{"top_rated_plus", &s::top_rated_plus, "", 0, 0, "R24", "also large earnings"}};
  }
};

struct payouts_policy {
  money fee;
  money minimum;
  duration method_delay;

  bool operator==(const payouts_policy&) const = default;
  static constexpr auto knobs() {
    using s = payouts_policy;
    return std::tuple{knob{"fee", &s::fee, "USD", 0, 1e6, "X9", "of one withdrawal"},
        knob{"minimum", &s::minimum, "USD", 0, 1e6, "X9", "smallest withdrawal"},
        knob{"method_delay", &s::method_delay, "duration", 0, 1e9, "X9",
            "until a new payment method is active"}};
  }
};

struct boost_policy {
  std::int32_t slots = 0;

  bool operator==(const boost_policy&) const = default;
  static constexpr auto knobs() {
    return std::tuple{knob{"slots", &boost_policy::slots, "proposals", 0, 1000, "X8",
        "highest boosts that are marked; 0: off"}};
  }
};

struct availability_policy {
  std::optional<std::int32_t> price_per_week;

  bool operator==(const availability_policy&) const = default;
  static constexpr auto knobs() {
    return std::tuple{knob{"price_per_week", &availability_policy::price_per_week, "Connects", 0,
        1000, "X8", "of the availability badge; none: off"}};
  }
};

struct policy {
  std::string name = "seed";
  accounts_policy accounts;
  profiles_policy profiles;
  vetting_policy vetting;
  readiness_policy readiness;
  connects_policy connects;
  jobs_policy jobs;
  offers_policy offers;
  fees_policy fees;
  hourly_policy hourly;
  milestones_policy milestones;
  refunds_policy refunds;
  reviews_policy reviews;
  badges_policy badges;
  payouts_policy payouts;
  boost_policy boost;
  availability_policy availability;

  bool operator==(const policy&) const = default;
  static constexpr auto knobs() {
    using s = policy;
    return std::tuple{knob{"name", &s::name, "", 0, 0, "", "name of the policy"},
        knob{"accounts", &s::accounts, "", 0, 0, "R1", "joining"},
        knob{"profiles", &s::profiles, "", 0, 0, "R5", "profiles"},
        knob{"vetting", &s::vetting, "", 0, 0, "R7 - R9", "the vetting desk"},
        knob{"readiness", &s::readiness, "", 0, 0, "R10", "the readiness test"},
        knob{"connects", &s::connects, "", 0, 0, "R14 - R20", "what it takes to propose"},
        knob{"jobs", &s::jobs, "", 0, 0, "X3", "jobs"},
        knob{"offers", &s::offers, "", 0, 0, "R25", "offers"},
        knob{"fees", &s::fees, "", 0, 0, "R36, X1", "what the platform takes"},
        knob{"hourly", &s::hourly, "", 0, 0, "R30, R34", "hourly contracts"},
        knob{"milestones", &s::milestones, "", 0, 0, "R32, R35", "fixed-price contracts"},
        knob{"refunds", &s::refunds, "", 0, 0, "X4, X5", "refunds and disputes"},
        knob{"reviews", &s::reviews, "", 0, 0, "X6", "reviews"},
        knob{"badges", &s::badges, "", 0, 0, "R24", "badges"},
        knob{"payouts", &s::payouts, "", 0, 0, "R33, X9", "withdrawals"},
        knob{"boost", &s::boost, "", 0, 0, "X8", "boosted proposals"},
        knob{"availability", &s::availability, "", 0, 0, "X8", "the availability badge"}};
  }
};

/// Gives the categories that a policy names their words in a market's own symbols.
template <class Intern>
void name_categories(policy& terms, Intern&& intern) {
  for (category_fee& one : terms.fees.freelancer.by_category) {
    one.word = intern(one.category);
  }
}

}  // namespace souk::market
