use crate::error::{Error, Result};
use crate::method::input_problem::{InputProblem, whole};
use crate::method::sourced::{part_step, titled_step};
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;

/// How many of an income group use a pathway of wastewater: a plant, a septic tank, a latrine.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, waste::PathwayShare}, number::Exact};
///
/// let register = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
/// let plant = PathwayShare {
///     pathway: "plant".to_owned(),
///     share: Sourced::new(Exact::new(97, 2), &register),
/// };
/// assert_eq!(plant.share.value, "0.97".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PathwayShare {
    /// The name of the pathway.
    pub pathway: String,
    /// The share of the group that uses it, from 0 to 1.
    pub share: Sourced<Exact>,
}

/// A part of the population with its own use of the pathways.
///
/// ```text
/// T_j = sum_i U_i x T_ij          sum_i U_i = 1          sum_j T_ij = 1 for each i
/// ```
///
/// IPCC 2006, volume 5, table 6.5: rural, urban with high and urban with low income; a Danish
/// municipality is one group, or town and open country. Shares that do not add up are refused: what
/// is missing would emit nothing.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, waste::{IncomeGroup, PathwayShare}}, number::Exact};
///
/// let register = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
/// let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &register);
/// let pathway = |pathway: &str, hundredths| PathwayShare {
///     pathway: pathway.to_owned(),
///     share: share(hundredths),
/// };
/// let everybody = IncomeGroup {
///     name: "everybody".to_owned(),
///     share: share(100),
///     pathways: vec![pathway("plant", 97), pathway("septic tank", 3)],
/// };
/// assert_eq!(everybody.pathways.len(), 2);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct IncomeGroup {
    /// What it is called in the account.
    pub name: String,
    /// Its share of the population, from 0 to 1.
    pub share: Sourced<Exact>,
    /// The pathways that it uses.
    pub pathways: Vec<PathwayShare>,
}

/// The share of the population that uses each of the named pathways.
pub(super) fn shares_of_population<'a>(
    groups: &[IncomeGroup],
    names: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Exact>> {
    let remedy = "list every group of the population";
    whole("shares of the income groups", groups.iter().map(|group| group.share.value), remedy)?;
    let mut shares: Vec<(&str, Exact)> = Vec::new();
    for name in names {
        if shares.iter().any(|(other, _)| *other == name) {
            let what = "pathways with names of their own";
            return Err(unusable_name(what, name, "give each pathway one name"));
        }
        shares.push((name, Exact::ZERO));
    }
    for group in groups {
        let remedy = "list every pathway of the group, also one that emits nothing";
        let parts = group.pathways.iter().map(|pathway| pathway.share.value);
        whole("shares of the pathways of a group", parts, remedy)?;
        for part in &group.pathways {
            let known = shares.iter_mut().find(|(name, _)| *name == part.pathway);
            let Some((_, share)) = known else {
                let what = "a pathway of a group that is described";
                return Err(unusable_name(what, &part.pathway, "describe it beside the groups"));
            };
            *share = share.checked_add(group.share.value.checked_mul(part.share.value)?)?;
        }
    }
    Ok(shares.into_iter().map(|(_, share)| share).collect())
}

fn unusable_name(what: &'static str, name: &str, remedy: &'static str) -> Error {
    Error::new(InputProblem::Name { what, found: name.to_owned(), remedy })
}

pub(super) fn group_steps(groups: &[IncomeGroup]) -> Vec<Step> {
    let mut steps = Vec::new();
    for group in groups {
        let name = &group.name;
        steps.push(part_step(&group.share, name, text::ITS_SHARE_OF_THE_POPULATION));
        for part in &group.pathways {
            let pathway = &part.pathway;
            let what = text::SHARE_WITH_PATHWAY.with(&[("group", name), ("pathway", pathway)]);
            steps.push(titled_step(&part.share, what));
        }
    }
    steps
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::method::sourced::example;

    /// A group whose shares are in hundredths.
    pub(in crate::method::waste) fn group(share: i64, pathways: &[(&str, i64)]) -> IncomeGroup {
        let hundredths = |value: i64| example(Exact::new(value, 2));
        IncomeGroup {
            name: "group".to_owned(),
            share: hundredths(share),
            pathways: pathways
                .iter()
                .map(|(pathway, share)| PathwayShare {
                    pathway: (*pathway).to_owned(),
                    share: hundredths(*share),
                })
                .collect(),
        }
    }

    #[test]
    fn shares_are_weighted_by_the_groups() {
        let groups = [group(25, &[("plant", 60), ("latrine", 40)]), group(75, &[("plant", 100)])];
        let shares = shares_of_population(&groups, ["plant", "latrine", "none"]).unwrap();
        assert_eq!(shares, [Exact::new(9, 1), Exact::new(1, 1), Exact::ZERO]);
    }

    #[test]
    fn says_which_shares_and_names_do_not_fit() {
        let text = |groups: &[IncomeGroup], names: &[&str]| {
            shares_of_population(groups, names.iter().copied()).unwrap_err().to_string()
        };
        assert_eq!(
            text(&[group(99, &[("plant", 100)])], &["plant"]),
            "expected shares of the income groups that add up to 1, found a sum of 0.99; list every \
             group of the population"
        );
        assert_eq!(
            text(&[group(100, &[("plant", 97)])], &["plant"]),
            "expected shares of the pathways of a group that add up to 1, found a sum of 0.97; list \
             every pathway of the group, also one that emits nothing"
        );
        assert_eq!(
            text(&[group(100, &[("plant", 100)])], &["plants"]),
            "expected a pathway of a group that is described, found `plant`; describe it beside the \
             groups"
        );
        assert_eq!(
            text(&[group(100, &[("plant", 100)])], &["plant", "plant"]),
            "expected pathways with names of their own, found `plant`; give each pathway one name"
        );
    }
}
