//! The bits of draws; `tests/bits.sh` checks them in other builds and on other targets, too.
#![allow(missing_docs)]

#[path = "bits/src/draws.rs"]
mod draws;

#[test]
fn bits_are_as_committed() {
    let found = draws::hashes();
    assert_eq!(found, draws::COMMITTED, "{found:#018x?}");
}
