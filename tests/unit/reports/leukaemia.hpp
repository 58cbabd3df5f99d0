// Weeks of remission of 42 children with acute leukaemia, on 6-mercaptopurine or a placebo, with
// the logarithm of their white blood cells: Freireich et al. 1963, Gehan 1965, as printed in
// Kleinbaum & Klein, Survival Analysis (2012), chapters 1 - 3.
#pragma once

#include <array>

namespace souk::tests {

struct child {
  double weeks = 0.0;
  bool relapsed = false;
  bool placebo = false;
  double log_cells = 0.0;
};

inline constexpr std::array<child, 42> leukaemia{{{6, true, false, 2.31}, {6, true, false, 4.06},
    {6, true, false, 3.28}, {7, true, false, 4.43}, {10, true, false, 2.96},
    {13, true, false, 2.88}, {16, true, false, 3.60}, {22, true, false, 2.32},
    {23, true, false, 2.57}, {6, false, false, 3.20}, {9, false, false, 2.80},
    {10, false, false, 2.70}, {11, false, false, 2.60}, {17, false, false, 2.16},
    {19, false, false, 2.05}, {20, false, false, 2.01}, {25, false, false, 1.78},
    {32, false, false, 2.20}, {32, false, false, 2.53}, {34, false, false, 1.47},
    {35, false, false, 1.45}, {1, true, true, 2.80}, {1, true, true, 5.00}, {2, true, true, 4.91},
    {2, true, true, 4.48}, {3, true, true, 4.01}, {4, true, true, 4.36}, {4, true, true, 2.42},
    {5, true, true, 3.49}, {5, true, true, 3.97}, {8, true, true, 3.52}, {8, true, true, 3.05},
    {8, true, true, 2.32}, {8, true, true, 3.26}, {11, true, true, 3.49}, {11, true, true, 2.12},
    {12, true, true, 1.50}, {12, true, true, 3.06}, {15, true, true, 2.30}, {17, true, true, 2.95},
    {22, true, true, 2.73}, {23, true, true, 1.97}}};

}  // namespace souk::tests
