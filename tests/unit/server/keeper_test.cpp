// The market and its database together, by requests without sockets.
#include "scenarios/policy_file.hpp"
#include "server/router.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <future>
#include <memory>

namespace souk::server {
namespace {

namespace json = boost::json;

/// A server without sockets on a database of its own, which outlives it.
class Server : public ::testing::Test {
 protected:
  Server() {
    prepare_secrets();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    start();
  }
  ~Server() override {
    stop();
    std::filesystem::remove_all(folder_);
  }

  void start() {
    keeper_options options;
    options.db = db();
    options.clock = *parse_clock("manual");
    options.terms = scenarios::load_policy("seed");
    market_ = std::make_unique<keeper>(options);
    router_options routes;
    routes.development = true;
    routes.db = db();
    routes.terms = options.terms;
    router_ = std::make_unique<router>(routes, *market_, counts_, [](const request_record&) {});
  }
  void stop() {
    router_.reset();
    market_.reset();
  }
  std::string db() const { return folder_ / "market.sqlite"; }

  response ask(const std::string& method, const std::string& path, const std::string& token = "",
      const std::string& body = "", const std::string& key = "") {
    std::promise<response> promise;
    request asked;
    asked.method = method;
    asked.path = path.substr(0, path.find('?'));
    asked.query = path.find('?') == std::string::npos ? "" : path.substr(path.find('?') + 1);
    asked.authorization = token.empty() ? "" : "Bearer " + token;
    asked.idempotency_key = key;
    asked.body = body;
    router_->handle(asked, [&](response answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
  }
  json::object get(const std::string& path, const std::string& token = "") {
    return json::parse(ask("GET", path, token).body).as_object();
  }

  /// A market of ana and acme, with a job of acme's.
  void begin() {
    const response made = ask("POST", "/dev/reset", "", R"({"policy": "seed", "cast": [
        {"username": "ana", "side": "freelancer", "category": "design", "skills": ["logo"],
         "level": "expert", "rate": "25.00", "photo": true, "cv": true, "overview": true,
         "service": true}, {"username": "acme", "side": "client"}]})");
    ASSERT_EQ(made.status, 200) << made.body;
    const json::object tokens = json::parse(made.body).at("tokens").as_object();
    ana_ = tokens.at("ana").as_string();
    acme_ = tokens.at("acme").as_string();
    const response posted = ask("POST", "/commands/post_job", acme_,
        R"({"category": "design", "skills": ["logo"], "title": "A logo", "type": "fixed",
            "budget": "100.00"})");
    ASSERT_EQ(posted.status, 200) << posted.body;
    job_ = json::parse(posted.body).at("job").as_string();
  }
  response propose(const std::string& key = "", const std::string& bid = "90.00") {
    return ask("POST", "/commands/propose", ana_,
        R"({"job": ")" + job_ + R"(", "bid": ")" + bid + R"("})", key);
  }
  market::fingerprint hash() {
    return market_->read([](const marketplace& place) { return place.world().state_hash(); });
  }

  std::string ana_, acme_, job_;
  std::unique_ptr<keeper> market_;

 private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("souk-server-" + std::to_string(getpid()));
  metrics counts_;
  std::unique_ptr<router> router_;
};

TEST_F(Server, KeepsTheSameMarketInItsDatabase) {
  begin();
  EXPECT_EQ(propose().status, 200);
  EXPECT_EQ(ask("POST", "/dev/clock", "", R"({"after": "40d"})").status, 200);
  const auto before = hash();
  const json::object me = get("/me", ana_);
  const json::object events = get("/events", ana_);
  stop();
  start();
  EXPECT_TRUE(hash() == before);
  EXPECT_EQ(get("/me", ana_), me);
  EXPECT_EQ(get("/events", ana_), events);
  EXPECT_EQ(get("/jobs/" + job_).at("status"), "expired");
}

TEST_F(Server, AnswersAKeyOnceAndForAll) {
  begin();
  const response first = propose("k1");
  EXPECT_EQ(first.status, 200);
  const response again = propose("k1");
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.headers.at(0).first, "Idempotent-Replayed");
  EXPECT_EQ(propose("k1", "80.00").status, 422);
  EXPECT_EQ(propose("k2").status, 409);
  stop();
  start();
  EXPECT_EQ(propose("k1").body, first.body);
  EXPECT_EQ(propose("k2").status, 409);
  EXPECT_EQ(get("/me", ana_).at("connects"), 37);
}

TEST_F(Server, RejectsByTheRulesOwnReasons) {
  begin();
  const auto code = [&](const response& from) { return json::parse(from.body).at("code"); };
  EXPECT_EQ(propose().status, 200);
  EXPECT_EQ(code(propose()), "already_proposed");
  EXPECT_EQ(code(propose("", "nonsense")), "already_proposed");  // content is judged later
  EXPECT_EQ(
      code(ask("POST", "/commands/withdraw", ana_, R"({"amount": "-1"})")), "amount_not_positive");
  EXPECT_EQ(code(ask("POST", "/commands/withdraw", ana_, R"({"amuont": "1"})")), "bad_field");
  EXPECT_EQ(code(ask("POST", "/commands/withdraw", acme_, "{}")), "wrong_side");
  EXPECT_EQ(code(ask("POST", "/commands/withdraw", "", "{}")), "not_registered");
  EXPECT_EQ(code(ask("POST", "/commands/withdraw", ana_, "[]")), "bad_json");
  EXPECT_EQ(code(ask("POST", "/commands/propse", ana_, "{}")), "unknown_command");
  EXPECT_EQ(code(ask("GET", "/me", "forged")), "bad_token");
  EXPECT_EQ(ask("PUT", "/me", ana_).status, 405);
}

TEST_F(Server, SignsUpByMailAndPassword) {
  begin();
  const std::string form = R"({"first_name": "Bo", "last_name": "Li", "email": "bo@x.invalid",
      "username": "bo", "password": "correct7horse", "side": "freelancer"})";
  EXPECT_EQ(ask("POST", "/commands/register", "", form).status, 200);
  EXPECT_EQ(ask("POST", "/commands/register", "", form).status, 409);
  EXPECT_EQ(
      ask("POST", "/login", "", R"({"username": "bo", "password": "wrong7horse"})").status, 401);
  const response in =
      ask("POST", "/login", "", R"({"username": "bo@x.invalid", "password": "correct7horse"})");
  ASSERT_EQ(in.status, 200) << in.body;
  const std::string token(json::parse(in.body).at("token").as_string());
  EXPECT_EQ(ask("POST", "/commands/verify_email", token, R"({"code": "guessed"})").status, 403);
  const json::object mail = get("/dev/mail?to=bo@x.invalid");
  const std::string code(mail.at("mail").as_array().at(0).at("code").as_string());
  stop();
  start();
  EXPECT_EQ(
      ask("POST", "/commands/verify_email", token, R"({"code": ")" + code + R"("})").status, 200);
  EXPECT_EQ(get("/me", token).at("connects"), 40);
  EXPECT_EQ(ask("POST", "/logout", token).status, 200);
  EXPECT_EQ(ask("GET", "/me", token).status, 401);
}

TEST_F(Server, RefusesADatabaseThatIsNotItsOwnWork) {
  begin();
  propose();
  stop();
  {
    storage db(this->db());
    db.begin();
    db.add(event_row{1'000'000, {}, true});
    db.commit();
  }
  EXPECT_THROW(start(), std::runtime_error);
}

TEST_F(Server, TheDatabaseRefusesWhatDoesNotBalance) {
  begin();
  storage other(db());
  sums_row wrong;
  wrong.granted = 1;
  other.begin();
  EXPECT_THROW(other.check(wrong, false), storage_error);
  other.rollback();
  wrong = {};
  wrong.balances.balance[0] = {1};
  other.begin();
  EXPECT_THROW(other.check(wrong, true), storage_error);
  other.rollback();
}

TEST_F(Server, DescribesEveryCommandAndResource) {
  const json::object document = get("/openapi.json");
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  const json::object& paths = document.at("paths").as_object();
  market::for_each_command([&]<class Command>() {
    EXPECT_TRUE(paths.contains("/commands/" + std::string(Command::name))) << Command::name;
  });
  EXPECT_TRUE(paths.contains("/jobs/{job}/proposals/{username}"));
  EXPECT_TRUE(paths.contains("/events"));
}

}  // namespace
}  // namespace souk::server
