//! Elementary functions made of + - x / and square roots alone.
//!
//! The functions of the standard library differ in the last digits between platforms and even
//! between runs of an interpreter, and so would every published interval. These give the same bits
//! everywhere. The largest errors found over the table of the tests, in units of the last place:
//!
//! | function | range | error below |
//! |---|---|---|
//! | [`exp`] | -700 to 709 | 1.0 |
//! | [`ln`] | 1e-307 to 1e308 | 1.0 |
//! | [`sine_and_cosine_of_turns`] | 0 to 1 | 1.5 |
//! | [`normal_quantile`] | 1e-300 to 1 | 4.0 |
//! | [`normal_probability`] | -37 to 8 | 5.0 |
//!
//! ```
//! use climate_account::ensemble::kernel;
//!
//! assert!((kernel::exp(1.0) - core::f64::consts::E).abs() < 1e-15);
//! assert_eq!(kernel::ln(2.0), core::f64::consts::LN_2);
//! ```

/// The largest number below one.
pub(super) const BELOW_ONE: f64 = 1.0 - f64::EPSILON / 2.0;
/// Adding it rounds a number below 2^51 to a whole one, which then stands in the lowest bits.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// The first 32 bits of ln 2, so that whole multiples are exact, and the rest.
const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];
const INVERSE_ROOT_OF_TAU: f64 = 0.398_942_280_401_432_7;

/// 1/2!, 1/3!, and so on.
const EXP: [f64; 12] = [
    0.5,
    0.166_666_666_666_666_66,
    0.041_666_666_666_666_664,
    0.008_333_333_333_333_333,
    0.001_388_888_888_888_889,
    0.000_198_412_698_412_698_4,
    2.480_158_730_158_73e-5,
    2.755_731_922_398_589_3e-6,
    2.755_731_922_398_589e-7,
    2.505_210_838_544_172e-8,
    2.087_675_698_786_81e-9,
    1.605_904_383_682_161_3e-10,
];

/// 2/3, 2/5, and so on.
const LN: [f64; 11] = [
    0.666_666_666_666_666_6,
    0.4,
    0.285_714_285_714_285_7,
    0.222_222_222_222_222_2,
    0.181_818_181_818_181_82,
    0.153_846_153_846_153_85,
    0.133_333_333_333_333_33,
    0.117_647_058_823_529_41,
    0.105_263_157_894_736_84,
    0.095_238_095_238_095_23,
    0.086_956_521_739_130_43,
];

/// -1/3!, 1/5!, and so on.
const SINE: [f64; 8] = [
    -0.166_666_666_666_666_66,
    0.008_333_333_333_333_333,
    -0.000_198_412_698_412_698_4,
    2.755_731_922_398_589_3e-6,
    -2.505_210_838_544_172e-8,
    1.605_904_383_682_161_3e-10,
    -7.647_163_731_819_816e-13,
    2.811_457_254_345_520_6e-15,
];

/// 1/4!, -1/6!, and so on.
const COSINE: [f64; 7] = [
    0.041_666_666_666_666_664,
    -0.001_388_888_888_888_889,
    2.480_158_730_158_73e-5,
    -2.755_731_922_398_589e-7,
    2.087_675_698_786_81e-9,
    -1.147_074_559_772_972_5e-11,
    4.779_477_332_387_385e-14,
];

/// Numerator and denominator by Wichura, lowest power first.
const CENTRE: [[f64; 8]; 2] = [
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
];
const MIDDLE: [[f64; 8]; 2] = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        0.000_774_545_014_278_341_4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        0.000_547_593_808_499_534_5,
        1.050_750_071_644_416_9e-9,
    ],
];
const TAIL: [[f64; 8]; 2] = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        0.000_786_869_131_145_613_3,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_7e-15,
    ],
];

/// A polynomial, lowest power first.
#[inline]
fn polynomial<const N: usize>(coefficients: &[f64; N], x: f64) -> f64 {
    let mut sum = coefficients[N - 1];
    for coefficient in coefficients[..N - 1].iter().rev() {
        sum = sum * x + coefficient;
    }
    sum
}

/// 2 to a whole power from -1022 to 1023, the power given in the lowest bits.
#[inline]
fn power_of_two(power: u64) -> f64 {
    f64::from_bits(power.wrapping_add(1023) << 52)
}

/// The power of two to scale by, and what is left of x, at most half of ln 2.
#[inline]
pub(super) fn exp_parts(x: f64) -> (u64, f64) {
    let rounded = x * core::f64::consts::LOG2_E + ROUND;
    let power = rounded - ROUND;
    let rest = (x - power * LN_2[0]) - power * LN_2[1];
    (rounded.to_bits().wrapping_sub(ROUND.to_bits()), rest)
}

/// The exponential function.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::kernel::exp;
///
/// assert_eq!(exp(0.0), 1.0);
/// assert_eq!(exp(-1000.0), 0.0);
/// assert_eq!(exp(1000.0), f64::INFINITY);
/// ```
#[must_use]
pub fn exp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x > 710.0 {
        return f64::INFINITY;
    }
    if x < -746.0 {
        return 0.0;
    }
    let (power, rest) = exp_parts(x);
    let factor = 1.0 + (rest + rest * rest * polynomial(&EXP, rest));
    // In two steps, because the whole power may lie beyond the exponents.
    let half = if power >> 63 == 0 { power / 2 } else { (power.wrapping_neg() / 2).wrapping_neg() };
    factor * power_of_two(half) * power_of_two(power.wrapping_sub(half))
}

/// The power of two in a positive number that is not subnormal, and how much the mantissa, between
/// the roots of 1/2 and 2, is above one.
#[inline]
pub(super) fn ln_parts(x: f64) -> (f64, f64) {
    const ROOT_OF_HALF: u64 = 0x3FE6_A09E_667F_3BCD;
    const OFFSET: u64 = 1024;
    let bits = x.to_bits();
    let power = (bits.wrapping_sub(ROOT_OF_HALF).wrapping_add(OFFSET << 52)) >> 52;
    let mantissa = f64::from_bits(bits.wrapping_sub(power.wrapping_sub(OFFSET) << 52));
    let power = f64::from_bits(ROUND.to_bits().wrapping_add(power).wrapping_sub(OFFSET)) - ROUND;
    (power, mantissa - 1.0)
}

/// `ln` of a positive number that is not subnormal.
fn ln_positive(x: f64) -> f64 {
    let (power, excess) = ln_parts(x);
    let ratio = excess / (2.0 + excess);
    let square = ratio * ratio;
    let half_square = 0.5 * excess * excess;
    let rest = square * polynomial(&LN, square);
    power * LN_2[0] - ((half_square - (ratio * (half_square + rest) + power * LN_2[1])) - excess)
}

/// The natural logarithm.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::kernel::ln;
///
/// assert_eq!(ln(1.0), 0.0);
/// assert_eq!(ln(0.0), f64::NEG_INFINITY);
/// assert!(ln(-1.0).is_nan());
/// ```
#[must_use]
pub fn ln(x: f64) -> f64 {
    const TWO_TO_54: f64 = 18_014_398_509_481_984.0;
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x < f64::MIN_POSITIVE {
        let scaled = ln_positive(x * TWO_TO_54);
        return (scaled - 54.0 * LN_2[0]) - 54.0 * LN_2[1];
    }
    ln_positive(x)
}

/// The quarter turns in an angle, of which the lowest two bits count, and the turns that are left, at
/// most an eighth.
#[inline]
pub(super) fn quarter_turns(turns: f64) -> (u64, f64) {
    let rounded = turns * 4.0 + ROUND;
    (rounded.to_bits(), turns - (rounded - ROUND) * 0.25)
}

/// Sine and cosine of an angle in turns: a quarter turn is a right angle.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::kernel::sine_and_cosine_of_turns;
///
/// assert_eq!(sine_and_cosine_of_turns(0.25), (1.0, 0.0));
/// assert_eq!(sine_and_cosine_of_turns(0.5), (0.0, -1.0));
/// ```
#[must_use]
#[inline]
pub fn sine_and_cosine_of_turns(turns: f64) -> (f64, f64) {
    let (quarter, rest) = quarter_turns(turns);
    let angle = rest * core::f64::consts::TAU;
    let square = angle * angle;
    let sine = angle + angle * (square * polynomial(&SINE, square));
    let cosine = 1.0 - (0.5 * square - square * square * polynomial(&COSINE, square));
    let (first, second) = if quarter & 1 == 0 { (sine, cosine) } else { (cosine, sine) };
    (
        if quarter & 2 == 0 { first } else { 0.0 - first },
        if quarter.wrapping_add(1) & 2 == 0 { second } else { 0.0 - second },
    )
}

/// The value that a standard normal variable stays below with this probability.
///
/// Wichura 1988, algorithm AS 241. Close to 1, where probabilities have few digits left, take the
/// complement and the other sign.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::kernel::normal_quantile;
///
/// assert_eq!(normal_quantile(0.5), 0.0);
/// assert!((normal_quantile(0.975) - 1.959963984540054).abs() < 1e-14);
/// assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
/// assert!(normal_quantile(1.5).is_nan());
/// ```
#[must_use]
pub fn normal_quantile(probability: f64) -> f64 {
    let centred = probability - 0.5;
    if centred.abs() <= 0.425 {
        let x = 0.180_625 - centred * centred;
        return centred * polynomial(&CENTRE[0], x) / polynomial(&CENTRE[1], x);
    }
    if !(0.0..=1.0).contains(&probability) {
        return f64::NAN;
    }
    let tail = if centred < 0.0 { probability } else { 1.0 - probability };
    if tail == 0.0 {
        return if centred < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let root = (-ln(tail)).sqrt();
    let size = if root <= 5.0 {
        polynomial(&MIDDLE[0], root - 1.6) / polynomial(&MIDDLE[1], root - 1.6)
    } else {
        polynomial(&TAIL[0], root - 5.0) / polynomial(&TAIL[1], root - 5.0)
    };
    if centred < 0.0 { -size } else { size }
}

/// The density of the standard normal distribution.
pub(super) fn normal_density(x: f64) -> f64 {
    // The square in two parts, so that its rounding is not multiplied by its size.
    let head = f64::from_bits(x.to_bits() & !0x07FF_FFFF);
    let rest = (x - head) * (x + head);
    exp(-0.5 * head * head) * exp(-0.5 * rest) * INVERSE_ROOT_OF_TAU
}

/// The probability that a standard normal variable stays below a value; small ones keep their
/// digits.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::kernel::normal_probability;
///
/// assert_eq!(normal_probability(0.0), 0.5);
/// assert!((normal_probability(-1.959963984540054) - 0.025).abs() < 1e-16);
/// ```
#[must_use]
pub fn normal_probability(x: f64) -> f64 {
    const FRACTIONS: u32 = 300;
    if x.is_nan() {
        return x;
    }
    let size = x.abs();
    if size > 39.0 {
        return if x < 0.0 { 0.0 } else { 1.0 };
    }
    if size <= 1.0 {
        // x + x^3/3 + x^5/(3 x 5) + ...: all terms of one sign.
        let (mut term, mut sum, mut odd) = (size, 0.0, 1.0);
        while term > 1e-18 * size {
            sum += term;
            odd += 2.0;
            term *= size * size / odd;
        }
        let above_half = sum * normal_density(size);
        return if x < 0.0 { 0.5 - above_half } else { 0.5 + above_half };
    }
    // The continued fraction x + 1/(x + 2/(x + 3/...)), from its end.
    let fraction = (1..=FRACTIONS).rev().fold(size, |value, step| size + f64::from(step) / value);
    let tail = normal_density(size) / fraction;
    if x < 0.0 { tail } else { 1.0 - tail }
}
