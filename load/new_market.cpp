#include "load/new_market.hpp"

#include "load/bound_template.hpp"
#include "scenarios/escaping.hpp"
#include "scenarios/policy_file.hpp"
#include "scenarios/writer.hpp"

#include <vector>

namespace souk::load {

namespace {

std::string quoted(std::string_view text) {
  std::string json = "\"";
  scenarios::append_json_escaped(json, text);
  return json + '"';
}

}  // namespace

std::string policy_changes(const market::policy& terms) {
  std::string set = "{";
  for (const scenarios::difference& one :
      scenarios::differences(scenarios::load_policy("seed"), terms)) {
    if (one.path != "name") {
      set += (set.size() > 1 ? "," : "") + quoted(one.path) + ':' + quoted(one.second);
    }
  }
  return set + '}';
}

std::string cast_json(std::span<const scenarios::cast_member> cast,
    const scenarios::binding& binding, const backend_names& names, const cast_terms& terms) {
  static const std::size_t submitting = scenarios::command_number("submit_profile");
  const std::span<const scenarios::slot> slots = scenarios::slots_of_command(submitting);
  const scenarios::bound_operation plain;
  const json_template fields = json_template::of_fields({binding, plain, slots});
  const sending by{nullptr, nullptr, &names, 0};
  std::string all = "[";
  for (const scenarios::cast_member& member : cast) {
    if (member.is_new) {
      continue;
    }
    all += (all.size() > 1 ? ",{\"username\":" : "{\"username\":") + quoted(member.name)
           + ",\"side\":" + quoted(market::name(member.side));
    all += terms.password.empty() ? "" : ",\"password\":" + quoted(terms.password);
    all += terms.count == 0 ? "" : ",\"count\":" + std::to_string(terms.count);
    if (member.side != market::side::freelancer) {
      all += '}';
      continue;
    }
    std::vector<given_value> values(slots.size());
    market::submit_profile profile;
    static_cast<market::profile_fields&>(profile) = member.profile;
    fill_slots(profile, names, ~std::uint64_t{0}, values.data());
    std::string body;
    fields.write({values.data(), nullptr, by, ""}, body);
    all += ',' + body.substr(1);
  }
  return all + ']';
}

}  // namespace souk::load
