//! The keys of the fleet, of the first page, of the preview of an import and of help.

use super::{app, under};
use crate::tui::key::KeyCode;
use crate::tui::keymap::action::App;
use crate::tui::keymap::binding::Context::{FirstRun, Fleet, Help, Opened, Plain, Working};
use crate::tui::keymap::binding::{Binding, Class, Group, char, code, two};

pub(super) const FLEET: &[Binding] = &[
    app(Fleet, char('i'), App::Import, "import a document").hint(20, "import"),
    app(
        Fleet,
        two(' ', 'u'),
        App::FromLink,
        "import by the link of an issue",
    ),
    app(
        Fleet,
        two(' ', 'n'),
        App::FromTemplate,
        "new rollout from a template",
    ),
    app(
        Working,
        two('v', 'w'),
        App::Hints,
        "hints off in the demo, or on",
    ),
    under(
        app(Opened, two(' ', 'i'), App::ImportAgain, "import again…"),
        Group::Wrong,
    )
    .class(Class::Typed),
    under(
        app(
            Working,
            two('v', 't'),
            App::Zone,
            "times in local time, or UTC",
        ),
        Group::App,
    ),
    under(
        app(
            Fleet,
            two('v', 'd'),
            App::ToggleDone,
            "rollouts that are over",
        ),
        Group::App,
    ),
    app(Fleet, two('v', 'c'), App::Compact, "one line for each"),
    app(Fleet, two('v', 'p'), App::Preview, "the preview below"),
];

pub(super) const PAGES: &[Binding] = &[
    app(
        FirstRun,
        char('p'),
        App::Paste,
        "paste the text of a rollout issue",
    )
    .hint(10, "paste"),
    app(FirstRun, char('f'), App::Import, "open a file").hint(20, "file"),
    app(
        FirstRun,
        char('u'),
        App::FromLink,
        "I have a link to the issue",
    )
    .hint(22, "link"),
    app(
        FirstRun,
        char('n'),
        App::FromTemplate,
        "new rollout from a template",
    )
    .hint(33, "new"),
    app(FirstRun, char('d'), App::Demo, "look around with a demo").hint(30, "demo"),
    app(Help, char('/'), App::Filter, "search keys and topics").hint(2, "search"),
    app(Help, code(KeyCode::Enter), App::Back, "close").alias(),
    app(Plain, char('Y'), App::Plain, "close").alias(),
];
