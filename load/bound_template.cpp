#include "load/bound_template.hpp"

#include "scenarios/escaping.hpp"

#include <algorithm>
#include <array>

namespace souk::load {

namespace {

using scenarios::slot_kind;
using scenarios::value_form;

value_form form_of(slot_kind kind, const scenarios::value_forms& values) {
  switch (kind) {
    case slot_kind::money:
    case slot_kind::terms:
    case slot_kind::low_high:
      return values.money;
    case slot_kind::id:
      return values.ids;
    case slot_kind::time:
      return values.time;
    case slot_kind::date:
      return values.date;
    case slot_kind::share:
      return values.share;
    case slot_kind::duration:
      return values.duration;
    case slot_kind::whole:
      return value_form::number;
    default:
      return value_form::text;
  }
}

/// Whether a scalar that YAML writes bare is no text in JSON either.
bool is_bare_json(const scenarios::node& from) {
  return !from.quoted && scenarios::is_json_word(from.text);
}

std::shared_ptr<const bound_words> compiled(const scenarios::text_map& words) {
  auto all = std::make_shared<bound_words>();
  for (const scenarios::named_text& one : words.all) {
    scenarios::node value;
    value.text = one.value;
    value.quoted = one.quoted;
    std::string json = one.value;
    if (!is_bare_json(value)) {
      json = "\"";
      scenarios::append_json_escaped(json, one.value);
      json += '"';
    }
    all->push_back({one.key, std::move(json), one.value});
  }
  return all;
}

std::optional<std::uint16_t> place_of(
    std::span<const scenarios::slot> slots, std::string_view name) {
  const auto at = std::ranges::find(slots, name, &scenarios::slot::name);
  return at == slots.end() ? std::nullopt
                           : std::optional(static_cast<std::uint16_t>(at - slots.begin()));
}

/// Before whatever comes next in an object or a list.
void separate(std::string& into) {
  if (!into.empty() && into.back() != '{' && into.back() != '[' && into.back() != ':') {
    into += ',';
  }
}

}  // namespace

// -- names ----------------------------------------------------------------------------------------

std::shared_ptr<const bound_words> template_scope::words_of(std::string_view field) const {
  const scenarios::text_map* words = operation.words.find(field);
  words = words == nullptr ? of.words.find(field) : words;
  return words == nullptr ? nullptr : compiled(*words);
}

std::optional<piece> template_scope::find(const scenarios::template_part& part) const {
  piece found;
  if (const auto item = place_of(items, part.text)) {
    found.source = piece_source::item;
    found.index = *item;
    found.kind = items[*item].kind;
  } else if (const auto slot = place_of(slots, part.text)) {
    found.source = piece_source::slot;
    found.index = *slot;
    found.kind = slots[*slot].kind;
    found.money_pair = part.text == "rate_range";
    if (used != nullptr) {
      *used |= std::uint64_t{1} << *slot;
    }
  } else {
    const auto kept = of.kept();
    const auto name = std::ranges::find(scenarios::context_names, part.text);
    const auto in_kept = std::ranges::find(kept, part.text);
    if (in_kept != kept.end()) {
      found.source = piece_source::kept;
      found.index = static_cast<std::uint16_t>(in_kept - kept.begin());
      found.kind = slot_kind::id;
    } else if (name != scenarios::context_names.end()) {
      found.source = piece_source::context;
      found.index = static_cast<std::uint16_t>(name - scenarios::context_names.begin());
      found.kind = part.text == "by"    ? slot_kind::id
                   : part.text == "now" ? slot_kind::time
                                        : slot_kind::text;
    } else {
      return std::nullopt;
    }
  }
  found.form = part.form.value_or(form_of(found.kind, of.values));
  found.words = words_of(part.text == "item" ? "skills" : part.text);
  return found;
}

// -- paths and headers ----------------------------------------------------------------------------

text_template::text_template(std::string_view text, const template_scope& scope) {
  std::string wrong;
  for (scenarios::template_part& part : scenarios::parts_of(text, wrong)) {
    std::optional<piece> found;
    if (part.is_name) {
      found = scope.find(part);
    }
    if (!found) {
      found.emplace();
      found->literal = part.is_name ? "" : part.text;
    }
    pieces_.push_back(std::move(*found));
  }
}

void text_template::write(const template_values& values, bool encoded, std::string& into) const {
  for (const piece& one : pieces_) {
    if (one.source == piece_source::literal) {
      into += one.literal;
      continue;
    }
    if (encoded) {
      std::string plain;
      append_plain(one, values, plain);
      scenarios::append_percent_encoded(into, plain);
      continue;
    }
    const std::size_t from = into.size();
    append_plain(one, values, into);
    std::replace_if(
        into.begin() + static_cast<std::ptrdiff_t>(from), into.end(),
        [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  }
}

bool text_template::uses_slots() const {
  return std::ranges::any_of(
      pieces_, [](const piece& one) { return one.source == piece_source::slot; });
}

// -- bodies ---------------------------------------------------------------------------------------

json_template::json_template(const scenarios::node& tree, const template_scope& scope) {
  compile(tree, scope);
}

json_template json_template::of_fields(const template_scope& scope) {
  json_template body;
  body.add(step_kind::open, "{");
  const scenarios::node none;
  for (const scenarios::slot& one : scope.slots) {
    const bool is_field = one.name.find('.') == std::string_view::npos;
    // What a contract or a milestone belongs to follows it; it is no field of the command.
    const bool belongs = (one.name == "job" || one.name == "contract") && one.kind == slot_kind::id
                         && &one != &scope.slots.front();
    if (is_field && !belongs) {
      scenarios::node value;
      value.kind = scenarios::node_kind::scalar;
      value.text = "{" + std::string(one.name) + "}";
      body.compile_member(std::string(one.name), value, scope);
    }
  }
  body.add(step_kind::close, "}");
  return body;
}

void json_template::add(step_kind kind, std::string literal) {
  step one;
  one.kind = kind;
  one.what.literal = std::move(literal);
  steps_.push_back(std::move(one));
}

void json_template::compile(const scenarios::node& from, const template_scope& scope) {
  if (scenarios::is_each(from)) {
    compile_each(from, scope);
  } else if (from.is_map()) {
    add(step_kind::open, "{");
    for (const scenarios::node::entry& one : from.entries) {
      compile_member(one.key, one.value, scope);
    }
    add(step_kind::close, "}");
  } else if (from.is_sequence()) {
    add(step_kind::open, "[");
    for (const scenarios::node& one : from.items) {
      compile(one, scope);
    }
    add(step_kind::close, "]");
  } else {
    compile_scalar(from, scope);
  }
}

void json_template::compile_scalar(const scenarios::node& from, const template_scope& scope) {
  if (from.is_null() || is_bare_json(from)) {
    add(step_kind::literal, from.is_null() ? "null" : from.text);
    return;
  }
  std::string wrong;
  const std::vector<scenarios::template_part> parts = scenarios::parts_of(from.text, wrong);
  if (parts.size() == 1 && parts.front().is_name) {
    step one;
    one.kind = step_kind::value;
    one.what = scope.find(parts.front()).value_or(piece{});
    steps_.push_back(std::move(one));
    return;
  }
  const std::size_t begin = steps_.size();
  add(step_kind::text, "");
  for (const scenarios::template_part& part : parts) {
    step one;
    one.what = part.is_name ? scope.find(part).value_or(piece{}) : piece{};
    one.what.literal = part.is_name ? "" : part.text;
    steps_.push_back(std::move(one));
  }
  steps_[begin].end = static_cast<std::uint32_t>(steps_.size());
}

void json_template::compile_each(const scenarios::node& from, const template_scope& scope) {
  const scenarios::template_part list{from.find("each")->text, true, std::nullopt};
  step one;
  one.kind = step_kind::each;
  one.what = scope.find(list).value_or(piece{});
  const bool is_terms = one.what.kind == slot_kind::terms;
  const std::size_t begin = steps_.size();
  steps_.push_back(std::move(one));
  template_scope inner = scope;
  inner.items = is_terms ? std::span<const scenarios::slot>(scenarios::terms_slots)
                         : std::span<const scenarios::slot>(scenarios::words_slots);
  compile(*from.find("as"), inner);
  steps_[begin].end = static_cast<std::uint32_t>(steps_.size());
}

void json_template::compile_member(
    const std::string& key, const scenarios::node& from, const template_scope& scope) {
  std::string literal = "\"";
  scenarios::append_json_escaped(literal, key);
  const std::size_t begin = steps_.size();
  add(step_kind::member, literal + "\":");
  compile(from, scope);
  step& member = steps_[begin];
  const step& first = steps_[begin + 1];
  member.end = static_cast<std::uint32_t>(steps_.size());
  member.may_be_absent =
      (first.kind == step_kind::value || first.kind == step_kind::each)
      && (first.what.source == piece_source::slot || first.what.source == piece_source::item);
}

void json_template::write(const template_values& values, std::string& into) const {
  run(0, steps_.size(), values, into);
}

void json_template::run(
    std::size_t from, std::size_t end, const template_values& values, std::string& into) const {
  const auto absent = [&](const piece& what) {
    const given_value* const all = what.source == piece_source::slot   ? values.slots
                                   : what.source == piece_source::item ? values.items
                                                                       : nullptr;
    return all != nullptr && all[what.index].is == given_value::state::absent;
  };
  for (std::size_t i = from; i < end; ++i) {
    const step& one = steps_[i];
    if (one.kind == step_kind::close) {
      into += one.what.literal;
      continue;
    }
    if (one.kind == step_kind::member && one.may_be_absent && absent(steps_[i + 1].what)) {
      i = one.end - 1U;
      continue;
    }
    if (one.kind == step_kind::value && absent(one.what)) {
      continue;
    }
    separate(into);
    switch (one.kind) {
      case step_kind::value:
        append_json(one.what, values, into);
        break;
      case step_kind::text:
        into += '"';
        for (++i; i < one.end; ++i) {
          std::string plain;
          append_plain(steps_[i].what, values, plain);
          scenarios::append_json_escaped(into, plain);
        }
        into += '"';
        i = one.end - 1U;
        break;
      case step_kind::each:
        run_each(one, i + 1, values, into);
        i = one.end - 1U;
        break;
      default:
        into += one.what.literal;
    }
  }
}

void json_template::run_each(
    const step& one, std::size_t from, const template_values& values, std::string& into) const {
  const given_value& list = values.slots[one.what.index];
  if (list.is == given_value::state::broken) {
    into += "{}";
    return;
  }
  into += '[';
  for (std::size_t n = 0; n < list.count; ++n) {
    std::array<given_value, 2> items;
    if (one.what.kind == slot_kind::terms) {
      const auto& terms = static_cast<const market::milestone_terms*>(list.list)[n];
      items = {given_value::of(terms.amount.cents), given_value::of(terms.due)};
    } else if (list.is == given_value::state::texts) {
      items[0] = given_value::of(static_cast<const std::string_view*>(list.list)[n]);
    } else {
      items[0] =
          given_value::of(values.by.names->word(static_cast<const market::symbol*>(list.list)[n]));
    }
    run(from, one.end, {values.slots, items.data(), values.by, values.command}, into);
  }
  into += ']';
}

}  // namespace souk::load
