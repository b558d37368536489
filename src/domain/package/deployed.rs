//! Whether the code of a flag runs where the flag is to be switched, as far as packages tell. Without a package and a deployment it says nothing.

use super::ledger::Ledger;
use super::name::PackageName;
use super::place::Place;
use crate::domain::flag::{Environment, FlagName};

/// Where the code of a flag is, by what runs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeployedCode {
    /// Which flag.
    pub flag: FlagName,
    /// Where.
    pub environment: Environment,
    /// The package that brought the code.
    pub package: PackageName,
    /// The package that runs there.
    pub running: PackageName,
}

/// The main stages, whose package everybody of an environment gets; a canary serves only some.
const MAIN: [(Environment, Place); 4] = [
    (Environment::Pre, Place::Pre),
    (Environment::StagingRef, Place::GstgRef),
    (Environment::Staging, Place::Gstg),
    (Environment::Production, Place::Gprd),
];

impl DeployedCode {
    /// Tells whether the package that runs has the code: it is the one that brought it, or a newer one.
    pub fn is_there(&self) -> bool {
        self.package <= self.running
    }
}

/// Says of every flag whose package is known what runs in each environment where a deployment is known.
///
/// Source: GitLab `doc/development/feature_flags/controls.md`: enable only after the code is deployed, which a package tells.
pub fn deployed_code(ledger: &Ledger) -> Vec<DeployedCode> {
    let running = MAIN.into_iter().filter_map(|(environment, place)| {
        let running = ledger.running(place)?;
        Some((environment, running))
    });
    let running: Vec<(Environment, &PackageName)> = running.collect();
    let flags = ledger.code.iter();
    flags
        .flat_map(|(flag, package)| {
            let places = running.iter();
            places.map(|(environment, running)| DeployedCode {
                flag: flag.clone(),
                environment: *environment,
                package: package.clone(),
                running: (*running).clone(),
            })
        })
        .collect()
}
