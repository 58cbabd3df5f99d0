// One person's life as a timeline: what was seen, thought and decided, what the platform answered,
// and money (`souk why`).
#pragma once

#include "actors/run_setup.hpp"
#include "market/events.hpp"
#include "observe/snapshot.hpp"
#include "people/notes.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace souk::cli {

/// What became of one proposal.
struct bid_story {
  market::job_id job;
  market::second at = 0;
  market::money bid;
  std::int32_t connects = 0;
  std::int32_t looks = 0;  // of the client, since
  std::int32_t rank = 0;   // at the last look, of `of`
  std::int32_t of = 0;
  bool opened = false;
  bool interviewed = false;
  std::string end = "no answer";
};

class life {
 public:
  /// `setup` outlives the life. `every_job`: also the jobs that were weighed and let go.
  life(const actors::run_setup& setup, market::person_id person, bool every_job)
      : setup_(setup), person_(person), every_job_(every_job) {}

  /// Day by day: events in the order of the log, notes in the order of time.
  void add(std::span<const market::event> events);
  void add(std::span<const people::note> notes);

  /// The same as values, for a viewer; call one of the two, once.
  observe::life_story story();

  /// Who it is, what happened, and what became of the proposals.
  std::string text(bool coloured);

 private:
  struct moment {
    market::second at = 0;
    std::string what;
    bool thought = false;
  };

  /// Turns what was kept into moments and proposals, in the order of time.
  void tell();
  void tell(const market::event& what);
  void tell(const people::note& thought);
  void follow_job(const market::event& what);
  void note_search(const people::note& search);
  void say(market::second at, std::string what, bool thought = false);
  std::string portrait() const;
  std::string proposals_table(bool coloured) const;
  /// The whole description the first time, then its number alone.
  std::string job_text(market::job_id job);
  std::string name_of(market::person_id person) const;
  std::string describe(const market::event& what);
  std::string describe(const people::note& thought);
  bool is_freelancer() const { return setup_.people.is_freelancer(person_); }

  const actors::run_setup& setup_;
  market::person_id person_;
  bool every_job_;
  std::vector<market::event> events_;
  std::vector<people::note> notes_;
  std::set<market::job_id> jobs_;   // proposed for
  std::set<market::job_id> named_;  // described already
  std::vector<moment> moments_;
  std::vector<people::note> weighed_;  // since the last search
  std::int32_t empty_searches_ = 0;    // in a row
  std::vector<bid_story> bids_;
  std::map<market::job_id, std::size_t> bid_of_;
  std::map<market::job_id, std::int32_t> cost_of_;  // Connects, as weighed
};

}  // namespace souk::cli
