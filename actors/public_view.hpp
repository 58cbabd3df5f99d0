// What everybody can see of a market between the stages that change it: the faces of all people and
// the boards of all exchanges. Each entry is written by its owner alone, faces in `settle`, boards
// in `trade`; cohorts read them in `act`, when nobody writes.
#pragma once

#include "market/billing_desk.hpp"
#include "market/exchange.hpp"
#include "market/face.hpp"

#include <vector>

namespace souk::actors {

struct public_view {
  std::vector<market::freelancer_face> freelancers;  // by person
  std::vector<market::client_face> clients;          // by person - freelancers.size()
  std::vector<const market::exchange*> exchanges;    // by desk
  std::vector<const market::billing_desk*> billing;  // by desk - exchanges - 1
};

}  // namespace souk::actors
