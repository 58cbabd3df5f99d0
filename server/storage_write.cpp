// What is written to the database.
#include "server/storage_connection.hpp"

namespace souk::server {

namespace {

std::int64_t number_of(market::person_id person) {
  return person == market::nobody ? -1 : std::int64_t{index(person)};
}

template <class Enum>
std::int64_t number_of(Enum value) {
  return static_cast<std::int64_t>(value);
}

}  // namespace

void storage::put_market(const stored_market& market) {
  guarded([&] {
    own_->get("INSERT INTO market VALUES (1, :policy, :start, :clock, :wall)", "tiii")
        .run({std::string_view{market.policy}, market.start, market.clock, market.wall_at_start});
  });
}

void storage::put_clock(market::second at) {
  guarded([&] { own_->get("UPDATE market SET clock = :at", "i").run({at}); });
}

void storage::add_word(std::int64_t id, std::string_view word) {
  guarded([&] { own_->get("INSERT INTO words VALUES (:id, :word)", "it").run({id, word}); });
}

void storage::add_person(std::int64_t id, const listed_person& person) {
  guarded([&] {
    own_->get(
            "INSERT INTO people VALUES (:id, :username, :email, :first, :last, :side, :hash,"
            " :code)",
            "ittttttt")
        .run({id, std::string_view{person.username}, std::string_view{person.email},
            std::string_view{person.first_name}, std::string_view{person.last_name},
            market::name(person.side), std::string_view{person.password_hash},
            std::string_view{person.mail_code}});
  });
}

void storage::put_secrets(std::int64_t id, const listed_person& person) {
  guarded([&] {
    own_->get("UPDATE people SET password_hash = :hash, mail_code = :code WHERE id = :id", "tti")
        .run({std::string_view{person.password_hash}, std::string_view{person.mail_code}, id});
  });
}

void storage::add_token(const token_row& row) {
  guarded([&] {
    own_->get("INSERT INTO tokens VALUES (:digest, :person, :expires)", "tii")
        .run({std::string_view{row.digest}, row.person, row.expires_at});
  });
}

void storage::drop_token(const std::string& token) {
  guarded([&] {
    own_->get("DELETE FROM tokens WHERE digest = :digest", "t").run({std::string_view{token}});
  });
}

void storage::add_mail(const mail_row& row) {
  guarded([&] {
    own_->get("INSERT INTO mail VALUES (:id, :address, :at, :subject, :code)", "ititt")
        .run({row.id, std::string_view{row.address}, row.at, std::string_view{row.subject},
            std::string_view{row.code}});
  });
}

void storage::add(const journal_row& row) {
  guarded([&] {
    own_->get("INSERT INTO commands VALUES (:seq, :at, :person, :name, :body)", "iiitt")
        .run({row.seq, row.at, number_of(row.person), std::string_view{row.name},
            std::string_view{row.body}});
  });
}

void storage::add(const event_row& row) {
  const market::event& what = row.what;
  guarded([&] {
    own_->get(
            "INSERT INTO events VALUES (:seq, :at, :type, :type_n, :person, :other, :client,"
            " :need, :amount, :n, :reason, :reason_n, :detail, :logged)",
            "iitiiiiiiitiii")
        .run({row.seq, what.at, market::name(what.type), number_of(what.type),
            number_of(what.person), number_of(what.other), number_of(what.job.client),
            std::int64_t{what.job.need}, what.amount.cents, std::int64_t{what.n},
            market::name(what.why), number_of(what.why), std::int64_t{what.detail},
            std::int64_t{row.logged}});
  });
}

void storage::add(std::int64_t seq, const market::ledger_entry& entry) {
  guarded([&] {
    own_->get(
            "INSERT INTO ledger VALUES (:seq, :at, :cause, :cause_n, :freelancer, :client, :need,"
            " :f, :t, :amount)",
            "iitiiiiiii")
        .run({seq, entry.at, market::name(entry.cause), number_of(entry.cause),
            number_of(entry.freelancer), number_of(entry.job.client), std::int64_t{entry.job.need},
            number_of(entry.from), number_of(entry.to), entry.amount.cents});
  });
}

void storage::add(const idempotency_row& row) {
  guarded([&] {
    own_->get("INSERT INTO idempotency VALUES (:person, :key, :request, :status, :answer, :at)",
            "ittiti")
        .run({row.person, std::string_view{row.key}, std::string_view{row.request}, row.status,
            std::string_view{row.answer}, row.at});
  });
}

void storage::put(const account_row& row) {
  guarded([&] {
    own_->get(
            "INSERT INTO accounts VALUES (:person, :status, :connects, :pending, :available,"
            " :withdrawn, :earned, :spent) ON CONFLICT (person) DO UPDATE SET"
            " status = excluded.status, connects = excluded.connects,"
            " pending = excluded.pending, available = excluded.available,"
            " withdrawn = excluded.withdrawn, earned = excluded.earned, spent = excluded.spent",
            "itiiiiii")
        .run({row.person, std::string_view{row.status}, row.connects, row.pending, row.available,
            row.withdrawn, row.earned, row.spent});
  });
}

void storage::put(const job_row& row) {
  guarded([&] {
    own_->get(
            "INSERT INTO jobs VALUES (:client, :need, :title, :category, :type, :status, :value,"
            " :cost, :proposals, :posted) ON CONFLICT (client, need) DO UPDATE SET"
            " status = excluded.status, proposals = excluded.proposals",
            "iittttiiii")
        .run({number_of(row.id.client), std::int64_t{row.id.need}, std::string_view{row.title},
            std::string_view{row.category}, std::string_view{row.type},
            std::string_view{row.status}, row.value, row.cost, row.proposals, row.posted_at});
  });
}

void storage::put(const proposal_row& row) {
  guarded([&] {
    own_->get(
            "INSERT INTO proposals VALUES (:client, :need, :freelancer, :status, :bid, :boost,"
            " :at) ON CONFLICT (client, need, freelancer) DO UPDATE SET"
            " status = excluded.status",
            "iiitiii")
        .run({number_of(row.id.job.client), std::int64_t{row.id.job.need},
            number_of(row.id.freelancer), std::string_view{row.status}, row.bid, row.boost,
            row.at});
  });
}

void storage::put(const contract_row& row) {
  guarded([&] {
    own_->get(
            "INSERT INTO contracts VALUES (:client, :need, :freelancer, :status, :escrow,"
            " :pending, :billed, :fees, :minutes) ON CONFLICT (client, need, freelancer)"
            " DO UPDATE SET status = excluded.status, escrow = excluded.escrow,"
            " pending = excluded.pending, billed = excluded.billed, fees = excluded.fees,"
            " minutes_billed = excluded.minutes_billed",
            "iiitiiiii")
        .run({number_of(row.id.job.client), std::int64_t{row.id.job.need},
            number_of(row.id.freelancer), std::string_view{row.status}, row.escrow, row.pending,
            row.billed, row.fees, row.minutes_billed});
  });
}

void storage::put(const milestone_row& row) {
  guarded([&] {
    own_->get(
            "INSERT INTO milestones VALUES (:client, :need, :freelancer, :n, :status, :amount,"
            " :due) ON CONFLICT (client, need, freelancer, n) DO UPDATE SET"
            " status = excluded.status, amount = excluded.amount, due = excluded.due",
            "iiiitii")
        .run({number_of(row.id.contract.job.client), std::int64_t{row.id.contract.job.need},
            number_of(row.id.contract.freelancer), std::int64_t{row.id.n},
            std::string_view{row.status}, row.amount, row.due});
  });
}

void storage::check(const sums_row& sums, bool money_moved) {
  guarded([&] {
    if (money_moved) {
      for (std::size_t i = 0; i < market::ledger_accounts; ++i) {
        own_->get("UPDATE balances SET market_cents = :cents WHERE account = :account", "ii")
            .run({sums.balances.balance[i].cents, static_cast<std::int64_t>(i)});
      }
    }
    own_->get(
            "UPDATE sums SET ledger_sum = (SELECT SUM(cents) FROM balances), other_balances ="
            " (SELECT COUNT(*) FROM balances WHERE cents <> market_cents), granted = :granted,"
            " bought = :bought, returned = :returned, spent = :spent, expired = :expired,"
            " held = :held",
            "iiiiii")
        .run({sums.granted, sums.bought, sums.returned, sums.spent, sums.expired, sums.held});
  });
}

void storage::forget(std::int64_t tokens_before, std::int64_t keys_before) {
  guarded([&] {
    own_->get("DELETE FROM tokens WHERE expires_at < :then", "i").run({tokens_before});
    own_->get("DELETE FROM idempotency WHERE at < :then", "i").run({keys_before});
  });
}

}  // namespace souk::server
