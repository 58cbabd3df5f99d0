#include "reports/simulation_card.hpp"

#include "observe/moments.hpp"

namespace souk::reports {

namespace {

constexpr const char* machine_text =
    "any x86-64 machine with Linux gives this result, bit by bit, with any number of threads";

constexpr const char* assumed_text =
    "All begin without history: the burn-in gives them one, and is left out of figures that do not "
    "say otherwise. Nobody sees a result before its epoch is over. There is no economy around "
    "the market, and no group but pairs who work together again. Values without a published "
    "source are marked as assumed by \"souk schema scenario\" and in the presets.";

/// Which figures the people's constants were chosen by.
std::string calibrated_text() {
  std::string by;
  for (const observe::moment_spec& one : observe::moment_specs()) {
    if (one.tuning) {
      by += (by.empty() ? "" : ", ") + std::string(one.id);
    }
  }
  return "the constants of people's behaviour in the shipped scenarios were chosen by the moments "
         + by + "; the others were not aimed at, though in view (docs/validation.md)";
}

}  // namespace

std::vector<fact> simulation_facts(const std::string& more) {
  return {{"Machine", {machine_text + more}}, {"Calibrated", {calibrated_text()}},
      {"Assumed", {assumed_text}}};
}

std::string overrides_text(const std::vector<std::pair<std::string, std::string>>& overrides) {
  std::string text;
  for (const auto& [path, value] : overrides) {
    text += (text.empty() ? "" : ", ") + path + "=" + value;
  }
  return text.empty() ? "none" : text;
}

}  // namespace souk::reports
