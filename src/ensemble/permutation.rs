use super::philox::{Purpose, Stream};

/// An order of the numbers from 0 to below `length`, any of which can be had alone.
///
/// A Feistel network permutes the next larger power of four; numbers beyond the length are sent
/// through again until they fall below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Permutation {
    length: u32,
    half: u32,
    keys: [u64; 6],
}

impl Permutation {
    pub(super) fn new(length: u32, seed: u64, variable: u64) -> Permutation {
        let stream = Stream::new(seed, variable, Purpose::Strata);
        let mut keys = [0; 6];
        for (slot, pair) in keys.chunks_exact_mut(2).zip(0..) {
            slot.copy_from_slice(&stream.pair(pair));
        }
        let bits = u32::BITS - length.saturating_sub(1).leading_zeros();
        Permutation { length, half: bits.div_ceil(2).max(1), keys }
    }

    pub(super) fn at(&self, index: u32) -> u32 {
        let mut value = index;
        loop {
            value = self.shuffle(value);
            if value < self.length {
                return value;
            }
        }
    }

    fn shuffle(&self, value: u32) -> u32 {
        let mask = u32::MAX >> (u32::BITS - self.half);
        let (mut left, mut right) = (value >> self.half, value & mask);
        for key in self.keys {
            let mixed = (u64::from(right) ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let (high, _) = crate::number::halves(mixed ^ mixed >> 17);
            (left, right) = (right, left ^ (high >> 3 & mask));
        }
        left << self.half | right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_once() {
        for length in [1, 2, 3, 10, 64, 65, 1000, 4097] {
            for seed in 0..3 {
                let order = Permutation::new(length, seed, 7);
                let mut seen: Vec<u32> = (0..length).map(|index| order.at(index)).collect();
                seen.sort_unstable();
                assert!(seen.into_iter().eq(0..length), "{length}");
            }
        }
    }

    #[test]
    fn orders_of_two_variables_are_unrelated() {
        const LENGTH: u32 = 10_000;
        let (one, other) = (Permutation::new(LENGTH, 1, 1), Permutation::new(LENGTH, 1, 2));
        // The rank correlation of unrelated orders has a standard deviation of 0.01.
        let mean = f64::from(LENGTH - 1) / 2.0;
        let covariance: f64 = (0..LENGTH)
            .map(|i| (f64::from(one.at(i)) - mean) * (f64::from(other.at(i)) - mean))
            .sum();
        let variance: f64 =
            (0..LENGTH).map(|i| (f64::from(i) - mean) * (f64::from(i) - mean)).sum();
        assert!((covariance / variance).abs() < 0.05);
        // Nor does the order follow the index.
        let covariance: f64 =
            (0..LENGTH).map(|i| (f64::from(one.at(i)) - mean) * (f64::from(i) - mean)).sum();
        assert!((covariance / variance).abs() < 0.05);
    }
}
