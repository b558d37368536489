//! The lane of packages: which one runs where, and on which database its post-deploy migrations have run. What nobody listed is not drawn as known.

use super::dossier::Dossier;
use super::svg::{Drawing, Picture};
use crate::domain::package::Place;
use crate::projection::PackageRow;

const WIDTH: i64 = 960;
const LEFT: i64 = 100;
const TOP: i64 = 64;
const ROW: i64 = 34;

/// The most packages, the newest ones.
const MOST: usize = 6;

/// Draws the lane.
pub(super) fn packages(dossier: &Dossier) -> Picture {
    let mut drawing = Drawing::new(WIDTH);
    let title = "Packages and where they run";
    let mut shown: Vec<&PackageRow> = dossier.packages.iter().take(MOST).collect();
    shown.reverse();
    if shown.is_empty() {
        drawing.text((0, 24), "", "No package is known.");
        return drawing.finish(40, title, "no package is known");
    }
    let count = i64::try_from(shown.len()).unwrap_or(1);
    let wide = ((WIDTH - LEFT) / count).min(240);
    for (place, package) in shown.iter().enumerate() {
        let x = LEFT + i64::try_from(place).unwrap_or(0) * wide;
        head(&mut drawing, package, (x, wide));
        for (row, environment) in Place::ALL.into_iter().enumerate() {
            let y = TOP + i64::try_from(row).unwrap_or(0) * ROW;
            cell(&mut drawing, (package, environment), (x, y), wide);
        }
    }
    let mut y = TOP;
    for environment in Place::ALL {
        drawing.text((0, y + 21), "b", environment.as_str());
        drawing.line((0, y + ROW), (WIDTH, y + ROW), "grid");
        y += ROW;
    }
    drawing.text(
        (LEFT, y + 20),
        "s",
        "▸ runs here · ✓ was here · ◆ its post-deploy migrations ran on this database",
    );
    drawing.finish(y + 30, title, &says(&shown))
}

fn says(shown: &[&PackageRow]) -> String {
    let words = shown.iter().map(|row| {
        let on: Vec<&str> = row.on.iter().map(|place| place.as_str()).collect();
        let on = if on.is_empty() {
            "runs nowhere".to_owned()
        } else {
            format!("runs on {}", on.join(", "))
        };
        format!("{} {on}", row.package)
    });
    words.collect::<Vec<_>>().join("; ")
}

fn head(drawing: &mut Drawing, package: &PackageRow, (x, wide): (i64, i64)) {
    let most = |columns: i64| usize::try_from((wide - 4) / columns).unwrap_or(4);
    let letters = most(7);
    // The version is what tells packages apart; what it was built from stands below, beside the release.
    let name = package.package.to_string();
    let (version, built_from) = name.split_once('-').unwrap_or((&name, ""));
    let below = match built_from {
        "" => package.release.clone(),
        built_from => format!("{} · {built_from}", package.release),
    };
    drawing.cut((x + 4, 20), "", version, most(8));
    drawing.cut((x + 4, 37), "s", &below, letters);
    let migrations = match package.post {
        Some(0) => "no post-deploy migration".to_owned(),
        Some(1) => "◆ 1 post-deploy migration".to_owned(),
        Some(count) => format!("◆ {count} post-deploy migrations"),
        None => "migrations not known".to_owned(),
    };
    drawing.cut((x + 4, 53), "s", &migrations, letters);
}

fn cell(
    drawing: &mut Drawing,
    (package, environment): (&PackageRow, Place),
    (x, y): (i64, i64),
    wide: i64,
) {
    let runs = package.on.contains(&environment);
    let was = package.was_on.contains(&environment);
    let executed = package.executed.contains(&environment);
    let (class, text) = match (runs, was) {
        (true, _) => ("doing", "▸ runs"),
        (false, true) => ("done", "✓ was here"),
        (false, false) => ("", ""),
    };
    if !class.is_empty() {
        let hover = format!("{} {text} {environment}", package.package);
        drawing.rect((x + 4, y + 6), (wide - 36, ROW - 12), class, &hover);
        drawing.text((x + 12, y + 21), "i", text);
    }
    if executed {
        drawing.text((x + wide - 18, y + 22), "m special c", "◆");
    }
}
