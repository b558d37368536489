//! From a screen to cells: the only place where words meet the terminal library. It decides nothing about what is said.

mod canvas;
#[cfg(test)]
mod painted;
mod theme;

pub use canvas::{Canvas, Changed};
#[cfg(test)]
pub(in crate::tui) use painted::{painted, render};
pub use theme::{
    BUILT_IN, Chosen, Depth, Palette, Theme, ThemeError, Wishes, nearest, read as read_theme,
};
