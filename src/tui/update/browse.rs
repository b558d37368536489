//! Addresses of the document, opened in the browser after their host was shown. Anything but the web is never opened.

use super::{dialogs, fleet};
use crate::domain::plan::{Reference, ReferenceKind};
use crate::tui::dialog::{Dialog, Purpose};
use crate::tui::effect::Effect;
use crate::tui::form::{Form, Item, buttons, words};
use crate::tui::keymap::{Action, App, Context, Link};
use crate::tui::model::{Model, Tone};
use crate::tui::screen::Role;

/// The name of the question which address is meant.
const ADDRESS: &str = "address";

/// Shows the addresses of this kind with their hosts.
pub(super) fn open(model: &mut Model, link: Link) -> Vec<Effect> {
    let Some(view) = model.view() else {
        if model.page_context() == Context::Fleet {
            return fleet::read_then(model, Action::App(App::Browse(link)));
        }
        return vec![];
    };
    let mut options: Vec<(String, String)> = Vec::new();
    let own = model
        .selected_blocker()
        .filter(|_| model.page_context() == Context::Blockers)
        .and_then(|blocker| Some((blocker, blocker.link.as_deref()?)));
    if let Some((blocker, link)) = own
        && let Some(host) = host(link)
    {
        let words = format!("{host}  {}  {link}", blocker.id);
        options.push((link.to_owned(), words));
    }
    for reference in view.references.iter().filter(|found| is_of(found, link)) {
        let known = options
            .iter()
            .any(|(target, _)| *target == reference.target);
        if let Some(host) = host(&reference.target).filter(|_| !known) {
            let words = format!("{host}  {}  {}", reference.text, reference.target);
            options.push((reference.target.clone(), words));
        }
    }
    if options.is_empty() {
        model.tell(Tone::Warn, "the document names no such address");
        return vec![];
    }
    let chosen = (options.len() == 1).then_some(0);
    let form = Form::new(vec![
        words(Role::Title, view.name().to_owned()),
        Item::Choice {
            name: ADDRESS.to_owned(),
            label: "Which address? The host stands first.".to_owned(),
            options,
            at: 0,
            chosen,
        },
        buttons("go", "Open it in the browser", false),
    ]);
    let dialog = Dialog::new("Open in the browser", Purpose::Browse, form, model.now);
    dialogs::open(model, dialog)
}

fn is_of(reference: &Reference, link: Link) -> bool {
    match link {
        Link::Any => true,
        Link::Issue => reference.kind == ReferenceKind::Issue,
        Link::MergeRequest => reference.kind == ReferenceKind::MergeRequest,
        Link::Dashboard => reference.kind == ReferenceKind::Dashboard,
        Link::Documentation => reference.kind == ReferenceKind::Documentation,
    }
}

/// Says on the button which host is opened.
pub(super) fn changed(form: &mut Form) {
    let host = form.chosen(ADDRESS).and_then(host).map(str::to_owned);
    form.set_button("go", host.is_some());
    if let Some(host) = host {
        form.label_button("go", format!("Open {host}"));
    }
}

/// Returns what the button asks for.
pub(super) fn submitted(form: &Form) -> Vec<Effect> {
    let address = form
        .chosen(ADDRESS)
        .filter(|address| host(address).is_some());
    address
        .map(|address| Effect::Browse(address.to_owned()))
        .into_iter()
        .collect()
}

/// Returns the host of an address of the web; `None` for anything else, and for whatever a browser might read as another host.
fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_plain = address
        .chars()
        .all(|letter| letter.is_ascii_graphic() && letter != '\\');
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    (is_web && is_plain && !host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn the_host_is_the_one_that_a_browser_would_ask() {
        for (address, expected) in [
            ("https://gitlab.com/a/b", Some("gitlab.com")),
            ("HTTP://x.org:80?q", Some("x.org:80")),
            ("https://gitlab.com@evil.example/a", Some("evil.example")),
            ("https://evil.example\\@gitlab.com/", None),
            ("file:///etc/passwd", None),
            ("javascript:alert(1)", None),
            ("https:///a", None),
            ("https://a b", None),
            ("--help", None),
        ] {
            assert_eq!(host(address), expected, "{address}");
        }
    }
}
