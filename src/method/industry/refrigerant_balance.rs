use super::GasOrBlend;
use crate::Quantity;
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::input_problem::activity;
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::text::method::industry as text;
use crate::unit::Mass;

/// A refrigerant by what was sold and is not in new equipment, tier 2b.
///
/// ```text
/// E = sales - charge of new equipment + original charge of retiring equipment - destroyed
/// ```
///
/// IPCC 2006, volume 3, equation 7.9. It balances a whole market: a town takes its share of the
/// nation's by a key ([`spread_by_key`](crate::method::spread_by_key)). The result of one year can
/// be below zero, where stocks are built up.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{Calculation, Sourced}, unit::Mass};
/// use climate_account::method::industry::RefrigerantBalance;
///
/// let trade = Source::new("Refrigerant trade", "Sales 2023", 2024, "sheet 1")?;
/// let kilograms = |mass: i64| Sourced::new(Quantity::<Mass>::kilograms(mass), &trade);
/// let market = RefrigerantBalance {
///     refrigerant: Sourced::new("hfc-134a".parse()?, &trade),
///     sales: kilograms(500),
///     charge_of_new_equipment: kilograms(320),
///     charge_of_retiring_equipment: kilograms(90),
///     destroyed: kilograms(15),
/// };
/// assert_eq!(market.emissions()?.kilograms("hfc-134a".parse()?), 255.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RefrigerantBalance {
    /// The gas or the blend.
    pub refrigerant: Sourced<GasOrBlend>,
    /// New refrigerant that is sold, for service and for charging.
    pub sales: Sourced<Quantity<Mass>>,
    /// The full charge of the equipment that is new in the year.
    pub charge_of_new_equipment: Sourced<Quantity<Mass>>,
    /// The charge, when it was new, of the equipment that retires in the year.
    pub charge_of_retiring_equipment: Sourced<Quantity<Mass>>,
    /// Refrigerant that is destroyed on purpose.
    pub destroyed: Sourced<Quantity<Mass>>,
}

impl Calculation for RefrigerantBalance {
    fn method(&self) -> Method {
        Method::RefrigerantBalance
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of sold refrigerant", self.sales.value)?;
        activity("a charge of new equipment", self.charge_of_new_equipment.value)?;
        activity("a charge of retiring equipment", self.charge_of_retiring_equipment.value)?;
        activity("a mass of destroyed refrigerant", self.destroyed.value)?;
        let balance = self
            .sales
            .value
            .checked_sub(self.charge_of_new_equipment.value)?
            .checked_add(self.charge_of_retiring_equipment.value)?
            .checked_sub(self.destroyed.value)?;
        self.refrigerant.value.emissions_from_grams(balance.base_value())
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.refrigerant, text::REFRIGERANT),
            step(&self.sales, text::REFRIGERANT_SOLD),
            step(&self.charge_of_new_equipment, text::CHARGE_OF_NEW_EQUIPMENT),
            step(&self.charge_of_retiring_equipment, text::ORIGINAL_CHARGE_OF_RETIRING_EQUIPMENT),
            step(&self.destroyed, text::REFRIGERANT_DESTROYED),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn market(masses: [&str; 4]) -> RefrigerantBalance {
        let [sales, new, retiring, destroyed] = masses;
        RefrigerantBalance {
            refrigerant: example("hfc-134a".parse().unwrap()),
            sales: read(sales),
            charge_of_new_equipment: read(new),
            charge_of_retiring_equipment: read(retiring),
            destroyed: read(destroyed),
        }
    }

    #[test]
    fn stocks_that_are_built_up_are_below_zero() {
        let balance = market(["1 kg", "5 kg", "0 kg", "0 kg"]).emissions().unwrap();
        assert_eq!(balance.kilograms("hfc-134a".parse().unwrap()), (-4).into());
    }

    #[test]
    fn says_what_is_out_of_range() {
        let cases = [
            (["-1 kg", "0 kg", "0 kg", "0 kg"], "a mass of sold refrigerant"),
            (["0 kg", "-1 kg", "0 kg", "0 kg"], "a charge of new equipment"),
            (["0 kg", "0 kg", "-1 kg", "0 kg"], "a charge of retiring equipment"),
            (["0 kg", "0 kg", "0 kg", "-1 kg"], "a mass of destroyed refrigerant"),
        ];
        for (masses, what) in cases {
            assert_eq!(
                market(masses).emissions().unwrap_err().to_string(),
                format!(
                    "expected {what} of zero or more, found -1 kg; enter a removal or a credit as \
                     emissions of its own"
                )
            );
        }
    }
}
