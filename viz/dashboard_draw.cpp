#include "viz/dashboard.hpp"
#include "viz/draw.hpp"

#include <fmt/format.h>
#include <imgui/imgui_internal.h>

#include <algorithm>
#include <array>

namespace souk::viz {
namespace {

enum class icon : std::uint8_t { play, pause, step, day, week };

void draw_icon(const canvas& on, icon what, ImVec2 middle, colour of) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float r = on.px(5);
  const auto bar = [&](float x) {
    list.AddRectFilled(ImVec2(middle.x + x - on.px(1.3F), middle.y - r),
        ImVec2(middle.x + x + on.px(1.3F), middle.y + r), of);
  };
  const auto arrow = [&](float x, float size) {
    list.AddTriangleFilled(ImVec2(middle.x + x - size * 0.8F, middle.y - size),
        ImVec2(middle.x + x - size * 0.8F, middle.y + size), ImVec2(middle.x + x + size, middle.y),
        of);
  };
  switch (what) {
    case icon::play:
      return arrow(0, on.px(6));
    case icon::pause:
      bar(-on.px(3));
      return bar(on.px(3));
    case icon::step:
      arrow(-on.px(2), on.px(4.5F));
      return bar(on.px(5));
    case icon::day:
      arrow(-on.px(4), on.px(4.5F));
      arrow(on.px(3), on.px(4.5F));
      return;
    case icon::week:
      arrow(-on.px(6), on.px(4.5F));
      arrow(on.px(0), on.px(4.5F));
      return arrow(on.px(6), on.px(4.5F));
  }
}

/// The words are for whoever reads the window as text.
bool icon_button(const canvas& on, const char* words, icon what, const char* help) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size(on.px(32), on.px(28));
  const bool clicked = ImGui::InvisibleButton(words, size);
  const bool over = ImGui::IsItemHovered();
  ImGui::GetWindowDrawList()->AddRectFilled(at, ImVec2(at.x + size.x, at.y + size.y),
      over ? on.colours.raised : faded(on.colours.raised, 0.5), on.px(5));
  draw_icon(on, what, ImVec2(at.x + size.x / 2, at.y + size.y / 2),
      over ? on.colours.text : on.colours.dim);
  ImGui::LogRenderedText(&at, words, words + std::string_view(words).size());
  if (over) {
    help_tip(on, help);
  }
  ImGui::SameLine(0, on.px(4));
  return clicked;
}

bool goes(const observe::snapshot& run) {
  return run.phase == observe::run_phase::running || run.phase == observe::run_phase::starting;
}

void outline(const canvas& on, rect where) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(
      ImVec2(where.x, where.y), ImVec2(where.x + where.w, where.y + where.h), on.colours.panel);
}

}  // namespace

void dashboard::draw_bar(const canvas& on, rect where) {
  outline(on, where);
  ImGui::GetWindowDrawList()->AddLine(ImVec2(where.x, where.y + where.h),
      ImVec2(where.x + where.w, where.y + where.h), on.colours.border);
  ImGui::SetCursorScreenPos(ImVec2(where.x + on.px(10), where.y + on.px(7)));
  draw_transport(on);
  draw_clock(on);
  draw_right(on, where);
}

void dashboard::draw_transport(const canvas& on) {
  const observe::snapshot& run = front(on.seen);
  const std::int64_t a_day = run.epoch_s > 0 ? market::day / run.epoch_s : 24;
  const bool moving = goes(run) || playing_;
  if (icon_button(on, moving ? "Pause" : "Play", moving ? icon::pause : icon::play,
          moving ? "Pause (space)" : "Run (space)")) {
    toggle_run(on);
  }
  if (icon_button(on, "Step", icon::step, "One epoch on (.)")) {
    step(on, 1);
  }
  if (icon_button(on, "Day", icon::day, "One day on (d)")) {
    step(on, a_day);
  }
  if (icon_button(on, "Week", icon::week, "One week on (w)")) {
    step(on, 7 * a_day);
  }
  ImGui::SameLine(0, on.px(8));
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + on.px(2));
  ImGui::SetNextItemWidth(on.px(98));
  const std::string speed = speed_text(run.hours_per_s);
  if (ImGui::BeginCombo("##speed", speed.c_str())) {
    for (double one = 1.0;; one = next_speed(one, 1)) {
      if (ImGui::Selectable(speed_text(one).c_str(), one == run.hours_per_s)) {
        ask_(observe::intent::speed{one});
      }
      if (one == 0.0) {
        break;
      }
    }
    ImGui::EndCombo();
  }
  if (ImGui::IsItemHovered()) {
    help_tip(on, "Speed: simulated time a second (+ and -)");
  }
  ImGui::SameLine(0, on.px(14));
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() - on.px(2));
}

void dashboard::draw_clock(const canvas& on) {
  const observe::snapshot& run = front(on.seen);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (seen_.load != nullptr) {
    text_at(list, on.type.title, ImVec2(at.x, at.y - on.px(3)), on.colours.text, seen_.load->plan);
    text_at(list, on.type.small, ImVec2(at.x, at.y + on.px(14)), on.colours.dim,
        "a load test of " + seen_.load->target);
    return;
  }
  const market::second now = seen_.cursor ? second_of_day(seen_, *seen_.cursor + 1) - 1 : run.now;
  const std::string when = seen_.cursor ? date(now) : date_and_time(now);
  text_at(list, on.type.title, ImVec2(at.x, at.y - on.px(3)), on.colours.text, when);
  const std::int64_t day = seen_.cursor ? *seen_.cursor : run.day();
  const std::int64_t burn_in = run.burn_in_days();
  const std::int64_t days = run.what == nullptr ? 0 : run.what->days;
  std::string where = day < burn_in
                          ? fmt::format("burn-in, day {} of {}", grouped(day), grouped(burn_in))
                          : fmt::format("day {} of {}", grouped(day - burn_in), grouped(days));
  where += seen_.cursor                              ? ", looking back"
           : run.phase == observe::run_phase::paused ? ", paused"
                                                     : "";
  text_at(list, on.type.small, ImVec2(at.x, at.y + on.px(14)), on.colours.dim, where);
  const float width = std::max(size_of(on.type.title, when).x, on.px(150));
  ImGui::LogRenderedText(&at, when.c_str());
  ImGui::LogRenderedText(nullptr, where.c_str());
  std::string name = run.what == nullptr ? "" : run.what->scenario + ", " + run.what->policy;
  std::string seed = run.what == nullptr ? "" : "seed " + std::to_string(run.what->seed);
  name = fitted(on.type.text, name, on.px(230));
  text_at(
      list, on.type.text, ImVec2(at.x + width + on.px(16), at.y - on.px(2)), on.colours.dim, name);
  text_at(list, on.type.small, ImVec2(at.x + width + on.px(16), at.y + on.px(14)), on.colours.faint,
      seed + (run.replay ? ", a finished run" : ""));
}

void dashboard::draw_right(const canvas& on, rect where) {
  const auto layouts = shipped_layouts();
  float width = on.px(100);
  for (const shipped_layout& one : layouts) {
    width += size_of(on.type.text, one.title).x + on.px(14);
  }
  if (seen_.forked()) {
    width += on.px(150);
  }
  ImGui::SetCursorScreenPos(ImVec2(where.x + where.w - width - on.px(8), where.y + on.px(11)));
  ImGui::BeginGroup();
  if (seen_.forked()) {
    auto shown = static_cast<std::size_t>(seen_.shown);
    if (choice(on, "future", std::array<std::string_view, 3>{"A", "B", difference_mark}, shown)) {
      seen_.shown = static_cast<future>(shown);
      ++seen_.stamp;
    }
    ImGui::SameLine(0, on.px(4));
    if (ImGui::SmallButton("drop B")) {
      ask_(observe::intent::drop_fork{});
    }
    ImGui::SameLine(0, on.px(12));
  }
  std::size_t chosen = layouts.size();
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < layouts.size(); ++i) {
    names.push_back(layouts[i].title);
    chosen = layouts[i].name == kept_.layout ? i : chosen;
  }
  if (choice(on, "layout", names, chosen)) {
    kept_.layout = layouts[chosen].name;
    maximised_.clear();
  }
  ImGui::SameLine(0, on.px(10));
  if (ImGui::SmallButton(kept_.dark ? "light" : "dark")) {
    kept_.dark = !kept_.dark;
  }
  ImGui::SameLine(0, on.px(4));
  if (ImGui::SmallButton("?")) {
    helping_ = !helping_;
  }
  ImGui::EndGroup();
}

void dashboard::draw_timeline(const canvas& on, rect where) {
  outline(on, where);
  const observe::snapshot& run = front(on.seen);
  const std::int64_t days = run.what == nullptr ? 1 : run.what->days + run.what->burn_in_days;
  const rect in{where.x + on.px(12), where.y + on.px(7), where.w - on.px(24), on.px(9)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine(ImVec2(where.x, where.y), ImVec2(where.x + where.w, where.y), on.colours.border);
  const auto x_of = [&](double day) {
    return in.x
           + static_cast<float>(day / static_cast<double>(std::max<std::int64_t>(days, 1))) * in.w;
  };
  const auto box = [&](double from, double to, colour of) {
    list.AddRectFilled(ImVec2(x_of(from), in.y), ImVec2(x_of(to), in.y + in.h), of, on.px(3));
  };
  const double done = run.replay         ? static_cast<double>(run.days.size())
                      : run.epoch_s == 0 ? 0.0
                                         : static_cast<double>(run.epoch)
                                               * static_cast<double>(run.epoch_s) / market::day;
  box(0, static_cast<double>(days), on.colours.raised);
  box(0, done, faded(on.colours.accent, 0.55));
  box(0, std::min(done, static_cast<double>(run.burn_in_days())), faded(on.colours.faint, 0.8));
  if (seen_.range) {
    box(static_cast<double>(seen_.range->first), static_cast<double>(seen_.range->second),
        faded(on.colours.warn, 0.45));
  }
  if (run.policies != nullptr && run.what != nullptr) {
    for (const observe::policy_since& one : *run.policies) {
      const double day = static_cast<double>(one.from - run.what->start) / market::day;
      if (day > 0.0) {
        list.AddTriangleFilled(ImVec2(x_of(day) - on.px(4), in.y - on.px(3)),
            ImVec2(x_of(day) + on.px(4), in.y - on.px(3)), ImVec2(x_of(day), in.y + on.px(4)),
            on.colours.warn);
      }
    }
  }
  const double at = seen_.cursor ? static_cast<double>(*seen_.cursor + 1) : done;
  list.AddRectFilled(ImVec2(x_of(at) - on.px(1.5F), in.y - on.px(3)),
      ImVec2(x_of(at) + on.px(1.5F), in.y + in.h + on.px(3)), on.colours.text, on.px(1));
  ImGui::SetCursorScreenPos(ImVec2(in.x, where.y + on.px(2)));
  ImGui::InvisibleButton("timeline", ImVec2(std::max(in.w, 1.0F), on.px(18)));
  const float share = std::clamp((ImGui::GetIO().MousePos.x - in.x) / in.w, 0.0F, 1.0F);
  const auto day = static_cast<std::int64_t>(share * static_cast<float>(days));
  if (ImGui::IsItemActive() && static_cast<double>(day) < done) {
    playing_ = false;
    scrub(on, day);
  } else if (ImGui::IsItemClicked() && !run.replay) {
    seen_.cursor.reset();
    ask_(observe::intent::run_to{day});
  }
  if (ImGui::IsItemHovered()) {
    const std::vector<tip_line> lines{
        {static_cast<double>(day) < done ? "click" : "click to run to",
            static_cast<double>(day) < done ? "look back to this day" : "this day and pause", {}}};
    tooltip(on, date(second_of_day(seen_, day)), lines);
  }
  const float y = where.y + on.px(21);
  const std::string left =
      notice_.empty() ? "space run or pause   d day   w week   ? all keys   c copy the command"
                      : notice_;
  text_at(list, on.type.small, ImVec2(in.x, y),
      notice_.empty() ? on.colours.faint : on.colours.text,
      fitted(on.type.small, left, in.w * 0.6F));
  const std::string right =
      seen_.load != nullptr
          ? (seen_.load->stopped == observe::load_test::still_running ? "a load test that runs"
                                                                      : "finished load test")
      : run.replay
          ? "finished run"
          : brief(run.engine.epochs_per_s, unit::per_s) + " epochs   "
                + brief(static_cast<double>(run.current.freelancers), unit::count)
                + " freelancers   " + brief(static_cast<double>(run.current.clients), unit::count)
                + " clients";
  text_at(list, on.type.small, ImVec2(in.x + in.w - size_of(on.type.small, right).x, y),
      on.colours.dim, right);
}

void dashboard::draw_banner(const canvas& on, rect where) {
  const observe::snapshot& run = front(on.seen);
  if (run.phase != observe::run_phase::failed && run.message.empty()) {
    return;
  }
  const bool failed = run.phase == observe::run_phase::failed;
  const std::string words = failed ? "The run has stopped: " + run.message : run.message;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddRectFilled(ImVec2(where.x, where.y), ImVec2(where.x + where.w, where.y + where.h),
      failed ? on.colours.bad : on.colours.warn);
  text_at(list, on.type.text,
      ImVec2(where.x + on.px(12), where.y + (where.h - on.type.text->FontSize) / 2), rgb(0x101418),
      fitted(on.type.text, words, where.w - on.px(24)));
  ImGui::LogRenderedText(nullptr, words.c_str());
}

void dashboard::draw_trouble(const canvas& on, rect where) {
  ImGui::SetCursorScreenPos(ImVec2(where.x + on.px(40), where.y + where.h * 0.38F));
  ImGui::BeginGroup();
  text(on, on.type.big, on.colours.text,
      trouble_.empty() ? "Setting up the market\xE2\x80\xA6" : "There is nothing to show");
  ImGui::PushTextWrapPos(where.w - on.px(40));
  ImGui::PushStyleColor(ImGuiCol_Text, on.colours.dim);
  ImGui::TextUnformatted(trouble_.c_str());
  ImGui::PopStyleColor();
  ImGui::PopTextWrapPos();
  if (!trouble_.empty()) {
    dim_text(on,
        "Close the window and name a scenario (souk dash baseline), or a folder that "
        "souk run has written.");
  }
  ImGui::EndGroup();
}

void dashboard::draw_help(const canvas& on, float width, float height) {
  struct line {
    const char *keys, *what;
  };
  constexpr std::array<line, 17> lines{line{"space", "run, pause; play a finished run back"},
      {".", "one epoch on"}, {"d   w", "one day, one week on"}, {"+   -", "faster, slower"},
      {"left   right", "look back a day, and on; with shift four weeks"},
      {"Home   End", "to the first measured day; back to now"},
      {"click the time line", "look back; beyond now: run to that day and pause"},
      {"drag over a plot", "pick out days, for all panels; double click: all again"},
      {"1 \xE2\x80\xA6 6", "layouts"}, {"m", "the panel under the mouse fills the window, or not"},
      {"a   b   x", "with two futures: A, B, the difference"}, {"t", "light or dark"},
      {"[   ]", "smaller, larger"}, {"c", "copy the command that shows this again"},
      {"click a point or row", "look into that person's life"}, {"? or h", "this help"},
      {"Esc", "close, or show all days"}};
  ImGui::SetNextWindowPos(ImVec2(width / 2, height / 2), ImGuiCond_Always, ImVec2(0.5F, 0.5F));
  ImGui::SetNextWindowBgAlpha(0.98F);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(on.px(22), on.px(18)));
  ImGui::Begin("Keys", &helping_,
      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize
          | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  text(on, on.type.big, on.colours.text, "Keys and clicks");
  ImGui::Dummy(ImVec2(0, on.px(4)));
  for (const line& one : lines) {
    const float left = ImGui::GetCursorPosX();
    text(on, on.type.mono, on.colours.accent, one.keys);
    ImGui::SameLine();
    ImGui::SetCursorPosX(left + on.px(200));
    text(on, on.type.text, on.colours.text, one.what);
  }
  ImGui::End();
  ImGui::PopStyleVar();
}

}  // namespace souk::viz
