#include "load/crowd_run.hpp"

#include "load/crowd_crew.hpp"
#include "load/crowd_requests.hpp"
#include "load/process_time.hpp"
#include "load/violation_story.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace souk::load {

namespace {

constexpr std::uint32_t cohort_size = 4096;

/// Words as symbols, the n-th is n + 1.
struct interner {
  std::vector<std::string> words;

  market::symbol operator()(std::string_view word) {
    const auto known = std::ranges::find(words, word);
    if (known == words.end()) {
      words.emplace_back(word);
      return static_cast<market::symbol>(words.size());
    }
    return static_cast<market::symbol>(known - words.begin() + 1);
  }
};

/// A scenario's people and rules, with the words that they share.
struct crowd_setting {
  explicit crowd_setting(const scenarios::scenario& who)
      : people(people::set_up(who, {who.begins(), who.ends(), who.epoch.seconds}, who.seed,
            [this](std::string_view word) { return intern(word); })),
        terms(who.policy),
        clock{who.begins(), who.epoch} {
    market::name_categories(terms, [this](const std::string& word) { return intern(word); });
  }

  interner intern;
  people::people_setup people;
  market::policy terms;
  actors::epoch_clock clock;
};

class crowd_runner {
 public:
  crowd_runner(const scenarios::plan& of, const crowd_plan& crowd,
      const scenarios::binding& binding, const target& to, std::string stories,
      const load_run_options& options)
      : plan_(of),
        crowd_(crowd),
        options_(options),
        setting_(crowd.who),
        backend_(binding),
        names_(setting_.people.freelancers, setting_.people.freelancers + setting_.people.clients,
            setting_.intern.words),
        judge_(market::policy_book{setting_.terms},
            setting_.people.freelancers + setting_.people.clients, crowd.who.begins(),
            {.ordered = backend_.reads(backend_.of(market::propose{}), scenarios::observable::seq)},
            [this](market::person_id person) { return names_.username(person); }),
        requests_(of, to, backend_, names_, judge_),
        view_{setting_.people, setting_.terms, judge_.world()},
        stories_(std::move(stories),
            {setting_.terms, crowd.who.begins(),
                {[this](market::person_id person) { return names_.username(person); },
                    [this](market::symbol word) { return names_.word(word); }}}) {}

  judged_run run() {
    const double cpu_before = cpu_seconds();
    requests_.begin(crowd_.who);
    cohorts_.emplace(view_, cohort_size, crowd_.threads);
    judge_.listen_to(market::nobody);
    if (requests_.clock().stands()) {
      live_by_epochs();
    } else {
      live_with_the_clock();
    }
    observe::load_test measured = requests_.finish();
    measured.cpu_seconds = cpu_seconds() - cpu_before;
    measured.stopped = stopped_;
    return judged_by(judge_, std::move(measured), crowd_.who.begins());
  }

 private:
  bool goes_on() {
    if (!requests_.goes_on()) {
      return false;
    }
    if (options_.look && !options_.look(requests_.progress())) {
      stopped_ = "interrupted";
      return false;
    }
    return true;
  }

  std::int64_t epochs() const {
    return (crowd_.who.ends() - crowd_.who.begins()) / setting_.clock.length.seconds;
  }

  /// In each epoch people act, the backend's clock is moved on, and people learn.
  void live_by_epochs() {
    for (std::int64_t number = 0; number < epochs() && goes_on(); ++number) {
      const actors::epoch now = setting_.clock.at(number);
      act(now);
      requests_.wait_for_clock(now.to, [] { return true; });
      news_.clear();
      requests_.read_events(news_);
      judge_.stand_still(now.to);
      judge_.take_log();
      requests_.look_at_platform();
      learn(now.to);
      stories_.write(judge_);
    }
  }

  /// The same beside a clock that nobody sets: epochs that are over before people are done are left
  /// out, and what would have been done in them is done late.
  void live_with_the_clock() {
    const auto on = [this] { return goes_on(); };
    for (std::int64_t number = 0; number < epochs() && goes_on();) {
      actors::epoch now = setting_.clock.at(number);
      now.from = std::max(now.from, judge_.world().now());
      act(now);
      requests_.wait_for_clock(now.to, on);
      const second whole = requests_.look_at_platform();
      news_.clear();
      requests_.read_events(news_);
      judge_.pass(std::max(whole, judge_.world().now()));
      judge_.take_log();
      learn(std::max(now.to, judge_.world().now()));
      stories_.write(judge_);
      const second begun = requests_.clock().at(line_clock()) - crowd_.who.begins();
      number = std::max(number + 1, begun / setting_.clock.length.seconds);
    }
  }

  void act(const actors::epoch& now) {
    given_.clear();
    cohorts_->act(now, given_);
    requests_.pace(setting_.clock.at(now.number).from, crowd_.speed);
    plan_tasks();
    requests_.carry_out(tasks_, [this] { return goes_on(); });
  }

  /// What each person wants to do, one after the other.
  void plan_tasks() {
    std::ranges::stable_sort(
        given_, {}, [](const people::given& one) { return std::pair{one.by, one.at}; });
    tasks_.clear();
    for (const people::given& one : given_) {
      if (tasks_.empty() || tasks_.back().who != one.by) {
        tasks_.emplace_back().who = one.by;
      }
      add_items(tasks_.back(), one);
    }
    add_looks();
    std::ranges::sort(tasks_, {}, [&](const crowd_task& one) {
      return std::pair{one.items.front().at, market::mix(crowd_.who.seed, index(one.who))};
    });
  }

  /// Numbers from 0 to 1, the same in every run.
  double drawn() {
    return static_cast<double>(market::mix(crowd_.who.seed, ++drawn_) >> 11) * 0x1.0p-53;
  }

  void add_items(crowd_task& task, const people::given& one) {
    task.items.push_back({one.what, {}, one.at, true});
    const market::contract_id about{job_concerned(one.by, one.what), freelancer_named(one.what)};
    if (about.freelancer != market::nobody && drawn() < crowd_.again) {
      task.items.push_back({one.what, {}, one.at, true});
    }
    if (drawn() < crowd_.looks) {
      task.items.push_back({{}, {thing::person, one.by, {}}, one.at, false});
    }
    const bool is_contract = names_.contract(about) != "";
    if (is_contract && drawn() < crowd_.looks) {
      task.items.push_back({{}, {thing::contract, market::nobody, {about, 0}}, one.at, false});
    }
    if (is_contract) {
      looked_at_.push_back(about);
    } else if (about.job != market::no_job && about.job.client != one.by) {
      looked_at_.push_back({about.job, market::nobody});
    }
  }

  /// Clients look at jobs on which something happened, strangers at what is not theirs.
  void add_looks() {
    for (const market::contract_id& one : std::exchange(looked_at_, {})) {
      if (one.freelancer == market::nobody && drawn() < crowd_.looks) {
        look(one.job.client, {thing::job, market::nobody, {one, 0}});
      }
      if (one.freelancer != market::nobody && drawn() < crowd_.strangers) {
        const auto all = setting_.people.freelancers + setting_.people.clients;
        const auto who =
            market::person_id{static_cast<std::uint32_t>(drawn() * static_cast<double>(all))};
        look(who, {thing::contract, market::nobody, {one, 0}});
      }
    }
    for (const market::person_id person : std::exchange(paid_, {})) {
      look(person, {thing::person, person, {}});
    }
  }

  void look(market::person_id who, const subject& about) {
    if (!requests_.is_known(who)) {
      return;
    }
    crowd_task& task = tasks_.emplace_back();
    task.who = who;
    task.items.push_back({{}, about, 0, false});
  }

  void learn(second now) {
    std::ranges::stable_sort(
        news_, {}, [](const told_news& one) { return std::pair{one.to, one.what.at}; });
    cohorts_->notice(news_, now);
    for (const told_news& one : news_) {
      const bool moves_money = one.what.type == market::event_type::funds_available
                               || one.what.type == market::event_type::invoice_charged
                               || one.what.type == market::event_type::milestone_released
                               || one.what.type == market::event_type::connects_returned;
      if (moves_money && drawn() < crowd_.looks) {
        paid_.push_back(one.to);
      }
    }
  }

  const scenarios::plan& plan_;
  const crowd_plan& crowd_;
  const load_run_options& options_;
  crowd_setting setting_;
  bound_backend backend_;
  crowd_names names_;
  oracle judge_;
  crowd_requests requests_;
  crowd_view view_;
  violation_stories stories_;
  std::optional<crowd_crew> cohorts_;
  std::vector<people::given> given_;  // of the epoch
  std::vector<crowd_task> tasks_;
  std::vector<market::contract_id> looked_at_;  // since the last looks
  std::vector<market::person_id> paid_;
  std::vector<told_news> news_;
  std::uint64_t drawn_ = 0;
  std::string stopped_;
};

}  // namespace

judged_run run_crowd(const scenarios::plan& of, const crowd_plan& crowd,
    const scenarios::binding& binding, const target& to, const std::string& stories,
    const load_run_options& options) {
  crowd_runner one(of, crowd, binding, to, stories, options);
  judged_run all = one.run();
  all.measured.target = to.url();
  all.measured.binding = binding.name;
  return all;
}

}  // namespace souk::load
