// Whole plans against a server of a few lines on this machine.
#include "load/load_run.hpp"

#include "load/http_client.hpp"
#include "tests/support/tiny_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace souk::load {
namespace {

using souk::testing::ok;
using souk::testing::tiny_server;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;

observe::load_test run(const std::string& text, const tiny_server& server) {
  scenarios::plan of =
      scenarios::read_plan(scenarios::parse_document("kind: plan\n" + text, "p.yaml"));
  return run_plan(of, parse_target(server.url()), {});
}

constexpr const char* one_request = "flows: [{ steps: [{ request: GET /a, name: a }] }]\n";

TEST(LoadRun, SendsWhatTheFlowSaysWithWhatAnswersGave) {
  tiny_server server([](const std::string& request) {
    return ok(request.starts_with("POST /login") ? R"({"token": "t/1", "n": [4, 5]})" : "{}");
  });
  const observe::load_test test =
      run("flows:\n"
          "  - steps:\n"
          "      - request: { method: POST, path: /login, body: { name: 'u${user}' } }\n"
          "        name: login\n"
          "        capture: { token: token, n: 'n[1]', trace: header X-Trace }\n"
          "      - request:\n"
          "          method: PUT\n"
          "          path: /x/${token}\n"
          "          headers: { Authorization: 'Bearer ${token}', X-Trace: '${trace}' }\n"
          "          body: { n: '${n}', s: 'n${n}', t: '${token}' }\n"
          "        name: put\n"
          "workload: { model: open, stages: [{ for: 200ms, rate: 10 }] }\n",
          server);
  EXPECT_EQ(test.asked, 4U);
  EXPECT_EQ(test.answered, 4U);
  EXPECT_EQ(observe::sums_of(test).errors, 0U);
  const std::vector<std::string> seen = server.seen();
  EXPECT_THAT(seen, Contains(HasSubstr(R"({"name":"u1"})")));
  EXPECT_THAT(seen, Contains(HasSubstr(R"({"name":"u2"})")));
  EXPECT_THAT(seen, Contains(::testing::AllOf(HasSubstr("PUT /x/t%2F1 HTTP/1.1\r\n"),
                        HasSubstr("Authorization: Bearer t/1\r\n"), HasSubstr("X-Trace: t7\r\n"),
                        HasSubstr("Content-Type: application/json\r\nContent-Length: 26\r\n\r\n"
                                  R"({"n":5,"s":"n5","t":"t/1"})"))));
  EXPECT_THAT(seen, Each(HasSubstr("Host: 127.0.0.1:")));
}

TEST(LoadRun, KeepsItsConnections) {
  tiny_server server([](const std::string&) { return ok("{}"); });
  const observe::load_test test = run(std::string(one_request)
                                          + "connections: 3\n"
                                            "workload: { stages: [{ for: 100ms, people: 9 }] }\n",
      server);
  EXPECT_EQ(test.connections_opened, 3U);
  EXPECT_GT(test.requests_sent, 9U);
  EXPECT_EQ(test.requests_sent, server.seen().size());
  EXPECT_EQ(test.abandoned, 0U);
}

TEST(LoadRun, CountsErrorsByWhatTheyAre) {
  int n = 0;
  std::mutex mutex;
  tiny_server server([&](const std::string&) -> std::string {
    const std::lock_guard lock(mutex);
    switch (n++ % 4) {
      case 0:
        return ok(R"({"state": "open"})");
      case 1:
        return "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
      case 2:
        return ok(R"({"state": "shut"})");
      default:
        return "";
    }
  });
  const observe::load_test test =
      run("connections: 1\nstop: []\n"
          "flows: [{ steps: [{ request: GET /a, name: a, check: { state: open } }] }]\n"
          "workload: { model: open, stages: [{ for: 400ms, rate: 100 }] }\n",
          server);
  const observe::load_sums sums = observe::sums_of(test);
  EXPECT_EQ(sums.count, 40U);
  EXPECT_EQ(sums.errors, 30U);
  std::map<std::string, std::uint64_t> failures;
  for (const observe::load_failure& one : test.failures) {
    failures[one.what] = one.count;
  }
  const std::map<std::string, std::uint64_t> wanted{
      {"status 503", 10}, {"state is 'shut', not 'open'", 10}, {"connection closed", 10}};
  EXPECT_EQ(failures, wanted);
}

TEST(LoadRun, ChargesAStallWithAllThatHadToWait) {
  // The one connection is held for as long as half of the arrivals take to come.
  std::atomic<int> n = 0;
  std::atomic<std::int64_t> stalled = 0;
  tiny_server server([&](const std::string&) {
    if (n++ == 0) {
      const std::int64_t until = line_clock() + 500'000'000;
      while (line_clock() < until) {
        std::this_thread::yield();
      }
      stalled = 1;
    }
    return ok("{}");
  });
  const observe::load_test test = run(std::string(one_request)
                                          + "connections: 1\n"
                                            "workload: { model: open, stages: [{ for: 1s, rate: 100 }] }\n",
      server);
  const observe::load_sums sums = observe::sums_of(test);
  EXPECT_EQ(sums.count, 100U);
  // Those that were meant to be sent during the stall: its share of them waited at least 0.1 s.
  EXPECT_GE(sums.latency.count() - sums.latency.count_below(100'000'000), 40U);
  EXPECT_GE(sums.latency.max(), 500'000'000);
}

TEST(LoadRun, LeavesTheWarmUpOut) {
  tiny_server server([](const std::string&) { return ok("{}"); });
  const observe::load_test test = run(std::string(one_request)
                                          + "warm_up: 200ms\n"
                                            "workload: { model: open, stages: [{ for: 500ms, rate: 100 }] }\n",
      server);
  EXPECT_EQ(test.asked, 30U);
  EXPECT_EQ(observe::sums_of(test).count, 30U);
  EXPECT_EQ(test.requests_sent, 50U);
  EXPECT_NEAR(test.seconds, 0.3, 1e-6);
  ASSERT_EQ(test.phases.size(), 3U);
  EXPECT_EQ(test.phases[0].name, "warm-up");
  EXPECT_EQ(observe::sums_of(test.operations[0], 0).count, 20U);
}

TEST(LoadRun, StopsOnItsConditions) {
  tiny_server server(
      [](const std::string&) { return "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"; });
  const observe::load_test test = run(
      std::string(one_request) + "workload: { model: open, stages: [{ for: 1h, rate: 500 }] }\n",
      server);
  EXPECT_EQ(test.stopped, "errors > 50 %");
  EXPECT_LT(test.seconds, 60);
}

TEST(LoadRun, NeverGoesOverItsHighestRate) {
  tiny_server server([](const std::string&) { return ok("{}"); });
  const observe::load_test test = run(std::string(one_request)
                                          + "max_rate: 50\n"
                                            "workload: { stages: [{ for: 500ms, people: 20 }] }\n",
      server);
  EXPECT_LE(test.asked, 26U);
  EXPECT_GE(test.requests_sent, 20U);
}

TEST(LoadRun, PartlyOpenPeopleGoOnUntilTheyLeave) {
  tiny_server server([](const std::string&) { return ok("{}"); });
  const observe::load_test test =
      run("flows: [{ think: 50ms, steps: [{ request: 'GET /${user}', name: a }] }]\n"
          "workload: { model: partly_open, stay: 220ms, stages: [{ for: 500ms, rate: 4 }] }\n",
          server);
  std::map<std::string, int> by_person;
  for (const std::string& request : server.seen()) {
    ++by_person[request.substr(0, request.find(" HTTP"))];
  }
  EXPECT_EQ(by_person.size(), 2U);
  for (const auto& [path, count] : by_person) {
    EXPECT_GE(count, 2) << path;
    EXPECT_LE(count, 5) << path;
  }
  EXPECT_EQ(test.abandoned, 0U);
}

TEST(LoadRun, SaysWhenNobodyIsThere) {
  std::string url;
  {
    url = tiny_server([](const std::string&) { return ok("{}"); }).url();
  }
  const scenarios::plan of = scenarios::read_plan(
      scenarios::parse_document("kind: plan\n" + std::string(one_request)
                                    + "workload: { stages: [{ for: 1s, people: 1 }] }\n",
          "p.yaml"));
  EXPECT_THROW(run_plan(of, parse_target(url), {}), backend_error);
}

TEST(Verdict, JudgesThresholdsOnWhatWasMeasured) {
  observe::load_test test;
  test.seconds = 10;
  test.asked = 1000;
  test.answered = 999;
  test.phases = {{"1", 0, 10, true}};
  test.operations = {{"a", {{{200, 0, {}}, {500, 10, {}}}}}};
  test.operations[0].phases[0][0].latency.add(1'000'000, 989);
  test.operations[0].phases[0][1].latency.add(9'000'000, 10);
  const auto holds = [&](const char* text) {
    scenarios::threshold one;
    EXPECT_EQ(scenarios::parse_threshold(text, one), "");
    return judge({one}, test).front().ok;
  };
  EXPECT_TRUE(holds("p50 of a < 1.1ms"));
  EXPECT_FALSE(holds("p99.9 < 1.1ms"));
  EXPECT_TRUE(holds("errors < 1.1 %"));
  EXPECT_FALSE(holds("errors < 1 %"));
  EXPECT_TRUE(holds("rate >= 99.9"));
  EXPECT_TRUE(holds("delivered >= 99.9 %"));
  EXPECT_FALSE(holds("delivered >= 99.95 %"));
  EXPECT_TRUE(holds("requests == 999"));
  EXPECT_FALSE(holds("violations == 0")) << "no oracle has judged";
  test.judged = 999;
  EXPECT_TRUE(holds("violations == 0"));
}

TEST(Target, ReadsAddresses) {
  const target plain = parse_target("http://127.0.0.1:8080/api/");
  EXPECT_EQ(plain.host, "127.0.0.1");
  EXPECT_EQ(plain.port, 8080);
  EXPECT_EQ(plain.path, "/api");
  EXPECT_EQ(plain.authority, "127.0.0.1:8080");
  const target v6 = parse_target("https://[::1]");
  EXPECT_TRUE(v6.tls);
  EXPECT_EQ(v6.host, "::1");
  EXPECT_EQ(v6.port, 443);
  EXPECT_TRUE(is_loopback(addresses_of(v6)));
  EXPECT_FALSE(is_loopback(addresses_of(parse_target("http://192.0.2.1"))));
  for (const char* const wrong :
      {"127.0.0.1", "ftp://a", "http://", "http://a:b", "http://a b", "http://u@a", "http://a:0"}) {
    EXPECT_THROW(parse_target(wrong), backend_error) << wrong;
  }
}

}  // namespace
}  // namespace souk::load
