//! Sectors as the path of a variable: `Energy|Households|Natural gas`.

use std::borrow::Cow;

use crate::Language;
use crate::sector::{Classification, Sector, SectorIndex};
use crate::text::exchange::NOT_DIVIDED;

/// Whether a name is, in either language, the part of a sector that lies in none of its sub-sectors.
pub(crate) fn is_undivided(name: &str) -> bool {
    [Language::Danish, Language::English]
        .into_iter()
        .any(|language| name == NOT_DIVIDED.in_language(language))
}

/// The sectors from the top down to one. A tree with one root does not name it: it is the whole.
pub(crate) fn chain(tree: &Classification, index: SectorIndex) -> Vec<Sector<'_>> {
    let mut chain: Vec<Sector<'_>> =
        tree.at(index).into_iter().chain(tree.ancestors(index)).collect();
    chain.reverse();
    let skipped = usize::from(sole_root(tree).is_some());
    chain.drain(..skipped.min(chain.len()));
    chain
}

/// The one root of a tree that has one.
pub(crate) fn sole_root(tree: &Classification) -> Option<Sector<'_>> {
    let mut roots = tree.roots();
    roots.next().filter(|root| !root.is_leaf() && roots.next().is_none())
}

/// The name of a sector in a path: its title, or its code where that is no name of its own.
pub(crate) fn segment<'t>(
    tree: &'t Classification,
    sector: Sector<'t>,
    language: Language,
) -> Cow<'t, str> {
    let title = sector.title().in_language(language);
    let own = title.trim();
    let twins = siblings(tree, sector.parent()).into_iter().filter(|twin| is_named(*twin, own));
    if own.is_empty() || own.contains('|') || is_undivided(own) || twins.count() > 1 {
        return sector.code().replace('|', "/").into();
    }
    own.into()
}

fn siblings<'t>(tree: &'t Classification, parent: Option<Sector<'t>>) -> Vec<Sector<'t>> {
    match parent {
        Some(parent) => parent.children().collect(),
        None => tree.roots().collect(),
    }
}

fn is_named(sector: Sector<'_>, name: &str) -> bool {
    let title = sector.title();
    [title.da.trim(), title.en.trim(), sector.code()].contains(&name)
}

/// Where a path leads: names in either language, or codes. What is left of the path, and the names
/// that would go on, where it leads nowhere.
#[cfg(any(feature = "csv", test))]
pub(crate) fn resolve<'t, 'p>(
    tree: &'t Classification,
    path: &[&'p str],
) -> Result<Option<Sector<'t>>, (&'p str, Vec<Sector<'t>>)> {
    let mut at = sole_root(tree);
    let mut path = path;
    while let [name, rest @ ..] = path {
        if rest.is_empty() && is_undivided(name) {
            break;
        }
        let below = siblings(tree, at);
        let mut found = below.iter().filter(|sector| is_named(**sector, name.trim()));
        // A code comes before a title, should one be the other.
        let by_code = below.iter().find(|sector| sector.code() == name.trim());
        match by_code.or_else(|| found.next()) {
            Some(sector) => at = Some(*sector),
            None => return Err((name, below)),
        }
        path = rest;
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_leads_back() {
        for tree in Classification::built_in() {
            for sector in tree.sectors() {
                for language in [Language::Danish, Language::English] {
                    let chain = chain(tree, sector.index());
                    let names: Vec<Cow<'_, str>> =
                        chain.iter().map(|sector| segment(tree, *sector, language)).collect();
                    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
                    let found = resolve(tree, &names).unwrap().unwrap();
                    assert_eq!(found.code(), sector.code(), "{names:?}");
                }
            }
        }
        let danish = Classification::danish();
        assert_eq!(resolve(danish, &["Energy", "Not divided"]).unwrap().unwrap().code(), "energy");
        assert_eq!(resolve(danish, &["energy"]).unwrap().unwrap().code(), "energy");
        assert_eq!(resolve(danish, &["Energi", "Husdyr"]).unwrap_err().0, "Husdyr");
    }
}
