#include "reports/chart.hpp"

#include "market/money.hpp"
#include "reports/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace souk::reports {

namespace {

// Drawn about as large as shown on a phone and in a column of a desk's page, so that text keeps its
// size.
constexpr double width = 360, height = 200;
constexpr double left = 46, right = 352, top = 10, bottom = 176;

constexpr std::array<std::string_view, 12> months{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct frame {
  double highest = 1;  // value at the top
  std::size_t days = 1;

  double x(double day) const {
    return days < 2 ? left : left + day * (right - left) / static_cast<double>(days - 1);
  }
  double y(double value) const { return bottom - value / highest * (bottom - top); }
};

std::string at(double coordinate) { return fixed(coordinate, 1); }

std::string value_text(double value, chart_unit unit) {
  return unit == chart_unit::cents ? dollars_short({static_cast<std::int64_t>(std::llround(value))})
                                   : short_number(value);
}

using curves = std::vector<std::vector<double>>;

curves values_of(const chart& one) {
  curves all;
  for (const series& line : one.lines) {
    all.push_back(line.values);
  }
  return all;
}

curves means_of(const chart& one) {
  curves all;
  for (const series& line : one.lines) {
    all.push_back(mean_of_week(line.values));
  }
  return all;
}

double highest_of(const curves& all) {
  double highest = 0;
  for (const std::vector<double>& values : all) {
    for (const double value : values) {
      highest = std::max(highest, value);
    }
  }
  return highest;
}

std::string polyline(const std::vector<double>& values, const frame& in, std::string_view style) {
  std::string points;
  for (std::size_t day = 0; day < values.size(); ++day) {
    points += (day == 0 ? "" : " ") + at(in.x(static_cast<double>(day))) + ","
              + at(in.y(std::max(values[day], 0.0)));
  }
  return "<polyline class=\"" + std::string(style) + "\" points=\"" + points + "\"/>";
}

std::string horizontal_lines(const frame& in, double step, chart_unit unit) {
  std::string svg;
  for (int i = 0; i * step <= in.highest * 1.0001; ++i) {
    const std::string y = at(in.y(i * step));
    svg += "<line class=\"" + std::string(i == 0 ? "base" : "grid") + "\" x1=\"" + at(left)
           + "\" x2=\"" + at(right) + "\" y1=\"" + y + "\" y2=\"" + y + "\"/>";
    svg += "<text class=\"tick\" x=\"" + at(left - 6) + "\" y=\"" + at(in.y(i * step) + 3.5)
           + "\" text-anchor=\"end\">" + value_text(i * step, unit) + "</text>";
  }
  return svg;
}

struct mark {
  std::size_t day;
  std::string text;
};

/// First days of months, every one to every twelfth; of a short run, Mondays.
std::vector<mark> marks_of(const time_axis& axis) {
  const std::size_t months_apart = axis.days <= 200   ? 1
                                   : axis.days <= 420 ? 2
                                   : axis.days <= 800 ? 3
                                                      : 12;
  std::vector<mark> marks;
  for (std::size_t day = 0; day < axis.days; ++day) {
    const market::second when = axis.start + static_cast<std::int64_t>(day) * market::day;
    const market::civil_date date = market::to_date(when);
    const auto month = static_cast<std::size_t>(date.month - 1);
    if (axis.days <= 50) {
      if (market::weekday(when) == 0) {
        marks.push_back({day, std::to_string(date.day) + " " + std::string(months[month])});
      }
    } else if (date.day == 1 && month % months_apart == 0) {
      const bool with_year = month == 0 || marks.empty();
      marks.push_back({day, std::string(months[month])
                                + (with_year ? " " + std::to_string(date.year) : std::string())});
    }
  }
  return marks;
}

std::string time_marks(const frame& in, const time_axis& axis) {
  std::string svg;
  double free_from = left - 20;
  for (const mark& one : marks_of(axis)) {
    const double x = in.x(static_cast<double>(one.day));
    const double half = 3.2 * static_cast<double>(one.text.size());
    if (x - half < free_from || x + half > width) {
      continue;
    }
    free_from = x + half + 6;
    svg += "<line class=\"base\" x1=\"" + at(x) + "\" x2=\"" + at(x) + "\" y1=\"" + at(bottom)
           + "\" y2=\"" + at(bottom + 4) + "\"/><text class=\"tick\" x=\"" + at(x) + "\" y=\""
           + at(bottom + 17) + "\" text-anchor=\"middle\">" + one.text + "</text>";
  }
  return svg;
}

std::string burn_in_shade(const frame& in, const time_axis& axis) {
  const auto burn_in = static_cast<std::size_t>(std::max(axis.burn_in_days, 0));
  if (burn_in == 0 || axis.days < 2) {
    return "";
  }
  const double end = in.x(static_cast<double>(std::min(burn_in, axis.days - 1)));
  std::string svg = "<rect class=\"shade\" x=\"" + at(left) + "\" y=\"" + at(top) + "\" width=\""
                    + at(end - left) + "\" height=\"" + at(bottom - top) + "\"/>";
  if (end - left > 60) {
    svg +=
        "<text class=\"tick\" x=\"" + at(left + 5) + "\" y=\"" + at(top + 12) + "\">burn-in</text>";
  }
  return svg;
}

/// What the picture shows, for who cannot see it.
std::string description(const chart& one) {
  std::string text = one.title + ", by day.";
  for (const series& line : one.lines) {
    if (line.values.empty()) {
      continue;
    }
    const auto [low, high] = std::minmax_element(line.values.begin(), line.values.end());
    text += " " + line.name + ": from " + value_text(*low, one.unit) + " to "
            + value_text(*high, one.unit) + ", at the end "
            + value_text(line.values.back(), one.unit) + ".";
  }
  return escaped(text);
}

std::string legend(const chart& one) {
  std::string html = "<ul class=\"legend\">";
  for (std::size_t i = 0; i < one.lines.size(); ++i) {
    html += "<li><i class=\"key c" + std::to_string(i + 1) + "\"></i>" + escaped(one.lines[i].name)
            + "</li>";
  }
  return html + "</ul>";
}

}  // namespace

std::vector<double> mean_of_week(const std::vector<double>& daily) {
  std::vector<double> means;
  means.reserve(daily.size());
  for (std::size_t day = 0; day < daily.size(); ++day) {
    const std::size_t from = day < 6 ? 0 : day - 6;
    const std::size_t end = std::min(std::max<std::size_t>(day + 1, 7), daily.size());
    double sum = 0;
    for (std::size_t i = from; i < end; ++i) {
      sum += daily[i];
    }
    means.push_back(sum / static_cast<double>(end - from));
  }
  return means;
}

double nice_step(double highest, int steps) {
  double unit = 1;
  while (unit * steps < highest) {
    unit *= 10;
  }
  while (unit > 1e-6 && unit / 10 * steps >= highest && highest > 0) {
    unit /= 10;
  }
  for (const double part : {0.1, 0.2, 0.25, 0.5}) {
    if (unit * part * steps >= highest) {
      return unit * part;
    }
  }
  return unit;
}

std::string chart_html(const chart& one, const time_axis& axis) {
  const chart_curve curve = axis.days < 21 ? chart_curve::daily : one.curve;
  const curves means = means_of(one);
  const double tallest =
      curve == chart_curve::mean ? highest_of(means) : highest_of(values_of(one));
  const double step = std::max(nice_step(tallest, 4), one.unit == chart_unit::cents ? 100.0 : 1.0);
  frame in;
  in.days = axis.days;
  in.highest = std::max(step * std::ceil(tallest / step), step);
  std::string svg = burn_in_shade(in, axis) + horizontal_lines(in, step, one.unit);
  svg += time_marks(in, axis);
  for (std::size_t i = 0; i < one.lines.size(); ++i) {
    const std::string colour = " c" + std::to_string(i + 1);
    if (curve == chart_curve::daily_and_mean) {
      svg += polyline(one.lines[i].values, in, "faint" + colour);
    }
    svg +=
        polyline(curve == chart_curve::daily ? one.lines[i].values : means[i], in, "line" + colour);
  }
  return "<figure class=\"card\"><figcaption><b>" + escaped(one.title) + "</b><span>"
         + escaped(one.note) + "</span></figcaption>" + (one.lines.size() > 1 ? legend(one) : "")
         + "<svg viewBox=\"0 0 " + at(width) + " " + at(height) + "\" role=\"img\" aria-label=\""
         + description(one) + "\">" + svg + "</svg></figure>\n";
}

}  // namespace souk::reports
