#include "viz/contracts_panel.hpp"
#include "viz/draw.hpp"

#include <array>

namespace souk::viz {
namespace {

bool is_right(contract_column column) {
  return column == contract_column::client || column == contract_column::freelancer
         || column >= contract_column::rate;
}

/// Points of a table's width below which a column gives way to the others.
float least_room(contract_column column) {
  switch (column) {
    case contract_column::hours:
    case contract_column::stars:
      return 640.0F;
    case contract_column::type:
    case contract_column::rate:
    case contract_column::fees:
      return 540.0F;
    default:
      return 0.0F;
  }
}

void cell(const canvas& on, ImFont* font, const std::string& words, bool right, colour of) {
  if (right) {
    const float room = ImGui::GetContentRegionAvail().x - size_of(font, words).x;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(room, 0.0F));
  }
  text(on, font, of, words);
}

class contracts_panel final : public panel {
 public:
  contracts_panel()
      : panel("contracts", "Contracts and ledger",
            "Every contract; click a heading to sort, type to filter: active, ended, hourly, "
            "fixed, "
            "client 12, freelancer 7, > 5000 (dollars billed). The ledger shows the last movements "
            "of money. A click on a row picks the freelancer.") {}

  void draw(const canvas& on) override {
    std::size_t shown = ledger_ ? 1 : 0;
    if (choice(on, "what", std::array<std::string_view, 2>{"contracts", "ledger"}, shown)) {
      ledger_ = shown == 1;
    }
    if (ledger_) {
      draw_ledger(on);
    } else {
      draw_contracts(on);
    }
  }

 private:
  void draw_contracts(const canvas& on) {
    ImGui::SameLine(0, on.px(14));
    ImGui::SetNextItemWidth(on.px(190));
    if (ImGui::InputTextWithHint(
            "##filter", "active hourly > 5000", filter_.data(), filter_.size())) {
      order_.filter = filter_.data();
      ++order_stamp_;
    }
    const auto& contracts = front(on.seen).contracts;
    if (contracts == nullptr || contracts->size() == 0) {
      empty_state(on, "No contract has begun yet", "Contracts appear as offers are accepted");
      return;
    }
    const contract_list& list = list_.of(
        [&] {
          return print_of(
              reinterpret_cast<std::uintptr_t>(contracts.get()), contracts->at, order_stamp_);
        },
        [&] {
          kept_ = contracts;  // the rows point into it
          return prepare_contracts(*contracts, order_);
        });
    ImGui::SameLine(0, on.px(14));
    const std::string sum = list.trouble.empty()
                                ? grouped(static_cast<std::int64_t>(list.rows.size())) + " of "
                                      + grouped(static_cast<std::int64_t>(list.all)) + ", "
                                      + brief(list.billed, unit::usd) + " billed, "
                                      + brief(list.fees, unit::usd) + " fees"
                                : list.trouble;
    text(on, on.type.text, list.trouble.empty() ? on.colours.dim : on.colours.bad,
        fitted(on.type.text, sum, ImGui::GetContentRegionAvail().x));
    draw_table(on, list);
  }

  void draw_table(const canvas& on, const contract_list& list) {
    constexpr ImGuiTableFlags flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Sortable
                                      | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp
                                      | ImGuiTableFlags_NoBordersInBody;
    if (!ImGui::BeginTable("contracts", contract_columns, flags)) {
      return;
    }
    constexpr std::array<float, contract_columns> widths{
        1.25F, 0.9F, 1.0F, 0.75F, 0.85F, 1.05F, 1.2F, 1.1F, 0.75F, 0.6F};
    const float room = ImGui::GetContentRegionAvail().x;
    for (std::size_t i = 0; i < contract_columns; ++i) {
      const auto column = static_cast<contract_column>(i);
      const ImGuiTableColumnFlags shown =
          room < on.px(least_room(column)) ? ImGuiTableColumnFlags_Disabled : 0;
      ImGui::TableSetupColumn(std::string(title_of(column)).c_str(),
          shown | (column == contract_column::started ? ImGuiTableColumnFlags_DefaultSort : 0)
              | ImGuiTableColumnFlags_PreferSortDescending,
          widths[i]);
    }
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableHeadersRow();
    take_order();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(list.rows.size()));
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        draw_row(on, *list.rows[static_cast<std::size_t>(i)], i);
      }
    }
    ImGui::EndTable();
  }

  void take_order() {
    ImGuiTableSortSpecs* specs = ImGui::TableGetSortSpecs();
    if (specs == nullptr || !specs->SpecsDirty || specs->SpecsCount == 0) {
      return;
    }
    order_.by = static_cast<contract_column>(specs->Specs[0].ColumnIndex);
    order_.descending = specs->Specs[0].SortDirection == ImGuiSortDirection_Descending;
    ++order_stamp_;
    specs->SpecsDirty = false;
  }

  static void draw_row(const canvas& on, const observe::contract_row& row, int i) {
    ImGui::TableNextRow();
    for (std::size_t c = 0; c < contract_columns; ++c) {
      if (!ImGui::TableNextColumn()) {
        continue;
      }
      const auto column = static_cast<contract_column>(c);
      if (c == 0) {
        ImGui::PushID(i);
        if (ImGui::Selectable("##row", row.contract.freelancer == on.seen.picked,
                ImGuiSelectableFlags_SpanAllColumns)) {
          on.ask(observe::intent::pick{row.contract.freelancer});
        }
        ImGui::PopID();
        ImGui::SameLine(0, 0);
      }
      const bool faint = row.status != market::contract_status::active;
      cell(on, on.type.small, text_of(row, column), is_right(column),
          faint ? on.colours.dim : on.colours.text);
    }
  }

  static void draw_ledger(const canvas& on) {
    const auto& tail = front(on.seen).tail;
    if (tail == nullptr || tail->entries.empty()) {
      empty_state(on, "No movement of money to show",
          front(on.seen).replay ? "Record the run with --events to keep its ledger"
                                : "Movements appear as milestones are funded and weeks invoiced");
      return;
    }
    constexpr ImGuiTableFlags flags =
        ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp;
    if (!ImGui::BeginTable("ledger", 6, flags)) {
      return;
    }
    for (const char* title : {"When", "From", "To", "Amount", "Freelancer", "Cause"}) {
      ImGui::TableSetupColumn(title);
    }
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableHeadersRow();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(tail->entries.size()));
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        draw_entry(on, tail->entries[tail->entries.size() - 1 - static_cast<std::size_t>(i)]);
      }
    }
    ImGui::EndTable();
  }

  static void draw_entry(const canvas& on, const market::ledger_entry& one) {
    ImGui::TableNextRow();
    const std::array<std::string, 6> words{date_and_time(one.at), in_words(market::name(one.from)),
        in_words(market::name(one.to)), dollars(one.amount.cents),
        one.freelancer == market::nobody ? "" : std::to_string(index(one.freelancer)),
        in_words(market::name(one.cause))};
    for (std::size_t i = 0; i < words.size(); ++i) {
      ImGui::TableNextColumn();
      cell(on, on.type.small, words[i], i == 3 || i == 4,
          i == 0 || i == 5 ? on.colours.dim : on.colours.text);
    }
  }

  bool ledger_ = false;
  contract_order order_;
  std::uint64_t order_stamp_ = 0;
  std::array<char, 128> filter_{};
  std::shared_ptr<const observe::contracts_view> kept_;
  prepared<contract_list> list_;
};

}  // namespace

std::unique_ptr<panel> make_contracts_panel() { return std::make_unique<contracts_panel>(); }

}  // namespace souk::viz
