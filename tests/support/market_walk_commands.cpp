// The commands of a walk.
#include "tests/support/market_walk.hpp"

#include <algorithm>
#include <array>

namespace souk::testing {

using market::contract_id;
using market::contract_status;
using market::day;
using market::job_id;
using market::milestone_id;
using market::milestone_status;
using market::money;
using market::person_id;
using market::proposal_status;
using market::second;
using market::symbol;

namespace {

constexpr symbol design{1}, logo{2}, print{3}, french{4};
constexpr std::array logo_first{logo, print};
constexpr std::array print_first{print};
constexpr std::array one_language{french};

}  // namespace

market::command market_walk::command_of(std::int32_t verb) {
  return verb < 12   ? joining(verb)
         : verb < 16 ? proposing(verb)
         : verb < 23 ? working(verb)
         : verb < 30 ? hiring(verb)
         : verb < 38 ? paying(verb)
                     : market::set_availability{!draw_.once_in(3)};
}

market::register_account market_walk::form() {
  // Each has a name of their own; the first of the cast are there from the start.
  constexpr std::array<market::text, 6> names{"dan", "eve", "dyne", "fay", "ana", ""};
  constexpr std::array<market::text, 6> emails{"dan@cast.invalid", "eve@cast.invalid",
      "dyne@cast.invalid", "fay@cast.invalid", "ana@cast.invalid", "nowhere"};
  const auto one = static_cast<std::size_t>(joined_ + static_cast<std::uint32_t>(draw_.below(2)));
  market::register_account asked;
  asked.first_name = draw_.once_in(12) ? "" : "Somebody";
  asked.last_name = "Else";
  asked.username = names[draw_.once_in(8) ? 4 : one % 4];
  asked.email = emails[draw_.once_in(8) ? 4 : draw_.once_in(12) ? 5 : one % 4];
  asked.password = draw_.once_in(8) ? "short1" : draw_.once_in(12) ? "nodigits" : "abcdefg1";
  asked.captcha = draw_.once_in(8) ? market::captcha::failed : market::captcha::solved;
  asked.terms = draw_.once_in(8) ? market::terms::declined : market::terms::accepted;
  by_ = draw_.once_in(4) ? anybody()
        : draw_.once_in(3)
            ? person_id{script_people - 1}
            : person_id{script_freelancers - 1 - static_cast<std::uint32_t>(draw_.below(2))};
  asked.side = index(by_) < script_freelancers ? market::side::freelancer : market::side::client;
  return asked;
}

void market_walk::fill_profile(market::profile_fields& fields) {
  constexpr std::array<market::text, 5> profiles{"main", "main", "web", "paper", "video"};
  fields.profile = draw_.one_of(profiles);
  fields.category = design;
  fields.skills = draw_.once_in(3) ? std::span<const symbol>(print_first) : logo_first;
  fields.level = static_cast<market::level>(draw_.below(3));
  fields.rate = market::dollars(draw_.once_in(25) ? 0 : 30);
  fields.photo = fields.overview = !draw_.once_in(8);
  fields.cv = fields.service = true;
  fields.portfolio = draw_.once_in(25) ? -1 : draw_.below(6);
  fields.employments = draw_.below(4);
  fields.education = draw_.below(4);
  fields.certifications = draw_.below(3);
  fields.video = fields.linked_account = fields.other = draw_.once_in(2);
  fields.languages = one_language;
}

market::job_filter market_walk::filter() {
  market::job_filter asked;
  if (draw_.once_in(2)) {
    asked.category = design;
  }
  if (draw_.once_in(3)) {
    asked.skills = print_first;
  }
  if (draw_.once_in(3)) {
    asked.budget_min = market::dollars(100);
  }
  if (draw_.once_in(3)) {
    asked.max_age = market::days(3);
  }
  return asked;
}

market::command market_walk::joining(std::int32_t verb) {
  const auto made = [](const market::job_filter& what, auto asked) {
    static_cast<market::job_filter&>(asked) = what;
    return market::command{asked};
  };
  switch (verb) {
    case 0:
      return form();
    case 1:
      by_ = draw_.once_in(4) ? anybody()
                             : person_id{script_freelancers - 1 - (draw_.next() % 2 != 0)};
      by_ = draw_.once_in(3) ? person_id{script_people - 1} : by_;
      return market::verify_email{};
    case 2:
      return market::close_account{};
    case 3: {
      market::submit_profile asked;
      fill_profile(asked);
      by_ = draw_.once_in(3) ? some_freelancer()
                             : person_id{script_freelancers - 1 - (draw_.next() % 2 != 0)};
      return asked;
    }
    case 4: {
      market::update_profile asked;
      fill_profile(asked);
      if (!draw_.once_in(4)) {  // all that there is to fill in
        asked.photo = asked.overview = asked.video = asked.linked_account = asked.other = true;
        asked.portfolio = asked.employments = asked.education = asked.certifications = 4;
      }
      return asked;
    }
    case 5: {
      const std::int32_t cents = draw_.once_in(20) ? 101 : 70 + draw_.below(31);
      return market::take_readiness_test{market::percent(draw_.once_in(3) ? 80 : cents)};
    }
    case 6:
      return market::set_tax_status{static_cast<market::tax_status>(draw_.below(2))};
    case 7:
      return market::add_payment_method{static_cast<market::payment_kind>(draw_.below(2))};
    case 8:
      return market::set_payout_schedule{static_cast<market::payout_schedule>(draw_.below(4))};
    case 9: {
      constexpr std::array<std::int32_t, 6> packs{10, 20, 40, 60, 80, 15};
      return market::buy_connects{
          draw_.one_of(packs), static_cast<market::connects_source>(draw_.below(2))};
    }
    case 10:
      return made(filter(), market::search_jobs{});
    default:
      return made(filter(), market::save_search{});
  }
}

market::propose market_walk::bid() {
  market::propose asked;
  asked.job = some_job();
  asked.bid = amount();
  asked.letter = draw_.once_in(2) ? "Dear client" : "Orchid. Dear client";
  asked.answers = draw_.once_in(30) ? -1 : draw_.below(4);
  asked.boost = draw_.once_in(4) ? draw_.below(7) - 1 : 0;
  return asked;
}

market::command market_walk::proposing(std::int32_t verb) {
  person_id by = market::nobody;
  const auto submitted = static_cast<int>(proposal_status::submitted);
  const auto interviewing = static_cast<int>(proposal_status::interviewing);
  switch (verb) {
    case 12:
      return bid();
    case 13: {
      const market::withdraw_proposal asked{some_proposal(by, {submitted, interviewing})};
      by_ = by;
      return asked;
    }
    case 14: {
      const market::reply asked{some_proposal(by, {interviewing})};
      by_ = by;
      return asked;
    }
    default: {
      market::decline_invitation asked{some_job()};
      for (int tries = 0; tries < 8 && !jobs_.empty(); ++tries) {
        const auto seen = stage_->world().jobs().job(asked.job);
        if (seen && seen->invitations > 0) {
          break;
        }
        asked.job = recent(jobs_, 6);
      }
      return asked;
    }
  }
}

market::command market_walk::working(std::int32_t verb) {
  const auto by_freelancer = [&](auto asked, person_id who) {
    by_ = who;
    return market::command{asked};
  };
  switch (verb) {
    case 16: {
      const market::accept_offer asked{some_contract(contract_status::offered, -1)};
      return by_freelancer(asked, asked.contract.freelancer);
    }
    case 17: {
      const market::decline_offer asked{some_contract(contract_status::offered, -1)};
      return by_freelancer(asked, asked.contract.freelancer);
    }
    case 18: {
      const market::log_time asked{some_contract(contract_status::active, 1), minutes(), "Work"};
      return by_freelancer(asked, asked.contract.freelancer);
    }
    case 19: {
      const market::submit_milestone asked{some_milestone(milestone_status::funded)};
      return by_freelancer(asked, asked.milestone.contract.freelancer);
    }
    case 20: {
      market::answer_refund asked{some_contract(contract_status::ended, 0), draw_.once_in(2)};
      for (const contract_id& id : contracts_) {
        const auto facts = stage_->world().billing().look(id);
        if (facts && facts->request == market::request_status::asked && !draw_.once_in(3)) {
          asked.contract = id;
        }
      }
      return by_freelancer(asked, asked.contract.freelancer);
    }
    case 21: {
      const contract_id id =
          some_contract(draw_.once_in(2) ? contract_status::active : contract_status::ended, -1);
      const auto facts = stage_->world().billing().look(id);
      return by_freelancer(
          market::refund{id, part_of(facts ? facts->billed : money{})}, id.freelancer);
    }
    default: {
      const person_id who = some_freelancer();
      market::withdraw asked{part_of(stage_->world().accounts().available(who)), {}};
      if (draw_.once_in(3)) {
        asked.method = static_cast<market::payment_kind>(draw_.below(2));
      }
      return by_freelancer(asked, who);
    }
  }
}

market::post_job market_walk::job() {
  market::post_job asked;
  asked.category = draw_.once_in(40) ? market::no_symbol : design;
  asked.skills = draw_.once_in(3) ? std::span<const symbol>(print_first) : logo_first;
  asked.title = "A logo";
  asked.is_public = !draw_.once_in(5);
  asked.questions = draw_.once_in(4) ? 2 : 0;
  asked.attention_word = draw_.once_in(4) ? "Orchid" : "";
  if (draw_.once_in(3)) {
    asked.type = market::job_type::hourly;
    const money low =
        options_.round_money ? market::dollars(120) : money{1'001 + draw_.below(4'000)};
    asked.rate_range = market::low_high_money{low, low * (draw_.once_in(30) ? 0 : 2)};
    asked.hours_range = market::low_high_hours{draw_.once_in(30) ? 0 : 3, 1 + draw_.below(30)};
    asked.weeks = 1 + draw_.below(9);
  } else {
    asked.budget = amount();
  }
  return asked;
}

market::offer market_walk::terms() {
  market::offer asked;
  person_id who = market::nobody;
  asked.job = draw_.once_in(3)
                  ? some_job()
                  : some_proposal(who, {static_cast<int>(proposal_status::submitted),
                                           static_cast<int>(proposal_status::interviewing)});
  asked.freelancer = who == market::nobody ? some_freelancer() : who;
  const bool hourly = draw_.once_in(3);
  if (hourly) {
    const money rate = options_.round_money ? market::dollars(120 * (1 + draw_.below(3)))
                                            : money{1'001 + draw_.below(9'000)};
    asked.rate = draw_.once_in(30) ? money{} : rate;
    asked.weekly_limit = 3 + draw_.below(40);
  }
  if (!hourly || draw_.once_in(30)) {
    const second today = market::start_of_day(stage_->world().now());
    auto all = std::make_shared<std::vector<market::milestone_terms>>();
    for (std::int32_t n = draw_.below(3); n >= 0; --n) {
      all->push_back({amount(), today + draw_.below(60) * day});
    }
    terms_ = all;
    asked.milestones = *all;
  }
  return asked;
}

market::command market_walk::hiring(std::int32_t verb) {
  const auto by_owner = [&](auto asked) {
    by_ = asked.job == market::no_job ? some_client() : asked.job.client;
    return market::command{asked};
  };
  const auto submitted = static_cast<int>(proposal_status::submitted);
  const auto interviewing = static_cast<int>(proposal_status::interviewing);
  person_id who = market::nobody;
  switch (verb) {
    case 23:
      return market::add_billing_method{static_cast<market::billing_kind>(draw_.below(2))};
    case 24:
      return job();
    case 25:
      return by_owner(market::close_job{some_job()});
    case 26:
      return by_owner(
          market::invite{some_job(), draw_.once_in(20) ? anybody() : some_freelancer()});
    case 27: {
      const job_id id = some_proposal(who, {submitted});
      return by_owner(market::interview{id, who});
    }
    case 28: {
      const job_id id = some_proposal(who, {submitted, interviewing});
      return by_owner(market::decline_proposal{id, who});
    }
    default:
      return by_owner(terms());
  }
}

market::command market_walk::paying(std::int32_t verb) {
  const auto by_client = [&](auto asked, const contract_id& id) {
    by_ = id.job == market::no_job ? some_client() : id.job.client;
    return market::command{asked};
  };
  const auto by_either = [&](auto asked) {
    const contract_id& id = asked.contract;
    by_ = draw_.once_in(2) && id.job != market::no_job ? id.job.client : id.freelancer;
    return market::command{asked};
  };
  switch (verb) {
    case 30: {
      const milestone_id id = some_milestone(milestone_status::created);
      return by_client(market::fund_milestone{id}, id.contract);
    }
    case 31: {
      const contract_id id = some_contract(contract_status::active, 0);
      const second due = market::start_of_day(stage_->world().now()) + draw_.below(40) * day;
      return by_client(market::add_milestone{id, amount(), due}, id);
    }
    case 32: {
      const milestone_id id = some_milestone(milestone_status::submitted);
      return by_client(market::request_changes{id}, id.contract);
    }
    case 33: {
      const milestone_id id = some_milestone(milestone_status::submitted);
      return by_client(market::approve_milestone{id}, id.contract);
    }
    case 34: {
      const contract_id id = some_contract(contract_status::active, 1);
      return by_client(market::dispute_hours{id, minutes()}, id);
    }
    case 35: {
      const auto status = draw_.once_in(3) ? contract_status::ended : contract_status::active;
      const contract_id id = some_contract(status, -1);
      return by_client(market::bonus{id, amount()}, id);
    }
    case 36:
      return by_either(market::end_contract{some_contract(contract_status::active, -1), "Done"});
    default: {
      market::review asked{some_contract(contract_status::ended, -1),
          draw_.once_in(15) ? 6 : 1 + draw_.below(5), {}, {}};
      asked.stars = draw_.once_in(2) ? 5 : asked.stars;
      if (draw_.once_in(2)) {
        asked.private_score = draw_.below(draw_.once_in(10) ? 14 : 11);
      }
      return by_either(asked);
    }
  }
}

}  // namespace souk::testing
