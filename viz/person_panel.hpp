// Person: profile, balance and life of who is picked, decision by decision; and people worth a
// look.
#pragma once

#include "viz/panel.hpp"
#include "viz/view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace souk::viz {

struct fact {
  std::string label, value;
};

struct person_model {
  std::string title, subtitle;
  std::vector<fact> profile, balance, record;
};

/// Who is worth a look, by index into the people; none where there is nobody of the kind.
struct suggestions {
  std::optional<std::uint32_t> top_earner, never_hired, just_hired, top_newcomer;
};

person_model prepare_person(const observe::person_view& one, const view& seen);
suggestions prepare_suggestions(const observe::people_view& people);

std::unique_ptr<panel> make_person_panel();

}  // namespace souk::viz
