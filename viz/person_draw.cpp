#include "viz/draw.hpp"
#include "viz/person_panel.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace souk::viz {
namespace {

void draw_facts(const canvas& on, const char* title, const std::vector<fact>& facts) {
  text(on, on.type.small, on.colours.accent, title);
  for (const fact& one : facts) {
    label_value(on, one.label, one.value, on.px(112));
  }
  ImGui::Dummy(ImVec2(0, on.px(3)));
}

void suggest(const canvas& on, const observe::people_view& people, const char* label,
    const std::optional<std::uint32_t>& who) {
  if (!who) {
    return;
  }
  if (ImGui::GetItemRectMax().x + ImGui::CalcTextSize(label).x + on.px(24)
      < ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x) {
    ImGui::SameLine();
  }
  if (ImGui::SmallButton(label)) {
    on.ask(observe::intent::pick{market::person_id{people.freelancers[*who].person}});
  }
}

class person_panel final : public panel {
 public:
  person_panel()
      : panel("person", "Person",
            "One person's profile, balance and life. The life is told by playing the run again for "
            "that person, which gives the same bits: what was seen, thought and decided, with the "
            "chances, and why it led to a hire or not.") {}

  void draw(const canvas& on) override {
    draw_search(on);
    const observe::snapshot& run = front(on.seen);
    if (on.seen.picked == market::nobody) {
      empty_state(on, "Nobody is picked",
          "Click a point of the market map, or enter a person's number above");
      return;
    }
    if (run.picked == nullptr || run.picked->person != on.seen.picked) {
      empty_state(on, "Looking for person " + grouped(index(on.seen.picked)),
          "Shown as soon as the run has answered; if there is no such person, nothing is");
      return;
    }
    const person_model& model =
        model_.of(on.seen.stamp, [&] { return prepare_person(*run.picked, on.seen); });
    text(on, on.type.title, on.colours.text, model.title);
    ImGui::SameLine(0, on.px(10));
    dim_text(on, model.subtitle);
    const float width = ImGui::GetContentRegionAvail().x;
    const bool beside = width > on.px(560);
    const float left = beside ? std::min(width * 0.38F, on.px(300)) : width;
    const float height = beside ? 0.0F : ImGui::GetContentRegionAvail().y * 0.42F;
    ImGui::BeginChild("facts", ImVec2(left, height));
    draw_facts(on, "Profile", model.profile);
    draw_facts(on, "Balance", model.balance);
    draw_facts(on, "Record", model.record);
    ImGui::EndChild();
    if (beside) {
      ImGui::SameLine(0, on.px(12));
    }
    ImGui::BeginChild("life");
    draw_life(on);
    ImGui::EndChild();
  }

 private:
  void draw_search(const canvas& on) {
    ImGui::SetNextItemWidth(on.px(110));
    if (ImGui::InputTextWithHint("##number", "number", number_.data(), number_.size(),
            ImGuiInputTextFlags_CharsDecimal | ImGuiInputTextFlags_EnterReturnsTrue)) {
      std::uint32_t number = 0;
      const std::string_view text(number_.data());
      if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc()) {
        on.ask(observe::intent::pick{market::person_id{number}});
      }
    }
    const auto& people = front(on.seen).people;
    if (people == nullptr) {
      return;
    }
    const suggestions& found =
        found_.of(reinterpret_cast<std::uintptr_t>(people.get()) ^ people->freelancers.size(),
            [&] { return prepare_suggestions(*people); });
    suggest(on, *people, "top earner", found.top_earner);
    suggest(on, *people, "top newcomer", found.top_newcomer);
    suggest(on, *people, "just hired", found.just_hired);
    suggest(on, *people, "never hired", found.never_hired);
  }

  static void draw_life(const canvas& on) {
    const observe::life_story* story = on.seen.story.get();
    text(on, on.type.small, on.colours.accent, "Life");
    if (story == nullptr || story->person != on.seen.picked) {
      dim_text(on, "Waiting to be told\xE2\x80\xA6");
      return;
    }
    if (!story->trouble.empty()) {
      ImGui::TextWrapped("%s", story->trouble.c_str());
      return;
    }
    if (story->progress < 1.0) {
      dim_text(on, "Playing the run again for this person");
      ImGui::ProgressBar(static_cast<float>(story->progress), ImVec2(-1, on.px(6)), "");
      return;
    }
    ImGui::PushStyleColor(ImGuiCol_Text, on.colours.dim);
    ImGui::TextWrapped("%s", story->portrait.c_str());
    ImGui::PopStyleColor();
    if (story->lines.empty()) {
      dim_text(on, "Nothing has happened yet.");
    }
    ImGui::BeginChild("lines");
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(story->lines.size()));
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        draw_line(on, *story, static_cast<std::size_t>(i));
      }
    }
    ImGui::EndChild();
  }

  static void draw_line(const canvas& on, const observe::life_story& story, std::size_t i) {
    const observe::life_line& one = story.lines[i];
    const bool same = i > 0 && story.lines[i - 1].at == one.at;
    const float column = on.px(122);
    const float left = ImGui::GetCursorPosX();
    const float room = ImGui::GetContentRegionAvail().x - column;
    text(on, on.type.small, on.colours.faint, same ? " " : date_and_time(one.at));
    ImGui::SameLine();
    ImGui::SetCursorPosX(left + column);
    text(on, on.type.small, one.thought ? on.colours.dim : on.colours.text,
        fitted(on.type.small, one.text, room));
    if (ImGui::IsItemHovered() && size_of(on.type.small, one.text).x > room) {
      help_tip(on, one.text);
    }
  }

  std::array<char, 16> number_{};
  prepared<person_model> model_;
  prepared<suggestions> found_;
};

}  // namespace

std::unique_ptr<panel> make_person_panel() { return std::make_unique<person_panel>(); }

}  // namespace souk::viz
