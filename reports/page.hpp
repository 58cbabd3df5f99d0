// A report as data: a page of sections of prose, tiles, tables and charts. One look for all kinds:
// runs, comparisons, sweeps, studies, load tests. The page is one self-contained file: no network,
// opens from disk, prints, fits a phone, light and dark; a function of its data alone.
//
//     page p;
//     p.kicker = "souk compare, 20 replications";
//     p.title = "upwork-2022 against flat10-2023";
//     p.headline = {"Under flat10-2023 newcomers are hired ", strong("3.1 % (1.2 to 5.0)"), "
//     less."}; p.sections.push_back({"Effects", "Differences of means, paired by seed; 95 %
//     intervals.",
//         {effects_chart, table{{"outcome", "difference"}, {{"revenue", "$1.2 M"}}}}});
//     p.card = {{"Scenario", {"baseline"}}, {"Command", {"souk compare ..."}, look::code}};
//     write_file("compare.html", page_html(p));
//
// Every text is plain: the page escapes it.
#pragma once

#include "reports/chart.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace souk::reports {

struct phrase {
  std::string text;
  bool is_strong = false;

  phrase(const char* plain) : text(plain) {}             // NOLINT(google-explicit-constructor)
  phrase(std::string plain) : text(std::move(plain)) {}  // NOLINT(google-explicit-constructor)
  phrase(std::string said, bool strong) : text(std::move(said)), is_strong(strong) {}
};

/// Emphasised: the numbers of a headline.
inline phrase strong(std::string text) { return {std::move(text), true}; }

using sentence = std::vector<phrase>;

enum class look : std::uint8_t { plain, soft, good, bad, code };

struct cell {
  std::string text;
  look as = look::plain;

  cell(const char* plain) : text(plain) {}             // NOLINT(google-explicit-constructor)
  cell(std::string plain) : text(std::move(plain)) {}  // NOLINT(google-explicit-constructor)
  cell(std::string shown, look how) : text(std::move(shown)), as(how) {}
};

/// A paragraph.
struct prose {
  sentence text;
};

/// A figure to see at once.
struct tile {
  std::string name, value, more;
};
struct tiles {
  std::vector<tile> all;
};

/// The first cell of each row is its heading; numbers stand at the right. Narrow ones stand side by
/// side.
struct table {
  std::vector<std::string> head;
  std::vector<std::vector<cell>> rows;
  bool sums = false;                    // the last row is a sum
  bool narrow = false;                  // half the page is enough
  std::vector<std::size_t> texts = {};  // columns of words, which stand at the left and may wrap
};

/// Folded away until asked for.
struct folded {
  std::string name;
  std::variant<std::string, table> content;  // a text with its line ends, or a table
};

using part = std::variant<prose, tiles, table, chart, folded>;

struct section {
  std::string title;  // empty: none
  std::string note;
  std::vector<part> parts;
};

/// A line of the card that says how the page was made.
struct fact {
  std::string name;
  sentence text;
  look as = look::plain;
};

struct page {
  std::string kicker;  // what made it: "souk run, seed 1"
  std::string title;
  std::string warning;  // such as that a run was interrupted; empty: none
  sentence headline;    // the answer, with its numbers
  std::vector<section> sections;
  std::vector<fact> card;        // how it was made
  std::vector<folded> listings;  // under the card: files that were used
  std::string footer;
};

std::string page_html(const page& one);

}  // namespace souk::reports
