// Single values of a request, in the form that the binding asks for.
#include "load/bound_template.hpp"
#include "scenarios/escaping.hpp"
#include "scenarios/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace souk::load {

namespace {

using scenarios::slot_kind;
using scenarios::value_form;

void append_number(std::int64_t value, std::string& into) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  into.append(digits.data(), end);
}

/// value / 10^decimals; with `exact`, all decimals are written.
void append_decimal(std::int64_t value, int decimals, bool exact, std::string& into) {
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) {
    scale *= 10;
  }
  into += value < 0 ? "-" : "";
  const std::int64_t size = value < 0 ? -value : value;
  append_number(size / scale, into);
  std::string fraction = std::to_string(scale + size % scale).substr(1);
  if (!exact) {
    fraction.erase(fraction.find_last_not_of('0') + 1);
  }
  into += fraction.empty() ? "" : ".";
  into += fraction;
}

bool is_number(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  return !digits.empty() && digits.size() <= 18
         && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

/// Writes it; answers whether JSON writes it without quotes.
bool append_money(std::int64_t cents, value_form form, std::string& into) {
  if (form == value_form::cents) {
    append_number(cents, into);
  } else {
    append_decimal(cents, 2, true, into);
  }
  return form != value_form::text;
}

bool append_time(std::int64_t at, bool is_date, value_form form, std::string& into) {
  if (form == value_form::seconds || form == value_form::milliseconds) {
    append_number(form == value_form::seconds ? at : at * 1000, into);
    return true;
  }
  into += is_date ? market::date_text(at) : market::time_text(at);
  return false;
}

bool append_share(std::int64_t ppm, value_form form, std::string& into) {
  if (form == value_form::text) {
    into += scenarios::to_text(market::share{ppm});
    return false;
  }
  append_decimal(ppm, form == value_form::percent ? 4 : 6, false, into);
  return true;
}

bool append_flag(std::int64_t value, value_form form, std::string& into) {
  if (form == value_form::number) {
    append_number(value, into);
  } else {
    into += value != 0 ? "true" : "false";
  }
  return true;
}

bool append_duration(std::int64_t seconds, value_form form, std::string& into) {
  if (form == value_form::seconds) {
    append_number(seconds, into);
    return true;
  }
  into += scenarios::to_text(market::duration{seconds});
  return false;
}

const bound_word* known(const piece& what, std::string_view ours) {
  if (what.words == nullptr) {
    return nullptr;
  }
  const auto at = std::ranges::find(*what.words, ours, &bound_word::ours);
  return at == what.words->end() ? nullptr : &*at;
}

bool append_scalar(const piece& what, const given_value& value, std::string& into) {
  switch (what.kind) {
    case slot_kind::whole:
      append_number(value.number, into);
      return what.form != value_form::text;
    case slot_kind::money:
      return append_money(value.number, what.form, into);
    case slot_kind::share:
      return append_share(value.number, what.form, into);
    case slot_kind::flag:
      return append_flag(value.number, what.form, into);
    case slot_kind::date:
    case slot_kind::time:
      return append_time(value.number, what.kind == slot_kind::date, what.form, into);
    case slot_kind::duration:
      return append_duration(value.number, what.form, into);
    case slot_kind::id:
      into += value.text;
      return what.form == value_form::number && is_number(value.text);
    case slot_kind::json:
      into += value.text;
      return true;
    case slot_kind::low_high:
    case slot_kind::text:
    case slot_kind::word:
    case slot_kind::words:
    case slot_kind::terms:
      break;
  }
  into += value.text;
  return false;
}

void append_word(const piece& what, std::string_view ours, std::string& into) {
  if (const bound_word* const theirs = known(what, ours)) {
    into += theirs->json;
    return;
  }
  into += '"';
  scenarios::append_json_escaped(into, ours);
  into += '"';
}

template <class Item>
std::span<const Item> items_of(const given_value& value) {
  return {static_cast<const Item*>(value.list), value.count};
}

std::string_view word_at(const given_value& value, std::size_t i, const template_values& values) {
  return value.is == given_value::state::texts
             ? items_of<std::string_view>(value)[i]
             : values.by.names->word(items_of<market::symbol>(value)[i]);
}

void append_words(
    const piece& what, const given_value& value, const template_values& values, std::string& into) {
  into += '[';
  for (std::size_t i = 0; i < value.count; ++i) {
    into += i == 0 ? "" : ",";
    append_word(what, word_at(value, i, values), into);
  }
  into += ']';
}

/// An offer's milestones, each as `{"amount": ..., "due": ...}`.
void append_terms(const piece& what, const given_value& value, std::string& into) {
  const bool quoted_money = what.form == value_form::text;
  into += '[';
  bool first = true;
  for (const market::milestone_terms& one : items_of<market::milestone_terms>(value)) {
    into += first ? "{\"amount\":" : ",{\"amount\":";
    into += quoted_money ? "\"" : "";
    append_money(one.amount.cents, what.form, into);
    into += quoted_money ? "\",\"due\":\"" : ",\"due\":\"";
    into += market::date_text(one.due);
    into += "\"}";
    first = false;
  }
  into += ']';
}

void append_pair(const piece& what, const given_value& value, std::string& into) {
  const bool quoted = what.money_pair && what.form == value_form::text;
  const auto one = [&](std::int64_t number) {
    into += quoted ? "\"" : "";
    if (what.money_pair) {
      append_money(number, what.form, into);
    } else {
      append_number(number, into);
    }
    into += quoted ? "\"" : "";
  };
  into += '[';
  one(value.number);
  into += ',';
  one(value.high);
  into += ']';
}

std::string_view token_of(const bound_session* whose) {
  return whose == nullptr ? std::string_view{} : std::string_view(whose->token);
}

std::string_view own(const bound_session* by, std::string bound_session::* member) {
  return by == nullptr ? std::string_view{} : std::string_view(by->*member);
}

/// A value that is of whoever sends, by its place in context_names.
void append_context(const piece& what, const template_values& values, std::string& into) {
  const bound_session* const by = values.by.by;
  switch (what.index) {
    case 0:
      into += by == nullptr ? std::string_view{} : std::string_view(by->name());
      return;
    case 1:
      into += own(by, &bound_session::username);
      return;
    case 2:
      into += own(by, &bound_session::email);
      return;
    case 3:
      into += own(by, &bound_session::password);
      return;
    case 4:
      into += token_of(by);
      return;
    case 5:
      into += token_of(values.by.staff);
      return;
    case 6:
      into += values.command;
      return;
    case 7:
      into += own(by, &bound_session::username);
      into += '-';
      append_number(by == nullptr ? 0 : std::int64_t{by->sent}, into);
      return;
    default:
      append_time(values.by.now, false, what.form, into);
  }
}
static_assert(scenarios::context_names.size() == 9);

const given_value* value_of(const piece& what, const template_values& values) {
  return what.source == piece_source::slot   ? values.slots + what.index
         : what.source == piece_source::item ? values.items + what.index
                                             : nullptr;
}

/// A list or a word, which JSON writes in its own way; false where it is none.
bool append_special(
    const piece& what, const given_value& value, const template_values& values, std::string& into) {
  switch (what.kind) {
    case slot_kind::words:
      append_words(what, value, values, into);
      return true;
    case slot_kind::terms:
      append_terms(what, value, into);
      return true;
    case slot_kind::low_high:
      append_pair(what, value, into);
      return true;
    case slot_kind::word:
      append_word(what, value.text, into);
      return true;
    default:
      return false;
  }
}

/// The plain text of a value that is no slot's; answers whether JSON writes it bare.
bool append_other(const piece& what, const template_values& values, std::string& into) {
  if (what.source == piece_source::literal) {
    into += what.literal;
  } else if (what.source == piece_source::context) {
    append_context(what, values, into);
    return what.index == 0 && what.form == value_form::number && is_number(into);
  } else if (values.by.by != nullptr && what.index < values.by.by->kept.size()) {
    into += values.by.by->kept[what.index];
    return what.form == value_form::number && is_number(into);
  }
  return false;
}

}  // namespace

void append_json(const piece& what, const template_values& values, std::string& into) {
  const given_value* const value = value_of(what, values);
  if (value == nullptr) {
    std::string plain;
    const bool bare = append_other(what, values, plain);
    into += bare ? "" : "\"";
    scenarios::append_json_escaped(into, plain);
    into += bare ? "" : "\"";
    return;
  }
  if (value->is == given_value::state::broken) {
    into += "{}";
  } else if (!append_special(what, *value, values, into)) {
    const std::size_t from = into.size();
    if (what.kind == slot_kind::text) {
      into += '"';
      scenarios::append_json_escaped(into, value->text);
      into += '"';
    } else if (!append_scalar(what, *value, into)) {
      into.insert(from, 1, '"');
      into += '"';
    }
  }
}

void append_plain(const piece& what, const template_values& values, std::string& into) {
  const given_value* const value = value_of(what, values);
  if (value == nullptr) {
    append_other(what, values, into);
    return;
  }
  if (value->is == given_value::state::absent || value->is == given_value::state::broken) {
    return;
  }
  if (what.kind == slot_kind::words) {
    for (std::size_t i = 0; i < value->count; ++i) {
      into += i == 0 ? "" : ",";
      const std::string_view word = word_at(*value, i, values);
      const bound_word* const theirs = known(what, word);
      into += theirs == nullptr ? word : std::string_view(theirs->plain);
    }
  } else if (const bound_word* const theirs =
                 what.kind == slot_kind::word ? known(what, value->text) : nullptr) {
    into += theirs->plain;
  } else {
    append_scalar(what, *value, into);
  }
}

}  // namespace souk::load
