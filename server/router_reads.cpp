// What people may look at.
#include "server/ids.hpp"
#include "server/observables.hpp"
#include "server/router.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>
#include <utility>
#include <variant>

namespace souk::server {

namespace {

namespace json = boost::json;

/// A thing or a person, or why it is not shown.
using seen = std::variant<json::object, response>;

constexpr std::size_t most_listed = 200;
/// How many a list looks at, where few of them may be shown.
constexpr std::size_t most_looked_at = 5'000;

std::int64_t number_of(const std::string& text, std::int64_t otherwise) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && value >= 0 ? value : otherwise;
}

struct page_wish {
  std::int64_t after = -1;  // -1: from the beginning
  std::size_t limit = 50;
};

page_wish wish_of(const request& asked) {
  page_wish wish;
  wish.after = number_of(query_value(asked.query, "after"), -1);
  const std::int64_t limit = number_of(query_value(asked.query, "limit"), 50);
  wish.limit = std::clamp<std::size_t>(static_cast<std::size_t>(limit), 1, most_listed);
  return wish;
}

response unknown() { return rejection(market::reason::unknown_id); }

/// Lists the `count` items of which `show(i, into)` shows some, from `after` on; the cursor of what
/// follows is `next`, null at the end.
template <class Show>
json::object page_of(std::string_view name, const page_wish& wish, std::size_t count, Show&& show) {
  json::object body;
  json::array items;
  std::size_t i = static_cast<std::size_t>(wish.after + 1);
  const std::size_t end = std::min(count, i + most_looked_at);
  for (; i < end && items.size() < wish.limit; ++i) {
    show(i, items);
  }
  body[json::string_view{name.data(), name.size()}] = std::move(items);
  body["next"] = i < count ? json::value(i - 1) : json::value(nullptr);
  return body;
}

template <class Show>
response listed(std::string_view name, const page_wish& wish, std::size_t count, Show&& show) {
  return json_response(page_of(name, wish, count, std::forward<Show>(show)));
}

}  // namespace

/// What only the database has, in the background, on a connection of its own.
void router::read_stored(visit&& by, std::function<response(storage&, visit&)> work) {
  auto asked = std::make_shared<visit>(std::move(by));
  const bool taken = background_.submit([this, asked, work = std::move(work)] {
    response made;
    try {
      if (!reader_) {
        reader_ = std::make_unique<storage>(options_.db);
      }
      made = work(*reader_, *asked);
    } catch (const std::exception&) {
      reader_.reset();
      made = problem(503, "storage_unavailable", "the database is not there; try again later");
    }
    asked->answer(std::move(made));
  });
  if (!taken) {
    asked->answer(problem(503, "overloaded", "too many are waiting; try again"));
  }
}

template <class Look>
void router::look_at(visit&& by, Look&& work) {
  by.answer(market_.read([&](const marketplace& place) -> response {
    seen found = work(place);
    if (response* const refused = std::get_if<response>(&found)) {
      return std::move(*refused);
    }
    json::object& body = std::get<json::object>(found);
    body["as_of"] = {{"seq", market_.last_event()}, {"at", market::time_text(place.world().now())}};
    return json_response(body);
  }));
}

// -- people ---------------------------------------------------------------------------------------

void router::show_me(visit&& by) {
  look_at(std::move(by), [&](const marketplace& place) -> seen {
    if (by.who.role != role::person) {
      return rejection(market::reason::not_registered);
    }
    return person_json(place, by.who.person, by.who);
  });
}

void router::list_people(visit&& by) {
  look(std::move(by), [&](const marketplace& place) {
    return listed(
        "people", wish_of(by.asked), place.people().size(), [&](std::size_t i, json::array& into) {
          const market::person_id person{static_cast<std::uint32_t>(i)};
          into.push_back(person_json(place, person, {}));
        });
  });
}

void router::show_person(visit&& by) {
  look(std::move(by), [&](const marketplace& place) {
    const market::person_id person = place.people().find(by.at[0]);
    return person == market::nobody ? unknown() : json_response(person_json(place, person, by.who));
  });
}

void router::show_profile(visit&& by) {
  look(std::move(by), [&](const marketplace& place) {
    const market::person_id person = place.people().find(by.at[0]);
    const market::profile* const known =
        person == market::nobody ? nullptr : place.world().accounts().profile_of(person, by.at[1]);
    if (known == nullptr) {
      return unknown();
    }
    const bool own = by.who.role == role::operator_of_platform || by.who.person == person;
    if (!own && known->status != market::profile_status::approved) {
      return rejection(market::reason::not_yours);
    }
    const std::string_view status = market::name(known->status);
    return json_response({{"username", by.at[0]}, {"profile", by.at[1]},
        {"status", json::string_view{status.data(), status.size()}}});
  });
}

// -- jobs -----------------------------------------------------------------------------------------

void router::list_jobs(visit&& by) {
  look_at(std::move(by), [&](const marketplace& place) -> seen {
    const std::string status = query_value(by.asked.query, "status");
    const std::string category = query_value(by.asked.query, "category");
    const std::size_t count = place.jobs().size();
    return page_of("jobs", wish_of(by.asked), count, [&](std::size_t i, json::array& into) {
      const auto job = place.world().jobs().job(place.jobs()[count - 1 - i]);
      if (job && may_see(place, by.who, *job)
          && (status.empty() || status == market::name(job->status))
          && (category.empty() || category == place.words().text(job->category))) {
        into.push_back(job_json(place, *job, by.who));
      }
    });
  });
}

void router::show_job(visit&& by) {
  look_at(std::move(by), [&](const marketplace& place) -> seen {
    market::job_id id;
    const auto job = parse(by.at[0], id) ? place.world().jobs().job(id) : std::nullopt;
    if (!job || !may_see(place, by.who, *job)) {
      return unknown();
    }
    return job_json(place, *job, by.who);
  });
}

void router::list_proposals(visit&& by) {
  look(std::move(by), [&](const marketplace& place) {
    market::job_id id;
    const auto job = parse(by.at[0], id) ? place.world().jobs().job(id) : std::nullopt;
    if (!job || !may_see(place, by.who, *job)) {
      return unknown();
    }
    if (by.who.role == role::person && by.who.person != id.client) {
      return rejection(market::reason::not_yours);
    }
    std::vector<market::proposal_card> ranked;
    place.world().jobs().rank(id, ranked);
    return listed(
        "proposals", wish_of(by.asked), ranked.size(), [&](std::size_t i, json::array& into) {
          into.push_back(proposal_json(place, id, ranked[i].freelancer));
        });
  });
}

void router::show_proposal(visit&& by) {
  look_at(std::move(by), [&](const marketplace& place) -> seen {
    market::job_id id;
    const bool known = parse(by.at[0], id) && place.world().jobs().job(id);
    const market::person_id freelancer = place.people().find(by.at[1]);
    if (!known || freelancer == market::nobody) {
      return unknown();
    }
    if (!is_party(by.who, {id, freelancer})) {
      return rejection(market::reason::not_yours);
    }
    return proposal_json(place, id, freelancer);
  });
}

// -- contracts ------------------------------------------------------------------------------------

void router::list_contracts(visit&& by) {
  look(std::move(by), [&](const marketplace& place) {
    const bool all = by.who.role == role::operator_of_platform;
    const auto& ids = all ? place.contracts() : place.contracts_of(by.who.person);
    return listed(
        "contracts", wish_of(by.asked), ids.size(), [&](std::size_t i, json::array& into) {
          into.push_back(contract_json(place, ids[ids.size() - 1 - i]));
        });
  });
}

void router::show_contract(visit&& by) {
  look_at(std::move(by), [&](const marketplace& place) -> seen {
    market::contract_id id;
    if (!parse(by.at[0], id) || !has_contract(place, id)) {
      return unknown();
    }
    if (!is_party(by.who, id)) {
      return rejection(market::reason::not_yours);
    }
    return contract_json(place, id);
  });
}

void router::show_milestone(visit&& by) {
  look_at(std::move(by), [&](const marketplace& place) -> seen {
    market::milestone_id id;
    const bool known =
        parse(by.at[0], id) && std::cmp_less(id.n, milestones_of(place, id.contract));
    if (!known) {
      return unknown();
    }
    if (!is_party(by.who, id.contract)) {
      return rejection(market::reason::not_yours);
    }
    return milestone_json(place, id);
  });
}

// -- what happened --------------------------------------------------------------------------------

namespace {

response events_json(const marketplace& place, const std::vector<event_row>& rows,
    market::person_id person, std::int64_t next) {
  json::array items;
  for (const event_row& row : rows) {
    if (person == market::nobody || market::told_event{row.what, row.logged}.is_told_to(person)) {
      items.push_back(event_json(place, row));
    }
    next = std::max(next, row.seq);
  }
  return json_response({{"events", std::move(items)}, {"next", next}});
}

}  // namespace

void router::list_events(visit&& by) {
  const page_wish wish = wish_of(by.asked);
  const std::int64_t after = std::max<std::int64_t>(wish.after, 0);
  const market::person_id person = by.who.role == role::person ? by.who.person : market::nobody;
  if (const auto rows = market_.recent_events(after, person, wish.limit)) {
    look(std::move(by),
        [&](const marketplace& place) { return events_json(place, *rows, person, after); });
    return;
  }
  read_stored(std::move(by), [this, after, person, wish](storage& db, visit&) {
    const auto rows = db.events_after(after, person, static_cast<std::int64_t>(wish.limit));
    return market_.read(
        [&](const marketplace& place) { return events_json(place, rows, person, after); });
  });
}

void router::list_ledger(visit&& by) {
  read_stored(std::move(by), [this](storage& db, visit& asked) {
    const page_wish wish = wish_of(asked.asked);
    constexpr std::int64_t newest = std::int64_t{1} << 62;
    const auto rows = db.entries_before(
        wish.after < 0 ? newest : wish.after, static_cast<std::int64_t>(wish.limit));
    return market_.read([&](const marketplace& place) {
      json::array items;
      for (const auto& [seq, entry] : rows) {
        items.push_back(entry_json(place, seq, entry));
      }
      const bool more = rows.size() == wish.limit;
      return json_response({{"entries", std::move(items)},
          {"next", more ? json::value(rows.back().first) : json::value(nullptr)}});
    });
  });
}

void router::show_platform(visit&& by) {
  look_at(std::move(by), [](const marketplace& place) -> seen { return platform_json(place); });
}

}  // namespace souk::server
