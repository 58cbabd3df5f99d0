#include "reports/store.hpp"

#include "market/vocabulary.hpp"
#include "reports/json.hpp"
#include "reports/store_schema.hpp"
#include "reports/text.hpp"

#include <array>
#include <optional>

namespace souk::reports {

namespace {

constexpr std::array<std::string_view, 4> status_names{
    "running", "complete", "interrupted", "failed"};

std::optional<std::int64_t> person_or_null(market::person_id person) {
  return person == market::nobody ? std::nullopt : std::optional<std::int64_t>(index(person));
}

std::optional<std::int64_t> job_or_null(market::job_id job) {
  return job == market::no_job ? std::nullopt
                               : std::optional(static_cast<std::int64_t>(number(job)));
}

/// -1 stands for a time or a score that never came.
std::optional<std::int64_t> known(std::int64_t value) {
  return value < 0 ? std::nullopt : std::optional(value);
}

std::optional<std::int64_t> unless_zero(std::int64_t value) {
  return value == 0 ? std::nullopt : std::optional(value);
}

std::string overrides_text(const observe::run_description& what) {
  json_writer json;
  json.begin_object();
  for (const auto& [path, value] : what.overrides) {
    json.field(path, value);
  }
  return json.end_object().text();
}

constexpr std::size_t command_kinds = std::variant_size_v<market::command>;

constexpr auto command_names = [] {
  std::array<std::string_view, command_kinds> names{};
  std::size_t i = 0;
  market::for_each_command([&]<class Command>() { names[i++] = Command::name; });
  return names;
}();

/// The name of the command that a `rejected` event answers.
std::optional<std::string_view> rejected_command(const market::event& e) {
  if (e.type != market::event_type::rejected || e.detail >= command_kinds) {
    return std::nullopt;
  }
  return command_names[e.detail];
}

std::optional<std::string_view> why_or_null(const market::event& e) {
  return e.why == market::reason::none ? std::nullopt : std::optional(market::name(e.why));
}

/// WAL survives a kill at any moment; without syncs only a power failure can lose the last days.
constexpr const char* write_settings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;";

database prepared(const std::string& file) {
  database made = database::create(file);
  made.run(std::string("PRAGMA page_size = 8192;") + write_settings
           + "PRAGMA user_version = " + std::to_string(store_version) + ";");
  return made;
}

database reopened(const std::string& file) {
  database found = database::reopen(file);
  found.run(write_settings);
  return found;
}

std::string insert(std::string_view table, std::size_t columns) {
  return "INSERT INTO " + std::string(table) + " VALUES (" + placeholders(columns) + ")";
}

}  // namespace

struct run_store::statements {
  explicit statements(database& in)
      : event(in, insert("events", 10)),
        entry(in, insert("ledger_entries", 8)),
        epoch(in, insert("fingerprints", 2)),
        day(in, insert("days", columns_of_days())),
        category_day(in, insert("category_days", 8)),
        ledger_day(in, insert("ledger_days", 3)),
        complete(in, "UPDATE run SET complete_days = ?"),
        person(in, insert("people", 46)),
        job(in, insert("jobs", 13)),
        contract(in, insert("contracts", 13)),
        moment(in, insert("moments", 4)),
        moment_part(in, insert("moment_parts", 3)),
        treatment(in, insert("treatments", 4)) {}

  statement event, entry, epoch, day, category_day, ledger_day, complete, person, job, contract,
      moment, moment_part, treatment;
};

run_store::run_store(const std::string& file, const observe::run_description& what)
    : database_(prepared(file)), start_(what.start), countries_(what.countries) {
  begin();
  database_.run(store_schema());
  statements_ = std::make_unique<statements>(database_);
  describe(what);
  const auto name_all = [&](std::string_view table, const std::vector<std::string>& names) {
    statement one(database_, insert(table, 2));
    for (std::size_t i = 0; i < names.size(); ++i) {
      one.run(i, names[i]);
    }
  };
  name_all("categories", what.categories);
  name_all("interventions", what.interventions);
  commit();
}

run_store::run_store(
    const std::string& file, const observe::run_description& what, const store_mark& from)
    : database_(reopened(file)), start_(what.start), countries_(what.countries) {
  cut_back(from);
  describe(what);
  commit();
  statements_ = std::make_unique<statements>(database_);
}

void run_store::describe(const observe::run_description& what) {
  statement(database_,
      "INSERT INTO run (id, souk, scenario, policy, overrides, seed, start_s, burn_in_days, days, "
      "status, complete_days, scenario_yaml, policy_yaml, command) "
      "VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, 'running', 0, ?, ?, ?) "
      "ON CONFLICT (id) DO UPDATE SET policy = excluded.policy, overrides = excluded.overrides, "
      "scenario_yaml = excluded.scenario_yaml, policy_yaml = excluded.policy_yaml, "
      "command = excluded.command")
      .run(what.version, what.scenario, what.policy, overrides_text(what),
          std::to_string(what.seed), what.start, what.burn_in_days, what.days, what.scenario_yaml,
          what.policy_yaml,
          what.command.empty() ? std::nullopt : std::optional<std::string_view>(what.command));
}

run_store::~run_store() = default;

void run_store::begin() {
  if (!in_transaction_) {
    database_.run("BEGIN");
    in_transaction_ = true;
  }
}

void run_store::commit() {
  if (in_transaction_) {
    database_.run("COMMIT");
    in_transaction_ = false;
  }
}

void run_store::write(std::span<const market::event> events) {
  begin();
  for (const market::event& e : events) {
    statements_->event.run(std::nullopt, e.at, market::name(e.type), person_or_null(e.person),
        person_or_null(e.other), job_or_null(e.job), e.amount.cents, e.n, why_or_null(e),
        rejected_command(e));
  }
}

void run_store::write(std::span<const market::ledger_entry> entries) {
  begin();
  for (const market::ledger_entry& e : entries) {
    statements_->entry.run(std::nullopt, e.at, market::name(e.from), market::name(e.to),
        e.amount.cents, person_or_null(e.freelancer), job_or_null(e.job), market::name(e.cause));
  }
}

void run_store::write_epoch(std::int64_t epoch, const market::fingerprint& rolling) {
  begin();
  statements_->epoch.run(epoch, hex(rolling));
}

void run_store::write(
    const observe::day_record& day, std::span<const observe::category_day> categories) {
  begin();
  statement& row = statements_->day;
  int column = 0;
  const auto add = [&](const auto& value) { row.bind(column++, value); };
  const std::string date = market::date_text(start_ + day.day * market::day);
  const std::string fingerprint = hex(day.fingerprint);
  add(day.day);
  add(date);
  for (const std::int64_t count : day.counts.events) {
    add(count);
  }
  for (const std::int64_t count : day.counts.others) {
    add(count);
  }
  for (const std::int64_t measured :
      {day.freelancers, day.clients, day.open_jobs, day.live_proposals, day.active_contracts,
          day.vetting_queue, day.connects.granted, day.connects.bought, day.connects.spent,
          day.connects.returned, day.connects.expired, day.connects.held}) {
    add(measured);
  }
  add(fingerprint);
  row.finish();
  for (const observe::category_day& c : categories) {
    statements_->category_day.run(c.day, c.category, c.jobs_posted, c.proposals, c.hires,
        c.approved, c.oversupplied, c.gross_cents);
  }
  for (std::size_t i = 0; i < market::ledger_accounts; ++i) {
    statements_->ledger_day.run(
        day.day, market::names_of<market::ledger_account>[i], day.ledger.balance[i].cents);
  }
  statements_->complete.run(day.day + 1);
  commit();
}

void run_store::write(std::span<const observe::person_row> people) {
  begin();
  for (const observe::person_row& p : people) {
    const bool freelancer = p.side == market::side::freelancer;
    const bool registered = freelancer && p.registered_at >= 0;
    const auto stars =
        p.reviews > 0 ? std::optional(static_cast<double>(p.rating_sum) / p.reviews) : std::nullopt;
    const auto country = registered && p.country < countries_.size()
                             ? std::optional<std::string_view>(countries_[p.country])
                             : std::nullopt;
    // Of whom was never approved there are no first steps.
    const auto then = [&p](std::int64_t value) {
      return p.quarter_cents ? std::optional(value) : std::nullopt;
    };
    const auto quarter = [&p](std::size_t i) {
      return p.quarter_cents ? std::optional<std::int64_t>((*p.quarter_cents)[i]) : std::nullopt;
    };
    statements_->person.run(index(p.person), market::name(p.side),
        freelancer ? std::optional<std::int64_t>(p.category) : std::nullopt, known(p.registered_at),
        known(p.approved_at), known(p.first_proposal_at), known(p.first_hire_at), known(p.left_at),
        p.rate_cents, p.earned_cents, p.spent_cents, p.available_cents, p.withdrawn_cents,
        p.proposals, p.interviews, p.hires, p.reviews, p.connects, p.jobs_posted, stars,
        known(p.score), freelancer ? std::optional(market::name(p.badge)) : std::nullopt,
        p.completeness, std::nullopt, country,
        registered ? std::optional(market::name(p.level)) : std::nullopt, p.closed,
        known(p.first_interview_at), known(p.first_review_at), known(p.first_badge_at),
        then(p.rate_at_approval_cents), then(p.completeness_at_approval), then(p.connects_spent),
        then(p.connects_until_hire), then(p.connects_first_weeks), then(p.connects_paid_cents),
        then(p.connects_paid_until_hire_cents), then(p.bids_first_weeks), known(p.bid_age_s),
        p.bid_log_price, known(p.first_reply_s), known(p.mean_reply_s), quarter(0), quarter(1),
        quarter(2), quarter(3));
  }
}

void run_store::write(std::span<const observe::job_row> jobs) {
  begin();
  for (const observe::job_row& j : jobs) {
    statements_->job.run(number(j.job), index(j.job.client), j.category, market::name(j.type),
        j.is_public, j.posted_at, known(j.ended_at), market::name(j.status), j.value_cents,
        j.price_cents, j.proposals, j.invitations, j.interviews);
  }
}

void run_store::write(std::span<const observe::contract_row> contracts) {
  begin();
  for (const observe::contract_row& c : contracts) {
    statements_->contract.run(number(c.contract.job), index(c.contract.freelancer),
        index(c.contract.job.client),
        market::name(c.hourly ? market::job_type::hourly : market::job_type::fixed), c.started_at,
        known(c.ended_at), market::name(c.status),
        c.hourly ? std::optional(c.rate_cents) : std::nullopt, c.billed_cents, c.fees_cents,
        c.minutes_billed, unless_zero(c.stars_by_client), unless_zero(c.stars_by_freelancer));
  }
}

void run_store::write(std::span<const observe::treatment_row> treatments) {
  begin();
  for (const observe::treatment_row& t : treatments) {
    statements_->treatment.run(index(t.person), t.intervention, t.treated, t.at);
  }
}

void run_store::write(const observe::run_result& result, std::string_view summary) {
  begin();
  statement(database_,
      "UPDATE run SET window_from_day = ?, window_to_day = ?, state_hash = ?, summary = ?")
      .run(result.window_from_day, result.window_to_day, result.state_hash, summary);
  for (const observe::moment& m : result.moments) {
    const auto ok = m.ok ? std::optional<std::int64_t>(*m.ok) : std::nullopt;
    statements_->moment.run(m.id, m.value, m.target, ok);
    for (const auto& [part, value] : m.parts) {
      statements_->moment_part.run(m.id, part, value);
    }
  }
}

void run_store::close(run_status status) {
  begin();
  statement(database_, "UPDATE run SET status = ?")
      .run(status_names[static_cast<std::size_t>(status)]);
  if (status != run_status::failed) {
    database_.run(
        "UPDATE people SET treatment = (SELECT"
        " ifnull(group_concat(name, '+') FILTER (WHERE treated), 'control') FROM"
        " (SELECT name, treated FROM treatments JOIN interventions USING (intervention)"
        " WHERE person = people.person ORDER BY intervention))"
        " WHERE person IN (SELECT person FROM treatments);"
        "CREATE INDEX jobs_of_client ON jobs (client);"
        "CREATE INDEX jobs_by_posting ON jobs (posted_at_s);"
        "CREATE INDEX freelancers_by_approval ON people (approved_at_s)"
        " WHERE approved_at_s IS NOT NULL;"
        "CREATE INDEX events_of_person ON events (person);"
        "CREATE INDEX entries_of_freelancer ON ledger_entries (freelancer);"
        "CREATE INDEX contracts_of_freelancer ON contracts (freelancer);"
        "CREATE INDEX contracts_of_client ON contracts (client);");
  }
  commit();
  statements_.reset();
  database_.run("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;");
}

}  // namespace souk::reports
