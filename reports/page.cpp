#include "reports/page.hpp"

#include "reports/assets.hpp"
#include "reports/text.hpp"

#include <algorithm>
#include <array>

namespace souk::reports {

namespace {

std::string element(const char* name, const std::string& inside) {
  return "<" + std::string(name) + ">" + inside + "</" + name + ">";
}

std::string element(const char* name, const char* kind, const std::string& inside) {
  return "<" + std::string(name) + " class=\"" + kind + "\">" + inside + "</" + name + ">";
}

std::string in_look(const std::string& text, look as) {
  switch (as) {
    case look::soft:
      return element("span", "soft", escaped(text));
    case look::good:
      return element("span", "good", escaped(text));
    case look::bad:
      return element("span", "bad", escaped(text));
    case look::code:
      return element("code", escaped(text));
    case look::plain:
      break;
  }
  return escaped(text);
}

std::string sentence_html(const sentence& said) {
  std::string html;
  for (const phrase& one : said) {
    html += one.is_strong ? element("b", escaped(one.text)) : escaped(one.text);
  }
  return html;
}

bool is_text(const table& of, std::size_t column) {
  return std::find(of.texts.begin(), of.texts.end(), column) != of.texts.end();
}

std::string head_html(const table& one) {
  std::string html;
  for (std::size_t i = 0; i < one.head.size(); ++i) {
    html += (is_text(one, i) ? "<th scope=\"col\" class=\"text\">" : "<th scope=\"col\">")
            + escaped(one.head[i]) + "</th>";
  }
  return "<thead><tr>" + html + "</tr></thead>";
}

std::string row_html(const table& one, const std::vector<cell>& row, bool sum) {
  std::string html = sum ? "<tr class=\"sum\">" : "<tr>";
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string shown = in_look(row[i].text, row[i].as);
    if (i == 0) {
      html += "<th scope=\"row\">" + shown + "</th>";
    } else {
      html += (is_text(one, i) ? "<td class=\"text\">" : "<td>") + shown + "</td>";
    }
  }
  return html + "</tr>\n";
}

std::string table_html(const table& one) {
  std::string html;
  for (std::size_t i = 0; i < one.rows.size(); ++i) {
    html += row_html(one, one.rows[i], one.sums && i + 1 == one.rows.size());
  }
  return "<div class=\"scroll\" tabindex=\"0\"><table>" + head_html(one) + "<tbody>\n" + html
         + "</tbody></table></div>\n";
}

std::string tile_html(const tile& one) {
  return "<div class=\"card tile\"><span>" + escaped(one.name) + "</span><b>" + escaped(one.value)
         + "</b><span>" + escaped(one.more) + "</span></div>\n";
}

std::string folded_html(const folded& one) {
  const auto* const listing = std::get_if<std::string>(&one.content);
  return "<details><summary>" + escaped(one.name) + "</summary>"
         + (listing != nullptr ? "<pre tabindex=\"0\">" + escaped(*listing) + "</pre>"
                               : table_html(std::get<table>(one.content)))
         + "</details>\n";
}

/// What the script needs beside it: a place to draw, the same in words, and the data.
std::string chart_html(const chart& one) {
  const std::string words = escaped(words_of(one));
  const std::string rows = one.kind == chart_kind::across || one.kind == chart_kind::forest
                               ? " style=\"--rows:" + std::to_string(one.labels.size()) + "\""
                               : "";
  return "<figure class=\"card" + std::string(one.wide ? " wide" : "") + "\" id=\"chart-"
         + escaped(one.id) + "\"><figcaption><b>" + escaped(one.title) + "</b><span>"
         + escaped(one.note) + "</span></figcaption>\n<div class=\"plot"
         + (rows.empty() ? "" : " rows") + "\"" + rows + "><canvas role=\"img\" aria-label=\""
         + escaped(one.title) + ". " + words
         + "\"></canvas></div>\n<div class=\"data\"><details><summary>Data</summary><p>" + words
         + "</p></details><a class=\"csv\" href=\"#chart-" + escaped(one.id) + "\" download=\""
         + escaped(one.id) + ".csv\">CSV</a></div>\n" + "<script type=\"application/json\">"
         + json_in_html(chart_json(one)) + "</script></figure>\n";
}

struct part_html {
  std::string operator()(const prose& one) const {
    return element("p", "prose", sentence_html(one.text)) + "\n";
  }
  std::string operator()(const tiles& some) const {
    std::string html;
    for (const tile& one : some.all) {
      html += tile_html(one);
    }
    return html;
  }
  std::string operator()(const table& one) const { return element("div", "card", table_html(one)); }
  std::string operator()(const chart& one) const { return chart_html(one); }
  std::string operator()(const folded& one) const {
    return element("div", "card", folded_html(one));
  }
};

/// Neighbours of one arrangement share a grid.
const char* arrangement_of(const part& one) {
  if (std::holds_alternative<tiles>(one)) {
    return "tiles";
  }
  if (std::holds_alternative<chart>(one)) {
    return "charts";
  }
  const auto* const rows = std::get_if<table>(&one);
  return rows != nullptr && rows->narrow ? "pair" : "stack";
}

std::string section_html(const section& one) {
  std::string html = "<section>";
  html += one.title.empty() ? "" : element("h2", escaped(one.title)) + "\n";
  html += one.note.empty() ? "" : element("p", "note", escaped(one.note)) + "\n";
  std::string open;
  for (const part& each : one.parts) {
    const std::string wanted = arrangement_of(each);
    if (wanted != open) {
      html += (open.empty() ? "<div class=\"" : "</div><div class=\"") + wanted + "\">\n";
      open = wanted;
    }
    html += std::visit(part_html{}, each);
  }
  return html + (open.empty() ? "</section>\n" : "</div></section>\n");
}

std::string header_html(const page& one) {
  return "<header><div class=\"top\">" + element("p", "kicker", escaped(one.kicker))
         + "<button id=\"theme\" type=\"button\" hidden>Dark</button></div>\n"
         + element("h1", escaped(one.title)) + "\n"
         + (one.warning.empty() ? "" : element("p", "warning", escaped(one.warning)) + "\n")
         + element("p", "lead", sentence_html(one.headline)) + "</header>\n";
}

std::string card_html(const page& one) {
  std::string facts;
  for (const fact& each : one.card) {
    const std::string said = sentence_html(each.text);
    facts += element("dt", escaped(each.name))
             + element("dd", each.as == look::code ? element("code", said) : said) + "\n";
  }
  std::string html = "<section id=\"made\"><h2>How this was made</h2>\n<div class=\"card\">"
                     + element("dl", facts);
  for (const folded& each : one.listings) {
    html += folded_html(each);
  }
  return html + "</div></section>\n";
}

/// A page may load nothing, not even by mistake.
constexpr const char* head_of_page =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";

}  // namespace

std::string page_html(const page& one) {
  std::string html = head_of_page + element("title", escaped(one.title + " - souk")) + "\n<style>";
  html.append(page_style).append("</style>\n</head>\n<body>\n<main>\n") += header_html(one);
  for (const section& each : one.sections) {
    html += section_html(each);
  }
  html += card_html(one) + element("footer", escaped(one.footer)) + "\n</main>\n";
  html.append("<!-- The script below is Chart.js.\n").append(chart_library_licence);
  html.append("-->\n<script>").append(chart_library).append("</script>\n<script>");
  return html.append(page_script).append("</script>\n</body>\n</html>\n");
}

}  // namespace souk::reports
