//! 98 municipalities, 34 years, 120 lines a year and municipality, 8 sectors: 399 840 lines.
#![allow(dead_code, unreachable_pub)]

use std::time::{Duration, Instant};

pub const PLACES: u64 = 98;
pub const YEARS: u64 = 34;
pub const LINES: u64 = 120;
pub const ALL: u64 = PLACES * YEARS * LINES;
pub const SECTORS: [&str; 8] =
    ["I.1.1", "I.2.1", "I.3.1", "II.1.1", "III.1.1", "IV.1", "V.1", "V.3"];

/// Reproducible numbers (`SplitMix64`).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: u64) -> i64 {
        (self.next() % limit).cast_signed()
    }
}

/// The median time of a few runs after one that is not counted.
pub fn median<T>(mut run: impl FnMut() -> T) -> Duration {
    std::hint::black_box(run());
    let mut times: Vec<Duration> = (0..15)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// Tenths of a nanosecond a piece, as text.
pub fn each(time: Duration, pieces: u64) -> String {
    let tenths = time.as_nanos() * 10 / u128::from(pieces);
    format!("{}.{} ns", tenths / 10, tenths % 10)
}
