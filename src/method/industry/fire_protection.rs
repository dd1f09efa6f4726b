use super::{GasOrBlend, annual_share};
use crate::Quantity;
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::fraction::Fraction;
use crate::method::input_problem::activity;
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::text::method::industry as text;
use crate::unit::{Mass, PureNumber, Rate, Years};

/// The extinguishing agent that fire protection loses in a year.
///
/// ```text
/// E_t = bank_t x EF + RRL_t
/// ```
///
/// IPCC 2006, volume 3, equation 7.17.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{Calculation, Sourced}, unit::{Mass, Rate}};
/// use climate_account::method::industry::FireProtection;
///
/// let company = Source::new("Fire protection company", "Installations 2023", 2024, "sheet 1")?;
/// let server_rooms = FireProtection {
///     agent: Sourced::new("hfc-227ea".parse()?, &company),
///     bank: Sourced::new(Quantity::<Mass>::kilograms(500), &company),
///     annual_loss: Sourced::new(Rate::new(4, "%/yr")?, &company),
///     released_at_retirement: Sourced::new(Quantity::<Mass>::kilograms(5), &company),
/// };
/// assert_eq!(server_rooms.emissions()?.kilograms("hfc-227ea".parse()?), 25.into()); // 20 + 5
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero, and a loss outside 0 to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct FireProtection {
    /// The gas or the blend.
    pub agent: Sourced<GasOrBlend>,
    /// The agent in all installations in use.
    pub bank: Sourced<Quantity<Mass>>,
    /// The share of the bank that is lost in a year, use in fires included.
    pub annual_loss: Sourced<Rate<PureNumber, Years>>,
    /// The agent that is released when installations retire, by recovery, recycling or disposal.
    pub released_at_retirement: Sourced<Quantity<Mass>>,
}

impl Calculation for FireProtection {
    fn method(&self) -> Method {
        Method::FireProtection
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a bank of extinguishing agent", self.bank.value)?;
        activity("a release at retirement", self.released_at_retirement.value)?;
        let annual = annual_share("an annual loss", &self.annual_loss.value)?;
        let in_use = Fraction::of(self.bank.value.base_value()).by(annual)?.grams()?;
        let lost = self.released_at_retirement.value.checked_add(Quantity::of_base(in_use))?;
        self.agent.value.emissions_from_grams(lost.base_value())
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.agent, text::EXTINGUISHING_AGENT),
            step(&self.bank, text::AGENT_IN_INSTALLATIONS),
            step(&self.annual_loss, text::ANNUAL_LOSS),
            step(&self.released_at_retirement, text::RELEASED_AT_RETIREMENT),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    #[test]
    fn says_what_is_out_of_range() {
        let text = |bank: &str, loss: &str, released: &str| {
            let rooms = FireProtection {
                agent: example("hfc-227ea".parse().unwrap()),
                bank: read(bank),
                annual_loss: read(loss),
                released_at_retirement: read(released),
            };
            rooms.emissions().unwrap_err().to_string()
        };
        let credit = "found -1 kg; enter a removal or a credit as emissions of its own";
        assert_eq!(
            text("-1 kg", "4 %/yr", "0 kg"),
            format!("expected a bank of extinguishing agent of zero or more, {credit}")
        );
        assert_eq!(
            text("1 kg", "4 %/yr", "-1 kg"),
            format!("expected a release at retirement of zero or more, {credit}")
        );
        assert_eq!(
            text("1 kg", "400 %/yr", "0 kg"),
            "expected an annual loss from 0 to 1, found 400 %/yr; write 3 per cent as 3 %/yr"
        );
    }
}
