//! What the commands about packages take.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand, ValueEnum};

use crate::domain::package::DeployStatus;

/// The words after `package`.
#[derive(Debug, Args)]
pub(crate) struct Package {
    #[command(subcommand)]
    pub(crate) verb: PackageVerb,
}

/// What is wished about packages.
#[derive(Debug, Subcommand)]
pub(crate) enum PackageVerb {
    /// Read packages and their migrations from a git repository; a second time only what is new
    #[command(after_help = "Example: rollgate package scan --repo ../rails")]
    Scan(PackageScan),
    /// Know a package, with the migrations it brought
    #[command(
        after_help = "Example: rollgate package add 14.8.202202080920-97d6e07c2a1.4ce763dbce1 --migration db/post_migrate/20220201173212_add_an_index.rb"
    )]
    Add(PackageAdd),
    /// Show the packages that are known, newest first
    #[command(after_help = "Example: rollgate package list --release 14.8")]
    List {
        /// Only those of this monthly release: 14.8
        #[arg(long, value_name = "M.m")]
        release: Option<String>,
    },
    /// Show which package brought a migration, and where it ran
    #[command(after_help = "Example: rollgate package which 20220201173212")]
    Which {
        /// A path, the name of a file, a timestamp, or a part of one
        migration: String,
    },
    /// Say that post-deploy migrations were run; with --at, when
    #[command(
        after_help = "Example: rollgate package executed gprd 14.8.202202080920 --at 2022-02-08T10:00:00Z"
    )]
    Executed {
        /// On the database of which environment: gprd, gstg, …
        environment: String,
        /// The package that ran there at that moment
        package: String,
        /// They failed
        #[arg(long)]
        failed: bool,
    },
    /// Say how the deployment of a package stands; with --at, since when
    #[command(
        after_help = "Example: rollgate package deployed gprd 14.8.202202080920 --status running"
    )]
    Deployed {
        /// Where: gprd, gprd-cny, gstg, …
        environment: String,
        /// Which package
        package: String,
        /// How it stands
        #[arg(long, value_name = "STATUS", default_value = "success")]
        status: StatusWord,
    },
    /// Show how far back an environment can go, and why
    #[command(after_help = "Example: rollgate package horizon gprd")]
    Horizon {
        /// Which environment: gprd, gprd-cny, gstg, …
        environment: String,
        /// Print only the line to copy; exits with 4 when the target is in doubt
        #[arg(long)]
        command: bool,
    },
    /// Print the note for the release issue: packages and the post-deploy migrations they added
    #[command(after_help = "Example: rollgate package note --release 14.8")]
    Note(PackageNote),
    /// Say which package brought the code of a rollout's flag, or by which commit it was merged; alone, show it
    #[command(
        after_help = "Example: rollgate package code new_search --merge 97d6e07c2a1 --repo ../rails"
    )]
    Code(PackageCode),
    /// Take back the last thing somebody said about packages; what a repository says is scanned again instead
    #[command(after_help = "Example: rollgate package undo --dry-run")]
    Undo,
    /// Bring back what was taken back last
    #[command(after_help = "Example: rollgate package redo")]
    Redo,
}

/// The words after `package scan`.
#[derive(Debug, Args)]
pub(crate) struct PackageScan {
    /// A clone of the Rails repository
    #[arg(long, value_name = "PATH")]
    pub(crate) repo: PathBuf,
    /// Look for the packages named in this text too, by their SHAs; `-` for standard input
    #[arg(long, value_name = "FILE|-")]
    pub(crate) names: Option<String>,
}

/// The words after `package add`.
#[derive(Debug, Args)]
pub(crate) struct PackageAdd {
    /// Its name, or `-` for a note on standard input with packages and lists
    #[arg(value_name = "NAME|-", allow_hyphen_values = true)]
    pub(crate) name: String,
    /// A migration it brought, or a text with several; `-` for standard input
    #[arg(long = "migration", value_name = "PATH|-", num_args = 1..)]
    pub(crate) migrations: Vec<String>,
}

/// The words after `package code`.
#[derive(Debug, Args)]
pub(crate) struct PackageCode {
    /// Which rollout
    pub(crate) flag: String,
    /// The first package with its code
    #[arg(conflicts_with = "merge")]
    pub(crate) package: Option<String>,
    /// The commit that merged its code; the next scan finds the first package with it
    #[arg(long, value_name = "SHA")]
    pub(crate) merge: Option<String>,
    /// Find that package at once, in this clone of the Rails repository
    #[arg(long, value_name = "PATH", requires = "merge")]
    pub(crate) repo: Option<PathBuf>,
}

/// The words after `package note`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["package", "release"])))]
pub(crate) struct PackageNote {
    /// About this package
    pub(crate) package: Option<String>,
    /// About every package of this monthly release: 14.8
    #[arg(long, value_name = "M.m")]
    pub(crate) release: Option<String>,
}

/// How a deployment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatusWord {
    /// It goes on
    Running,
    /// It is done
    Success,
    /// It failed
    Failed,
    /// Somebody stopped it for now
    Paused,
}

impl From<StatusWord> for DeployStatus {
    fn from(word: StatusWord) -> Self {
        match word {
            StatusWord::Running => Self::Running,
            StatusWord::Success => Self::Success,
            StatusWord::Failed => Self::Failed,
            StatusWord::Paused => Self::Paused,
        }
    }
}
