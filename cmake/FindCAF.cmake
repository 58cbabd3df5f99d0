# Debian's libcaf-dev ships no CMake package. Gives CAF::core, and CAF::<component> for each
# component asked for (io, openssl).
find_package(Threads REQUIRED)
find_path(CAF_INCLUDE_DIR caf/all.hpp)
foreach(component IN ITEMS core LISTS CAF_FIND_COMPONENTS)
  find_library(CAF_${component}_LIBRARY caf_${component})
  list(APPEND CAF_needed CAF_${component}_LIBRARY)
  if(CAF_${component}_LIBRARY AND NOT TARGET CAF::${component})
    add_library(CAF::${component} UNKNOWN IMPORTED)
    set_target_properties(CAF::${component} PROPERTIES
      IMPORTED_LOCATION "${CAF_${component}_LIBRARY}"
      INTERFACE_INCLUDE_DIRECTORIES "${CAF_INCLUDE_DIR}"
      INTERFACE_LINK_LIBRARIES "$<$<NOT:$<STREQUAL:${component},core>>:CAF::core>;Threads::Threads")
  endif()
endforeach()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CAF REQUIRED_VARS CAF_INCLUDE_DIR ${CAF_needed})
