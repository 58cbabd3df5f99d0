#include "market/reasons.hpp"
#include "market/vocabulary.hpp"
#include "scenarios/binding.hpp"
#include "scenarios/experiment.hpp"
#include "scenarios/plan.hpp"
#include "scenarios/schema.hpp"

namespace souk::scenarios {

namespace {

using members = std::vector<std::pair<std::string_view, std::string>>;

std::string text_schema() { return schema_for<std::string>({}); }

std::string with_title(const std::string& schema, std::string_view title) {
  return R"({"$schema":"https://json-schema.org/draft/2020-12/schema","title":)" + json_text(title)
         + "," + schema.substr(1);
}

/// The schema of a described struct that is a whole file of its kind.
template <market::described Struct>
std::string file_schema(std::string_view kind) {
  members all{{"kind", json_object({{"const", json_text(kind)}})},
      {"based_on", with_description(text_schema(),
                       "a shipped one by name, or a file: its values hold "
                       "for all keys that are not given")}};
  const members own = properties_of<Struct>();
  all.insert(all.end(), own.begin(), own.end());
  return schema_of_keys(all, {"kind"});
}

/// A step that gives a command: its fields are checked by souk, which knows the names of the story.
std::string command_step() {
  std::vector<std::string> names;
  market::for_each_command([&]<class Command>() { names.push_back(json_text(Command::name)); });
  std::vector<std::string> reasons;
  for (const std::string_view name : market::names_of<market::reason>) {
    if (name != "none") {
      reasons.push_back(json_text(name));
    }
  }
  return json_object({{"type", json_text("object")},
      {"properties",
          json_object({{"by", text_schema()}, {"do", json_object({{"enum", json_list(names)}})},
              {"as", text_schema()}, {"fails", json_object({{"enum", json_list(reasons)}})}})},
      {"required", json_list({json_text("by"), json_text("do")})}});
}

std::string story_schema() {
  const std::string any_map = json_object({{"type", json_text("object")}});
  const std::string step = json_object(
      {{"oneOf", json_list({command_step(),
                     schema_of_keys({{"after", schema_for<market::duration>({})}}, {"after"}),
                     schema_of_keys({{"at", schema_for<moment>({})}}, {"at"}),
                     schema_of_keys({{"expect", any_map}}, {"expect"})})}});
  return schema_of_keys(
      {{"story", with_description(text_schema(), "what the story shows")},
          {"policy", with_description(text_schema(), "a preset, or a file")},
          {"set", with_description(any_map, "path: value of the policy")},
          {"start", schema_for<moment>({})}, {"cast", json_object({{"type", json_text("object")}})},
          {"steps", json_object({{"type", json_text("array")}, {"items", step}})}},
      {"story", "steps"});
}

std::string experiment_schema() {
  members all{{"kind", json_object({{"const", json_text("experiment")}})}};
  const members own = properties_of<experiment>();
  all.insert(all.end(), own.begin(), own.end());
  return schema_of_keys(all, {"kind", "scenario", "parameters"});
}

std::string binding_schema() {
  members all{{"kind", json_object({{"const", json_text("binding")}})},
      {"policy", with_description(schema_for<market::policy>({}),
                     "that the backend keeps, where it has no reset")}};
  const members own = properties_of<binding>();
  all.insert(all.end(), own.begin(), own.end());
  return schema_of_keys(all, {"kind"});
}

std::string plan_schema() {
  members all{{"kind", json_object({{"const", json_text("plan")}})},
      {"cast", with_description(json_object({{"type", json_text("object")}}),
                   "who does the steps that speak by the binding, as in stories")},
      {"policy", with_description(schema_for<market::policy>({}),
                     "the rules that the backend keeps, or is reset to")}};
  const members own = properties_of<plan>();
  all.insert(all.end(), own.begin(), own.end());
  return schema_of_keys(all, {"kind", "workload"});
}

}  // namespace

std::string schema_of(const yaml_value*, const limits&) { return json_object({}); }

std::string schema_of(const value_map*, const limits&) {
  return json_object({{"type", json_text("object")}});
}

std::string schema_of_kind(file_kind kind) {
  switch (kind) {
    case file_kind::story:
      return indented(with_title(story_schema(), "souk story"));
    case file_kind::scenario:
      return indented(with_title(file_schema<scenario>("scenario"), "souk scenario"));
    case file_kind::policy:
      return indented(with_title(file_schema<market::policy>("policy"), "souk policy"));
    case file_kind::experiment:
      return indented(with_title(experiment_schema(), "souk experiment"));
    case file_kind::plan:
      return indented(with_title(plan_schema(), "souk plan"));
    case file_kind::binding:
      return indented(with_title(binding_schema(), "souk binding"));
  }
  return "";
}

}  // namespace souk::scenarios
