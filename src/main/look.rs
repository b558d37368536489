//! How the screen looks: what the settings, the environment and the command line say, put together. A wrong theme stops nothing.

use rollgate::cli::ScreenWish;
use rollgate::config::{KEYS, Key};
use rollgate::shell::{Place, SetSetting};
use rollgate::tui::look::{Look, SettingLine};
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
            ..Wishes::default()
        };
        let (own, mut problem) = self.themes();
        wishes.own = own;
        let named = wishes.named.clone().unwrap_or_default();
        let known = ["", "16", "never", "none"].contains(&named.as_str());
        if !known && !wishes.names().contains(&named) {
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
        look.settings = KEYS
            .into_iter()
            .map(|key| self.line(key, wish, &look.wishes))
            .collect();
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
                "slow" => config.slow.to_string(),
                "as" => wish.actor.to_string(),
                "time" => if wish.zone.is_local() { "local" } else { "utc" }.to_owned(),
                name => config.setting(name).unwrap_or(key.default).to_owned(),
            },
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

    /// Lets the screen keep settings.
    pub(super) fn set_setting_later(&self) -> SetSetting {
        let config = self.config.clone();
        SetSetting(Box::new(move |name, value| {
            let written = config.write_setting(name, value);
            written.map(drop).map_err(|error| error.to_string())
        }))
    }
}
