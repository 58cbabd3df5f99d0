// Proposals a second of one exchange, alone: its index, its blocks, its feed and its events. Each
// round posts jobs, fills them with proposals that come to jobs at random, and lets them expire.

#include "market/exchange.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace souk::market {
namespace {

constexpr symbol category{1};
constexpr std::array<symbol, 1> skills{symbol{2}};
constexpr second start = 1'704'067'200;
constexpr std::uint32_t proposals_a_job = 20;

struct round_of_work {
  std::vector<std::pair<std::uint32_t, person_id>> proposals;  // the job's need, by whom
};

/// Every freelancer proposes to jobs drawn by hash; of a pair drawn twice the second is left out.
round_of_work draw(std::uint32_t jobs, std::uint32_t freelancers) {
  round_of_work round;
  std::vector<std::uint64_t> seen;
  for (std::uint32_t i = 0; i < jobs * proposals_a_job; ++i) {
    const std::uint64_t job = mix(i, 1) % jobs;
    seen.push_back((job << 32) | (mix(i, 2) % freelancers));
  }
  std::ranges::sort(seen);
  const auto twice = std::ranges::unique(seen);
  seen.erase(twice.begin(), twice.end());
  std::ranges::sort(seen, {}, [](std::uint64_t pair) { return mix(pair); });
  for (const std::uint64_t pair : seen) {
    round.proposals.emplace_back(static_cast<std::uint32_t>(pair >> 32),
        person_id{static_cast<std::uint32_t>(pair & 0xffff'ffff)});
  }
  return round;
}

post_job a_job(std::uint32_t need) {
  post_job asked;
  asked.category = category;
  asked.skills = skills;
  asked.title = "A job";
  asked.budget = dollars(100);
  asked.need = need;
  return asked;
}

void propose_to_jobs(benchmark::State& state) {
  const auto jobs = static_cast<std::uint32_t>(state.range(0));
  const auto freelancers = static_cast<std::uint32_t>(state.range(1));
  const policy_book book{policy{}};
  const std::vector<freelancer_face> faces(freelancers);
  exchange market{book, faces, person_id{0}, {.keep_history = false}};
  const person_id client{freelancers};
  const round_of_work round = draw(jobs, freelancers);
  outbox out;
  second now = start;
  std::uint32_t needs = 0;
  std::size_t most_bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    vouched poster;
    poster.given = {now, client, 0};
    poster.visible_at = now;
    for (std::uint32_t i = 0; i < jobs; ++i) {
      market.handle(poster, a_job(needs + i), out);
    }
    out.clear();
    vouched given;
    given.connects.lots[0] = {static_cast<std::uint32_t>(now + 365 * day), 3};
    given.connects.size = 1;
    given.given.at = now;
    given.visible_at = now + hour;
    propose asked;
    asked.bid = dollars(90);
    state.ResumeTiming();
    const auto job_at = [&](std::size_t i) {
      const std::size_t last = round.proposals.size() - 1;
      return job_id{client, needs + round.proposals[std::min(i, last)].first};
    };
    for (std::size_t i = 0; i < round.proposals.size(); ++i) {
      market.prefetch(job_at(i + 24));
      market.prefetch_job(job_at(i + 16));
      market.prefetch_proposal(job_at(i + 8));
      asked.job = {client, needs + round.proposals[i].first};
      given.given.by = round.proposals[i].second;
      market.handle(given, asked, out);
      if (out.events.size() == 65'536) {
        out.clear();
      }
    }
    state.PauseTiming();
    most_bytes = std::max(most_bytes, market.bytes());
    now += 40 * day;
    market.advance(now, out);
    out.clear();
    needs += jobs;
    state.ResumeTiming();
  }
  const auto made = static_cast<std::int64_t>(round.proposals.size());
  state.SetItemsProcessed(state.iterations() * made);
  state.counters["bytes_a_proposal"] = static_cast<double>(most_bytes) / static_cast<double>(made);
}
BENCHMARK(propose_to_jobs)
    ->ArgNames({"jobs", "freelancers"})
    ->Args({1'000, 10'000})
    ->Args({10'000, 100'000})
    ->Args({100'000, 1'000'000})
    ->Unit(benchmark::kMillisecond);

/// A client looks at a job's proposals.
void rank_a_job(benchmark::State& state) {
  const auto count = static_cast<std::uint32_t>(state.range(0));
  const policy_book book{policy{}};
  const std::vector<freelancer_face> faces(count);
  exchange market{book, faces, person_id{0}};
  const person_id client{count};
  outbox out;
  vouched given;
  given.given = {start, client, 0};
  given.visible_at = start;
  market.handle(given, a_job(0), out);
  given.connects.lots[0] = {static_cast<std::uint32_t>(start + day), 3};
  given.connects.size = 1;
  for (std::uint32_t i = 0; i < count; ++i) {
    given.given = {start + static_cast<second>(mix(i) % hour), person_id{i}, 0};
    propose asked;
    asked.job = {client, 0};
    asked.bid = dollars(90);
    market.handle(given, asked, out);
  }
  std::vector<proposal_card> cards;
  for (auto _ : state) {
    market.rank({client, 0}, cards);
    benchmark::DoNotOptimize(cards.data());
  }
  state.SetItemsProcessed(state.iterations() * count);
}
BENCHMARK(rank_a_job)->Arg(5)->Arg(20)->Arg(200);

}  // namespace
}  // namespace souk::market
