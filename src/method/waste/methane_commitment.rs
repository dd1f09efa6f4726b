use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{Mass, Ratio};

/// All the methane that the waste of a year will ever emit, booked in the year of its deposit.
///
/// ```text
/// L0 = MCF x DOC x DOC_f x F x 16/12          methane for each mass of waste
/// E  = W x L0 x (1 - f_rec) x (1 - OX)
/// ```
///
/// GPC, equations 8.3 and 8.4; IPCC 2006, volume 5, equation 3.3. It is the sum over all years of
/// the same deposit under first-order decay ([`Landfill`](super::Landfill)), and not comparable with
/// it in a single year. Recovery is a share here, where it is a mass there. The GPC takes 0.6 as the
/// share of carbon that decomposes, the IPCC 0.5.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, number::Exact, unit::Mass};
/// use climate_account::method::{Calculation, Sourced, waste::MethaneCommitment};
///
/// let source = Source::new("Example", "Waste of a town", 2024, "row 1")?;
/// let number = |text: &str| Ok::<_, climate_account::Error>(Sourced::new(text.parse::<Exact>()?, &source));
/// let commitment = MethaneCommitment {
///     waste: Sourced::new(Quantity::<Mass>::tonnes(10_000), &source),
///     degradable_carbon: number("0.1654")?,
///     decomposed_share: number("0.6")?,
///     methane_correction: number("1")?,
///     methane_fraction: number("0.5")?,
///     recovered_share: None,
///     oxidation: number("0.1")?,
/// };
/// assert_eq!(commitment.emissions()?.tonnes(Gas::CH4_NON_FOSSIL), "595.44".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for waste below zero and a share outside 0 to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct MethaneCommitment {
    /// The waste deposited in the year, as weighed.
    pub waste: Sourced<Quantity<Mass>>,
    /// Degradable organic carbon of the waste as weighed, DOC.
    pub degradable_carbon: Sourced<Exact>,
    /// Share of it that decomposes, `DOC_f`.
    pub decomposed_share: Sourced<Exact>,
    /// Methane correction factor of the site, MCF.
    pub methane_correction: Sourced<Exact>,
    /// Volume fraction of methane in the gas, F.
    pub methane_fraction: Sourced<Exact>,
    /// Share of the methane of all years that will be captured.
    pub recovered_share: Option<Sourced<Exact>>,
    /// Share of the rest that the cover oxidises, OX.
    pub oxidation: Sourced<Exact>,
}

impl MethaneCommitment {
    /// Methane for each mass of waste before recovery and oxidation, L0.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::Mass};
    /// # use climate_account::method::{Sourced, waste::MethaneCommitment};
    /// # let source = Source::new("Example", "Waste of a town", 2024, "row 1")?;
    /// # let number = |text: &str| Ok::<_, climate_account::Error>(Sourced::new(text.parse::<Exact>()?, &source));
    /// # let commitment = MethaneCommitment {
    /// #     waste: Sourced::new(Quantity::<Mass>::tonnes(10_000), &source),
    /// #     degradable_carbon: number("0.1654")?,
    /// #     decomposed_share: number("0.6")?,
    /// #     methane_correction: number("1")?,
    /// #     methane_fraction: number("0.5")?,
    /// #     recovered_share: None,
    /// #     oxidation: number("0.1")?,
    /// # };
    /// assert_eq!(commitment.potential()?.to_string(), "0.06616"); // t CH4 per t
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a share outside 0 to 1.
    pub fn potential(&self) -> Result<Ratio> {
        let shares = [
            ("a methane correction factor", &self.methane_correction),
            ("a share of degradable carbon", &self.degradable_carbon),
            ("a share of carbon that decomposes", &self.decomposed_share),
            ("a methane fraction", &self.methane_fraction),
        ];
        let mut potential = Fraction::of(Exact::ONE).times(16)?.over(12)?;
        for (what, share) in shares {
            number(what, &share.value, "give per cent as a fraction").share()?;
            potential = potential.times(share.value)?;
        }
        potential.ratio()
    }
}

impl Calculation for MethaneCommitment {
    fn method(&self) -> Method {
        Method::MethaneCommitment
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of deposited waste", self.waste.value)?;
        let mut methane = Fraction::of(self.waste.value.base_value()).by(self.potential()?)?;
        let recovered = self.recovered_share.as_ref().map(|share| share.value);
        let shares = [
            ("a recovered share of methane", recovered.unwrap_or_default()),
            ("an oxidised share of methane", self.oxidation.value),
        ];
        for (what, share) in shares {
            number(what, &share, "give per cent as a fraction").share()?;
            methane = methane.times(Exact::ONE.checked_sub(share)?)?;
        }
        Ok(Emissions::from_grams(Gas::CH4_NON_FOSSIL, methane.grams()?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.waste, text::DEPOSITED_WASTE),
            step(&self.degradable_carbon, text::DEGRADABLE_CARBON),
            step(&self.decomposed_share, text::SHARE_THAT_DECOMPOSES),
            step(&self.methane_correction, text::METHANE_CORRECTION_FACTOR_MCF),
            step(&self.methane_fraction, text::METHANE_FRACTION_OF_THE_LANDFILL_GAS_F),
        ];
        let recovered = self.recovered_share.as_ref();
        steps.extend(recovered.map(|share| step(share, text::RECOVERED_SHARE)));
        let oxidation = &self.oxidation;
        steps.push(step(oxidation, text::OXIDISED_IN_THE_COVER_OX));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    #[test]
    fn says_what_is_out_of_range() {
        let legal = MethaneCommitment {
            waste: read("10 t"),
            degradable_carbon: read("0.15 fraction"),
            decomposed_share: read("0.5 fraction"),
            methane_correction: read("1 fraction"),
            methane_fraction: read("0.5 fraction"),
            recovered_share: Some(read("0.2 fraction")),
            oxidation: read("0.1 fraction"),
        };
        let bad = example(Exact::from(50));
        let cases = [
            (
                MethaneCommitment { degradable_carbon: bad.clone(), ..legal.clone() },
                "a share of degradable carbon",
            ),
            (
                MethaneCommitment { decomposed_share: bad.clone(), ..legal.clone() },
                "a share of carbon that decomposes",
            ),
            (
                MethaneCommitment { methane_correction: bad.clone(), ..legal.clone() },
                "a methane correction factor",
            ),
            (
                MethaneCommitment { methane_fraction: bad.clone(), ..legal.clone() },
                "a methane fraction",
            ),
            (
                MethaneCommitment { recovered_share: Some(bad.clone()), ..legal.clone() },
                "a recovered share of methane",
            ),
            (MethaneCommitment { oxidation: bad, ..legal.clone() }, "an oxidised share of methane"),
        ];
        for (commitment, what) in cases {
            assert_eq!(
                commitment.emissions().unwrap_err().to_string(),
                format!("expected {what} from 0 to 1, found 50; give per cent as a fraction")
            );
        }
        let negative = MethaneCommitment { waste: read("-10 t"), ..legal };
        let text = negative.emissions().unwrap_err().to_string();
        assert!(text.starts_with("expected a mass of deposited waste of zero or more"), "{text}");
    }
}
