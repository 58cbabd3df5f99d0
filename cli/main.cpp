#include "cli/dispatch.hpp"

#include <string>
#include <vector>

int main(int count, char** arguments) {
  return souk::cli::dispatch(std::vector<std::string>(arguments + 1, arguments + count));
}
