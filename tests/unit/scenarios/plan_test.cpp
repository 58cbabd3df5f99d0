#include "scenarios/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace souk::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* workload_text =
    "workload: { model: open, stages: [{ for: 10s, rate: 5 }] }\n";

plan reading_of(const std::string& text) {
  return read_plan(parse_document("kind: plan\n" + text, "p.yaml"));
}

std::string mistakes_in(const std::string& text) {
  try {
    reading_of(text);
  } catch (const bad_input& error) {
    return error.what();
  }
  return "";
}

std::string text_of(const text_template& from) {
  std::string text;
  for (const text_piece& one : from.pieces) {
    text += one.kind == piece_kind::literal ? one.text : "<" + one.text + ">";
  }
  return text;
}

TEST(Plan, ReadsFlowsOfRequests) {
  const plan of = reading_of(
      "flows:\n"
      "  - name: buy\n"
      "    think: { median: 2s, max: 30s }\n"
      "    steps:\n"
      "      - { request: 'GET /jobs?limit=5', name: list, capture: { job: 'items[0].id' } }\n"
      "      - { think: 250ms }\n"
      "      - request:\n"
      "          method: POST\n"
      "          path: /jobs/${job}\n"
      "          headers: { X-Person: 'u${user}' }\n"
      "          body: { bid: 90.00, count: 3, job: '${job}', text: 'a \"${turn}\"', open: true }\n"
      "        name: propose\n"
      "        expect: 201\n"
      + std::string(workload_text));
  EXPECT_EQ(of.name, "p");
  ASSERT_EQ(of.flows.size(), 1U);
  const load_flow& flow = of.flows[0];
  EXPECT_EQ(flow.think.median.ns, 2'000'000'000);
  ASSERT_EQ(flow.steps.size(), 3U);
  EXPECT_EQ(text_of(flow.steps[0].request.path), "/jobs?limit=5");
  EXPECT_EQ(flow.steps[1].think.median.ns, 250'000'000);
  const request_spec& propose = flow.steps[2].request;
  EXPECT_EQ(propose.method, "POST");
  EXPECT_EQ(text_of(propose.path), "/jobs/<job>");
  EXPECT_EQ(text_of(propose.headers.all[0].value), "u<user>");
  EXPECT_EQ(text_of(*propose.body),
      R"({"bid":90.00,"count":3,"job":<job>,"text":"a \"<turn>\"","open":true})");
  EXPECT_TRUE(flow.steps[2].expect.holds(201));
  EXPECT_FALSE(flow.steps[2].expect.holds(200));
  EXPECT_THAT(operations_of(of), ElementsAre("list", "propose"));
}

TEST(Plan, StopsAtManyErrorsUnlessToldOtherwise) {
  const std::string flows = "flows: [{ steps: [{ request: GET /, name: root }] }]\n";
  const plan plain = reading_of(flows + workload_text);
  ASSERT_EQ(plain.stop.size(), 1U);
  EXPECT_EQ(plain.stop[0].text, "errors > 50 %");
  EXPECT_TRUE(reading_of(flows + workload_text + "stop: []\n").stop.empty());
}

TEST(Plan, TakesSecretsFromTheEnvironment) {
  setenv("SOUK_PLAN_TEST", "hush\"", 1);
  const plan of = reading_of(
      "flows: [{ steps: [{ name: in, request: { method: POST, path: /login, body: { password: "
      "'${SOUK_PLAN_TEST}' } } }] }]\n"
      + std::string(workload_text));
  EXPECT_EQ(text_of(*of.flows[0].steps[0].request.body), R"({"password":"hush\""})");
  EXPECT_THAT(mistakes_in("flows: [{ steps: [{ request: 'GET /${SOUK_NO_SUCH}', name: a }] }]\n"
                          + std::string(workload_text)),
      HasSubstr("no variable SOUK_NO_SUCH in the environment"));
}

TEST(Plan, TellsEveryMistakeWithItsPlace) {
  const std::string said = mistakes_in(
      "target: 7\n"
      "flows:\n"
      "  - steps:\n"
      "      - { request: FETCH /jobs, name: list }\n"
      "      - { request: GET jobs, name: more, expect: 99 }\n"
      "wrkload: {}\n");
  EXPECT_THAT(said, HasSubstr("p.yaml:5:20: flows[0].steps[0].request: method is 'FETCH'"));
  EXPECT_THAT(said, HasSubstr("p.yaml:6:20: flows[0].steps[1].request: path is 'jobs'"));
  EXPECT_THAT(said, HasSubstr("p.yaml:6:50: flows[0].steps[1].expect"));
  EXPECT_THAT(said, HasSubstr("p.yaml:7:1: unknown key 'wrkload'; did you mean 'workload'?"));
}

TEST(Plan, TellsWhatNoValueShowsOnItsOwn) {
  const std::string said = mistakes_in(
      "flows:\n"
      "  - steps:\n"
      "      - { request: 'GET /jobs/${jb}', name: list, capture: { job: 'a..b' } }\n"
      "      - { request: 'GET /${job}' }\n"
      "      - { name: nothing }\n"
      "workload: { model: closed, stay: 5s, stages: [{ for: 1s, rate: 5 }] }\n"
      "thresholds: [ p99 of lst < 1s ]\n"
      "stop: [ rate > 5 ]\n");
  EXPECT_THAT(said, HasSubstr("4:20: no variable 'jb' is set by then"));
  EXPECT_THAT(said, HasSubstr("4:67: 'a..b' is no path into JSON"));
  EXPECT_THAT(said, HasSubstr("5:9: the request has no name"));
  EXPECT_THAT(said, HasSubstr("6:9: a step is a request or a pause"));
  EXPECT_THAT(said, HasSubstr("only a partly open workload has `stay`"));
  EXPECT_THAT(said, HasSubstr("a closed workload has no rate"));
  EXPECT_THAT(said, HasSubstr("no operation 'lst'; did you mean 'list'?"));
  EXPECT_THAT(said, HasSubstr("'rate > 5' is known at the end only"));
}

TEST(Plan, TakesAnotherBindingFromWhoeverReadsIt) {
  const auto reading = [](const std::string& binding) {
    const std::string text =
        "kind: plan\nbinding: own\nflows: [{ steps: [{ request: GET /, name: "
        "root }] }]\n"
        + std::string(workload_text);
    return read_plan(parse_document(text, "p.yaml"), binding).binding;
  };
  EXPECT_EQ(reading(""), "own");
  EXPECT_EQ(reading("mine.yaml"), "mine.yaml");
}

constexpr const char* bound_head =
    "binding: souk-serve\n"
    "cast: { ana: freelancer, acme: client }\n"
    "workload: { stages: [{ for: 10s, people: 5 }] }\n"
    "flows:\n"
    "  - name: apply\n"
    "    steps:\n";

TEST(Plan, ReadsStepsThatSpeakByItsBinding) {
  const plan of = reading_of(
      std::string(bound_head)
      + "      - { by: ana, do: log_in }\n"
        "      - { by: ana, read: jobs, limit: 5, name: list, capture: { logo: 'job[any]' } }\n"
        "      - { by: ana, do: propose, job: logo, bid: 90.00, letter: 'No. ${user}',\n"
        "          may_fail: [already_proposed] }\n"
        "      - { by: ana, read: me, check: { connects: 37, available: 0.00, badge: none } }\n"
        "      - { request: 'GET /jobs/${logo}', name: page }\n"
        "      - { by: acme, do: offer, job: logo, freelancer: ana, as: deal,\n"
        "          milestones: [{ amount: 90.00, due: 2024-02-01, as: m1 }] }\n"
        "      - { by: ana, do: submit_milestone, milestone: m1, fails: wrong_state }\n");
  EXPECT_THAT(operations_of(of),
      ElementsAre("log_in", "list", "propose", "me", "page", "offer", "submit_milestone"));
  ASSERT_TRUE(of.story);
  ASSERT_EQ(of.story->who.cast.size(), 2U);
  const std::vector<flow_command>& commands = of.story->commands;
  ASSERT_EQ(commands.size(), 6U);
  EXPECT_EQ(commands[0].verb, flow_verb::log_in);
  EXPECT_EQ(commands[1].verb, flow_verb::look);
  EXPECT_EQ(commands[1].limit, 5);
  ASSERT_EQ(commands[1].captures.size(), 1U);
  EXPECT_TRUE(commands[1].captures[0].any);
  EXPECT_EQ(commands[1].captures[0].what, observable::job);
  const flow_command& propose = commands[2];
  EXPECT_EQ(std::get<market::propose>(propose.step.what).bid, market::dollars(90));
  EXPECT_EQ(propose.step.about, "logo");
  ASSERT_EQ(propose.texts.size(), 1U);
  EXPECT_EQ(text_of(propose.texts[0].value), "No. <user>");
  EXPECT_TRUE(propose.expects(market::reason::none));
  EXPECT_TRUE(propose.expects(market::reason::already_proposed));
  EXPECT_FALSE(propose.expects(market::reason::insufficient_connects));
  ASSERT_EQ(commands[3].checks.size(), 3U);
  EXPECT_EQ(commands[3].checks[0].number, 37);
  EXPECT_FALSE(commands[3].checks[2].is_number);
  EXPECT_EQ(commands[4].captures.size(), 2U) << "the contract and its milestone";
  EXPECT_TRUE(commands[5].expects(market::reason::wrong_state));
  EXPECT_FALSE(commands[5].expects(market::reason::none));
}

TEST(Plan, SaysWhatIsWrongWithBoundSteps) {
  const std::string wrong = mistakes_in(
      std::string(bound_head)
      + "      - { by: bob, do: log_in }\n"
        "      - { by: ana, do: proposs, job: logo }\n"
        "      - { by: ana, do: propose, job: logo, bid: much }\n"
        "      - { by: ana, read: person }\n"
        "      - { by: ana, read: me, check: { conects: 3 } }\n"
        "      - { by: ana, read: me, limit: 3 }\n"
        "      - { by: acme, do: post_job, category: design, skills: [logo], title: A logo,\n"
        "          type: fixed, budget: 100.00, capture: { x: 'job[' } }\n"
        "      - { do: verify_email }\n");
  EXPECT_THAT(wrong, HasSubstr("p.yaml:8:15: 'bob' is nobody of the cast"));
  EXPECT_THAT(wrong, HasSubstr("p.yaml:9:24: unknown command 'proposs'; did you mean 'propose'?"));
  EXPECT_THAT(wrong, HasSubstr("p.yaml:10:38: 'logo' is no name of this flow"));
  EXPECT_THAT(wrong, HasSubstr("p.yaml:10:49: bid is 'much'"));
  EXPECT_THAT(wrong, HasSubstr("p.yaml:11:26: read is 'person'"));
  EXPECT_THAT(wrong, HasSubstr("p.yaml:12:39: its answer does not tell 'conects'"));
  EXPECT_THAT(wrong, HasSubstr("p.yaml:13:37: only a look at jobs has a limit"));
  EXPECT_THAT(wrong, HasSubstr("p.yaml:15:54: capture takes 'job['"));
  EXPECT_THAT(wrong, HasSubstr("p.yaml:16:9: the step does not say who does it"));
}

TEST(Plan, BoundStepsUseVariablesThatAreSet) {
  const std::string post =
      "{ by: acme, do: post_job, as: logo, category: design, skills: [logo], title: 'No. ${who}', "
      "type: fixed, budget: 100.00 }\n";
  const std::string raw = "      - { request: 'GET /x?who=a', name: x, capture: { who: name } }\n";
  EXPECT_THAT(mistakes_in(bound_head + ("      - " + post)),
      HasSubstr("p.yaml:8:86: no variable 'who' is set by then"));
  EXPECT_EQ(mistakes_in(bound_head + raw + "      - " + post), "");
}

TEST(Plan, BoundStepsNeedABindingAndACast) {
  const std::string flows = "flows: [{ steps: [{ do: log_in }] }]\n" + std::string(workload_text);
  EXPECT_THAT(mistakes_in(flows), HasSubstr("and the plan has none; binding: souk-serve"));
  EXPECT_THAT(mistakes_in(flows), HasSubstr("the plan has no cast who could do that"));
  EXPECT_THAT(mistakes_in("binding: bazar\ncast: { ana: freelancer }\n" + flows),
      HasSubstr("no such binding"));
  EXPECT_THAT(mistakes_in("binding: bazaar\ncast: { ana: freelancer }\n"
                          "flows: [{ steps: [{ do: save_search }] }]\n"
                          + std::string(workload_text)),
      HasSubstr("the binding bazaar has no save_search; it keeps no searches"));
  EXPECT_THAT(mistakes_in("cast: { ana: freelancer }\n"
                          "flows: [{ steps: [{ request: GET /, name: root }] }]\n"
                          + std::string(workload_text)),
      HasSubstr("no step is done by the cast"));
}

TEST(Plan, StagesAreConstantRampsOrCurves) {
  const plan of = reading_of(
      "flows: [{ steps: [{ request: GET /, name: root }] }]\n"
      "workload:\n"
      "  model: open\n"
      "  stages: [{ for: 1s, rate: 5 }, { for: 1m, from: 1, to: 9 }, { for: 1h, curve: [1, 2, 3] "
      "}]\n");
  EXPECT_THAT(of.workload.stages[0].levels(), ElementsAre(5, 5));
  EXPECT_THAT(of.workload.stages[1].levels(), ElementsAre(1, 9));
  EXPECT_THAT(of.workload.stages[2].levels(), ElementsAre(1, 2, 3));
  EXPECT_EQ(of.workload.stages[2].length.ns, 3'600'000'000'000);
}

TEST(Threshold, ReadsWhatIsMeasured) {
  threshold one;
  EXPECT_EQ(parse_threshold("p99.9 of propose <= 1.5s", one), "");
  EXPECT_EQ(one.measure, load_measure::quantile);
  EXPECT_DOUBLE_EQ(one.quantile, 0.999);
  EXPECT_EQ(one.operation, "propose");
  EXPECT_EQ(one.value, 1.5e9);
  EXPECT_TRUE(one.holds(1.5e9));
  EXPECT_FALSE(one.holds(1.6e9));
  EXPECT_EQ(parse_threshold("errors<0.1 %", one), "");
  EXPECT_EQ(one.measure, load_measure::errors);
  EXPECT_DOUBLE_EQ(one.value, 0.001);
  EXPECT_EQ(parse_threshold("violations == 0", one), "");
  EXPECT_TRUE(one.holds(0));
  EXPECT_FALSE(one.holds(1));
  EXPECT_EQ(parse_threshold("rate of list > 100/s", one), "");
  EXPECT_EQ(one.value, 100);
}

TEST(Threshold, SaysWhatIsNone) {
  threshold one;
  EXPECT_THAT(parse_threshold("p99", one), HasSubstr("compares with nothing"));
  EXPECT_THAT(parse_threshold("p101 < 1s", one), HasSubstr("'p101' is nothing that is measured"));
  EXPECT_THAT(parse_threshold("p99 < 200", one), HasSubstr("'200' is no time"));
  EXPECT_THAT(parse_threshold("requests > 5 %", one), HasSubstr("'5 %' is no number"));
}

TEST(WallTime, KeepsItsUnits) {
  for (const char* const text : {"200ms", "90s", "15m", "2h", "1500us", "7ns"}) {
    wall_time value;
    ASSERT_TRUE(parse(text, value)) << text;
    wall_time again;
    EXPECT_TRUE(parse(to_text(value), again));
    EXPECT_EQ(value, again);
  }
  wall_time value;
  EXPECT_TRUE(parse("1.5s", value));
  EXPECT_EQ(value.ns, 1'500'000'000);
  EXPECT_FALSE(parse("5", value));
  EXPECT_FALSE(parse("-5s", value));
}

}  // namespace
}  // namespace souk::scenarios
