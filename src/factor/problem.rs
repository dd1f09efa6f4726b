use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(crate) enum FactorProblem {
    #[error("expected an id, a carrier and emissions for the factor, found no {what} in `{id}`")]
    Incomplete { id: String, what: &'static str },
    #[error(
        "expected masses of zero or more in the factor `{id}`, found {found}; give it the boundary `removal` if it takes gas out of the air"
    )]
    Negative { id: String, found: String },
    #[error("expected masses below zero in the removal `{id}`, found {found}")]
    NotARemoval { id: String, found: String },
    #[error("expected {what} for the factor `{id}`, found {found}")]
    OutOfRange { id: String, what: &'static str, found: String },
    #[error(
        "expected a boundary out of combustion, process, at-plant, at-meter, life-cycle and removal, found `{found}`"
    )]
    Boundary { found: String },
    #[error("expected a kind of parameter out of {known}, found `{found}`")]
    ParameterKind { found: String, known: String },
    #[error("expected a unit of {kind} for the parameter `{id}`, found `{unit}`")]
    ParameterUnit { id: String, kind: &'static str, unit: String },
    #[error(
        "expected every factor of the layer `{layer}` under an id of its own, found `{id}` twice"
    )]
    DuplicateId { layer: String, id: String },
    #[error("expected a factor for the carrier `{carrier}`, found none in {layers}{suggestion}")]
    UnknownCarrier { carrier: String, layers: String, suggestion: String },
    #[error(
        "expected a factor with the id `{id}` for the carrier `{carrier}`, found none in {layers}{suggestion}"
    )]
    UnknownId { id: String, carrier: String, layers: String, suggestion: String },
    #[error(
        "expected a factor for {wanted}, found none in {layers}; there are factors for {known}"
    )]
    NotFound { wanted: String, layers: String, known: String },
    #[cfg(feature = "catalogue")]
    #[error(
        "expected the id of a default value, found `{id}`, which the {layers} does not have; list `DefaultValue::all()`{hint}"
    )]
    UnknownDefault { id: String, layers: &'static str, hint: String },
    #[cfg(feature = "catalogue")]
    #[error("expected seen, seen_secondary or derived as evidence, found `{found}`")]
    Evidence { found: String },
    #[error("expected the hash of a factor set, 32 digits from 0 to f, found `{found}`")]
    Hash { found: String },
    #[error(
        "expected one way for {wanted}, found {found}; give the parameter that is meant in a layer before"
    )]
    AmbiguousParameter { wanted: String, found: String },
    #[error(
        "expected a way from `{unit}` to `{per}` for `{carrier}`, found none; add its {kind} (such as {example}) to the factor set"
    )]
    MissingParameter {
        unit: String,
        per: String,
        carrier: String,
        kind: String,
        example: &'static str,
    },
    #[error(
        "expected one best factor for {wanted}, found {found} that match equally well; name the process, the region or the id of the factor"
    )]
    Ambiguous { wanted: String, found: String },
}

impl Problem for FactorProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Incomplete { .. } | Self::Negative { .. } | Self::NotARemoval { .. } => {
                ErrorKind::InvalidFactor
            }
            Self::OutOfRange { .. } => ErrorKind::OutOfRange,
            Self::Boundary { .. } | Self::ParameterKind { .. } => ErrorKind::UnknownChoice,
            Self::ParameterUnit { .. } | Self::MissingParameter { .. } => {
                ErrorKind::DimensionMismatch
            }
            Self::Hash { .. } => ErrorKind::InvalidDocument,
            Self::DuplicateId { .. } => ErrorKind::DuplicateId,
            Self::UnknownCarrier { .. } | Self::UnknownId { .. } | Self::NotFound { .. } => {
                ErrorKind::FactorNotFound
            }
            #[cfg(feature = "catalogue")]
            Self::UnknownDefault { .. } => ErrorKind::FactorNotFound,
            #[cfg(feature = "catalogue")]
            Self::Evidence { .. } => ErrorKind::UnknownChoice,
            Self::Ambiguous { .. } | Self::AmbiguousParameter { .. } => ErrorKind::AmbiguousFactor,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::factor::{FactorLayer, FactorQuery};
    use crate::gas::{Emissions, Gas};
    use crate::number::Exact;
    use crate::{EmissionFactor, Error, ErrorKind, FactorSet, Result, Source, Unit, Year};

    fn unit(text: &str) -> Unit {
        text.parse().unwrap()
    }

    fn source() -> Source {
        Source::new("IPCC", "Guidelines", 2006, "Table 2.2").unwrap()
    }

    fn factor(id: &str, carrier: &str, grams: i64) -> Result<EmissionFactor> {
        let emissions = Emissions::from_grams(Gas::CO2, grams);
        EmissionFactor::new(id, carrier, unit("GJ (net)"), emissions, source())
    }

    fn year(year: i64) -> Year {
        Year::new(year).unwrap()
    }

    fn check(error: &Error, kind: ErrorKind, text: &str) {
        assert_eq!((error.kind(), error.to_string().as_str()), (kind, text));
    }

    #[test]
    fn says_what_is_wrong_with_a_factor() {
        let coal = || factor("coal-a", "coal", 94_600).unwrap();
        let removal = Emissions::from_tonnes(Gas::CO2, 5);
        let removal = EmissionFactor::removal("forest", "forest", unit("ha"), removal, source());
        let cases = [
            (
                factor("", "coal", 1),
                ErrorKind::InvalidFactor,
                "expected an id, a carrier and emissions for the factor, found no id in ``",
            ),
            (
                factor("coal-a", " ", 1),
                ErrorKind::InvalidFactor,
                "expected an id, a carrier and emissions for the factor, found no carrier in \
                 `coal-a`",
            ),
            (
                factor("coal-a", "coal", 0),
                ErrorKind::InvalidFactor,
                "expected an id, a carrier and emissions for the factor, found no emissions in \
                 `coal-a`",
            ),
            (
                factor("coal-a", "coal", -5),
                ErrorKind::InvalidFactor,
                "expected masses of zero or more in the factor `coal-a`, found -5 g; give it the \
                 boundary `removal` if it takes gas out of the air",
            ),
            (
                removal,
                ErrorKind::InvalidFactor,
                "expected masses below zero in the removal `forest`, found 5000000 g",
            ),
            (
                coal().with_years(year(2024), year(2023)),
                ErrorKind::OutOfRange,
                "expected a first year not after the last for the factor `coal-a`, found 2024 to \
                 2023",
            ),
            (
                coal().with_tier(0),
                ErrorKind::OutOfRange,
                "expected a tier from 1 to 3 for the factor `coal-a`, found 0",
            ),
            (
                coal().with_biogenic_share(Exact::new(11, 1)),
                ErrorKind::OutOfRange,
                "expected a biogenic share from 0 to 1 for the factor `coal-a`, found 1.1",
            ),
        ];
        for (result, kind, text) in cases {
            check(&result.unwrap_err(), kind, text);
        }
        assert!(coal().with_years(year(2024), year(2024)).is_ok());
        check(
            &FactorLayer::new("Odder", "2024", [coal(), coal()]).unwrap_err(),
            ErrorKind::DuplicateId,
            "expected every factor of the layer `Odder` under an id of its own, found `coal-a` \
             twice",
        );
    }

    #[test]
    fn says_what_was_looked_for_and_what_there_is() {
        let factors = [
            factor("coal-a", "coal", 94_600).unwrap(),
            factor("coal-b", "coal", 95_000).unwrap(),
            factor("gas-home", "natural-gas", 56_100).unwrap().with_process("residential"),
        ];
        let own = FactorLayer::new("Odder", "2024", []).unwrap();
        let set = FactorSet::new([own, FactorLayer::new("IPCC", "2006", factors).unwrap()]);
        let unit = unit("GJ (net)");
        let query = |carrier| FactorQuery::new(carrier, &unit, year(2023));
        let cases = [
            (
                query("coall"),
                ErrorKind::FactorNotFound,
                "expected a factor for the carrier `coall`, found none in `Odder`, `IPCC`; did you \
                 mean `coal`?",
            ),
            (
                query("coal").id("coal-c"),
                ErrorKind::FactorNotFound,
                "expected a factor with the id `coal-c` for the carrier `coal`, found none in \
                 `Odder`, `IPCC`; did you mean `coal-a` or `coal-b`?",
            ),
            (
                query("natural-gas").process("industry").region("Odder").region("Denmark"),
                ErrorKind::FactorNotFound,
                "expected a factor for `natural-gas`, process `industry`, region `Odder` or \
                 `Denmark`, 2023, found none in `Odder`, `IPCC`; there are factors for `gas-home`",
            ),
            (
                query("coal"),
                ErrorKind::AmbiguousFactor,
                "expected one best factor for `coal`, 2023, found `coal-a`, `coal-b` that match \
                 equally well; name the process, the region or the id of the factor",
            ),
        ];
        for (query, kind, text) in cases {
            check(&set.find(&query).unwrap_err(), kind, text);
        }
        let mass: Unit = "t".parse().unwrap();
        check(
            &set.find(&FactorQuery::new("natural-gas", &mass, year(2023))).unwrap_err(),
            ErrorKind::DimensionMismatch,
            "expected a way from `t` to `GJ (net)` for `natural-gas`, found none; add its net \
             calorific value (such as GJ (net)/t) to the factor set",
        );
        check(
            &FactorSet::new([]).find(&query("coal")).unwrap_err(),
            ErrorKind::FactorNotFound,
            "expected a factor for the carrier `coal`, found none in a set without layers",
        );
    }
}
