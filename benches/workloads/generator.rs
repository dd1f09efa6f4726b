//! Reproducible inputs, bit for bit the same in any language: a number hangs on seed, stream and
//! place alone (`SplitMix64` of a counter), and what follows is + - x / and rounding half up in the
//! order written here.

use climate_account::number::Exact;

const SEED: u64 = 42;

/// A number between 0 and 1, neither included.
pub fn uniform(stream: u64, place: usize) -> f64 {
    let start = SEED.wrapping_add(stream.wrapping_mul(0xd134_2543_de82_ef95));
    let counter = (place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut mixed = start.wrapping_add(counter);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    ((mixed >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
}

pub fn uniforms(stream: u64, count: usize) -> Vec<f64> {
    (0..count).map(|place| uniform(stream, place)).collect()
}

/// A number as an index below `count`.
pub fn below(uniform: f64, count: usize) -> usize {
    (uniform * count as f64) as usize
}

/// The shortest decimal that reads as this number.
pub fn exact(value: f64) -> Exact {
    value.to_string().parse().unwrap()
}

/// Half up.
pub fn rounded(value: f64) -> i64 {
    (value + 0.5).floor() as i64
}

pub fn cube(x: f64) -> f64 {
    x * x * x
}

pub fn fourth(x: f64) -> f64 {
    x * x * x * x
}

pub const PLACES: usize = 98;
pub const YEARS: usize = 34;
pub const FIRST_YEAR: usize = 1990;
pub const LINES: usize = 120;
pub const SECTORS: [&str; 8] =
    ["heat", "power", "transport", "industry", "agri_energy", "agriculture", "waste", "land"];
pub const SECTOR_SIZES: [u32; 8] = [18, 10, 30, 14, 6, 20, 14, 8];

/// The sector of each line.
pub fn sectors() -> Vec<usize> {
    let sizes = SECTOR_SIZES.iter().enumerate();
    sizes.flat_map(|(sector, &size)| std::iter::repeat_n(sector, size as usize)).collect()
}
