# What all targets share: flags, ccache, and the shape of a folder's library.

# ccache refuses precompiled headers unless it is told that their times do not matter.
find_program(SOUK_CCACHE ccache)
if(SOUK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    "${SOUK_CCACHE}")
endif()

add_library(souk_flags INTERFACE)
target_include_directories(souk_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_features(souk_flags INTERFACE cxx_std_20)
# A run is the same on every processor: no fused multiply-add that one has and another lacks.
target_compile_options(souk_flags INTERFACE -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC is the judge; Clang, which only builds fuzz targets, means more by -Wconversion.
  target_compile_options(souk_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
    -Wimplicit-fallthrough -Werror
    # GCC 12 sees impossible sizes inside std::string when operator+ is inlined (its bugs 105329, 105651).
    -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
  if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
    # ccache needs the preprocessed source to keep the precompiled header's include.
    target_compile_options(souk_flags INTERFACE -fpch-preprocess)
  endif()
endif()

# CAF 0.17.6 binds references to empty shared_ptrs (detail/init_fun_factory.hpp): whatever includes
# its headers with libstdc++'s assertions on aborts when it spawns a function.
target_compile_options(CAF::core INTERFACE -U_GLIBCXX_ASSERTIONS)
if(SOUK_SANITIZE)
  # Everything on the link line is instrumented the same way, so these are not one target's flags.
  add_compile_options(-fsanitize=${SOUK_SANITIZE})
  add_link_options(-fsanitize=${SOUK_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC's flow analysis reports false uninitialised uses in instrumented code.
    target_compile_options(souk_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(SOUK_SANITIZE STREQUAL "thread")
  # Boost.Asio's fences stand beside locks, which the sanitizer does see.
  target_compile_options(souk_flags INTERFACE -Wno-tsan)
  add_library(souk_tsan_caf OBJECT "${PROJECT_SOURCE_DIR}/cmake/tsan_caf.cpp")
  target_compile_features(souk_tsan_caf PRIVATE cxx_std_20)
  target_link_libraries(CAF::core INTERFACE $<TARGET_OBJECTS:souk_tsan_caf>)
endif()
if(SOUK_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# What nearly every file of the lower folders includes.
set(SOUK_STD_PCH
  <algorithm> <array> <compare> <cstdint> <map> <optional> <span> <string> <string_view> <tuple>
  <variant> <vector>)

# souk_library(<name> [LINK <target>...] [PCH <header>...] [DEFINE <macro=value>...] [EXCLUDE <regex>])
# The library of the current folder, from all of its .cpp files; header-only while it has none.
function(souk_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "EXCLUDE" "LINK;PCH;DEFINE")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(arg_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "${arg_EXCLUDE}")
  endif()
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC souk_flags ${arg_LINK})
    target_compile_definitions(${name} PRIVATE ${arg_DEFINE})
    if(arg_PCH)
      target_precompile_headers(${name} PRIVATE ${arg_PCH})
    endif()
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE souk_flags ${arg_LINK})
  endif()
endfunction()

# souk_embed(<target> NAMESPACE <name> HEADER <header> FILES [<variable> <file>]...)
# Builds text files into a target, each as the std::string_view that the header declares.
function(souk_embed target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAMESPACE;HEADER" "FILES")
  set(source "#include \"${arg_HEADER}\"\n\nnamespace ${arg_NAMESPACE} {\n")
  while(arg_FILES)
    list(POP_FRONT arg_FILES variable file)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(READ "${file}" text)
    string(APPEND source "const std::string_view ${variable} = R\"of_a_file(${text})of_a_file\";\n")
  endwhile()
  string(APPEND source "}\n")
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cpp")
  # Neither file(GENERATE) nor file(CONFIGURE): a script may hold what they would replace.
  file(WRITE "${generated}.new" "${source}")
  file(COPY_FILE "${generated}.new" "${generated}" ONLY_IF_DIFFERENT)
  target_sources(${target} PRIVATE "${generated}")
  set_source_files_properties("${generated}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
