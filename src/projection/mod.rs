//! Read models: what a reader sees, computed from the events alone. Nothing here is a source of truth.

mod told;
mod words;
mod history;
mod timeline;
mod timer_row;
mod gate_view;
mod decision_view;
mod blocker_view;
mod qa_view;
mod environment_view;
mod step_view;
mod next_view;
mod rollback_view;
mod rollout_view;
mod fleet;
mod package_view;
mod snapshot;

pub use blocker_view::BlockerView;
pub use decision_view::{DecisionView, OptionView};
pub use environment_view::EnvironmentView;
pub use fleet::FleetRow;
pub use gate_view::GateView;
pub use history::History;
pub use next_view::NextView;
pub use package_view::{PackageRow, package_rows, package_words};
pub use qa_view::QaView;
pub use rollback_view::{RollbackPlanView, RollbackRunView, RollbackStepView, RollbackView};
pub use rollout_view::{Progress, RolloutView, StageView};
pub use snapshot::{OpenRollout, Snapshot};
pub use step_view::{NoteView, Set, StepView};
pub use timeline::{TimelineEntry, timeline};
pub use timer_row::TimerRow;
pub use told::Told;
pub use words::Words;
