#include "load/crowd_cohort.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace souk::load {

namespace {

struct freelancer_side {
  using minds = people::freelancer_minds;
  using sight = people::freelancer_sight;
};
struct client_side {
  using minds = people::client_minds;
  using sight = people::client_sight;
};

template <class Side>
class cohort_of final : public crowd_cohort {
 public:
  cohort_of(const crowd_view& view, market::person_id first, std::uint32_t count)
      : view_(view), minds_(first, count, view.people) {
    minds_.begin(intentions_);
    take_wakes();
  }

  void act(const actors::epoch& now, std::vector<people::given>& into) override {
    intentions_.clear_shelves();
    while (!wakes_.empty() && second{wakes_.top().at} < now.to) {
      const people::wake due = wakes_.top();
      wakes_.pop();
      minds_.wake(due, sight_of_wake(due, std::max<second>(due.at, now.from)), intentions_);
      into.insert(into.end(), intentions_.commands.begin(), intentions_.commands.end());
      take_wakes();
    }
  }

  void notice(std::span<const told_news> news, second now) override {
    for (const told_news& one : news) {
      minds_.notice(one.what, one.to, sight_of_news(one.to, now), intentions_);
    }
    take_wakes();
  }

  second next_due() const override {
    return wakes_.empty() ? std::numeric_limits<second>::max() : second{wakes_.top().at};
  }

 private:
  void take_wakes() {
    for (const people::wake& one : intentions_.wakes) {
      wakes_.push(one);
    }
    intentions_.clear();
  }

  typename Side::sight sight_of_news(market::person_id person, second now) const {
    typename Side::sight sees;
    sees.now = now;
    sees.rules = &view_.terms;
    if constexpr (std::same_as<Side, freelancer_side>) {
      sees.self = &view_.market.freelancer_faces()[index(person)];
      sees.clients = view_.market.client_faces().data();
      sees.first_client = 0;
    } else {
      sees.self = &view_.market.client_faces()[index(person)];
      sees.faces = view_.market.freelancer_faces().data();
      sees.first_freelancer = 0;
    }
    return sees;
  }

  typename Side::sight sight_of_wake(const people::wake& due, second now) {
    typename Side::sight sees = sight_of_news(due.person, now);
    const market::exchange& jobs = view_.market.jobs();
    if constexpr (std::same_as<Side, freelancer_side>) {
      sees.feed = jobs.feed(view_.people.categories[minds_.category_of(due.person)].word);
      if (due.kind == static_cast<std::uint8_t>(people::freelancer_wake::invitation)) {
        sees.asked = jobs.in_feed(due.job);
      }
      sees.profile = view_.market.accounts().status_of(due.person);
      sees.connects = view_.market.accounts().connects(due.person);
      sees.available = view_.market.accounts().available(due.person);
    } else if (due.job != market::no_job) {
      sees.job_open = jobs.is_open(due.job);
      if (due.kind == static_cast<std::uint8_t>(people::client_wake::look)) {
        proposals_.clear();
        jobs.rank(due.job, proposals_);
        sees.proposals = proposals_;
      }
    }
    return sees;
  }

  crowd_view view_;
  typename Side::minds minds_;
  std::priority_queue<people::wake, std::vector<people::wake>, std::greater<>> wakes_;
  people::intentions intentions_;
  std::vector<market::proposal_card> proposals_;  // of the job that a client looks at
};

}  // namespace

std::unique_ptr<crowd_cohort> make_freelancers(
    const crowd_view& view, market::person_id first, std::uint32_t count) {
  return std::make_unique<cohort_of<freelancer_side>>(view, first, count);
}

std::unique_ptr<crowd_cohort> make_clients(
    const crowd_view& view, market::person_id first, std::uint32_t count) {
  return std::make_unique<cohort_of<client_side>>(view, first, count);
}

}  // namespace souk::load
