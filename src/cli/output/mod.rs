//! What is printed: pages for people, documents for scripts. No control character of any text gets through.

mod escape;
mod document;
mod page;
mod shown;
mod style;

pub(crate) use document::{failure, lines, success};
pub(crate) use escape::escaped;
pub(crate) use page::{Line, Page, Role, role_of};
pub(crate) use shown::shown;
pub(crate) use style::Style;
