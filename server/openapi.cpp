#include "server/openapi.hpp"

#include "server/router.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <tuple>
#include <type_traits>

namespace souk::server {

namespace {

namespace json = boost::json;

json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

json::object reference(std::string_view kind, std::string_view name) {
  return {{"$ref", "#/components/" + std::string(kind) + '/' + std::string(name)}};
}

template <class Value>
inline constexpr bool is_optional = false;
template <class Value>
inline constexpr bool is_optional<std::optional<Value>> = true;

template <class Struct>
json::object schema_of_fields();

json::object text_schema(const char* description) {
  return {{"type", "string"}, {"description", description}};
}

template <market::named_enum Enum>
json::object schema_of_enum() {
  json::array values;
  for (const std::string_view name : market::names_of<Enum>) {
    values.emplace_back(view(name));
  }
  return {{"type", "string"}, {"enum", std::move(values)}};
}

json::object list_of(json::object items) {
  return {{"type", "array"}, {"maxItems", 100}, {"items", std::move(items)}};
}

json::object pair_of(json::object items) {
  return {{"type", "array"}, {"minItems", 2}, {"maxItems", 2}, {"items", std::move(items)}};
}

template <class Value>
json::object schema_of() {
  using std::is_same_v;
  if constexpr (is_optional<Value>) {
    return schema_of<typename Value::value_type>();
  } else if constexpr (market::named_enum<Value>) {
    return schema_of_enum<Value>();
  } else if constexpr (is_same_v<Value, market::text>) {
    return {{"type", "string"}};
  } else if constexpr (is_same_v<Value, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (is_same_v<Value, std::int32_t>) {
    return {{"type", "integer"}, {"format", "int32"}};
  } else if constexpr (is_same_v<Value, market::money>) {
    return reference("schemas", "Money");
  } else if constexpr (is_same_v<Value, market::share>) {
    return {{"type", json::array{"number", "string"}}, {"description", "0.8 or \"80%\""}};
  } else if constexpr (is_same_v<Value, market::second>) {
    return {{"type", "string"}, {"format", "date"}};
  } else if constexpr (is_same_v<Value, market::duration>) {
    return text_schema("a duration: 90s, 15m, 2h, 5d, 4w");
  } else if constexpr (is_same_v<Value, market::symbol>) {
    return {{"type", "string"}, {"maxLength", 64}};
  } else if constexpr (is_same_v<Value, std::span<const market::symbol>>) {
    return list_of(schema_of<market::symbol>());
  } else if constexpr (is_same_v<Value, market::person_id>) {
    return text_schema("a username");
  } else if constexpr (is_same_v<Value, market::job_id>) {
    return text_schema("the id of a job");
  } else if constexpr (is_same_v<Value, market::contract_id>) {
    return text_schema("the id of a contract");
  } else if constexpr (is_same_v<Value, market::milestone_id>) {
    return text_schema("the id of a milestone");
  } else if constexpr (is_same_v<Value, market::low_high_money>) {
    return pair_of(schema_of<market::money>());
  } else if constexpr (is_same_v<Value, market::low_high_hours>) {
    return pair_of(schema_of<std::int32_t>());
  } else {
    static_assert(is_same_v<Value, std::span<const market::milestone_terms>>);
    return list_of(schema_of_fields<market::milestone_terms>());
  }
}

template <class Struct>
json::object schema_of_fields() {
  json::object properties;
  json::array required;
  const auto add = [&](const auto& one) {
    using value_type = std::remove_cvref_t<decltype(std::declval<Struct&>().*(one.member))>;
    properties[view(one.name)] = schema_of<value_type>();
    if (!one.may_be_left_out && !is_optional<value_type>) {
      required.emplace_back(view(one.name));
    }
  };
  std::apply([&](const auto&... one) { (add(one), ...); }, Struct::fields());
  json::object schema{
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) {
    schema["required"] = std::move(required);
  }
  return schema;
}

// -- operations -----------------------------------------------------------------------------------

json::object content(json::object schema, const char* type = "application/json") {
  return {{"content", {{type, {{"schema", std::move(schema)}}}}}};
}

json::object answers(const char* what, json::object schema) {
  json::object good = content(std::move(schema));
  good["description"] = what;
  return {{"200", std::move(good)}, {"default", reference("responses", "Problem")}};
}

std::string_view giver_name(market::giver by) {
  constexpr std::array<std::string_view, 4> names{"anyone", "freelancer", "client", "both"};
  return names[static_cast<std::size_t>(by)];
}

template <class Command>
json::object operation_of() {
  json::object schema = schema_of_fields<Command>();
  if constexpr (std::is_same_v<Command, market::verify_email>) {
    schema["properties"].as_object()["code"] = text_schema("what the mail of the sign-up says");
  }
  json::object body = content(std::move(schema));
  constexpr bool joins = std::is_same_v<Command, market::register_account>;
  json::object operation{{"operationId", view(Command::name)},
      {"tags", json::array{view(giver_name(Command::by))}}, {"requestBody", std::move(body)},
      {"responses", answers("accepted", reference("schemas", "Accepted"))}};
  if (joins) {
    operation["security"] = json::array{};
  } else {
    operation["parameters"] = json::array{reference("parameters", "IdempotencyKey")};
  }
  return operation;
}

json::array parameters_of(std::string_view path) {
  json::array all;
  for (std::size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
    const std::string_view name = path.substr(at + 1, path.find('}', at) - at - 1);
    all.push_back({{"name", view(name)}, {"in", "path"}, {"required", true},
        {"schema", {{"type", "string"}}}});
  }
  return all;
}

json::object operation_of(const router::route& one) {
  json::object operation{{"operationId", view(one.operation)}, {"summary", view(one.summary)},
      {"tags", json::array{one.development ? "development" : "resources"}},
      {"responses", answers("as asked", {{"type", "object"}})}};
  json::array parameters = parameters_of(one.path);
  if (one.operation.starts_with("list_")) {
    for (const char* name : {"after", "limit"}) {
      parameters.push_back({{"name", name}, {"in", "query"}, {"schema", {{"type", "integer"}}}});
    }
  }
  if (!parameters.empty()) {
    operation["parameters"] = std::move(parameters);
  }
  if (one.method == "POST") {
    operation["requestBody"] = content({{"type", "object"}});
  }
  if (one.needs == role::nobody) {
    operation["security"] = json::array{};
  }
  return operation;
}

json::object paths(bool development) {
  json::object all;
  market::for_each_command([&]<class Command>() {
    all["/commands/" + std::string(Command::name)] = {{"post", operation_of<Command>()}};
  });
  for (const router::route& one : router::routes()) {
    if ((one.development && !development) || one.operation == "give_command") {
      continue;
    }
    json::value& path = all[view(one.path)];
    if (path.is_null()) {
      path.emplace_object();
    }
    path.get_object()[one.method == "GET" ? "get" : "post"] = operation_of(one);
  }
  return all;
}

json::object seq_schema() {
  return {{"type", "integer"}, {"format", "int64"},
      {"description", "the id of the command's first event: the order of all commands"}};
}

json::object components() {
  json::array codes;
  for (const std::string_view name : market::names_of<market::reason>) {
    codes.emplace_back(view(name));
  }
  codes.erase(codes.begin());  // none
  json::object problem =
      content({{"type", "object"}, {"required", json::array{"title", "status", "code"}},
                  {"properties", {{"type", {{"type", "string"}}}, {"title", {{"type", "string"}}},
                                     {"status", {{"type", "integer"}}},
                                     {"code", {{"type", "string"},
                                                  {"description",
                                                      "a rejection's name, or what "
                                                      "else is wrong"},
                                                  {"examples", std::move(codes)}}},
                                     {"detail", {{"type", "string"}}}, {"seq", seq_schema()},
                                     {"at", {{"type", "string"}, {"format", "date-time"}}}}}},
          "application/problem+json");
  problem["description"] = "refused, and why";
  json::object accepted{{"type", "object"}, {"required", json::array{"event", "at", "seq"}},
      {"properties",
          {{"event", schema_of_enum<market::event_type>()},
              {"at", {{"type", "string"}, {"format", "date-time"}}}, {"seq", seq_schema()},
              {"job", {{"type", "string"}}}, {"contract", {{"type", "string"}}},
              {"milestones", list_of({{"type", "string"}})},
              {"found", list_of({{"type", "string"}})}}}};
  return {{"schemas", {{"Money", {{"type", json::array{"string", "number"}},
                                     {"description", "decimal dollars: \"90.00\""}}},
                          {"Accepted", std::move(accepted)}}},
      {"responses", {{"Problem", std::move(problem)}}},
      {"parameters", {{"IdempotencyKey",
                         {{"name", "Idempotency-Key"}, {"in", "header"},
                             {"description",
                                 "asked again with the same key, a command is answered again and "
                                 "not given again; for 24 hours"},
                             {"schema", {{"type", "string"}, {"maxLength", 128}}}}}}},
      {"securitySchemes", {{"bearer", {{"type", "http"}, {"scheme", "bearer"}}}}}};
}

}  // namespace

std::string openapi_text(bool development) {
  const json::object document{{"openapi", "3.1.0"},
      {"info", {{"title", "souk"}, {"version", SOUK_VERSION},
                   {"description", "A freelance marketplace that keeps souk's rules."}}},
      {"security", json::array{json::object{{"bearer", json::array{}}}}},
      {"paths", paths(development)}, {"components", components()}};
  return json::serialize(document);
}

}  // namespace souk::server
