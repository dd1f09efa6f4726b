use crate::Title;
use crate::text::method::energy as text;

/// What the rule could not do, or what looks wrong with the plant.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::Emissions};
/// use climate_account::method::{AllocationFinding, AllocationRule, CombinedHeatAndPower, PlantFuel};
///
/// let fuel = PlantFuel::new("straw", Quantity::new(100, "GJ (net)")?, Emissions::none())?;
/// let plant = CombinedHeatAndPower::new([fuel], Quantity::new(90, "GJ")?, Quantity::ZERO)?;
/// let allocation = plant.allocate(AllocationRule::Percent125)?;
/// assert_eq!(allocation.findings(), [AllocationFinding::NoElectricity]);
/// assert_eq!(allocation.heat_share(), 1.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AllocationFinding {
    /// Heat would carry more than the fuel, and carries all of it.
    HeatTakesAllFuel,
    /// Electricity would carry more than the fuel, and carries all of it.
    ElectricityTakesAllFuel,
    /// There is no heat; electricity carries all fuel.
    NoHeat,
    /// There is no electricity; heat carries all fuel.
    NoElectricity,
    /// The products have more energy than the fuel by net calorific value.
    OutputBeyondNetFuel,
    /// The products have more energy than the fuel by gross calorific value.
    OutputBeyondGrossFuel,
}

impl AllocationFinding {
    /// Whether the result cannot be right.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::AllocationFinding;
    ///
    /// assert!(AllocationFinding::OutputBeyondGrossFuel.is_severe());
    /// assert!(!AllocationFinding::OutputBeyondNetFuel.is_severe()); // flue-gas condensation can do it
    /// ```
    #[must_use]
    pub fn is_severe(self) -> bool {
        self == AllocationFinding::OutputBeyondGrossFuel
    }

    /// What was found.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, method::AllocationFinding};
    ///
    /// let message = AllocationFinding::NoElectricity.message();
    /// assert_eq!(message.in_language(Language::Danish), "anlægget leverer kun varme");
    /// assert_eq!(message.in_language(Language::English), "the plant delivers heat only");
    /// ```
    #[must_use]
    pub fn message(self) -> Title {
        match self {
            AllocationFinding::HeatTakesAllFuel => text::HEAT_TAKES_ALL_FUEL.title(),
            AllocationFinding::ElectricityTakesAllFuel => text::ELECTRICITY_TAKES_ALL_FUEL.title(),
            AllocationFinding::NoHeat => text::NO_HEAT.title(),
            AllocationFinding::NoElectricity => text::NO_ELECTRICITY.title(),
            AllocationFinding::OutputBeyondNetFuel => text::OUTPUT_BEYOND_NET_FUEL.title(),
            AllocationFinding::OutputBeyondGrossFuel => text::OUTPUT_BEYOND_GROSS_FUEL.title(),
        }
    }
}
