//! A key map written as `keys.toml`, to start from. What is written is read back as the same map.

use super::action::Action;
use super::binding::Binding;
use super::map::KeyMap;

const HEAD: &str = "\
# Keys of rollgate. Keep the lines that you change; what is not named stays as it is.
# A command takes one key or a list: \"x\", \"uu\", \"Space h\", \"Ctrl-P\", \"F5\". An empty list takes its keys away; the
# palette still has it. A section holds on its page: base everywhere, working on every page with rollouts, opened on
# every view of one rollout. Esc and Ctrl-C always close; inside text fields the keys of editing stay as they are.
";

/// Writes `map` as a file.
pub fn written(map: &KeyMap) -> String {
    let mut text = HEAD.to_owned();
    for context in map.contexts() {
        text.push_str(&format_section(&context.name()));
        let own: Vec<&Binding> = map.all().filter(|found| found.context == context).collect();
        let mut listed: Vec<Action> = Vec::new();
        for binding in &own {
            let is_fixed = binding.action.name() == "interrupt";
            if is_fixed || listed.contains(&binding.action) {
                continue;
            }
            listed.push(binding.action);
            let same = own.iter().filter(|other| other.action == binding.action);
            let keys: Vec<String> = same
                .map(|binding| format!("{:?}", binding.keys.spoken()))
                .collect();
            let value = match keys.as_slice() {
                [one] => one.clone(),
                many => format!("[{}]", many.join(", ")),
            };
            let line = format!("{} = {value}", binding.action.name());
            text.push_str(&told(&line, binding.label));
        }
    }
    text
}

fn told(line: &str, label: &str) -> String {
    format!("{line:<32}# {label}\n")
}

fn format_section(name: &str) -> String {
    format!("\n[{name}]\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::read;

    #[test]
    fn what_is_written_is_read_back_as_the_same_map() {
        let map = KeyMap::default();
        let text = written(&map);
        let back = read("keys.toml", &text).unwrap();
        let all = |map: &KeyMap| map.all().copied().collect::<Vec<Binding>>();
        for (one, other) in all(&map).iter().zip(&all(&back)) {
            assert_eq!(one, other);
        }
        assert_eq!(all(&map).len(), all(&back).len());
    }

    #[test]
    fn no_two_commands_share_a_name() {
        let map = KeyMap::default();
        for one in map.all() {
            for other in map.all() {
                let is_same = one.action.name() == other.action.name();
                assert_eq!(is_same, one.action == other.action, "{}", one.action.name());
            }
        }
    }
}
