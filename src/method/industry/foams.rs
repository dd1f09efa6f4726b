use super::{GasOrBlend, annual_share};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::method::fraction::{Fraction, sum};
use crate::method::input_problem::{InputProblem, activity, number};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::{Exact, Rounding};
use crate::text::method::industry as text;
use crate::unit::{Mass, PureNumber, Rate, Ratio, Years};

/// The blowing agent of foam with open cells, which leaves when it is blown.
///
/// ```text
/// E_t = M_t
/// ```
///
/// IPCC 2006, volume 3, equation 7.8: furniture, packaging, sealing foam.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, unit::Mass};
/// use climate_account::method::{Calculation, Sourced, industry::OpenCellFoam};
///
/// let maker = Source::new("Furniture maker", "Purchases 2023", 2024, "sheet 1")?;
/// let cushions = OpenCellFoam {
///     blowing_agent: Sourced::new("hfc-152a".parse()?, &maker),
///     blown: Sourced::new(Quantity::<Mass>::kilograms(70), &maker),
/// };
/// assert_eq!(cushions.emissions()?.kilograms("hfc-152a".parse()?), 70.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OpenCellFoam {
    /// The gas or the blend.
    pub blowing_agent: Sourced<GasOrBlend>,
    /// The blowing agent that is used in the year.
    pub blown: Sourced<Quantity<Mass>>,
}

impl Calculation for OpenCellFoam {
    fn method(&self) -> Method {
        Method::Foam
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of blowing agent", self.blown.value)?;
        self.blowing_agent.value.emissions_from_grams(self.blown.value.base_value())
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.blowing_agent, text::BLOWING_AGENT),
            step(&self.blown, text::BLOWN_IN_THE_YEAR),
        ])
    }
}

/// The blowing agent of foam with closed cells, which hold it and lose it slowly.
///
/// ```text
/// E_t = M_t x EF_first + bank_t x EF_annual + DL_t - RD_t
/// ```
///
/// IPCC 2006, volume 3, equation 7.7: insulation. The bank is what was blown, not what is left of
/// it: the annual loss is a share of the first amount. So the loss of the first year and the annual
/// losses of a lifetime are at most the whole.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
/// use climate_account::method::{Calculation, Sourced, industry::ClosedCellFoam};
///
/// let maker = Source::new("Insulation maker", "Purchases 2023", 2024, "sheet 1")?;
/// let panels = ClosedCellFoam {
///     blowing_agent: Sourced::new("hfc-134a".parse()?, &maker),
///     blown: Sourced::new(Quantity::<Mass>::kilograms(1000), &maker),
///     first_year_loss: Sourced::new(Exact::new(1, 1), &maker),
///     bank: Sourced::new(Quantity::<Mass>::kilograms(8000), &maker),
///     annual_loss: Sourced::new(Rate::new(Exact::new(45, 1), "%/yr")?, &maker),
///     lifetime: Sourced::new(Quantity::years(20), &maker),
///     decommissioning_loss: Sourced::new(Quantity::ZERO, &maker),
///     recovered: Sourced::new(Quantity::ZERO, &maker),
/// };
/// // 1000 x 0.10 + 8000 x 0.045
/// assert_eq!(panels.emissions()?.kilograms("hfc-134a".parse()?), 460.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero, a loss outside 0 to 1, losses
/// of a lifetime above 1, and where more is recovered than is lost.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ClosedCellFoam {
    /// The gas or the blend.
    pub blowing_agent: Sourced<GasOrBlend>,
    /// The blowing agent that is used in the year.
    pub blown: Sourced<Quantity<Mass>>,
    /// The share that is lost in the year of blowing.
    pub first_year_loss: Sourced<Exact>,
    /// The blowing agent that was blown within the lifetime before, as it was blown.
    pub bank: Sourced<Quantity<Mass>>,
    /// The share of what was blown that is lost in each later year.
    pub annual_loss: Sourced<Rate<PureNumber, Years>>,
    /// The years that foam is in use.
    pub lifetime: Sourced<Quantity<Years>>,
    /// Losses of foam that is taken down in the year.
    pub decommissioning_loss: Sourced<Quantity<Mass>>,
    /// Blowing agent that is recovered or destroyed in the year.
    pub recovered: Sourced<Quantity<Mass>>,
}

impl Calculation for ClosedCellFoam {
    fn method(&self) -> Method {
        Method::Foam
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of blowing agent", self.blown.value)?;
        activity("a bank of blowing agent", self.bank.value)?;
        activity("a lifetime of foam", self.lifetime.value)?;
        activity("a loss of decommissioned foam", self.decommissioning_loss.value)?;
        activity("a mass of recovered blowing agent", self.recovered.value)?;
        let first = self.first_year_loss.value;
        number("a loss of the first year", &first, "give per cent as a fraction").share()?;
        let annual = annual_share("an annual loss", &self.annual_loss.value)?;
        let later = Fraction::of(self.lifetime.value.base_value()).by(annual)?.ratio()?;
        let whole = sum(Ratio::of(first), later)?.times(Exact::ONE, Rounding::RESOLUTION)?;
        number("losses of a lifetime", &whole, "check the annual loss and the lifetime").share()?;
        let in_use = Fraction::of(self.bank.value.base_value()).by(annual)?.grams()?;
        let lost = self
            .blown
            .value
            .scale(first)?
            .checked_add(Quantity::of_base(in_use))?
            .checked_add(self.decommissioning_loss.value)?;
        let recovered = self.recovered.value;
        if recovered > lost {
            return Err(Error::new(InputProblem::AboveWhole {
                what: "a mass of recovered blowing agent",
                whole: format!("the {lost} that are lost without it"),
                found: recovered.to_string(),
                remedy: "enter the loss of decommissioned foam before recovery",
            }));
        }
        let lost = lost.checked_sub(recovered)?;
        self.blowing_agent.value.emissions_from_grams(lost.base_value())
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.blowing_agent, text::BLOWING_AGENT),
            step(&self.blown, text::BLOWN_IN_THE_YEAR),
            step(&self.first_year_loss, text::LOSS_OF_THE_FIRST_YEAR),
            step(&self.bank, text::BLOWN_IN_EARLIER_YEARS),
            step(&self.annual_loss, text::ANNUAL_LOSS),
            step(&self.lifetime, text::LIFETIME),
            step(&self.decommissioning_loss, text::LOSS_AT_DECOMMISSIONING),
            step(&self.recovered, text::RECOVERED),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    struct Closed {
        blown: &'static str,
        first: Exact,
        bank: &'static str,
        annual: &'static str,
        lifetime: &'static str,
        decommissioned: &'static str,
        recovered: &'static str,
    }

    const PLAIN: Closed = Closed {
        blown: "10 kg",
        first: Exact::new(1, 1),
        bank: "100 kg",
        annual: "2 %/yr",
        lifetime: "20 yr",
        decommissioned: "3 kg",
        recovered: "2 kg",
    };

    fn foam(closed: &Closed) -> ClosedCellFoam {
        ClosedCellFoam {
            blowing_agent: example("hfc-134a".parse().unwrap()),
            blown: read(closed.blown),
            first_year_loss: example(closed.first),
            bank: read(closed.bank),
            annual_loss: read(closed.annual),
            lifetime: read(closed.lifetime),
            decommissioning_loss: read(closed.decommissioned),
            recovered: read(closed.recovered),
        }
    }

    #[test]
    fn the_parts_add_up() {
        let emissions = foam(&PLAIN).emissions().unwrap();
        assert_eq!(emissions.kilograms("hfc-134a".parse().unwrap()), 4.into()); // 1 + 2 + 3 - 2
        assert_eq!(foam(&PLAIN).steps().unwrap().len(), 8);
    }

    #[test]
    fn open_cells_say_what_is_out_of_range() {
        let foam = OpenCellFoam {
            blowing_agent: example("hfc-134a".parse().unwrap()),
            blown: read("-1 kg"),
        };
        assert_eq!(
            foam.emissions().unwrap_err().to_string(),
            "expected a mass of blowing agent of zero or more, found -1 kg; enter a removal or a \
             credit as emissions of its own"
        );
    }

    #[test]
    fn says_what_is_out_of_range() {
        let credit = "enter a removal or a credit as emissions of its own";
        let cases = [
            (
                Closed { blown: "-1 kg", ..PLAIN },
                format!("expected a mass of blowing agent of zero or more, found -1 kg; {credit}"),
            ),
            (
                Closed { bank: "-1 kg", ..PLAIN },
                format!("expected a bank of blowing agent of zero or more, found -1 kg; {credit}"),
            ),
            (
                Closed { lifetime: "-1 yr", ..PLAIN },
                format!("expected a lifetime of foam of zero or more, found -1 yr; {credit}"),
            ),
            (
                Closed { decommissioned: "-1 kg", ..PLAIN },
                format!(
                    "expected a loss of decommissioned foam of zero or more, found -1 kg; {credit}"
                ),
            ),
            (
                Closed { recovered: "-1 kg", ..PLAIN },
                format!(
                    "expected a mass of recovered blowing agent of zero or more, found -1 kg; \
                     {credit}"
                ),
            ),
            (
                Closed { first: 10.into(), ..PLAIN },
                "expected a loss of the first year from 0 to 1, found 10; give per cent as a \
                 fraction"
                    .to_owned(),
            ),
            (
                Closed { annual: "200 %/yr", ..PLAIN },
                "expected an annual loss from 0 to 1, found 200 %/yr; write 3 per cent as 3 %/yr"
                    .to_owned(),
            ),
            (
                Closed { lifetime: "50 yr", ..PLAIN },
                "expected losses of a lifetime from 0 to 1, found 1.1; check the annual loss and \
                 the lifetime"
                    .to_owned(),
            ),
            (
                Closed { recovered: "7 kg", ..PLAIN },
                "expected a mass of recovered blowing agent of at most the 6 kg that are lost \
                 without it, found 7 kg; enter the loss of decommissioned foam before recovery"
                    .to_owned(),
            ),
        ];
        for (closed, expected) in cases {
            assert_eq!(foam(&closed).emissions().unwrap_err().to_string(), expected);
        }
    }
}
