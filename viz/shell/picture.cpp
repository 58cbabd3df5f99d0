#include "viz/shell/picture.hpp"

#include <png.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>

namespace souk::viz {

void write_png(const std::string& file, const picture& what) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(what.width);
  image.height = static_cast<png_uint_32>(what.height);
  image.format = PNG_FORMAT_RGBA;
  if (png_image_write_to_file(&image, file.c_str(), 0, what.rgba.data(), 0, nullptr) == 0) {
    const std::string why = errno != 0 ? std::strerror(errno) : image.message;
    throw std::runtime_error("cannot write " + file + ": " + why);
  }
}

}  // namespace souk::viz
