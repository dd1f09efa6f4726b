use core::fmt;
use core::str::FromStr;

use super::problem::FactorProblem;
use crate::error::{Error, Result};

/// A fingerprint of the content of a factor set: equal content, equal hash, on every machine.
///
/// FNV-1a with 128 bits. It tells editions apart; it is not meant against forgery.
///
/// # Examples
///
/// ```
/// use climate_account::factor::ContentHash;
///
/// let hash = ContentHash::of(["natural-gas 56.1"]);
/// assert_eq!(hash, ContentHash::of(["natural-gas 56.1"]));
/// assert_ne!(hash, ContentHash::of(["natural-gas 56.2"]));
/// assert_eq!(hash.to_string().len(), 32);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentHash(u128);

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl ContentHash {
    /// The hash of texts in order; the ends of the texts count.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::ContentHash;
    ///
    /// // Of nothing: the offset that the authors of FNV-1a publish.
    /// assert_eq!(ContentHash::of::<&str>([]).to_string(), "6c62272e07bb014262b821756295c58d");
    /// // Where one text ends and the next begins counts.
    /// assert_ne!(ContentHash::of(["gas", "56.1"]), ContentHash::of(["gas5", "6.1"]));
    /// ```
    pub fn of<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> ContentHash {
        let mut hash = OFFSET;
        for text in texts {
            // 0xff is in no UTF-8 text, so it ends one.
            for byte in text.as_ref().bytes().chain([0xff]) {
                hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
            }
        }
        ContentHash(hash)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ContentHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for ContentHash {
    type Err = Error;

    fn from_str(text: &str) -> Result<ContentHash> {
        let legal = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let hash = legal.then(|| u128::from_str_radix(text, 16).ok()).flatten();
        hash.map(ContentHash)
            .ok_or_else(|| Error::new(FactorProblem::Hash { found: crate::number::clip(text) }))
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for ContentHash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<ContentHash, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_back() {
        let hash = ContentHash::of(["natural-gas 56.1"]);
        assert_eq!(hash.to_string().parse::<ContentHash>().unwrap(), hash);
        assert_eq!(
            "6c62".parse::<ContentHash>().unwrap_err().to_string(),
            "expected the hash of a factor set, 32 digits from 0 to f, found `6c62`"
        );
    }

    #[test]
    fn the_empty_hash_is_the_published_offset() {
        let none: [&str; 0] = [];
        assert_eq!(ContentHash::of(none).to_string(), "6c62272e07bb014262b821756295c58d");
    }

    #[test]
    fn the_ends_of_texts_count() {
        assert_ne!(ContentHash::of(["ab", "c"]), ContentHash::of(["a", "bc"]));
    }
}
