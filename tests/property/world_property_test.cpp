// What holds of a whole market whatever people do, allowed or not.
#include "market/world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace souk::market {
namespace {

const second monday = to_second({2024, 1, 1});
constexpr std::uint32_t freelancers = 3;  // the last of each side is not there yet
constexpr std::uint32_t clients = 3;
constexpr symbol design{1};
constexpr std::array logo{symbol{2}};

/// Something that somebody tries, some time later; what the figures mean depends on what it is.
struct attempt {
  second later = 0;
  std::uint32_t who = 0;
  int verb = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::int32_t figure = 0;
  bool wild = false;  // by anybody, on anything; else by whom it may concern
};

void showValue(const attempt& one, std::ostream& os) {
  os << "{+" << one.later << " s, person " << one.who << ", verb " << one.verb << ", " << one.a
     << ", " << one.b << ", " << one.figure << (one.wild ? ", wild}" : "}");
}

/// Evenly, whatever the size of the case.
int below(int bound) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, bound)); }
std::uint32_t any_of(std::uint32_t bound) {
  return static_cast<std::uint32_t>(below(static_cast<int>(bound)));
}

rc::Gen<attempt> any_attempt() {
  return rc::gen::exec([] {
    attempt one;
    const std::array<second, 9> pauses{0, 0, 0, 0, 0, hour, 5 * hour, day, 4 * day};
    one.later = pauses[any_of(9)];
    one.who = any_of(freelancers + clients);
    one.verb = below(44);
    one.a = any_of(24);
    one.b = any_of(freelancers + 1);
    one.figure = below(4) == 0 ? below(1'200'000) : below(60'000) - 50;
    one.wild = below(7) == 0;
    return one;
  });
}

rc::Gen<std::vector<attempt>> any_life() {
  return rc::gen::resize(400, rc::gen::container<std::vector<attempt>>(any_attempt()));
}

policy any_policy() {
  policy terms;
  terms.fees.freelancer.basis = static_cast<fee_basis>(below(3));
  terms.fees.client = percent(below(2) * 3);
  terms.fees.contract = money{below(2) * 495};
  terms.boost.slots = below(3);
  terms.connects.monthly = below(2) * 10;
  terms.payouts.fee = money{below(2) * 200};
  terms.vetting.review_time = {hours(24), std::nullopt};
  return terms;
}

class life {
 public:
  explicit life(const policy& terms) : market_(terms, freelancers + clients, monday) {
    profile_fields carried;
    carried.category = design;
    carried.skills = logo;
    carried.photo = carried.cv = carried.overview = carried.service = true;
    for (std::uint32_t i = 0; i + 1 < freelancers; ++i) {
      market_.seed_freelancer(person_id{i}, carried);
    }
    for (std::uint32_t i = freelancers; i + 1 < freelancers + clients; ++i) {
      market_.seed_client(person_id{i});
    }
    market_.keep_entries();
    // Work is under way already: fixed-price, hourly, and with another client.
    hire(attempt{.who = freelancers, .b = 0, .figure = 40'000});
    hire(attempt{.who = freelancers, .b = 1, .figure = 30'000});
    hire(attempt{.who = freelancers + 1, .b = 0, .figure = 1'000'001});
    market_.give(person_id{freelancers}, fund_milestone{{contracts_[0], 0}});
  }

  world& market() { return market_; }

  reason give(const attempt& one) {
    const command asked = command_of(one);
    const person_id by = one.wild ? person_id{one.who} : whom_it_concerns(one, asked);
    const job_id next = market_.next_job(by);
    const reason why = market_.give(by, asked);
    if (why == reason::none && market_.next_job(by) != next) {
      jobs_.push_back(next);
    }
    if (const offer* made = std::get_if<offer>(&asked); made != nullptr && why == reason::none) {
      contracts_.push_back({made->job, made->freelancer});
    }
    return why;
  }

 private:
  void hire(attempt how) {
    how.verb = 28;
    give(how);
    how.verb = 34;
    give(how);
    market_.give(contracts_.back().freelancer, accept_offer{contracts_.back()});
  }

  person_id whom_it_concerns(const attempt& one, const command& asked) const {
    const giver side = std::visit([](const auto& what) { return what.by; }, asked);
    const job_id job = std::visit([](const auto& what) { return job_of(what); }, asked);
    const bool by_client = side == giver::client || (side == giver::both && one.figure % 2 == 0);
    if (by_client) {
      return job == no_job ? person_id{freelancers + one.who % clients} : job.client;
    }
    const bool bound = one.verb >= first_bound && !contracts_.empty();
    return bound ? contract(one).freelancer : person_id{one.who % freelancers};
  }

  /// One of the last few, or with a wild attempt sometimes none.
  template <class Id>
  static Id one_of(const std::vector<Id>& all, const attempt& one, Id none) {
    const std::size_t few = std::min<std::size_t>(all.size(), 5);
    return few == 0 || (one.wild && one.a < 6) ? none : all[all.size() - 1 - one.a % few];
  }
  job_id job(const attempt& one) const { return one_of(jobs_, one, no_job); }
  contract_id contract(const attempt& one) const {
    return one.wild && one.a > 20 ? contract_id{job(one), person_id{one.b}}
                                  : one_of(contracts_, one, contract_id{});
  }
  milestone_id milestone(const attempt& one) const { return {contract(one), one.b % 2}; }

  command post(const attempt& one) const {
    post_job asked;
    asked.category = design;
    asked.skills = logo;
    asked.title = "A logo";
    asked.is_public = one.figure % 8 != 0;
    asked.budget = money{one.figure};
    return asked;
  }
  command make_offer(const attempt& one) {
    offer asked;
    asked.job = job(one);
    asked.freelancer = person_id{one.b};
    if (one.figure % 3 == 0) {
      asked.rate = money{one.figure % 9000};
      asked.weekly_limit = 10;
    } else {
      terms_ = {milestone_terms{money{one.figure}, monday + 90 * day},
          milestone_terms{money{one.figure / 2 + 1}, monday + 60 * day}};
      asked.milestones = terms_;
    }
    return asked;
  }
  command join(const attempt& one) const {
    register_account asked;
    asked.first_name = asked.last_name = asked.username = "somebody";
    asked.email = "somebody@example.invalid";
    asked.password = one.b == 0 ? "weak" : "abcdefg1";
    asked.side = one.who < freelancers ? side::freelancer : side::client;
    return asked;
  }
  command submit(const attempt& one) const {
    submit_profile asked;
    asked.category = design;
    asked.skills = logo;
    asked.level = level::expert;
    asked.rate = dollars(20);
    asked.photo = asked.cv = asked.overview = one.b != 0;
    asked.service = true;
    asked.profile = one.a < 4 ? "main" : "web";
    return asked;
  }

  command command_of(const attempt& one) {
    return one.verb < first_bound ? before_work(one) : about_work(one);
  }

  command before_work(const attempt& one) const {
    const std::int32_t small = one.figure % 12;
    switch (one.verb) {
      case 0:
        return join(one);
      case 1:
        return verify_email{};
      case 2:
        return one.figure % 40 == 0 ? command{close_account{}} : command{verify_email{}};
      case 3:
        return submit(one);
      case 4: {
        update_profile asked;
        asked.portfolio = small;
        return asked;
      }
      case 5:
        return take_readiness_test{percent(one.figure % 110)};
      case 6:
        return set_tax_status{};
      case 7:
        return add_payment_method{payment_kind::paypal};
      case 8:
        return set_payout_schedule{static_cast<payout_schedule>(one.b % 4)};
      case 9:
        return buy_connects{10 * small, static_cast<connects_source>(one.b % 2)};
      case 10:
        return search_jobs{};
      case 11:
        return one.a == 0 ? command{save_search{}} : command{search_jobs{}};
      case 12:
      case 13:
        return propose{job(one), money{one.figure}, "Dear client", 0, one.b == 0 ? small : 0};
      case 14:
        return withdraw_proposal{job(one)};
      case 15:
        return reply{job(one)};
      default:
        return decline_invitation{job(one)};
    }
  }

  command about_work(const attempt& one) {
    const auto person = person_id{one.b};
    const money amount{one.figure};
    const std::int32_t small = one.figure % 12;
    const std::int32_t minutes = one.figure % 7 == 0 ? 7 : 10 * small;
    switch (one.verb) {
      case 17:
      case 18:
      case 19:
        return accept_offer{contract(one)};
      case 20:
        return decline_offer{contract(one)};
      case 21:
        return log_time{contract(one), minutes, {}};
      case 22:
      case 23:
        return submit_milestone{milestone(one)};
      case 24:
        return answer_refund{contract(one), one.figure % 2 == 0};
      case 25:
        return refund{contract(one), amount};
      case 26:
        return withdraw{money{one.figure / 4}, {}};
      case 27:
        return add_billing_method{};
      case 28:
        return post(one);
      case 30:
        return close_job{job(one)};
      case 31:
        return invite{job(one), person};
      case 29:
      case 32:
        return interview{job(one), person};
      case 33:
        return decline_proposal{job(one), person};
      case 34:
      case 35:
        return make_offer(one);
      case 36:
      case 37:
        return fund_milestone{milestone(one)};
      case 38:
        return add_milestone{contract(one), amount, monday + 99 * day};
      case 39:
        return one.figure % 2 == 0 ? command{request_changes{milestone(one)}}
                                   : command{approve_milestone{milestone(one)}};
      case 40:
        return dispute_hours{contract(one), minutes};
      case 41:
        return bonus{contract(one), amount};
      case 42:
        return one.a < 8 ? command{end_contract{contract(one), {}}}
                         : command{approve_milestone{milestone(one)}};
      default:
        return review{contract(one), small % 6, small, {}};
    }
  }

  /// From this verb on freelancers' commands are about contracts.
  static constexpr int first_bound = 17;

  world market_;
  std::vector<job_id> jobs_;
  std::vector<contract_id> contracts_;
  std::vector<milestone_terms> terms_;
};

/// Knows nothing but the journal, and derives from it what everybody should have.
class naive_auditor {
 public:
  void read(const std::vector<ledger_entry>& journal) {
    for (const ledger_entry& entry : journal) {
      RC_ASSERT(entry.amount > money{});
      RC_ASSERT(entry.from != entry.to);
      post(entry, entry.from, -entry.amount);
      post(entry, entry.to, entry.amount);
    }
  }

  void compare(const world& market) const {
    RC_ASSERT(market.totals()[ledger_account::escrow] == escrow_);
    for (std::uint32_t i = 0; i < freelancers; ++i) {
      const account_glance seen = market.accounts().look(person_id{i});
      RC_ASSERT(seen.available == available_[i]);
      RC_ASSERT(seen.withdrawn == withdrawn_[i]);
      RC_ASSERT(market.billing().pending_of(person_id{i}) == pending_[i]);
      RC_ASSERT(available_[i] >= money{});
    }
  }

 private:
  void post(const ledger_entry& entry, ledger_account account, money amount) {
    switch (account) {
      case ledger_account::escrow:
        escrow_ += amount;
        break;
      case ledger_account::available:
        available_[index(entry.freelancer)] += amount;
        break;
      case ledger_account::pending:
        pending_[index(entry.freelancer)] += amount;
        break;
      case ledger_account::withdrawn:
        withdrawn_[index(entry.freelancer)] += amount;
        break;
      default:
        break;
    }
  }

  money escrow_;
  std::array<money, freelancers> available_{}, pending_{}, withdrawn_{};
};

RC_GTEST_PROP(WorldProperty, AuditsAfterEveryCommandAndIsUntouchedByRejections, ()) {
  life here(any_policy());
  naive_auditor auditor;
  int accepted = 0;
  for (const attempt& one : *any_life()) {
    here.market().advance(here.market().now() + one.later);
    const fingerprint before = here.market().state_hash();
    const reason why = here.give(one);
    accepted += why == reason::none ? 1 : 0;
    RC_ASSERT(why == reason::none || here.market().state_hash() == before);
    RC_ASSERT(here.market().audit() == std::nullopt);
    auditor.read(here.market().take_entries());
    auditor.compare(here.market());
  }
  here.market().advance(here.market().now() + 400 * day);
  RC_ASSERT(here.market().audit() == std::nullopt);
  auditor.read(here.market().take_entries());
  auditor.compare(here.market());
  RC_CLASSIFY(accepted >= 100);
}

RC_GTEST_PROP(WorldProperty, IsTheSameWhetherTheClockRunsOnceOrOften, ()) {
  const policy terms = any_policy();
  life once(terms);
  life often(terms);
  for (const attempt& one : *any_life()) {
    const second to = once.market().now() + one.later;
    once.market().advance(to);
    for (second at = often.market().now(); at < to; at += 1 + one.later / 3) {
      often.market().advance(at);
    }
    often.market().advance(to);
    RC_ASSERT(once.give(one) == often.give(one));
  }
  RC_ASSERT(once.market().state_hash() == often.market().state_hash());
  RC_ASSERT(once.market().log().size() == often.market().log().size());
  for (std::size_t i = 0; i < once.market().log().size(); ++i) {
    RC_ASSERT(once.market().log()[i].what == often.market().log()[i].what);
  }
}

}  // namespace
}  // namespace souk::market
