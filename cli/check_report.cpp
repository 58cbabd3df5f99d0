#include "cli/check_report.hpp"

#include "cli/terminal.hpp"
#include "scenarios/mistakes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace souk::cli {

namespace {

/// What is wrong, a line for each thing.
std::vector<std::string> problems(const checked_story& one) {
  std::vector<std::string> lines;
  for (const scenarios::story_failure& failure : one.result.failures) {
    lines.push_back(fmt::format("{}:{}: {}: expected {}, found {}", one.file, failure.at.line,
        failure.what, failure.expected, failure.found));
    for (const std::string& event : failure.recent) {
      lines.push_back("    " + event);
    }
  }
  if (one.result.audit) {
    lines.push_back(fmt::format("{}: the audit found: {}", one.file, *one.result.audit));
  }
  return lines;
}

void print_steps(const checked_story& one) {
  for (const scenarios::step_account& step : one.result.steps) {
    fmt::print("  {}: {}\n", step.at.line, step.title);
    for (const std::string& event : step.events) {
      fmt::print("      {}\n", event);
    }
    for (const std::string& entry : step.entries) {
      fmt::print("      {}\n", faint(entry, out_is_coloured()));
    }
  }
}

/// Text of a user fit for XML.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\n':
        safe += "&#10;";
        break;
      default:
        safe += static_cast<unsigned char>(letter) < ' ' ? ' ' : letter;
    }
  }
  return safe;
}

std::string test_case(const checked_story& one) {
  const std::string& name = one.title.empty() ? one.file : one.title;
  std::string text = fmt::format("    <testcase name=\"{}\" classname=\"{}\" time=\"{:.6f}\"",
      escaped(name), escaped(one.file), one.seconds);
  if (one.holds()) {
    return text + "/>\n";
  }
  if (!one.skipped.empty()) {
    return text
           + fmt::format(
               ">\n      <skipped message=\"{}\"/>\n    </testcase>\n", escaped(one.skipped));
  }
  if (!one.mistakes.empty() || one.result.audit) {
    const std::string why = one.mistakes.empty() ? *one.result.audit : one.mistakes;
    return text + fmt::format(">\n      <error message=\"{}\"/>\n    </testcase>\n", escaped(why));
  }
  const std::vector<std::string> lines = problems(one);
  text += fmt::format(">\n      <failure message=\"{}\">", escaped(lines.front()));
  for (const std::string& line : lines) {
    text += escaped(line) + "\n";
  }
  return text + "</failure>\n    </testcase>\n";
}

}  // namespace

void print_story(const checked_story& one, bool explain) {
  if (!one.mistakes.empty()) {
    std::fflush(stdout);
    fmt::print(stderr, "{}\n", one.mistakes);
    return;
  }
  if (!one.skipped.empty()) {
    fmt::print("skip {} ({}): {}\n", one.title, one.file, one.skipped);
    return;
  }
  fmt::print(
      "{} {} ({})\n", one.holds() ? "ok  " : red("FAIL", out_is_coloured()), one.title, one.file);
  if (explain) {
    print_steps(one);
  }
  for (const std::string& line : problems(one)) {
    fmt::print("  {}\n", line);
  }
}

void print_sum(const std::vector<checked_story>& all) {
  const auto bad =
      std::ranges::count_if(all, [](const checked_story& one) { return !one.mistakes.empty(); });
  const auto good = std::ranges::count_if(all, &checked_story::holds);
  const auto skipped =
      std::ranges::count_if(all, [](const checked_story& one) { return !one.skipped.empty(); });
  const auto failed = static_cast<std::ptrdiff_t>(all.size()) - good - bad - skipped;
  fmt::print(
      "{} {}: {} ok, {} failed", all.size(), all.size() == 1 ? "story" : "stories", good, failed);
  fmt::print("{}", skipped == 0 ? "" : fmt::format(", {} skipped", skipped));
  fmt::print("{}\n", bad == 0 ? "" : fmt::format(", {} not read", bad));
}

void write_junit(const std::string& path, const std::vector<checked_story>& all) {
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
  double seconds = 0;
  for (const checked_story& one : all) {
    const bool error = !one.mistakes.empty() || one.result.audit;
    errors += error ? 1 : 0;
    skipped += one.skipped.empty() ? 0 : 1;
    failures += !error && one.skipped.empty() && !one.holds() ? 1 : 0;
    seconds += one.seconds;
  }
  std::ofstream file(path);
  file << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
       << fmt::format(
              "  <testsuite name=\"souk check\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
              "skipped=\"{}\" "
              "time=\"{:.6f}\">\n",
              all.size(), failures, errors, skipped, seconds);
  for (const checked_story& one : all) {
    file << test_case(one);
  }
  file << "  </testsuite>\n</testsuites>\n";
  file.close();
  if (!file) {
    throw scenarios::bad_input(
        path, "the JUnit file cannot be written", "a path in a folder that is there");
  }
}

}  // namespace souk::cli
