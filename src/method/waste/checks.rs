use crate::Quantity;
use crate::error::{Error, Result};
use crate::method::Sourced;
use crate::method::input_problem::{InputProblem, number};
use crate::number::Exact;
use crate::unit::Measure;

pub(super) fn share(what: &'static str, value: &Sourced<Exact>) -> Result<()> {
    number(what, &value.value, "give per cent as a fraction").share()
}

/// A factor that raises a load, such as that of industry on a common sewer.
pub(super) fn raising_factor(what: &'static str, value: &Sourced<Exact>) -> Result<()> {
    number(what, &value.value, "give 1 where nothing comes on top").at_least_one()
}

/// What is taken from a whole is at most the whole.
pub(super) fn part_of<D: Measure>(
    what: &'static str,
    part: Quantity<D>,
    whole: Quantity<D>,
    of: &'static str,
) -> Result<()> {
    if part <= whole {
        return Ok(());
    }
    Err(Error::new(InputProblem::AboveWhole {
        what,
        whole: format!("the {whole} {of}"),
        found: part.to_string(),
        remedy: "check the amounts and the years of both",
    }))
}
