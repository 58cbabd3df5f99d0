// The fonts of the dashboard: Inter for text, its digits all of one width so that numbers do not
// jitter, JetBrains Mono for keys; both are Debian packages.
#pragma once

#include "viz/panel.hpp"

struct ImFontAtlas;

namespace souk::viz {

/// Loads all sizes for a scale (pixels a point) into the atlas, which is cleared. Where a font is
/// not installed, ImGui's own stands in.
fonts load_fonts(ImFontAtlas& atlas, float scale);

/// Colours, paddings and roundings.
void apply_style(const palette& colours, float scale);

}  // namespace souk::viz
