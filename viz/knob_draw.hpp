// Editors for the values of a policy, by their types; every struct of market/policy.hpp is walked
// by the descriptions of its knobs, so that a value that is added there is editable here.
#pragma once

#include "viz/draw.hpp"
#include "viz/policy_panel.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
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

/// A small button beside the last item; `help` is its tip.
bool list_button(const canvas& on, const char* label, const char* help);

/// One more item, like the one before: steps keep their open end, numbers rise.
template <class Value>
void grow(std::vector<Value>& values) {
  values.push_back(values.empty() ? Value{} : values.back());
  if constexpr (std::is_integral_v<Value>) {
    ++values.back();
  }
}
template <class Value>
void grow(std::vector<market::step<Value>>& steps) {
  market::step<Value> more = steps.empty() ? market::step<Value>{} : steps.back();
  if (!steps.empty()) {
    more.up_to = steps.size() > 1 ? market::money{steps[steps.size() - 2].up_to->cents * 2}
                                  : market::dollars(100);
    steps.insert(steps.end() - 1, more);
  } else {
    steps.push_back(more);
  }
}

/// Whether an item may go: of steps the last one, which has no bound, stays.
template <class Value>
bool may_go(const std::vector<Value>&, std::size_t) {
  return true;
}
template <class Value>
bool may_go(const std::vector<market::step<Value>>& steps, std::size_t i) {
  return i + 1 < steps.size();
}

template <class Value>
bool edit_value(const canvas& on, std::vector<Value>& values, const knob_range& range) {
  bool changed = false;
  std::optional<std::size_t> gone;
  ImGui::BeginGroup();
  for (std::size_t i = 0; i < values.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    changed = edit_value(on, values[i], range) || changed;
    if (may_go(values, i) && list_button(on, "\xE2\x88\x92", "Takes this one out")) {
      gone = i;
    }
    ImGui::PopID();
  }
  if (values.empty()) {
    dim_text(on, "none");
  }
  if (list_button(on, "+", "One more")) {
    grow(values);
    changed = true;
  }
  ImGui::EndGroup();
  if (gone) {
    values.erase(values.begin() + static_cast<std::ptrdiff_t>(*gone));
  }
  return changed || gone.has_value();
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
