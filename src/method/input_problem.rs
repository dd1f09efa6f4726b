use core::fmt::Display;

use crate::error::{Error, ErrorKind, Problem, Result};
use crate::number::Exact;

/// An input outside its legal range: what it is, what was found, and what to do.
#[derive(Debug, thiserror::Error)]
pub(super) enum InputProblem {
    #[error("expected {what} {range}, found {found}; {remedy}")]
    Range { what: &'static str, range: &'static str, found: String, remedy: &'static str },
    #[error("expected {what}, found none; {remedy}")]
    Missing { what: &'static str, remedy: &'static str },
    #[error("expected {what} of at most {whole}, found {found}; {remedy}")]
    AboveWhole { what: &'static str, whole: String, found: String, remedy: &'static str },
    #[error("expected {what} that add up to 1, found a sum of {found}; {remedy}")]
    Sum { what: &'static str, found: String, remedy: &'static str },
    #[error(
        "expected a change after {before}, found {found}; give the changes in the order of time"
    )]
    ChangeOrder { before: crate::Year, found: crate::Year },
    #[error(
        "expected recovered methane of at most the {generated} that are generated in {year}, found {found}; check the amounts and the years of both"
    )]
    RecoveredInYear { year: crate::Year, generated: String, found: String },
    #[error(
        "expected years from {first} on, the first year with a deposit, found {found}; ask for a later year"
    )]
    BeforeDeposits { first: crate::Year, found: crate::Year },
    #[error(
        "expected a key for {missing}, found one for {first} to {last}; give it for every year from the first to the first deposit"
    )]
    HistoryKey { missing: crate::Year, first: crate::Year, last: crate::Year },
    #[error("expected {what}, found {gas} in the factor `{id}`; {remedy}")]
    Origin { what: &'static str, gas: &'static str, id: String, remedy: &'static str },
    #[error("expected {what} of one edition, found `{first}` and `{second}`; {remedy}")]
    Edition { what: &'static str, first: String, second: String, remedy: &'static str },
    #[error("expected {what} of one area, found {first} and {second}; {remedy}")]
    OtherArea { what: &'static str, first: String, second: String, remedy: &'static str },
    #[error(
        "expected {what} of consecutive years, found {found} after {before}; enter every year, and each once"
    )]
    YearOrder { what: &'static str, before: crate::Year, found: crate::Year },
    #[error(
        "expected a rule for journeys across the border, found `{found}`; write half-half, origin-pays, destination-pays or geographic"
    )]
    BoundaryRule { found: String },
    #[error("expected {what}, found `{found}`; {remedy}")]
    Name { what: &'static str, found: String, remedy: &'static str },
    #[error(
        "expected factors whose product has at most 38 digits, found more; check their units and give fewer digits"
    )]
    TooManyDigits,
}

impl Problem for InputProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Range { .. }
            | Self::AboveWhole { .. }
            | Self::Sum { .. }
            | Self::ChangeOrder { .. }
            | Self::RecoveredInYear { .. }
            | Self::BeforeDeposits { .. }
            | Self::OtherArea { .. }
            | Self::YearOrder { .. } => ErrorKind::OutOfRange,
            Self::Missing { .. } | Self::HistoryKey { .. } => ErrorKind::MissingValue,
            Self::Origin { .. } | Self::Edition { .. } => ErrorKind::InvalidFactor,
            Self::BoundaryRule { .. } | Self::Name { .. } => ErrorKind::UnknownChoice,
            Self::TooManyDigits => ErrorKind::Overflow,
        }
    }
}

/// An input that is checked: its name, how it is shown, and what to do when it is wrong.
pub(super) struct Input<'a> {
    pub(super) what: &'static str,
    pub(super) value: Exact,
    pub(super) shown: &'a dyn Display,
    pub(super) remedy: &'static str,
}

impl Input<'_> {
    fn check(&self, legal: bool, range: &'static str) -> Result<()> {
        if legal {
            return Ok(());
        }
        let (what, found, remedy) = (self.what, self.shown.to_string(), self.remedy);
        Err(Error::new(InputProblem::Range { what, range, found, remedy }))
    }

    pub(super) fn not_negative(&self) -> Result<()> {
        self.check(!self.value.is_negative(), "of zero or more")
    }

    pub(super) fn positive(&self) -> Result<()> {
        self.check(self.value.is_positive(), "above zero")
    }

    /// A factor that adds to something.
    pub(super) fn at_least_one(&self) -> Result<()> {
        self.check(self.value >= Exact::ONE, "of 1 or more")
    }

    /// From 0 to 1, both included.
    pub(super) fn share(&self) -> Result<()> {
        self.check(!self.value.is_negative() && self.value <= Exact::ONE, "from 0 to 1")
    }

    /// A share that is divided by.
    pub(super) fn positive_share(&self) -> Result<()> {
        self.check(self.value.is_positive() && self.value <= Exact::ONE, "above 0 and up to 1")
    }

    /// A share whose rest is divided by.
    pub(super) fn share_below_one(&self) -> Result<()> {
        self.check(!self.value.is_negative() && self.value < Exact::ONE, "from 0 to below 1")
    }
}

/// A number that is shown as it is.
pub(super) fn number<'a>(what: &'static str, value: &'a Exact, remedy: &'static str) -> Input<'a> {
    Input { what, value: *value, shown: value, remedy }
}

/// A quantity of activity, which is zero or more.
pub(super) fn activity<D: crate::unit::Measure>(
    what: &'static str,
    quantity: crate::Quantity<D>,
) -> Result<()> {
    let remedy = "enter a removal or a credit as emissions of its own";
    Input { what, value: quantity.base_value(), shown: &quantity, remedy }.not_negative()
}

/// A rate, which is above zero where a calculation rests on it.
pub(super) fn positive_rate<N, D>(
    what: &'static str,
    rate: &crate::unit::Rate<N, D>,
    remedy: &'static str,
) -> Result<()> {
    Input { what, value: rate.amount().value, shown: rate, remedy }.positive()
}

/// A rate that may be zero.
pub(super) fn rate<N, D>(
    what: &'static str,
    rate: &crate::unit::Rate<N, D>,
    remedy: &'static str,
) -> Result<()> {
    Input { what, value: rate.amount().value, shown: rate, remedy }.not_negative()
}

/// What is left of generated methane, in grams, after recovery; more cannot be recovered than there
/// is.
pub(super) fn less_recovered(
    generated: Exact,
    recovered: Option<&super::Sourced<crate::Quantity<crate::unit::MethaneMass>>>,
) -> Result<Exact> {
    let Some(recovered) = recovered.map(|recovered| recovered.value) else {
        return Ok(generated);
    };
    activity("a mass of recovered methane", recovered)?;
    let emitted = generated.checked_sub(recovered.base_value())?;
    if emitted.is_negative() {
        let generated = crate::Quantity::<crate::unit::MethaneMass>::of_base(generated);
        return Err(Error::new(InputProblem::AboveWhole {
            what: "recovered methane",
            whole: format!("the {generated} that are generated"),
            found: recovered.to_string(),
            remedy: "check the amounts and the years of both",
        }));
    }
    Ok(emitted)
}

/// Shares of a whole: each from 0 to 1, together exactly 1.
pub(super) fn whole(
    what: &'static str,
    shares: impl IntoIterator<Item = Exact>,
    remedy: &'static str,
) -> Result<()> {
    let mut sum = Exact::ZERO;
    for share in shares {
        number("a share of a whole", &share, remedy).share()?;
        sum = sum.checked_add(share)?;
    }
    if sum == Exact::ONE {
        return Ok(());
    }
    Err(Error::new(InputProblem::Sum { what, found: sum.to_string(), remedy }))
}

/// The source of an input that is the default of a guideline.
pub(super) fn default_of<T>(input: &super::Sourced<T>) -> Option<&crate::Source> {
    input.is_default.then_some(&input.source)
}

/// Defaults that are multiplied, which are of one publication.
pub(super) fn one_edition<'a>(
    what: &'static str,
    defaults: impl IntoIterator<Item = Option<&'a crate::Source>>,
) -> Result<()> {
    let mut titles = defaults.into_iter().flatten().map(crate::Source::title);
    let Some(first) = titles.next() else { return Ok(()) };
    let Some(second) = titles.find(|title| *title != first) else { return Ok(()) };
    let remedy = "take every default from the same guideline";
    let (first, second) = (first.to_owned(), second.to_owned());
    Err(Error::new(InputProblem::Edition { what, first, second, remedy }))
}

/// Two measurements that are compared, which are of one area.
pub(super) fn one_area(
    what: &'static str,
    first: crate::Quantity<crate::unit::Area>,
    second: crate::Quantity<crate::unit::Area>,
) -> Result<()> {
    if first == second {
        return Ok(());
    }
    let remedy = "enter a change of area as a conversion of land";
    let (first, second) = (first.to_string(), second.to_string());
    Err(Error::new(InputProblem::OtherArea { what, first, second, remedy }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_make_a_whole() {
        let half = Exact::new(5, 1);
        assert!(whole("shares of the waste", [half, half], "check them").is_ok());
        let text = |shares: [Exact; 2]| {
            whole("shares of the waste", shares, "check them").unwrap_err().to_string()
        };
        assert_eq!(
            text([half, Exact::new(499, 3)]),
            "expected shares of the waste that add up to 1, found a sum of 0.999; check them"
        );
        assert_eq!(
            text([50.into(), 50.into()]),
            "expected a share of a whole from 0 to 1, found 50; check them"
        );
    }
}
