// Searching: when, which jobs are looked at, and whether one is worth a proposal. The hot path of a
// simulation: nothing is allocated, and a job that does not fit costs no draw and no logarithm.
#include "people/distributions.hpp"
#include "people/fee_beliefs.hpp"
#include "people/freelancer_bid.hpp"
#include "people/freelancer_turn.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace souk::people {

namespace {

constexpr std::size_t most_proposals = 8;

/// The calendar of a person's searches cuts waking time in slots with one search in each.
second slot_length(const freelancer_memory& me) {
  const double length = static_cast<double>(waking_hours::a_week) / me.searches;
  return std::max<second>(10 * market::minute, static_cast<second>(length));
}

/// The waking second of the search in a slot.
second search_in(const freelancer_turn& turn, second slot, second length) {
  const double u = turn.drawn(choice_search, static_cast<std::uint64_t>(slot)).uniform(0);
  return slot * length + static_cast<second>(u * static_cast<double>(length));
}

struct candidate {
  const market::job_card* card = nullptr;
  double net = 0.0;    // dollars expected, cost and effort taken off
  double worth = 0.0;  // dollars expected before Connects
};

/// The best few, best first; of equals the newer.
class shortlist {
 public:
  explicit shortlist(std::size_t room) : room_(room) {}

  void offer(const candidate& one) {
    std::size_t i = size_;
    if (size_ == room_) {
      if (room_ == 0 || one.net <= best_[room_ - 1].net) {
        return;
      }
      --i;
    } else {
      ++size_;
    }
    for (; i > 0 && best_[i - 1].net < one.net; --i) {
      best_[i] = best_[i - 1];
    }
    best_[i] = one;
  }
  std::span<const candidate> best() const { return {best_.data(), size_}; }

 private:
  std::array<candidate, most_proposals> best_{};
  std::size_t room_;
  std::size_t size_ = 0;
};

/// Whether the person takes this search: less on weekends and when booked.
bool takes_search(const freelancer_turn& turn, const random_words& words) {
  const search_parameters& knobs = turn.knobs().search;
  double chance = market::weekday(turn.now) >= 5 ? knobs.weekend : 1.0;
  const int booked = std::min(turn.me.booked_hours, turn.me.weekly_hours);
  if (booked > 0) {
    chance *= 1.0 - knobs.busy * booked / turn.me.weekly_hours;
  }
  return words.chance(chance, 1);
}

/// Whether a card can be considered at all; free of draws.
bool fits(const freelancer_turn& turn, std::span<const market::symbol> skills, bool any_skill,
    const market::job_card& card) {
  if (!card.open || !card.is_public || card.full) {
    return false;
  }
  if (card.language != market::no_symbol && card.language != turn.me.language) {
    return false;
  }
  const bool skilled = any_skill || std::ranges::find(skills, card.skill) != skills.end();
  return skilled
         && (card.type == market::job_type::fixed
             || card.weekly_hours <= turn.me.weekly_hours - turn.me.booked_hours + 15);
}

/// Jobs that fit, the newest first, down to those that the last search has seen.
class newest_first {
 public:
  static constexpr std::size_t batch = 16;

  newest_first(const freelancer_turn& turn, bool any_skill)
      : turn_(turn),
        skills_(turn.category().window(turn.me.main_skill, turn.me.skills)),
        any_skill_(any_skill),
        left_(turn.sight.feed.size()) {}

  /// The next ones, at most `batch` and `most` of them; none when all were seen.
  std::span<const market::job_card* const> next(std::size_t most) {
    const freelancer_sight& sight = turn_.sight;
    std::size_t found = 0;
    while (left_ > 0 && found < std::min(batch, most)) {
      const market::job_card& card = sight.feed[--left_];
      if (card.visible_at > turn_.now) {
        continue;
      }
      if (card.visible_at <= turn_.me.seen_until) {
        left_ = 0;
      } else if (fits(turn_, skills_, any_skill_, card)) {
        // What is known of clients lies anywhere: it is on its way while the rest is looked for.
        __builtin_prefetch(&sight.clients[market::index(card.job.client) - sight.first_client]);
        found_[found++] = &card;
      }
    }
    return std::span{found_}.first(found);
  }

 private:
  const freelancer_turn& turn_;
  std::span<const market::symbol> skills_;
  bool any_skill_;
  std::size_t left_;  // of the feed
  std::array<const market::job_card*, batch> found_;
};

void note_weighed(const freelancer_turn& turn, const bidder& offers, const market::job_card& card,
    const appraisal& view) {
  turn.note({.job = card.job,
      .what = thought::weighed,
      .yes = view.net > 0.0,
      .n = offers.connects(card, false),
      .chance = view.chance,
      .worth = view.net});
}

/// Looks through the newest jobs since the last search, as many as there is attention for.
void look_through(
    freelancer_turn& turn, const random_words& words, std::int32_t room, shortlist& chosen) {
  const search_parameters& knobs = turn.knobs().search;
  newest_first jobs(turn, words.chance(knobs.off_skill, 2));
  std::optional<bidder> offers;  // made ready for the first job that fits
  auto attention = static_cast<std::size_t>(knobs.attention);
  for (auto some = jobs.next(attention); !some.empty(); some = jobs.next(attention)) {
    if (!offers) {
      offers.emplace(turn);
    }
    for (const market::job_card* card : some) {
      const appraisal view = offers->appraise(*card, false);
      if (turn.is_followed()) {
        note_weighed(turn, *offers, *card, view);
      }
      if (view.net > 0.0) {
        chosen.offer({card, view.net, view.worth});
      }
    }
    attention -= some.size();
  }
  turn.me.seen_until = static_cast<std::uint32_t>(turn.now);
  const std::int32_t looked = knobs.attention - static_cast<std::int32_t>(attention);
  turn.out.seen.searching +=
      static_cast<second>(looked * knobs.look_minutes * static_cast<double>(market::minute));
  turn.note({.what = thought::searched, .n = looked, .of = room});
}

/// Belief rests on the last hundred or two of bids: older ones fade. Nobody tells a freelancer that
/// a proposal was lodged, only that one was refused.
void count_proposal(freelancer_turn& turn) {
  freelancer_memory& me = turn.me;
  me.tried = static_cast<std::uint16_t>(std::min(me.tried + 1, 65'535));
  me.proposals = static_cast<std::uint16_t>(std::min(me.proposals + 1, 65'535));
  if (++me.bids >= 200) {
    me.bids = 100;
    me.won /= 2;
  }
  if (me.first_proposal_at == 0) {
    me.first_proposal_at = static_cast<std::uint32_t>(turn.now);
  }
}

/// Some proposals are nearly ready, others are long in the making.
second time_to_write(const freelancer_turn& turn, market::job_id job) {
  const random_words words = turn.drawn(choice_writing, market::number(job));
  const double mean = turn.knobs().search.effort_minutes * static_cast<double>(market::minute);
  return 1 + static_cast<second>(std::min(exponential(words, 0, mean), 8.0 * mean));
}

/// Proposes for the best of them while there are Connects for it.
void propose_for(freelancer_turn& turn, std::span<const candidate> best) {
  if (best.empty()) {
    return;
  }
  const bidder offers(turn);
  std::int32_t held = turn.sight.connects;
  second later = 0;
  for (const candidate& one : best) {
    const std::int32_t cost = offers.connects(*one.card, false);
    if (cost > held) {
      held = provide_connects(turn, held, cost, one.worth);
    }
    if (cost > held) {
      turn.note({.job = one.card->job, .what = thought::short_of_connects, .n = held, .of = cost});
      continue;
    }
    market::propose command = offers.proposal(*one.card, false);
    command.boost = offers.boost(*one.card, held - cost);
    held -= cost + command.boost;
    const second writing = time_to_write(turn, one.card->job);
    later += writing;
    turn.give(command, later);
    offers.tell(*one.card, command, turn.now + later);
    count_proposal(turn);
    turn.out.seen.searching += writing;
  }
}

}  // namespace

void schedule_search(freelancer_turn& turn) {
  if (turn.me.searching) {
    return;
  }
  const waking_hours awake = turn.hours();
  const second length = slot_length(turn.me);
  second slot = awake.awake_until(turn.now) / length;
  while (awake.moment(search_in(turn, slot, length)) <= turn.now) {
    ++slot;
  }
  turn.me.searching = true;
  turn.wake_at(freelancer_wake::search, awake.moment(search_in(turn, slot, length)));
}

void search(freelancer_turn& turn) {
  turn.me.searching = false;
  if (turn.me.stage != freelancer_stage::working || !judge_week(turn)) {
    return;
  }
  const second slot = turn.hours().awake_until(turn.now) / slot_length(turn.me);
  const random_words words = turn.drawn(choice_search, static_cast<std::uint64_t>(slot));
  if (takes_search(turn, words)) {
    const std::uint32_t room = poisson(words, 3, turn.knobs().search.proposals);
    shortlist chosen(std::min<std::size_t>(room, most_proposals));
    if (room > 0) {
      look_through(turn, words, static_cast<std::int32_t>(room), chosen);
    }
    propose_for(turn, chosen.best());
  }
  schedule_search(turn);
}

void proposal_refused(freelancer_memory& me) {
  for (std::uint16_t* const counted : {&me.tried, &me.bids, &me.proposals}) {
    if (*counted > 0) {
      --*counted;
    }
  }
  if (me.proposals == 0) {
    me.first_proposal_at = 0;
  }
}

void answer_invitation(freelancer_turn& turn, market::job_id job) {
  if (turn.me.stage != freelancer_stage::working) {
    return;
  }
  const market::job_card* const card = turn.sight.asked;
  const random_words words = turn.drawn(choice_invitation, market::number(job));
  const bool free = turn.me.booked_hours < turn.me.weekly_hours;
  if (card != nullptr && card->open && free
      && words.chance(turn.knobs().dealing.takes_invitation, 0)) {
    const bidder offers(turn);
    const bool affordable = offers.connects(*card, true) <= turn.sight.connects;
    const appraisal view = offers.appraise(*card, true);
    const bool proposes = affordable && view.net > 0.0;
    turn.note({.job = job,
        .what = thought::weighed_invitation,
        .yes = proposes,
        .chance = view.chance,
        .worth = view.net});
    if (proposes) {
      const market::propose command = offers.proposal(*card, true);
      turn.give(command);
      offers.tell(*card, command, turn.now);
      count_proposal(turn);
      return;
    }
  }
  if (words.chance(0.5, 3)) {  // the rest say nothing
    turn.give(market::decline_invitation{job});
  }
}

}  // namespace souk::people
