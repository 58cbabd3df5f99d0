// All that a scenario says of people, in one described struct: `population` (who there is),
// `freelancers` and `clients` (how they decide), `work` (what befalls a contract).
#pragma once

#include "people/parameters_clients.hpp"
#include "people/parameters_freelancers.hpp"
#include "people/parameters_population.hpp"

namespace souk::people {

struct people_parameters {
  population_parameters population;
  freelancer_parameters freelancers;
  client_parameters clients;
  work_parameters work;

  bool operator==(const people_parameters&) const = default;
  static constexpr auto knobs() {
    using s = people_parameters;
    return std::tuple{knob{"population", &s::population, "", 0, 0, "", "who there is"},
        knob{"freelancers", &s::freelancers, "", 0, 0, "", "how freelancers decide"},
        knob{"clients", &s::clients, "", 0, 0, "", "how clients decide"},
        knob{"work", &s::work, "", 0, 0, "", "what befalls a contract"}};
  }
};

}  // namespace souk::people
