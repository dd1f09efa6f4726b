//! Polynomials that are as long as draws need: right to ten digits, where the kernels of
//! [`kernel`](super::kernel) have sixteen. Coefficients and errors are from
//! `tests/oracle/short_kernel.py`. Without branches, so that the machine takes several at a time.

#![allow(clippy::many_single_char_names, reason = "coefficients of polynomials")]

use super::kernel::{exp_parts, ln_parts, quarter_turns};

/// For |x| up to ln(2)/2, relative error 1.1e-12.
const EXP: [f64; 9] = [
    1.0,
    0.999_999_999_979_785_2,
    0.499_999_999_997_979_34,
    0.166_666_668_910_457_75,
    0.041_666_666_890_957,
    0.008_333_266_097_949_614,
    0.001_388_882_167_763_038_2,
    0.000_199_158_669_267_826_82,
    2.487_616_402_262_596_7e-5,
];

/// Of the logarithm of (1 + s)/(1 - s) beyond 2 s, in s^2; relative error 1.7e-11.
const LN: [f64; 4] = [
    0.666_666_665_544_970_9,
    0.400_001_218_398_061_24,
    0.285_508_208_159_606_65,
    0.233_304_672_163_038_35,
];

/// In the square of turns up to an eighth, relative error 4.8e-12.
const SINE: [f64; 5] = [
    6.283_185_307_152_4,
    -41.341_702_153_394_905,
    81.605_204_711_045_76,
    -76.697_866_350_202_8,
    41.472_833_239_509_19,
];

/// In the square of turns up to an eighth, relative error 6.7e-11.
const COSINE: [f64; 5] = [
    0.999_999_999_952_489_4,
    -19.739_208_650_130_596,
    64.939_316_135_709_05,
    -85.442_844_673_081_67,
    59.220_168_958_296_1,
];

/// `exp` for -708 to 709; beyond, the value at the bound.
#[inline]
pub(super) fn exp(x: f64) -> f64 {
    let x = if x < -708.0 { -708.0 } else { x };
    let x = if x > 709.0 { 709.0 } else { x };
    let (power, rest) = exp_parts(x);
    let [a, b, c, d, e, f, g, h, i] = EXP;
    let square = rest * rest;
    let low = (a + b * rest) + square * (c + d * rest);
    let high = (e + f * rest) + square * ((g + h * rest) + square * i);
    (low + square * square * high) * f64::from_bits(power.wrapping_add(1023) << 52)
}

/// `ln` of a positive number that is not subnormal.
#[inline]
fn ln(x: f64) -> f64 {
    let (power, excess) = ln_parts(x);
    let ratio = excess / (2.0 + excess);
    let square = ratio * ratio;
    let [a, b, c, d] = LN;
    let rest = (a + b * square) + square * square * (c + d * square);
    power * core::f64::consts::LN_2 + ratio * (2.0 + square * rest)
}

/// Sine and cosine of an angle in turns.
#[inline]
fn sine_and_cosine(turns: f64) -> (f64, f64) {
    let (quarter, rest) = quarter_turns(turns);
    let square = rest * rest;
    let fourth = square * square;
    let [a, b, c, d, e] = SINE;
    let sine = rest * ((a + b * square) + fourth * ((c + d * square) + fourth * e));
    let [a, b, c, d, e] = COSINE;
    let cosine = (a + b * square) + fourth * ((c + d * square) + fourth * e);
    let (first, second) = if quarter & 1 == 0 { (sine, cosine) } else { (cosine, sine) };
    // The sign bit of a half turn.
    (
        f64::from_bits(first.to_bits() ^ (quarter & 2) << 62),
        f64::from_bits(second.to_bits() ^ (quarter.wrapping_add(1) & 2) << 62),
    )
}

/// Numbers between 0 and 1 to as many standard normal ones, in place (Box and Muller 1958): the
/// first half gives the radius, the second the angle.
pub(super) fn normals<const N: usize>(values: &mut [f64; N]) {
    let (radii, angles) = values.split_at_mut(N / 2);
    for radius in radii.iter_mut() {
        *radius = (-2.0 * ln(*radius)).sqrt();
    }
    for (radius, angle) in radii.iter_mut().zip(angles) {
        let (sine, cosine) = sine_and_cosine(*angle);
        *angle = *radius * sine;
        *radius *= cosine;
    }
}

#[cfg(test)]
mod tests {
    use super::super::kernel;
    use super::*;

    #[test]
    fn ten_digits_are_right() {
        for step in 0..20_000 {
            let part = (f64::from(step) + 0.5) / 20_000.0;
            let x = -300.0 + 600.0 * part;
            assert!((exp(x) / kernel::exp(x) - 1.0).abs() < 2e-12, "exp {x}");
            for x in [part, part * 1e-8, 1.0 - part * 1e-6] {
                assert!((ln(x) / kernel::ln(x) - 1.0).abs() < 1e-10, "ln {x}");
            }
            let (sine, cosine) = sine_and_cosine(part);
            let (known, second) = kernel::sine_and_cosine_of_turns(part);
            assert!((sine - known).abs() < 1e-10 && (cosine - second).abs() < 1e-10, "{part}");
        }
        assert!(exp(1000.0) > 8e307 && exp(-1000.0) < 4e-308);
    }

    #[test]
    fn pairs_are_the_polar_form_of_the_numbers() {
        let mut values = [0.25, 0.5, 0.125, 0.75];
        normals(&mut values);
        let radius = |u: f64| (-2.0 * kernel::ln(u)).sqrt();
        let half = core::f64::consts::FRAC_1_SQRT_2;
        let expected = [radius(0.25) * half, 0.0, radius(0.25) * half, -radius(0.5)];
        for (value, expected) in values.into_iter().zip(expected) {
            assert!((value - expected).abs() < 1e-9, "{values:?}");
        }
    }
}
