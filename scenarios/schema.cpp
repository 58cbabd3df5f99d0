#include "scenarios/schema.hpp"

#include <cmath>

namespace souk::scenarios {

using members = std::vector<std::pair<std::string_view, std::string>>;

std::string json_text(std::string_view text) {
  std::string json = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') {
      json += '\\';
    }
    json += letter == '\n' ? std::string("\\n") : std::string(1, letter);
  }
  return json + '"';
}

std::string json_number(double value) {
  const bool is_whole = std::trunc(value) == value && std::abs(value) < 1e15;
  return is_whole ? std::to_string(static_cast<std::int64_t>(value)) : to_text(value);
}

std::string json_object(const members& all) {
  std::string json;
  for (const auto& [key, value] : all) {
    json += (json.empty() ? "" : ",") + json_text(key) + ":" + value;
  }
  return "{" + json + "}";
}

std::string json_list(const std::vector<std::string>& items) {
  std::string json;
  for (const std::string& item : items) {
    json += (json.empty() ? "" : ",") + item;
  }
  return "[" + json + "]";
}

std::string indented(std::string_view json) {
  std::string text;
  std::size_t depth = 0;
  bool quoted = false;
  const auto new_line = [&] { text += '\n' + std::string(2 * depth, ' '); };
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char letter = json[i];
    const bool closes = !quoted && (letter == '}' || letter == ']');
    const bool empty = i > 0 && (json[i - 1] == '{' || json[i - 1] == '[');
    if (closes) {
      --depth;
      if (!empty) {
        new_line();
      }
    }
    text += letter;
    if (quoted) {
      if (letter == '\\') {
        text += json[++i];
      }
      quoted = letter != '"';
    } else if (letter == '"') {
      quoted = true;
    } else if (letter == ':') {
      text += ' ';
    } else if (letter == ',') {
      new_line();
    } else if (letter == '{' || letter == '[') {
      ++depth;
      if (i + 1 < json.size() && json[i + 1] != '}' && json[i + 1] != ']') {
        new_line();
      }
    }
  }
  return text + '\n';
}

namespace {

std::string text_like(const char* pattern) {
  return json_object({{"type", json_text("string")}, {"pattern", json_text(pattern)}});
}

std::string any_of(const std::vector<std::string>& schemas) {
  return json_object({{"anyOf", json_list(schemas)}});
}

}  // namespace

std::string schema_of_number(std::string_view type, const limits& range) {
  members all{{"type", json_text(type)}};
  if (std::isfinite(range.low)) {
    all.emplace_back("minimum", json_number(range.low));
  }
  if (std::isfinite(range.high)) {
    all.emplace_back("maximum", json_number(range.high));
  }
  return json_object(all);
}

std::string schema_of(const bool*, const limits&) {
  return json_object({{"type", json_text("boolean")}});
}

std::string schema_of(const double*, const limits& range) {
  return is_share(range) ? schema_for<market::share>(range) : schema_of_number("number", range);
}

std::string schema_of(const std::string*, const limits&) {
  return json_object({{"type", json_text("string")}});
}

std::string schema_of(const market::money*, const limits& range) {
  return schema_of_number("number", range);
}

std::string schema_of(const market::share*, const limits& range) {
  return any_of({schema_of_number("number", range), text_like(R"(^-?[0-9]+(\.[0-9]{1,4})?%$)")});
}

std::string schema_of(const market::duration*, const limits&) {
  return text_like("^[0-9]+[smhdw]$");
}

std::string schema_of(const moment*, const limits&) {
  return text_like("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?$");
}

std::string schema_of(const day_count*, const limits& range) {
  return any_of({schema_of_number("integer", range), text_like("^[0-9]+[hdw]$")});
}

std::string schema_of(const market::review_time*, const limits& range) {
  const std::string length = schema_for<market::duration>(range);
  return any_of({length, schema_of_keys({{"median", length}, {"max", length}}, {"median", "max"})});
}

std::string schema_of(const market::policy*, const limits&) {
  members all = properties_of<market::policy>();
  all.emplace_back("based_on", schema_for<std::string>({}));
  return any_of({schema_for<std::string>({}), schema_of_keys(all, {})});
}

std::string description(std::string_view unit, std::string_view source, std::string_view doc) {
  std::string where(unit);
  where += !unit.empty() && !source.empty() ? "; " : "";
  where += source;
  std::string text(doc);
  if (!where.empty()) {
    text += (text.empty() ? "(" : " (") + where + ")";
  }
  return text;
}

std::string with_description(std::string schema, const std::string& text) {
  const char* const separator = schema == "{}" ? "" : ",";
  return text.empty() ? schema
                      : "{\"description\":" + json_text(text) + separator + schema.substr(1);
}

std::string schema_of_keys(
    const members& properties, const std::vector<std::string_view>& required) {
  members all{{"type", json_text("object")}, {"properties", json_object(properties)},
      {"additionalProperties", "false"}};
  if (!required.empty()) {
    std::vector<std::string> names;
    for (const std::string_view name : required) {
      names.push_back(json_text(name));
    }
    all.emplace_back("required", json_list(names));
  }
  return json_object(all);
}

}  // namespace souk::scenarios
