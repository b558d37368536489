//! Read models: what a reader sees, computed from the events alone. Nothing here is a source of truth.

mod told;
mod blocker_words;
mod clock_skew;
mod watch_words;
mod words;
mod history;
mod dialect;
mod turn_view;
mod timeline;
mod timer_row;
mod gate_view;
mod incident_view;
mod incident_words;
mod decision_view;
mod blocker_view;
mod blocker_text;
mod qa_view;
mod statement_view;
mod writes_view;
mod environment_view;
mod step_view;
mod next_view;
mod override_view;
mod rollback_view;
mod rollback_words;
mod rollout_view;
mod ramp_view;
mod ramp_place;
mod rung_view;
mod target_place;
mod deadline_view;
mod fleet;
mod fleet_counts;
mod fleet_order;
mod fleet_read;
mod package_view;
mod ledger_view;
mod packages_view;
mod board;
mod release_note;
mod window_view;
mod course;
mod day_view;
mod snapshot;
mod zone;

pub use blocker_view::{BlockerNoteView, BlockerStepView, BlockerView};
pub use board::{Board, BoardBlocker, BoardGroup, BoardOrder, BoardRow};
pub use clock_skew::ClockSkew;
pub use course::{Course, Leaving, ShareSet, Visit, WayBack};
pub use day_view::DaysView;
pub use deadline_view::DeadlineView;
pub use decision_view::{DecisionView, OptionView};
pub use environment_view::{EnvironmentView, ObservedView};
pub use fleet::FleetRow;
pub use fleet_counts::{FleetCounts, FleetLater};
pub use fleet_order::{Fleet, FleetOrder, FleetShown};
pub use fleet_read::{FleetRead, FleetWish, FleetWritten};
pub use gate_view::GateView;
pub use history::History;
pub use incident_view::{
    IncidentFact, IncidentHistory, IncidentTold, IncidentView, LinkedRollout, PendingView,
};
pub use ledger_view::{LedgerHistory, LedgerTold};
pub use next_view::NextView;
pub use override_view::OverrideView;
pub use package_view::{PackageRow, package_rows, package_words};
pub use packages_view::{
    MigrationLine, PackageLine, PackagesView, Standing, note_entry, rollback_check,
};
pub use qa_view::QaView;
pub use ramp_place::{Placed, no_flag};
pub use ramp_view::{
    DwellView, RampPointView, RampStepView, RampView, gate_views, production_line,
};
pub use release_note::release_note;
pub use rollback_view::{
    DrillView, RollbackPlanView, RollbackRunView, RollbackStepView, RollbackView,
};
pub use rollout_view::{Progress, RolloutView, StageView};
pub use rung_view::RungView;
pub use snapshot::{OpenRollout, Snapshot};
pub use statement_view::StatementView;
pub use step_view::{NoteView, Set, StepView};
pub use target_place::Targeted;
pub use timeline::{TimelineEntry, claim_in_words, claimed_later, timeline};
pub use timer_row::TimerRow;
pub use told::Told;
pub use turn_view::{TurnView, ladder_of_nobody};
pub use window_view::WindowView;
pub use words::Words;
pub use writes_view::{CohortView, WritesView};
pub use zone::{OffsetRule, WallClock, Zone};
