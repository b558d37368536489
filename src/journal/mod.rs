//! Facts as they are kept: who said what when, in which order, chained by hashes. It knows no file and no database.

mod chain;
mod codec;
mod envelope;
mod hash;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod samples_back;
mod seal;
mod stream;
mod tagged;

pub use chain::{Broken, Chain, digest, verify_chain};
pub use codec::{DecodeError, EncodeError, Encoded, Kept, decode, encode};
pub use envelope::{Envelope, Stamp, Tip};
pub use hash::Hash;
pub use seal::seal;
pub use stream::StreamId;
