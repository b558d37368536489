//! The least that a ratatui app over SQLite can be: the first rows of a table in a list, and a cursor. What ours is measured against.

use crossterm::event::{Event, KeyCode, read};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, List, ListState};
use rusqlite::{Connection, OpenFlags};

/// Shows the fleet that is in the file `path` until `q`.
pub(crate) fn run(path: &str) -> anyhow::Result<()> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement =
        connection.prepare("SELECT rollout FROM fleet ORDER BY rollout LIMIT 2000")?;
    let names: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut state = ListState::default().with_selected(Some(0));
    let mut terminal = ratatui::try_init()?;
    let ended = loop {
        let list = List::new(names.iter().map(String::as_str))
            .block(Block::bordered().title("minimal"))
            .highlight_style(Style::new().add_modifier(Modifier::REVERSED));
        terminal.draw(|frame| frame.render_stateful_widget(list, frame.area(), &mut state))?;
        match read() {
            Ok(Event::Key(key)) if key.code == KeyCode::Char('q') => break Ok(()),
            Ok(Event::Key(key)) if key.code == KeyCode::Down => state.select_next(),
            Ok(Event::Key(key)) if key.code == KeyCode::Up => state.select_previous(),
            Ok(_) => {}
            Err(error) => break Err(error),
        }
    };
    ratatui::try_restore()?;
    Ok(ended?)
}
