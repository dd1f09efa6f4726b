use std::sync::Arc;

use crate::error::Result;
use crate::gas::{Co2e, Emissions};
use crate::number::{Exact, allocate};

/// Decimals of a gram that a share is cut at: a microgram, as for every mass.
const SHARE_DECIMALS: i32 = 6;

/// A national amount spread over places by a key: inhabitants, farm area, employees.
///
/// ```text
/// x_i = T · w_i / Σ w
/// ```
///
/// GPC chapter 5 (scaling). Each share is cut at a microgram, and what is left goes to the largest
/// remainders, so that the shares of every gas add up to the national amount exactly. The order of
/// the places does not matter. Point sources have to be taken out of the amount before.
///
/// # Examples
///
/// Process emissions of Denmark spread by inhabitants:
///
/// ```
/// use climate_account::{gas::{Emissions, Gas}, method::spread_by_key};
///
/// let national = Emissions::from_tonnes(Gas::CO2, 5000);
/// let inhabitants = [("Here", 118.into()), ("Elsewhere", 7.into())];
/// let parts = spread_by_key(&national, &inhabitants)?;
/// assert_eq!(parts[0].1.tonnes(Gas::CO2), 4720.into());
/// assert_eq!(parts[0].1.clone().and(&parts[1].1)?, national);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`NegativeWeight`](crate::ErrorKind::NegativeWeight) for a key below zero;
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) where no key is above zero;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn spread_by_key<P: AsRef<str>>(
    national: &Emissions,
    keys: &[(P, Exact)],
) -> Result<Vec<(Arc<str>, Emissions)>> {
    let weights: Vec<(&str, Exact)> =
        keys.iter().map(|(place, weight)| (place.as_ref(), *weight)).collect();
    let mut shares = vec![Emissions::none(); keys.len()];
    let mut add = |grams: Exact, part: &dyn Fn(Exact) -> Emissions| -> Result<()> {
        let parts = allocate(grams, &weights, SHARE_DECIMALS)?;
        for (share, grams) in shares.iter_mut().zip(parts) {
            *share = core::mem::take(share).and(&part(grams))?;
        }
        Ok(())
    };
    // The key is checked even where there is nothing to spread.
    add(Exact::ZERO, &|_| Emissions::none())?;
    for (gas, grams) in national.masses() {
        add(grams, &|grams| Emissions::from_grams(gas, grams))?;
    }
    for co2e in national.reported() {
        let set = co2e.gwp_set();
        add(co2e.grams(), &|grams| Emissions::from_co2e(Co2e::from_grams(grams, set.clone())))?;
    }
    Ok(weights.iter().map(|(place, _)| Arc::from(*place)).zip(shares).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::gas::{Gas, GwpSet};

    #[test]
    fn every_gas_and_label_adds_up() {
        let national = Emissions::from_grams(Gas::CO2, 100)
            .and(&Emissions::from_grams(Gas::N2O, -1))
            .and_then(|sum| {
                let set = GwpSet::as_published("A");
                sum.and(&Emissions::from_co2e(Co2e::from_grams(Exact::new(1, 6), set)))
            })
            .unwrap();
        let keys = [("c", 1.into()), ("a", 1.into()), ("b", 1.into()), ("none", Exact::ZERO)];
        let parts = spread_by_key(&national, &keys).unwrap();
        let sum = parts.iter().fold(Emissions::none(), |sum, (_, part)| sum.and(part).unwrap());
        assert_eq!(sum, national);
        assert!(parts[3].1.is_none());
        // The microgram that cannot be divided goes to the first name, not to the first row.
        assert_eq!(parts[1].1.reported().count(), 1);
        let mut turned = keys;
        turned.reverse();
        let mut again = spread_by_key(&national, &turned).unwrap();
        again.reverse();
        assert_eq!(again, parts);
    }

    #[test]
    fn a_key_must_spread_something() {
        for (keys, kind) in [
            (vec![("a", Exact::new(-1, 0)), ("b", Exact::ONE)], ErrorKind::NegativeWeight),
            (vec![("a", Exact::ZERO)], ErrorKind::OutOfRange),
            (vec![], ErrorKind::OutOfRange),
        ] {
            assert_eq!(spread_by_key(&Emissions::none(), &keys).unwrap_err().kind(), kind);
        }
    }
}
