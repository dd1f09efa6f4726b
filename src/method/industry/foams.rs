use super::{GasOrBlend, annual_share};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::method::fraction::{Fraction, sum};
use crate::method::input_problem::{InputProblem, activity, number};
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::{Exact, Rounding};
use crate::unit::{Mass, PureNumber, Rate, Ratio, Years};

/// How a foam holds its gas.
///
/// # Examples
///
/// ```
/// use climate_account::method::industry::FoamCells;
///
/// assert!(matches!(FoamCells::Open, FoamCells::Open));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum FoamCells {
    /// It does not: all is emitted when it is blown. Furniture, sealing foam of one component.
    Open,
    /// It does, and loses it slowly. Insulation.
    Closed {
        /// The share that is lost in the year of blowing.
        first_year_loss: Sourced<Exact>,
        /// The blowing agent that was blown within the lifetime before, as it was blown.
        bank: Sourced<Quantity<Mass>>,
        /// The share of what was blown that is lost in each later year.
        annual_loss: Sourced<Rate<PureNumber, Years>>,
        /// The years that foam is in use.
        lifetime: Sourced<Quantity<Years>>,
        /// Losses of foam that is taken down in the year.
        decommissioning_loss: Sourced<Quantity<Mass>>,
        /// Blowing agent that is recovered or destroyed in the year.
        recovered: Sourced<Quantity<Mass>>,
    },
}

/// The blowing agent that foams lose in a year.
///
/// ```text
/// open cells     E_t = M_t
/// closed cells   E_t = M_t x EF_first + bank_t x EF_annual + DL_t - RD_t
/// ```
///
/// IPCC 2006, volume 3, equations 7.7 and 7.8. The bank is what was blown, not what is left of it:
/// the annual loss is a share of the first amount. So the first loss and the annual losses of a
/// lifetime are at most the whole.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
/// use climate_account::method::{Calculation, Sourced, industry::{Foam, FoamCells}};
///
/// let maker = Source::new("Insulation maker", "Purchases 2023", 2024, "sheet 1")?;
/// let panels = Foam {
///     blowing_agent: Sourced::new("hfc-134a".parse()?, &maker),
///     blown: Sourced::new(Quantity::<Mass>::kilograms(1000), &maker),
///     cells: FoamCells::Closed {
///         first_year_loss: Sourced::new(Exact::new(1, 1), &maker),
///         bank: Sourced::new(Quantity::<Mass>::kilograms(8000), &maker),
///         annual_loss: Sourced::new(Rate::new(Exact::new(45, 1), "%/yr")?, &maker),
///         lifetime: Sourced::new(Quantity::years(20), &maker),
///         decommissioning_loss: Sourced::new(Quantity::ZERO, &maker),
///         recovered: Sourced::new(Quantity::ZERO, &maker),
///     },
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
pub struct Foam {
    /// The gas or the blend.
    pub blowing_agent: Sourced<GasOrBlend>,
    /// The blowing agent that is used in the year.
    pub blown: Sourced<Quantity<Mass>>,
    /// What becomes of it.
    pub cells: FoamCells,
}

impl Foam {
    /// The blowing agent that is lost in the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, unit::Mass};
    /// use climate_account::method::{Sourced, industry::{Foam, FoamCells}};
    ///
    /// let maker = Source::new("Furniture maker", "Purchases 2023", 2024, "sheet 1")?;
    /// let cushions = Foam {
    ///     blowing_agent: Sourced::new("hfc-152a".parse()?, &maker),
    ///     blown: Sourced::new(Quantity::<Mass>::kilograms(70), &maker),
    ///     cells: FoamCells::Open,
    /// };
    /// assert_eq!(cushions.loss()?, Quantity::<Mass>::kilograms(70));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Foam`].
    pub fn loss(&self) -> Result<Quantity<Mass>> {
        let blown = self.blown.value;
        activity("a mass of blowing agent", blown)?;
        let FoamCells::Closed {
            first_year_loss,
            bank,
            annual_loss,
            lifetime,
            decommissioning_loss,
            recovered,
        } = &self.cells
        else {
            return Ok(blown);
        };
        activity("a bank of blowing agent", bank.value)?;
        activity("a lifetime of foam", lifetime.value)?;
        activity("a loss of decommissioned foam", decommissioning_loss.value)?;
        activity("a mass of recovered blowing agent", recovered.value)?;
        let first = first_year_loss.value;
        number("a loss of the first year", &first, "give per cent as a fraction").share()?;
        let annual = annual_share("an annual loss", &annual_loss.value)?;
        let later = Fraction::of(lifetime.value.base_value()).by(annual)?.ratio()?;
        let whole = sum(Ratio::of(first), later)?.times(Exact::ONE, Rounding::RESOLUTION)?;
        number("losses of a lifetime", &whole, "check the annual loss and the lifetime").share()?;
        let in_use = Fraction::of(bank.value.base_value()).by(annual)?.grams()?;
        let lost = blown
            .scale(first)?
            .checked_add(Quantity::of_base(in_use))?
            .checked_add(decommissioning_loss.value)?;
        if recovered.value > lost {
            return Err(Error::new(InputProblem::AboveWhole {
                what: "a mass of recovered blowing agent",
                whole: format!("the {lost} that are lost without it"),
                found: recovered.value.to_string(),
                remedy: "enter the loss of decommissioned foam before recovery",
            }));
        }
        lost.checked_sub(recovered.value)
    }
}

impl Calculation for Foam {
    fn method(&self) -> Method {
        Method::Foam
    }

    fn emissions(&self) -> Result<Emissions> {
        self.blowing_agent.value.emissions_from_grams(self.loss()?.base_value())
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.blowing_agent, "Opskumningsmiddel", "Blowing agent"),
            step(&self.blown, "Brugt til opskumning", "Blown in the year"),
        ];
        if let FoamCells::Closed {
            first_year_loss,
            bank,
            annual_loss,
            lifetime,
            decommissioning_loss,
            recovered,
        } = &self.cells
        {
            steps.extend([
                step(first_year_loss, "Tab i første år", "Loss of the first year"),
                step(bank, "Brugt i tidligere år", "Blown in earlier years"),
                step(annual_loss, "Årligt tab", "Annual loss"),
                step(lifetime, "Levetid", "Lifetime"),
                step(decommissioning_loss, "Tab ved nedrivning", "Loss at decommissioning"),
                step(recovered, "Genvundet", "Recovered"),
            ]);
        }
        steps.push(worked_step(&self.loss()?, "Tab i året", "Loss of the year"));
        Ok(steps)
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

    fn foam(closed: &Closed) -> Foam {
        Foam {
            blowing_agent: example("hfc-134a".parse().unwrap()),
            blown: read(closed.blown),
            cells: FoamCells::Closed {
                first_year_loss: example(closed.first),
                bank: read(closed.bank),
                annual_loss: read(closed.annual),
                lifetime: read(closed.lifetime),
                decommissioning_loss: read(closed.decommissioned),
                recovered: read(closed.recovered),
            },
        }
    }

    #[test]
    fn the_parts_add_up() {
        assert_eq!(foam(&PLAIN).loss().unwrap(), Quantity::<Mass>::kilograms(4)); // 1 + 2 + 3 - 2
        assert_eq!(foam(&PLAIN).steps().unwrap().len(), 9);
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
