// A long random life on a small market: every command of the vocabulary, most of them such that
// they may well be accepted, the rest by the wrong people, about the wrong things, with the wrong
// values; and times between them that like to fall on boundaries.
#pragma once

#include "market/hash.hpp"
#include "tests/support/market_script.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace souk::testing {

/// Numbers from a seed, the same everywhere.
class dice {
 public:
  explicit dice(std::uint64_t seed) : seed_(seed) {}

  std::uint64_t next() { return market::mix(seed_, ++drawn_); }
  std::int32_t below(std::int32_t bound) {
    return static_cast<std::int32_t>(next() % static_cast<std::uint64_t>(bound));
  }
  bool once_in(std::int32_t times) { return below(times) == 0; }
  template <class List>
  const auto& one_of(const List& all) {
    return all[static_cast<std::size_t>(below(static_cast<std::int32_t>(std::size(all))))];
  }

 private:
  std::uint64_t seed_;
  std::uint64_t drawn_ = 0;
};

/// Changes of the preset `seed`: some of its numbers, and the smaller the more of what is rare
/// happens.
std::vector<scenarios::setting> random_settings(dice& draw);

struct walk_options {
  std::size_t steps = 1000;
  /// All money in multiples of $120: no share of it that is a whole percent needs rounding.
  bool round_money = false;
};

class market_walk {
 public:
  market_walk(dice draw, walk_options options) : draw_(draw), options_(options) {}

  /// Walks on `stage` until it is done or something does not hold; what was done, settings aside.
  std::vector<script_step> run(watched_market& stage);

 private:
  using contract_list = std::vector<market::contract_id>;

  market::second pause();
  script_step next_step();
  market::command command_of(std::int32_t verb);
  market::command joining(std::int32_t verb);
  market::command proposing(std::int32_t verb);
  market::command hiring(std::int32_t verb);
  market::command working(std::int32_t verb);
  market::command paying(std::int32_t verb);

  market::register_account form();
  void fill_profile(market::profile_fields& fields);
  market::job_filter filter();
  market::post_job job();
  market::offer terms();
  market::propose bid();

  /// One of the last few, now and then any.
  template <class Id>
  Id recent(const std::vector<Id>& all, std::int32_t few) {
    const auto size = static_cast<std::int32_t>(all.size());
    const std::int32_t among = draw_.once_in(15) ? size : std::min(size, few);
    return all[static_cast<std::size_t>(size - 1 - draw_.below(among))];
  }
  market::person_id anybody();
  market::person_id some_freelancer();
  market::person_id some_client();
  market::person_id giver_of(const market::command& what);
  market::job_id some_job();
  /// A job with a person's proposal in one of the states; else any.
  market::job_id some_proposal(market::person_id& by, std::initializer_list<int> states);
  market::contract_id some_contract(market::contract_status wanted, int hourly);
  market::milestone_id some_milestone(market::milestone_status wanted);
  market::money amount();
  market::money part_of(market::money whole);
  std::int32_t minutes();

  void note(script_step& step);

  dice draw_;
  walk_options options_;
  watched_market* stage_ = nullptr;
  std::vector<market::job_id> jobs_;
  contract_list contracts_;
  market::person_id by_ = market::nobody;  // who gives the command at hand, where it matters
  std::shared_ptr<const std::vector<market::milestone_terms>> terms_;
  std::uint32_t joined_ = 0;
};

}  // namespace souk::testing
