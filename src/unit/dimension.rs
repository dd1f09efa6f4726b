use core::fmt;

use super::substance::Substance;

/// Dimensions of one unit that differ; `kg N2O-N/ha/yr` has three.
const LIMIT: usize = 6;

/// What is counted or measured, before products and rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Base {
    /// No word on net or gross: electricity, heat.
    Energy,
    NetEnergy,
    GrossEnergy,
    /// `None` for matter that is not named.
    Mass(Option<Substance>),
    Volume,
    NormalVolume,
    Area,
    Distance,
    VehicleDistance,
    PassengerDistance,
    TonneDistance,
    Heads,
    Persons,
    Dwellings,
    Pieces,
    Money {
        currency: [u8; 3],
        price_year: Option<u16>,
    },
    /// Seconds. A year is not a number of seconds before its hours are named.
    Time,
    Years,
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Base::Energy => "energy",
            Base::NetEnergy => "net energy",
            Base::GrossEnergy => "gross energy",
            Base::Mass(None) => "mass",
            Base::Mass(Some(substance)) => return write!(f, "mass of {substance}"),
            Base::Volume => "volume",
            Base::NormalVolume => "gas volume at a reference state",
            Base::Area => "area",
            Base::Distance => "distance",
            Base::VehicleDistance => "vehicle-distance",
            Base::PassengerDistance => "passenger-distance",
            Base::TonneDistance => "tonne-distance",
            Base::Heads => "heads",
            Base::Persons => "persons",
            Base::Dwellings => "dwellings",
            Base::Pieces => "pieces",
            Base::Money { currency, price_year } => {
                f.write_str(core::str::from_utf8(currency).unwrap_or("money"))?;
                return match price_year {
                    Some(year) => write!(f, " of {year}"),
                    None => Ok(()),
                };
            }
            Base::Time => "time",
            Base::Years => "years",
        })
    }
}

/// What a unit measures: a product of powers of base dimensions.
///
/// Net energy, gross energy and energy without a basis are three dimensions; masses of two
/// substances are two; a volume of gas at a reference state is not a volume; a year is not a number
/// of hours. So a comparison of dimensions refuses what would need a calorific ratio, a GWP set or
/// a temperature.
///
/// # Examples
///
/// ```
/// use climate_account::{Unit, unit::{Dimension, Substance}};
///
/// let factor: Unit = "kg CH4/head/yr".parse()?;
/// assert_eq!(factor.dimension().to_string(), "mass of CH4 per heads and years");
/// assert_ne!("kg CO2".parse::<Unit>()?.dimension(), Dimension::MASS);
/// assert_eq!("kg CO2".parse::<Unit>()?.dimension(), Dimension::mass_of(Substance::CO2));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dimension {
    /// Sorted by base; unused places hold power 0, so that equality is that of the fields.
    factors: [(Base, i8); LIMIT],
    count: u8,
}

macro_rules! dimensions {
    ($($(#[$meta:meta])* $name:ident = $base:expr;)*) => {
        impl Dimension {
            $($(#[$meta])* pub const $name: Dimension = Dimension::single($base);)*
        }
    };
}

dimensions! {
    /// Energy without a word on net or gross: electricity, heat.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("kWh".parse::<Unit>()?.dimension(), Dimension::ENERGY);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ENERGY = Base::Energy;

    /// Energy by net (lower) calorific value.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("GJ (net)".parse::<Unit>()?.dimension(), Dimension::NET_ENERGY);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    NET_ENERGY = Base::NetEnergy;

    /// Energy by gross (higher) calorific value.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("GJ (gross)".parse::<Unit>()?.dimension(), Dimension::GROSS_ENERGY);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    GROSS_ENERGY = Base::GrossEnergy;

    /// Mass of matter that is not named.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("kg".parse::<Unit>()?.dimension(), Dimension::MASS);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    MASS = Base::Mass(None);

    /// Volume of a liquid, or of a gas at a state that is not named.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("m3".parse::<Unit>()?.dimension(), Dimension::VOLUME);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    VOLUME = Base::Volume;

    /// Volume of a gas at a reference state (Nm3, Sm3).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("Nm3".parse::<Unit>()?.dimension(), Dimension::NORMAL_VOLUME);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    NORMAL_VOLUME = Base::NormalVolume;

    /// Area.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("ha".parse::<Unit>()?.dimension(), Dimension::AREA);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    AREA = Base::Area;

    /// Distance.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("km".parse::<Unit>()?.dimension(), Dimension::DISTANCE);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    DISTANCE = Base::Distance;

    /// Distance driven by vehicles.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("vkm".parse::<Unit>()?.dimension(), Dimension::VEHICLE_DISTANCE);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    VEHICLE_DISTANCE = Base::VehicleDistance;

    /// Distance travelled by persons.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("pkm".parse::<Unit>()?.dimension(), Dimension::PASSENGER_DISTANCE);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    PASSENGER_DISTANCE = Base::PassengerDistance;

    /// Distance that tonnes of goods are carried.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("tkm".parse::<Unit>()?.dimension(), Dimension::TONNE_DISTANCE);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    TONNE_DISTANCE = Base::TonneDistance;

    /// Animals.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("head".parse::<Unit>()?.dimension(), Dimension::HEADS);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    HEADS = Base::Heads;

    /// Persons.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("capita".parse::<Unit>()?.dimension(), Dimension::PERSONS);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    PERSONS = Base::Persons;

    /// Dwellings.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("dwelling".parse::<Unit>()?.dimension(), Dimension::DWELLINGS);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    DWELLINGS = Base::Dwellings;

    /// Pieces of anything: vehicles, appliances, plants.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("piece".parse::<Unit>()?.dimension(), Dimension::PIECES);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    PIECES = Base::Pieces;

    /// Time in hours, days or seconds.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("h".parse::<Unit>()?.dimension(), Dimension::TIME);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    TIME = Base::Time;

    /// Time in years.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("yr".parse::<Unit>()?.dimension(), Dimension::YEARS);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    YEARS = Base::Years;
}

impl Dimension {
    /// A pure number.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("%".parse::<Unit>()?.dimension(), Dimension::NONE);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const NONE: Dimension = Dimension { factors: [(Base::Energy, 0); LIMIT], count: 0 };

    pub(crate) const fn single(base: Base) -> Dimension {
        let mut factors = [(Base::Energy, 0); LIMIT];
        factors[0] = (base, 1);
        Dimension { factors, count: 1 }
    }

    /// The product of two dimensions, given in the order of [`Base`].
    pub(super) const fn product(first: Base, second: Base) -> Dimension {
        let mut factors = [(Base::Energy, 0); LIMIT];
        factors[0] = (first, 1);
        factors[1] = (second, 1);
        Dimension { factors, count: 2 }
    }

    /// The mass of a substance.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::{Dimension, Substance};
    ///
    /// assert_eq!(Dimension::mass_of(Substance::CH4).to_string(), "mass of CH4");
    /// ```
    #[must_use]
    pub const fn mass_of(substance: Substance) -> Dimension {
        Dimension::single(Base::Mass(Some(substance)))
    }

    /// Whether it is a pure number.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert!("%".parse::<Unit>()?.dimension().is_none());
    /// assert!("kg/t".parse::<Unit>()?.dimension().is_none());
    /// assert!(!Dimension::MASS.is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.count == 0
    }

    pub(crate) fn factors(&self) -> &[(Base, i8)] {
        self.factors.get(..usize::from(self.count)).unwrap_or_default()
    }

    /// The price year of money, if it has one; `None` for what is not money.
    pub(crate) fn price_year(&self) -> Option<Option<u16>> {
        match self.base() {
            Some(Base::Money { price_year, .. }) => Some(price_year),
            _ => None,
        }
    }

    /// The base where the dimension is just one to the power 1.
    pub(crate) fn base(&self) -> Option<Base> {
        match self.factors() {
            [(base, 1)] => Some(*base),
            _ => None,
        }
    }

    /// The substance where the dimension is the mass of one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::{Dimension, Substance};
    ///
    /// assert_eq!(Dimension::mass_of(Substance::N).substance(), Some(Substance::N));
    /// assert_eq!(Dimension::MASS.substance(), None);
    /// ```
    #[must_use]
    pub fn substance(&self) -> Option<Substance> {
        match self.base() {
            Some(Base::Mass(substance)) => substance,
            _ => None,
        }
    }

    /// `None` where a power or the number of dimensions runs away.
    pub(crate) fn times(self, other: Dimension, exponent: i8) -> Option<Dimension> {
        let mut merged: Vec<(Base, i8)> = self.factors().to_vec();
        for &(base, power) in other.factors() {
            let power = power.checked_mul(exponent)?;
            match merged.binary_search_by_key(&base, |&(base, _)| base) {
                Ok(index) => {
                    let known = merged.get_mut(index)?;
                    known.1 = known.1.checked_add(power)?;
                }
                Err(index) => merged.insert(index, (base, power)),
            }
        }
        merged.retain(|&(_, power)| power != 0);
        let mut result = Dimension::NONE;
        result.factors.get_mut(..merged.len())?.copy_from_slice(&merged);
        result.count = u8::try_from(merged.len()).ok()?;
        Some(result)
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            return f.write_str("pure number");
        }
        let side = |sign: i8| {
            let mut words = Vec::new();
            for &(base, power) in self.factors().iter().filter(|(_, power)| power.signum() == sign)
            {
                words.push(match power.unsigned_abs() {
                    1 => base.to_string(),
                    power => format!("{base}^{power}"),
                });
            }
            words
        };
        let (above, below) = (side(1).join(" times "), side(-1).join(" and "));
        match (above.is_empty(), below.is_empty()) {
            (_, true) => f.write_str(&above),
            (true, _) => write!(f, "per {below}"),
            _ => write!(f, "{above} per {below}"),
        }
    }
}

impl fmt::Debug for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(left: Dimension, right: Dimension, exponent: i8) -> Dimension {
        left.times(right, exponent).unwrap()
    }

    #[test]
    fn products_cancel() {
        let power = times(Dimension::ENERGY, Dimension::TIME, -1);
        assert_eq!(times(power, Dimension::TIME, 1), Dimension::ENERGY);
        assert_eq!(times(power, power, -1), Dimension::NONE);
        assert_eq!(power.base(), None);
    }

    #[test]
    fn prints_in_words_of_the_field() {
        let nitrogen = Dimension::mass_of(Substance::N2O);
        let per_area = times(nitrogen, Dimension::AREA, -1);
        let cases = [
            (Dimension::NONE, "pure number"),
            (Dimension::NET_ENERGY, "net energy"),
            (times(per_area, Dimension::YEARS, -1), "mass of N2O per area and years"),
            (times(Dimension::NONE, Dimension::YEARS, -1), "per years"),
            (times(Dimension::MASS, Dimension::MASS, 1), "mass^2"),
            (times(Dimension::ENERGY, Dimension::YEARS, 1), "energy times years"),
            (
                Dimension::single(Base::Money { currency: *b"DKK", price_year: Some(2023) }),
                "DKK of 2023",
            ),
        ];
        for (dimension, words) in cases {
            assert_eq!(dimension.to_string(), words);
        }
    }

    #[test]
    fn a_runaway_product_is_refused() {
        let mut power = Dimension::TIME;
        for _ in 0..6 {
            power = times(power, power, 1);
        }
        assert_eq!(power.times(power, 1), None);
        let many = [
            Dimension::MASS,
            Dimension::AREA,
            Dimension::HEADS,
            Dimension::PERSONS,
            Dimension::VOLUME,
            Dimension::DWELLINGS,
        ];
        let full = many.into_iter().fold(Dimension::NONE, |left, right| times(left, right, 1));
        assert_eq!(full.times(Dimension::YEARS, 1), None);
        assert_eq!(times(full, Dimension::MASS, -1).factors().len(), 5);
    }
}
