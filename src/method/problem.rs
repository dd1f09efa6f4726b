use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
#[error(
    "expected an activity of zero or more, found {found}; enter a removal or a credit as emissions of its own"
)]
pub(super) struct NegativeActivity {
    pub(super) found: String,
}

impl Problem for NegativeActivity {
    fn kind(&self) -> ErrorKind {
        ErrorKind::OutOfRange
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::{Emissions, Gas};
    use crate::method::activity_times_factor;
    use crate::{EmissionFactor, Source};

    #[test]
    fn an_activity_below_zero_is_refused() {
        let source = Source::new("IPCC", "Guidelines", 2006, "Table 10.11").unwrap();
        let emissions = Emissions::from_kilograms(Gas::CH4_NON_FOSSIL, 117);
        let per = "head yr".parse().unwrap();
        let factor = EmissionFactor::new("cow", "dairy-cow", per, emissions, source).unwrap();
        let error = activity_times_factor(&"-40 head".parse().unwrap(), &factor, None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert_eq!(
            error.to_string(),
            "expected an activity of zero or more, found -40 head; enter a removal or a credit as \
             emissions of its own"
        );
    }
}
