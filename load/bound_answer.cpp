#include "load/bound_answer.hpp"

#include "scenarios/values.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

namespace souk::load {

namespace {

namespace json = boost::json;
using scenarios::observed_kind;
using scenarios::value_form;

constexpr observed_value nothing_observed{};

std::string_view view(json::string_view text) { return {text.data(), text.size()}; }

std::string plain_text(const json::value& from) {
  return from.is_string() ? std::string(view(from.get_string())) : json::serialize(from);
}

bool whole_of(const json::value& from, std::int64_t& into) {
  if (from.is_int64()) {
    into = from.get_int64();
  } else if (from.is_uint64()) {
    into = static_cast<std::int64_t>(from.get_uint64());
  } else if (from.is_double()) {
    into = static_cast<std::int64_t>(std::llround(from.get_double()));
    return static_cast<double>(into) == from.get_double();
  } else if (from.is_bool()) {
    into = from.get_bool() ? 1 : 0;
  } else {
    return from.is_string() && scenarios::parse(view(from.get_string()), into);
  }
  return true;
}

/// A decimal number in hundredths; none has more than two decimals.
bool hundredths_of(const json::value& from, std::int64_t& into) {
  if (from.is_string()) {
    market::money amount;
    const bool holds = scenarios::parse(view(from.get_string()), amount);
    into = amount.cents;
    return holds;
  }
  if (from.is_double()) {
    const double hundredths = from.get_double() * 100.0;
    into = static_cast<std::int64_t>(std::llround(hundredths));
    return std::abs(hundredths - static_cast<double>(into)) < 1e-3;
  }
  std::int64_t whole = 0;
  const bool holds = !from.is_bool() && whole_of(from, whole);
  into = whole * 100;
  return holds;
}

bool time_of(const json::value& from, value_form form, std::int64_t& into) {
  if (form != value_form::iso) {
    const bool holds = whole_of(from, into);
    into = form == value_form::milliseconds ? into / 1000 : into;
    return holds;
  }
  scenarios::moment at;
  const bool holds = from.is_string() && scenarios::parse(view(from.get_string()), at);
  into = at.at;
  return holds;
}

}  // namespace

// -- the answer -----------------------------------------------------------------------------------

/// Where an answer's JSON lives. The parser is kept: making one costs as much as a small answer.
struct bound_answer::json_space {
  std::array<unsigned char, 4096> buffer{};
  std::optional<json::monotonic_resource> memory;
  std::array<unsigned char, 1024> temporary{};
  json::parser parser{json::storage_ptr{}, {}, temporary.data(), temporary.size()};
  json::value root;

  bool parse(std::string_view body) {
    root = nullptr;
    parser.reset();
    // A new one each time: release() would keep the size that its blocks have grown to.
    memory.emplace(buffer.data(), buffer.size());
    parser.reset(&*memory);
    boost::system::error_code error;
    parser.write({body.data(), body.size()}, error);
    if (error) {
      return false;
    }
    // A value on other storage would be copied into it.
    std::destroy_at(&root);
    std::construct_at(&root, parser.release());
    return true;
  }
};

bound_answer::bound_answer() : space_(std::make_unique<json_space>()) {}
bound_answer::~bound_answer() = default;
bound_answer::bound_answer(bound_answer&&) noexcept = default;
bound_answer& bound_answer::operator=(bound_answer&&) noexcept = default;

void bound_answer::clear() {
  accepted = false;
  token_is_over = false;
  why = market::reason::none;
  status = 0;
  code.clear();
  detail.clear();
  problem.clear();
  fields_.clear();
  values_.clear();
  kept_.clear();
  texts_.clear();
}

const observed_value& bound_answer::find(scenarios::observable what) const {
  const std::span<const observed_value> values = all(what);
  return values.empty() ? nothing_observed : values.front();
}

std::span<const observed_value> bound_answer::all(scenarios::observable what) const {
  const auto at = std::ranges::find(fields_, what, &field::what);
  return at == fields_.end() ? std::span<const observed_value>{}
                             : std::span(values_).subspan(at->begin, at->count);
}

bool bound_answer::has(scenarios::observable what) const {
  return std::ranges::find(fields_, what, &field::what) != fields_.end();
}

// -- compiling ------------------------------------------------------------------------------------

answer_reader::path answer_reader::path_of(std::string_view pointer) {
  path steps;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    path_step one;
    for (std::size_t i = 0; i < end; ++i) {
      const bool escape = pointer[i] == '~' && i + 1 < end;
      one.key += !escape ? pointer[i] : pointer[i + 1] == '1' ? '/' : '~';
      i += escape ? 1 : 0;
    }
    const auto [last, error] =
        std::from_chars(one.key.data(), one.key.data() + one.key.size(), one.index);
    one.index = error == std::errc{} && last == one.key.data() + one.key.size() ? one.index : -1;
    steps.push_back(std::move(one));
    pointer.remove_prefix(end);
  }
  return steps;
}

std::vector<answer_reader::translation> answer_reader::translations(
    const scenarios::text_map& first, const scenarios::text_map& then) {
  std::vector<translation> all;
  for (const scenarios::text_map* const map : {&first, &then}) {
    for (const scenarios::named_text& one : map->all) {
      if (const auto ours = market::from_name<market::reason>(one.value)) {
        all.push_back({one.key, *ours});
      }
    }
  }
  return all;
}

answer_reader::answer_reader(
    const scenarios::binding& of, const scenarios::bound_operation& operation)
    : reasons_(translations(operation.reasons, of.rejections.reasons)),
      statuses_(translations(operation.statuses, of.rejections.statuses)),
      over_(of.token.expired),
      code_(path_of(of.rejections.code)),
      detail_(path_of(of.rejections.detail)),
      names_code_(!of.rejections.code.empty()),
      code_in_success_(of.rejections.in_success) {
  const template_scope scope{of, operation, {}};
  for (const scenarios::named_text& one : operation.answer.all) {
    const auto what = market::from_name<scenarios::observable>(one.key);
    if (!what) {
      continue;
    }
    const observed_kind kind = scenarios::kind_of(*what);
    const value_form form = kind == observed_kind::money  ? of.values.money
                            : kind == observed_kind::date ? of.values.date
                            : kind == observed_kind::time ? of.values.time
                                                          : value_form::text;
    wanted_.push_back({*what, kind, form, scope.words_of(one.key), path_of(one.value)});
  }
  const std::vector<std::string_view> names = of.kept();
  for (const scenarios::named_text& one : operation.keep.all) {
    const auto at = std::ranges::find(names, one.key);
    keep_.emplace_back(static_cast<std::uint16_t>(at - names.begin()), path_of(one.value));
  }
}

// -- reading --------------------------------------------------------------------------------------

/// Walks a path and takes what it leads to.
class answer_reader::picker {
 public:
  picker(const wanted& what, bound_answer& into) : what_(what), into_(into) {}

  void walk(const json::value* from, std::size_t step, std::string_view key) {
    while (from != nullptr && step < what_.where.size()) {
      const path_step& next = what_.where[step];
      if (next.key == "*") {
        walk_all(*from, step + 1);
        return;
      }
      from = inside(*from, next);
      ++step;
    }
    take(from, key);
  }

  static const json::value* inside(const json::value& from, const path_step& step) {
    if (const json::object* const object = from.if_object()) {
      return object->if_contains({step.key.data(), step.key.size()});
    }
    const json::array* const array = from.if_array();
    const bool is_there =
        array != nullptr && step.index >= 0 && static_cast<std::size_t>(step.index) < array->size();
    return is_there ? &(*array)[static_cast<std::size_t>(step.index)] : nullptr;
  }

 private:
  void walk_all(const json::value& from, std::size_t step) {
    if (const json::array* const array = from.if_array()) {
      for (const json::value& one : *array) {
        walk(&one, step, {});
      }
    } else if (const json::object* const object = from.if_object()) {
      for (const auto& one : *object) {
        walk(&one.value(), step, view(one.key()));
      }
    }
  }

  void take(const json::value* from, std::string_view key) {
    observed_value& value = into_.values_.emplace_back();
    value.key = key;
    if (from == nullptr || from->is_null()) {
      return;
    }
    value.is_null = false;
    if (from->is_string()) {
      value.text = view(from->get_string());
    }
    if (!read_value(*from, value)) {
      into_.problem = std::string(market::name(what_.what)) + " is " + json::serialize(*from);
    }
  }

  bool read_value(const json::value& from, observed_value& value) {
    switch (what_.kind) {
      case observed_kind::whole:
        return whole_of(from, value.number);
      case observed_kind::money:
        return what_.form == value_form::cents ? whole_of(from, value.number)
                                               : hundredths_of(from, value.number);
      case observed_kind::decimal:
        return hundredths_of(from, value.number);
      case observed_kind::date:
      case observed_kind::time:
        return time_of(from, what_.form, value.number);
      case observed_kind::text:
      case observed_kind::id:
      case observed_kind::word:
        break;
    }
    if (!from.is_string()) {
      value.text = into_.own(json::serialize(from));
    }
    translate(value);
    return true;
  }

  void translate(observed_value& value) const {
    if (what_.words == nullptr) {
      return;
    }
    const auto at = std::ranges::find(*what_.words, value.text, &bound_word::plain);
    value.text = at == what_.words->end() ? value.text : std::string_view(at->ours);
  }

  const wanted& what_;
  bound_answer& into_;
};

void answer_reader::read(int status, std::string_view body, bound_answer& into) const {
  into.clear();
  into.status = status;
  const bool is_json = !body.empty() && into.space_->parse(body);
  const json::value* code = is_json && names_code_ ? &into.space_->root : nullptr;
  for (std::size_t i = 0; code != nullptr && i < code_.size(); ++i) {
    code = picker::inside(*code, code_[i]);
  }
  if (code != nullptr && !code->is_null()) {
    into.code = plain_text(*code);
  }
  const bool refused = status >= 300 || (code_in_success_ && !into.code.empty());
  if (refused) {
    refuse(into, is_json);
    if (is_json) {
      read_order(into);
    }
    return;
  }
  into.code.clear();
  if (!is_json && !(wanted_.empty() && keep_.empty())) {
    into.problem = "the answer is no JSON";
    return;
  }
  if (is_json) {
    read_values(into);
  }
  into.accepted = into.problem.empty();
}

void answer_reader::read_values(bound_answer& into) const {
  const json::value& root = into.space_->root;
  for (const wanted& one : wanted_) {
    const auto begin = static_cast<std::uint32_t>(into.values_.size());
    picker(one, into).walk(&root, 0, {});
    into.fields_.push_back(
        {one.what, begin, static_cast<std::uint32_t>(into.values_.size()) - begin});
  }
  for (const auto& [name, where] : keep_) {
    const json::value* found = &root;
    for (std::size_t i = 0; found != nullptr && i < where.size(); ++i) {
      found = picker::inside(*found, where[i]);
    }
    into.kept_.emplace_back(
        name, found == nullptr || found->is_null() ? std::string() : plain_text(*found));
  }
}

/// A refusal may tell where it stands among all commands.
void answer_reader::read_order(bound_answer& into) const {
  for (const wanted& one : wanted_) {
    if (one.what == scenarios::observable::seq || one.what == scenarios::observable::at) {
      const auto begin = static_cast<std::uint32_t>(into.values_.size());
      picker(one, into).walk(&into.space_->root, 0, {});
      into.fields_.push_back({one.what, begin, 1});
    }
  }
}

void answer_reader::refuse(bound_answer& into, bool is_json) const {
  const json::value* detail = is_json && !detail_.empty() ? &into.space_->root : nullptr;
  for (std::size_t i = 0; detail != nullptr && i < detail_.size(); ++i) {
    detail = picker::inside(*detail, detail_[i]);
  }
  if (detail != nullptr && !detail->is_null()) {
    into.detail = plain_text(*detail);
  }
  const std::string status = std::to_string(into.status);
  const auto is_over = [&](const std::string& one) { return one == into.code || one == status; };
  into.token_is_over = std::ranges::any_of(over_, is_over);
  const auto by_code = std::ranges::find(reasons_, into.code, &translation::theirs);
  const auto by_status = std::ranges::find(statuses_, status, &translation::theirs);
  const auto own = market::from_name<market::reason>(into.code);
  if (by_code != reasons_.end()) {
    into.why = by_code->ours;
  } else if (own && *own != market::reason::none) {
    into.why = *own;
  } else if (by_status != statuses_.end()) {
    into.why = by_status->ours;
  } else {
    into.problem = "status " + status + (into.code.empty() ? "" : ", " + into.code)
                   + (into.detail.empty() ? "" : ", " + into.detail);
  }
}

}  // namespace souk::load
