//! How the screen looks: what the settings, the environment and the command line say, put together. A wrong theme stops nothing.

use rollgate::cli::{Data, ScreenWish};
use rollgate::config::{KEYS, Key, SettingsFile};
use rollgate::shell::{Place, SettingsDesk};
use rollgate::tui::look::Look;
use rollgate::tui::setting::{SettingLine, in_order};
use rollgate::tui::view::{Theme, Wishes, read_theme};

use super::Program;

impl Program {
    /// Says how the screen is to look; a theme of one's own that is wrong is left out, and the words say why.
    pub(super) fn look(&self, wish: &ScreenWish) -> (Look, Option<String>) {
        let colors = &self.config.colors;
        let mut wishes = Wishes {
            wanted: wish.color,
            named: wish.theme.clone().or_else(|| colors.named.clone()),
            color_term: colors.color_term.clone(),
            background: colors.background.clone(),
            term: self.config.term.clone(),
            ..Wishes::default()
        };
        let (own, mut problem) = self.themes();
        wishes.own = own;
        let named = wishes.named.as_deref();
        if let Some(named) = named.filter(|named| !is_theme(named, &wishes)) {
            problem =
                problem.or_else(|| Some(format!("no theme is called {named}   neutral is used")));
        }
        let mut look = Look::new(wishes);
        look.bell = self.config.setting("bell") != Some("false");
        look.slow = self.config.slow;
        look.local = wish.local;
        look.zone = wish.zone;
        let file = self.config.file.as_ref();
        look.file = file
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        look.cursor_hidden = self.config.setting("cursor") == Some("hidden");
        let lines = KEYS.into_iter();
        let lines = lines.map(|key| self.line(key, wish, &look.wishes));
        look.settings = in_order(lines.chain(self.facts(wish)).collect());
        (look, problem)
    }

    /// Reads the themes of one's own; those that are wrong are left out, and the words say why.
    pub(super) fn themes(&self) -> (Vec<(String, Theme)>, Option<String>) {
        let texts = match self.config.own_themes() {
            Ok(texts) => texts,
            Err(error) => return (Vec::new(), Some(format!("themes: {error}"))),
        };
        let mut problem = None;
        let mut themes = Vec::new();
        for (name, text) in texts {
            let short = name.trim_end_matches(".toml").to_owned();
            match read_theme(&format!("themes/{name}"), &text) {
                Ok(theme) => themes.push((short, theme)),
                Err(error) => problem = Some(format!("this theme is left out   {error}")),
            }
        }
        (themes, problem)
    }

    /// Says that no theme has this name, and which there are.
    pub(super) fn unknown_theme(&self, named: &str) -> Option<String> {
        let wishes = Wishes {
            own: self.themes().0,
            ..Wishes::default()
        };
        let known = wishes.names().join(", ");
        (!is_theme(named, &wishes))
            .then(|| format!("no theme is called {named}: there are {known}, none"))
    }

    /// Returns what is known of the place where it runs.
    pub(super) const fn place(&self) -> Place {
        let session = self.config.session;
        Place {
            over_ssh: session.ssh,
            in_tmux: session.tmux,
            wayland: session.wayland,
            x11: session.x11,
        }
    }

    /// Shows a setting as it holds now.
    fn line(&self, key: Key, wish: &ScreenWish, wishes: &Wishes) -> SettingLine {
        let config = &self.config;
        let theme = wishes.named.as_ref().filter(|_| key.name == "theme");
        SettingLine {
            name: key.name,
            about: key.about,
            value: match key.name {
                "theme" => theme.cloned().unwrap_or_else(|| key.default.to_owned()),
                "ascii" => wish.ascii.to_string(),
                "mouse" => config.mouse.to_string(),
                "slow" => config
                    .slow
                    .map_or_else(|| key.default.to_owned(), |slow| slow.to_string()),
                "as" => wish.actor.to_string(),
                "time" => if wish.zone.is_local() { "local" } else { "utc" }.to_owned(),
                name => config.setting(name).unwrap_or(key.default).to_owned(),
            },
            default: key.default,
            is_fact: false,
            origin: if key.name == "theme" && wish.theme.is_some() {
                "option"
            } else {
                config.origin(key.name)
            },
            choices: if key.name == "theme" {
                wishes.names()
            } else {
                key.words().iter().map(|word| (*word).to_owned()).collect()
            },
        }
    }

    /// Tells what the settings page shows that is nothing to be set.
    fn facts(&self, wish: &ScreenWish) -> Vec<SettingLine> {
        let fact = |name, about, value: String| SettingLine {
            name,
            about,
            value,
            origin: "fact",
            is_fact: true,
            ..SettingLine::default()
        };
        let keys = self.config.keys_file.as_ref();
        let keys = keys.map(|path| {
            let there = if path.exists() { "" } else { ", not there yet" };
            format!("{}{there}", path.display())
        });
        let data = match &wish.data {
            Data::Demo | Data::DemoCopy => "in memory, thrown away".to_owned(),
            Data::Read(path) | Data::Copy(path) | Data::Change(path) => path.display().to_string(),
        };
        vec![
            fact(
                "keys.toml",
                "keys of your own: rollgate keys --default prints a file to begin with, rollgate keys what holds",
                keys.unwrap_or_else(|| "no home is known".to_owned()),
            ),
            fact(
                "data in use",
                "the data of this screen: rollgate backup FILE copies it while it is open",
                data,
            ),
            fact(
                "version",
                "rollgate doctor looks at terminal, clipboard, data, settings and keys",
                env!("CARGO_PKG_VERSION").to_owned(),
            ),
        ]
    }

    /// Lets the screen keep settings, and read them again.
    pub(super) fn settings_desk(&self) -> SettingsDesk {
        let (config, file) = (self.config.clone(), self.config.file.clone());
        SettingsDesk {
            file: file.clone(),
            keep: Box::new(move |name, value| {
                let written = config.write_setting(name, value);
                written.map(drop).map_err(|error| error.to_string())
            }),
            read: Box::new(move || {
                let read = file.as_deref().map(SettingsFile::read).transpose();
                let read = read.map_err(|error| error.to_string())?;
                let found = read.unwrap_or_default();
                let values = KEYS.map(|key| (key.name.to_owned(), found.get(key.name)));
                Ok(values.into())
            }),
        }
    }
}

/// Tells whether `named` is a theme, or a word about colours.
fn is_theme(named: &str, wishes: &Wishes) -> bool {
    ["", "16", "never", "none"].contains(&named) || wishes.names().iter().any(|name| name == named)
}
