// Charts as data: what is drawn, in which unit. page.hpp puts them on a page, where Chart.js draws
// them (docs/decisions.md says why that one); nothing here draws.
//
//     chart c{"net", "What freelancers earn", "a day, mean of 7 days"};
//     c.kind = chart_kind::lines;
//     c.x = {"date", unit::date};
//     c.y = {"net", unit::dollars};
//     c.at = dates(start, days);
//     c.lines = {{"A", a_values}, {"B", b_values, b_low, b_high}};  // B with a band
#pragma once

#include "market/calendar.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace souk::reports {

/// What a number is: how ticks, hover and headings of CSV show it.
enum class unit : std::uint8_t {
  number,        // "0.0731"
  count,         // "12,345"; "12.3 k" on an axis
  dollars,       // "$1,234.50"; "$1.23 k" on an axis
  share,         // of a whole: 0.382 is "38.2 %"
  days,          // "22.7 days"
  date,          // days since 1970-01-01: "3 Mar 2021"
  milliseconds,  // "12.5 ms"
  seconds,       // "12.5 s"
};

enum class chart_kind : std::uint8_t {
  lines,    // over numbers `at`; low and high are a band
  steps,    // the same, constant up to the next point: survival curves
  areas,    // the same, stacked: shares of a whole over time
  points,   // over numbers `at`; low and high are whiskers
  bars,     // upright, over `labels`, side by side
  stacked,  // upright, over `labels`, one on the other
  across,   // lying, over `labels`: funnels and rankings
  forest,   // an estimate a label with its interval, along y's unit, and a line at y.reference
};

/// How a daily series of `lines` is shown. The data stay the daily ones.
enum class curve : std::uint8_t {
  plain,
  daily_and_mean,  // the mean of the 7 days up to each over faint daily values
  mean,            // that mean alone: for what comes on some days of the week
};

struct axis {
  std::string name;
  unit of = unit::number;
  bool from_zero = true;  // y alone: a line chart may begin elsewhere; bars begin at 0
  bool logarithmic = false;
  std::optional<double> reference = {};  // of y: a thin line, such as 0 of a forest plot
};

/// One for each of `at` or `labels`; what is not finite is a gap.
struct series {
  std::string name;
  std::vector<double> values;
  std::vector<double> low = {}, high = {};  // interval around each value, or both empty
  curve shown = curve::plain;
  bool beside = false;  // drawn thin and grey: a line to compare with
};

/// A stretch of x that is shaded, such as the burn-in.
struct stretch {
  double from = 0, to = 0;
  std::string name;
};

struct chart {
  std::string id;     // unique on its page, of a-z, 0-9 and -: the name of its CSV
  std::string title;  // what is seen
  std::string note;   // how it is measured, in a few words
  chart_kind kind = chart_kind::lines;
  axis x = {}, y = {};
  std::vector<double> at = {};           // of lines, steps, areas and points
  std::vector<std::string> labels = {};  // of the others
  std::vector<series> lines = {};        // at most 8
  std::optional<stretch> shade = {};
  std::string words = {};  // for who cannot see it; empty: made from the data
  bool wide = false;       // takes the whole width of the page
};

/// The days `first` to `first + count - 1` as unit::date; day 0 begins at `start`.
std::vector<double> dates(market::second start, std::int32_t first, std::size_t count);

/// The chart in a sentence or some: what each series is, from where to where.
std::string words_of(const chart& one);

/// What the page's script draws: JSON on as few lines as it has series.
std::string chart_json(const chart& one);

/// A number as people read it: "12,345", "$1,234.50", "38.2 %", "-" for what is not finite.
std::string in_unit(double number, unit of);

}  // namespace souk::reports
