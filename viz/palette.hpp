// The dashboard's colours, light and dark. Series after Okabe and Ito, told apart with every kind
// of colour vision; the ramp of heat maps after cividis, even in lightness for all.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace souk::viz {

/// 0xAABBGGRR, as ImGui packs it.
using colour = std::uint32_t;

constexpr colour rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
  return (alpha << 24) | ((hex & 0xff) << 16) | (hex & 0xff00) | (hex >> 16);
}
constexpr colour faded(colour of, double share) {
  const auto alpha = static_cast<std::uint32_t>(static_cast<double>(of >> 24) * share + 0.5);
  return (of & 0x00ff'ffff) | (alpha << 24);
}
/// `share` of the way from a to b, 0 to 1.
colour blend(colour a, colour b, double share);

struct palette {
  bool dark = true;
  colour ground, panel, raised, border, grid;
  colour text, dim, faint;
  colour accent, good, bad, warn;
  std::array<colour, 8> series;

  colour line(std::size_t i) const { return series[i % series.size()]; }
  /// 0 to 1, from the panel's own ground to the brightest.
  colour heat(double share) const;
  /// From -1 (orange) by nothing to 1 (blue).
  colour contrast(double share) const;
};

const palette& palette_of(bool dark);

/// Of the two futures.
constexpr std::size_t series_a = 0;
constexpr std::size_t series_b = 1;

}  // namespace souk::viz
