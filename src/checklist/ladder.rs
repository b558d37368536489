//! The percentages that a rollout goes up by, where words name them: "10%, then 50%, then 100%". A percentage that measures something is none.

use super::block::{Block, Item, Prose};
use super::command;
use super::section::Section;
use super::tokens::{Token, tokens};
use super::vocabulary;
use crate::domain::flag::{Basis, FlagValue, Percentage};
use crate::domain::plan::{Instruction, Outline, Stage, StageKind, Step};

/// How many words may stand between two percentages that a word like "then" joins.
const MOST_BETWEEN: usize = 8;

/// The words for everybody, which end a ladder as 100% does.
const EVERYBODY: [&str; 3] = ["all", "everyone", "everybody"];

/// Percentages that belong together, while they are gathered.
#[derive(Debug, Default)]
struct Run {
    rungs: Vec<(Percentage, bool)>,
    /// How many words stand behind the last of them.
    gap: usize,
    link: Link,
    /// How many words stand before it.
    place: usize,
}

/// How the last percentage of a run is tied to what comes next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Link {
    #[default]
    None,
    /// By a comma, a slash or an arrow: to what stands directly behind it.
    Near,
    /// By a word like "then": over other words too.
    Far,
}

/// Returns the percentages that the words of a section go up by, rising: its first ladder, else what its items raise it to.
pub(super) fn of_section(section: &Section) -> Vec<Percentage> {
    let is_ramp = matches!(section.kind(), Some(StageKind::Ramp | StageKind::Canary));
    if let Some(rung) = of_title(&section.title, is_ramp) {
        return vec![rung];
    }
    let has_words = section.lead.as_ref().is_some_and(may_tell) || blocks_may_tell(&section.blocks);
    if !has_words {
        return Vec::new();
    }
    let mut said: Vec<&Prose> = section.lead.iter().collect();
    let mut items: Vec<&Item> = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Prose(prose) => said.push(prose),
            Block::List(list) => items.extend(list),
            Block::Heading(_) | Block::Fence(_) => {}
        }
    }
    let items = outline(items);
    said.extend(items.iter().flat_map(|item| prose_of(item)));
    if let Some(run) = said.iter().find_map(|prose| run(&prose.text, is_ramp)) {
        return run;
    }
    let mut rungs: Vec<Percentage> = items.into_iter().filter_map(raised).collect();
    rungs.sort_unstable();
    rungs.dedup();
    rungs
}

/// Tells whether anything in `blocks` may name the percentages that a rollout goes up by. Most sections name none.
fn blocks_may_tell(blocks: &[Block]) -> bool {
    let item = |item: &Item| may_tell(&item.prose) || blocks_may_tell(&item.blocks);
    blocks.iter().any(|block| match block {
        Block::Prose(prose) => may_tell(prose),
        Block::List(items) => items.iter().any(item),
        Block::Heading(_) | Block::Fence(_) => false,
    })
}

fn may_tell(prose: &Prose) -> bool {
    prose.text.contains('%') || may_name_two(&prose.text)
}

/// Gives the first ladder of a section without steps to the first ramp that names none: plans say it above their stages.
pub(super) fn settle(sections: &[Section], stages: &mut [Stage]) {
    let ramp = stages
        .iter_mut()
        .find(|stage| stage.kind == StageKind::Ramp && stage.ladder.is_empty());
    let has_list = |section: &&Section| {
        let mut blocks = section.blocks.iter();
        blocks.any(|block| matches!(block, Block::List(_) | Block::Fence(_)))
    };
    let mut told = sections
        .iter()
        .filter(|section| section.is_panel() || !has_list(section))
        .map(of_section)
        .filter(|ladder| ladder.len() > 1);
    if let Some(ramp) = ramp
        && let Some(ladder) = told.next()
    {
        ramp.ladder = ladder;
    }
}

/// Lets the one line of a ramp that sets a percentage stand for all that the words of its stage name, where they go further up:
/// "10%, 50%, 100%" above a single line for 10.
pub(super) fn carry(stages: &mut [Stage]) {
    for stage in stages
        .iter_mut()
        .filter(|stage| stage.kind == StageKind::Ramp && stage.ladder.len() > 1)
    {
        for basis in [Basis::Actors, Basis::Time] {
            let is_ramp = |line: &Instruction| {
                let is_here = line.is_ramp() && line.raises_production();
                is_here && line.counts() == basis
            };
            let lines = Outline::of(&stage.steps).flat_map(|step| &step.instructions);
            let mut lines = lines.filter(|line| is_ramp(line));
            let (Some(only), None) = (lines.next(), lines.next()) else {
                continue;
            };
            let is_first = |share: &Percentage| {
                let mut words = stage.ladder.iter();
                words.any(|rung| rung == share) && words.any(|rung| rung > share)
            };
            if matches!(&only.value, Some(FlagValue::Percentage(share)) if is_first(share)) {
                mark(&mut stage.steps, &is_ramp);
            }
        }
    }
}

fn mark(steps: &mut [Step], is_ramp: &dyn Fn(&Instruction) -> bool) {
    for step in steps {
        let lines = step.instructions.iter_mut();
        lines
            .filter(|line| is_ramp(line))
            .for_each(|line| line.of_ladder = true);
        mark(&mut step.steps, is_ramp);
    }
}

/// Returns the items with all that is nested in them, parents first.
fn outline(items: Vec<&Item>) -> Vec<&Item> {
    let mut waiting: Vec<&Item> = items.into_iter().rev().collect();
    let mut all = Vec::new();
    while let Some(item) = waiting.pop() {
        all.push(item);
        let below: Vec<&Item> = item.lists().flatten().collect();
        waiting.extend(below.into_iter().rev());
    }
    all
}

fn prose_of(item: &Item) -> impl Iterator<Item = &Prose> {
    let below = item.blocks.iter().filter_map(|block| match block {
        Block::Prose(prose) => Some(prose),
        Block::Heading(_) | Block::List(_) | Block::Fence(_) => None,
    });
    std::iter::once(&item.prose).chain(below)
}

/// Returns the percentage in a heading of a stage that goes up to it: `25% rollout`.
fn of_title(title: &str, is_ramp: bool) -> Option<Percentage> {
    let only = only_percentage(title)?;
    (is_ramp || vocabulary::has("ramp", title)).then_some(only)
}

/// Returns the percentage that an item raises the rollout to, where no line to run says it.
fn raised(item: &Item) -> Option<Percentage> {
    let text = &item.prose.text;
    let only = only_percentage(text).filter(|_| vocabulary::has("raise", text))?;
    let sets_one = command::of_item(item).iter().any(Instruction::is_ramp);
    (!sets_one).then_some(only)
}

/// Returns the percentage of a text that has one with its sign and measures nothing.
fn only_percentage(text: &str) -> Option<Percentage> {
    if !text.contains('%') || vocabulary::has("measure", text) {
        return None;
    }
    let mut found = tokens(text).into_iter().filter_map(|token| match token {
        Token::Number(number, true) => Some(number),
        Token::Number(..) | Token::Break | Token::Joint | Token::Stop | Token::Word(_) => None,
    });
    let only = found.next().filter(|only| *only > Percentage::NONE);
    only.filter(|_| found.next().is_none())
}

/// Returns the first ladder in a text; `is_ramp` where its heading says that percentages rise.
fn run(text: &str, is_ramp: bool) -> Option<Vec<Percentage>> {
    if !may_name_two(text) || !(is_ramp || vocabulary::has("ramp", text)) {
        return None;
    }
    let mut open = Run::default();
    let mut words: Vec<String> = Vec::new();
    let mut ladders = Vec::new();
    for token in tokens(text).into_iter().chain([Token::Break]) {
        let place = words.len() + usize::from(matches!(token, Token::Word(_)));
        let closed = open.take(&token, place);
        if let Token::Word(word) = token {
            words.push(word);
        }
        ladders.extend(closed.and_then(|closed| closed.ladder(&words)));
    }
    ladders.first()?;
    let measures = vocabulary::has("measure", text);
    let mut ladders = ladders.into_iter();
    ladders.find(|ladder| ladder.len() > 2 || !measures)
}

/// Tells whether a text may name two percentages, without reading it word by word: it has two numbers, or one and a word for everybody.
fn may_name_two(text: &str) -> bool {
    let parts = text
        .as_bytes()
        .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    let is_number = |part: &&[u8]| part.first().is_some_and(u8::is_ascii_digit);
    let mut words = text.split(|c: char| !c.is_alphabetic());
    match parts.filter(is_number).take(2).count() {
        0 => false,
        1 => words.any(|word| EVERYBODY.iter().any(|all| word.eq_ignore_ascii_case(all))),
        _ => true,
    }
}

impl Run {
    /// Takes the next token, up to which there are `place` words; returns the run that ends before it, if one does.
    fn take(&mut self, token: &Token, place: usize) -> Option<Self> {
        match token {
            Token::Number(number, has_sign) => {
                let closed = (self.link == Link::None).then(|| self.restart(place));
                self.rungs.push((*number, *has_sign));
                (self.gap, self.link) = (0, Link::None);
                closed
            }
            Token::Break => Some(self.restart(place)),
            Token::Joint => {
                self.near(self.gap == 0);
                None
            }
            Token::Stop => {
                self.near(false);
                None
            }
            Token::Word(word) => self.word(word, place),
        }
    }

    fn word(&mut self, word: &str, place: usize) -> Option<Self> {
        if self.rungs.is_empty() {
            return None;
        }
        if EVERYBODY.contains(&word) && self.link != Link::None {
            self.rungs.push((Percentage::ALL, true));
            return Some(self.restart(place));
        }
        match word {
            "then" | "finally" | "followed" | "afterwards" | "next" | "eventually" | "lastly" => {
                self.link = Link::Far;
            }
            "to" | "and" if self.gap == 0 => self.near(true),
            "to" | "up" | "at" | "by" | "percent" => {}
            _ => self.near(false),
        }
        self.gap += 1;
        (self.gap > MOST_BETWEEN).then(|| self.restart(place))
    }

    /// Ties the last percentage to what stands directly behind it, or not; what is tied further stays so.
    fn near(&mut self, is_tied: bool) {
        if self.link != Link::Far {
            self.link = if is_tied { Link::Near } else { Link::None };
        }
    }

    fn restart(&mut self, place: usize) -> Self {
        let next = Self {
            place,
            ..Self::default()
        };
        std::mem::replace(self, next)
    }

    /// Returns the percentages when they are a ladder: they rise, and say that they are percentages of a rollout.
    fn ladder(self, words: &[String]) -> Option<Vec<Percentage>> {
        let (_, last_has_sign) = *self.rungs.last()?;
        let rungs: Vec<Percentage> = self.rungs.iter().map(|(rung, _)| *rung).collect();
        let rises = rungs.is_sorted_by(|a, b| a < b) && rungs.first() > Some(&Percentage::NONE);
        let is_ladder = rungs.len() > 1 && rises;
        (is_ladder && (last_has_sign || self.is_announced(words))).then_some(rungs)
    }

    /// Tells whether the words before it announce percentages.
    fn is_announced(&self, words: &[String]) -> bool {
        let before = words.get(self.place.saturating_sub(4)..self.place);
        vocabulary::has("rungs", &before.unwrap_or_default().join(" "))
    }
}
