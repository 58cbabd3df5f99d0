#include "load/violation_story.hpp"

#include "load/concerns.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/values.hpp"
#include "scenarios/writer.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <utility>

namespace souk::load {

namespace {

using market::job_id;
using market::nobody;
using market::person_id;
using market::reason;

/// With a market of few people, nobody is one too many (R8).
constexpr std::int64_t enough_for_all = 1'000'000;
constexpr std::size_t most_stories = 50;

/// How far around a violation commands are taken.
enum class reach : std::uint8_t {
  pair,   // of the client and the freelancer concerned, with one another
  lives,  // all of the freelancers concerned, and what clients did to them
  job,    // the same of everybody who dealt with the job
};

struct kept_command {
  std::size_t number = 0;
  second at = 0;
  person_id by = nobody;
  std::uint64_t place = 0;
};

class selection {
 public:
  selection(const oracle& from, const violation& what, reach far) : from_(from), what_(what) {
    const auto& all = from.judged();
    const std::size_t end = std::min(what.judged, all.size());
    find_people(far, end);
    find_jobs(far, end);
    for (std::size_t i = 0; i < end; ++i) {
      from.log().read(all[i].place, read_);
      if (concerns(all[i].by)) {
        kept_.push_back({i, all[i].at, all[i].by, all[i].place});
      }
    }
  }

  const std::vector<kept_command>& all() const { return kept_; }

 private:
  bool is_freelancer(person_id person) const {
    const auto seen = from_.world().accounts().look(person);
    return seen.status == market::account_status::none || seen.side == market::side::freelancer;
  }

  void add_person(person_id person) {
    if (person == nobody || index(person) >= from_.world().people()) {
      return;
    }
    (is_freelancer(person) ? freelancers_ : clients_).insert(person);
  }

  /// Of the platform's sums: those who gave the last commands before they were looked at.
  void add_the_last(std::size_t end) {
    constexpr std::size_t looked_back = 12;
    for (std::size_t i = end - std::min(end, looked_back); i < end; ++i) {
      from_.log().read(from_.judged()[i].place, read_);
      for_people_of(from_.judged()[i].by, read_.what, [&](person_id one) { add_person(one); });
    }
  }

  void find_people(reach far, std::size_t end) {
    const market::contract_id& id = what_.about.id.contract;
    for (const person_id one : {what_.by, what_.about.person, id.job.client, id.freelancer}) {
      add_person(one);
    }
    if (what_.about.of == thing::platform) {
      add_the_last(end);
    }
    if (far != reach::job && !freelancers_.empty()) {
      return;
    }
    for_each_read(end, [&](person_id by) {
      const job_id job = job_concerned(by, read_.what);
      const bool of_client = id.job == market::no_job && clients_.contains(job.client);
      if (job != market::no_job && (job == id.job || of_client)) {
        add_person(by);
        add_person(freelancer_named(read_.what));
      }
    });
  }

  void find_jobs(reach far, std::size_t end) {
    for_each_read(end, [&](person_id by) {
      const job_id job = job_concerned(by, read_.what);
      const bool theirs =
          freelancers_.contains(by) || freelancers_.contains(freelancer_named(read_.what));
      const bool in_reach = far != reach::pair || clients_.empty() || clients_.contains(job.client);
      if (job != market::no_job && theirs && in_reach) {
        jobs_.insert(job);
      }
    });
    jobs_.insert(what_.about.id.contract.job);
    for (const job_id& job : jobs_) {
      clients_.insert(job.client);
    }
  }

  bool concerns(person_id by) const {
    const job_id job = job_concerned(by, read_.what);
    const person_id named = freelancer_named(read_.what);
    if (job == market::no_job) {
      return freelancers_.contains(by) || clients_.contains(by);
    }
    return jobs_.contains(job)
           && (freelancers_.contains(by)
               || (by == job.client && (named == nobody || freelancers_.contains(named))));
  }

  template <class Visit>
  void for_each_read(std::size_t end, Visit&& visit) {
    for (std::size_t i = 0; i < end; ++i) {
      from_.log().read(from_.judged()[i].place, read_);
      visit(from_.judged()[i].by);
    }
  }

  const oracle& from_;
  const violation& what_;
  logged_command read_;
  std::set<person_id> freelancers_, clients_;
  std::set<job_id> jobs_;
  std::vector<kept_command> kept_;
};

market::policy story_terms(const market::policy& terms) {
  market::policy own = terms;
  own.vetting.review_time = {terms.vetting.review_time.median, std::nullopt};
  own.vetting.supply_floor = enough_for_all;
  return own;
}

std::string head_of(const violation& what, const story_setting& setting,
    const market::policy& terms, const std::vector<person_id>& cast, const market::world& end,
    const std::set<person_id>& registered) {
  std::string text = "story: "
                     + scenarios::to_text(what.rule + " - " + what.request + " is answered "
                                          + what.answer + "; expected " + what.expected)
                     + "\npolicy: seed\nset:\n  vetting.review_time: "
                     + scenarios::to_text(terms.vetting.review_time.median) + "\n";
  for (const scenarios::difference& one :
      scenarios::differences(scenarios::load_policy("seed"), terms)) {
    if (one.path != "name" && !one.path.starts_with("vetting.review_time")) {
      text += "  " + one.path + ": " + one.second + "\n";
    }
  }
  text += "start: " + market::time_text(setting.start) + "\ncast:\n";
  for (const person_id person : cast) {
    const std::string side(market::name(end.accounts().look(person).side));
    text += "  " + setting.names.person(person) + ": "
            + (registered.contains(person) ? "{ " + side + ": new }" : side) + "\n";
  }
  return text;
}

/// Plays the selected commands under the rules, and tells them as it goes.
class retelling {
 public:
  retelling(const oracle& from, const violation& what, const story_setting& setting)
      : from_(from),
        what_(what),
        setting_(setting),
        terms_(story_terms(setting.terms)),
        world_(terms_, from.world().people(), setting.start),
        text_(setting_.names) {
    world_.take_needs_as_given();
    text_.begin(setting.start);
  }

  std::string tell(const selection& chosen) {
    seed(chosen);
    for (const kept_command& one : chosen.all()) {
      step(one);
    }
    end();
    return head_of(what_, setting_, terms_, cast_, world_, registered_) + "steps:\n"
           + text_.steps();
  }

  /// Whether the last command was answered as the violation expects.
  bool is_as_expected() const { return as_expected_; }

 private:
  /// Whoever never registered was there from the start.
  void seed(const selection& chosen) {
    std::set<person_id> people;
    for (const kept_command& one : chosen.all()) {
      from_.log().read(one.place, read_);
      people.insert(one.by);
      if (std::holds_alternative<market::register_account>(read_.what)) {
        registered_.insert(one.by);
      }
      if (const person_id named = freelancer_named(read_.what); named != nobody) {
        people.insert(named);
      }
    }
    for (const person_id looked_at : {what_.by, what_.about.person}) {
      if (looked_at != nobody && is_there(looked_at)) {
        people.insert(looked_at);
      }
    }
    cast_.assign(people.begin(), people.end());
    for (const person_id person : cast_) {
      if (!registered_.contains(person)) {
        seed(person);
      }
    }
  }

  bool is_there(person_id person) const {
    return index(person) < from_.world().people()
           && from_.world().accounts().look(person).status != market::account_status::none;
  }

  void seed(person_id person) {
    if (from_.world().accounts().look(person).side == market::side::client) {
      world_.seed_client(person);
      return;
    }
    const market::profile main = from_.world().accounts().look(person).main;
    market::profile_fields fields;
    fields.category = main.category;
    skills_[0] = main.skill;
    fields.skills = skills_;
    fields.level = market::level::intermediate;
    fields.rate = market::dollars(25);
    fields.photo = fields.cv = fields.overview = fields.service = true;
    world_.seed_freelancer(person, fields);
  }

  void step(const kept_command& one) {
    from_.log().read(one.place, read_);
    world_.advance(std::max<second>(one.at, world_.now()));
    const bool last = one.number + 1 == what_.judged;
    const reason why = world_.judge(one.by, read_.what);
    if (last) {
      const std::string expected =
          why == reason::none ? "accepted" : "rejected: " + std::string(market::name(why));
      as_expected_ =
          !what_.expected.starts_with("accepted") && !what_.expected.starts_with("rejected")
              ? true
              : expected == what_.expected;
    }
    if (why != reason::none && !last) {
      return;
    }
    world_.give(one.by, read_.what);
    text_.step(one.at, one.by, read_.what, why);
  }

  void look_at(second at) {
    if (at < world_.now()) {
      return;
    }
    world_.advance(at);
    text_.clock(at);
    text_.expect(world_, cast_);
  }

  void end() {
    look_at(world_.now());
    if (what_.at > world_.now()) {
      look_at(what_.at - 1);
      look_at(what_.at);
    }
    look_at(what_.at + market::day);
  }

  const oracle& from_;
  const violation& what_;
  const story_setting& setting_;
  market::policy terms_;
  market::world world_;
  story_text text_;
  logged_command read_;
  std::vector<person_id> cast_;
  std::set<person_id> registered_;
  std::array<market::symbol, 1> skills_{};
  bool as_expected_ = true;
};

}  // namespace

std::string story_of(const oracle& from, const violation& what, const story_setting& setting) {
  if (what.rule == "privacy" || what.rule == "order") {
    return "";
  }
  const bool of_job = what.rule == "R21" && what.about.of == thing::job;
  std::string text;
  for (const reach far : {reach::pair, reach::lives, reach::job}) {
    if (of_job && far != reach::job) {
      continue;
    }
    retelling told(from, what, setting);
    text = told.tell(selection(from, what, far));
    if (told.is_as_expected()) {
      return text;
    }
  }
  return text;
}

violation_stories::violation_stories(std::string folder, story_setting setting)
    : folder_(std::move(folder)), setting_(std::move(setting)) {}

void violation_stories::write(oracle& from) {
  std::vector<violation>& all = from.violations();
  for (; written_ < all.size() && written_ < most_stories && !folder_.empty(); ++written_) {
    violation& one = all[written_];
    const std::string text = story_of(from, one, setting_);
    if (text.empty()) {
      continue;
    }
    std::filesystem::create_directories(folder_);
    one.story = folder_ + "/" + std::to_string(written_ + 1) + "-" + one.rule + ".yaml";
    std::ofstream(one.story) << text;
  }
}

}  // namespace souk::load
