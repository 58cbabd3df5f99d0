#include "load/json_answer.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <optional>

namespace souk::load {

namespace json = boost::json;

struct json_answer::memory {
  std::array<unsigned char, 64 << 10> bytes;
  std::array<unsigned char, 4 << 10> scratch;
  std::optional<json::monotonic_resource> arena;
  json::parser parser{json::storage_ptr(), json::parse_options(), scratch.data(), scratch.size()};
  std::optional<json::value> root;
};

json_answer::json_answer() : own_(std::make_unique<memory>()) {}
json_answer::~json_answer() { own_->root.reset(); }

bool json_answer::read(std::string_view body) {
  memory& all = *own_;
  all.root.reset();
  all.arena.emplace(all.bytes.data(), all.bytes.size());
  all.parser.reset(&*all.arena);
  boost::system::error_code error;
  all.parser.write(body.data(), body.size(), error);
  if (error) {
    return false;
  }
  all.root.emplace(all.parser.release());
  return true;
}

bool json_answer::find(const scenarios::json_path& path, json_found& into) const {
  const json::value* at = own_->root ? &*own_->root : nullptr;
  for (const scenarios::json_step& step : path) {
    if (at == nullptr) {
      return false;
    }
    if (step.index) {
      const json::array* const list = at->if_array();
      at = list != nullptr && *step.index < list->size() ? &(*list)[*step.index] : nullptr;
    } else {
      const json::object* const map = at->if_object();
      at = map == nullptr ? nullptr : map->if_contains(step.key);
    }
  }
  if (at == nullptr) {
    return false;
  }
  const json::string* const text = at->if_string();
  into.is_string = text != nullptr;
  into.text = text != nullptr ? std::string(*text) : json::serialize(*at);
  return true;
}

}  // namespace souk::load
