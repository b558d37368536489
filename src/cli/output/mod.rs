//! What is printed: pages for people, documents for scripts. No control character of any text gets through.

mod escape;
mod document;
mod page;
mod style;

pub(crate) use crate::export::{is_active, shown};
pub(crate) use document::{failure, lines, success};
pub(crate) use escape::escaped;
pub(crate) use page::{Line, Page, Role, role_of};
pub(crate) use style::Style;
