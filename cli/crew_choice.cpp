#include "cli/crew_host.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

namespace souk::cli {

namespace {

std::string member_text(const crew_member& one) {
  std::string text = fmt::format("{} {}", one.name, one.done);
  if (one.gone || one.silent) {
    text += one.gone ? " (gone)" : " (silent)";
  } else if (one.threads > 1) {
    text += fmt::format(" ({} threads)", one.threads);
  }
  return text;
}

}  // namespace

std::unique_ptr<trial_crew> crew_for(const crew_choice& choice, int threads, crew_watch watch) {
  if (!choice.listen) {
    return std::make_unique<local_crew>(threads, std::move(watch));
  }
  return std::make_unique<hosting_crew>(
      read_crew_address("--listen", *choice.listen, choice.secret_file),
      choice.works_itself ? threads_or_cores(threads) : 0, std::move(watch));
}

crew_watch watch_with(progress_line& line, const char* command, bool quiet) {
  crew_watch watch;
  watch.members = [&line](const std::vector<crew_member>& members) {
    if (members.size() > 1) {
      line.add(members_text(members));
    }
  };
  watch.say = [&line, command, quiet](const std::string& text) {
    if (!quiet) {
      line.clear();
      fmt::print(stderr, "souk {}: {}\n", command, text);
    }
  };
  return watch;
}

std::string members_text(const std::vector<crew_member>& members) {
  std::string text;
  for (const crew_member& one : members) {
    text += (text.empty() ? "" : ", ") + member_text(one);
  }
  return text;
}

}  // namespace souk::cli
