// The oracle against a backend that keeps the rules, told in every order that the times of requests
// allow; and against one that does not.
#include "load/oracle.hpp"

#include "load/violation_story.hpp"
#include "scenarios/play.hpp"
#include "scenarios/policy_file.hpp"
#include "tests/support/market_walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

namespace souk::load {
namespace {

using market::person_id;
using market::reason;
using scenarios::observable;
using testing::dice;

/// What a backend answered to one command, and to a look at its giver after it.
struct exchange_of_words {
  market::command what;
  std::shared_ptr<const std::vector<market::milestone_terms>> terms;
  person_id by = market::nobody;
  second at = 0;
  reason why = reason::none;
  std::vector<told> values;
  std::int64_t sent = 0;
  std::int64_t answered = 0;
  second from = 0;
  second to = 0;
  std::int64_t seq = 0;
};

struct told_to_all {
  std::int64_t id = 0;
  market::event what;
};

/// All that one backend said.
struct conversation {
  market::policy terms;
  std::vector<exchange_of_words> words;
  std::vector<told_to_all> events;
  second end = 0;
  market::fingerprint state;
};

constexpr std::int32_t step_ns = 1000;

std::vector<told> values_of_giver(const market::world& world, person_id by) {
  std::vector<told> all;
  for (const observable what : {observable::connects, observable::available, observable::earned,
           observable::spent, observable::pending}) {
    all.push_back({what, value_of(world, {thing::person, by, {}}, what)});
  }
  if (index(by) >= testing::script_freelancers) {
    all.pop_back();  // clients have none
  }
  return all;
}

/// The jobs of the oracle's market have the numbers that commands carry.
void number_needs(conversation& all, const std::vector<testing::script_step>& steps) {
  std::uint32_t refused = 1'000'000;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (auto* const posted = std::get_if<market::post_job>(&all.words[i].what)) {
      posted->need = steps[i].makes != market::no_job ? steps[i].makes.need : refused++;
    }
  }
}

/// All requests of a second are answered before the clock moves on.
void keep_within_seconds(conversation& all) {
  for (std::size_t i = 0, end = 0; i < all.words.size(); i = end) {
    while (end < all.words.size() && all.words[end].at == all.words[i].at) {
      ++end;
    }
    for (std::size_t j = i; j < end; ++j) {
      exchange_of_words& one = all.words[j];
      one.sent = std::max(one.sent, static_cast<std::int64_t>(i) * step_ns - 400);
      one.answered = std::min(one.answered, static_cast<std::int64_t>(end) * step_ns - 500);
    }
  }
}

/// A walk on a market, as a backend would tell it; `overlap`: over how many commands a request may
/// be under way at the same time.
conversation converse(dice draw, std::size_t steps, std::int32_t overlap,
    const std::vector<scenarios::setting>& besides = {}, bool whole_seconds = false) {
  conversation all;
  auto settings = testing::random_settings(draw);
  settings.insert(settings.end(), besides.begin(), besides.end());
  all.terms = testing::policy_of(settings);
  testing::watched_market walked(all.terms);
  const auto done = testing::market_walk(draw, {.steps = steps}).run(walked);
  market::world backend(all.terms, testing::script_people, testing::script_start);
  testing::seed_cast(backend);
  for (const testing::script_step& step : done) {
    exchange_of_words one{step.what, step.terms, step.by, step.at, step.answer, {}};
    if (auto* const made = std::get_if<market::offer>(&one.what); made != nullptr && one.terms) {
      made->milestones = *one.terms;
    }
    backend.advance(step.at);
    backend.give(step.by, one.what);
    one.values = values_of_giver(backend, step.by);
    all.words.push_back(std::move(one));
  }
  number_needs(all, done);
  all.end = backend.now() + 40 * market::day;
  backend.advance(all.end);
  all.state = backend.state_hash();
  for (const market::told_event& told : backend.log()) {
    all.events.push_back({static_cast<std::int64_t>(all.events.size()), told.what});
  }
  for (std::size_t i = 0; i < all.words.size(); ++i) {
    exchange_of_words& one = all.words[i];
    const std::int64_t when = static_cast<std::int64_t>(i) * step_ns;
    one.sent = when - draw.below(overlap * step_ns + 1) - 1;
    one.answered = when + draw.below(overlap * step_ns + 1) + 1;
    one.seq = static_cast<std::int64_t>(i);
  }
  if (whole_seconds) {
    keep_within_seconds(all);
  }
  // A request is under way from the second at which the last command before it was carried out.
  for (exchange_of_words& one : all.words) {
    const auto at = [&](std::int64_t ns) {
      const auto place = std::clamp<std::int64_t>(
          ns < 0 ? 0 : ns / step_ns, 0, static_cast<std::int64_t>(all.words.size()) - 1);
      return all.words[static_cast<std::size_t>(place)].at;
    };
    one.from = std::min(at(one.sent), one.at);
    one.to = std::max(at(one.answered), one.at);
  }
  return all;
}

/// Whose connection asks and takes answers in the order in which they come.
void tell_answers(oracle& listener, const conversation& all, bool ordered) {
  std::vector<std::size_t> arrival(all.words.size());
  std::iota(arrival.begin(), arrival.end(), std::size_t{0});
  std::ranges::sort(arrival, {}, [&](std::size_t i) { return all.words[i].answered; });
  std::vector<std::int64_t> sent;
  for (const exchange_of_words& one : all.words) {
    sent.push_back(one.sent);
  }
  for (const std::size_t i : arrival) {
    const exchange_of_words& one = all.words[i];
    answered_command told;
    told.tag = i;
    told.by = one.by;
    told.what = &one.what;
    told.when = {one.sent, one.answered, one.from, one.to};
    told.why = one.why;
    told.made = {thing::person, one.by, {}};
    if (ordered) {
      told.order = {one.seq, one.at};
      told.values = one.values;
    }
    listener.take(told);
    sent[i] = std::numeric_limits<std::int64_t>::max();
    listener.settle(*std::ranges::min_element(sent));
  }
}

void tell(oracle& listener, const conversation& all, bool ordered) {
  tell_answers(listener, all, ordered);
  for (const told_to_all& one : all.events) {
    listener.take_event(market::nobody, one.id, one.what);
  }
  listener.stand_still(all.end);
}

oracle beside(const conversation& all, bool ordered) {
  return oracle(market::policy_book{all.terms}, testing::script_people, testing::script_start,
      {.ordered = ordered}, [](person_id person) {
        return index(person) < testing::script_people
                   ? std::string(testing::script_cast[index(person)].name)
                   : std::string("nobody");
      });
}

std::string told_of(const oracle& one) {
  std::string all;
  for (const violation& found : one.violations()) {
    all += found.rule + ": " + found.request + " is answered " + found.answer + "; expected "
           + found.expected + " at " + market::time_text(found.at) + "\n";
  }
  return all;
}

TEST(Oracle, AllowsWhatTheRulesDoInTheOrderThatTheBackendTells) {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    const conversation all = converse(dice(seed), 400, 12);
    auto listener = beside(all, true);
    testing::seed_cast(listener.world());
    listener.listen_to(market::nobody);
    tell(listener, all, true);
    ASSERT_EQ(told_of(listener), "") << "seed " << seed;
    ASSERT_EQ(listener.world().state_hash(), all.state) << "seed " << seed;
    ASSERT_EQ(listener.sums().commands, all.words.size());
    ASSERT_EQ(listener.sums().in_doubt, 0U);
  }
}

TEST(Oracle, AllowsAnyOrderThatFitsWhereTheBackendTellsNone) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const conversation all = converse(dice(seed), 300, 3, {}, true);
    auto listener = beside(all, false);
    testing::seed_cast(listener.world());
    tell(listener, all, false);
    ASSERT_EQ(told_of(listener), "") << "seed " << seed;
    ASSERT_EQ(listener.sums().commands, all.words.size());
  }
}

TEST(Oracle, IsInDoubtWhereItIsNotKnownWhetherSomethingWasDue) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const conversation all = converse(dice(seed), 300, 3);
    auto listener = beside(all, false);
    testing::seed_cast(listener.world());
    tell(listener, all, false);
    ASSERT_EQ(told_of(listener), "") << "seed " << seed;
  }
}

TEST(Oracle, ComparesEventsOfAClockThatRunsOnAsFarAsTheyAreWhole) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const conversation all = converse(dice(seed), 300, 3);
    ASSERT_GT(all.events.size(), 20U);
    const second whole = all.events[all.events.size() / 2].what.at;
    for (const std::uint64_t missing : {0U, 1U}) {
      auto listener = beside(all, true);
      testing::seed_cast(listener.world());
      listener.listen_to(market::nobody);
      tell_answers(listener, all, true);
      const auto later = std::ranges::upper_bound(
          all.events, whole, {}, [](const told_to_all& one) { return one.what.at; });
      for (auto one = all.events.begin() + static_cast<std::ptrdiff_t>(missing); one != later;
          ++one) {
        listener.take_event(market::nobody, one->id, one->what);
      }
      listener.pass(whole);
      ASSERT_EQ(listener.sums().violations, missing) << told_of(listener) << "seed " << seed;
      for (auto one = later; one != all.events.end(); ++one) {
        listener.take_event(market::nobody, one->id, one->what);
      }
      listener.stand_still(all.end);
      ASSERT_EQ(listener.sums().violations, missing) << told_of(listener) << "seed " << seed;
    }
  }
}

// -- a backend that does not keep the rules -------------------------------------------------------

struct distortion {
  const char* name;
  /// Answers whether there was something to distort.
  std::function<bool(conversation&, dice&)> make;
  bool ordered = true;
};

std::size_t some(dice& draw, std::size_t size) {
  return static_cast<std::size_t>(draw.below(static_cast<std::int32_t>(size)));
}

bool flip(conversation& all, dice& draw, bool accepted, reason into) {
  for (int tries = 0; tries < 200; ++tries) {
    exchange_of_words& one = all.words[some(draw, all.words.size())];
    if ((one.why == reason::none) == accepted && one.why != into) {
      one.why = into;
      return true;
    }
  }
  return false;
}

const std::vector<distortion>& distortions() {
  static const std::vector<distortion> all{
      {"refuses what is allowed",
          [](conversation& c, dice& d) { return flip(c, d, true, reason::wrong_state); }},
      {"accepts what is not allowed",
          [](conversation& c, dice& d) { return flip(c, d, false, reason::none); }},
      {"names another reason",
          [](conversation& c, dice& d) { return flip(c, d, false, reason::weak_password); }},
      {"is a cent off",
          [](conversation& c, dice& d) {
            ++c.words[some(d, c.words.size())].values[1].value;
            return true;
          }},
      {"forgets Connects",
          [](conversation& c, dice& d) {
            --c.words[some(d, c.words.size())].values[0].value;
            return true;
          }},
      {"gives two commands one place",
          [](conversation& c, dice& d) {
            std::size_t i = some(d, c.words.size() / 2);
            while (c.words[i].why != reason::none || c.words[i + 1].why != reason::none) {
              ++i;
            }
            c.words[i + 1].seq = c.words[i].seq;
            return true;
          }},
      {"carries out before it is asked",
          [](conversation& c, dice& d) {
            exchange_of_words& one = c.words[some(d, c.words.size())];
            one.from = one.to = one.at + 1;
            return true;
          }},
      {"swallows an event",
          [](conversation& c, dice& d) {
            c.events.erase(c.events.begin() + d.below(static_cast<std::int32_t>(c.events.size())));
            return true;
          }},
      {"tells an event twice",
          [](conversation& c, dice& d) {
            told_to_all again = c.events[some(d, c.events.size())];
            again.id = c.events.back().id + 1;
            c.events.push_back(again);
            return true;
          }},
      {"tells an event a day early",
          [](conversation& c, dice& d) {
            c.events[some(d, c.events.size())].what.at -= market::day;
            return true;
          }},
      {"goes back in its events",
          [](conversation& c, dice& d) {
            const std::size_t i = some(d, c.events.size() - 1);
            std::swap(c.events[i].id, c.events[i + 1].id);
            return true;
          }},
      {"refuses what is allowed, and tells no order",
          [](conversation& c, dice& d) { return flip(c, d, true, reason::wrong_state); }, false},
      {"accepts what is not allowed, and tells no order",
          [](conversation& c, dice& d) { return flip(c, d, false, reason::none); }, false},
  };
  return all;
}

TEST(Oracle, FindsEachDistortion) {
  for (const distortion& one : distortions()) {
    int made = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      dice draw(seed);
      conversation all = converse(dice(seed), 150, one.ordered ? 6 : 0);
      if (!one.make(all, draw)) {
        continue;
      }
      ++made;
      auto listener = beside(all, one.ordered);
      testing::seed_cast(listener.world());
      listener.listen_to(market::nobody);
      tell(listener, all, one.ordered);
      EXPECT_FALSE(listener.violations().empty()) << one.name << ", seed " << seed;
    }
    EXPECT_GT(made, 0) << one.name;
  }
}

TEST(CommandLog, GivesBackWhatItWasGiven) {
  command_log log;
  std::vector<std::uint64_t> places;
  const conversation all = converse(dice(7), 500, 0);
  for (const exchange_of_words& one : all.words) {
    places.push_back(log.add(one.what));
  }
  market::world straight(all.terms, testing::script_people, testing::script_start);
  testing::seed_cast(straight);
  straight.take_needs_as_given();
  for (std::size_t i = 0; i < places.size(); ++i) {
    logged_command read;
    log.read(places[i], read);
    straight.advance(all.words[i].at);
    EXPECT_EQ(straight.give(all.words[i].by, read.what), all.words[i].why);
  }
  straight.advance(all.end);
  EXPECT_EQ(straight.state_hash(), all.state);
}

// -- stories
// ---------------------------------------------------------------------------------------

/// Rules that a backend may have wrong: as it has them, and as they are.
struct wrong_rule {
  const char* path;
  const char* backend;
  const char* rules;
};
constexpr std::array wrong_rules{wrong_rule{"connects.cost_invited", "1", "0"},
    wrong_rule{"milestones.security", "4d", "5d"},
    wrong_rule{"connects.return_on_close", "false", "true"},
    wrong_rule{"milestones.auto_release", "15d", "14d"}, wrong_rule{"jobs.expiry", "29d", "30d"},
    wrong_rule{
        "fees.freelancer.tiers", "[[501.00, 20%], [none, 10%]]", "[[500.00, 20%], [none, 10%]]"},
    wrong_rule{"connects.interview", "9", "10"}, wrong_rule{"offers.expiry", "8d", "7d"}};

std::string first_of(const scenarios::story_result& played) {
  if (played.failures.empty()) {
    return played.audit.value_or("");
  }
  const scenarios::story_failure& first = played.failures.front();
  return std::to_string(first.at.line) + ' ' + first.what + ", expected " + first.expected
         + ", found " + first.found;
}

std::string written(const oracle& from, const violation& found, const market::policy& terms) {
  const story_setting setting{terms, testing::script_start,
      {[](person_id person) { return std::string(testing::script_cast[index(person)].name); },
          [](market::symbol word) { return testing::script_words[index(word) - 1U]; }}};
  return story_of(from, found, setting);
}

TEST(WrittenStory, HoldsUnderTheRulesAndFailsWhereTheyAreWrong) {
  for (const wrong_rule& one : wrong_rules) {
    bool shown = false;
    for (std::uint64_t seed = 1; seed <= 12 && !shown; ++seed) {
      const conversation all = converse(
          dice(seed), 400, 4, {{one.path, one.backend, ""}, {"vetting.supply_floor", "50", ""}});
      conversation believed = all;
      const std::vector<scenarios::setting> right{{one.path, one.rules, ""}};
      scenarios::apply_settings(believed.terms, right);
      auto listener = beside(believed, true);
      testing::seed_cast(listener.world());
      listener.listen_to(market::nobody);
      tell(listener, all, true);
      if (listener.violations().empty()) {
        continue;
      }
      const std::string text = written(listener, listener.violations().front(), believed.terms);
      scenarios::story told = scenarios::read_story(scenarios::parse_document(text, "told.yaml"));
      const scenarios::story_result kept = scenarios::play(told);
      EXPECT_TRUE(kept.holds()) << one.path << ": " << first_of(kept) << '\n' << text;
      const std::vector<scenarios::setting> wrong{{one.path, one.backend, ""}};
      scenarios::apply_settings(told.policy, wrong);
      shown = !scenarios::play(told).holds();
    }
    EXPECT_TRUE(shown) << one.path;
  }
}

// -- looks ----------------------------------------------------------------------------------------

class LookedAt : public ::testing::Test {
 protected:
  LookedAt() {
    testing::seed_cast(listener_.world());
    market::post_job job;
    job.category = market::symbol{1};
    job.skills = skills_;
    job.title = "A logo";
    job.budget = market::dollars(100);
    give(acme_, job);
    give(acme_, market::offer{{acme_, 0}, ana_, {}, market::dollars(30), 40});
    give(ana_, market::accept_offer{{{acme_, 0}, ana_}});
  }

  void give(person_id by, const market::command& what) {
    answered_command one;
    one.by = by;
    one.what = &what;
    one.when = {clock_, clock_ + 1, testing::script_start, testing::script_start};
    one.order = {clock_, testing::script_start};
    clock_ += 2;
    listener_.take(one);
    listener_.settle(clock_);
  }

  void look(person_id by, const subject& about, bool shown, std::vector<told> values = {}) {
    answered_look one;
    one.by = by;
    one.about = about;
    one.shown = shown;
    one.values = values;
    one.when = {clock_, clock_ + 1, testing::script_start, testing::script_start};
    one.order = {clock_, testing::script_start};
    clock_ += 2;
    listener_.take(one);
    listener_.settle(clock_);
  }

  const std::array<market::symbol, 1> skills_{market::symbol{2}};
  const person_id ana_{0}, bob_{1}, acme_{testing::script_freelancers};
  const subject contract_{thing::contract, market::nobody, {{{acme_, 0}, ana_}, 0}};
  std::int64_t clock_ = 1;
  conversation all_{testing::policy_of({}), {}, {}, 0, {}};
  oracle listener_ = beside(all_, true);
};

TEST_F(LookedAt, StrangersSeeNoContract) {
  look(ana_, contract_, true, {{observable::status, 1}});
  look(bob_, contract_, false);
  EXPECT_EQ(told_of(listener_), "");
  look(bob_, contract_, true);
  ASSERT_EQ(listener_.violations().size(), 1U);
  EXPECT_EQ(listener_.violations().front().rule, "privacy");
}

TEST_F(LookedAt, OnesOwnWritesAreRead) {
  look(ana_, {thing::person, ana_, {}}, true, {{observable::connects, 40}});
  give(ana_, market::buy_connects{20, market::connects_source::card});
  EXPECT_EQ(told_of(listener_), "");
  look(ana_, {thing::person, ana_, {}}, true, {{observable::connects, 40}});
  ASSERT_EQ(listener_.violations().size(), 1U);
  EXPECT_EQ(listener_.violations().front().expected, "connects: 60");
}

TEST_F(LookedAt, OneFaultIsReportedOnce) {
  look(ana_, {thing::person, ana_, {}}, true, {{observable::connects, 41}});
  for (int i = 0; i < 5; ++i) {
    look(ana_, {thing::person, ana_, {}}, true, {{observable::connects, 41}});
  }
  EXPECT_EQ(listener_.sums().violations, 1U);
  EXPECT_EQ(listener_.sums().in_doubt, 5U);
}

}  // namespace
}  // namespace souk::load
