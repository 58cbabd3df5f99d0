#include "load/bound_backend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace souk::load {
namespace {

using scenarios::observable;
using testing::ElementsAre;
using testing::HasSubstr;

scenarios::binding binding_of(const std::string& text) {
  return scenarios::read_binding(
      scenarios::parse_document("kind: binding\n" + text, "b.yaml"), nullptr);
}

/// Things are called by a letter and their numbers.
class numbered_names : public backend_names {
 public:
  std::string_view person(market::person_id of) const override {
    return keep(100 + market::index(of));
  }
  std::string_view job(const market::job_id& of) const override { return keep(200 + of.need); }
  std::string_view contract(const market::contract_id& of) const override {
    return keep(300 + of.job.need);
  }
  std::string_view milestone(const market::milestone_id& of) const override {
    return keep(400 + of.n);
  }
  std::string_view word(market::symbol of) const override {
    return market::index(of) == 1 ? "logo" : "print \"x\"";
  }

 private:
  std::string_view keep(std::uint64_t number) const {
    return texts_.emplace_back(std::to_string(number));
  }
  mutable std::deque<std::string> texts_;
};

class Requests : public testing::Test {
 protected:
  void SetUp() override {
    ana_.username = "ana";
    ana_.email = "ana@x.invalid";
    ana_.token = "t0k";
  }

  bound_request written(const std::string& text, const market::command& what) {
    const bound_backend backend(binding_of(text));
    bound_request request;
    backend.write(what, {&ana_, nullptr, &names_, 0}, request);
    return request;
  }

  numbered_names names_;
  bound_session ana_;
  market::propose bid_{.job = {market::person_id{3}, 7}, .bid = {9050}, .letter = "a \"b\"\n"};
};

TEST_F(Requests, CarryFieldsByTheirNames) {
  const bound_request made =
      written("every_command: { post: \"/c/{command}\", body: fields }\n", bid_);
  EXPECT_EQ(made.method, "POST");
  EXPECT_EQ(made.path, "/c/propose");
  EXPECT_EQ(made.headers, "Authorization: Bearer t0k\r\n");
  EXPECT_EQ(
      made.body, R"({"job":"207","bid":"90.50","letter":"a \"b\"\u000a","answers":0,"boost":0})");
}

TEST_F(Requests, TakeTheShapeOfTheBackend) {
  const bound_request made = written(
      "values: { money: cents, ids: number }\n"
      "token: { header: X-Session, value: \"{token}\" }\n"
      "headers: { X-Key: \"{unique}\" }\n"
      "commands:\n"
      "  propose:\n"
      "    put: /gigs/{job}/bids?by={email}\n"
      "    body: { gig: \"{job}\", bid: { price: \"{bid}\", dollars: \"{bid:dollars}\" },\n"
      "            note: \"for {job}: {letter}\", list: [1, \"{by}\", null, true, \"7\"] }\n",
      bid_);
  EXPECT_EQ(made.method, "PUT");
  EXPECT_EQ(made.path, "/gigs/207/bids?by=ana%40x.invalid");
  EXPECT_EQ(made.headers, "X-Session: t0k\r\nX-Key: ana-1\r\n");
  EXPECT_EQ(made.body,
      R"({"gig":207,"bid":{"price":9050,"dollars":90.50},"note":"for 207: a \"b\"\u000a",)"
      R"("list":[1,"ana",null,true,"7"]})");
}

TEST_F(Requests, LeaveOutWhatTheCommandLeavesOut) {
  const std::string text =
      "commands: { withdraw: { post: /w, body: { sum: \"{amount}\", to: \"{method}\", x: 1 } } }\n"
      "words: { method: { bank_transfer: IBAN } }\n";
  EXPECT_EQ(written(text, market::withdraw{{500}, std::nullopt}).body, R"({"sum":"5.00","x":1})");
  EXPECT_EQ(written(text, market::withdraw{{500}, market::payment_kind::bank_transfer}).body,
      R"({"sum":"5.00","to":"IBAN","x":1})");
}

TEST_F(Requests, WriteListsItemByItem) {
  const std::array terms{market::milestone_terms{{100}, 0}, market::milestone_terms{{250}, 86400}};
  market::offer offer;
  offer.job = {market::person_id{3}, 7};
  offer.freelancer = market::person_id{5};
  offer.milestones = terms;
  EXPECT_EQ(written("values: { money: cents, date: seconds }\n"
                    "commands: { offer: { post: /o, body: { to: \"{freelancer}\", parts: { each: "
                    "milestones, as: { sum: \"{amount}\", by: \"{due}\" } } } } }\n",
                offer)
                .body,
      R"({"to":"105","parts":[{"sum":100,"by":0},{"sum":250,"by":86400}]})");
  EXPECT_EQ(
      written("commands: { offer: { post: /o, body: { all: \"{milestones}\" } } }\n", offer).body,
      R"({"all":[{"amount":"1.00","due":"1970-01-01"},{"amount":"2.50","due":"1970-01-02"}]})");
}

TEST_F(Requests, MapWordsAndRanges) {
  const std::array skills{market::symbol{1}, market::symbol{2}};
  market::post_job job;
  job.category = market::symbol{1};
  job.skills = skills;
  job.title = "T";
  job.type = market::job_type::hourly;
  job.rate_range = market::low_high_money{{2000}, {3550}};
  job.hours_range = market::low_high_hours{10, 20};
  EXPECT_EQ(written("words: { type: { hourly: 2 }, skills: { logo: \"5\" } }\n"
                    "commands: { post_job: { post: /j, body: { kind: \"{type}\", skills: "
                    "\"{skills}\", rates: \"{rate_range}\", low: \"{hours_range.low}\", tags: { "
                    "each: skills, as: { tag: \"{item}\" } }, budget: \"{budget}\" } } }\n",
                job)
                .body,
      R"({"kind":2,"skills":["5","print \"x\""],"rates":["20.00","35.50"],"low":10,)"
      R"("tags":[{"tag":"5"},{"tag":"print \"x\""}]})");
}

TEST_F(Requests, NameWhatAMilestoneBelongsTo) {
  const market::milestone_id third{{{market::person_id{3}, 7}, market::person_id{5}}, 2};
  EXPECT_EQ(
      written("commands: { fund_milestone: { post: \"/c/{contract}/m/{milestone}/j/{job}\" } }\n",
          market::fund_milestone{third})
          .path,
      "/c/307/m/402/j/207");
}

TEST_F(Requests, AreMadeOfFreeValuesToo) {
  const bound_backend backend(binding_of(
      "operations: { events: { get: \"/e?from={offset}&n={limit}\", page_size: 20 } }\n"));
  const operation_id events = backend.find("events");
  std::array<given_value, 4> values;
  values[1] = given_value::of(std::int64_t{40});
  values[3] = given_value::of(std::int64_t{backend.page_size(events)});
  bound_request request;
  backend.write(events, values, {&ana_, nullptr, nullptr, 0}, request);
  EXPECT_EQ(request.path, "/e?from=40&n=20");
  EXPECT_EQ(backend.find("me"), no_operation);
  EXPECT_EQ(value_from_text(scenarios::slot_kind::money, "12.5")->number, 1250);
  EXPECT_FALSE(value_from_text(scenarios::slot_kind::money, "a"));
}

TEST_F(Requests, CarryTheTimeOfAClockThatTheySet) {
  const bound_backend backend(
      binding_of("clock: { kind: header, header: X-Now }\nvalues: { time: seconds }\n"
                 "every_command: { post: /c }\n"));
  bound_request request;
  backend.write(bid_, {nullptr, nullptr, &names_, 86400}, request);
  EXPECT_EQ(request.headers, "X-Now: 86400\r\n");
}

TEST_F(Requests, LetNoHeaderEnd) {
  ana_.token = "a\r\nX-Evil: 1";
  EXPECT_EQ(written("every_command: { post: /c }\n", bid_).headers,
      "Authorization: Bearer a  X-Evil: 1\r\n");
}

// -- answers --------------------------------------------------------------------------------------

class Answers : public testing::Test {
 protected:
  const bound_answer& read(const std::string& text, int status, std::string_view body) {
    backend_ = std::make_unique<bound_backend>(binding_of(text));
    backend_->read(backend_->find("propose"), status, body, answer_);
    return answer_;
  }

  std::unique_ptr<bound_backend> backend_;
  bound_answer answer_;
};

TEST_F(Answers, TellValuesInOurUnits) {
  const std::string text =
      "values: { money: cents, time: seconds }\n"
      "words: { status: { submitted: NEW } }\n"
      "commands: { propose: { post: /p, answer: { bid: /b/0/sum, at: /at, status: /s, seq: /no, "
      "ranking: /r/*/id, job: /j, rating: /x, due: /none } } }\n";
  const bound_answer& answer = read(text, 201,
      R"({"b":[{"sum":9050}],"at":60,"s":"NEW","no":7,"r":[{"id":1},{},{"id":"b"}],"j":12,"x":4.5})");
  ASSERT_TRUE(answer.accepted) << answer.problem;
  EXPECT_EQ(answer.find(observable::bid).number, 9050);
  EXPECT_EQ(answer.find(observable::at).number, 60);
  EXPECT_EQ(answer.find(observable::status).text, "submitted");
  EXPECT_EQ(answer.find(observable::seq).number, 7);
  EXPECT_EQ(answer.find(observable::job).text, "12");
  EXPECT_EQ(answer.find(observable::rating).number, 450);
  EXPECT_TRUE(answer.find(observable::due).is_null);
  EXPECT_FALSE(answer.has(observable::cost));
  const auto ranking = answer.all(observable::ranking);
  ASSERT_EQ(ranking.size(), 3U);
  EXPECT_EQ(ranking[0].text, "1");
  EXPECT_TRUE(ranking[1].is_null);
  EXPECT_EQ(ranking[2].text, "b");
}

TEST_F(Answers, GiveTheReasonOfARefusal) {
  const std::string text =
      "rejections: { code: /error/code, detail: /error/text, reasons: { TWICE: already_proposed, "
      "101: too_soon }, statuses: { 404: unknown_id } }\n"
      "token: { expired: [OLD, 419] }\n"
      "commands: { propose: { post: /p, reasons: { NO: not_invited } } }\n";
  EXPECT_EQ(read(text, 409, R"({"error":{"code":"TWICE"}})").why, market::reason::already_proposed);
  EXPECT_EQ(read(text, 409, R"({"error":{"code":101}})").why, market::reason::too_soon);
  EXPECT_EQ(read(text, 409, R"({"error":{"code":"NO"}})").why, market::reason::not_invited);
  EXPECT_EQ(read(text, 409, R"({"error":{"code":"bad_field"}})").why, market::reason::bad_field);
  EXPECT_EQ(read(text, 404, "<html>").why, market::reason::unknown_id);
  EXPECT_TRUE(read(text, 401, R"({"error":{"code":"OLD"}})").token_is_over);
  EXPECT_TRUE(read(text, 419, "").token_is_over);
  const bound_answer& strange = read(text, 500, R"({"error":{"code":"E1","text":"down"}})");
  EXPECT_FALSE(strange.accepted);
  EXPECT_EQ(strange.why, market::reason::none);
  EXPECT_EQ(strange.problem, "status 500, E1, down");
}

TEST_F(Answers, AreNotBelievedWhereTheyCannotBeRead) {
  const std::string text = "commands: { propose: { post: /p, answer: { bid: /b } } }\n";
  EXPECT_EQ(read(text, 200, R"({"b":"many"})").problem, "bid is \"many\"");
  EXPECT_EQ(read(text, 200, "nothing").problem, "the answer is no JSON");
  EXPECT_EQ(read(text, 200, R"({"b":"1.005"})").problem, "bid is \"1.005\"");
  EXPECT_TRUE(read(text, 200, R"({"b":"1.00"})").accepted);
}

TEST_F(Answers, MayRefuseWithASuccess) {
  const std::string text =
      "rejections: { code: /err, in_success: true }\ncommands: { propose: { post: /p } }\n";
  EXPECT_EQ(read(text, 200, R"({"err":"too_soon"})").why, market::reason::too_soon);
  EXPECT_TRUE(read(text, 200, R"({"err":null})").accepted);
}

TEST_F(Answers, GiveASessionItsTokenAndWhatIsKept) {
  const std::string text =
      "commands: { propose: { post: /p, answer: { token: /t, lifetime: /s, person: /id }, keep: { "
      "team: /team } }, reply: { post: \"/t/{team}\" } }\n";
  const bound_answer& answer = read(text, 200, R"({"t":"abc","s":60,"id":9,"team":4})");
  bound_session ana;
  backend_->remember(answer, 1000, ana);
  EXPECT_EQ(ana.token, "abc");
  EXPECT_EQ(ana.token_ends, 1060);
  EXPECT_EQ(ana.name(), "9");
  bound_request request;
  const numbered_names names;
  backend_->write(market::reply{}, {&ana, nullptr, &names, 0}, request);
  EXPECT_EQ(request.path, "/t/4");
}

TEST(Backend, SendsWhatComesFirstWithTheNamesOfTheCommand) {
  const bound_backend backend(
      binding_of("commands: { reply: { post: /r, first: [look] } }\nothers: { look: { get: "
                 "\"/j/{job}\" } }\n"));
  const operation_id reply = backend.find("reply");
  ASSERT_EQ(backend.first(reply).size(), 1U);
  const numbered_names names;
  bound_session ana;
  bound_request request;
  backend.write(backend.first(reply)[0], market::reply{{market::person_id{1}, 4}},
      {&ana, nullptr, &names, 0}, request);
  EXPECT_EQ(request.path, "/j/204");
}

}  // namespace
}  // namespace souk::load
