#include "reports/table_export.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace souk::reports {
namespace {

namespace fs = std::filesystem;

class memory_sink : public byte_sink {
 public:
  explicit memory_sink(std::string& text) : text_(text) {}
  void write(std::string_view bytes) override { text_ += bytes; }
  void finish() override { text_ += "<end>"; }

 private:
  std::string& text_;
};

class TableExportTest : public testing::Test {
 protected:
  TableExportTest()
      : file_(testing::TempDir() + "export-" + std::to_string(::getpid()) + "-"
              + testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove(file_);
    database made = database::create(file_);
    made.run(
        "CREATE TABLE things (thing INTEGER PRIMARY KEY, name TEXT, share REAL);"
        "CREATE VIEW shares AS SELECT share FROM things WHERE share IS NOT NULL;"
        "INSERT INTO things VALUES (-1, 'plain', 0.1), (2, 'a, \"b\"' || char(10) || 'c', NULL), "
        "(9223372036854775807, '', 1e300)");
  }
  ~TableExportTest() override { fs::remove(file_); }

  std::string exported(const std::string& table, export_format format) const {
    database store = database::open(file_);
    std::string text;
    memory_sink sink(text);
    export_table(store, table, format, sink);
    return text;
  }

  std::string file_;
};

TEST_F(TableExportTest, KnowsTablesAndViews) {
  database store = database::open(file_);
  EXPECT_EQ(tables_of(store), std::vector<std::string>{"things"});
  EXPECT_EQ(views_of(store), std::vector<std::string>{"shares"});
}

TEST_F(TableExportTest, WritesCsv) {
  EXPECT_EQ(exported("things", export_format::csv),
      "thing,name,share\n-1,plain,0.1\n2,\"a, \"\"b\"\"\nc\",\n9223372036854775807,,1e+300\n");
  EXPECT_EQ(exported("shares", export_format::csv), "share\n0.1\n1e+300\n");
}

TEST_F(TableExportTest, WritesJsonLines) {
  EXPECT_EQ(exported("things", export_format::jsonl),
      "{\"thing\":-1,\"name\":\"plain\",\"share\":0.1}\n"
      "{\"thing\":2,\"name\":\"a, \\\"b\\\"\\nc\",\"share\":null}\n"
      "{\"thing\":9223372036854775807,\"name\":\"\",\"share\":1e+300}\n");
}

TEST_F(TableExportTest, CountsRowsAcrossBlocks) {
  std::string text;
  memory_sink sink(text);
  const std::string many = file_ + "-many";
  fs::remove(many);
  database large = database::create(many);
  large.run(
      "CREATE TABLE n (n INTEGER); WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c "
      "LIMIT 200000) INSERT INTO n SELECT n FROM c");
  EXPECT_EQ(export_table(large, "n", export_format::csv, sink), 200'000);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 200'001);
  EXPECT_TRUE(text.ends_with("\n200000\n"));
  fs::remove(many);
}

TEST(ByteSink, CompressesInOneFrame) {
  std::string packed;
  {
    const auto sink = zstd_sink(std::make_unique<memory_sink>(packed));
    for (int i = 0; i < 100'000; ++i) {
      sink->write("0123456789");
    }
    sink->finish();
  }
  ASSERT_TRUE(packed.ends_with("<end>"));
  packed.resize(packed.size() - 5);
  EXPECT_LT(packed.size(), 10'000U);
  std::string text(1'000'000, ' ');
  EXPECT_EQ(ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size()), text.size());
  EXPECT_TRUE(text.starts_with("01234567890123"));
}

TEST(ByteSink, LeavesAFileWholeOrNot) {
  const std::string path = testing::TempDir() + "sink-" + std::to_string(::getpid());
  {
    const auto unfinished = file_sink(path);
    unfinished->write("half");
  }
  EXPECT_FALSE(fs::exists(path));
  EXPECT_FALSE(fs::exists(path + ".part"));
  const auto whole = file_sink(path);
  whole->write("all");
  whole->finish();
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_EQ(text.str(), "all");
  fs::remove(path);
  EXPECT_THROW(file_sink("/nowhere/at/all"), std::runtime_error);
}

}  // namespace
}  // namespace souk::reports
