// The interventions of a scenario in one cohort: who is eligible and drawn, when treatments begin
// and end. It decides; what is done to accounts is its cohort's to do, in `settle`, when the
// platform's clock runs.
#pragma once

#include "actors/run_setup.hpp"
#include "market/account_book.hpp"
#include "observe/record.hpp"
#include "people/traits.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace souk::actors {

/// A treatment that begins or is over.
struct treatment {
  second at = 0;
  market::person_id person = market::nobody;
  std::uint16_t intervention = 0;  // index into run_setup::interventions
  bool over = false;

  auto operator<=>(const treatment&) const = default;
};

class treatments {
 public:
  /// Of persons [first, first + count), all of one side.
  treatments(const run_setup& setup, market::person_id first, std::uint32_t count);

  bool any() const { return !setup_->interventions.empty(); }

  /// A main profile of these people was approved.
  void approved(market::person_id person, second at);

  /// The first moment at which `next` has something; the end of time where there is none.
  second next_due() const {
    return due_.empty() ? std::numeric_limits<second>::max() : due_.front().at;
  }
  /// Takes the next treatment that is due by `until`, in the order (second, person, intervention).
  bool next(second until, treatment& out);

  /// A treatment that falls due, of somebody who has not left: whether the person is eligible and
  /// drawn. Writes the row of whoever is eligible, and sets the treatment's end. `hires`: so far.
  bool begins(const treatment& one, const market::account_glance& account, std::int32_t hires);

  const std::vector<observe::treatment_row>& rows() const { return rows_; }

  template <class Archive, class Self>
  static void archive_fields(Archive& archive, Self& self) {
    auto& [setup, first, count, freelancers, scheduled, due, rows] = self;
    archive(scheduled, due, rows);
    if constexpr (Archive::loads) {
      self.schedule_the_rest();
    }
  }

 private:
  using rule = people::intervention;

  /// Interventions that nobody has thought of yet: those that a fork adds to its past.
  void schedule_the_rest();
  void schedule(std::uint16_t which);
  void add(const treatment& one);
  second entry_of(market::person_id person) const;
  bool is_in_window(const rule& one, second at) const;
  bool is_eligible(
      const rule& one, market::person_id person, const market::account_glance& account) const;
  bool fits_traits(const rule& one, market::person_id person) const;

  const run_setup* setup_;
  market::person_id first_;
  std::uint32_t count_;
  bool freelancers_;
  std::uint16_t scheduled_ = 0;  // interventions
  std::vector<treatment> due_;   // a heap, the earliest first
  std::vector<observe::treatment_row> rows_;
};

}  // namespace souk::actors
