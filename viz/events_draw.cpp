#include "viz/draw.hpp"
#include "viz/events_panel.hpp"

namespace souk::viz {
namespace {

colour tint_of(const canvas& on, event_group group) {
  switch (group) {
    case event_group::joining:
      return on.colours.line(4);
    case event_group::connects:
      return on.colours.line(6);
    case event_group::jobs:
      return on.colours.line(0);
    case event_group::contracts:
      return on.colours.line(1);
    case event_group::money:
      return on.colours.line(2);
    default:
      return on.colours.line(3);
  }
}

std::uint32_t first_client(const observe::snapshot& run) {
  // Freelancers are numbered first; whoever posts a job is a client.
  return run.people == nullptr || run.people->freelancers.empty()
             ? 0
             : run.people->freelancers.back().person + 1;
}

class events_panel final : public panel {
 public:
  events_panel()
      : panel("events", "Events",
            "What happened last, newest first. Colours name the kind; click a kind to hide it. A "
            "click on a row picks the person.") {}

  void draw(const canvas& on) override {
    draw_groups(on);
    const auto& tail = front(on.seen).tail;
    if (tail == nullptr || tail->events.empty()) {
      empty_state(on, "No event to show",
          front(on.seen).replay ? "Record the run with --events to keep its events"
                                : "Events appear as soon as the market runs: press space");
      return;
    }
    const std::vector<std::uint32_t>& shown = shown_.of(
        [&] {
          return print_of(reinterpret_cast<std::uintptr_t>(tail.get()), tail->events.size(),
              tail->events.back().at, choice_.groups, index(choice_.person));
        },
        [&] { return prepare_events(*tail, choice_); });
    if (shown.empty()) {
      empty_state(on, "Every event is hidden", "Show a kind again by a click on its name");
      return;
    }
    ImGui::BeginChild("rows");
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(shown.size()));
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        draw_event(on, tail->events[shown[static_cast<std::size_t>(i)]], i);
      }
    }
    ImGui::EndChild();
  }

 private:
  void draw_groups(const canvas& on) {
    for (std::size_t i = 0; i < event_groups; ++i) {
      const auto group = static_cast<event_group>(i);
      const std::uint32_t bit = 1U << i;
      const bool is = (choice_.groups & bit) != 0;
      ImGui::PushStyleColor(ImGuiCol_Text, is ? tint_of(on, group) : on.colours.faint);
      ImGui::PushStyleColor(ImGuiCol_Button, faded(on.colours.raised, is ? 0.8 : 0.0));
      if (i > 0) {
        ImGui::SameLine(0, on.px(4));
      }
      if (ImGui::SmallButton(std::string(name_of(group)).c_str())) {
        choice_.groups ^= bit;
      }
      ImGui::PopStyleColor(2);
    }
    if (on.seen.picked != market::nobody) {
      constexpr const char* label = "only who is picked";
      const float end = ImGui::GetItemRectMax().x + ImGui::CalcTextSize(label).x + on.px(40);
      if (end < ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x) {
        ImGui::SameLine(0, on.px(10));
      }
      bool only = choice_.person != market::nobody;
      if (ImGui::Checkbox(label, &only)) {
        choice_.person = only ? on.seen.picked : market::nobody;
      }
      choice_.person = only ? on.seen.picked : market::nobody;
    }
  }

  static void draw_event(const canvas& on, const market::event& what, int i) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = on.type.small->FontSize + on.px(4);
    const float width = std::max(ImGui::GetContentRegionAvail().x, 1.0F);
    ImGui::PushID(i);
    if (ImGui::Selectable(
            "##event", false, 0, ImVec2(width, line - ImGui::GetStyle().ItemSpacing.y))) {
      on.ask(observe::intent::pick{what.person});
    }
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float who = on.px(128);
    const float words = who + on.px(112);
    text_at(list, on.type.small, at, on.colours.faint, date_and_time(what.at));
    const bool client = index(what.person) >= first_client(front(on.seen));
    const std::string person =
        what.person == market::nobody
            ? "platform"
            : (client ? "client " : "freelancer ") + std::to_string(index(what.person));
    text_at(list, on.type.small, ImVec2(at.x + who, at.y), on.colours.dim, person);
    list.AddRectFilled(ImVec2(at.x + words, at.y + on.px(3)),
        ImVec2(at.x + words + on.px(3), at.y + on.type.small->FontSize - on.px(1)),
        tint_of(on, group_of(what.type)));
    text_at(list, on.type.small, ImVec2(at.x + words + on.px(9), at.y), on.colours.text,
        fitted(
            on.type.small, text_of(what, first_client(front(on.seen))), width - words - on.px(10)));
  }

  event_choice choice_;
  prepared<std::vector<std::uint32_t>> shown_;
};

}  // namespace

std::unique_ptr<panel> make_events_panel() { return std::make_unique<events_panel>(); }

}  // namespace souk::viz
