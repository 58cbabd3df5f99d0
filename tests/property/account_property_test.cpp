// What holds of accounts whatever people do.
#include "tests/support/accounts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <variant>
#include <vector>

namespace souk::market {
namespace {

using testing::accounts;
using testing::form;
using testing::monday;
using testing::whole_profile;
using testing::with_profile;

/// What happens besides commands: news from the other owners.
struct answered {
  bool approved = true;
};
struct replied {};
struct paid {
  money amount;
};
struct billed {
  money amount;
};
struct reviewed {
  std::int32_t stars = 0, private_score = -1;
  std::uint32_t client = 9;
};
/// A proposal of so many Connects, and what becomes of it.
struct bid {
  std::int32_t cost = 0;
  int fate = 0;  // 0 stands, 1 refused, 2 returned later
};

using happening = std::variant<register_account, verify_email, close_account, submit_profile,
    update_profile, take_readiness_test, set_tax_status, add_payment_method, set_payout_schedule,
    buy_connects, withdraw, answered, replied, paid, billed, reviewed, bid>;

struct moment {
  second later = 0;
  std::uint32_t person = 0;
  happening what;
};

/// Evenly, whatever the size of the case.
int below(int bound) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, bound)); }

update_profile any_update() {
  update_profile asked;
  asked.portfolio = below(6) - 1;
  asked.education = below(4);
  asked.video = below(2) == 0;
  asked.photo = below(5) > 0;
  return asked;
}

happening any_command() {
  switch (below(11)) {
    case 0:
      return form();
    case 1:
      return verify_email{};
    case 2:
      return below(20) == 0 ? happening{close_account{}} : happening{verify_email{}};
    case 3:
      return with_profile<submit_profile>(whole_profile());
    case 4:
      return any_update();
    case 5:
      return take_readiness_test{percent(below(120))};
    case 6:
      return set_tax_status{};
    case 7:
      return add_payment_method{static_cast<payment_kind>(below(2))};
    case 8:
      return set_payout_schedule{static_cast<payout_schedule>(below(4))};
    case 9:
      return buy_connects{10 * below(9), static_cast<connects_source>(below(2))};
    default:
      return withdraw{dollars(below(40) - 3), {}};
  }
}

happening any_news() {
  switch (below(7)) {
    case 0:
      return answered{below(4) > 0};
    case 1:
      return replied{};
    case 2:
      return paid{money{below(9000)}};
    case 3:
      return billed{money{below(90'000) - 1000}};
    case 4:
      return reviewed{below(6), below(12) - 1, static_cast<std::uint32_t>(below(3)) + 7};
    default:
      return bid{below(25), below(3)};
  }
}

rc::Gen<moment> any_moment() {
  return rc::gen::exec([] {
    const second later = below(3) == 0 ? below(20) * day : below(90) * minute;
    return moment{
        later, static_cast<std::uint32_t>(below(3)), below(2) == 0 ? any_command() : any_news()};
  });
}

/// Plays moments, and checks after each what must always hold.
class life {
 public:
  explicit life(policy terms) : here_(std::move(terms)) {
    here_.freelancer(0);
    here_.freelancer(1);
  }

  void play(const moment& one) {
    at_ += one.later;
    who_ = accounts::person(one.person);
    here_.clock(at_);
    check();
    here_.out.clear();
    std::visit([this](const auto& what) { happen(what); }, one.what);
    check();
  }

  const accounts& here() const { return here_; }

 private:
  template <class Command>
  void happen(const Command& asked) {
    const fingerprint before = here_.book.state_hash();
    const reason why = here_.book.handle({at_, who_, 0}, asked, {}, here_.out);
    if (why != reason::none) {
      RC_ASSERT(here_.book.state_hash() == before);
      RC_ASSERT(here_.out.events.size() == 1u);
      RC_ASSERT(here_.out.events[0].type == event_type::rejected);
      RC_ASSERT(here_.out.submissions.empty());
    } else {
      RC_ASSERT(here_.out.events[0].type != event_type::rejected);
    }
  }

  void happen(const answered& news) {
    if (here_.book.status_of(who_) == profile_status::in_review) {
      here_.notice(
          news.approved ? event_type::profile_approved : event_type::profile_rejected, at_, who_);
    }
  }
  void happen(const replied&) { here_.notice(event_type::replied, at_, who_, 1); }
  void happen(const paid& news) { here_.fund(at_, who_, news.amount); }
  void happen(const billed& news) { here_.earn(at_, who_, news.amount); }
  void happen(const reviewed& news) {
    here_.review(at_, who_, news.stars, news.client, news.private_score);
  }

  void happen(const bid& asked) {
    const fingerprint before = here_.book.state_hash();
    const auto voucher = here_.book.admit({at_, who_, 0}, propose{}, asked.cost, here_.out);
    if (!voucher || !voucher->enough_connects || asked.fate == 1) {
      if (voucher) {
        here_.book.notice(returned_connects{at_, who_, no_job, voucher->connects, true}, here_.out);
      }
      RC_ASSERT(here_.book.state_hash() == before);
    } else if (asked.fate == 2) {
      open_.push_back({at_, who_, no_job, voucher->connects, false});
    }
    if (open_.size() > 3) {
      open_.front().at = at_;
      here_.book.notice(open_.front(), here_.out);
      open_.erase(open_.begin());
    }
  }

  void check() const {
    const auto wrong = here_.book.audit();
    if (wrong) {
      RC_LOG() << *wrong;
    }
    RC_ASSERT(!wrong);
    RC_ASSERT(here_.book.connects_totals().balanced());
    for (const freelancer_face& face : here_.freelancer_faces) {
      RC_ASSERT(face.completeness <= 100);
      RC_ASSERT(face.score == no_score || face.score <= 100);
    }
  }

  accounts here_;
  second at_ = monday;
  person_id who_ = nobody;
  std::vector<returned_connects> open_;
};

policy any_policy() {
  policy terms;
  terms.connects.monthly = below(3) * 7;
  if (below(2) == 0) {
    terms.connects.rollover_max = below(60);
  }
  terms.connects.expiry = days(below(60) + 1);
  terms.payouts.fee = money{below(3) * 50};
  return terms;
}

RC_GTEST_PROP(Accounts, KeepTheirSumsAndRejectWithoutATrace, ()) {
  life all{any_policy()};
  for (const moment& one : *rc::gen::container<std::vector<moment>>(any_moment())) {
    all.play(one);
  }
}

RC_GTEST_PROP(Accounts, DoNotDependOnHowFarTheClockSteps, ()) {
  const policy terms = any_policy();
  accounts coarse{terms};
  accounts fine{terms};
  const second end = monday + (below(200) + 1) * day + below(86'400);
  const second step = below(200'000) + 60;
  std::vector<event> seen;
  for (accounts* here : {&coarse, &fine}) {
    here->freelancer(0);
    here->freelancer(1);
    here->give(monday, accounts::person(1), set_tax_status{});
    here->give(monday, accounts::person(1), add_payment_method{});
    here->give(monday, accounts::person(1), set_payout_schedule{payout_schedule::weekly});
    here->fund(monday, accounts::person(1), dollars(70));
  }
  coarse.clock(end);
  for (second at = monday; at < end; at += step) {
    fine.clock(at);
    seen.insert(seen.end(), fine.out.events.begin(), fine.out.events.end());
  }
  fine.clock(end);
  seen.insert(seen.end(), fine.out.events.begin(), fine.out.events.end());
  RC_ASSERT(seen == coarse.out.events);
  RC_ASSERT(fine.book.state_hash() == coarse.book.state_hash());
}

}  // namespace
}  // namespace souk::market
