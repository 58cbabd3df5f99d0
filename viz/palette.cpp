#include "viz/palette.hpp"

#include <algorithm>

namespace souk::viz {
namespace {

constexpr palette dark_palette{.dark = true,
    .ground = rgb(0x0f1419),
    .panel = rgb(0x171d25),
    .raised = rgb(0x222b36),
    .border = rgb(0x2c3744),
    .grid = rgb(0x27313d),
    .text = rgb(0xe8edf2),
    .dim = rgb(0x93a1b0),
    .faint = rgb(0x5d6b7a),
    .accent = rgb(0x56b4e9),
    .good = rgb(0x2fbf94),
    .bad = rgb(0xf0784a),
    .warn = rgb(0xe9b949),
    .series = {rgb(0x56b4e9), rgb(0xe69f00), rgb(0x2fbf94), rgb(0xe8743b), rgb(0xd68fb8),
        rgb(0xf0e442), rgb(0x8f9dfc), rgb(0xaab4be)}};

constexpr palette light_palette{.dark = false,
    .ground = rgb(0xeef1f4),
    .panel = rgb(0xffffff),
    .raised = rgb(0xe6ebf0),
    .border = rgb(0xd3dae1),
    .grid = rgb(0xe8ecf0),
    .text = rgb(0x17202a),
    .dim = rgb(0x5a6875),
    .faint = rgb(0x8d99a5),
    .accent = rgb(0x0072b2),
    .good = rgb(0x00805c),
    .bad = rgb(0xc24e00),
    .warn = rgb(0xa87300),
    .series = {rgb(0x0072b2), rgb(0xd98800), rgb(0x009e73), rgb(0xc24e00), rgb(0xb8588f),
        rgb(0x8a8200), rgb(0x5563d6), rgb(0x6b7782)}};

/// Of cividis, from dark to light.
constexpr std::array<colour, 6> ramp{
    rgb(0x00224e), rgb(0x35456c), rgb(0x666970), rgb(0x948e77), rgb(0xc8b866), rgb(0xfee838)};

}  // namespace

colour blend(colour a, colour b, double share) {
  const double part = std::clamp(share, 0.0, 1.0);
  colour mixed = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const double from = static_cast<double>((a >> shift) & 0xff);
    const double to = static_cast<double>((b >> shift) & 0xff);
    mixed |= static_cast<colour>(from + (to - from) * part + 0.5) << shift;
  }
  return mixed;
}

colour palette::heat(double share) const {
  const double at = std::clamp(share, 0.0, 1.0) * static_cast<double>(ramp.size() - 1);
  const auto step = std::min(static_cast<std::size_t>(at), ramp.size() - 2);
  // On paper more is darker, on a dark ground more is lighter.
  const auto stop = [&](std::size_t i) { return dark ? ramp[i] : ramp[ramp.size() - 1 - i]; };
  return blend(stop(step), stop(step + 1), at - static_cast<double>(step));
}

colour palette::contrast(double share) const {
  return share < 0.0 ? blend(raised, series[1], -share) : blend(raised, series[0], share);
}

const palette& palette_of(bool dark) { return dark ? dark_palette : light_palette; }

}  // namespace souk::viz
