use crate::Year;
use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(crate) enum AccountProblem {
    #[error(
        "expected notation keys out of NO, NE, IE, C and NA, such as `IE (II.1.1)`, found `{found}`"
    )]
    NotationKey { found: String },
    #[error("expected {what} out of {choices}, found `{found}`")]
    Choice { what: &'static str, choices: String, found: String },
    #[error(
        "expected at most {limit} masses in one account, found more; divide the account by year or place"
    )]
    TooManyLines { limit: u32 },
    #[error(
        "expected masses of one gas within 38 digits of each other, found {grams} g beside ones of much finer digits; check its unit, or round the others at their source"
    )]
    MassesTooFarApart { grams: String },
    #[error(
        "expected at most {limit} gases and GWP sets in one account, found more; give figures of one publisher one label"
    )]
    TooManySpecies { limit: u16 },
    #[error("expected a total of at most 38 digits, found more; check the units of the lines")]
    TotalOverflow,
    #[cfg(feature = "serde")]
    #[error(
        "expected a total whose memo gases stand apart and whose gross masses are not below zero, found another; write it again from its account"
    )]
    NoTotal,
    #[error("expected a population above zero for {place} in {year}, found {found}")]
    Population { place: String, year: Year, found: String },
    #[error("expected one population for {place} in {year}, found two")]
    PopulationTwice { place: String, year: Year },
    #[error(
        "expected a carrier for the amount {amount} of {line}, so that its factor can be looked up, found none; or give the emissions themselves"
    )]
    MissingCarrier { line: String, amount: String },
    #[error(
        "expected `included elsewhere` of {line} to point to a line of the same place and year, found `{target}`, which is none"
    )]
    UnknownTarget { line: String, target: String },
    #[error(
        "expected `included elsewhere` of {line} to point to a line with a value, found `{target}`, which is itself included elsewhere"
    )]
    IncludedElsewhereCircle { line: String, target: String },
    #[error("expected totals of at most {limit} groups, found {found}; group by fewer facets")]
    TooManyGroups { limit: usize, found: u128 },
    #[error(
        "expected two editions of one year, found {old} and {new}; compute {old} anew and compare it with its earlier edition"
    )]
    RecalculationOfTwoYears { old: String, new: String },
    #[error("expected a threshold from 0 to 1, such as 0.05 for 5 %, found {found}")]
    Threshold { found: String },
}

impl Problem for AccountProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            #[cfg(feature = "serde")]
            Self::NoTotal => ErrorKind::InvalidDocument,
            Self::NotationKey { .. } => ErrorKind::UnknownNotationKey,
            Self::Choice { .. } => ErrorKind::UnknownChoice,
            Self::TooManyLines { .. }
            | Self::TooManySpecies { .. }
            | Self::TooManyGroups { .. }
            | Self::RecalculationOfTwoYears { .. }
            | Self::Threshold { .. }
            | Self::Population { .. } => ErrorKind::OutOfRange,
            Self::MassesTooFarApart { .. } | Self::TotalOverflow => ErrorKind::Overflow,
            Self::PopulationTwice { .. } => ErrorKind::DuplicateLine,
            Self::MissingCarrier { .. } => ErrorKind::MissingValue,
            Self::UnknownTarget { .. } => ErrorKind::UnknownTarget,
            Self::IncludedElsewhereCircle { .. } => ErrorKind::IncludedElsewhereCircle,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::account::{Grade, NotationKeys, Population, compare};
    use crate::gas::{Emissions, Gas, GwpSet};
    use crate::number::Exact;
    use crate::{
        Account, Activity, Amount, Error, ErrorKind, FactorSet, Location, Profile, Source, Year,
        account::Cell,
    };

    fn year() -> Year {
        Year::new(2023).unwrap()
    }

    fn line(sector: &str, cell: impl Into<Cell>) -> Activity {
        let source = Source::new("Odder Kommune", "Energy", 2024, "row 1").unwrap();
        Activity::new("Odder", year(), sector.parse().unwrap(), cell, &source)
            .path("schools")
            .at(Location::line(7))
    }

    fn compute(lines: impl IntoIterator<Item = Activity>) -> Error {
        let profile = Profile::new("Odder", GwpSet::ar5());
        let error = Account::compute(lines, &profile, &FactorSet::new([])).unwrap_err();
        assert_eq!(error.location(), &Location::line(7));
        error
    }

    fn check(error: &Error, kind: ErrorKind, text: &str) {
        assert_eq!((error.kind(), error.message().as_str()), (kind, text));
    }

    #[test]
    fn says_what_is_wrong_with_a_word() {
        check(
            &"IE (I.1.1".parse::<NotationKeys>().unwrap_err(),
            ErrorKind::UnknownNotationKey,
            "expected notation keys out of NO, NE, IE, C and NA, such as `IE (II.1.1)`, found `IE \
             (I.1.1`",
        );
        check(
            &"good".parse::<Grade>().unwrap_err(),
            ErrorKind::UnknownChoice,
            "expected a grade out of H, M, L, found `good`",
        );
    }

    #[test]
    fn says_what_is_wrong_with_a_population() {
        check(
            &Population::new([("Odder", year(), Exact::ZERO)]).unwrap_err(),
            ErrorKind::OutOfRange,
            "expected a population above zero for Odder in 2023, found 0",
        );
        check(
            &Population::new([("Odder", year(), 1.into()), ("Odder", year(), 1.into())])
                .unwrap_err(),
            ErrorKind::DuplicateLine,
            "expected one population for Odder in 2023, found two",
        );
    }

    #[test]
    fn says_what_is_wrong_with_a_line() {
        check(
            &compute([line("gpc:I.1.1", "12 GJ".parse::<Amount>().unwrap())]),
            ErrorKind::MissingValue,
            "expected a carrier for the amount 12 GJ of Odder, 2023, I.1.1, schools, so that its \
             factor can be looked up, found none; or give the emissions themselves",
        );
        check(
            &compute([line("gpc:I.1.1", NotationKeys::included_in("I.2"))]),
            ErrorKind::UnknownTarget,
            "expected `included elsewhere` of Odder, 2023, I.1.1, schools to point to a line of \
             the same place and year, found `I.2`, which is none",
        );
        check(
            &compute([
                line("gpc:I.1.1", NotationKeys::included_in("I.2.1")),
                line("gpc:I.2.1", NotationKeys::included_in("I.1")),
            ]),
            ErrorKind::IncludedElsewhereCircle,
            "expected `included elsewhere` of Odder, 2023, I.1.1, schools to point to a line with \
             a value, found `I.2.1`, which is itself included elsewhere",
        );
        let far = Emissions::from_grams(Gas::CO2, Exact::new(1, -50));
        let fine = Emissions::from_grams(Gas::CO2, Exact::new(1, 9));
        let far = line("gpc:I.1.1", far);
        check(
            &compute([far, line("gpc:I.2.1", fine).at(Location::line(8))]),
            ErrorKind::Overflow,
            &format!(
                "expected masses of one gas within 38 digits of each other, found 1{} g beside \
                 ones of much finer digits; check its unit, or round the others at their source",
                "0".repeat(50)
            ),
        );
    }

    #[test]
    fn says_what_is_wrong_with_a_recalculation() {
        let profile = Profile::new("Odder", GwpSet::ar5());
        let account = |year: i64| {
            let source = Source::new("Odder Kommune", "Energy", 2024, "row 1").unwrap();
            let emissions = Emissions::from_tonnes(Gas::CO2, 5);
            let year = Year::new(year).unwrap();
            let line =
                Activity::new("Odder", year, "gpc:I.1.1".parse().unwrap(), emissions, &source);
            Account::compute([line], &profile, &FactorSet::new([])).unwrap()
        };
        let (old, new) = (account(2018), account(2023));
        let percent = Exact::new(5, 2);
        check(
            &compare(&old, &new).unwrap().recalculation(percent).unwrap_err(),
            ErrorKind::OutOfRange,
            "expected two editions of one year, found 2018 and 2023; compute 2018 anew and compare it \
             with its earlier edition",
        );
        check(
            &compare(&old, &old).unwrap().recalculation(5.into()).unwrap_err(),
            ErrorKind::OutOfRange,
            "expected a threshold from 0 to 1, such as 0.05 for 5 %, found 5",
        );
    }

    #[test]
    fn says_that_a_total_is_beyond_arithmetic() {
        let large =
            Emissions::from_grams(Gas::CO2, Exact::new(9, -37).checked_add(1.into()).unwrap());
        let lines = [line("gpc:I.1.1", large.clone()), line("gpc:I.2.1", large)];
        let profile = Profile::new("Odder", GwpSet::ar5());
        let account = Account::compute(lines, &profile, &FactorSet::new([])).unwrap();
        check(
            &account.total().unwrap_err(),
            ErrorKind::Overflow,
            "expected a total of at most 38 digits, found more; check the units of the lines",
        );
    }
}
