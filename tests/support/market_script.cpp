#include "tests/support/market_script.hpp"

#include "scenarios/policy_file.hpp"
#include "tests/support/accounts.hpp"

#include <algorithm>
#include <tuple>

namespace souk::testing {

using market::ledger_account;
using market::money;
using market::person_id;
using market::reason;

namespace {

/// The profile that contract.md gives to a cast freelancer.
market::profile_fields usual_profile() {
  static constexpr std::array skills{market::symbol{2}};
  market::profile_fields usual = whole_profile();
  usual.category = market::symbol{1};
  usual.skills = skills;
  return usual;
}

std::string said(const std::string& what, std::int64_t market_says, std::int64_t auditor_says) {
  return what + ": " + std::to_string(market_says) + ", but by the journal "
         + std::to_string(auditor_says);
}

}  // namespace

market::policy policy_of(std::span<const scenarios::setting> settings) {
  market::policy terms;
  terms.vetting.review_time = {market::hours(24), std::nullopt};
  scenarios::apply_settings(terms, settings);
  return terms;
}

void seed_cast(market::world& world) {
  for (std::uint32_t i = 0; i < script_people; ++i) {
    const script_person& one = script_cast[i];
    if (one.is_new) {
      continue;
    }
    if (one.side == market::side::client) {
      world.seed_client(person_id{i});
    } else {
      world.seed_freelancer(person_id{i}, usual_profile());
    }
    world.seed_names(one.name, std::string(one.name) + "@cast.invalid");
  }
}

void for_job_of(market::command& what, const std::function<void(market::job_id&)>& visit) {
  std::visit(
      [&](auto& asked) {
        if constexpr (requires { asked.milestone; }) {
          visit(asked.milestone.contract.job);
        } else if constexpr (requires { asked.contract; }) {
          visit(asked.contract.job);
        } else if constexpr (requires { asked.job; }) {
          visit(asked.job);
        }
      },
      what);
}

// -- the market -----------------------------------------------------------------------------------

watched_market::watched_market(const market::policy& terms, const market::policy& believed)
    : world_(terms, script_people, script_start), auditor_(believed, script_start) {
  seed_cast(world_);
  for (std::uint32_t i = 0; i < script_people; ++i) {
    if (!script_cast[i].is_new) {
      auditor_.seed(person_id{i}, script_cast[i].side);
    }
  }
  world_.keep_entries();
}

void watched_market::advance(market::second to) {
  if (to > world_.now()) {
    world_.advance(to);
    look();
  }
}

reason watched_market::give(person_id by, const market::command& asked) {
  const market::fingerprint before = world_.state_hash();
  const std::size_t told = world_.log().size();
  const reason judged = world_.judge(by, asked);
  if (!wrong_ && (!(world_.state_hash() == before) || world_.log().size() != told)) {
    wrong_ = "a verdict leaves a trace";
  }
  const reason why = world_.give(by, asked);
  if (!wrong_ && judged != why) {
    wrong_ =
        "judged " + std::string(market::name(judged)) + ", given " + std::string(market::name(why));
  }
  const auto& log = world_.log();
  if (why != reason::none && !wrong_) {
    const bool alone = log.size() == told + 1 && log.back().logged
                       && log.back().what.type == market::event_type::rejected
                       && log.back().what.why == why;
    if (!alone) {
      wrong_ = "a rejection is not told as one event";
    } else if (!(world_.state_hash() == before)) {
      wrong_ = "a rejection (" + std::string(market::name(why)) + ") leaves a trace";
    }
  }
  look();
  return why;
}

std::optional<script_step> watched_market::play(const script_step& step) {
  script_step done = step;
  market::command& asked = done.what;
  bool known = true;
  for_job_of(asked, [&](market::job_id& job) {
    const auto here = posted_.find(job);
    known = here != posted_.end() || job == market::no_job;
    job = here != posted_.end() ? here->second : job;
  });
  if (!known) {
    return std::nullopt;
  }
  if (auto* const made = std::get_if<market::offer>(&asked); made != nullptr && step.terms) {
    made->milestones = *step.terms;
  }
  advance(step.at);
  const market::job_id next = world_.next_job(step.by);
  done.answer = give(step.by, asked);
  done.makes = market::no_job;
  if (world_.next_job(step.by) != next) {
    posted_[step.makes] = done.makes = next;
  }
  return done;
}

// -- what must hold -------------------------------------------------------------------------------

void watched_market::look() {
  for (; read_ < world_.log().size(); ++read_) {
    if (world_.log()[read_].logged) {
      auditor_.read(world_.log()[read_].what);
    }
  }
  auditor_.run_clock(world_.now());
  for (const market::ledger_entry& entry : world_.take_entries()) {
    auditor_.check_against(entry);
  }
  for (const auto& found : {world_.audit(), auditor_.complaint(), differing_person(),
           differing_contract(), differing_total()}) {
    if (found && !wrong_) {
      wrong_ = found;
    }
  }
}

std::optional<std::string> watched_market::differing_person() const {
  for (const auto& [person, book] : auditor_.people()) {
    const market::account_glance seen = world_.accounts().look(person);
    const std::string name(script_cast[index(person)].name);
    if (seen.side == market::side::client) {
      if (seen.client.spent != book.spent) {
        return said(name + ".spent", seen.client.spent.cents, book.spent.cents);
      }
      continue;
    }
    const std::tuple<const char*, std::int64_t, std::int64_t> all[]{
        {".available", seen.available.cents, book.available.cents},
        {".pending", world_.billing().pending_of(person).cents, auditor_.pending_of(person).cents},
        {".withdrawn", seen.withdrawn.cents, book.withdrawn.cents},
        {".earned", seen.earned.cents, book.earned.cents},
        {".connects", seen.connects, book.connects}};
    for (const auto& [what, market_says, auditor_says] : all) {
      if (market_says != auditor_says) {
        return said(name + what, market_says, auditor_says);
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> watched_market::differing_contract() const {
  for (const auto& [id, book] : auditor_.contracts()) {
    const std::string name = "contract of " + std::string(script_cast[index(id.freelancer)].name);
    if (world_.status_of(id) != book.status) {
      return name + " is " + std::string(market::name(world_.status_of(id)))
             + ", but by the journal " + std::string(market::name(book.status));
    }
    const auto facts = world_.billing().look(id);
    if (!facts) {
      continue;
    }
    const std::tuple<const char*, std::int64_t, std::int64_t> all[]{
        {".escrow", facts->escrow.cents, book.escrow.cents},
        {".pending", facts->pending.cents, book.pending().cents},
        {".billed", facts->billed.cents, book.billed.cents},
        {".fees", facts->fees.cents, book.fees.cents},
        {".minutes_logged", facts->minutes_logged, book.minutes_logged},
        {".minutes_billed", facts->minutes_billed, book.minutes_billed},
        {", lifetime", world_.billing().lifetime(id.job.client, id.freelancer).cents,
            auditor_.lifetime(id.job.client, id.freelancer).cents}};
    for (const auto& [what, market_says, auditor_says] : all) {
      if (market_says != auditor_says) {
        return said(name + what, market_says, auditor_says);
      }
    }
    for (std::uint32_t n = 0; n < book.milestones.size(); ++n) {
      if (world_.status_of({id, n}) != book.milestones[n].status) {
        return "milestone " + std::to_string(n) + " of the " + name + " has another status";
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> watched_market::differing_total() const {
  using enum ledger_account;
  const market::ledger_totals all = world_.totals();
  const platform_book& book = auditor_.platform();
  const std::tuple<const char*, money, money> totals[]{
      {"freelancer fees", all[freelancer_fees], book.freelancer_fees},
      {"client fees", all[client_fees], book.client_fees},
      {"Connects sold", all[connects_sales_card] + all[connects_sales_balance],
          book.connects_sales},
      {"withdrawal fees", all[withdrawal_fees], book.withdrawal_fees},
      {"subsidies", all[subsidies], book.subsidies}};
  for (const auto& [what, market_says, auditor_says] : totals) {
    if (market_says != auditor_says) {
      return said(what, market_says.cents, auditor_says.cents);
    }
  }
  if (all[escrow] < money{} || all[pending] < money{} || all[available] < money{}) {
    return "less than nothing in the ledger";
  }
  return std::nullopt;
}

// -- scripts --------------------------------------------------------------------------------------

std::vector<script_step> play(const market_script& told, watched_market& stage) {
  std::vector<script_step> done;
  for (const script_step& step : told.steps) {
    if (stage.wrong()) {
      break;
    }
    if (std::optional<script_step> one = stage.play(step)) {
      done.push_back(*std::move(one));
    }
  }
  return done;
}

market_script shortened(market_script told, const market::policy& believed) {
  const market::policy terms = policy_of(told.settings);
  const auto still_wrong = [&](const market_script& one) {
    watched_market stage(terms, believed);
    play(one, stage);
    return stage.wrong().has_value();
  };
  int attempts = 400;
  for (std::size_t piece = told.steps.size() / 2; piece > 0; piece /= 2) {
    for (std::size_t from = told.steps.size(); from > 0 && attempts > 0;) {
      from = from > piece ? from - piece : 0;
      market_script less = told;
      const std::size_t to = std::min(from + piece, less.steps.size());
      less.steps.erase(less.steps.begin() + static_cast<std::ptrdiff_t>(from),
          less.steps.begin() + static_cast<std::ptrdiff_t>(to));
      --attempts;
      if (still_wrong(less)) {
        told = std::move(less);
      }
    }
  }
  return told;
}

}  // namespace souk::testing
