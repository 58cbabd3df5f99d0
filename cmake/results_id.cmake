# cmake -D ROOT=... -D OUT=... -D COMPILER=... -P results_id.cmake: writes a source file with the hash of everything that
# decides what a simulation answers: the sources of rules, people, engine, outcomes, and the compiler.
set(text "${COMPILER}\n")
foreach(folder IN ITEMS market people observe scenarios actors reports)
  file(GLOB_RECURSE found LIST_DIRECTORIES false RELATIVE "${ROOT}" "${ROOT}/${folder}/*.[ch]pp")
  list(APPEND sources ${found})
endforeach()
list(APPEND sources cli/trial.cpp cli/trial.hpp cli/trial_bytes.cpp cmake/souk.cmake)
list(SORT sources)
foreach(source IN LISTS sources)
  file(SHA256 "${ROOT}/${source}" hash)
  string(APPEND text "${source} ${hash}\n")
endforeach()
string(SHA256 id "${text}")
file(WRITE "${OUT}" "#include \"cli/results_id.hpp\"

namespace souk::cli {
// In one piece, so that it can be found in the binary.
const std::string_view results_id = std::string_view(\"souk-results:${id}\").substr(13);
}
")
