#include "load/accounts.hpp"

#include "scenarios/mistakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace souk::load {
namespace {

using testing::HasSubstr;

class Accounts : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }

  std::vector<known_account> reading(const std::string& text) {
    std::ofstream(path_) << text;
    return load_accounts(path_);
  }
  std::string mistakes_in(const std::string& text) {
    try {
      reading(text);
    } catch (const scenarios::bad_input& error) {
      return error.what();
    }
    return "";
  }

  // Tests run side by side: each process has a file of its own.
  std::string path_ = testing::TempDir() + "accounts-" + std::to_string(::getpid()) + ".csv";
};

TEST_F(Accounts, AreReadInAnyOrderOfColumns) {
  const auto all = reading(
      "side,email,username,password\r\nclient,a@x,acme,\"p,\"\"1\"\"\"\r\n\r\n"
      "freelancer,,ana,secret1\r\n");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].session.username, "acme");
  EXPECT_EQ(all[0].session.password, "p,\"1\"");
  EXPECT_EQ(all[0].session.email, "a@x");
  EXPECT_EQ(all[0].side, market::side::client);
  EXPECT_EQ(all[1].session.username, "ana");
}

TEST_F(Accounts, AreHandedOutOnceBySide) {
  account_pool pool(reading("username,password,side\na,1,client\nb,2,freelancer\nc,3,client\n"));
  EXPECT_EQ(pool.take(market::side::client)->session.username, "a");
  EXPECT_EQ(pool.take(market::side::client)->session.username, "c");
  EXPECT_EQ(pool.take(market::side::client), nullptr);
  EXPECT_EQ(pool.take(market::side::freelancer)->session.username, "b");
}

TEST_F(Accounts, SayWhereTheyAreWrong) {
  EXPECT_THAT(mistakes_in("username,side\nana,client\n"), HasSubstr("no column 'password'"));
  EXPECT_THAT(mistakes_in("username,password,side\nana,x\n"), HasSubstr(":2:1: the line has 2"));
  EXPECT_THAT(mistakes_in("username,password,side\n\"a\nb\",x,clint\n"),
      HasSubstr(":3:6: side is 'clint'; did you mean 'client'?"));
  EXPECT_THAT(mistakes_in(""), HasSubstr("empty"));
}

}  // namespace
}  // namespace souk::load
