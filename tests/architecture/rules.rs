//! The rules themselves, as functions over path and text; they read no file and know no layer that the table does not name.

use std::fmt;
use std::ops::Range;

use crate::layers::{DRAWING, DRAWING_CRATES, IMPURE, LINES_PER_FILE, Layer, layer};
use crate::lexer::{Token, tokens};
use crate::paths::{Path, is, paths};
use crate::test_code;

/// A file as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceFile {
    /// Path from the root of the project, with `/`.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: String,
}

/// One broken rule, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Violation {
    path: String,
    line: usize,
    what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Returns every broken rule of `files`, in the order of the files and of their lines.
pub(crate) fn violations(files: &[SourceFile]) -> Vec<Violation> {
    let test_modules: Vec<String> = files
        .iter()
        .flat_map(|file| test_code::modules(&file.path, &tokens(&file.text)))
        .collect();
    files
        .iter()
        .flat_map(|file| Inspection::new(file, &test_modules).violations())
        .collect()
}

/// A file taken apart.
struct Inspection<'a> {
    file: &'a SourceFile,
    owner: Owner,
    tokens: Vec<Token>,
    paths: Vec<Path>,
    tests: Vec<Range<usize>>,
}

/// To whom a file belongs.
enum Owner {
    Library,
    Layer(&'static Layer),
    Nobody(String),
}

impl<'a> Inspection<'a> {
    fn new(file: &'a SourceFile, test_modules: &[String]) -> Self {
        let tokens = tokens(&file.text);
        let is_test_file = test_modules.iter().any(|module| {
            file.path == format!("{module}.rs") || file.path.starts_with(&format!("{module}/"))
        });
        let tests = if is_test_file {
            std::iter::once(0..tokens.len()).collect()
        } else {
            test_code::ranges(&tokens)
        };
        Self {
            file,
            owner: owner(&file.path),
            paths: paths(&tokens),
            tokens,
            tests,
        }
    }

    fn violations(&self) -> Vec<Violation> {
        let mut found = self.shape();
        found.extend(self.whole_paths());
        match &self.owner {
            Owner::Library => found.extend(self.library()),
            Owner::Nobody(name) => {
                found.push(self.broken(1, format!("`{name}` is not in the layer table")));
            }
            Owner::Layer(layer) => {
                found.extend(self.arrows(layer));
                found.extend(self.purity(layer));
            }
        }
        found.sort_by(|left, right| (left.line, &left.what).cmp(&(right.line, &right.what)));
        found.dedup();
        found
    }

    /// A file opens with its purpose and can be held in mind.
    fn shape(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        let first = self.file.text.lines().next().unwrap_or_default();
        if first
            .strip_prefix("//!")
            .is_none_or(|purpose| purpose.trim().is_empty())
        {
            found.push(self.broken(1, "does not open with `//!` and a sentence".to_owned()));
        }
        let lines = self.file.text.lines().count();
        if lines > LINES_PER_FILE {
            let what = format!("has {lines} lines, the limit is {LINES_PER_FILE}");
            found.push(self.broken(LINES_PER_FILE + 1, what));
        }
        found
    }

    /// What no path may be, whoever owns the file.
    fn whole_paths(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        for path in &self.paths {
            let written = path.segments.join("::");
            if path.says(&["super", "super"]) {
                found.push(self.broken(
                    path.line,
                    format!("`{written}` climbs twice, say `crate::`"),
                ));
            }
            if path.is_glob() && !self.is_test(path.token) {
                found.push(self.broken(path.line, format!("`{written}` is a glob import")));
            }
        }
        for (position, token) in self.tokens.iter().enumerate() {
            let is_renamed =
                is(&self.tokens, position + 1, "as") || is(&self.tokens, position + 1, "self");
            if token.text == "crate" && is_renamed {
                found.push(self.broken(token.line, "gives the crate a second name".to_owned()));
            }
        }
        found
    }

    /// `lib.rs` is the list of the layers and nothing else.
    fn library(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        let mut position = 0;
        while let Some(token) = self.tokens.get(position) {
            let name = self
                .tokens
                .get(position + 2)
                .map_or("", |name| name.text.as_str());
            let is_declaration = token.text == "pub"
                && is(&self.tokens, position + 1, "mod")
                && is(&self.tokens, position + 3, ";");
            if token.text == "#" {
                position = self.attribute_end(position);
            } else if is_declaration {
                if layer(name).is_none() {
                    let what = format!("`{name}` is not in the layer table");
                    found.push(self.broken(token.line, what));
                }
                position += 4;
            } else {
                let what = format!("holds `{}`: lib.rs is the list of layers", token.text);
                found.push(self.broken(token.line, what));
                return found;
            }
        }
        found
    }

    fn attribute_end(&self, start: usize) -> usize {
        self.tokens
            .iter()
            .enumerate()
            .skip(start)
            .find(|(_, token)| token.text == "]")
            .map_or(self.tokens.len(), |(position, _)| position + 1)
    }

    /// Every name after `crate::` is a layer that this one may use.
    fn arrows(&self, from: &Layer) -> Vec<Violation> {
        let mut found = Vec::new();
        for path in &self.paths {
            let Some(target) = self.target(path) else {
                continue;
            };
            let arrow = format!("{} → {target}", from.name);
            if layer(target).is_none() {
                found.push(self.broken(path.line, format!("{arrow}: `{target}` is no layer")));
            } else if !from.may_use(target) {
                found.push(self.broken(path.line, format!("{arrow}: not in the layer table")));
            }
        }
        found
    }

    /// Returns the name that `path` takes from the root of the crate, if it does.
    fn target<'path>(&self, path: &'path Path) -> Option<&'path str> {
        let mut segments = path
            .segments
            .iter()
            .map(String::as_str)
            .skip_while(|&name| name == "self");
        let (first, second) = (segments.next()?, segments.next()?);
        // In the top file of a layer, `super` is the crate.
        let is_top = self.file.path.matches('/').count() == 1
            || (self.file.path.matches('/').count() == 2 && self.file.path.ends_with("/mod.rs"));
        let climbs = first == "super" && is_top && layer(second).is_some();
        (first == "crate" || climbs).then_some(second)
    }

    /// A pure layer names no terminal, database, file, environment or clock.
    fn purity(&self, from: &Layer) -> Vec<Violation> {
        if !from.is_pure {
            return Vec::new();
        }
        let may_draw = DRAWING
            .iter()
            .any(|prefix| self.file.path.starts_with(prefix));
        let mut found = Vec::new();
        for names in IMPURE {
            if may_draw && names.iter().all(|name| DRAWING_CRATES.contains(name)) {
                continue;
            }
            for line in self.lines_saying(names) {
                let what = format!("{} → {}: the layer is pure", from.name, names.join("::"));
                found.push(self.broken(line, what));
            }
        }
        found
    }

    /// Returns the lines that say `names`, each once.
    fn lines_saying(&self, names: &[&str]) -> Vec<usize> {
        let mut lines: Vec<usize> = if let [name] = names {
            self.tokens
                .iter()
                .filter(|token| token.text == *name)
                .map(|token| token.line)
                .collect()
        } else {
            self.paths
                .iter()
                .filter(|path| path.says(names))
                .map(|path| path.line)
                .collect()
        };
        lines.dedup();
        lines
    }

    fn is_test(&self, token: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&token))
    }

    fn broken(&self, line: usize, what: String) -> Violation {
        Violation {
            path: self.file.path.clone(),
            line,
            what,
        }
    }
}

/// Returns whose file it is: the first name under `src/` decides.
fn owner(path: &str) -> Owner {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let first = inside.split('/').next().unwrap_or(inside);
    let name = first.strip_suffix(".rs").unwrap_or(first);
    if inside == "lib.rs" {
        return Owner::Library;
    }
    layer(name).map_or_else(|| Owner::Nobody(name.to_owned()), Owner::Layer)
}
