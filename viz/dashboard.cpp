#include "viz/dashboard.hpp"

#include "viz/draw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace souk::viz {
namespace {

constexpr std::array<double, 8> speeds{1.0, 6.0, 24.0, 72.0, 168.0, 720.0, 2160.0, 0.0};

}  // namespace

std::string speed_text(double hours_per_s) {
  if (hours_per_s <= 0.0) {
    return "unlimited";
  }
  return hours_per_s < 24.0 ? fmt::format("{:.0f} h/s", hours_per_s)
                            : fmt::format("{:.0f} d/s", hours_per_s / 24.0);
}

double next_speed(double hours_per_s, int by) {
  const auto same = std::ranges::find(speeds, hours_per_s);
  const auto at = same == speeds.end() ? std::ptrdiff_t{speeds.size() - 1} : same - speeds.begin();
  return speeds[static_cast<std::size_t>(
      std::clamp<std::ptrdiff_t>(at + by, 0, speeds.size() - 1))];
}

dashboard::dashboard(settings kept, std::function<void(observe::intent::any)> ask)
    : kept_(std::move(kept)), panels_(make_panels()) {
  ask_ = [this, to = std::move(ask)](observe::intent::any wish) {
    if (const auto* pick = std::get_if<observe::intent::pick>(&wish)) {
      seen_.picked = pick->person;
      ++seen_.stamp;
    }
    to(std::move(wish));
  };
}

panel* dashboard::find(std::string_view id) {
  const auto found =
      std::ranges::find_if(panels_, [id](const auto& one) { return one->id() == id; });
  return found == panels_.end() ? nullptr : found->get();
}

void dashboard::show(feed next) {
  if (next.a != seen_.a || next.b != seen_.b || next.story != seen_.story
      || next.load != seen_.load) {
    ++seen_.stamp;
  }
  if (next.b != nullptr && seen_.b == nullptr) {
    seen_.shown = future::b;
  }
  seen_.a = std::move(next.a);
  seen_.b = std::move(next.b);
  seen_.story = std::move(next.story);
  seen_.load = std::move(next.load);
  seen_.command = std::move(next.command);
  seen_.shown = seen_.forked() ? seen_.shown : future::a;
  notice_ = std::move(next.notice);
  trouble_ = std::move(next.trouble);
  const bool unseen = seen_.cursor && seen_.a != nullptr
                      && *seen_.cursor + 1 >= static_cast<std::int64_t>(seen_.a->days.size())
                      && !seen_.a->replay;
  if (unseen) {
    seen_.cursor.reset();
  }
}

// -- wishes

void dashboard::toggle_run(const canvas& on) {
  const observe::snapshot& run = front(on.seen);
  if (run.replay || run.phase == observe::run_phase::finished) {
    playing_ = !playing_;
    play_day_ = seen_.cursor ? static_cast<double>(*seen_.cursor) : 0.0;
    if (playing_ && !seen_.cursor) {
      scrub(on, run.burn_in_days());
      play_day_ = run.burn_in_days();
    }
  } else if (run.phase == observe::run_phase::paused) {
    ask_(observe::intent::resume{});
  } else {
    ask_(observe::intent::pause{});
  }
}

void dashboard::step(const canvas& on, std::int64_t epochs) {
  const observe::snapshot& run = front(on.seen);
  if (run.replay || run.phase == observe::run_phase::finished) {
    const std::int64_t a_day = run.epoch_s > 0 ? market::day / run.epoch_s : 24;
    scrub_by(on, std::max<std::int64_t>(1, epochs / a_day));
  } else {
    ask_(observe::intent::step{epochs});
  }
}

void dashboard::change_speed(const canvas& on, int by) {
  ask_(observe::intent::speed{next_speed(front(on.seen).hours_per_s, by)});
}

void dashboard::scrub(const canvas& on, std::int64_t day) {
  const observe::snapshot& run = front(on.seen);
  const auto last = static_cast<std::int64_t>(run.days.size()) - 1;
  if (day >= last) {
    seen_.cursor.reset();
  } else {
    seen_.cursor = std::max<std::int64_t>(day, 0);
  }
  ++seen_.stamp;
}

void dashboard::scrub_by(const canvas& on, std::int64_t days) {
  const auto last = static_cast<std::int64_t>(front(on.seen).days.size()) - 1;
  scrub(on, seen_.cursor.value_or(last) + days);
}

/// Runs that are over are played back at the speed chosen; unlimited counts as 30 days a second.
void dashboard::play_back(float seconds) {
  if (!playing_ || seen_.a == nullptr || !seen_.cursor) {
    playing_ = playing_ && seen_.cursor.has_value();
    return;
  }
  const double speed = seen_.a->hours_per_s > 0.0 ? seen_.a->hours_per_s : 720.0;
  play_day_ += static_cast<double>(seconds) * speed / 24.0;
  const auto day = static_cast<std::int64_t>(play_day_);
  if (day != *seen_.cursor) {
    const auto last = static_cast<std::int64_t>(front(seen_).days.size()) - 1;
    seen_.cursor = day >= last ? std::nullopt : std::optional(day);
    ++seen_.stamp;
  }
}

void dashboard::choose_layout(std::string_view name, bool wide) {
  const std::string key = std::string(name) + (wide ? "-wide" : "-laptop");
  if (key == shown_layout_) {
    return;
  }
  const auto arranged = kept_.arrangements.find(key);
  root_ = arranged == kept_.arrangements.end() ? nullptr : read_layout(arranged->second);
  if (root_ == nullptr) {
    root_ = read_layout(layout_text(name, wide));
  }
  if (root_ == nullptr) {
    root_ = read_layout(layout_text("market", wide));
  }
  shown_layout_ = key;
}

void dashboard::copy_command() { ImGui::SetClipboardText(seen_.command.c_str()); }

/// Costly parts of snapshots are gathered only for panels that are in sight.
void dashboard::ask_for_parts(const canvas& on) {
  observe::intent::look wanted{false, false, false};
  const auto look_at = [&](std::string_view id) {
    wanted.people = wanted.people || id == "map" || id == "newcomers" || id == "overview"
                    || id == "person" || id == "events";
    wanted.contracts = wanted.contracts || id == "contracts" || id == "billing";
    wanted.tail = wanted.tail || id == "events" || id == "contracts";
  };
  if (!maximised_.empty()) {
    look_at(maximised_);
  } else {
    for (const placed_leaf& one : placed(*root_, {0, 0, 1, 1}, 0).leaves) {
      look_at(one.node->panels[one.node->front]);
    }
  }
  if (wanted != looked_at_) {
    looked_at_ = wanted;
    on.ask(wanted);
  }
}

// -- keys

void dashboard::take_keys(const canvas& on) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput) {
    return;
  }
  for (const ImWchar key : io.InputQueueCharacters) {
    take_character(on, key);
  }
  take_arrows(on);
}

void dashboard::take_character(const canvas& on, unsigned key) {
  const std::int64_t a_day = front(on.seen).epoch_s > 0 ? market::day / front(on.seen).epoch_s : 24;
  switch (key) {
    case ' ':
      return toggle_run(on);
    case '.':
      return step(on, 1);
    case 'd':
      return step(on, a_day);
    case 'w':
      return step(on, 7 * a_day);
    case '+':
    case '=':
      return change_speed(on, 1);
    case '-':
      return change_speed(on, -1);
    case 'a':
      seen_.shown = future::a;
      break;
    case 'b':
      seen_.shown = seen_.forked() ? future::b : future::a;
      break;
    case 'x':
      seen_.shown = seen_.forked() ? future::difference : future::a;
      break;
    case 't':
      kept_.dark = !kept_.dark;
      break;
    case 'm':
      maximised_ = maximised_.empty() ? hovered_ : std::string();
      break;
    case 'c':
      return copy_command();
    case '?':
    case 'h':
      helping_ = !helping_;
      break;
    case ']':
      kept_.zoom = std::min(kept_.zoom + 0.1, 3.0);
      break;
    case '[':
      kept_.zoom = std::max(kept_.zoom - 0.1, 0.5);
      break;
    default:
      if (key >= '1' && key < '1' + shipped_layouts().size()) {
        kept_.layout = shipped_layouts()[key - '1'].name;
        maximised_.clear();
      }
  }
  ++seen_.stamp;
}

void dashboard::take_arrows(const canvas& on) {
  const ImGuiIO& io = ImGui::GetIO();
  const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); };
  if (pressed(ImGuiKey_LeftArrow)) {
    scrub_by(on, io.KeyShift ? -28 : -1);
  }
  if (pressed(ImGuiKey_RightArrow)) {
    scrub_by(on, io.KeyShift ? 28 : 1);
  }
  if (pressed(ImGuiKey_Home)) {
    scrub(on, front(on.seen).burn_in_days());
  }
  if (pressed(ImGuiKey_End)) {
    seen_.cursor.reset();
    ++seen_.stamp;
  }
  if (pressed(ImGuiKey_Escape)) {
    if (helping_) {
      helping_ = false;
    } else if (!maximised_.empty()) {
      maximised_.clear();
    } else if (seen_.range) {
      seen_.range.reset();
      ++seen_.stamp;
    }
  }
}

// -- the frame

void dashboard::draw(float width, float height, float scale, const fonts& type) {
  const palette& colours = palette_of(kept_.dark);
  const canvas on{seen_, colours, type, kept_, scale, ask_};
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(width, height));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colours.ground);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("souk", nullptr,
      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings
          | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  const float gap = on.px(6);
  if (seen_.a == nullptr) {
    draw_trouble(on, {0, 0, width, height});
  } else {
    take_keys(on);
    play_back(ImGui::GetIO().DeltaTime);
    choose_layout(kept_.layout, width / scale >= wide_points);
    ask_for_parts(on);
    const float bar = on.px(42);
    const float line = on.px(40);
    draw_bar(on, {0, 0, width, bar});
    draw_panels(on, {gap, bar + gap, width - 2 * gap, height - bar - line - 2 * gap});
    draw_timeline(on, {0, height - line, width, line});
    draw_banner(on, {0, bar, width, on.px(30)});
    if (helping_) {
      draw_help(on, width, height);
    }
  }
  ImGui::End();
}

void dashboard::draw_panels(const canvas& on, rect where) {
  hovered_.clear();
  if (!maximised_.empty()) {
    layout_node alone;
    alone.panels = {maximised_};
    draw_leaf(on, alone, where);
    return;
  }
  const placed_layout all = placed(*root_, where, on.px(6));
  draw_splits(on, all);
  for (const placed_leaf& one : all.leaves) {
    draw_leaf(on, *one.node, one.where);
  }
}

void dashboard::draw_splits(const canvas& on, const placed_layout& all) {
  for (std::size_t i = 0; i < all.splits.size(); ++i) {
    const placed_split& one = all.splits[i];
    ImGui::SetCursorScreenPos(ImVec2(one.handle.x, one.handle.y));
    ImGui::PushID(static_cast<int>(i));
    ImGui::InvisibleButton(
        "split", ImVec2(std::max(one.handle.w, 1.0F), std::max(one.handle.h, 1.0F)));
    ImGui::PopID();
    if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
      ImGui::SetMouseCursor(
          one.node->side_by_side ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
      ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(one.handle.x, one.handle.y),
          ImVec2(one.handle.x + one.handle.w, one.handle.y + one.handle.h),
          faded(on.colours.accent, 0.5), on.px(2));
    }
    if (ImGui::IsItemActive()) {
      const ImVec2 mouse = ImGui::GetIO().MousePos;
      const float share = one.node->side_by_side ? (mouse.x - one.where.x) / one.where.w
                                                 : (mouse.y - one.where.y) / one.where.h;
      one.node->percent = std::clamp(static_cast<double>(share) * 100.0, 8.0, 92.0);
    }
    if (ImGui::IsItemDeactivated()) {
      kept_.arrangements[shown_layout_] = write_layout(*root_);
    }
  }
}

void dashboard::draw_leaf(const canvas& on, layout_node& leaf, rect where) {
  ImGui::SetCursorScreenPos(ImVec2(where.x, where.y));
  ImGui::PushStyleColor(ImGuiCol_ChildBg, on.colours.panel);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(on.px(9), on.px(6)));
  const std::string& id = leaf.panels[leaf.front];
  ImGui::BeginChild(("leaf " + id).c_str(),
      ImVec2(std::max(where.w, on.px(40)), std::max(where.h, on.px(30))), true,
      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar();
  if (ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) {
    hovered_ = id;
  }
  draw_tabs(on, leaf);
  if (panel* one = find(leaf.panels[leaf.front])) {
    one->draw(on);
  }
  ImGui::EndChild();
  ImGui::PopStyleColor();
}

void dashboard::draw_tabs(const canvas& on, layout_node& leaf) {
  for (std::size_t i = 0; i < leaf.panels.size(); ++i) {
    const panel* one = find(leaf.panels[i]);
    if (one == nullptr) {
      continue;
    }
    if (i > 0) {
      ImGui::SameLine(0, on.px(14));
    }
    const bool is = i == leaf.front;
    text(on, on.type.title, is ? on.colours.text : on.colours.faint, one->title());
    if (ImGui::IsItemClicked() && !is) {
      leaf.front = i;
      kept_.arrangements[shown_layout_] = write_layout(*root_);
    }
    if (is && seen_.forked()) {
      ImGui::SameLine(0, on.px(6));
      text(on, on.type.small,
          seen_.shown == future::a ? on.colours.line(series_a) : on.colours.line(series_b),
          name_of(seen_));
    }
  }
  const float side = on.type.text->FontSize;
  const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
  const float top = ImGui::GetItemRectMin().y;
  if (ImGui::GetItemRectMax().x + 2 * side + on.px(12) > right) {
    return;
  }
  ImGui::SameLine();
  ImGui::SetCursorScreenPos(ImVec2(right - side, top));
  text(on, on.type.text, on.colours.faint, "?");
  if (ImGui::IsItemHovered()) {
    help_tip(on, std::string(find(leaf.panels[leaf.front])->help())
                     + "\n\nm, with the mouse over it: fills the window.");
  }
}

}  // namespace souk::viz
