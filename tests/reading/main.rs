//! What a document means at the edges of each rule: the line next to one that runs, the word next to a heading, the page that lost its marks.

// Always true here; by it Clippy knows the helpers for parts of a test.
#![cfg(test)]

mod again;
mod copied;
mod facts;
mod headings;
mod lines;
mod rungs;
mod support;
mod words;
