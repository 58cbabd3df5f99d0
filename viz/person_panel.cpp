#include "viz/person_panel.hpp"

#include <fmt/format.h>

namespace souk::viz {
namespace {

std::string when(std::int64_t at) { return at < 0 ? "never" : date(at); }

std::string state_of(const observe::person_view& one) {
  std::string text = in_words(market::name(one.profile));
  return one.why == market::reason::none ? text : text + ": " + in_words(market::name(one.why));
}

std::string rating_of(const observe::person_row& row) {
  return row.reviews == 0
             ? "no review yet"
             : fmt::format("{:.2f} of 5, {} {}", static_cast<double>(row.rating_sum) / row.reviews,
                   grouped(row.reviews), row.reviews == 1 ? "review" : "reviews");
}

std::string category_of(const observe::person_row& row, const view& seen) {
  const auto& what = front(seen).what;
  return what != nullptr && row.category < what->categories.size() ? what->categories[row.category]
                                                                   : std::string();
}

void describe_freelancer(const observe::person_view& one, const view& seen, person_model& model) {
  const observe::person_row& row = one.row;
  model.title = fmt::format("Freelancer {}", grouped(index(one.person)));
  model.subtitle = category_of(row, seen) + (one.level.empty() ? "" : ", " + one.level);
  model.profile = {{"Profile", state_of(one)}, {"Asks", dollars(row.rate_cents) + " an hour"},
      {"Completeness", fmt::format("{} of 100", row.completeness)},
      {"Badge", in_words(market::name(row.badge))},
      {"Success score", row.score < 0 ? "none yet" : fmt::format("{} of 100", row.score)},
      {"Rating", rating_of(row)},
      {"Portfolio", fmt::format("{} items, {} jobs before", one.portfolio, one.employments)}};
  model.balance = {{"Earned, gross", dollars(row.earned_cents)},
      {"Pending", dollars(one.pending_cents)}, {"Available", dollars(row.available_cents)},
      {"Withdrawn", dollars(row.withdrawn_cents)}, {"Connects", grouped(row.connects)}};
  model.record = {{"Registered", when(row.registered_at)}, {"Approved", when(row.approved_at)},
      {"First proposal", when(row.first_proposal_at)}, {"First hire", when(row.first_hire_at)},
      {"Left", when(row.left_at)}, {"Proposals", grouped(row.proposals)},
      {"Hires", grouped(row.hires)}, {"Active contracts", grouped(one.active_contracts)}};
}

void describe_client(const observe::person_view& one, person_model& model) {
  const observe::person_row& row = one.row;
  model.title = fmt::format("Client {}", grouped(index(one.person)));
  model.subtitle = row.spent_cents > 0 ? "has paid for work" : "has not paid anything yet";
  model.profile = {{"Registered", when(row.registered_at)}, {"Rating", rating_of(row)}};
  model.balance = {{"Spent", dollars(row.spent_cents)}};
  model.record = {{"Jobs posted", grouped(row.jobs_posted)}, {"Hires", grouped(row.hires)},
      {"First hire", when(row.first_hire_at)}, {"Active contracts", grouped(one.active_contracts)}};
}

}  // namespace

person_model prepare_person(const observe::person_view& one, const view& seen) {
  person_model model;
  if (one.row.side == market::side::freelancer) {
    describe_freelancer(one, seen, model);
  } else {
    describe_client(one, model);
  }
  return model;
}

suggestions prepare_suggestions(const observe::people_view& people) {
  suggestions found;
  const auto& all = people.freelancers;
  const auto better = [&](std::optional<std::uint32_t>& best, std::uint32_t i, auto measure) {
    if (!best || measure(all[i]) > measure(all[*best])) {
      best = i;
    }
  };
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const observe::person_point& one = all[i];
    if (!one.approved) {
      continue;
    }
    if (one.earned > 0.0F) {
      better(found.top_earner, i, [](const auto& p) { return p.earned; });
    }
    if (one.first_hire_at == 0 && one.proposals > 0) {
      better(found.never_hired, i, [](const auto& p) { return p.proposals; });
    }
    if (one.first_hire_at != 0) {
      better(found.just_hired, i, [](const auto& p) { return p.first_hire_at; });
    }
    if (one.earned > 0.0F && people.at - market::second{one.approved_at} < 90 * market::day) {
      better(found.top_newcomer, i, [](const auto& p) { return p.earned; });
    }
  }
  return found;
}

}  // namespace souk::viz
