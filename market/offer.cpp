#include "market/offer.hpp"

#include <algorithm>

namespace souk::market {
namespace {

bool is_well_formed(const offer& asked) {
  const bool hourly = asked.rate && asked.weekly_limit;
  const bool partly_hourly = asked.rate || asked.weekly_limit;
  if (asked.milestones.empty()) {
    return hourly && *asked.rate <= most_named && *asked.weekly_limit <= most_weekly_hours;
  }
  return !partly_hourly && std::ranges::all_of(asked.milestones, [](const milestone_terms& one) {
    return one.amount <= most_named;
  });
}

bool is_positive(const offer& asked) {
  if (asked.rate) {
    return *asked.rate > money{} && *asked.weekly_limit > 0;
  }
  return std::ranges::all_of(
      asked.milestones, [](const milestone_terms& one) { return one.amount > money{}; });
}

/// What both answers to an offer need.
reason answerable(const vouched& given, const offer_view& view) {
  if (view.job == nullptr || view.made == nullptr) {
    return reason::unknown_id;
  }
  if (view.made->freelancer != given.given.by) {
    return reason::not_yours;
  }
  return view.made->status == contract_status::offered ? reason::none : reason::wrong_state;
}

}  // namespace

money offer_record::amount() const {
  money all = rate.value_or(money{});
  for (const milestone_terms& one : milestones) {
    all += one.amount;
  }
  return all;
}

std::optional<second> offer_record::due() const {
  std::optional<second> latest;
  for (const milestone_terms& one : milestones) {
    latest = std::max(latest.value_or(one.due), one.due);
  }
  return latest;
}

decision<> decide(const offer& asked, const vouched& given, const named_freelancer& whom,
    const job_record* job, const offer_record* before) {
  if (whom.exists && !whom.approved) {
    return reason::profile_not_approved;
  }
  if (!whom.exists || job == nullptr) {
    return reason::unknown_id;
  }
  if (job->id.client != given.given.by) {
    return reason::not_yours;
  }
  if (before != nullptr
      && (before->status == contract_status::offered
          || before->status == contract_status::active)) {
    return reason::wrong_state;
  }
  if (job->status != job_status::open) {
    return reason::job_not_open;
  }
  if (!is_well_formed(asked)) {
    return reason::bad_field;
  }
  if (!is_positive(asked)) {
    return reason::amount_not_positive;
  }
  if (asked.rate && !given.billing_method) {
    return reason::no_billing_method;
  }
  return accepted{};
}

void apply(const offer& asked, const vouched& given, const policy& rules, offer_record& made) {
  made = offer_record{};
  made.freelancer = asked.freelancer;
  made.at = shorten(given.given.at);
  made.expires_at = shorten(given.given.at + rules.offers.expiry);
  made.weekly_limit = asked.weekly_limit.value_or(0);
  made.rate = asked.rate;
  made.milestones.assign(asked.milestones.begin(), asked.milestones.end());
}

decision<> decide(const accept_offer&, const vouched& given, const offer_view& view) {
  const reason why = answerable(given, view);
  return why == reason::none ? decision<>{accepted{}} : decision<>{why};
}

started_contract apply(
    const accept_offer& asked, const vouched& given, const job_record& job, offer_record& made) {
  made.status = contract_status::active;
  started_contract started;
  started.id = asked.contract;
  started.at = given.given.at;
  started.policy = given.policy;
  started.category = job.category;
  started.rate = made.rate;
  started.weekly_limit = made.weekly_limit;
  started.milestones = made.milestones;
  return started;
}

decision<> decide(const decline_offer&, const vouched& given, const offer_view& view) {
  const reason why = answerable(given, view);
  return why == reason::none ? decision<>{accepted{}} : decision<>{why};
}

void apply(const decline_offer&, offer_record& made) { made.status = contract_status::declined; }

}  // namespace souk::market
