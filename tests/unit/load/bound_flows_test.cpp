// Flows that speak by a binding, against a server that answers as `souk serve` would, or as it
// should not.
#include "load/bound_flows.hpp"

#include "load/load_run.hpp"
#include "scenarios/play.hpp"
#include "tests/support/tiny_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>

namespace souk::load {
namespace {

using souk::testing::tiny_server;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

std::string answered(const std::string& status, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n"
         + body;
}

/// What every test's server says besides.
std::string usual(const std::string& request) {
  if (request.starts_with("POST /dev/reset ")) {
    return answered("200 OK", R"({"operator": "staff", "tokens": {"ana1": "t1", "acme1": "t2"}})");
  }
  if (request.starts_with("GET /dev/clock ")) {
    return answered("200 OK", R"({"now": "2024-01-01T00:00:00Z", "clock": "manual"})");
  }
  if (request.starts_with("POST /login ")) {
    return answered("200 OK", R"({"token": "t3", "expires_in": 3600})");
  }
  return answered("404 Not Found", R"({"code": "unknown_path"})");
}

/// An answer that stands somewhere in the backend's order.
std::string placed(const std::string& more) {
  static std::atomic<int> seq = 0;
  return answered("200 OK",
      "{\"seq\": " + std::to_string(++seq) + ", \"at\": \"2024-01-01T00:00:00Z\"" + more + "}");
}

std::string me(int connects) {
  return answered("200 OK", "{\"username\": \"ana1\", \"connects\": " + std::to_string(connects)
                                + ", \"as_of\": {\"seq\": 0, \"at\": \"2024-01-01T00:00:00Z\"}}");
}

class BoundFlows : public ::testing::Test {
 protected:
  judged_run run(const std::string& steps, const tiny_server& server) {
    const scenarios::plan of = scenarios::read_plan(
        scenarios::parse_document("kind: plan\n"
                                  "binding: souk-serve\n"
                                  "cast: { ana: freelancer, acme: client }\n"
                                  "accounts: 1\n"
                                  "connections: 1\n"
                                  "stop: []\n"
                                  "workload: { model: open, stages: [{ for: 100ms, rate: 10 }] }\n"
                                  "flows: [{ steps: ["
                                      + steps + "] }]\n",
            "p.yaml"));
    return run_bound_plan(
        of, scenarios::load_binding(of.binding), parse_target(server.url()), folder_, {});
  }

  void SetUp() override {
    folder_ = ::testing::TempDir() + "/"
              + ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
  }

  std::string folder_;
};

TEST_F(BoundFlows, HoldsEachAnswerAgainstTheRules) {
  tiny_server server([](const std::string& request) {
    return request.starts_with("GET /me ") ? me(40) : usual(request);
  });
  const judged_run all = run("{ by: ana, do: log_in }, { by: ana, read: me }", server);
  EXPECT_EQ(all.measured.answered, 2U);
  EXPECT_EQ(all.measured.judged, 1U);
  EXPECT_EQ(all.measured.violations, 0U);
  EXPECT_TRUE(all.measured.failures.empty());
  EXPECT_THAT(server.seen(), Contains(HasSubstr(R"({"username":"ana","side":"freelancer","password":)")));
  EXPECT_THAT(server.seen(), Contains(HasSubstr("Authorization: Bearer t3")));
}

TEST_F(BoundFlows, TellsAWrongAnswerAsAStory) {
  tiny_server server([](const std::string& request) {
    return request.starts_with("GET /me ") ? me(39) : usual(request);
  });
  const judged_run all = run("{ by: ana, read: me }", server);
  ASSERT_EQ(all.measured.kinds_of_violation.size(), 1U);
  EXPECT_EQ(all.measured.violations, 1U);
  EXPECT_EQ(all.measured.kinds_of_violation[0].request, "ana1 looks at a person");
  EXPECT_EQ(all.measured.kinds_of_violation[0].answer, "connects: 39");
  EXPECT_EQ(all.measured.kinds_of_violation[0].expected, "connects: 40");
  EXPECT_TRUE(all.measured.failures.empty()) << "the plan expects nothing of it";
  const std::string& story = all.measured.kinds_of_violation[0].story;
  ASSERT_FALSE(story.empty());
  EXPECT_TRUE(scenarios::play(scenarios::load_story(story)).failures.empty());
}

TEST_F(BoundFlows, TakesWhatCommandsMakeToLaterSteps) {
  tiny_server server([](const std::string& request) {
    if (request.starts_with("POST /commands/post_job ")) {
      return placed(R"(, "job": "j-7")");
    }
    return request.starts_with("POST /commands/propose ") ? placed("") : usual(request);
  });
  const std::string post =
      "{ by: acme, do: post_job, as: logo, category: design, skills: [logo], title: 'No. ${user}', "
      "type: fixed, budget: 100.00 }, ";
  const std::string propose = "{ by: ana, do: propose, job: logo, bid: 90.00 }";
  const judged_run sound = run(post + propose, server);
  EXPECT_EQ(sound.measured.violations, 0U);
  EXPECT_EQ(sound.sums.commands, 2U);
  EXPECT_THAT(server.seen(), Contains(HasSubstr(R"("title":"No. 1")")));
  EXPECT_THAT(server.seen(), Contains(HasSubstr(R"("job":"j-7")")));

  const judged_run twice = run(post + propose + ", " + propose, server);
  ASSERT_EQ(twice.measured.kinds_of_violation.size(), 1U);
  EXPECT_EQ(twice.measured.kinds_of_violation[0].request, "ana1 propose");
  EXPECT_EQ(twice.measured.kinds_of_violation[0].answer, "accepted");
  EXPECT_EQ(twice.measured.kinds_of_violation[0].expected, "rejected: already_proposed");
}

TEST_F(BoundFlows, LeavesOutStepsAboutWhatNeverCameToBe) {
  tiny_server server([](const std::string& request) {
    return request.starts_with("GET /jobs?limit=5&after= ")
               ? answered("200 OK", R"({"jobs": [{"id": "x-1", "status": "open"}], "next": null})")
               : usual(request);
  });
  const judged_run all =
      run("{ by: ana, read: jobs, limit: 5, capture: { logo: job } }, { by: ana, read: job, job: "
          "logo }",
          server);
  EXPECT_EQ(all.measured.answered, 1U) << "the job is not of this test";
  EXPECT_EQ(all.measured.violations, 0U);
  EXPECT_TRUE(all.measured.failures.empty());
}

TEST_F(BoundFlows, LogsInAgainWhereATokenIsOver) {
  tiny_server server([](const std::string& request) {
    if (request.starts_with("GET /me ")) {
      return request.find("Bearer t3") == std::string::npos
                 ? answered("401 Unauthorized", R"({"code": "token_expired"})")
                 : me(40);
    }
    return usual(request);
  });
  const judged_run all = run("{ by: ana, read: me }", server);
  EXPECT_EQ(all.measured.answered, 3U);
  EXPECT_EQ(all.measured.judged, 1U);
  EXPECT_TRUE(all.measured.failures.empty());
}

TEST_F(BoundFlows, MissesWhatThePlanExpects) {
  tiny_server server([](const std::string& request) {
    if (request.starts_with("POST /commands/buy_connects ")) {
      return answered("422 Unprocessable", R"({"code": "unknown_pack", "seq": 3})");
    }
    return request.starts_with("GET /me ") ? me(40) : usual(request);
  });
  const auto failure = [&](const std::string& step) {
    const judged_run all = run(step, server);
    EXPECT_EQ(all.measured.violations, 0U) << step;
    return all.measured.failures.empty() ? "" : all.measured.failures.front().what;
  };
  const std::string buy = "{ by: ana, do: buy_connects, count: 7";
  EXPECT_EQ(failure(buy + " }"), "rejected: unknown_pack");
  EXPECT_EQ(failure(buy + ", may_fail: any }"), "");
  EXPECT_EQ(failure(buy + ", fails: unknown_pack }"), "");
  EXPECT_EQ(
      failure(buy + ", fails: bad_field }"), "rejected: unknown_pack, not rejected: bad_field");
  EXPECT_EQ(
      failure("{ by: ana, read: me, check: { connects: 41 } }"), "connects is '40', not '41'");
}

}  // namespace
}  // namespace souk::load
