//! A SHA-256 digest, written as 64 hexadecimal digits. Anything shorter, longer or otherwise spelled is refused.

use std::fmt;

use serde::{Serialize, Serializer};

/// The digest of an event and of all events before it in its stream.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What stands before the first event of a stream.
    pub const ZERO: Self = Self([0; 32]);

    /// Takes the 32 bytes of a digest.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads 64 hexadecimal digits of either case; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        let pairs = text.as_bytes().chunks_exact(2);
        if !pairs.remainder().is_empty() {
            return None;
        }
        let bytes: Option<Vec<u8>> = pairs
            .map(|pair| match pair {
                [high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
                _ => None,
            })
            .collect();
        Some(Self(bytes?.try_into().ok()?))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        let hash = Hash::from_bytes(std::array::from_fn(|index| {
            u8::try_from(index * 7).unwrap()
        }));
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        assert_eq!(
            Hash::parse(&hash.to_string().to_ascii_uppercase()),
            Some(hash)
        );
        assert_eq!(Hash::parse(&"0".repeat(64)), Some(Hash::ZERO));
    }

    #[test]
    fn what_is_no_digest_is_refused() {
        for text in [
            String::new(),
            "0".repeat(63),
            "0".repeat(66),
            "g".repeat(64),
            "é".repeat(32),
        ] {
            assert_eq!(Hash::parse(&text), None, "{text}");
        }
    }
}
