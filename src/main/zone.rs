//! The zone of this machine, as the operating system has it. It decides nothing about what is shown.

use chrono::{FixedOffset, Local, Offset as _, TimeZone as _};

use rollgate::domain::Timestamp;
use rollgate::projection::{OffsetRule, Zone};

/// Returns the zone of this machine.
pub(super) const fn local() -> Zone {
    Zone::Local(OffsetRule(offset))
}

fn offset(at: Timestamp) -> FixedOffset {
    Local.offset_from_utc_datetime(&at.naive_utc()).fix()
}
