#include "people/exact_math.hpp"

#include <array>

namespace souk::people {

namespace {

using coefficients = std::array<double, 8>;

/// The polynomial with these coefficients, constant first.
double polynomial(const coefficients& c, double x) {
  double sum = c[7];
  for (std::size_t i = 7; i-- > 0;) {
    sum = sum * x + c[i];
  }
  return sum;
}

// Numerators and denominators of AS 241 near the middle, in the tails, and far out.
constexpr coefficients middle_over{3.3871328727963666080e0, 1.3314166789178437745e+2,
    1.9715909503065514427e+3, 1.3731693765509461125e+4, 4.5921953931549871457e+4,
    6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr coefficients middle_under{1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2,
    5.3941960214247511077e+3, 2.1213794301586595867e+4, 3.9307895800092710610e+4,
    2.8729085735721942674e+4, 5.2264952788528545610e+3};
constexpr coefficients tail_over{1.42343711074968357734e0, 4.63033784615654529590e0,
    5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0,
    2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr coefficients tail_under{1.0, 2.05319162663775882187e0, 1.67638483018380384940e0,
    6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
    5.47593808499534494600e-4, 1.05075007164441684324e-9};
constexpr coefficients far_over{6.65790464350110377720e0, 5.46378491116411436990e0,
    1.78482653991729133580e0, 2.96560571828504891230e-1, 2.65321895265761230930e-2,
    1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr coefficients far_under{1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
    1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
    1.42151175831644588870e-7, 2.04426310338993978564e-15};

// Hart's approximation of the normal tail, as West gives it.
constexpr coefficients hart_over{220.206867912376, 221.213596169931, 112.079291497871,
    33.912866078383, 6.37396220353165, 0.700383064443688, 3.52624965998911e-02, 0.0};
constexpr coefficients hart_under{440.413735824752, 793.826512519948, 637.333633378831,
    296.564248779674, 86.7807322029461, 16.064177579207, 1.75566716318264, 8.83883476483184e-02};

/// The probability of lying above x >= 0.
double upper_tail(double x) {
  if (x > 37.0) {
    return 0.0;
  }
  const double density = exact_exp(-0.5 * x * x);
  if (x < 7.07106781186547) {
    return density * polynomial(hart_over, x) / polynomial(hart_under, x);
  }
  double fraction = x + 0.65;
  for (const double n : {4.0, 3.0, 2.0, 1.0}) {
    fraction = x + n / fraction;
  }
  return density / (fraction * 2.506628274631);
}

}  // namespace

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(middle_over, r) / polynomial(middle_under, r);
  }
  const double nearer = q < 0.0 ? p : 1.0 - p;
  const double r = std::sqrt(-exact_log(nearer));
  const double x = r <= 5.0 ? polynomial(tail_over, r - 1.6) / polynomial(tail_under, r - 1.6)
                            : polynomial(far_over, r - 5.0) / polynomial(far_under, r - 5.0);
  return q < 0.0 ? -x : x;
}

double normal_cdf(double x) { return x > 0.0 ? 1.0 - upper_tail(x) : upper_tail(-x); }

}  // namespace souk::people
