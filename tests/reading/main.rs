//! What a document means at the edges of each rule: the line next to one that runs, the word next to a heading, the page that lost its marks.

// The attribute is always true here; by it Clippy knows the helpers for parts of a test.
#[cfg(test)]
mod again;
#[cfg(test)]
mod copied;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod headings;
#[cfg(test)]
mod lines;
#[cfg(test)]
mod support;
#[cfg(test)]
mod words;
