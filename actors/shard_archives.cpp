// What is kept of each kind of shard. What is left out is either given by the set-up or used within
// an epoch alone, or told at the end of each day. A base class with members cannot be named in a structured binding, so here sizes
// stand guard: who adds a member says below what becomes of it, and writes the new size. The last rows
// kept for a watcher are no part of a market.
#include "actors/archive.hpp"
#include "actors/billing_shard.hpp"
#include "actors/cohort.hpp"
#include "actors/exchange_shard.hpp"
#include "actors/vetting_shard.hpp"

namespace souk::actors {

// -- cohorts

static_assert(sizeof(freelancer_cohort) == 3424 && sizeof(client_cohort) == 2912);

template <class Side>
template <class Archive, class Self>
void cohort<Side>::walk(Archive& archive, Self& self) {
  archive.of_fixed_size(self.faces_);
  archive(self.book_, self.minds_, self.wakes_, self.treatments_, self.calls_, self.tally_);
  archive.of_fixed_size(self.active_on_);
  archive(self.wakes_counted_, self.moments_, self.premiums_, self.newcomers_);
  archive.of_fixed_size(self.years_);
}

template <class Side>
void cohort<Side>::save(archive_writer& to) const {
  walk(to, *this);
}

template <class Side>
void cohort<Side>::load(archive_reader& from) {
  walk(from, *this);
}

template void cohort<freelancer_side>::save(archive_writer&) const;
template void cohort<freelancer_side>::load(archive_reader&);
template void cohort<client_side>::save(archive_writer&) const;
template void cohort<client_side>::load(archive_reader&);

// -- desks

static_assert(sizeof(exchange_shard) == 1688);

template <class Archive, class Self>
void exchange_shard::walk(Archive& archive, Self& self) {
  archive(self.exchange_, self.tally_);
  archive.of_fixed_size(self.counted_);
  archive(self.ended_);
}

void exchange_shard::save(archive_writer& to) const { walk(to, *this); }
void exchange_shard::load(archive_reader& from) { walk(from, *this); }

static_assert(sizeof(vetting_shard) == 1360);

template <class Archive, class Self>
void vetting_shard::walk(Archive& archive, Self& self) {
  archive(self.desk_, self.tally_, self.overdue_counted_);
}

void vetting_shard::save(archive_writer& to) const { walk(to, *this); }
void vetting_shard::load(archive_reader& from) { walk(from, *this); }

static_assert(sizeof(billing_shard) == 3352);

template <class Archive, class Self>
void billing_shard::walk(Archive& archive, Self& self) {
  archive(self.desk_, self.tally_, self.counted_);
  archive.of_fixed_size(self.gross_counted_);
  archive(self.over_);
}

void billing_shard::save(archive_writer& to) const { walk(to, *this); }
void billing_shard::load(archive_reader& from) { walk(from, *this); }

}  // namespace souk::actors
