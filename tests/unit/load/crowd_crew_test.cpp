#include "load/crowd_crew.hpp"

#include "market/world.hpp"
#include "scenarios/scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

namespace souk::load {
namespace {

constexpr int epochs = 24 * 45;

struct interner {
  std::vector<std::string> words;

  market::symbol operator()(std::string_view word) {
    const auto known = std::ranges::find(words, word);
    const auto place = known - words.begin();
    if (known == words.end()) {
      words.emplace_back(word);
    }
    return static_cast<market::symbol>(place + 1);
  }
};

/// People of a small scenario who live in the rules' own market, with no backend between.
class little_market {
 public:
  little_market(std::uint32_t cohort_size, int threads)
      : who_(small()),
        people_(people::set_up(who_, {who_.begins(), who_.ends(), who_.epoch.seconds}, who_.seed,
            [this](std::string_view word) { return intern_(word); })),
        terms_(with_names()),
        world_(market::policy_book{terms_}, people_.freelancers + people_.clients, who_.begins()),
        view_{people_, terms_, world_},
        crew_(view_, cohort_size, threads) {
    world_.take_needs_as_given();
  }

  /// What everybody did, each as "person second command".
  std::vector<std::string> live() {
    const actors::epoch_clock clock{who_.begins(), who_.epoch};
    std::vector<std::string> done;
    for (int number = 0; number < epochs; ++number) {
      live(clock.at(number), done);
    }
    return done;
  }

 private:
  static scenarios::scenario small() {
    scenarios::scenario who = scenarios::load_scenario("tiny");
    scenarios::apply_settings(who, {{{"population.freelancers", "60", "test"}}});
    return who;
  }
  market::policy with_names() {
    market::policy terms = who_.policy;
    market::name_categories(terms, [this](const std::string& word) { return intern_(word); });
    return terms;
  }

  void live(const actors::epoch& now, std::vector<std::string>& done) {
    std::vector<people::given> given;
    crew_.act(now, given);
    std::ranges::stable_sort(
        given, {}, [](const people::given& one) { return std::pair{one.at, one.by}; });
    for (people::given& one : given) {
      if (auto* const form = std::get_if<market::register_account>(&one.what)) {
        names_.push_back("p" + std::to_string(index(one.by)));
        form->username = names_.back();
      }
      world_.advance(std::max(world_.now(), one.at));
      const market::reason why = world_.give(one.by, one.what);
      done.push_back(std::to_string(index(one.by)) + " " + std::to_string(one.at) + " "
                     + std::to_string(one.what.index()) + " " + std::string(market::name(why)));
    }
    world_.advance(now.to);
    learn(now.to);
  }

  void learn(second now) {
    std::vector<told_news> news;
    for (const market::told_event& one : world_.take_log()) {
      for (const market::person_id person : {one.what.person, one.what.other}) {
        if (person != market::nobody && one.is_told_to(person)) {
          news.push_back({person, one.what});
        }
      }
    }
    std::ranges::stable_sort(
        news, {}, [](const told_news& one) { return std::pair{one.to, one.what.at}; });
    crew_.notice(news, now);
  }

  interner intern_;
  std::deque<std::string> names_;
  scenarios::scenario who_;
  people::people_setup people_;
  market::policy terms_;
  market::world world_;
  crowd_view view_;
  crowd_crew crew_;
};

TEST(CrowdCrew, DecidesTheSameWhateverTheCohortsAndThreads) {
  const std::vector<std::string> alone = little_market(4096, 1).live();
  EXPECT_GT(alone.size(), 200U);
  EXPECT_EQ(little_market(1, 1).live(), alone);
  EXPECT_EQ(little_market(7, 3).live(), alone);
}

}  // namespace
}  // namespace souk::load
