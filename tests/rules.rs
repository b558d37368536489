//! The rules of a rollout: given events, when a command, then events or every reason against it. Nothing here runs or stores anything.

#[cfg(test)]
#[path = "support/plan.rs"]
mod plan;
#[cfg(test)]
#[path = "rules/scenario.rs"]
mod scenario;

#[cfg(test)]
#[path = "rules/attempts.rs"]
mod attempts;
#[cfg(test)]
#[path = "rules/blockers.rs"]
mod blockers;
#[cfg(test)]
#[path = "rules/blocker_plans.rs"]
mod blocker_plans;
#[cfg(test)]
#[path = "rules/canaries.rs"]
mod canaries;
#[cfg(test)]
#[path = "rules/climbing.rs"]
mod climbing;
#[cfg(test)]
#[path = "rules/decisions.rs"]
mod decisions;
#[cfg(test)]
#[path = "rules/drifted.rs"]
mod drifted;
#[cfg(test)]
#[path = "rules/each_percentage.rs"]
mod each_percentage;
#[cfg(test)]
#[path = "rules/everybody.rs"]
mod everybody;
#[cfg(test)]
#[path = "rules/flags.rs"]
mod flags;
#[cfg(test)]
#[path = "rules/guards.rs"]
mod guards;
#[cfg(test)]
#[path = "rules/handover.rs"]
mod handover;
#[cfg(test)]
#[path = "rules/instructions.rs"]
mod instructions;
#[cfg(test)]
#[path = "rules/known_code.rs"]
mod known_code;
#[cfg(test)]
#[path = "rules/leaving.rs"]
mod leaving;
#[cfg(test)]
#[path = "rules/life.rs"]
mod life;
#[cfg(test)]
#[path = "rules/limits.rs"]
mod limits;
#[cfg(test)]
#[path = "rules/locks.rs"]
mod locks;
#[cfg(test)]
#[path = "rules/loopholes.rs"]
mod loopholes;
#[cfg(test)]
#[path = "rules/next.rs"]
mod next;
#[cfg(test)]
#[path = "rules/outlook.rs"]
mod outlook;
#[cfg(test)]
#[path = "rules/overrides.rs"]
mod overrides;
#[cfg(test)]
#[path = "rules/parts.rs"]
mod parts;
#[cfg(test)]
#[path = "rules/people_told.rs"]
mod people_told;
#[cfg(test)]
#[path = "rules/on_for_all.rs"]
mod on_for_all;
#[cfg(test)]
#[path = "rules/order_off.rs"]
mod order_off;
#[cfg(test)]
#[path = "rules/planned.rs"]
mod planned;
#[cfg(test)]
#[path = "rules/qa.rs"]
mod qa;
#[cfg(test)]
#[path = "rules/ramp_steps.rs"]
mod ramp_steps;
#[cfg(test)]
#[path = "rules/revision.rs"]
mod revision;
#[cfg(test)]
#[path = "rules/rollback_scope.rs"]
mod rollback_scope;
#[cfg(test)]
#[path = "rules/rollbacks.rs"]
mod rollbacks;
#[cfg(test)]
#[path = "rules/said.rs"]
mod said;
#[cfg(test)]
#[path = "rules/seen.rs"]
mod seen;
#[cfg(test)]
#[path = "rules/stage_words.rs"]
mod stage_words;
#[cfg(test)]
#[path = "rules/stages.rs"]
mod stages;
#[cfg(test)]
#[path = "rules/steps.rs"]
mod steps;
#[cfg(test)]
#[path = "rules/switches.rs"]
mod switches;
#[cfg(test)]
#[path = "rules/terms.rs"]
mod terms;
#[cfg(test)]
#[path = "rules/timers.rs"]
mod timers;
#[cfg(test)]
#[path = "rules/undo.rs"]
mod undo;
#[cfg(test)]
#[path = "rules/values.rs"]
mod values;
#[cfg(test)]
#[path = "rules/verdicts.rs"]
mod verdicts;
#[cfg(test)]
#[path = "rules/waits.rs"]
mod waits;
#[cfg(test)]
#[path = "rules/way_back_lines.rs"]
mod way_back_lines;
#[cfg(test)]
#[path = "rules/wishes.rs"]
mod wishes;
#[cfg(test)]
#[path = "rules/writes.rs"]
mod writes;
