//! One blocker as Markdown, ready to be posted on an issue. It is made, and posted by nobody.

use super::blocker_view::BlockerView;
use crate::domain::rollout::Severity;

impl BlockerView {
    /// Returns it as Markdown; `rollout` is the name of the rollout it stands in the way of.
    pub fn markdown(&self, rollout: &str) -> String {
        let mut lines = vec![
            format!("# {}", self.title),
            String::new(),
            format!("Stands in the way of the rollout of `{rollout}`."),
        ];
        let description = self.description.iter();
        lines.extend(description.flat_map(|text| [String::new(), text.clone()]));
        let why = self.why.iter();
        lines.extend(why.flat_map(|text| [String::new(), format!("Why: {text}")]));
        lines.push(String::new());
        lines.extend(self.facts());
        if !self.plan.is_empty() {
            lines.extend([String::new(), "## Implementation".to_owned(), String::new()]);
        }
        for step in &self.plan {
            let mark = if step.done { "x" } else { " " };
            lines.push(format!("- [{mark}] {}", step.text));
        }
        if !self.expected.is_empty() {
            lines.push(String::new());
            lines.extend(["## Expected when done".to_owned(), String::new()]);
        }
        lines.extend(self.expected.iter().map(|text| format!("- {text}")));
        lines.join("\n") + "\n"
    }

    fn facts(&self) -> impl Iterator<Item = String> {
        let kind = self.kind.map(|kind| kind.as_str().to_owned());
        let severity = self.severity.map(Severity::as_str);
        let due = self.due.map(|due| due.format("%Y-%m-%d %H:%M UTC"));
        let facts = [
            ("Kind", kind),
            ("Severity", severity.map(str::to_uppercase)),
            ("Owner", self.owner.clone()),
            ("Due", due.map(|due| due.to_string())),
            ("See", self.link.clone()),
        ];
        let facts = facts.into_iter();
        facts.filter_map(|(name, value)| Some(format!("- {name}: {}", value?)))
    }
}
