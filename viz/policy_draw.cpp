#include "viz/draw.hpp"
#include "viz/knob_draw.hpp"
#include "viz/policy_panel.hpp"

#include <algorithm>
#include <array>

namespace souk::viz {
namespace {

class policy_panel final : public panel {
 public:
  policy_panel()
      : panel("policy", "Policy",
            "Every value of the platform's rules, with its unit and its rule. Change some, then "
            "apply them from now on, or fork: a second future of the same people with the same "
            "luck, beside the first. What exists already keeps its terms.") {}

  void draw(const canvas& on) override {
    const observe::snapshot& run = front(on.seen);
    const market::policy* const in_force = observe::terms_in_force(run);
    if (in_force == nullptr) {
      empty_state(on, "No policy yet", "It is shown once the market is set up");
      return;
    }
    const market::policy& base = *in_force;
    if (!begun_ || !(based_on_ == base)) {
      based_on_ = base;
      draft_ = begun_ && edited_ ? draft_ : base;
      begun_ = true;
    }
    const std::vector<policy_difference> changed = differences(base, draft_);
    edited_ = !changed.empty();
    draw_head(on, run, changed);
    ImGui::BeginChild("knobs");
    knob_editor edit{on, changed, filter_.data()};
    edit.draw(draft_, "");
    ImGui::EndChild();
  }

 private:
  void draw_head(const canvas& on, const observe::snapshot& run,
      const std::vector<policy_difference>& changed) {
    text(on, on.type.title, on.colours.text, draft_.name);
    ImGui::SameLine(0, on.px(10));
    dim_text(on, changed.empty()
                     ? "as it is in force"
                     : grouped(static_cast<std::int64_t>(changed.size()))
                           + (changed.size() == 1 ? " value changed" : " values changed"));
    ImGui::SetNextItemWidth(on.px(150));
    ImGui::InputTextWithHint("##find", "find a value or rule", filter_.data(), filter_.size());
    const auto terms = [&] { return std::make_shared<const market::policy>(draft_); };
    const bool may = !changed.empty() && !run.replay;
    button(on, "Apply from now on", may, "For everybody, from the next epoch on",
        [&] { on.ask(observe::intent::change_policy{terms()}); });
    button(on, on.seen.forked() ? "Fork again" : "Fork", may,
        "A second future under these rules, beside the first, with the same luck",
        [&] { on.ask(observe::intent::fork{terms(), fork_from(on)}); });
    button(on, "Save as YAML", true, "Writes the policy to a file that --policy takes",
        [&] { on.ask(observe::intent::save_policy{terms()}); });
    button(on, "Undo all", !changed.empty(), "Back to the rules in force",
        [&] { draft_ = based_on_; });
    if (run.replay) {
      text(on, on.type.small, on.colours.faint,
          "A finished run cannot change; start it live to try other rules.");
    }
  }

  /// Looking back, the futures part after the day that is shown.
  static std::optional<market::second> fork_from(const canvas& on) {
    return on.seen.cursor ? std::optional(second_of_day(on.seen, *on.seen.cursor + 1))
                          : std::nullopt;
  }

  template <class Do>
  static void button(const canvas& on, const char* label, bool may, const char* help, Do&& what) {
    const float wide = ImGui::CalcTextSize(label).x + on.px(20);
    if (ImGui::GetItemRectMax().x + wide
        < ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x) {
      ImGui::SameLine();
    }
    ImGui::BeginDisabled(!may);
    if (ImGui::Button(label)) {
      what();
    }
    ImGui::EndDisabled();
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) {
      help_tip(on, help);
    }
  }

  market::policy draft_, based_on_;
  bool begun_ = false;
  bool edited_ = false;
  std::array<char, 64> filter_{};
};

}  // namespace

std::unique_ptr<panel> make_policy_panel() { return std::make_unique<policy_panel>(); }

}  // namespace souk::viz
