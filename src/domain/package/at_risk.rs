//! Flags that are on while an earlier package would lack their code. It switches nothing off.

use serde::Serialize;

use super::ledger::Ledger;
use super::name::PackageName;
use crate::domain::Timestamp;
use crate::domain::flag::FlagName;

/// A flag that is on for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveFlag {
    /// Which.
    pub flag: FlagName,
    /// Its state in words.
    pub state: String,
    /// When its state was set last, where that is known.
    pub since: Option<Timestamp>,
}

/// A live flag whose code some earlier package does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlagAtRisk {
    /// Its place in the order in which to switch off, from 1.
    pub order: usize,
    /// Which flag.
    pub flag: FlagName,
    /// Its state in words.
    pub state: String,
    /// The package that brought its code.
    pub code_in: PackageName,
    /// The commit that merged it, where it is known.
    pub merge: Option<String>,
    /// The packages in which it would run without its code, newest first.
    pub lost_in: Vec<PackageName>,
}

/// An earlier package, and the live flags that would run without their code in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlagsLost {
    /// Which package.
    pub package: PackageName,
    /// The flags, in the order to switch them off.
    pub flags: Vec<FlagName>,
}

/// Says of each of `earlier` which flags it has no code for; packages that have the code of all are left out.
pub(super) fn lost(earlier: &[PackageName], risks: &[FlagAtRisk]) -> Vec<FlagsLost> {
    let at = |package: &PackageName| {
        let lost = risks.iter().filter(|risk| risk.lost_in.contains(package));
        lost.map(|risk| risk.flag.clone())
            .collect::<Vec<FlagName>>()
    };
    let each = earlier.iter().map(|package| FlagsLost {
        package: package.clone(),
        flags: at(package),
    });
    each.filter(|lost| !lost.flags.is_empty()).collect()
}

/// Returns the live flags that would run without their code in one of `earlier`, in the order to switch them off.
///
/// The flag with the newest code is lost by the shortest way back, so it goes first; of two that came together, the one that
/// was switched on last.
pub(super) fn at_risk(
    ledger: &Ledger,
    earlier: &[PackageName],
    live: &[LiveFlag],
) -> Vec<FlagAtRisk> {
    let mut found: Vec<(&LiveFlag, &PackageName, Vec<PackageName>)> = Vec::new();
    for flag in live {
        let Some(code) = ledger.code.get(&flag.flag) else {
            continue;
        };
        // Where the names do not say which is newer, the code may be missing.
        let lost = |package: &&PackageName| {
            !code.is_same_as(package) && code.is_newer_than(package) != Some(false)
        };
        let lost_in: Vec<PackageName> = earlier.iter().filter(lost).cloned().collect();
        if !lost_in.is_empty() {
            found.push((flag, code, lost_in));
        }
    }
    found.sort_by(|(one, one_code, _), (other, other_code, _)| {
        (other_code, other.since, &one.flag).cmp(&(one_code, one.since, &other.flag))
    });
    let numbered = found.into_iter().zip(1..);
    numbered
        .map(|((flag, code, lost_in), order)| FlagAtRisk {
            order,
            flag: flag.flag.clone(),
            state: flag.state.clone(),
            merge: ledger.merges.get(&flag.flag).cloned(),
            code_in: code.clone(),
            lost_in,
        })
        .collect()
}
