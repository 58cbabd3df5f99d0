// A story's command as the body of a request to `souk serve`.
#pragma once

#include "scenarios/story.hpp"

#include <functional>
#include <string>

namespace souk::load {

/// Names that the server gave to what the story made: `id_of("logo")`; "" for what there is not.
using id_lookup = std::function<std::string(const std::string&)>;

/// JSON. Fields that the story leaves out are left out, those that are misshapen there are so here.
std::string command_body(
    const scenarios::story& told, const scenarios::command_step& step, const id_lookup& id_of);

/// The profile of a cast freelancer as `submit_profile` takes it, and who it is.
std::string cast_body(const scenarios::story& told);

}  // namespace souk::load
