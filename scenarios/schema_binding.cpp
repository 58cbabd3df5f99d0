// JSON Schema of the parts of a binding.
#include "scenarios/binding.hpp"
#include "scenarios/schema.hpp"

namespace souk::scenarios {

namespace {

/// An object of any keys whose values are of one schema.
std::string map_of(std::string_view value) {
  return json_object({{"type", json_text("object")}, {"additionalProperties", std::string(value)}});
}

}  // namespace

std::string schema_of(const text_map*, const limits&) {
  return map_of(R"({"type":["string","number","boolean"]})");
}

std::string schema_of(const word_maps*, const limits& range) {
  return map_of(schema_of(static_cast<const text_map*>(nullptr), range));
}

std::string schema_of(const body_template*, const limits&) { return json_object({}); }

std::string schema_of(const operation_map*, const limits& range) {
  return map_of(schema_for<bound_operation>(range));
}

}  // namespace souk::scenarios
