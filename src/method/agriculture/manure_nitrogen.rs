use super::manure_methane::{SHARES, system_steps};
use super::nitrogen_excretion::NitrogenExcretion;
use crate::error::{Error, Result};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{InputProblem, activity, number, rate, whole};
use crate::method::sourced::{step, step_of, worked_step};
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::method::agriculture as text;
use crate::unit::{AnimalYears, NitrogenMass, NitrousOxideMass, Rate};
use crate::{Quantity, Title};

/// A system of manure management with its losses of nitrogen.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Source, Title, number::Exact};
/// use climate_account::method::{Sourced, agriculture::ManureNitrogenSystem};
///
/// let source = Source::new("Odder Kommune", "Manure by system", 2024, "row 2")?;
/// let slurry = ManureNitrogenSystem {
///     name: Title::new("gylle med flydelag", "slurry with crust"),
///     share: Sourced::new(Exact::new(43, 2), &source),
///     nitrous_oxide: Sourced::built_in("ipcc-2019r/manure/ef3/liquid-slurry-crust")?,
///     volatilised: Sourced::built_in("ipcc-2019r/manure/frac-gas/liquid-slurry-crust/dairy")?,
///     leached: Sourced::built_in("ipcc-2019r/manure/frac-leach/liquid-slurry")?,
///     codigested: None,
///     bedding: None,
/// };
/// assert_eq!(slurry.volatilised.value, "0.3".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// Nitrogen that is emitted as nitrous oxide is per nitrogen, as `kg N2O-N/kg N` or
/// `kg N2O/kg N`. A mass of nitrogen is no factor:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, Source, Title, method::Sourced, number::Exact};
/// use climate_account::method::agriculture::ManureNitrogenSystem;
/// use climate_account::unit::{NitrogenMass, Rate};
///
/// let source = Source::new("Odder Kommune", "Manure by system", 2024, "row 2")?;
/// let slurry = ManureNitrogenSystem {
///     name: Title::new("gylle", "slurry"),
///     share: Sourced::new(Exact::ONE, &source),
///     // expected nitrous oxide, found nitrogen
///     nitrous_oxide: Sourced::new(
///         Rate::<NitrogenMass, NitrogenMass>::new(Exact::new(5, 3), "kg N/kg N")?,
///         &source,
///     ),
///     volatilised: Sourced::new(Exact::ZERO, &source),
///     leached: Sourced::new(Exact::ZERO, &source),
///     codigested: None,
///     bedding: None,
/// };
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ManureNitrogenSystem {
    /// Its name in the derivation.
    pub name: Title,
    /// The share of the manure that it takes, from 0 to 1.
    pub share: Sourced<Exact>,
    /// EF3, nitrous oxide for each nitrogen that enters.
    pub nitrous_oxide: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// `Frac_GasMS`, the share that leaves as ammonia and nitrogen oxides, from 0 to 1.
    pub volatilised: Sourced<Exact>,
    /// `Frac_LeachMS`, the share that is washed out, from 0 to 1.
    pub leached: Sourced<Exact>,
    /// Nitrogen of plants and waste that are digested with the manure, where there is some.
    pub codigested: Option<Sourced<Quantity<NitrogenMass>>>,
    /// Nitrogen of bedding for an animal that lives on it all year; it goes to the field.
    pub bedding: Option<Sourced<Rate<NitrogenMass, AnimalYears>>>,
}

/// The nitrogen of a herd's manure: from the animal to the air, to water, to the field.
///
/// ```text
/// N_S     = N x Nex x AWMS_S + N_cdg,S
/// N2O-N   = N_S x EF3            N2-N   = N_S x R x EF3
/// N_vol   = N_S x Frac_Gas       N_leach = N_S x Frac_Leach
/// N_field = N_S - losses + N x AWMS_S x N_bedding
/// ```
///
/// IPCC 2019 Refinement, volume 4, equations 10.25-10.27, 10.34, 10.34a and 10.34b. The shares of the
/// systems and of pasture add up to 1. What falls on pasture is not managed: it goes to the soils.
/// The nitrous oxide that comes of nitrogen in the air later is not taken off it here. Nitrogen of
/// co-digested matter is lost as that of the manure.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Title, number::Exact, unit::{AnimalYears, Rate}};
/// use climate_account::method::Sourced;
/// use climate_account::method::agriculture::{
///     ExcretionStage, ManureNitrogen, ManureNitrogenSystem, NitrogenExcretion,
/// };
///
/// let source = Source::new("Odder Kommune", "Manure by system", 2024, "row 2")?;
/// let number = |value: &str| -> climate_account::Result<Sourced<Exact>> {
///     Ok(Sourced::new(value.parse()?, &source))
/// };
/// let system = |name: Title, share: &str, factor: &str, gas: &str, leached: &str| {
///     let factor = Rate::new(factor.parse::<Exact>()?, "kg N2O-N/kg N")?;
///     climate_account::Result::Ok(ManureNitrogenSystem {
///         name,
///         share: number(share)?,
///         nitrous_oxide: Sourced::new(factor, &source),
///         volatilised: number(gas)?,
///         leached: number(leached)?,
///         codigested: None,
///         bedding: None,
///     })
/// };
/// let manure = ManureNitrogen {
///     animals: Sourced::new(Quantity::<AnimalYears>::new(100, "head yr")?, &source),
///     excretion: NitrogenExcretion::Stated {
///         nitrogen: Sourced::new(Rate::new(Exact::new(1095, 1), "kg N/head/yr")?, &source),
///         stage: ExcretionStage::ExAnimal,
///     },
///     systems: vec![
///         system(Title::new("gylle", "slurry"), "0.43", "0.005", "0.30", "0")?,
///         system(Title::new("fast gødning", "solid storage"), "0.29", "0.01", "0.30", "0.02")?,
///     ],
///     pasture: Some(number("0.28")?),
///     dinitrogen: number("3")?,
/// };
/// let systems = manure.balances()?;
/// assert_eq!(systems[0].to_field.to_string(), "3201.78 kg N");
/// assert_eq!(systems[1].to_field.to_string(), "2032.32 kg N");
/// let balance = manure.balance()?;
/// assert_eq!(balance.nitrous_oxide.to_string(), "55.2975 kg N"); // as nitrogen
/// let managed = balance.to_field.checked_add(balance.losses()?)?;
/// assert_eq!(managed.to_string(), "7884 kg N"); // 0.72 x 10 950
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ManureNitrogen {
    /// The annual average population.
    pub animals: Sourced<Quantity<AnimalYears>>,
    /// The nitrogen that an animal excretes.
    pub excretion: NitrogenExcretion,
    /// The systems that manage the manure.
    pub systems: Vec<ManureNitrogenSystem>,
    /// The share that animals drop on pasture, from 0 to 1, where they graze.
    pub pasture: Option<Sourced<Exact>>,
    /// `R_N2(N2O)`, nitrogen lost as N2 for each nitrogen lost as nitrous oxide.
    pub dinitrogen: Sourced<Exact>,
}

/// Where nitrogen of manure came from and went, each as a mass of nitrogen.
///
/// Excreted and co-digested nitrogen are the losses, pasture and the field without bedding, exactly.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::agriculture::NitrogenBalance};
///
/// let balance = NitrogenBalance::default();
/// assert_eq!(balance.losses()?, Quantity::ZERO);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct NitrogenBalance {
    /// Excreted by the animals.
    pub excreted: Quantity<NitrogenMass>,
    /// Of plants and waste that are digested with the manure.
    pub codigested: Quantity<NitrogenMass>,
    /// Lost as nitrous oxide, the nitrogen of it.
    pub nitrous_oxide: Quantity<NitrogenMass>,
    /// Lost as N2.
    pub dinitrogen: Quantity<NitrogenMass>,
    /// Lost as ammonia and nitrogen oxides.
    pub volatilised: Quantity<NitrogenMass>,
    /// Washed out.
    pub leached: Quantity<NitrogenMass>,
    /// Of bedding, a part of what goes to the field.
    pub bedding: Quantity<NitrogenMass>,
    /// To the field, with the bedding.
    pub to_field: Quantity<NitrogenMass>,
    /// Dropped on pasture.
    pub pasture: Quantity<NitrogenMass>,
}

impl NitrogenBalance {
    /// What is lost before the field.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::agriculture::NitrogenBalance, unit::NitrogenMass};
    ///
    /// let balance = NitrogenBalance {
    ///     volatilised: Quantity::<NitrogenMass>::kilograms(30),
    ///     leached: Quantity::<NitrogenMass>::kilograms(2),
    ///     ..NitrogenBalance::default()
    /// };
    /// assert_eq!(balance.losses()?.to_string(), "32 kg N");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn losses(&self) -> Result<Quantity<NitrogenMass>> {
        self.nitrous_oxide
            .checked_add(self.dinitrogen)?
            .checked_add(self.volatilised)?
            .checked_add(self.leached)
    }

    fn and(&self, other: &NitrogenBalance) -> Result<NitrogenBalance> {
        Ok(NitrogenBalance {
            excreted: self.excreted.checked_add(other.excreted)?,
            codigested: self.codigested.checked_add(other.codigested)?,
            nitrous_oxide: self.nitrous_oxide.checked_add(other.nitrous_oxide)?,
            dinitrogen: self.dinitrogen.checked_add(other.dinitrogen)?,
            volatilised: self.volatilised.checked_add(other.volatilised)?,
            leached: self.leached.checked_add(other.leached)?,
            bedding: self.bedding.checked_add(other.bedding)?,
            to_field: self.to_field.checked_add(other.to_field)?,
            pasture: self.pasture.checked_add(other.pasture)?,
        })
    }
}

impl ManureNitrogen {
    /// The balance of each system, in their order; pasture is not among them.
    ///
    /// # Examples
    ///
    /// The nitrogen of 10 horses on pasture all year:
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::{AnimalYears, Rate}};
    /// use climate_account::method::Sourced;
    /// use climate_account::method::agriculture::{
    ///     ExcretionStage, ManureNitrogen, NitrogenExcretion,
    /// };
    ///
    /// let source = Source::new("Odder Kommune", "Animals by register", 2024, "row 9")?;
    /// let horses = ManureNitrogen {
    ///     animals: Sourced::new(Quantity::<AnimalYears>::new(10, "head yr")?, &source),
    ///     excretion: NitrogenExcretion::Stated {
    ///         nitrogen: Sourced::new(Rate::new(40, "kg N/head/yr")?, &source),
    ///         stage: ExcretionStage::ExAnimal,
    ///     },
    ///     systems: Vec::new(),
    ///     pasture: Some(Sourced::new(Exact::ONE, &source)),
    ///     dinitrogen: Sourced::new(3.into(), &source),
    /// };
    /// assert!(horses.balances()?.is_empty());
    /// assert_eq!(horses.balance()?.pasture.to_string(), "400 kg N");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, a share outside 0 to 1,
    /// shares that do not add up to 1, losses of more than there is, and a figure of nitrogen that is
    /// not ex animal.
    pub fn balances(&self) -> Result<Vec<NitrogenBalance>> {
        let (excreted, _) = self.excreted()?;
        let balances = self.systems.iter().map(|system| self.balance_of(system, excreted));
        balances.collect()
    }

    /// The balance of the herd, pasture included.
    ///
    /// # Examples
    ///
    /// See [`balances`](ManureNitrogen::balances) and [`ManureNitrogen`].
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::{AnimalYears, Rate}};
    /// use climate_account::method::Sourced;
    /// use climate_account::method::agriculture::{
    ///     ExcretionStage, ManureNitrogen, NitrogenExcretion,
    /// };
    ///
    /// let source = Source::new("Odder Kommune", "Animals by register", 2024, "row 9")?;
    /// let sheep = ManureNitrogen {
    ///     animals: Sourced::new(Quantity::<AnimalYears>::new(20, "head yr")?, &source),
    ///     excretion: NitrogenExcretion::Stated {
    ///         nitrogen: Sourced::new(Rate::new(5, "kg N/head/yr")?, &source),
    ///         stage: ExcretionStage::ExAnimal,
    ///     },
    ///     systems: Vec::new(),
    ///     pasture: Some(Sourced::new(Exact::ONE, &source)),
    ///     dinitrogen: Sourced::new(3.into(), &source),
    /// };
    /// assert_eq!(sheep.balance()?.excreted, sheep.balance()?.pasture);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`balances`](ManureNitrogen::balances).
    pub fn balance(&self) -> Result<NitrogenBalance> {
        let (excreted, grazed) = self.excreted()?;
        let pasture = excreted.scale(grazed)?;
        let start = NitrogenBalance { excreted: pasture, pasture, ..NitrogenBalance::default() };
        self.systems
            .iter()
            .try_fold(start, |sum, system| sum.and(&self.balance_of(system, excreted)?))
    }

    /// The nitrogen of the herd and the share of pasture.
    fn excreted(&self) -> Result<(Quantity<NitrogenMass>, Exact)> {
        activity("a number of animals", self.animals.value)?;
        let grazed = self.pasture.as_ref().map_or(Exact::ZERO, |share| share.value);
        let shares = self.systems.iter().map(|system| system.share.value);
        let (what, remedy) = SHARES;
        whole(what, shares.chain([grazed]), remedy)?;
        let remedy = "take 3, the ratio of the guideline";
        number("a ratio of N2 to nitrous oxide", &self.dinitrogen.value, remedy).not_negative()?;
        let per_animal = self.excretion.ex_animal()?;
        let herd = Fraction::of(self.animals.value.base_value()).by(per_animal.ratio())?;
        Ok((Quantity::of_base(herd.grams()?), grazed))
    }

    fn balance_of(
        &self,
        system: &ManureNitrogenSystem,
        herd: Quantity<NitrogenMass>,
    ) -> Result<NitrogenBalance> {
        let remedy = "take it from a guideline";
        rate("a nitrous oxide factor of manure", &system.nitrous_oxide.value, remedy)?;
        let remedy = "give per cent as a fraction";
        number("a share of nitrogen that volatilises", &system.volatilised.value, remedy)
            .share()?;
        number("a share of nitrogen that is leached", &system.leached.value, remedy).share()?;
        let codigested = system.codigested.as_ref().map_or(Quantity::ZERO, |mass| mass.value);
        activity("a nitrogen of co-digested matter", codigested)?;
        let excreted = herd.scale(system.share.value)?;
        let entered = excreted.checked_add(codigested)?;
        // 28 of the 44 grams of N2O are nitrogen.
        let nitrous_oxide = Fraction::of(entered.base_value())
            .by(system.nitrous_oxide.value.ratio())?
            .times(7)?
            .over(11)?
            .grams()
            .map(Quantity::of_base)?;
        let mut balance = NitrogenBalance {
            excreted,
            codigested,
            nitrous_oxide,
            dinitrogen: nitrous_oxide.scale(self.dinitrogen.value)?,
            volatilised: entered.scale(system.volatilised.value)?,
            leached: entered.scale(system.leached.value)?,
            bedding: self.bedding_of(system)?,
            ..NitrogenBalance::default()
        };
        let losses = balance.losses()?;
        let rest = entered.checked_sub(losses)?;
        if rest.base_value().is_negative() {
            return Err(Error::new(InputProblem::AboveWhole {
                what: "losses of nitrogen",
                whole: format!("the {entered} that enter the system"),
                found: losses.to_string(),
                remedy: "check the shares and the factor of the system",
            }));
        }
        balance.to_field = rest.checked_add(balance.bedding)?;
        Ok(balance)
    }

    fn bedding_of(&self, system: &ManureNitrogenSystem) -> Result<Quantity<NitrogenMass>> {
        let Some(bedding) = &system.bedding else { return Ok(Quantity::ZERO) };
        rate("a nitrogen of bedding", &bedding.value, "take it from a guideline")?;
        Fraction::of(self.animals.value.base_value())
            .by(bedding.value.ratio())?
            .times(system.share.value)?
            .grams()
            .map(Quantity::of_base)
    }

    pub(super) fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![step(&self.animals, text::ANNUAL_AVERAGE_POPULATION)];
        steps.extend(self.excretion.steps());
        let excreted = self.excretion.ex_animal()?;
        steps.push(worked_step(&excreted, text::NITROGEN_PER_ANIMAL_AND_YEAR));
        for system in &self.systems {
            let name = &system.name;
            steps.extend(system_steps(
                name,
                &system.share,
                &system.nitrous_oxide,
                text::N2O_FACTOR,
            ));
            steps.extend([
                step_of(&system.volatilised, text::SHARE_OF_NITROGEN_THAT_VOLATILISES, name),
                step_of(&system.leached, text::SHARE_OF_NITROGEN_THAT_IS_LEACHED, name),
            ]);
            let codigested = system.codigested.as_ref();
            steps.extend(
                codigested.map(|mass| step_of(mass, text::NITROGEN_OF_CODIGESTED_MATTER, name)),
            );
            let bedding = system.bedding.as_ref();
            steps.extend(bedding.map(|mass| step_of(mass, text::NITROGEN_OF_BEDDING, name)));
        }
        let pasture = self.pasture.as_ref();
        steps.extend(pasture.map(|share| step(share, text::SHARE_ON_PASTURE)));
        steps.push(step(&self.dinitrogen, text::DINITROGEN_FOR_NITROGEN_OF_NITROUS_OXIDE));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::super::nitrogen_excretion::ExcretionStage;
    use super::*;
    use crate::method::sourced::{example, read};

    fn system(percent: i64, factor: &str, gas: i64, leached: i64) -> ManureNitrogenSystem {
        ManureNitrogenSystem {
            name: Title::new("fast gødning", "solid storage"),
            share: example(Exact::new(percent, 2)),
            nitrous_oxide: read(factor),
            volatilised: example(Exact::new(gas, 2)),
            leached: example(Exact::new(leached, 2)),
            codigested: None,
            bedding: None,
        }
    }

    fn herd(systems: Vec<ManureNitrogenSystem>) -> ManureNitrogen {
        ManureNitrogen {
            animals: read("10 head yr"),
            excretion: NitrogenExcretion::Stated {
                nitrogen: read("100 kg N/head/yr"),
                stage: ExcretionStage::ExAnimal,
            },
            systems,
            pasture: None,
            dinitrogen: example(3.into()),
        }
    }

    #[test]
    fn codigested_and_bedding_reach_the_field() {
        let digester = ManureNitrogenSystem {
            codigested: Some(read("500 kg N")),
            bedding: Some(read("7 kg N/head/yr")),
            ..system(100, "0.01 kg N2O-N/kg N", 30, 2)
        };
        let balance = herd(vec![digester]).balance().unwrap();
        assert_eq!(balance.losses().unwrap().to_string(), "540 kg N"); // 0.36 x 1500
        assert_eq!(balance.bedding.to_string(), "70 kg N");
        assert_eq!(balance.to_field.to_string(), "1030 kg N");
    }

    #[test]
    fn a_factor_in_nitrous_oxide_is_the_same() {
        let balance =
            |factor: &str| herd(vec![system(100, factor, 0, 0)]).balance().unwrap().nitrous_oxide;
        assert_eq!(balance("0.07 kg N2O-N/kg N"), balance("0.11 kg N2O/kg N"));
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |herd: ManureNitrogen| herd.balance().unwrap_err().to_string();
        let factor = "0.01 kg N2O-N/kg N";
        let whole = || vec![system(100, factor, 30, 2)];
        let negative = ManureNitrogen { animals: read("-1 head yr"), ..herd(whole()) };
        assert!(
            text(negative).starts_with("expected a number of animals of zero or more, found -1")
        );
        assert_eq!(
            text(herd(vec![system(74, factor, 30, 2)])),
            "expected shares of the manure by system that add up to 1, found a sum of 0.74; name \
             every system, pasture too, and give per cent as a fraction"
        );
        let ratio = ManureNitrogen { dinitrogen: example(Exact::new(-3, 0)), ..herd(whole()) };
        assert_eq!(
            text(ratio),
            "expected a ratio of N2 to nitrous oxide of zero or more, found -3; take 3, the ratio \
             of the guideline"
        );
        for (stage, name) in
            [(ExcretionStage::ExHousing, "ex housing"), (ExcretionStage::ExStorage, "ex storage")]
        {
            let nitrogen = read("100 kg N/head/yr");
            let excretion = NitrogenExcretion::Stated { nitrogen, stage };
            assert_eq!(
                text(ManureNitrogen { excretion, ..herd(whole()) }),
                format!(
                    "expected a nitrogen excretion ex animal, found {name}; the losses of housing \
                     and storage are worked out from what is excreted"
                )
            );
        }
        assert_eq!(
            text(herd(vec![system(100, "-1 kg N2O-N/kg N", 30, 2)])),
            "expected a nitrous oxide factor of manure of zero or more, found -1 kg N2O-N/kg N; take \
             it from a guideline"
        );
        assert_eq!(
            text(herd(vec![system(100, factor, 3000, 2)])),
            "expected a share of nitrogen that volatilises from 0 to 1, found 30; give per cent as a \
             fraction"
        );
        assert_eq!(
            text(herd(vec![system(100, factor, 30, 200)])),
            "expected a share of nitrogen that is leached from 0 to 1, found 2; give per cent as a \
             fraction"
        );
        assert_eq!(
            text(herd(vec![system(100, factor, 95, 2)])),
            "expected losses of nitrogen of at most the 1000 kg N that enter the system, found 1010 \
             kg N; check the shares and the factor of the system"
        );
        let codigested = ManureNitrogenSystem {
            codigested: Some(read("-1 kg N")),
            ..system(100, factor, 30, 2)
        };
        assert!(text(herd(vec![codigested])).starts_with(
            "expected a nitrogen of co-digested matter of zero or more, found -1 kg N"
        ));
        let bedding = ManureNitrogenSystem {
            bedding: Some(read("-1 kg N/head/yr")),
            ..system(100, factor, 30, 2)
        };
        assert_eq!(
            text(herd(vec![bedding])),
            "expected a nitrogen of bedding of zero or more, found -1 kg N/head/yr; take it from a \
             guideline"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let herd = herd(vec![system(100, "0.01 kg N2O-N/kg N", 30, 2)]);
        let written = serde_json::to_string(&herd).unwrap();
        assert_eq!(serde_json::from_str::<ManureNitrogen>(&written).unwrap(), herd);
        let balance = herd.balance().unwrap();
        let written = serde_json::to_string(&balance).unwrap();
        assert_eq!(serde_json::from_str::<NitrogenBalance>(&written).unwrap(), balance);
    }
}
