#include "load/http_reader.hpp"

#include <gtest/gtest.h>

namespace souk::load {
namespace {

using state = http_reader::state;

constexpr std::string_view plain =
    "HTTP/1.1 201 Created\r\nX-Next: 7\r\nContent-Length: 5\r\n\r\nhello";
constexpr std::string_view chunked =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";

TEST(HttpReader, ReadsAnAnswerInOnePiece) {
  const header_names wanted{"x-next", "location"};
  http_reader reader(wanted);
  reader.begin(false);
  EXPECT_EQ(reader.take(plain), state::complete);
  EXPECT_EQ(reader.status(), 201);
  EXPECT_EQ(reader.body(), "hello");
  EXPECT_TRUE(reader.keeps_alive());
  ASSERT_EQ(reader.headers().size(), 2U);
  EXPECT_EQ(reader.headers()[0], "7");
  EXPECT_EQ(reader.headers()[1], "");
}

TEST(HttpReader, ReadsTheSameFromAnyPieces) {
  const header_names none;
  http_reader reader(none);
  for (const std::string_view text : {plain, chunked}) {
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
      for (std::size_t then = cut; then < text.size(); then += 3) {
        reader.begin(false);
        // Each piece lives no longer than the call.
        const auto take = [&](std::string_view part) { return reader.take(std::string(part)); };
        EXPECT_EQ(take(text.substr(0, cut)), state::partial);
        if (then > cut) {
          EXPECT_EQ(take(text.substr(cut, then - cut)), state::partial);
        }
        const std::string last(text.substr(then));
        EXPECT_EQ(reader.take(last), state::complete) << cut << ' ' << then;
        EXPECT_EQ(reader.body(), "hello") << cut << ' ' << then;
        EXPECT_TRUE(reader.keeps_alive());
      }
    }
  }
}

TEST(HttpReader, EndsABodyWithoutLengthAtTheEnd) {
  const header_names none;
  http_reader reader(none);
  reader.begin(false);
  EXPECT_EQ(reader.take("HTTP/1.1 200 OK\r\n\r\nall of"), state::partial);
  EXPECT_EQ(reader.take(" it"), state::partial);
  EXPECT_EQ(reader.take_end(), state::complete);
  EXPECT_EQ(reader.body(), "all of it");
  EXPECT_FALSE(reader.keeps_alive());
  reader.begin(false);
  EXPECT_EQ(reader.take("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), state::partial);
  EXPECT_EQ(reader.take_end(), state::malformed);
  reader.begin(false);
  EXPECT_EQ(reader.take_end(), state::malformed);
}

TEST(HttpReader, KnowsAnswersWithoutABody) {
  const header_names none;
  http_reader reader(none);
  reader.begin(true);  // to a HEAD
  EXPECT_EQ(reader.take("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"), state::complete);
  reader.begin(false);
  EXPECT_EQ(reader.take("HTTP/1.1 204 No Content\r\n\r\n"), state::complete);
  EXPECT_EQ(reader.body(), "");
}

TEST(HttpReader, PassesOverInterimAnswers) {
  const header_names none;
  http_reader reader(none);
  reader.begin(false);
  EXPECT_EQ(reader.take("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + std::string(plain)),
      state::complete);
  EXPECT_EQ(reader.status(), 201);
}

TEST(HttpReader, KeepsNoConnectionThatIsClosedOrSaysMore) {
  const header_names none;
  http_reader reader(none);
  reader.begin(false);
  EXPECT_EQ(reader.take("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
      state::complete);
  EXPECT_FALSE(reader.keeps_alive());
  reader.begin(false);
  EXPECT_EQ(reader.take(std::string(plain) + "HTTP/1.1 200 OK\r\n"), state::complete);
  EXPECT_EQ(reader.body(), "hello");
  EXPECT_FALSE(reader.keeps_alive());
}

TEST(HttpReader, RefusesWhatIsNoHttp) {
  const header_names none;
  http_reader reader(none);
  reader.begin(false);
  EXPECT_EQ(reader.take("SSH-2.0-OpenSSH_9.2\r\n\r\n"), state::malformed);
}

}  // namespace
}  // namespace souk::load
