//! Auto-deploy packages: which migrations each brought, where each ran, how far back one can go. It runs no git and no deployment.

mod name;
mod migration;
mod note;
mod place;
mod event;
mod ledger;
mod presence;
mod refusal;
mod code;
mod deployed;
mod standing;
mod command;
mod horizon;
mod at_risk;
mod which;

pub use at_risk::{FlagAtRisk, FlagsLost, LiveFlag};
pub use command::{Command, decide};
pub use deployed::{DeployedCode, deployed_code};
pub use event::{Basis, DeployStatus, Event, Listing};
pub use horizon::{Horizon, horizon};
pub use ledger::{Deployment, Ledger, MigrationRun, Package, evolve};
pub use migration::{Migration, MigrationKind, NoMigration};
pub use name::{NoPackageName, PackageName};
pub use note::{NoteEntry, read_note, write_note};
pub use place::Place;
pub use presence::{Presence, presences};
pub use refusal::PackageRefusal;
pub use standing::{is_reversible, replay};
pub use which::{Executed, Named, WhichMatch, which};
