//! Ready-made documents: templates with blanks, those of the program and those of a person. Filling one makes a text, no rollout.

use std::collections::BTreeMap;

use crate::chatops;
use crate::domain::flag::FlagName;

/// A document to begin from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its name: that of its file, without the ending.
    pub name: String,
    /// What it is for, in one line.
    pub about: String,
    /// Its text, with blanks.
    pub text: String,
    /// Whether a person wrote it; it stands in the place of one of the program with the same name.
    pub is_own: bool,
}

/// The templates of the program, in the order in which they are offered.
const BUILT_IN: [(&str, &str); 4] = [
    (
        "feature-flag",
        include_str!("../../assets/templates/feature-flag.md"),
    ),
    ("change", include_str!("../../assets/templates/change.md")),
    ("release", include_str!("../../assets/templates/release.md")),
    (
        "experiment",
        include_str!("../../assets/templates/experiment.md"),
    ),
];

impl Template {
    /// Returns the templates of the program with a person's own, given by file name and text, among them.
    pub fn all(own: &[(String, String)]) -> Vec<Self> {
        let built_in = BUILT_IN.iter();
        let mut all: Vec<Self> = built_in
            .map(|(name, text)| Self::of(name, text, false))
            .collect();
        for (file, text) in own {
            let name = file.strip_suffix(".md").unwrap_or(file);
            let template = Self::of(name, text, true);
            match all.iter_mut().find(|known| known.name == name) {
                Some(known) => *known = template,
                None => all.push(template),
            }
        }
        all
    }

    /// Takes a text for a template; what a comment in its first line says it is for is no part of the document.
    fn of(name: &str, text: &str, is_own: bool) -> Self {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let comment = first
            .trim()
            .strip_prefix("<!--")
            .and_then(|first| first.strip_suffix("-->"));
        let (about, text) = match comment {
            Some(about) => (about.trim().to_owned(), rest.trim_start().to_owned()),
            None => (heading(text), text.to_owned()),
        };
        Self {
            name: name.to_owned(),
            about,
            text,
            is_own,
        }
    }

    /// Returns its blanks in the order in which they stand, each once, without those that stand for the flag.
    pub fn blanks(&self) -> Vec<String> {
        let mut blanks = chatops::blanks(&self.text);
        blanks.retain(|blank| !chatops::is_flag_blank(blank));
        blanks
    }

    /// Tells whether it is about a flag that has to be named.
    pub fn asks_for_flag(&self) -> bool {
        let blanks = chatops::blanks(&self.text);
        blanks.iter().any(|blank| chatops::is_flag_blank(blank))
    }

    /// Returns its text with the flag and with `values` in the place of their blanks, which are named with their brackets.
    /// A blank without a value stays.
    pub fn filled(&self, flag: Option<&FlagName>, values: &BTreeMap<String, String>) -> String {
        let mut text = self.text.clone();
        for blank in chatops::blanks(&self.text) {
            let value = match flag {
                Some(flag) if chatops::is_flag_blank(&blank) => Some(flag.as_str()),
                _ => values.get(&blank).map(String::as_str),
            };
            let words: Vec<&str> = value.unwrap_or_default().split_whitespace().collect();
            if !words.is_empty() {
                text = text.replace(&blank, &words.join(" "));
            }
        }
        text
    }
}

fn heading(text: &str) -> String {
    let mut lines = text.lines().map(|line| line.trim_start_matches('#').trim());
    lines
        .find(|line| !line.is_empty())
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::{lint, read};
    use crate::domain::plan::RolloutKind;

    fn named(name: &str) -> Template {
        let mut all = Template::all(&[]).into_iter();
        all.find(|template| template.name == name).unwrap()
    }

    #[test]
    fn every_template_is_read_without_repair_as_what_it_is_for() {
        let flag = FlagName::parse("garden_gate").unwrap();
        for (name, kind) in [
            ("feature-flag", RolloutKind::FeatureFlag),
            ("change", RolloutKind::Change),
            ("release", RolloutKind::Release),
            ("experiment", RolloutKind::Experiment),
        ] {
            let template = named(name);
            let text = template.filled(Some(&flag), &BTreeMap::new());
            let reading = read(&text);
            assert!(reading.is_rollout, "{name}");
            assert_eq!(reading.plan.kind, kind, "{name}");
            assert_eq!(reading.repairs, [], "{name}");
            assert!(!reading.plan.rollback.is_empty(), "{name}");
            let is_about_flag = reading.plan.flag == Some(flag.clone());
            assert_eq!(is_about_flag, template.asks_for_flag(), "{name}");
            assert!(reading.counts.tasks >= 10, "{name}");
        }
    }

    #[test]
    fn what_the_program_writes_stands_up_to_its_own_check() {
        let flag = FlagName::parse("garden_gate").unwrap();
        for template in Template::all(&[]) {
            let values = template.blanks().into_iter();
            let values = values.map(|blank| (blank, "25".to_owned())).collect();
            let reading = read(&template.filled(Some(&flag), &values));
            let found: Vec<String> = lint(&reading)
                .iter()
                .map(|finding| format!("{} {}: {}", template.name, finding.line, finding.message))
                .collect();
            assert!(found.is_empty(), "{found:#?}");
        }
    }

    #[test]
    fn a_blank_without_a_value_stays() {
        let template = Template::of("x", "# <title> of <feature-flag-name>\n- [ ] <who>\n", true);
        assert_eq!(template.blanks(), ["<title>", "<who>"]);
        let values = [("<who>".to_owned(), "me\nand you".to_owned())].into();
        assert_eq!(
            template.filled(FlagName::parse("a_b").as_ref(), &values),
            "# <title> of a_b\n- [ ] me and you\n"
        );
    }

    #[test]
    fn a_template_of_ones_own_stands_beside_or_before_those_of_the_program() {
        let own = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let all = Template::all(&[
            own("change.md", "<!-- Our changes -->\n\n# Change\n"),
            own("drill.md", "## A drill\n- [ ] go\n"),
        ]);
        let names: Vec<(&str, bool)> = all
            .iter()
            .map(|template| (template.name.as_str(), template.is_own))
            .collect();
        assert_eq!(
            names,
            [
                ("feature-flag", false),
                ("change", true),
                ("release", false),
                ("experiment", false),
                ("drill", true)
            ]
        );
        assert_eq!(
            (all[1].about.as_str(), all[1].text.as_str()),
            ("Our changes", "# Change\n")
        );
        assert_eq!(all[4].about, "A drill");
    }
}
