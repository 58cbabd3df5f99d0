// Workers and their host over real connections, in one process.
#include "actors/archive.hpp"
#include "cli/crew_host.hpp"
#include "cli/crew_wire.hpp"
#include "cli/results_id.hpp"
#include "cli/trial_bytes.hpp"
#include "cli/worker_link.hpp"
#include "scenarios/mistakes.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/writer.hpp"

#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <thread>

namespace souk::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::size_t jobs = 6;
constexpr const char* secret = "0123456789abcdef0123456789abcdef";

trial small_trial(std::size_t number) {
  scenarios::scenario of = scenarios::load_scenario("tiny");
  of.population.freelancers = 40;
  of.population.clients = 10;
  of.burn_in.days = 2;
  of.days.days = 5;
  of.seed = 1 + number;
  const std::string policy = "kind: policy\n" + scenarios::block(of.policy);
  return {"kind: scenario\n" + scenarios::block(of), {policy, policy}, false, std::nullopt};
}

/// A crew at work, and what became of it.
class hosted {
 public:
  hosted(int threads, std::optional<std::string> shared, std::size_t many = jobs)
      : address_{"127.0.0.1", 0, std::move(shared)} {
    crew_watch watch;
    watch.say = [this](const std::string& line) { hear(line); };
    watch.members = [this](const auto& all) { members = all; };
    work_ = std::async(std::launch::async, [this, threads, watch, many] {
      hosting_crew(address_, threads, watch)
          .work_off({.jobs = many,
              .job = small_trial,
              .take = [this](std::size_t i, trial_answer a) { answers[i] = bytes_of(a); }});
    });
  }

  crew_address where() {
    crew_address bound = address_;
    bound.port = port_.get_future().get();
    return bound;
  }
  void join() { work_.get(); }

  std::map<std::size_t, std::string> answers;
  std::vector<crew_member> members;
  std::vector<std::string> said;

 private:
  void hear(const std::string& line) {
    said.push_back(line);
    const std::string before = "--connect 127.0.0.1:";
    if (const auto at = line.find(before); at != std::string::npos) {
      port_.set_value(static_cast<std::uint16_t>(std::stoi(line.substr(at + before.size()))));
    }
  }

  crew_address address_;
  std::promise<std::uint16_t> port_;
  std::future<void> work_;
};

std::map<std::size_t, std::string> answers_here(std::size_t many = jobs) {
  std::map<std::size_t, std::string> all;
  local_crew(1, {}).work_off({.jobs = many,
      .job = small_trial,
      .take = [&](std::size_t i, trial_answer a) { all[i] = bytes_of(a); }});
  return all;
}

TEST(Crew, WorkersGiveTheAnswersOfOneMachine) {
  hosted host(0, std::nullopt);
  const crew_address where = host.where();
  auto other = std::async(std::launch::async, [&] { return work_for(where, {"bob", 1}, {}); });
  const link_report report = work_for(where, {"ana", 2}, {});
  host.join();
  EXPECT_EQ(report.how, link_report::end::done);
  EXPECT_EQ(host.answers, answers_here());
  EXPECT_EQ(report.answered + other.get().answered, static_cast<std::int64_t>(jobs));
}

TEST(Crew, TheHostWorksAsWell) {
  hosted host(2, std::nullopt);
  host.join();
  EXPECT_EQ(host.answers, answers_here());
  ASSERT_EQ(host.members.size(), 1U);
  EXPECT_EQ(host.members[0].done, static_cast<std::int64_t>(jobs));
}

TEST(Crew, AWorkerThatGivesUpLosesNothing) {
  constexpr std::size_t many = 150;  // it looks whether to stop a few times a second
  hosted host(0, std::nullopt, many);
  const crew_address where = host.where();
  std::int64_t done = 0;
  const link_report gone = work_for(where, {"ana", 1},
      {.stop = [&] { return done > 0; }, .answered = [&](std::int64_t so_far) { done = so_far; }});
  const link_report report = work_for(where, {"bob", 1}, {});
  host.join();
  EXPECT_EQ(host.answers, answers_here(many));
  EXPECT_EQ(gone.how, link_report::end::interrupted);
  EXPECT_GE(gone.answered, 1);
  EXPECT_EQ(report.how, link_report::end::done);
}

TEST(Crew, ASecretIsSharedOrNothingIs) {
  hosted host(0, secret);
  crew_address where = host.where();
  where.secret = "another secret, of 32 characters";
  EXPECT_EQ(work_for(where, {"mallory", 1}, {}).how, link_report::end::unreachable);
  where.secret = secret;
  EXPECT_EQ(work_for(where, {"ana", 2}, {}).how, link_report::end::done);
  host.join();
  EXPECT_EQ(host.answers, answers_here());
  ASSERT_EQ(host.members.size(), 1U);
  EXPECT_EQ(host.members[0].name, "ana");
}

/// Says hello as somebody else.
std::string answer_to_hello(
    const crew_address& where, const std::string& version, const std::string& id) {
  crew_config config(where);
  caf::actor_system system(config);
  caf::scoped_actor self(system);
  const auto host = system.middleman().remote_actor(where.host, where.port);
  EXPECT_TRUE(host);
  self->send(*host, hello_atom::value, version, id, std::string("eve\n"), std::uint32_t{1});
  std::string said;
  self->receive([&](refused_atom, const std::string& why) { said = why; },
      [&](welcome_atom) { said = "welcome"; });
  return said;
}

TEST(Crew, AnotherSoukIsRefusedOnBothSides) {
  hosted host(0, std::nullopt);
  const crew_address where = host.where();
  const std::string told = answer_to_hello(where, "9.9.9", std::string(results_id));
  EXPECT_THAT(told, HasSubstr("it is souk 9.9.9, and this is souk "));
  const std::string version = told.substr(told.rfind(' ') + 1);
  EXPECT_THAT(answer_to_hello(where, version, std::string(64, '0')),
      HasSubstr("built from other sources or by another compiler (000000000000; here"));
  EXPECT_EQ(work_for(where, {"ana", 2}, {}).how, link_report::end::done);
  host.join();
  ASSERT_GE(host.said.size(), 3U);
  EXPECT_THAT(host.said[1], HasSubstr("refused the worker eve?: it is souk 9.9.9"));
  EXPECT_THAT(host.said[2], HasSubstr("refused the worker eve?"));
}

TEST(Crew, WhatIsSentIsWhatArrives) {
  trial one = small_trial(3);
  one.naive = reports::naive_test{"clients", 0.25};
  const trial again = trial_of(bytes_of(one));
  EXPECT_EQ(again.scenario, one.scenario);
  EXPECT_EQ(again.policies, one.policies);
  EXPECT_EQ(again.naive->share, 0.25);
  const trial_answer found{run_trial(one, {}), nullptr};
  EXPECT_EQ(bytes_of(answer_of(bytes_of(found))), bytes_of(found));
  EXPECT_THROW(answer_of(bytes_of(found).substr(1)), actors::archive_error);
  EXPECT_THROW(trial_of("nonsense"), actors::archive_error);
}

TEST(CrewAddress, OnlyLoopbackGoesWithoutASecret) {
  EXPECT_EQ(address_text(read_crew_address("--listen", "[::1]:7777", std::nullopt)), "[::1]:7777");
  EXPECT_EQ(read_crew_address("--listen", "localhost:0", std::nullopt).port, 0);
  for (const char* const open : {"0.0.0.0:7777", "lab1:7777", "[::]:7777"}) {
    EXPECT_THROW(read_crew_address("--listen", open, std::nullopt), usage_error) << open;
  }
  for (const char* const wrong : {"127.0.0.1", ":7777", "127.0.0.1:70000", "127.0.0.1:x"}) {
    EXPECT_THROW(read_crew_address("--listen", wrong, std::nullopt), usage_error) << wrong;
  }
  EXPECT_THROW(read_crew_address("--listen", "0.0.0.0:1", "/nowhere"), scenarios::bad_input);
}

}  // namespace
}  // namespace souk::cli
