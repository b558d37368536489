//! What single variables say about the terminal and the session. They are facts; nothing is concluded from them here.

/// What the variables say about colours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColorFacts {
    /// `ROLLGATE_COLOR`: `dark`, `light`, `16` or `never`.
    pub named: Option<String>,
    /// `COLORTERM`: how many colours the terminal has.
    pub color_term: Option<String>,
    /// `COLORFGBG`: the numbers of its foreground and background.
    pub background: Option<String>,
}

/// Which of the variables are set that tell how text can be copied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts about a session"
)]
pub struct SessionFacts {
    /// `SSH_CONNECTION` or `SSH_TTY`.
    pub ssh: bool,
    /// `TMUX`.
    pub tmux: bool,
    /// `WAYLAND_DISPLAY`.
    pub wayland: bool,
    /// `DISPLAY`.
    pub x11: bool,
}

impl SessionFacts {
    /// Asks `is_set` for the variables that tell where the program runs.
    pub(super) fn read(is_set: impl Fn(&str) -> bool) -> Self {
        Self {
            ssh: is_set("SSH_CONNECTION") || is_set("SSH_TTY"),
            tmux: is_set("TMUX"),
            wayland: is_set("WAYLAND_DISPLAY"),
            x11: is_set("DISPLAY"),
        }
    }
}
