//! The stages in time, whole days across: which one ate it? Where there is no room for bars, the numbers alone.

use chrono::{Days, NaiveDate, NaiveTime};

use super::chrome::role_of;
use crate::domain::Timestamp;
use crate::domain::plan::StepState;
use crate::export::in_words;
use crate::projection::{Course, StageView};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;

/// The narrowest room in which bars are drawn.
const NARROWEST: usize = 100;

/// The least and the most columns of a stage's name, and those of its time.
const NAME: (usize, usize) = (26, 44);
const TIME: usize = 10;

/// The widest and the narrowest day.
const WIDEST: usize = 9;
const THINNEST: usize = 2;

/// Days laid on columns.
struct Scale {
    first: NaiveDate,
    count: usize,
    wide: usize,
}

/// Draws the stages.
pub(super) fn lines(model: &Model, width: usize) -> Vec<Line> {
    let Some(open) = model.opened() else {
        return vec![];
    };
    let now = model.moment();
    let course = Course::of(&open.history);
    let names = open.view.stages.iter().map(named);
    let longest = names.map(|name| name.width() + 2).max();
    let room = longest.unwrap_or(0).clamp(NAME.0, NAME.1);
    let scale = Scale::of(&course, now, width.saturating_sub(room));
    let scale = scale.filter(|_| width >= NARROWEST);
    let title = Line::shown(Role::Title, Shown::of(" STAGES").pad(room));
    let mut lines = vec![match &scale {
        Some(scale) => title.and(Role::Dim, &scale.head()),
        None => title,
    }];
    for stage in &open.view.stages {
        let name = named(stage).cut_end(room - 1).pad(room);
        let line = Line::shown(Role::Body, name);
        let line = match &scale {
            Some(scale) => line
                .and_line(bar(scale, &course, stage, now))
                .to_column(room + scale.count * scale.wide + 1),
            None => line,
        };
        let spent = Shown::of(&spent(&course, stage, now)).pad(TIME);
        lines.push(line.and_shown(Role::Body, spent).fit(width));
    }
    lines
}

fn named(stage: &StageView) -> Shown {
    Shown::of(&format!(" {} {}", stage.number, stage.title))
}

/// Says how long a stage took.
fn spent(course: &Course, stage: &StageView, now: Timestamp) -> String {
    match course.seconds_in(&stage.id, now) {
        Some(seconds) => in_words(seconds),
        None if stage.state.is_settled() => stage.state.label().to_lowercase(),
        None => "-".to_owned(),
    }
}

fn bar(scale: &Scale, course: &Course, stage: &StageView, now: Timestamp) -> Line {
    let room = scale.count * scale.wide;
    let mut cells: Vec<char> = vec![' '; room];
    let mut put = |from: Timestamp, to: Timestamp, sign: char| {
        let (from, to) = (scale.column(from), scale.column(to));
        let own = cells.iter_mut().take((to + 1).min(room));
        own.skip(from.min(room.saturating_sub(1)))
            .for_each(|cell| *cell = sign);
    };
    let mut lasts = false;
    for visit in course.visits_of(&stage.id) {
        put(visit.from, visit.to.unwrap_or(now), '█');
        lasts |= visit.to.is_none();
    }
    if lasts {
        put(now, now, '▸');
    }
    let is_begun = lasts && stage.state == StepState::Todo;
    let role = role_of(if is_begun {
        StepState::Doing
    } else {
        stage.state
    });
    let text: String = cells.into_iter().collect();
    Line::new().and(role, text.trim_end())
}

impl Scale {
    /// Lays the days of a rollout on `room` columns, less those of the time; `None` where there is no room for them.
    fn of(course: &Course, now: Timestamp, room: usize) -> Option<Self> {
        let first = course.visits.first()?.from.date_naive();
        let last = course.visits.last().and_then(|visit| visit.to);
        let last = last.unwrap_or(now).date_naive().max(first);
        let count = usize::try_from((last - first).num_days()).ok()? + 1;
        let room = room.checked_sub(TIME + 1)?;
        let wide = (room / count).min(WIDEST);
        (wide >= THINNEST).then_some(Self { first, count, wide })
    }

    fn column(&self, at: Timestamp) -> usize {
        let begin = self.first.and_time(NaiveTime::MIN).and_utc();
        let seconds = usize::try_from((at - begin).num_seconds()).unwrap_or(0);
        seconds * self.wide / 86_400
    }

    /// Returns the dates, as many as there is room for.
    fn head(&self) -> String {
        let (form, room) = if self.wide > 6 {
            ("%a %d", 6)
        } else {
            ("%d.%m", 5)
        };
        let every = (room / self.wide + 1).max(1);
        let mut head = String::new();
        for place in (0..self.count).step_by(every) {
            let day = u64::try_from(place).ok().map(Days::new);
            let day = day.and_then(|day| self.first.checked_add_days(day));
            let words = day.map(|day| day.format(form).to_string());
            let column = place * self.wide;
            let taken = head.chars().count();
            head.push_str(&" ".repeat(column.saturating_sub(taken)));
            head.push_str(&words.unwrap_or_default());
        }
        head
    }
}
