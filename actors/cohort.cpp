#include "actors/cohort.hpp"

#include "actors/routing.hpp"
#include "people/distributions.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace souk::actors {
namespace {

template <class Side>
inline constexpr bool is_freelancers = std::same_as<Side, freelancer_side>;

template <class Face>
std::span<Face> faces_for(std::vector<Face>& own, std::type_identity<Face>) {
  return own;
}
template <class Wanted, class Face>
std::span<Wanted> faces_for(std::vector<Face>&, std::type_identity<Wanted>) {
  return {};
}

/// Gathers one kind of hand-over from all letters in an order of its own content.
template <class Item, class Key>
std::vector<Item> gathered(const inbox& in, std::vector<Item> mail::* part, Key key) {
  std::vector<Item> all;
  for (const mail* letter : in.letters) {
    all.insert(all.end(), (letter->*part).begin(), (letter->*part).end());
  }
  std::sort(all.begin(), all.end(), [&](const Item& a, const Item& b) { return key(a) < key(b); });
  return all;
}

auto news_order(const delivery& one) {
  const market::event& e = one.what;
  return std::tuple{one.to, e.at, e.type, e.person, e.other, e.job, e.n, e.amount, e.why, e.detail};
}

std::int64_t moment(std::uint32_t at) { return at == 0 ? -1 : std::int64_t{at}; }

void describe(const people::freelancer_memory& mind, observe::person_row& row) {
  row.category = mind.category;
  row.first_proposal_at = moment(mind.first_proposal_at);
  row.first_hire_at = moment(mind.first_hire_at);
  row.left_at = moment(mind.left_at);
  row.proposals = mind.proposals;
  row.interviews = mind.interviews;
  row.hires = mind.hires;
  row.country = mind.country;
  row.level = mind.level;
  row.closed = mind.closed;
}

void describe(const people::client_memory& mind, observe::person_row& row) {
  row.first_hire_at = moment(mind.first_hire_at);
  row.hires = mind.hires;
  row.jobs_posted = mind.posts;
}

/// Commands that need an account's facts about the rest of the market get none here: names are
/// unique by construction, and nobody leaves with open business.
constexpr market::account_facts no_facts{};

}  // namespace

template <class Side>
cohort<Side>::cohort(const run_setup& setup, public_view& view, shard_index number)
    : shard(setup.plan.desks(), setup.plan.cohorts()),
      setup_(setup),
      view_(view),
      number_(number),
      first_(setup.plan.first_of(number)),
      count_(setup.plan.count_of(number)),
      faces_(count_),
      book_(market::person_id{first_}, count_, setup.policies,
          faces_for(faces_, std::type_identity<market::freelancer_face>{}),
          faces_for(faces_, std::type_identity<market::client_face>{}), setup.clock.begin),
      minds_(market::person_id{first_}, count_, setup.people),
      wakes_(setup.clock),
      treatments_(setup, market::person_id{first_}, count_),
      tally_(setup.categories.size(), setup.record_events),
      post_(setup_.plan, mail_, tally_),
      active_on_(count_),
      premiums_(first_, is_freelancers<Side> ? count_ : 0,
          observe::premium_panel::spacing(setup.plan.freelancers)),
      years_(is_freelancers<Side> ? 0 : count_),
      newcomers_(first_, is_freelancers<Side> ? count_ : 0) {
  if (setup.record_entries) {
    book_.ledger().keep_entries();
  }
  intentions_.notes.followed = setup.followed;
  minds_.begin(intentions_);
  for (const people::wake& one : intentions_.wakes) {
    wakes_.add(one);
  }
  intentions_.clear();
  treat(setup.clock.begin);
}

template <class Side>
void cohort<Side>::work(stage which, const epoch& now, const inbox& in) {
  if (which == stage::act) {
    act(now);
  } else {
    settle(now, in);
  }
}

// -- act
// ----------------------------------------------------------------------------------------------

template <class Side>
void cohort<Side>::act(const epoch& now) {
  commands_.clear();
  mail_.clear();
  intentions_.clear_shelves();
  sequence_ = 0;
  call_employers(now);
  wakes_.open(now);
  people::wake due;
  while (wakes_.next(due)) {
    ++wakes_counted_;
    bring_near();
    const second at = std::max<second>(due.at, now.from);
    minds_.wake(due, sight_of_wake(due, at), intentions_);
    take_intentions(now);
  }
}

/// Asks for the memory of who is due soon: with a million people every wake would wait for it.
template <class Side>
void cohort<Side>::bring_near() {
  if (const people::wake* later = wakes_.ahead(16)) {
    __builtin_prefetch(&minds_.memory(later->person));
    book_.prefetch_account(later->person);
  }
  if (const people::wake* soon = wakes_.ahead(8)) {
    book_.prefetch_record(soon->person);
  }
}

template <class Side>
void cohort<Side>::take_intentions(const epoch& now) {
  for (const people::given& asked : intentions_.commands) {
    give(asked, now);
  }
  for (const people::wake& one : intentions_.wakes) {
    wakes_.add(one);
  }
  tally_.count(
      observe::counted::off_platform, static_cast<std::int64_t>(intentions_.off_platform.size()));
  take_observations(now.from);
  intentions_.clear();
}

/// What people tell of themselves goes into the moments of the day.
template <class Side>
void cohort<Side>::take_observations(second at) {
  for (const people::off_platform_pair& pair : intentions_.off_platform) {
    moments_.moved_cents += pair.value.cents;
    departures_.push_back({pair.at, pair.contract, pair.value.cents});
  }
  const auto& written = intentions_.notes.written;
  notes_.insert(notes_.end(), written.begin(), written.end());
  const people::observations& seen = intentions_.seen;
  if (seen.empty()) {
    return;
  }
  const bool in_window = at >= setup_.window_begin();
  for (const people::bid_made& bid : seen.bids) {
    moments_.propose(bid.age);
    newcomers_.propose(index(bid.by), at, bid.age, static_cast<double>(bid.log_price));
    const bool first_post = bid.job.need == 0;
    if (in_window && (first_post || bid.repeat_client)) {
      premiums_.add(index(bid.by), bid.type, first_post, static_cast<double>(bid.log_price));
    }
  }
  for (const second age : seen.interviewed_ages) {
    moments_.interview(age);
  }
  rivals_.clear();
  for (const people::rival_seen& one : seen.rivals) {
    rivals_.push_back({static_cast<double>(one.log_bid), static_cast<double>(one.reputation)});
  }
  moments_.compare(rivals_);
  for (const people::deal_seen& deal : seen.deals) {
    moments_.strike(deal.net, deal.reservation, deal.most);
  }
  for (const people::reply_planned& one : seen.replies) {
    newcomers_.reply(index(one.by), one.after);
  }
  for (const people::opinion_given& one : seen.opinions) {
    moments_.rate(one.stars, one.private_score);
  }
  moments_.searching_s += seen.searching;
  moments_.paid_s += seen.paid;
}

template <class Side>
void cohort<Side>::give(const people::given& asked, const epoch& now) {
  const market::stamp given{
      std::clamp<second>(asked.at, now.from, now.to - 1), asked.by, sequence_++};
  if constexpr (is_freelancers<Side>) {
    count_active(given.by, given.at, observe::counted::freelancers_active);
  }
  std::visit([&](const auto& command) { route(given, command, now); }, asked.what);
}

template <class Side>
void cohort<Side>::count_active(market::person_id person, second at, observe::counted what) {
  const auto day = static_cast<std::uint16_t>((at - setup_.clock.begin) / market::day + 1);
  if (std::exchange(active_on_[offset(person)], day) != day) {
    tally_.count(what);
  }
}

template <class Side>
template <class Command>
void cohort<Side>::route(const market::stamp& given, const Command& asked, const epoch& now) {
  out_.clear();
  if constexpr (market::account_command<Command>) {
    book_.handle(given, asked, no_facts, out_);
  } else if constexpr (std::same_as<Command, market::propose>) {
    const std::int32_t cost = view_.exchanges[exchange_of(asked.job)]->cost_for(
        asked.job, given.by, book_.policy_of(given.by));
    if (const auto voucher = book_.admit(given, asked, cost, out_)) {
      pass_on(*voucher, asked, now);
    }
  } else if (const auto voucher = book_.admit(given, asked, out_)) {
    pass_on(*voucher, asked, now);
  }
  take_own_answers();
}

template <class Side>
void cohort<Side>::pass_on(
    market::vouched voucher, const market::propose& asked, const epoch& now) {
  voucher.visible_at = now.to;
  newcomers_.spend(index(voucher.given.by), voucher.given.at, voucher.connects.count());
  commands_.to(exchange_of(asked.job)).proposals.push_back({voucher, asked});
}

template <class Side>
template <class Command>
void cohort<Side>::pass_on(market::vouched voucher, const Command& asked, const epoch& now) {
  voucher.visible_at = now.to;
  std::uint32_t desk = 0;
  if constexpr (bill_command<Command>) {
    desk = setup_.plan.billing_desk(market::job_of(asked).client);
  } else if constexpr (std::same_as<Command, market::post_job>) {
    desk = exchange_of({voucher.given.by, asked.need});
  } else if constexpr (requires { market::job_of(asked); }) {
    desk = exchange_of(market::job_of(asked));
  }
  commands_.to(desk).others.push_back({voucher, asked});
}

/// What the own accounts answered: their owners learn it when the epoch is over.
template <class Side>
void cohort<Side>::take_own_answers() {
  for (const market::event& what : out_.events) {
    tally_.record(what);
    mail_.to(number_).events.push_back({what.person, what});
  }
  for (market::submission one : out_.submissions) {
    one.work = setup_.review_work(one);
    commands_.to(setup_.plan.vetting_desk()).submissions.push_back(one);
  }
  for (const market::supply_change& one : out_.supply) {
    commands_.to(setup_.plan.vetting_desk()).supply.push_back(one);
  }
}

// -- settle
// -------------------------------------------------------------------------------------------

template <class Side>
void cohort<Side>::settle(const epoch& now, const inbox& in) {
  out_.clear();
  let_accounts_notice(in);
  book_.advance(now.to, out_);
  treat(now.to);
  for (const market::event& what : out_.events) {
    tally_.record(what);
    news_.push_back({what.person, what});
  }
  let_people_notice(now);
}

template <class Side>
void cohort<Side>::let_accounts_notice(const inbox& in) {
  using market::person_id;
  for (const auto& back : gathered(in, &mail::connects,
           [](const auto& one) { return std::tuple{one.at, one.to, one.job}; })) {
    book_.notice(back, out_);
    newcomers_.spend(index(back.to), back.at, -back.connects.count());
  }
  for (const auto& funds : gathered(in, &mail::funds, [](const auto& one) {
         return std::tuple{one.at, one.to, one.contract, one.amount, one.hold_released};
       })) {
    book_.notice(funds, out_);
  }
  for (const auto& work : gathered(in, &mail::billed, [](const auto& one) {
         return std::tuple{one.at, one.contract, one.earned, one.spent};
       })) {
    book_.notice(work);
    if constexpr (is_freelancers<Side>) {
      newcomers_.earn(index(work.contract.freelancer), work.at, work.earned);
    } else {
      count_spending(work);
    }
    publish(is_freelancers<Side> ? work.contract.freelancer : work.contract.job.client);
  }
  for (const auto& result : gathered(in, &mail::outcomes, [](const auto& one) {
         return std::tuple{one.at, one.contract, one.stars, one.private_score};
       })) {
    book_.notice(result);
    publish(is_freelancers<Side> ? result.contract.freelancer : result.contract.job.client);
  }
  news_ = gathered(in, &mail::events,
      [](const delivery& one) { return std::tuple{one.what.at, news_order(one)}; });
  for (const delivery& one : news_) {
    book_.notice(one.what, out_);
    const bool main = one.what.type == market::event_type::profile_approved && one.what.n == 0;
    if (main && is_freelancers<Side>) {
      treatments_.approved(one.to, one.what.at);
    }
  }
}

template <class Side>
void cohort<Side>::count_spending(const market::billed_work& work) {
  const market::person_id client = work.contract.job.client;
  if (work.spent.cents > 0) {
    count_active(client, work.at, observe::counted::clients_active);
  }
  constexpr second year = observe::moment_year_days * market::day;
  const second since = work.at - (setup_.window_begin() - year);
  if (since >= 0 && since < 2 * year) {
    years_[offset(client)][since < year ? 0 : 1] += work.spent.cents;
  }
}

template <class Side>
void cohort<Side>::let_people_notice(const epoch& now) {
  std::sort(news_.begin(), news_.end(),
      [](const delivery& a, const delivery& b) { return news_order(a) < news_order(b); });
  for (const delivery& one : news_) {
    publish(one.to);
    if constexpr (is_freelancers<Side>) {
      newcomers_.notice(index(one.to), one.what, faces_[offset(one.to)]);
    }
    minds_.notice(one.what, one.to, sight_of_news(one.to, now.to), intentions_);
  }
  news_.clear();
  if (!intentions_.commands.empty()) {
    throw std::logic_error("a mind gave a command while it was told news");
  }
  take_intentions(now);
}

template <class Side>
void cohort<Side>::publish(market::person_id person) {
  public_faces()[index(person) - (is_freelancers<Side> ? 0 : setup_.plan.freelancers)] =
      faces_[offset(person)];
}

template <class Side>
std::vector<typename Side::face>& cohort<Side>::public_faces() {
  if constexpr (is_freelancers<Side>) {
    return view_.freelancers;
  } else {
    return view_.clients;
  }
}

// -- sight
// --------------------------------------------------------------------------------------------

template <class Side>
std::uint32_t cohort<Side>::exchange_of(market::job_id job) const {
  return setup_.plan.exchange_desk(setup_.category_of_job(job));
}

/// What is told needs no look at boards or at the own account.
template <class Side>
typename Side::sight cohort<Side>::sight_of_news(market::person_id person, second now) const {
  typename Side::sight sees;
  sees.now = now;
  const market::policy_index group = book_.policy_of(person);
  sees.rules = &setup_.policies.at(group, now);
  if (const market::jobs_apart& apart = setup_.policies.apart(); apart.bit != 0) {
    sees.apart = &setup_.policies.at(setup_.policies.about_job(group, apart.bit), now);
    if constexpr (!is_freelancers<Side>) {
      sees.jobs_apart = &apart;
    }
  }
  sees.self = &faces_[offset(person)];
  if constexpr (is_freelancers<Side>) {
    sees.clients = view_.clients.data();
    sees.first_client = setup_.plan.freelancers;
  } else {
    sees.faces = view_.freelancers.data();
    sees.first_freelancer = 0;
  }
  return sees;
}

template <class Side>
typename Side::sight cohort<Side>::sight_of_wake(const people::wake& due, second now) {
  typename Side::sight sees = sight_of_news(due.person, now);
  if constexpr (is_freelancers<Side>) {
    const std::uint32_t category = minds_.memory(due.person).category;
    sees.feed =
        view_.exchanges[setup_.plan.exchange_desk(category)]->feed(setup_.categories[category]);
    if (due.kind == static_cast<std::uint8_t>(people::freelancer_wake::invitation)) {
      sees.asked = view_.exchanges[exchange_of(due.job)]->in_feed(due.job);
    }
    sees.profile = book_.status_of(due.person);
    sees.connects = book_.connects(due.person);
    sees.available = book_.available(due.person);
  } else if (due.job != market::no_job) {
    const market::exchange& exchange = *view_.exchanges[exchange_of(due.job)];
    sees.job_open = exchange.is_open(due.job);
    if (due.kind == static_cast<std::uint8_t>(people::client_wake::look)) {
      proposals_.clear();
      exchange.rank(due.job, proposals_);
      std::erase_if(proposals_, [now](const auto& one) { return one.visible_at > now; });
      sees.proposals = proposals_;
    }
  }
  return sees;
}

// -- sums and records
// ----------------------------------------------------------------------------------

template <class Side>
second cohort<Side>::next_due(stage which) const {
  if (which == stage::act) {
    return calls_.empty() ? wakes_.next_due() : setup_.clock.begin;
  }
  return std::min(book_.next_due(), treatments_.next_due());
}

template <class Side>
shard_sums cohort<Side>::sums() const {
  const market::connects_sums& c = book_.connects_totals();
  return {book_.ledger().totals(), {c.granted, c.bought, c.spent, c.returned, c.expired, c.held},
      tally_.fingerprint()};
}

template <class Side>
day_part cohort<Side>::take_day(bool recount) {
  tally_.count(observe::counted::wakes, std::exchange(wakes_counted_, 0));
  day_part part;
  part.counts = tally_.take_day();
  part.moments = std::exchange(moments_, {});
  part.freelancers = book_.freelancers();
  part.clients = book_.clients();
  part.events = tally_.take_events();
  part.notes = std::exchange(notes_, {});
  part.departures = std::exchange(departures_, {});
  part.entries = book_.ledger().take_entries();
  part.audit = recount ? book_.audit() : std::nullopt;
  return part;
}

template <class Side>
final_part cohort<Side>::finish() {
  final_part part;
  part.state = book_.state_hash();
  part.state.add(minds_.state_hash());
  premiums_.sum_into(part.moments);
  for (const observe::treatment_row& row : treatments_.rows()) {
    if (book_.look(row.person).registered_at) {
      part.treatments.push_back(row);
    }
  }
  for (std::uint32_t i = 0; i < count_; ++i) {
    part.people.push_back(row_of(market::person_id{first_ + i}));
  }
  return part;
}

template <class Side>
observe::person_row cohort<Side>::row_of(market::person_id person) const {
  const market::account_glance glance = book_.look(person);
  observe::person_row row;
  row.person = person;
  row.side = is_freelancers<Side> ? market::side::freelancer : market::side::client;
  row.registered_at = glance.registered_at.value_or(-1);
  row.approved_at = glance.approved_at.value_or(-1);
  if constexpr (!is_freelancers<Side>) {
    row.year_cents = years_[offset(person)];
  }
  row.rate_cents = glance.face.rate.cents;
  row.earned_cents = glance.earned.cents;
  row.spent_cents = glance.client.spent.cents;
  row.available_cents = glance.available.cents;
  row.withdrawn_cents = glance.withdrawn.cents;
  row.connects = glance.connects;
  row.score = glance.score ? static_cast<std::int16_t>(*glance.score) : std::int16_t{-1};
  row.badge = glance.face.badge;
  row.completeness = glance.face.completeness;
  const bool freelancer = is_freelancers<Side>;
  row.reviews = freelancer ? glance.face.reviews : glance.client.reviews;
  row.rating_sum =
      static_cast<std::int32_t>(freelancer ? glance.face.rating_sum : glance.client.rating_sum);
  describe(minds_.memory(person), row);
  if constexpr (is_freelancers<Side>) {
    newcomers_.describe(row);
  }
  return row;
}

// -- what a watcher sees
// --------------------------------------------------------------------------------------------

template <class Side>
void cohort<Side>::keep_late_rows() {
  tally_.keep_last(late_rows_kept);
  book_.ledger().keep_last(late_rows_kept);
}

template <class Side>
void cohort<Side>::show(late_rows& into) const {
  into.take(tally_.last(), into.events);
  into.take(book_.ledger().last(), into.entries);
}

template <class Side>
void cohort<Side>::show(observe::vitals& into) const {
  into.today += tally_.today();
  into.today[observe::counted::wakes] += wakes_counted_;
  into.freelancers += book_.freelancers();
  into.clients += book_.clients();
}

template <class Side>
void cohort<Side>::show(std::vector<observe::person_point>& into) const {
  if constexpr (is_freelancers<Side>) {
    for (std::uint32_t i = 0; i < count_; ++i) {
      const people::freelancer_memory& mind = minds_.memory(market::person_id{first_ + i});
      const market::freelancer_face& face = faces_[i];
      if (mind.stage == people::freelancer_stage::absent) {
        continue;
      }
      into.push_back({.person = first_ + i,
          .approved_at = mind.approved_at,
          .first_hire_at = mind.first_hire_at,
          .left_at = mind.left_at,
          .rate = static_cast<float>(face.rate.cents) / 100.0F,
          .earned = static_cast<float>(mind.earned),
          .rating = static_cast<float>(face.rating()),
          .reviews = face.reviews,
          .proposals = mind.proposals,
          .hires = mind.hires,
          .category = mind.category,
          .score = face.score,
          .completeness = face.completeness,
          .badge = face.badge,
          .approved = face.approved});
    }
  }
}

template <class Side>
observe::person_view cohort<Side>::view_of(market::person_id person) const {
  const market::account_glance glance = book_.look(person);
  observe::person_view view;
  view.person = person;
  view.row = row_of(person);
  view.profile = glance.main.status;
  view.why = glance.main.why;
  if (glance.main.level != market::profile::no_level) {
    view.level = market::name(static_cast<market::level>(glance.main.level));
  }
  view.portfolio = glance.main.portfolio;
  view.employments = glance.main.employments;
  view.education = glance.main.education;
  view.certifications = glance.main.certifications;
  view.active_contracts = glance.active_contracts;
  return view;
}

template class cohort<freelancer_side>;
template class cohort<client_side>;

}  // namespace souk::actors
