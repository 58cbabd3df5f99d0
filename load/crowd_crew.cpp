#include "load/crowd_crew.hpp"

#include "actors/crew.hpp"

#include <algorithm>
#include <utility>

namespace souk::load {

/// To a cohort.
struct decide {
  actors::epoch now;
};
struct learn {
  const told_news* news = nullptr;
  std::size_t count = 0;
  second now = 0;
};
/// From a cohort: done.
struct cohort_done {};

}  // namespace souk::load

CAF_BEGIN_TYPE_ID_BLOCK(souk_load, caf::id_block::souk::end)
  CAF_ADD_TYPE_ID(souk_load, (souk::load::decide))
  CAF_ADD_TYPE_ID(souk_load, (souk::load::learn))
  CAF_ADD_TYPE_ID(souk_load, (souk::load::cohort_done))
CAF_END_TYPE_ID_BLOCK(souk_load)

// None of these leaves the process.
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::load::decide)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::load::learn)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::load::cohort_done)

namespace souk::load {
namespace {

/// A cohort, its people from `first` on, and what they have decided on in this epoch.
struct seat {
  std::uint32_t first = 0;
  std::unique_ptr<crowd_cohort> cohort;
  std::vector<people::given> decided;
};

caf::behavior cohort_actor(caf::event_based_actor* self, seat* mine) {
  const auto guarded = [self](auto&& work) {
    const auto whoever_asks = caf::actor_cast<caf::actor>(self->current_sender());
    try {
      work();
      self->send(whoever_asks, cohort_done{});
    } catch (...) {
      self->send(whoever_asks, actors::failed{std::current_exception()});
    }
  };
  return {
      [mine, guarded](const decide& asked) {
        guarded([&] {
          mine->decided.clear();
          mine->cohort->act(asked.now, mine->decided);
        });
      },
      [mine, guarded](const learn& told) {
        guarded([&] { mine->cohort->notice({told.news, told.count}, told.now); });
      },
  };
}

struct crowd_config : actors::engine_config {
  explicit crowd_config(int threads) : engine_config(threads) {
    add_message_types<caf::id_block::souk_load>();
  }
};

}  // namespace

class crowd_crew::hall {
 public:
  hall(const crowd_view& view, std::uint32_t cohort_size, int threads)
      : config_(threads), system_(config_), self_(system_) {
    const auto add = [&](std::uint32_t first, std::uint32_t count, const auto& make) {
      for (std::uint32_t done = 0; done < count; done += cohort_size) {
        const std::uint32_t those = std::min(cohort_size, count - done);
        seats_.push_back({first + done, make(view, market::person_id{first + done}, those), {}});
      }
    };
    add(0, view.people.freelancers, make_freelancers);
    add(view.people.first_client, view.people.clients, make_clients);
    for (seat& one : seats_) {
      actors_.push_back(system_.spawn(cohort_actor, &one));
      self_->monitor(actors_.back());
    }
  }

  ~hall() {
    for (const caf::actor& one : actors_) {
      self_->send_exit(one, caf::exit_reason::user_shutdown);
    }
  }
  hall(const hall&) = delete;
  hall& operator=(const hall&) = delete;

  void act(const actors::epoch& now, std::vector<people::given>& into) {
    asked_.clear();
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      if (seats_[i].cohort->next_due() < now.to) {
        self_->send(actors_[i], decide{now});
        asked_.push_back(i);
      }
    }
    wait_for(asked_.size());
    for (const std::size_t i : asked_) {
      into.insert(into.end(), seats_[i].decided.begin(), seats_[i].decided.end());
    }
  }

  void notice(std::span<const told_news> news, second now) {
    std::size_t asked = 0;
    for (std::size_t from = 0, to = 0; from < news.size(); from = to) {
      const std::size_t place = seat_of(news[from].to);
      while (to < news.size() && seat_of(news[to].to) == place) {
        ++to;
      }
      self_->send(actors_[place], learn{news.data() + from, to - from, now});
      ++asked;
    }
    wait_for(asked);
  }

 private:
  std::size_t seat_of(market::person_id person) const {
    const auto place = std::ranges::upper_bound(seats_, index(person), {}, &seat::first);
    return static_cast<std::size_t>(place - seats_.begin()) - 1;
  }

  /// All of them, also when one fails: what they were lent must not change before.
  void wait_for(std::size_t answers) {
    std::exception_ptr error;
    for (std::size_t i = 0; i < answers; ++i) {
      self_->receive([](const cohort_done&) {},
          [&](const actors::failed& why) { error = why.error; },
          [&](const caf::down_msg& down) { error = actors::ended_early(down).error; });
    }
    if (error) {
      std::rethrow_exception(error);
    }
  }

  std::vector<seat> seats_;  // outlive their actors
  crowd_config config_;
  caf::actor_system system_;
  caf::scoped_actor self_;
  std::vector<caf::actor> actors_;  // beside seats_
  std::vector<std::size_t> asked_;  // of this epoch
};

crowd_crew::crowd_crew(const crowd_view& view, std::uint32_t cohort_size, int threads)
    : hall_(std::make_unique<hall>(view, cohort_size, threads)) {}
crowd_crew::~crowd_crew() = default;

void crowd_crew::act(const actors::epoch& now, std::vector<people::given>& into) {
  hall_->act(now, into);
}

void crowd_crew::notice(std::span<const told_news> news, second now) { hall_->notice(news, now); }

}  // namespace souk::load
