#include "reports/stored_rows.hpp"

#include "reports/run_rows.hpp"
#include "reports/stored_run.hpp"

#include <algorithm>
#include <utility>

namespace souk::reports {
namespace {

using market::ledger_account;

template <market::named_enum Enum>
Enum named(const std::string& text, Enum otherwise) {
  return market::from_name<Enum>(text).value_or(otherwise);
}

std::uint32_t moment(const statement& row, int column) {
  return row.is_null(column) ? 0U : static_cast<std::uint32_t>(row.number(column));
}
std::int64_t maybe(const statement& row, int column) {
  return row.is_null(column) ? -1 : row.number(column);
}
market::person_id person(const statement& row, int column) {
  return row.is_null(column) ? market::nobody
                             : market::person_id{static_cast<std::uint32_t>(row.number(column))};
}
market::job_id job(const statement& row, int column) {
  if (row.is_null(column)) {
    return market::no_job;
  }
  const auto number = static_cast<std::uint64_t>(row.number(column));
  return {market::person_id{static_cast<std::uint32_t>(number >> 32)},
      static_cast<std::uint32_t>(number)};
}

/// `categories` are in the order of their days.
observe::history history_of(const std::vector<observe::day_record>& days,
    const std::vector<observe::category_day>& categories) {
  observe::history all;
  auto from = categories.begin();
  for (const observe::day_record& day : days) {
    const auto to = std::find_if(from, categories.end(),
        [&](const observe::category_day& one) { return one.day != day.day; });
    all.add(day, {from, to});
    from = to;
  }
  return all;
}

observe::person_point point_of(const statement& row) {
  observe::person_point one;
  one.person = static_cast<std::uint32_t>(row.number(0));
  one.approved_at = moment(row, 1);
  one.first_hire_at = moment(row, 2);
  one.left_at = moment(row, 3);
  one.rate = static_cast<float>(row.number(4)) / 100.0F;
  one.earned = static_cast<float>(row.number(5)) / 100.0F;
  one.rating = row.is_null(6) ? 0.0F : static_cast<float>(row.real(6));
  one.reviews = static_cast<std::uint16_t>(row.number(7));
  one.proposals = static_cast<std::uint16_t>(row.number(8));
  one.hires = static_cast<std::uint16_t>(row.number(9));
  one.category = row.is_null(10) ? std::uint8_t{0} : static_cast<std::uint8_t>(row.number(10));
  one.approved = one.approved_at != 0 && one.left_at == 0;
  return one;
}

std::shared_ptr<const observe::people_view> read_people(database& store, market::second end) {
  auto view = std::make_shared<observe::people_view>();
  view->at = end;
  view->at_end = true;
  statement row(store,
      "SELECT person, approved_at_s, first_hire_at_s, left_at_s, rate_cents, earned_cents,"
      " mean_stars, reviews, proposals, hires, category FROM people"
      " WHERE side = 'freelancer' AND registered_at_s IS NOT NULL ORDER BY person");
  while (row.next()) {
    view->freelancers.push_back(point_of(row));
  }
  return view;
}

observe::contract_row contract_of(const statement& row) {
  observe::contract_row one;
  one.contract = {job(row, 0), person(row, 1)};
  one.hourly = row.text(2) == "hourly";
  one.started_at = row.number(3);
  one.ended_at = maybe(row, 4);
  one.status = named(row.text(5), market::contract_status::active);
  one.rate_cents = row.is_null(6) ? 0 : row.number(6);
  one.billed_cents = row.number(7);
  one.fees_cents = row.number(8);
  one.minutes_billed = row.number(9);
  one.stars_by_client = row.is_null(10) ? 0 : static_cast<std::int32_t>(row.number(10));
  one.stars_by_freelancer = row.is_null(11) ? 0 : static_cast<std::int32_t>(row.number(11));
  return one;
}

std::shared_ptr<const observe::contracts_view> read_contracts(
    database& store, market::second end, std::int64_t most) {
  auto rows = std::make_shared<observe::contract_rows>();
  statement row(store,
      "SELECT job, freelancer, type, started_at_s, ended_at_s, status, rate_cents, billed_cents,"
      " fees_cents, billed_minutes, stars_by_client, stars_by_freelancer FROM contracts LIMIT ?");
  row.ask(most);
  while (row.next()) {
    rows->push_back(contract_of(row));
  }
  auto view = std::make_shared<observe::contracts_view>();
  view->at = end;
  view->blocks.push_back(std::move(rows));
  return view;
}

market::event event_of(const statement& row) {
  market::event one;
  one.at = row.number(0);
  one.type = named(row.text(1), market::event_type::registered);
  one.person = person(row, 2);
  one.other = person(row, 3);
  one.job = job(row, 4);
  one.amount = {row.number(5)};
  one.n = static_cast<std::int32_t>(row.number(6));
  one.why = row.is_null(7) ? market::reason::none : named(row.text(7), market::reason::none);
  return one;
}

market::ledger_entry entry_of(const statement& row) {
  market::ledger_entry one;
  one.at = row.number(0);
  one.from = named(row.text(1), ledger_account::transit);
  one.to = named(row.text(2), ledger_account::transit);
  one.amount = {row.number(3)};
  one.freelancer = person(row, 4);
  one.job = job(row, 5);
  one.cause = named(row.text(6), market::event_type::registered);
  return one;
}

std::shared_ptr<const observe::tail_view> read_tail(database& store, std::int64_t most) {
  auto view = std::make_shared<observe::tail_view>();
  view->whole = true;
  statement events(store,
      "SELECT at_s, type, person, other, job, amount_cents, n, why FROM events"
      " WHERE event > (SELECT ifnull(max(event), 0) FROM events) - ? ORDER BY event");
  events.ask(most);
  while (events.next()) {
    view->events.push_back(event_of(events));
  }
  statement entries(store,
      "SELECT at_s, from_account, to_account, amount_cents, freelancer, job, cause"
      " FROM ledger_entries WHERE entry > (SELECT ifnull(max(entry), 0) FROM ledger_entries) - ?"
      " ORDER BY entry");
  entries.ask(most);
  while (entries.next()) {
    view->entries.push_back(entry_of(entries));
  }
  return view;
}

}  // namespace

stored_view read_stored_view(const std::string& run, std::int64_t most_rows) {
  database store = database::open(store_file(run));
  stored_view view;
  run_row row = read_run_row(store);
  view.what = std::move(row.what);
  view.status = std::move(row.status);
  view.days = history_of(read_days(store), read_category_days(store));
  const market::second end =
      view.what.start + static_cast<market::second>(view.days.size()) * market::day;
  view.people = read_people(store, end);
  view.contracts = read_contracts(store, end, most_rows);
  view.tail = read_tail(store, most_rows);
  return view;
}

std::shared_ptr<const observe::person_view> read_person(
    const std::string& file, market::person_id who) {
  database store = database::open(file);
  statement row(store,
      "SELECT side, ifnull(category, 0), registered_at_s, approved_at_s, first_proposal_at_s,"
      " first_hire_at_s, left_at_s, rate_cents, earned_cents, spent_cents, available_cents,"
      " withdrawn_cents, proposals, interviews, hires, reviews, connects, jobs_posted,"
      " ifnull(mean_stars, 0), ifnull(score, -1), badge, completeness FROM people"
      " WHERE person = ?");
  row.ask(index(who));
  if (!row.next()) {
    return nullptr;
  }
  auto view = std::make_shared<observe::person_view>();
  observe::person_row& one = view->row;
  view->person = one.person = who;
  one.side = named(row.text(0), market::side::freelancer);
  one.category = static_cast<std::uint16_t>(row.number(1));
  int column = 2;
  for (std::int64_t* at : {&one.registered_at, &one.approved_at, &one.first_proposal_at,
           &one.first_hire_at, &one.left_at}) {
    *at = maybe(row, column++);
  }
  for (std::int64_t* cents : {&one.rate_cents, &one.earned_cents, &one.spent_cents,
           &one.available_cents, &one.withdrawn_cents}) {
    *cents = row.number(column++);
  }
  for (std::int32_t* count : {&one.proposals, &one.interviews, &one.hires, &one.reviews,
           &one.connects, &one.jobs_posted}) {
    *count = static_cast<std::int32_t>(row.number(column++));
  }
  one.rating_sum = static_cast<std::int32_t>(row.real(18) * one.reviews + 0.5);
  one.score = static_cast<std::int16_t>(row.number(19));
  one.badge = row.is_null(20) ? market::badge::none : named(row.text(20), market::badge::none);
  one.completeness = static_cast<std::uint8_t>(row.number(21));
  view->profile =
      one.approved_at >= 0 ? market::profile_status::approved : market::profile_status::draft;
  return view;
}

}  // namespace souk::reports
