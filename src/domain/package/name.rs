//! The name of an auto-deploy package: release, time and the SHAs it was built from. What is no such name is refused, never mended.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Names a package: `14.8.202202080920-97d6e07c2a1.4ce763dbce1`.
///
/// The tag has `+` where the package has the first `-`. The product version is the part before it; an older short form has no
/// time: `13.12-64cc235edba`. Names are in the order of (major, minor, time); the SHAs only make the order total.
/// Source: release-tools `lib/release_tools/auto_deploy/naming.rb`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PackageName {
    major: u32,
    minor: u32,
    time: Option<u64>,
    rails: Option<String>,
    omnibus: Option<String>,
}

/// A text that is no name of a package.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no name of a package")]
pub struct NoPackageName(String);

impl PackageName {
    /// Reads a name in any of its forms; backticks round it are no part of it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches('`');
        let split = text.find(['-', '+']).map(|place| text.split_at(place));
        let (version, shas) = split.unwrap_or((text, ""));
        let mut parts = version.split('.');
        let major = number(parts.next()?)?;
        let minor = number(parts.next()?)?;
        let time = match parts.next() {
            Some(digits) if digits.len() == 12 => Some(digits_only(digits)?.parse().ok()?),
            Some(_) => return None,
            None => None,
        };
        let mut shas = shas.get(1..).into_iter().flat_map(|rest| rest.split('.'));
        let rails = shas.next().map(sha);
        let omnibus = shas.next().map(sha);
        let is_over = parts.next().is_none() && shas.next().is_none();
        let whole = rails != Some(None) && omnibus != Some(None);
        let name = Self {
            major,
            minor,
            time,
            rails: rails.flatten(),
            omnibus: omnibus.flatten(),
        };
        let is_package = name.time.is_some() || (name.rails.is_some() && name.omnibus.is_none());
        (is_over && whole && is_package).then_some(name)
    }

    /// Returns the monthly release it belongs to, as `14.8`.
    pub fn release(&self) -> String {
        format!("{}.{}", self.major, self.minor)
    }

    /// Returns the SHA of the Rails commit it was built from, abbreviated; `None` in a product version.
    pub fn rails_sha(&self) -> Option<&str> {
        self.rails.as_deref()
    }

    /// Returns the product version, as `14.8.202202080920`; the release alone in the short form.
    pub fn product_version(&self) -> String {
        match self.time {
            Some(time) => format!("{}.{}.{time:012}", self.major, self.minor),
            None => self.release(),
        }
    }

    /// Returns the name without SHAs, which is the product version.
    #[must_use]
    pub(super) const fn bare(&self) -> Self {
        Self {
            major: self.major,
            minor: self.minor,
            time: self.time,
            rails: None,
            omnibus: None,
        }
    }

    /// Returns the name of its tag, with `+`.
    pub fn tag(&self) -> String {
        self.printed('+')
    }

    /// Tells whether both name the same package: equal, or one is the product version of the other.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self == other || (self.has_version_of(other) && (self.is_bare() || other.is_bare()))
    }

    /// Tells whether this one says more of the same package than `other`.
    pub fn says_more_than(&self, other: &Self) -> bool {
        self.has_version_of(other) && other.is_bare() && !self.is_bare()
    }

    /// Tells whether it is newer than `other`; `None` where the names do not say, as with a short form of the same release.
    pub fn is_newer_than(&self, other: &Self) -> Option<bool> {
        let release = (self.major, self.minor).cmp(&(other.major, other.minor));
        if release.is_ne() {
            return Some(release.is_gt());
        }
        if self.is_same_as(other) {
            return Some(false);
        }
        match (self.time, other.time) {
            (Some(mine), Some(theirs)) if mine != theirs => Some(mine > theirs),
            _ => None,
        }
    }

    fn has_version_of(&self, other: &Self) -> bool {
        self.time.is_some()
            && (self.major, self.minor, self.time) == (other.major, other.minor, other.time)
    }

    const fn is_bare(&self) -> bool {
        self.rails.is_none()
    }

    fn printed(&self, separator: char) -> String {
        let mut text = self.product_version();
        if let Some(rails) = &self.rails {
            text.push(separator);
            text.push_str(rails);
        }
        if let Some(omnibus) = &self.omnibus {
            text.push('.');
            text.push_str(omnibus);
        }
        text
    }
}

/// Reads digits that print as they were read.
fn number(text: &str) -> Option<u32> {
    let is_padded = text.len() > 1 && text.starts_with('0');
    digits_only(text).filter(|_| !is_padded)?.parse().ok()
}

fn digits_only(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// Reads an abbreviated or whole SHA: at least the 7 digits that git asks for.
fn sha(text: &str) -> Option<String> {
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    ((7..=64).contains(&text.len()) && text.bytes().all(is_hex)).then(|| text.to_owned())
}

impl fmt::Display for PackageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed('-'))
    }
}

impl From<PackageName> for String {
    fn from(name: PackageName) -> Self {
        name.to_string()
    }
}

impl TryFrom<String> for PackageName {
    type Error = NoPackageName;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or(NoPackageName(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> PackageName {
        PackageName::parse(text).unwrap()
    }

    #[test]
    fn every_form_is_read_and_printed_as_a_package() {
        for (text, package, tag) in [
            (
                "15.1.202206010920-0a1b2c3d4e5.5e4d3c2b1a0",
                "15.1.202206010920-0a1b2c3d4e5.5e4d3c2b1a0",
                "15.1.202206010920+0a1b2c3d4e5.5e4d3c2b1a0",
            ),
            (
                "`15.1.202206010920+0a1b2c3d4e5.5e4d3c2b1a0`",
                "15.1.202206010920-0a1b2c3d4e5.5e4d3c2b1a0",
                "15.1.202206010920+0a1b2c3d4e5.5e4d3c2b1a0",
            ),
            (
                "15.1.202206010920",
                "15.1.202206010920",
                "15.1.202206010920",
            ),
            (
                "13.12-0a1b2c3d4e5",
                "13.12-0a1b2c3d4e5",
                "13.12+0a1b2c3d4e5",
            ),
            ("1.0.000000000001", "1.0.000000000001", "1.0.000000000001"),
        ] {
            assert_eq!(name(text).to_string(), package, "{text}");
            assert_eq!(name(text).tag(), tag, "{text}");
            assert_eq!(name(&name(text).tag()), name(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_package_is_refused() {
        for text in [
            "",
            "15.1",
            "15.1.0",
            "v15.1.0-ee",
            "15.1.2022060109200",
            "15.1.+02206010920",
            "015.1.202206010920",
            "15.1.202206010920-",
            "15.1.202206010920-xyz",
            "15.1.202206010920-0a1b2c",
            "15.1.202206010920-0a1b2c3d4e5.",
            "15.1.202206010920-0a1b2c3d4e5.5e4d3c2b1a0.1",
            "15.1.202206010920-0A1B2C3D4E5.5e4d3c2b1a0",
            "15.1.202206010920.1",
            "99999999999.1.202206010920",
            "13.12-0a1b2c3d4e5.5e4d3c2b1a0",
            "--upload-pack=x",
            "15-1-auto-deploy-2022060109",
        ] {
            assert_eq!(PackageName::parse(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_in_the_order_of_release_and_time() {
        let ordered = [
            "13.12-0a1b2c3d4e5",
            "13.12.202104010000-fffffffffff.00000000000",
            "14.9.202201010000-fffffffffff.00000000000",
            "14.10.202112310000-00000000000.00000000000",
            "14.10.202201010000-00000000000.00000000000",
            "15.0.202101010000",
        ]
        .map(name);
        for (place, earlier) in ordered.iter().enumerate() {
            for later in ordered.iter().skip(place + 1) {
                assert!(earlier < later, "{earlier} {later}");
                assert_ne!(earlier.is_newer_than(later), Some(true));
            }
        }
    }

    #[test]
    fn a_product_version_names_the_package_of_that_time() {
        let whole = name("15.1.202206010920-0a1b2c3d4e5.5e4d3c2b1a0");
        let bare = name("15.1.202206010920");
        assert!(whole.is_same_as(&bare) && bare.is_same_as(&whole));
        assert!(whole.says_more_than(&bare) && !bare.says_more_than(&whole));
        assert_eq!(whole.is_newer_than(&bare), Some(false));
        let other = name("15.1.202206010920-1a1b2c3d4e5.5e4d3c2b1a0");
        assert!(!whole.is_same_as(&other));
        assert_eq!(whole.is_newer_than(&other), None);
        let short = name("15.1-0a1b2c3d4e5");
        assert_eq!(short.is_newer_than(&whole), None);
        assert_eq!(whole.is_newer_than(&short), None);
    }
}
