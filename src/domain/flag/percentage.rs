//! A percentage as chatops accepts it: 0 to 100 with up to three decimals, never rounded.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A percentage from 0 to 100, kept in thousandths of a percent.
///
/// Flipper compares `crc32(…) % 100_000` with thousandths, so three decimals are all that count.
/// Source: flippercloud/flipper `lib/flipper/gates/percentage_of_actors.rb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percentage(u32);

impl Percentage {
    /// Nobody.
    pub const NONE: Self = Self(0);
    /// Everybody that the gate is asked for; still not the same as `true`.
    pub const ALL: Self = Self(100_000);

    /// Makes a percentage from thousandths of a percent; `None` above 100,000.
    pub const fn from_thousandths(thousandths: u32) -> Option<Self> {
        if thousandths <= Self::ALL.0 {
            Some(Self(thousandths))
        } else {
            None
        }
    }

    /// Reads `25`, `0.1`, `25%`; `None` for anything else, for more than three decimals and above 100.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('%').unwrap_or(text);
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || decimals.len() > 3 {
            return None;
        }
        if !all_digits(whole)
            || !all_digits(decimals)
            || (text.contains('.') && decimals.is_empty())
        {
            return None;
        }
        let whole: u32 = whole.parse().ok()?;
        let thousandths: u32 = format!("{decimals:0<3}").parse().ok()?;
        Self::from_thousandths(whole * 1000 + thousandths)
    }

    /// Returns the thousandths of a percent.
    pub const fn thousandths(self) -> u32 {
        self.0
    }

    /// Returns how many whole or broken points lie between two percentages, in thousandths.
    pub const fn distance(self, other: Self) -> u32 {
        self.0.abs_diff(other.0)
    }
}

impl fmt::Display for Percentage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        let decimals = format!("{rest:03}");
        write!(f, "{whole}.{}", decimals.trim_end_matches('0'))
    }
}

impl Serialize for Percentage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1000) {
            serializer.serialize_u32(self.0 / 1000)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 1000.0)
        }
    }
}

impl<'de> Deserialize<'de> for Percentage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        Self::parse(&number.to_string())
            .ok_or_else(|| serde::de::Error::custom(format!("{number} is no percentage")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_printed() {
        for text in ["0", "1", "25", "100", "0.1", "7.14", "69.889"] {
            assert_eq!(Percentage::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_percentage_is_refused() {
        for text in [
            "", "101", "100.001", "1.", ".5", "1.2345", "-1", "1e2", "true", "٣",
        ] {
            assert_eq!(Percentage::parse(text), None, "{text}");
        }
    }

    #[test]
    fn json_is_a_number_and_comes_back() {
        for text in ["25", "0.1", "69.889"] {
            let percentage = Percentage::parse(text).unwrap();
            let json = serde_json::to_string(&percentage).unwrap();
            assert_eq!(json, text);
            assert_eq!(
                serde_json::from_str::<Percentage>(&json).unwrap(),
                percentage
            );
        }
    }
}
