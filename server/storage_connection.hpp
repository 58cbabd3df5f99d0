// The connection behind a storage. Only for storage*.cpp.
#pragma once

#include "server/schema.hpp"
#include "server/statement.hpp"
#include "server/storage.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace souk::server {

struct storage::connection {
  soci::session session;
  dialect speaks = dialect::sqlite;
  /// By their SQL, which is a literal of ours.
  std::map<const char*, std::unique_ptr<statement>> prepared;

  /// The statement of this SQL, prepared once.
  statement& get(const char* sql, std::string_view takes, std::string_view gives = "") {
    std::unique_ptr<statement>& one = prepared[sql];
    if (!one) {
      one = std::make_unique<statement>(session, sql, takes, gives);
    }
    return *one;
  }
};

/// Calls `work`; what the database says becomes a storage_error.
template <class Work>
auto guarded(Work&& work) {
  try {
    return work();
  } catch (const soci::soci_error& error) {
    throw storage_error(error.what());
  }
}

}  // namespace souk::server
