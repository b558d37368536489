//! Whether an actor can be one at all: its class is one that flags are asked about, its id a number. It looks nobody up.

use super::bucket::FlipperId;

/// What flags are asked about. Source: GitLab `lib/feature.rb` and `doc/development/feature_flags/_index.md`: an actor is what
/// includes `FeatureGate`, named by its class and id.
const CLASSES: [&str; 8] = [
    "User",
    "Project",
    "Group",
    "Namespace",
    "Repository",
    "Namespaces::UserNamespace",
    "Namespaces::ProjectNamespace",
    "Ci::Runner",
];

/// What is odd about an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActorDoubt {
    /// It is none: a class in small letters, or an id that is no number; the actor that may be meant.
    NoActor(Option<String>),
    /// Its class is not known here.
    UnknownClass,
}

impl ActorDoubt {
    /// Returns what to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::NoActor(Some(meant)) => format!("did you mean {meant}?"),
            Self::NoActor(None) => "write CLASS:ID, as in Project:278964 or User:42".to_owned(),
            Self::UnknownClass => {
                "no class of this name is known here, and the answer hangs on its very letters"
                    .to_owned()
            }
        }
    }

    /// Tells whether it is no actor at all.
    pub const fn is_no_actor(&self) -> bool {
        matches!(self, Self::NoActor(_))
    }
}

impl FlipperId {
    /// Says what is odd about it; `None` where nothing is.
    ///
    /// The bucket is computed from the very letters, so that `project:1` has another one than `Project:1`.
    pub fn doubt(&self) -> Option<ActorDoubt> {
        let (class, id) = self.as_str().rsplit_once(':')?;
        let known = CLASSES
            .iter()
            .find(|known| known.eq_ignore_ascii_case(class));
        let is_number = id.chars().all(|letter| letter.is_ascii_digit());
        let is_class = class.split("::").all(|part| {
            let first = part.chars().next();
            first.is_some_and(|letter| letter.is_ascii_uppercase())
        });
        let is_repository = known == Some(&"Repository");
        match known {
            Some(known) if *known != class => {
                Some(ActorDoubt::NoActor(Some(format!("{known}:{id}"))))
            }
            Some(_) if !is_number && !is_repository => Some(ActorDoubt::NoActor(None)),
            None if !is_class => Some(ActorDoubt::NoActor(None)),
            None => Some(ActorDoubt::UnknownClass),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_letters_of_a_class_are_an_actor() {
        let meant = |text: &str| Some(ActorDoubt::NoActor(Some(text.to_owned())));
        for (text, expected) in [
            ("Project:278964", None),
            ("Ci::Runner:7", None),
            ("project:1", meant("Project:1")),
            ("USER:1", meant("User:1")),
            ("Project:x", Some(ActorDoubt::NoActor(None))),
            ("foo:1", Some(ActorDoubt::NoActor(None))),
            ("Foo:1", Some(ActorDoubt::UnknownClass)),
        ] {
            assert_eq!(FlipperId::parse(text).unwrap().doubt(), expected, "{text}");
        }
    }
}
