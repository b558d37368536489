//! A number with its noun: `1 step`, `2 steps`. It knows nouns whose plural is an `s`, and no others.

/// Says how many there are of a noun that is given for one of them.
pub fn counted(count: usize, noun: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_of_a_thing_is_singular() {
        let said = [0, 1, 2].map(|count| counted(count, "step"));
        assert_eq!(said, ["0 steps", "1 step", "2 steps"]);
    }
}
