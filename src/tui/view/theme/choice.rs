//! Which theme it is: the order in which words about colours count. Nothing is guessed where nobody says how dark the terminal is.

use super::{Depth, Palette, Theme};

/// What is said about colours, the strongest word first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Whether there is to be any colour, as the command line and `NO_COLOR` say.
    pub wanted: bool,
    /// What `--theme` says, else `ROLLGATE_COLOR`, else the settings file: `auto`, `16`, `never` or the name of a theme.
    pub named: Option<String>,
    /// What `COLORTERM` holds.
    pub color_term: Option<String>,
    /// What `TERM` holds: the kind of terminal.
    pub term: Option<String>,
    /// What `COLORFGBG` holds: the numbers of foreground and background.
    pub background: Option<String>,
    /// Whether the terminal itself said that its background is light; `None` where it said nothing.
    pub is_light: Option<bool>,
    /// Themes of one's own, by their names.
    pub own: Vec<(String, Theme)>,
}

/// A theme that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The theme.
    pub theme: Theme,
    /// Its name.
    pub name: String,
    /// Why it is that one, in words.
    pub why: &'static str,
}

/// The names of the themes there are without files of one's own.
pub const BUILT_IN: [&str; 4] = ["neutral", "dark", "light", "high-contrast"];

impl Wishes {
    /// Chooses: the command line and `NO_COLOR`, then a name, at last what the terminal says of itself. Colours that the terminal has not
    /// are brought to those it has.
    pub fn chosen(&self) -> Chosen {
        let depth = Depth::of(self.color_term.as_deref(), self.term.as_deref());
        let chosen = self.wished();
        Chosen {
            theme: chosen.theme.at(depth),
            ..chosen
        }
    }

    fn wished(&self) -> Chosen {
        if !self.wanted {
            return Chosen::of(Palette::None, "colour is not wanted");
        }
        let named = self.named.as_deref().filter(|name| *name != "auto");
        let Some(name) = named else {
            return self.found();
        };
        if let Some((name, theme)) = self.own.iter().find(|(own, _)| own == name) {
            return Chosen {
                theme: theme.clone(),
                name: name.clone(),
                why: "a theme of your own",
            };
        }
        let palette = match name {
            "neutral" | "16" => Palette::Sixteen,
            "dark" => Palette::Dark,
            "light" => Palette::Light,
            "high-contrast" => Palette::HighContrast,
            "never" | "none" => Palette::None,
            _ => return Chosen::of(Palette::Sixteen, "no theme has the name that is set"),
        };
        Chosen::of(palette, "set")
    }

    /// Tells whether it would matter what the terminal says of its background.
    pub fn wants_background(&self) -> bool {
        let is_auto = self.named.as_deref().is_none_or(|name| name == "auto");
        self.wanted && is_auto && self.has_all_colors()
    }

    /// Returns the names that can be chosen.
    pub fn names(&self) -> Vec<String> {
        let own = self.own.iter().map(|(name, _)| name.as_str());
        let all = ["auto"].into_iter().chain(BUILT_IN).chain(own);
        all.map(str::to_owned).collect()
    }

    fn has_all_colors(&self) -> bool {
        matches!(self.color_term.as_deref(), Some("truecolor" | "24bit"))
    }

    fn found(&self) -> Chosen {
        if !self.has_all_colors() {
            return Chosen::of(Palette::Sixteen, "COLORTERM names no truecolor");
        }
        match self.is_light {
            Some(true) => return Chosen::of(Palette::Light, "asked terminal"),
            Some(false) => return Chosen::of(Palette::Dark, "asked terminal"),
            None => {}
        }
        let pair = self.background.as_deref();
        let background = pair.and_then(|pair| pair.rsplit(';').next());
        match background.and_then(|number| number.parse::<u8>().ok()) {
            Some(0..=6 | 8) => Chosen::of(Palette::Dark, "COLORFGBG"),
            Some(7 | 9..=15) => Chosen::of(Palette::Light, "COLORFGBG"),
            Some(_) | None => Chosen::of(Palette::Sixteen, "the terminal does not say"),
        }
    }
}

impl Chosen {
    fn of(palette: Palette, why: &'static str) -> Self {
        Self {
            theme: Theme::new(palette),
            name: palette.name().to_owned(),
            why,
        }
    }
}
