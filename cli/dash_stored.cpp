// souk dash on the folder of a finished run, and on what cannot be shown.
#include "actors/engine_options.hpp"
#include "cli/dash_life.hpp"
#include "cli/dash_source.hpp"
#include "cli/run_folder.hpp"
#include "reports/stored_rows.hpp"
#include "reports/stored_run.hpp"
#include "scenarios/document.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/writer.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace souk::cli {
namespace {

/// Of events, movements of money and contracts each.
constexpr std::int64_t most_rows = 1'000'000;

std::shared_ptr<const std::vector<observe::policy_since>> policies_of(
    const observe::run_description& what, const std::string& file) {
  return std::make_shared<const std::vector<observe::policy_since>>(
      std::vector{observe::policy_since{
          what.start, scenarios::read_policy(scenarios::parse_document(what.policy_yaml, file))}});
}

std::string remark_on(const std::string& status) {
  if (status == "running") {
    return "This run was not finished when it was read (it goes on, or was killed): its days so "
           "far, without people and contracts";
  }
  return status == "failed" ? "This run failed its audit: its figures cannot be trusted" : "";
}

class stored final : public dash_source {
 public:
  explicit stored(const std::string& run)
      : run_(run), known_(reports::read_stored_run(run)), next_(snapshot_of(run)) {
    show();
  }

  viz::feed now() override {
    viz::feed shown;
    shown.a = shown_;
    shown.story = teller_.story();
    shown.command = "souk dash " + run_;
    shown.notice = notice_;
    return shown;
  }

  void ask(observe::intent::any wish) override {
    if (const auto* speed = std::get_if<observe::intent::speed>(&wish)) {
      next_.hours_per_s = speed->hours_per_s;
      show();
    } else if (const auto* pick = std::get_if<observe::intent::pick>(&wish)) {
      this->pick(pick->person);
    } else if (const auto* save = std::get_if<observe::intent::save_policy>(&wish)) {
      notice_ = save_policy(*save->terms);
    }
  }

 private:
  observe::snapshot snapshot_of(const std::string& run) const {
    reports::stored_view view = reports::read_stored_view(run, most_rows);
    observe::snapshot all;
    all.replay = true;
    all.phase = observe::run_phase::finished;
    all.message = remark_on(view.status);
    all.policies = policies_of(view.what, known_.file);
    all.epoch_s = market::hour;
    all.epochs = all.epoch = static_cast<std::int64_t>(view.days.size()) * 24;
    all.now = view.what.start + static_cast<market::second>(view.days.size()) * market::day;
    if (!view.days.empty()) {
      const observe::day_record& last = view.days.back().record;
      all.current.ledger = last.ledger;
      all.current.connects = last.connects;
      all.current.freelancers = last.freelancers;
      all.current.clients = last.clients;
    }
    all.days = std::move(view.days);
    all.people = std::move(view.people);
    all.contracts = std::move(view.contracts);
    all.tail = std::move(view.tail);
    all.what = std::make_shared<const observe::run_description>(std::move(view.what));
    return all;
  }

  void show() {
    ++next_.number;
    shown_ = std::make_shared<const observe::snapshot>(next_);
  }

  void pick(market::person_id person) {
    try {
      next_.picked = reports::read_person(known_.file, person);
      if (next_.picked != nullptr) {
        scenarios::scenario value =
            scenarios::read_scenario(scenarios::parse_document(known_.scenario_yaml, known_.file));
        value.seed = known_.seed;
        value.days.days = known_.days;
        teller_.tell(actors::engine_options(value), person, next_.now);
      }
    } catch (const std::exception& error) {
      notice_ = error.what();
    }
    show();
  }

  std::string run_;
  reports::stored_run known_;
  observe::snapshot next_;
  observe::snapshot_ptr shown_;
  life_teller teller_;
  std::string notice_;
};

class trouble final : public dash_source {
 public:
  explicit trouble(std::string why) : why_(std::move(why)) {}
  viz::feed now() override {
    viz::feed shown;
    shown.trouble = why_;
    return shown;
  }
  void ask(observe::intent::any) override {}

 private:
  std::string why_;
};

}  // namespace

std::unique_ptr<dash_source> stored_source(const std::string& run) {
  try {
    return std::make_unique<stored>(run);
  } catch (const std::exception& error) {
    return trouble_source(run + ": " + error.what());
  }
}

std::unique_ptr<dash_source> trouble_source(std::string why) {
  return std::make_unique<trouble>(std::move(why));
}

bool dash_source::rests() {
  const viz::feed shown = now();
  const auto still = [](const observe::snapshot_ptr& run) {
    return run == nullptr
           || (run->phase != observe::run_phase::running
               && run->phase != observe::run_phase::starting);
  };
  return shown.a == nullptr ? !shown.trouble.empty() : still(shown.a) && still(shown.b);
}

std::string save_policy(const market::policy& terms) {
  market::policy named = terms;
  std::string file;
  for (int n = 1; file.empty() || std::filesystem::exists(file); ++n) {
    named.name = fmt::format("{}-edited{}", terms.name, n == 1 ? "" : "-" + std::to_string(n));
    file = named.name + ".yaml";
  }
  try {
    write_file(file, "kind: policy\n" + scenarios::block(named));
  } catch (const std::exception& error) {
    return error.what();
  }
  return "Saved as " + file + ": souk run SCENARIO --policy " + file;
}

}  // namespace souk::cli
