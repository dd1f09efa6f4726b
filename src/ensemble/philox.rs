use crate::number::{halves, philox};

/// What a counter is used for; streams of different purpose do not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Draws = 0,
    Strata = 1,
}

/// The random numbers of one variable.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream {
    key: [u32; 2],
    variable: [u32; 2],
    purpose: u32,
}

impl Stream {
    pub(super) fn new(seed: u64, variable: u64, purpose: Purpose) -> Stream {
        let (seed_high, seed_low) = halves(seed);
        let (high, low) = halves(variable);
        Stream { key: [seed_low, seed_high], variable: [low, high], purpose: purpose as u32 }
    }

    /// The words of consecutive pairs, the first of each pair and the second. Written without
    /// narrow types and with the rounds one after the other, so that the machine takes several
    /// counters at a time.
    #[inline]
    pub(super) fn fill<const N: usize>(
        &self,
        first_pair: u32,
        first: &mut [u64; N],
        second: &mut [u64; N],
    ) {
        const WORD: u64 = 0xFFFF_FFFF;
        let [low, high] = self.variable.map(u64::from);
        let purpose = u64::from(self.purpose);
        let mut keys = [[0_u64; 2]; 10];
        let [mut one, mut other] = self.key;
        for key in &mut keys {
            *key = [u64::from(one), u64::from(other)];
            one = one.wrapping_add(0x9E37_79B9);
            other = other.wrapping_add(0xBB67_AE85);
        }
        for lane in 0..N {
            let (mut a, mut b, mut c, mut d) =
                (u64::from(first_pair).wrapping_add(lane as u64), purpose, low, high);
            // Only the lower halves count, so nothing is masked but before products.
            for [key, other_key] in keys {
                let left = 0xD251_1F53_u64.wrapping_mul(a & WORD);
                let right = 0xCD9E_8D57_u64.wrapping_mul(c & WORD);
                (a, b, c, d) = ((right >> 32) ^ b ^ key, right, (left >> 32) ^ d ^ other_key, left);
            }
            first[lane] = b << 32 | (a & WORD);
            second[lane] = d << 32 | (c & WORD);
        }
    }

    /// Two words of 64 random bits: of the draws `2 pair` and `2 pair + 1`.
    #[inline]
    pub(super) fn pair(&self, pair: u32) -> [u64; 2] {
        let [low, high] = self.variable;
        let [a, b, c, d] = philox([pair, self.purpose, low, high], self.key);
        [u64::from(b) << 32 | u64::from(a), u64::from(d) << 32 | u64::from(c)]
    }
}

/// The number of a variable: a hash of its name (FNV-1a), so that neither the order nor the other
/// variables of a model change its draws.
pub(super) fn variable_number(name: &str) -> u64 {
    name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_answer_as_single_counters() {
        let stream = Stream::new(0x0123_4567_89ab_cdef, variable_number("x"), Purpose::Strata);
        for first in [0, 40, u32::MAX - 5] {
            let (mut words, mut others) = ([0; 16], [0; 16]);
            stream.fill(first, &mut words, &mut others);
            let mut pair = first;
            for (word, other) in words.into_iter().zip(others) {
                assert_eq!([word, other], stream.pair(pair));
                pair = pair.wrapping_add(1);
            }
        }
    }

    #[test]
    fn names_are_hashed_as_published() {
        // Test values of the authors of FNV.
        assert_eq!(variable_number(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(variable_number("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(variable_number("foobar"), 0x8594_4171_f739_67e8);
    }
}
