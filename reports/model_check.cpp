#include "reports/model_check.hpp"

#include "reports/json.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace souk::reports {

interval interval_of(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0.0;
  for (const double value : values) {
    sum += value;
  }
  interval of{sum / n, std::nullopt};
  if (values.size() > 1) {
    double squares = 0.0;
    for (const double value : values) {
      squares += (value - of.mean) * (value - of.mean);
    }
    const boost::math::students_t t(n - 1.0);
    of.half = boost::math::quantile(t, 0.975) * std::sqrt(squares / (n - 1.0) / n);
  }
  return of;
}

namespace {

checked_moment checked(const observe::moment_spec& spec,
    std::span<const std::vector<observe::moment>> runs, std::size_t place) {
  checked_moment all{&spec, std::nullopt, {}, std::nullopt};
  std::vector<double> values;
  for (const std::vector<observe::moment>& run : runs) {
    if (run[place].value) {
      values.push_back(*run[place].value);
    }
  }
  if (values.size() < runs.size() || runs.empty()) {
    return all;
  }
  all.value = interval_of(values);
  observe::moment means;
  means.value = all.value->mean;
  for (std::size_t p = 0; p < runs.front()[place].parts.size(); ++p) {
    values.clear();
    for (const std::vector<observe::moment>& run : runs) {
      if (p < run[place].parts.size()) {
        values.push_back(run[place].parts[p].second);
      }
    }
    const std::string& name = runs.front()[place].parts[p].first;
    all.parts.emplace_back(name, interval_of(values));
    means.parts.emplace_back(name, all.parts.back().second.mean);
  }
  all.ok = observe::within(spec, means);
  return all;
}

std::string number(double value) {
  const double size = std::abs(value);
  return size >= 1'000 ? fmt::format("{:.0f}", value)
         : size >= 10  ? fmt::format("{:.1f}", value)
         : size >= 1   ? fmt::format("{:.2f}", value)
                       : fmt::format("{:.3f}", value);
}

std::string bounds(const interval& of) {
  return of.half ? fmt::format("[{}, {}]", number(of.mean - *of.half), number(of.mean + *of.half))
                 : "";
}

std::string rows_of(const checked_moment& one) {
  const std::string_view verdict = !one.ok ? "too little data" : *one.ok ? "ok" : "OUT";
  const observe::moment_spec& spec = *one.spec;
  std::string text = fmt::format("  {:<4} {:<34}{:>8}  {:<20}{:<42}{}\n", spec.id, spec.what,
      one.value ? number(one.value->mean) : "-", one.value ? bounds(*one.value) : "", spec.target,
      verdict);
  for (const auto& [name, value] : one.parts) {
    text += fmt::format("         {:<30}{:>8}  {}\n", name, number(value.mean), bounds(value));
  }
  return text;
}

std::string group(std::span<const checked_moment> moments, bool tuning, std::string_view title) {
  std::string text = fmt::format("{}\n", title);
  int all = 0;
  int held = 0;
  for (const checked_moment& one : moments) {
    if (one.spec->tuning == tuning) {
      text += rows_of(one);
      ++all;
      held += one.ok == true ? 1 : 0;
    }
  }
  return text + fmt::format("  {} of {} in range\n", held, all);
}

}  // namespace

std::vector<checked_moment> check_moments(std::span<const std::vector<observe::moment>> runs) {
  std::vector<checked_moment> all;
  const auto specs = observe::moment_specs();
  for (std::size_t i = 0; i < specs.size(); ++i) {
    all.push_back(checked(specs[i], runs, i));
  }
  return all;
}

bool tuning_holds(std::span<const checked_moment> moments) {
  return std::all_of(moments.begin(), moments.end(),
      [](const checked_moment& one) { return !one.spec->tuning || one.ok == true; });
}

std::string moments_table(std::span<const checked_moment> moments) {
  return group(moments, true, "Used for tuning") + "\n" + group(moments, false, "Held out");
}

std::string moments_json(std::string_view scenario, std::string_view policy,
    std::span<const std::uint64_t> seeds, std::span<const checked_moment> moments) {
  json_writer json;
  const auto write = [&](const interval& of) {
    json.field("mean", of.mean).key("ci95");
    if (of.half) {
      json.begin_array().value(of.mean - *of.half).value(of.mean + *of.half).end_array();
    } else {
      json.null();
    }
  };
  json.begin_object().field("scenario", scenario).field("policy", policy);
  json.key("seeds").begin_array();
  for (const std::uint64_t seed : seeds) {
    json.value(seed);
  }
  json.end_array().key("moments").begin_object();
  for (const checked_moment& one : moments) {
    json.key(one.spec->id).begin_object().field("tuning", one.spec->tuning);
    if (one.value) {
      write(*one.value);
    } else {
      json.key("mean").null().key("ci95").null();
    }
    json.key("parts").begin_object();
    for (const auto& [name, value] : one.parts) {
      json.key(name).begin_object();
      write(value);
      json.end_object();
    }
    json.end_object().field("target", one.spec->target).field("ok", one.ok).end_object();
  }
  return json.end_object().end_object().text();
}

}  // namespace souk::reports
