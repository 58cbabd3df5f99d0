#include "viz/draw.hpp"
#include "viz/engine_panel.hpp"

#include <deque>

namespace souk::viz {
namespace {

constexpr std::size_t most_samples = 600;

class engine_panel final : public panel {
 public:
  engine_panel()
      : panel("engine", "Engine",
            "How fast the simulation goes, and how its work is spread over actors. The course is "
            "of "
            "the epochs simulated a second since the window opened.") {}

  void draw(const canvas& on) override {
    const engine_model& model = model_.of(on.seen.stamp, [&] { return prepare_engine(on.seen); });
    const observe::snapshot& run = front(on.seen);
    text(on, on.type.title, on.colours.text, model.state);
    if (!run.replay) {
      ImGui::SameLine(0, on.px(10));
      dim_text(on, brief(model.done, unit::share) + " done");
    }
    if (model.facts.empty()) {
      empty_state(on, "No engine is at work", "A finished run is read from its store");
      return;
    }
    sample(run);
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = std::clamp(ImGui::GetContentRegionAvail().y * 0.28F, on.px(24), on.px(80));
    const std::vector<double> course(speeds_.begin(), speeds_.end());
    sparkline(on, {at.x, at.y, width, height}, course, on.colours.accent);
    ImGui::Dummy(ImVec2(width, height));
    const std::size_t columns = width > on.px(520) ? 2 : 1;
    const float each = width / static_cast<float>(columns);
    const float left = ImGui::GetCursorPosX();
    for (std::size_t i = 0; i < model.facts.size(); ++i) {
      if (i % columns != 0) {
        ImGui::SameLine();
        ImGui::SetCursorPosX(left + each);
      }
      label_value(on, model.facts[i].label, model.facts[i].value, on.px(96));
      if (ImGui::IsItemHovered()) {
        help_tip(on, model.facts[i].doc);
      }
    }
  }

 private:
  void sample(const observe::snapshot& run) {
    if (run.number != sampled_) {
      sampled_ = run.number;
      speeds_.push_back(run.engine.epochs_per_s);
      if (speeds_.size() > most_samples) {
        speeds_.pop_front();
      }
    }
  }

  prepared<engine_model> model_;
  std::deque<double> speeds_;
  std::int64_t sampled_ = -1;
};

}  // namespace

std::unique_ptr<panel> make_engine_panel() { return std::make_unique<engine_panel>(); }

}  // namespace souk::viz
