// A picture in memory, and as a PNG file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace souk::viz {

struct picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;  // rows from the top, 4 bytes a pixel
};

/// Throws std::runtime_error where the file cannot be written.
void write_png(const std::string& file, const picture& what);

}  // namespace souk::viz
