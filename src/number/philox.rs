/// The counter-based generator Philox4x32 with ten rounds (Salmon and others 2011).
///
/// A key and a counter give four random words; there is no state. So any draw can be had alone, in
/// any order and on any thread. The seed is the key; the counter says which draw of what it is.
///
/// # Examples
///
/// ```
/// use climate_account::number::philox;
///
/// // The published answer for a counter and a key of zeros.
/// assert_eq!(philox([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
/// ```
#[must_use]
#[inline]
pub fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let [mut a, mut b, mut c, mut d] = counter;
    let [mut first, mut second] = key;
    for _ in 0..10 {
        let (high_a, low_a) = halves(0xD251_1F53 * u64::from(a));
        let (high_c, low_c) = halves(0xCD9E_8D57 * u64::from(c));
        (a, b, c, d) = (high_c ^ b ^ first, low_c, high_a ^ d ^ second, low_a);
        first = first.wrapping_add(0x9E37_79B9);
        second = second.wrapping_add(0xBB67_AE85);
    }
    [a, b, c, d]
}

/// The upper and the lower word.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "words of the double word")]
pub(crate) fn halves(word: u64) -> (u32, u32) {
    ((word >> 32) as u32, word as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_as_published() {
        assert_eq!(
            philox([u32::MAX; 4], [u32::MAX; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        assert_eq!(
            philox(
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0]
            ),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }
}
