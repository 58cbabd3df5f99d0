// Editors for the values of a policy, by their types; every struct of market/policy.hpp is walked
// by the descriptions of its knobs, so that a value that is added there is editable here.
#pragma once

#include "viz/draw.hpp"
#include "viz/policy_panel.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::viz {

/// The range of a number, both ends included.
struct knob_range {
  double low = 0.0, high = 0.0;
};

// Each answers whether the value was changed; what is out of range is brought into it.
bool edit_value(const canvas& on, std::int32_t& value, const knob_range& range);
bool edit_value(const canvas& on, double& value, const knob_range& range);
bool edit_value(const canvas& on, bool& value, const knob_range& range);
bool edit_value(const canvas& on, std::string& value, const knob_range& range);
bool edit_value(const canvas& on, market::money& value, const knob_range& range);
bool edit_value(const canvas& on, market::share& value, const knob_range& range);
bool edit_value(const canvas& on, market::duration& value, const knob_range& range);
bool edit_value(const canvas& on, market::fee_basis& value, const knob_range& range);
bool edit_value(const canvas& on, market::review_time& value, const knob_range& range);
bool edit_value(const canvas& on, market::category_fee& value, const knob_range& range);

template <class Value>
bool edit_value(const canvas& on, std::optional<Value>& value, const knob_range& range) {
  bool is = value.has_value();
  bool changed = ImGui::Checkbox("##is", &is);
  if (changed) {
    value = is ? std::optional(Value{}) : std::nullopt;
  }
  ImGui::SameLine(0, on.px(4));
  if (value) {
    changed = edit_value(on, *value, range) || changed;
  } else {
    dim_text(on, "none");
  }
  return changed;
}

template <class Value>
bool edit_value(const canvas& on, market::step<Value>& value, const knob_range& range) {
  bool changed = false;
  if (value.up_to) {
    changed = edit_value(on, *value.up_to, {0.0, 1e9});
    ImGui::SameLine(0, on.px(4));
  } else {
    dim_text(on, "above");
    ImGui::SameLine(0, on.px(4));
  }
  ImGui::PushID("value");
  changed = edit_value(on, value.value, range) || changed;
  ImGui::PopID();
  return changed;
}

template <class Value>
bool edit_value(const canvas& on, std::vector<Value>& values, const knob_range& range) {
  bool changed = false;
  ImGui::BeginGroup();
  for (std::size_t i = 0; i < values.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    changed = edit_value(on, values[i], range) || changed;
    ImGui::PopID();
  }
  if (values.empty()) {
    dim_text(on, "none");
  }
  ImGui::EndGroup();
  return changed;
}

class knob_editor {
 public:
  knob_editor(
      const canvas& on, const std::vector<policy_difference>& changed, std::string_view filter)
      : on_(on), changed_(changed), filter_(filter) {}

  template <class Struct>
  void draw(Struct& owner, const std::string& path) {
    const auto one_by_one = [&](const auto&... knob) {
      (draw_knob(knob, owner.*(knob.member), path), ...);
    };
    std::apply(one_by_one, Struct::knobs());
  }

 private:
  template <class Knob, class Value>
  void draw_knob(const Knob& knob, Value& value, const std::string& path) {
    const std::string here =
        path.empty() ? std::string(knob.name) : path + "." + std::string(knob.name);
    if (here == "name") {
      return;
    }
    if constexpr (market::described<Value>) {
      if (path.empty() && filter_.empty()) {
        section(knob.name, knob.doc);
      }
      draw(value, here);
    } else if (fits(here, knob.source, knob.doc)) {
      begin_row(here, knob.unit, knob.source, knob.doc, {knob.low, knob.high});
      edit_value(on_, value, {knob.low, knob.high});
      end_row(knob.unit, knob.source);
    }
  }

  bool fits(std::string_view path, std::string_view source, std::string_view doc) const;
  void section(std::string_view name, std::string_view doc) const;
  void begin_row(const std::string& path, std::string_view measure, std::string_view source,
      std::string_view doc, const knob_range& range) const;
  void end_row(std::string_view measure, std::string_view source) const;

  const canvas& on_;
  const std::vector<policy_difference>& changed_;
  std::string_view filter_;
};

}  // namespace souk::viz
