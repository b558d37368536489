//! The templates that a rollout can begin from: a list of them, or one as it is. Nothing is filled here.

use serde::Serialize;

use crate::checklist::Template;
use crate::cli::answer::{Answer, Body};
use crate::cli::args::TemplateVerb;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::not_found;
use crate::cli::session::Session;
use crate::error::Report;

#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    about: &'a str,
    own: bool,
    asks_for_flag: bool,
    blanks: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// Answers what is asked about templates.
pub(crate) fn template(session: &Session<'_, '_>, verb: &TemplateVerb) -> Result<Answer, Report> {
    let templates = session.host.templates()?;
    match verb {
        TemplateVerb::List => list(&templates),
        TemplateVerb::Show { name } => {
            let found = find_template(&templates, name)?;
            let data = Listed {
                text: Some(&found.text),
                ..listed(found)
            };
            Answer::with(&data, Body::Raw(found.text.clone()))
        }
    }
}

/// Finds a template by its name.
///
/// # Errors
///
/// When there is none, with the names that there are.
pub(crate) fn find_template<'a>(
    templates: &'a [Template],
    name: &str,
) -> Result<&'a Template, Report> {
    let found = templates.iter().find(|template| template.name == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = templates.iter().map(|known| known.name.as_str()).collect();
        let hint = format!("there are {}", names.join(", "));
        not_found(format!("no template is called {name}"), hint)
    })
}

fn list(templates: &[Template]) -> Result<Answer, Report> {
    let mut page = Page::new();
    for template in templates {
        let own = if template.is_own { "   yours" } else { "" };
        page.push(
            Line::new()
                .word(Role::Strong, &template.name)
                .to(16)
                .plain(&template.about)
                .word(Role::Quiet, own),
        );
    }
    page.gap();
    page.say("rollgate new feature-flag --flag NAME shows what would be begun");
    let data: Vec<Listed<'_>> = templates.iter().map(listed).collect();
    Answer::new(&data, page)
}

fn listed(template: &Template) -> Listed<'_> {
    Listed {
        name: &template.name,
        about: &template.about,
        own: template.is_own,
        asks_for_flag: template.asks_for_flag(),
        blanks: template.blanks(),
        text: None,
    }
}
