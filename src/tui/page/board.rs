//! What the board of all rollouts remembers: a selection by its name and rollout, the order, a filter. It hides nothing that is open.

use super::{InTheWay, Page};
use crate::domain::id::RolloutId;
use crate::projection::{Board, BoardGroup, BoardOrder, BoardRow};
use crate::tui::model::{Model, contains};

/// What the board remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardPage {
    /// The row that was gone to.
    pub selected: Option<BoardKey>,
    /// What comes first.
    pub order: BoardOrder,
    /// What a row or its rollout must say to be shown.
    pub filter: String,
    /// Whether the selected one is shown alone.
    pub zoomed: bool,
    /// Whether the shell was told to read it.
    pub read: bool,
}

/// Which row of the board: its rollout, where it has one, and its name.
pub type BoardKey = (Option<RolloutId>, String);

/// A row of the board with the rollout it stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnBoard<'a> {
    /// The rollout and what people call it.
    pub rollout: Option<(&'a RolloutId, &'a str)>,
    /// The row.
    pub row: BoardRow<'a>,
}

impl<'a> OnBoard<'a> {
    /// Returns which row it is.
    pub fn key(self) -> BoardKey {
        let rollout = self.rollout.map(|(id, _)| id.clone());
        (rollout, self.row.id().to_owned())
    }

    /// Returns it as the view of one rollout knows it.
    pub const fn in_the_way(self) -> InTheWay<'a> {
        match self.row {
            BoardRow::Blocker(found) => InTheWay::Blocker(&found.blocker),
            BoardRow::Incident(incident) => InTheWay::Incident(incident),
        }
    }
}

impl Model {
    /// Returns the board, once it was read.
    pub fn board_read(&self) -> Option<&Board> {
        self.snapshot.as_ref()?.board.as_deref()
    }

    /// Returns what is on the board as it is filtered and sorted, by rollout.
    pub fn board_groups(&self) -> Vec<BoardGroup<'_>> {
        let Some(board) = self.board_read() else {
            return Vec::new();
        };
        let mut groups = board.groups(self.board.order);
        for group in &mut groups {
            let name = group.rollout.map_or("no rollout", |(_, name)| name);
            group.rows.retain(|row| {
                let found = OnBoard {
                    rollout: group.rollout,
                    row: *row,
                };
                let kind = found.in_the_way().kind();
                let text = format!("{name} {} {kind} {}", row.id(), row.title());
                contains(&text, &self.board.filter)
            });
        }
        groups.retain(|group| !group.rows.is_empty());
        groups
    }

    /// Returns its rows from the top.
    pub fn board_rows(&self) -> Vec<OnBoard<'_>> {
        let groups = self.board_groups().into_iter();
        let rows = groups.flat_map(|group| {
            let rollout = group.rollout;
            let rows = group.rows.into_iter();
            rows.map(move |row| OnBoard { rollout, row })
        });
        rows.collect()
    }

    /// Returns the selected row: the one that was gone to, else the first.
    pub fn board_row(&self) -> Option<OnBoard<'_>> {
        let rows = self.board_rows();
        let wanted = self.board.selected.as_ref();
        let found = rows.iter().find(|row| Some(&row.key()) == wanted);
        found.or_else(|| rows.first()).copied()
    }

    /// Tells whether the board has to be read: while it is on the screen, or behind what is.
    pub fn wants_board(&self) -> bool {
        let is_board = |page: &Page| matches!(page, Page::Board);
        self.pages.iter().any(is_board)
    }
}
