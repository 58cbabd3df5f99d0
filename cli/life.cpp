#include "cli/life.hpp"

#include "cli/terminal.hpp"
#include "market/calendar.hpp"
#include "market/vocabulary.hpp"
#include "observe/words.hpp"
#include "people/needs.hpp"
#include "people/traits.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace souk::cli {
namespace {

using market::event_type;
using observe::counted_by;
using observe::in_words;
using people::thought;

constexpr std::size_t most_shown = 3;  // of the jobs that a search let go

/// "2024-01-31 09:05".
std::string minute_text(market::second at) {
  return market::date_text(at) + " " + market::time_text(at).substr(11, 5);
}

std::string percent(double share) { return fmt::format("{:.1f} %", 100.0 * share); }

std::string command_in_words(std::size_t number) {
  std::string name = "a command";
  std::size_t i = 0;
  market::for_each_command([&]<class Command>() {
    if (i++ == number) {
      name = in_words(Command::name);
    }
  });
  return name;
}

}  // namespace

void life::say(market::second at, std::string what, bool is_thought) {
  if (const std::int32_t empty = std::exchange(empty_searches_, 0); empty > 0) {
    moments_.push_back({at,
        empty == 1 ? "had searched in vain" : fmt::format("had searched {} times in vain", empty),
        true});
  }
  moments_.push_back({at, std::move(what), is_thought});
}

std::string life::job_text(market::job_id job) {
  const std::string number = fmt::format("job {}/{}", market::index(job.client), job.need);
  if (!named_.insert(job).second) {
    return number;
  }
  const people::need wanted = people::need_of(setup_.people, job.client, job.need);
  const auto& category = setup_.people.parameters.population.categories[wanted.trade];
  const std::string terms =
      wanted.type == market::job_type::fixed
          ? reports::dollars_grouped(wanted.price)
          : fmt::format("{} - {} an hour, {} - {} h a week",
                reports::dollars_grouped(wanted.rate_low),
                reports::dollars_grouped(wanted.rate_high), wanted.hours_low, wanted.hours_high);
  return fmt::format(
      "{} ({}, {}, {})", number, category.name, category.skills[wanted.skill], terms);
}

std::string life::name_of(market::person_id person) const {
  if (person == person_) {
    return "this person";
  }
  const bool freelancer = setup_.people.is_freelancer(person);
  return fmt::format("{} {}", freelancer ? "freelancer" : "client", market::index(person));
}

std::string life::describe(const market::event& what) {
  if (what.type == event_type::rejected) {
    return fmt::format("the platform refuses to {}: {}", command_in_words(what.detail),
        in_words(market::name(what.why)));
  }
  std::string text = in_words(market::name(what.type));
  if (const std::string_view unit = counted_by(what.type); !unit.empty()) {
    text += fmt::format(", {} {}", what.n, unit);
  }
  if (what.amount.cents != 0) {
    text += ", " + reports::dollars_grouped(what.amount);
  }
  if (what.why != market::reason::none) {
    text += ": " + in_words(market::name(what.why));
  }
  if (what.job != market::no_job) {
    text += "; " + job_text(what.job);
  }
  const market::person_id partner = what.person == person_ ? what.other : what.person;
  if (partner != market::nobody && partner != what.job.client) {
    text += ", " + name_of(partner);
  }
  return text;
}

std::string life::describe(const people::note& one) {
  switch (one.what) {
    case thought::searched:
      return fmt::format(
          "searches: looks at {} jobs that fit, would write up to {} proposals", one.n, one.of);
    case thought::weighed:
      return fmt::format(
          "  weighs {}: believes in {} to be hired, {} {:.2f} dollars after {} "
          "Connects and the effort",
          job_text(one.job), percent(one.chance), one.worth > 0 ? "worth" : "worth only", one.worth,
          one.n);
    case thought::short_of_connects:
      return fmt::format("has {} Connects, needs {}: lets {} go", one.n, one.of, job_text(one.job));
    case thought::judged_week:
      return fmt::format("thinks of giving up, {} likely this week: {}", percent(one.chance),
          one.yes ? "gives up" : "goes on");
    case thought::weighed_invitation:
      return fmt::format("is invited to {}, worth {:.2f} dollars: {}", job_text(one.job), one.worth,
          one.yes ? "proposes" : "does not propose");
    case thought::weighed_offer:
      return fmt::format("weighs the offer, {} likely to decline: {}", percent(one.chance),
          one.yes ? "accepts" : "declines");
    case thought::ranked:
      return fmt::format(
          "{} looks at {} proposals for {}: this one is number {}, {} likely to be "
          "opened: {}",
          name_of(one.by), one.of, job_text(one.job), one.n, percent(one.chance),
          one.yes ? fmt::format("opened, of worth {:.2f} to the client", one.worth) : "not opened");
    case thought::decided:
      return one.about == market::nobody
                 ? fmt::format("  nobody can be hired yet; hiring nobody is worth {:.2f}", one.bar)
                 : fmt::format(
                       "  the best who can be hired is {}, worth {:.2f}; hiring nobody is "
                       "worth {:.2f}: {}",
                       name_of(one.about), one.worth, one.bar,
                       one.yes ? "makes an offer" : "waits");
  }
  return "";
}

void life::follow_job(const market::event& what) {
  const auto found = bid_of_.find(what.job);
  if (found == bid_of_.end()) {
    return;
  }
  bid_story& bid = bids_[found->second];
  const bool mine = what.person == person_ || what.other == person_;
  switch (what.type) {
    case event_type::interview_opened:
      bid.interviewed = bid.interviewed || mine;
      return;
    case event_type::offer_accepted:
      bid.end = mine ? "hired" : fmt::format("lost to freelancer {}", market::index(what.person));
      break;
    case event_type::proposal_declined:
      bid.end = mine ? "declined" : bid.end;
      return;
    case event_type::proposal_withdrawn:
      bid.end = mine ? "withdrawn" : bid.end;
      return;
    case event_type::job_closed:
      bid.end = bid.end == "no answer" ? "closed, nobody hired" : bid.end;
      break;
    case event_type::job_expired:
      bid.end = bid.end == "no answer" ? "expired, nobody hired" : bid.end;
      break;
    default:
      return;
  }
  if (!mine) {
    say(what.at, fmt::format("{}: {}", job_text(what.job), bid.end));
  }
}

void life::add(std::span<const market::event> events) {
  for (const market::event& what : events) {
    const bool mine = what.person == person_ || what.other == person_;
    if (what.type == event_type::proposed && what.person == person_) {
      jobs_.insert(what.job);
    }
    if (mine || jobs_.contains(what.job)) {
      events_.push_back(what);
    }
  }
}

void life::add(std::span<const people::note> notes) {
  notes_.insert(notes_.end(), notes.begin(), notes.end());
}

void life::tell(const market::event& what) {
  if (what.type == event_type::proposed && what.person == person_) {
    const auto cost = cost_of_.find(what.job);
    bid_of_[what.job] = bids_.size();
    bids_.push_back({.job = what.job,
        .at = what.at,
        .bid = what.amount,
        .connects = cost == cost_of_.end() ? 0 : cost->second});
  }
  if (what.person == person_ || what.other == person_) {
    say(what.at, describe(what));
  }
  follow_job(what);
}

/// The search, and of the jobs that it weighed those that matter.
void life::note_search(const people::note& search) {
  if (search.n == 0) {
    ++empty_searches_;
    return;
  }
  say(search.at, describe(search), true);
  std::ranges::stable_sort(weighed_, std::greater{}, &people::note::worth);
  std::size_t let_go = 0;
  std::size_t hidden = 0;
  for (const people::note& one : weighed_) {
    cost_of_[one.job] = one.n;
    if (one.yes || every_job_ || let_go++ < most_shown) {
      say(one.at, describe(one), true);
    } else {
      ++hidden;
    }
  }
  if (hidden > 0) {
    say(search.at, fmt::format("  and {} more that are not worth it", hidden), true);
  }
  weighed_.clear();
}

void life::tell(const people::note& one) {
  if (one.what == thought::weighed) {
    weighed_.push_back(one);
    return;
  }
  if (one.what == thought::searched) {
    note_search(one);
    return;
  }
  const auto found = bid_of_.find(one.job);
  if (one.what == thought::ranked && found != bid_of_.end()) {
    bid_story& bid = bids_[found->second];
    ++bid.looks;
    bid.rank = one.n;
    bid.of = one.of;
    bid.opened = bid.opened || one.yes;
  }
  say(one.at, describe(one), true);
}

/// A thought comes before what is done at the same second.
void life::tell() {
  auto note = notes_.begin();
  for (const market::event& what : events_) {
    for (; note != notes_.end() && note->at <= what.at; ++note) {
      tell(*note);
    }
    tell(what);
  }
  for (; note != notes_.end(); ++note) {
    tell(*note);
  }
}

std::string life::portrait() const {
  if (!is_freelancer()) {
    const people::client_traits t = people::client_traits_of(setup_.people, person_);
    return fmt::format("client {}: {}, {:.1f} needs a year\n", market::index(person_),
        setup_.people.parameters.population.categories[t.category].name, t.per_year);
  }
  const people::freelancer_traits t = people::traits_of(setup_.people, person_);
  const auto& category = setup_.people.parameters.population.categories[t.category];
  return fmt::format(
      "freelancer {}: {} ({}), {}; asks ${:.2f} an hour, works for ${:.2f}; searches {:.1f} times "
      "a week;\nquality {:+.2f}, patience {:+.2f} standard deviations from the mean\n",
      market::index(person_), category.name, category.skills[t.main_skill], market::name(t.level),
      t.asked_rate, t.reservation_wage, t.searches, t.quality, t.patience);
}

std::string life::proposals_table(bool coloured) const {
  if (bids_.empty()) {
    return is_freelancer() ? "\nNo proposal was made.\n" : "";
  }
  std::string text = "\n" + bold("What became of the proposals", coloured) + "\n"
                     + fmt::format("  {:<17}{:<16}{:>12}{:>10}{:>7}{:>12}  {:<12}{}\n", "made",
                         "job", "bid", "Connects", "looks", "last rank", "read", "end");
  std::array<std::size_t, 4> counts{};  // opened, interviewed, hired, Connects
  for (const bid_story& bid : bids_) {
    counts[0] += bid.opened ? 1 : 0;
    counts[1] += bid.interviewed ? 1 : 0;
    counts[2] += bid.end == "hired" ? 1 : 0;
    counts[3] += static_cast<std::size_t>(bid.connects);
    text += fmt::format("  {:<17}{:<16}{:>12}{:>10}{:>7}{:>12}  {:<12}{}\n", minute_text(bid.at),
        fmt::format("{}/{}", market::index(bid.job.client), bid.job.need),
        reports::dollars_grouped(bid.bid), bid.connects, bid.looks,
        bid.looks == 0 ? "-" : fmt::format("{} of {}", bid.rank, bid.of),
        bid.interviewed ? "interviewed"
        : bid.opened    ? "opened"
                        : "no",
        bid.end);
  }
  return text
         + fmt::format("{} proposals for {} Connects: {} opened, {} interviewed, {} hired\n",
             bids_.size(), counts[3], counts[0], counts[1], counts[2]);
}

observe::life_story life::story() {
  tell();
  observe::life_story all;
  all.person = person_;
  all.portrait = portrait();
  for (const moment& one : moments_) {
    all.lines.push_back({one.at, one.what, one.thought});
  }
  return all;
}

std::string life::text(bool coloured) {
  tell();
  std::string all = bold(portrait(), coloured);
  std::string before;
  for (const moment& one : moments_) {
    const std::string when = minute_text(one.at);
    all += (when == before ? std::string(when.size(), ' ') : when) + "  "
           + (one.thought ? faint(one.what, coloured) : one.what) + "\n";
    before = when;
  }
  return all + proposals_table(coloured);
}

}  // namespace souk::cli
