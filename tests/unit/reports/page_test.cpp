#include "reports/page.hpp"

#include "reports/assets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>

namespace souk::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What a browser would show: the page without its style and its scripts.
std::string without_code(std::string html) {
  for (const auto& [begin, end] : {std::pair("<style>", "</style>"),
           std::pair("<script", "</script>"), std::pair("<!--", "-->")}) {
    for (std::size_t from = 0; (from = html.find(begin, from)) != std::string::npos;) {
      html.erase(from, html.find(end, from) + std::string(end).size() - from);
    }
  }
  return html;
}

page whole_page() {
  page one;
  one.kicker = "souk compare";
  one.title = "A against B";
  one.warning = "Too few replications.";
  one.headline = {"B earns ", strong("$5"), " more."};
  chart drawn{"net", "Net", "a day"};
  drawn.at = {1, 2};
  drawn.lines = {{"A", {1, 2}}};
  table rows{
      {"what", "how much"}, {{"fees", cell("3", look::good)}, {"all", "3"}}, true, true, {1}};
  one.sections = {{"", "", {tiles{{{"Fees", "$3", "of all"}}}}},
      {"Effects", "Paired.",
          {drawn, drawn, rows, prose{{"So it ", strong("is"), "."}}, folded{"More", rows}}}};
  one.card = {{"Seed", {"1"}}, {"Command", {"souk compare"}, look::code}};
  one.listings = {{"The policy", "kind: policy\n"}};
  one.footer = "The end.";
  return one;
}

TEST(Page, HasAllThatItIsMadeOf) {
  const std::string html = without_code(page_html(whole_page()));
  for (const char* expected :
      {"<p class=\"kicker\">souk compare</p>", "<h1>A against B</h1>",
          "<p class=\"warning\">Too few replications.</p>",
          "<p class=\"lead\">B earns <b>$5</b> more.</p>",
          "<div class=\"card tile\"><span>Fees</span><b>$3</b><span>of all</span></div>",
          "<h2>Effects</h2>", "<p class=\"note\">Paired.</p>",
          "<figcaption><b>Net</b><span>a day</span>",
          "<td class=\"text\"><span class=\"good\">3</span></td>",
          "<tr class=\"sum\"><th scope=\"row\">all</th>", "<p class=\"prose\">So it <b>is</b>.</p>",
          "<summary>More</summary>", "<dt>Command</dt><dd><code>souk compare</code></dd>",
          "<pre tabindex=\"0\">kind: policy\n</pre>", "<footer>The end.</footer>"}) {
    EXPECT_THAT(html, HasSubstr(expected));
  }
}

TEST(Page, LaysNeighboursOfAKindTogether) {
  const std::string html = page_html(whole_page());
  const std::string together = "<div class=\"charts\">";
  EXPECT_EQ(html.find(together), html.rfind(together));
  EXPECT_THAT(html, HasSubstr("<div class=\"pair\">"));
}

TEST(Page, EveryChartIsInWordsAndInData) {
  const std::string html = page_html(whole_page());
  EXPECT_THAT(html, HasSubstr("role=\"img\" aria-label=\"Net. A: from 1 to 2, at the end 2.\""));
  EXPECT_THAT(html, HasSubstr("<p>A: from 1 to 2, at the end 2.</p>"));
  EXPECT_THAT(html, HasSubstr("download=\"net.csv\""));
  EXPECT_THAT(html, HasSubstr("{\"name\":\"A\",\"values\":[1,2]}"));
}

TEST(Page, ShowsTextAsTextOnly) {
  page one = whole_page();
  const std::string bad = "</script><img src=x>&";
  one.title = one.kicker = one.footer = bad;
  one.headline = {bad};
  one.card = {{bad, {bad}}};
  one.listings = {{bad, bad}};
  chart drawn{"id", bad, bad, chart_kind::across};
  drawn.labels = {bad};
  drawn.lines = {{bad, {1}}};
  one.sections = {{bad, bad, {drawn, table{{bad}, {{bad}}}, tiles{{{bad, bad, bad}}}}}};
  const std::string html = page_html(one);
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, HasSubstr("\\u003c/script>"));
  EXPECT_THAT(without_code(html), HasSubstr("&lt;/script&gt;&lt;img src=x&gt;&amp;"));
}

TEST(Page, MayLoadNothing) {
  const std::string html = page_html(whole_page());
  EXPECT_THAT(html, HasSubstr("Content-Security-Policy\" content=\"default-src 'none'"));
  for (const char* outside : {"http://", "https://", "<link", "@import", "url(", " src="}) {
    EXPECT_THAT(without_code(html), Not(HasSubstr(outside)));
    EXPECT_THAT(std::string(page_style), Not(HasSubstr(outside)));
    EXPECT_THAT(std::string(page_script), Not(HasSubstr(outside)));
  }
}

TEST(Page, CarriesTheLicenceOfItsLibrary) {
  const std::string html = page_html(whole_page());
  EXPECT_THAT(html, HasSubstr("Chart.js v3."));
  EXPECT_THAT(html, HasSubstr("Permission is hereby granted, free of charge"));
}

TEST(Page, ClosesEveryElementItOpens) {
  const std::string html = without_code(page_html(whole_page()));
  for (const char* name : {"div", "table", "tr", "td", "th", "figure", "canvas", "span", "p", "dl",
           "details", "main", "header", "section", "button", "a", "b"}) {
    const std::regex open("<" + std::string(name) + "[ >]"), close("</" + std::string(name) + ">");
    const auto count = [&](const std::regex& what) {
      return std::distance(
          std::sregex_iterator(html.begin(), html.end(), what), std::sregex_iterator());
    };
    EXPECT_EQ(count(open), count(close)) << name;
  }
}

}  // namespace
}  // namespace souk::reports
