#include "tests/support/story_writer.hpp"

#include "scenarios/values.hpp"

#include <set>
#include <type_traits>

namespace souk::testing {

using market::contract_id;
using market::job_id;
using market::milestone_id;
using market::money;
using market::person_id;
using market::reason;

namespace {

constexpr const char* unknown = "nothing";

class story_writer {
 public:
  std::string write(
      const market_script& told, const naive_auditor& expected, const std::string& title) {
    out_ = "story: " + scenarios::to_text(title) + "\npolicy: seed\n";
    if (!told.settings.empty()) {
      out_ += "set:\n";
      for (const scenarios::setting& one : told.settings) {
        out_ += "  " + one.path + ": " + one.value + "\n";
      }
    }
    out_ += "start: " + market::time_text(script_start) + "\ncast:\n";
    for (const script_person& one : script_cast) {
      const std::string side(market::name(one.side));
      out_ += "  " + std::string(one.name) + ": " + (one.is_new ? "{ " + side + ": new }" : side)
              + "\n";
    }
    out_ += "steps:\n";
    market::second now = script_start;
    for (const script_step& step : told.steps) {
      if (step.at > now) {
        now = step.at;
        out_ += "  - at: " + market::time_text(now) + "\n";
      }
      write_step(step);
    }
    write_expectations(expected);
    return out_;
  }

 private:
  // -- names --------------------------------------------------------------------------------------

  static std::string name(person_id person) {
    return index(person) < script_people ? std::string(script_cast[index(person)].name) : unknown;
  }
  std::string name(job_id job) const {
    return jobs_.contains(job) ? "job" + std::to_string(job.need + 1) + "_" + name(job.client)
                               : unknown;
  }
  std::string name(const contract_id& id) const {
    return contracts_.contains(id) ? name(id.job) + "_" + name(id.freelancer) : unknown;
  }
  std::string name(const milestone_id& id) const {
    return milestones_.contains(id) ? name(id.contract) + "_m" + std::to_string(id.n + 1) : unknown;
  }

  // -- values -------------------------------------------------------------------------------------

  template <class Value>
  std::string text(const Value& value) const {
    if constexpr (requires { name(value); }) {
      const std::string known = name(value);
      all_known_ = all_known_ && known != unknown;
      return known;
    } else {
      return scenarios::to_text(value);
    }
  }
  std::string text(market::text value) const { return '"' + std::string(value) + '"'; }
  std::string text(market::symbol value) const {
    return value == market::symbol{} ? "\"\"" : std::string(script_words[index(value) - 1U]);
  }
  std::string text(market::second value) const { return market::date_text(value); }
  std::string text(bool value) const { return value ? "true" : "false"; }
  std::string text(const market::low_high_money& value) const {
    return '[' + text(value.low) + ", " + text(value.high) + ']';
  }
  std::string text(const market::low_high_hours& value) const {
    return '[' + text(value.low) + ", " + text(value.high) + ']';
  }
  std::string text(std::span<const market::symbol> value) const {
    std::string all;
    for (const market::symbol one : value) {
      all += (all.empty() ? "" : ", ") + text(one);
    }
    return '[' + all + ']';
  }

  template <class Value>
  void add(std::string_view key, const Value& value) {
    line_ += ", " + std::string(key) + ": " + text(value);
  }
  template <class Value>
  void add(std::string_view key, const std::optional<Value>& value) {
    if (value) {
      add(key, *value);
    }
  }
  void add(std::string_view, std::span<const market::milestone_terms>) {}  // add_milestones

  // -- steps --------------------------------------------------------------------------------------

  void write_step(const script_step& step) {
    line_.clear();
    all_known_ = true;
    std::visit([&](const auto& asked) { write_command(step, asked); }, step.what);
    if (all_known_ || step.answer == reason::unknown_id) {
      out_ += "  - { by: " + name(step.by) + line_
              + (step.answer == reason::none ? ""
                                             : ", fails: " + std::string(market::name(step.answer)))
              + " }\n";
    }
  }

  template <class Command>
  void write_command(const script_step& step, const Command& asked) {
    line_ = ", do: " + std::string(Command::name);
    std::apply(
        [&](const auto&... one) { (add(one.name, asked.*(one.member)), ...); }, Command::fields());
    const bool accepted = step.answer == reason::none;
    if constexpr (std::is_same_v<Command, market::post_job>) {
      if (accepted) {
        jobs_.insert(step.makes);
        line_ += ", as: " + name(step.makes);
      }
    } else if constexpr (std::is_same_v<Command, market::offer>) {
      const contract_id id{asked.job, asked.freelancer};
      if (accepted && contracts_.insert(id).second) {
        line_ += ", as: " + name(id);
      }
      add_milestones(id, step.terms.get(), accepted);
    } else if constexpr (std::is_same_v<Command, market::add_milestone>) {
      if (accepted) {
        const milestone_id made{asked.contract, offered_[asked.contract]++};
        line_ += milestones_.insert(made).second ? ", as: " + name(made) : "";
      }
    }
  }

  void add_milestones(
      const contract_id& id, const std::vector<market::milestone_terms>* terms, bool accepted) {
    if (terms == nullptr) {
      return;
    }
    if (accepted) {
      offered_[id] = static_cast<std::uint32_t>(terms->size());
    }
    std::string all;
    for (std::uint32_t n = 0; n < terms->size(); ++n) {
      const market::milestone_terms& one = (*terms)[n];
      all +=
          (all.empty() ? "" : ", ") + ("{ amount: " + text(one.amount)) + ", due: " + text(one.due);
      if (accepted && milestones_.insert({id, n}).second) {
        all += ", as: " + name(milestone_id{id, n});
      }
      all += " }";
    }
    line_ += ", milestones: [" + all + ']';
  }

  // -- expectations -------------------------------------------------------------------------------

  void expect(const std::string& path, const std::string& value) {
    out_ += "      " + path + ": " + value + "\n";
  }

  void write_expectations(const naive_auditor& all) {
    out_ += "  - expect:\n";
    for (const auto& [person, book] : all.people()) {
      const std::string who = name(person);
      if (book.side == market::side::client) {
        expect(who + ".spent", text(book.spent));
        continue;
      }
      expect(who + ".available", text(book.available));
      expect(who + ".pending", text(all.pending_of(person)));
      expect(who + ".withdrawn", text(book.withdrawn));
      expect(who + ".earned", text(book.earned));
      expect(who + ".connects", scenarios::to_text(book.connects));
    }
    for (const contract_id& id : contracts_) {
      const contract_book& book = all.contracts().at(id);
      expect(name(id) + ".status", text(book.status));
      expect(name(id) + ".escrow", text(book.escrow));
      expect(name(id) + ".billed", text(book.billed));
      expect(name(id) + ".fees", text(book.fees));
      expect(name(id) + ".minutes_billed", scenarios::to_text(book.minutes_billed));
    }
    const platform_book& platform = all.platform();
    expect("platform.freelancer_fees", text(platform.freelancer_fees));
    expect("platform.client_fees", text(platform.client_fees));
    expect("platform.connects_sales", text(platform.connects_sales));
    expect("platform.revenue",
        text(platform.freelancer_fees + platform.client_fees + platform.connects_sales
             + platform.withdrawal_fees + platform.subsidies));
  }

  std::string out_;
  std::string line_;
  mutable bool all_known_ = true;
  std::set<job_id> jobs_;
  std::set<contract_id> contracts_;
  std::set<milestone_id> milestones_;
  std::map<contract_id, std::uint32_t> offered_;  // milestones that a contract has
};

}  // namespace

std::string story_of(
    const market_script& told, const naive_auditor& expected, const std::string& title) {
  return story_writer().write(told, expected, title);
}

std::string told_failure(market_script told, const market::policy& believed) {
  told = shortened(std::move(told), believed);
  watched_market stage(policy_of(told.settings), believed);
  told.steps = play(told, stage);
  const std::string what = stage.wrong().value_or("nothing is wrong any more");
  return what + "\n--- a story that shows it (souk check FILE)\n"
         + story_of(told, stage.auditor(), "What a property test has found") + "---\n";
}

}  // namespace souk::testing
