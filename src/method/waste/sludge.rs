use super::checks::part_of;
use crate::Quantity;
use crate::error::Result;
use crate::method::Sourced;
use crate::method::input_problem::{activity, rate, whole};
use crate::number::Exact;
use crate::unit::{DryMass, NitrogenMass, Rate};

/// Where sludge goes.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::DryMass};
/// use climate_account::method::{Sourced, waste::{SludgeRoute, SludgeRouting, SludgeShare}};
///
/// let register = Source::new("Treatment plant", "Sludge register 2023", 2024, "sheet 1")?;
/// let routing = SludgeRouting {
///     produced: Sourced::new(Quantity::<DryMass>::new(600, "t DM")?, &register),
///     routes: vec![SludgeShare {
///         route: SludgeRoute::Fields,
///         share: Sourced::new(Exact::ONE, &register),
///     }],
/// };
/// assert_eq!(routing.routed()?, [(SludgeRoute::Fields, Quantity::new(600, "t DM")?)]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum SludgeRoute {
    /// Deposited: its carbon decays in the landfill.
    Landfill,
    /// Composted or dried in beds: biological treatment.
    Composting,
    /// Digested for biogas.
    Digestion,
    /// Burnt: nitrous oxide of incineration.
    Incineration,
    /// Spread on fields: its nitrogen is nitrogen of managed soils.
    Fields,
    /// Sent out of the area, and booked by where it is treated.
    Exported,
}

/// The share of sludge that goes one way.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, waste::{SludgeRoute, SludgeShare}}, number::Exact};
///
/// let register = Source::new("Treatment plant", "Sludge register 2023", 2024, "sheet 1")?;
/// let share = Sourced::new(Exact::new(35, 2), &register);
/// let burnt = SludgeShare { route: SludgeRoute::Incineration, share };
/// assert_eq!(burnt.share.value, "0.35".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SludgeShare {
    /// The way.
    pub route: SludgeRoute,
    /// The share of the dry matter, from 0 to 1.
    pub share: Sourced<Exact>,
}

/// The sludge of a plant and where it goes.
///
/// ```text
/// S_route = S x share          sum of the shares = 1
/// ```
///
/// IPCC 2006, volume 5, section 6.2.2. The organics and the nitrogen that wastewater loses to sludge
/// have to turn up where the sludge is treated; what is routed adds up to what is produced, exactly.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{DryMass, Rate}};
/// use climate_account::method::{Sourced, waste::{SludgeRoute, SludgeRouting, SludgeShare}};
///
/// let register = Source::new("Treatment plant", "Sludge register 2023", 2024, "sheet 1")?;
/// let part = |route, hundredths| {
///     SludgeShare { route, share: Sourced::new(Exact::new(hundredths, 2), &register) }
/// };
/// let routing = SludgeRouting {
///     produced: Sourced::new(Quantity::<DryMass>::new(600, "t DM")?, &register),
///     routes: vec![part(SludgeRoute::Fields, 65), part(SludgeRoute::Incineration, 35)],
/// };
/// let routed = routing.routed()?;
/// assert_eq!(routed[0].1.to_string(), "390000 kg DM");
/// assert_eq!(routed[1].1.to_string(), "210000 kg DM");
/// // The nitrogen that reaches the fields, at 4.2 % of the dry matter:
/// let content = Rate::new(Exact::new(42, 3), "kg N/kg DM")?;
/// assert_eq!(routing.nitrogen(&content)?[0].1.to_string(), "16380 kg N");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SludgeRouting {
    /// The dry matter of the sludge of the year.
    pub produced: Sourced<Quantity<DryMass>>,
    /// Where it goes.
    pub routes: Vec<SludgeShare>,
}

impl SludgeRouting {
    /// The dry matter on each way, in the order of the routes.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::DryMass};
    /// # use climate_account::method::{Sourced, waste::{SludgeRoute, SludgeRouting, SludgeShare}};
    /// # let register = Source::new("Treatment plant", "Sludge register 2023", 2024, "sheet 1")?;
    /// let half = |route| SludgeShare { route, share: Sourced::new(Exact::new(5, 1), &register) };
    /// let routing = SludgeRouting {
    ///     produced: Sourced::new(Quantity::<DryMass>::new(600, "t DM")?, &register),
    ///     routes: vec![half(SludgeRoute::Composting)], // and the rest?
    /// };
    /// assert!(routing.routed().is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for sludge below zero and shares that do not add
    /// up to 1; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn routed(&self) -> Result<Vec<(SludgeRoute, Quantity<DryMass>)>> {
        activity("a dry mass of sludge", self.produced.value)?;
        let shares = self.routes.iter().map(|part| part.share.value);
        whole("shares of the sludge", shares, "say where all of the sludge goes")?;
        let parts = self.routes.iter();
        parts.map(|part| Ok((part.route, self.produced.value.scale(part.share.value)?))).collect()
    }

    /// The nitrogen on each way, in the order of the routes.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{DryMass, Rate}};
    /// # use climate_account::method::{Sourced, waste::{SludgeRoute, SludgeRouting, SludgeShare}};
    /// # let register = Source::new("Treatment plant", "Sludge register 2023", 2024, "sheet 1")?;
    /// let half = |route| SludgeShare { route, share: Sourced::new(Exact::new(5, 1), &register) };
    /// let routing = SludgeRouting {
    ///     produced: Sourced::new(Quantity::<DryMass>::new(100, "t DM")?, &register),
    ///     routes: vec![half(SludgeRoute::Fields), half(SludgeRoute::Exported)],
    /// };
    /// let nitrogen = routing.nitrogen(&Rate::new(40, "kg N/t DM")?)?;
    /// assert_eq!(nitrogen[1], (SludgeRoute::Exported, Quantity::new(2, "t N")?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a content below zero; those of
    /// [`routed`](SludgeRouting::routed).
    pub fn nitrogen(
        &self,
        content: &Rate<NitrogenMass, DryMass>,
    ) -> Result<Vec<(SludgeRoute, Quantity<NitrogenMass>)>> {
        rate("a nitrogen content of the sludge", content, "take it from an analysis")?;
        let routed = self.routed()?.into_iter();
        routed.map(|(route, mass)| Ok((route, mass.times(content)?))).collect()
    }
}

/// The nitrogen of a plant: what comes in goes out with the water, into the sludge or into the air.
///
/// ```text
/// N_in = N_gas + N_sludge + N_effluent
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::waste::NitrogenBalance, unit::NitrogenMass};
///
/// let plant = NitrogenBalance {
///     incoming: Quantity::<NitrogenMass>::tonnes(500),
///     sludge: Quantity::<NitrogenMass>::tonnes(120),
///     effluent: Quantity::<NitrogenMass>::tonnes(40),
/// };
/// assert_eq!(plant.gas()?.to_string(), "340000 kg N");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct NitrogenBalance {
    /// The nitrogen that comes in.
    pub incoming: Quantity<NitrogenMass>,
    /// The nitrogen in the sludge.
    pub sludge: Quantity<NitrogenMass>,
    /// The nitrogen in the effluent.
    pub effluent: Quantity<NitrogenMass>,
}

impl NitrogenBalance {
    /// The nitrogen that went into the air, nearly all of it as N2.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::waste::NitrogenBalance, unit::NitrogenMass};
    ///
    /// let impossible = NitrogenBalance {
    ///     incoming: Quantity::<NitrogenMass>::tonnes(100),
    ///     sludge: Quantity::<NitrogenMass>::tonnes(80),
    ///     effluent: Quantity::<NitrogenMass>::tonnes(40),
    /// };
    /// assert!(impossible.gas().is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero and where sludge and
    /// effluent hold more than comes in; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn gas(&self) -> Result<Quantity<NitrogenMass>> {
        activity("a mass of incoming nitrogen", self.incoming)?;
        activity("nitrogen in sludge", self.sludge)?;
        activity("nitrogen in the effluent", self.effluent)?;
        let accounted = self.sludge.checked_add(self.effluent)?;
        let what = "nitrogen in sludge and effluent";
        part_of(what, accounted, self.incoming, "that comes in")?;
        self.incoming.checked_sub(accounted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn routing(produced: &str, hundredths: &[i64]) -> SludgeRouting {
        let part = |share: &i64| SludgeShare {
            route: SludgeRoute::Composting,
            share: example(Exact::new(*share, 2)),
        };
        SludgeRouting { produced: read(produced), routes: hundredths.iter().map(part).collect() }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |produced: &str, shares: &[i64]| {
            routing(produced, shares).routed().unwrap_err().to_string()
        };
        assert_eq!(
            text("1 t DM", &[50, 49]),
            "expected shares of the sludge that add up to 1, found a sum of 0.99; say where all of \
             the sludge goes"
        );
        assert!(
            text("-1 t DM", &[100]).starts_with("expected a dry mass of sludge of zero or more,")
        );
        let content = Rate::new(-1, "kg N/t DM").unwrap();
        assert_eq!(
            routing("1 t DM", &[100]).nitrogen(&content).unwrap_err().to_string(),
            "expected a nitrogen content of the sludge of zero or more, found -1 kg N/t DM; take it \
             from an analysis"
        );
        let balance = |incoming: i64, sludge: i64, effluent: i64| {
            let balance = NitrogenBalance {
                incoming: Quantity::<NitrogenMass>::kilograms(incoming),
                sludge: Quantity::<NitrogenMass>::kilograms(sludge),
                effluent: Quantity::<NitrogenMass>::kilograms(effluent),
            };
            balance.gas().unwrap_err().to_string()
        };
        assert_eq!(
            balance(100, 80, 40),
            "expected nitrogen in sludge and effluent of at most the 100 kg N that comes in, found \
             120 kg N; check the amounts and the years of both"
        );
        assert!(balance(-1, 0, 0).starts_with("expected a mass of incoming nitrogen of zero or"));
        assert!(
            balance(1, -1, 0).starts_with("expected nitrogen in sludge of zero or more, found")
        );
        assert!(
            balance(1, 0, -1).starts_with("expected nitrogen in the effluent of zero or more,")
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let routing = routing("600 t DM", &[65, 35]);
        let written = serde_json::to_string(&routing).unwrap();
        assert_eq!(serde_json::from_str::<SludgeRouting>(&written).unwrap(), routing);
    }
}
