// Interventions: what a study does to some people of a market, and to whom and when. Plain data, as
// a scenario gives it. Who of those eligible is treated is a draw keyed by the intervention's name
// and the person, so that treated and untreated meet the same luck, and another intervention beside
// it changes neither.
#pragma once

#include "market/calendar.hpp"
#include "market/knob.hpp"
#include "market/money.hpp"
#include "market/names.hpp"
#include "market/values.hpp"
#include "people/draws.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace souk::people {

/// Which side of the market is treated.
enum class treated_side : std::uint8_t { freelancers, clients };

/// What sets an intervention off for a person: coming to the platform (just before the
/// registration), the approval of the main profile, or a day of the window for all who are there.
enum class trigger : std::uint8_t { entry, approval, day };

}  // namespace souk::people

template <>
inline constexpr std::array<std::string_view, 2> souk::market::names_of<souk::people::treated_side>{
    "freelancers", "clients"};
template <>
inline constexpr std::array<std::string_view, 3> souk::market::names_of<souk::people::trigger>{
    "entry", "approval", "day"};

namespace souk::people {

using market::knob;

/// Who is eligible, and how many of them are drawn. What is left empty or `none` does not matter;
/// all that is given must hold at the moment of the treatment.
struct intervention_who {
  treated_side side = treated_side::freelancers;
  double share = 1.0;
  std::vector<std::string> categories;
  std::vector<std::string> countries;
  std::optional<market::level> level;
  std::optional<std::int32_t> hires_max;
  std::optional<std::int32_t> reviews_max;
  std::optional<std::int32_t> completeness_min;
  std::optional<market::money> rate_max;

  bool operator==(const intervention_who&) const = default;
  static constexpr auto knobs() {
    using s = intervention_who;
    return std::tuple{knob{"side", &s::side, "", 0, 0, "", "freelancers or clients"},
        knob{"share", &s::share, "share", 0, 1, "",
            "of those eligible, drawn by person; the rest "
            "is the control group"},
        knob{"categories", &s::categories, "", 0, 0, "", "names; empty: all"},
        knob{"countries", &s::countries, "", 0, 0, "", "names; empty: all"},
        knob{"level", &s::level, "", 0, 0, "", "of a freelancer's profile"},
        knob{"hires_max", &s::hires_max, "contracts", 0, 65'535, "", "at most so many, ever"},
        knob{"reviews_max", &s::reviews_max, "reviews", 0, 65'535, "", "at most so many published"},
        knob{"completeness_min", &s::completeness_min, "points", 0, 100, "",
            "of a freelancer's profile"},
        knob{"rate_max", &s::rate_max, "USD an hour", 0, 1e6, "", "asked by a freelancer"}};
  }
};

/// Days count from the first day of the window, after the burn-in.
struct intervention_when {
  trigger on = trigger::approval;
  std::int32_t day = 0;
  std::int32_t from = 0;
  std::optional<std::int32_t> until;
  market::duration after;
  std::optional<market::duration> lasts;

  bool operator==(const intervention_when&) const = default;
  static constexpr auto knobs() {
    using s = intervention_when;
    return std::tuple{
        knob{"on", &s::on, "", 0, 0, "", "entry, approval, or day: all who are there then"},
        knob{"day", &s::day, "day", 0, 36'500, "", "of the window, with on: day"},
        knob{"from", &s::from, "day", 0, 36'500, "",
            "entries and approvals from that day of the window on"},
        knob{"until", &s::until, "day", 0, 36'500, "", "... and before that day; none: to the end"},
        knob{"after", &s::after, "duration", 0, 1e9, "", "from then to the treatment"},
        knob{"lasts", &s::lasts, "duration", 1, 1e10, "",
            "how long policy, badge, place and subsidy hold; none: for good"}};
  }
};

/// A value of the policy that the treated live under: a path and the value as YAML.
struct policy_change {
  std::string path;
  std::string value;

  bool operator==(const policy_change&) const = default;
};
/// In files a map: { fees.client: 0%, connects.signup: 80 }.
struct policy_changes {
  std::vector<policy_change> all;

  bool operator==(const policy_changes&) const = default;
};

/// Published reviews that nobody's contract gave: an endorsement by the platform.
struct endorsement {
  std::int32_t count = 0;
  std::int32_t stars = 5;
  std::int32_t private_score = 10;

  bool operator==(const endorsement&) const = default;
  static constexpr auto knobs() {
    using s = endorsement;
    return std::tuple{knob{"count", &s::count, "reviews", 0, 100, "R23", "0: none"},
        knob{"stars", &s::stars, "stars", 1, 5, "X6", "of each"},
        knob{"private_score", &s::private_score, "points", 0, 10, "X6", "of each"}};
  }
};

/// The platform pays a part of what the client is charged on the freelancer's next contract.
struct job_subsidy {
  double share = 0.0;
  market::money up_to = market::dollars(100);

  bool operator==(const job_subsidy&) const = default;
  static constexpr auto knobs() {
    using s = job_subsidy;
    return std::tuple{knob{"share", &s::share, "share", 0, 1, "", "of each charge, whole percents"},
        knob{"up_to", &s::up_to, "USD", 0, 65'535, "", "in all, whole dollars"}};
  }
};

/// Somebody neutral hires each of the treated once, directly and for a fixed price, and reviews the
/// work (Pallais 2014). A contract like any other, under all rules.
struct single_hire {
  std::int32_t hours = 0;
  market::money pay = market::dollars(10);

  bool operator==(const single_hire&) const = default;
  static constexpr auto knobs() {
    using s = single_hire;
    return std::tuple{knob{"hours", &s::hours, "hours", 0, 1000, "A1: 10 hours", "0: none"},
        knob{"pay", &s::pay, "USD an hour", 1, 10'000, "assumed", "the price is hours x pay"}};
  }
};

struct intervention_what {
  policy_changes policy;
  std::int32_t connects = 0;
  endorsement review;
  market::badge badge = market::badge::none;
  bool ahead = false;
  job_subsidy first_job;
  single_hire hire;

  bool operator==(const intervention_what&) const = default;
  static constexpr auto knobs() {
    using s = intervention_what;
    return std::tuple{knob{"policy", &s::policy, "", 0, 0, "",
                          "values of the policy that the treated live under: path: value"},
        knob{"connects", &s::connects, "Connects", 0, 1e6, "", "granted"},
        knob{"review", &s::review, "", 0, 0, "A16", "an endorsement"},
        knob{"badge", &s::badge, "", 0, 0, "R24", "lent; a higher one that is deserved shows"},
        knob{"ahead", &s::ahead, "", 0, 1, "R21", "proposals rank ahead of all others"},
        knob{"first_job", &s::first_job, "", 0, 0, "", "a subsidy of the next contract"},
        knob{"hire", &s::hire, "", 0, 0, "A1", "hired once, and reviewed"}};
  }
};

struct intervention {
  std::string name;
  intervention_who who;
  intervention_when when;
  intervention_what what;

  bool operator==(const intervention&) const = default;
  static constexpr auto knobs() {
    using s = intervention;
    return std::tuple{knob{"name", &s::name, "", 0, 0, "", "of the intervention"},
        knob{"who", &s::who, "", 0, 0, "", "is eligible, and how many of them are treated"},
        knob{"when", &s::when, "", 0, 0, "", "in a person's life or of the window"},
        knob{"what", &s::what, "", 0, 0, "", "is done"}};
  }
};

/// At most so many in a scenario; those with a policy make 2^n groups of people.
inline constexpr std::size_t most_interventions = 16;
inline constexpr std::size_t most_policy_interventions = 7;

/// Of its name, by which its draws are keyed.
inline std::uint64_t code_of(const intervention& which) {
  std::uint64_t code = 0;
  for (const char letter : which.name) {
    code = market::mix(code, static_cast<std::uint64_t>(static_cast<unsigned char>(letter)));
  }
  return code;
}

/// Whether the draw of this person for this intervention is among the share that is treated.
inline bool is_drawn(const draws& luck, const intervention& which, market::person_id person) {
  constexpr decision_code draw_treatment = 0x0500;
  return luck(stream::shocks, person, code_of(which), draw_treatment).chance(which.who.share);
}

/// The same for a job, where jobs are treated.
inline bool is_drawn(const draws& luck, const intervention& which, market::job_id job) {
  constexpr decision_code draw_treated_job = 0x0501;
  return luck(stream::shocks, job.client, market::mix(code_of(which), job.need), draw_treated_job)
      .chance(which.who.share);
}

}  // namespace souk::people
