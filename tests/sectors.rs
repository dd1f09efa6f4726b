//! The built-in classifications and crosswalks, and the laws that hold for any of them.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use climate_account::number::{Exact, ExactSum};
use climate_account::sector::{
    CrosswalkRow, FrameworkColumn, FrameworkLine, Mapping, Obligation, Relation, ReportingLevel,
    Sector, SectorIndex, SectorRow,
};
use climate_account::{Classification, Crosswalk, ErrorKind, Language, Scope, Title};
use proptest::prelude::*;

fn codes<'a>(sectors: impl Iterator<Item = Sector<'a>>) -> Vec<&'a str> {
    sectors.map(Sector::code).collect()
}

fn scope_of(code: &str) -> Option<Scope> {
    Classification::gpc().sector(code).unwrap().scope()
}

fn sum(amounts: impl IntoIterator<Item = Exact>) -> Exact {
    amounts.into_iter().collect::<ExactSum>().total().unwrap()
}

#[test]
fn the_trees_have_the_published_numbers_of_rows() {
    let counts = |tree: &Classification| (tree.sectors().len(), tree.leaves().count());
    assert_eq!(counts(Classification::gpc()), (77, 54));
    assert_eq!(counts(Classification::ipcc_2006()), (290, 215));
    assert_eq!(counts(Classification::danish()), (83, 66));
    assert_eq!(counts(Classification::gcom_crf()), (86, 54));
}

#[test]
fn the_trees_are_found_by_their_ids() {
    let ids: Vec<&str> = Classification::built_in().map(|tree| tree.id()).collect();
    assert_eq!(ids, ["danish", "gcom-crf", "gpc", "ipcc-2006"]);
    for id in ids {
        assert!(Arc::ptr_eq(
            Classification::by_id(id).unwrap(),
            Classification::by_id(id).unwrap()
        ));
    }
}

#[test]
fn gpc_sectors_have_their_rows() {
    let gpc = Classification::gpc();
    let rows = |code: &str| gpc.leaves_within(gpc.index(code).unwrap()).count();
    assert_eq!(codes(gpc.roots()), ["I", "II", "III", "IV", "V", "VI"]);
    assert_eq!(["I", "II", "III", "IV", "V", "VI"].map(rows), [21, 15, 12, 2, 3, 1]);
    assert_eq!(
        codes(gpc.children(gpc.index("I.4").unwrap())),
        ["I.4.1", "I.4.2", "I.4.3", "I.4.4"]
    );
}

#[test]
fn levels_have_the_published_numbers_of_rows() {
    let counts = ReportingLevel::ALL.map(|level| level.rows().count());
    assert_eq!(counts, [32, 48, 49, 27]);
}

#[test]
fn levels_hold_each_other_only_where_the_gpc_says_so() {
    let rows = |level: ReportingLevel| codes(level.rows()).into_iter().collect::<BTreeSet<_>>();
    let [basic, plus, scope3, territorial] = ReportingLevel::ALL.map(rows);
    assert!(basic.is_subset(&plus) && plus.is_subset(&scope3));
    assert_eq!(scope3.difference(&plus).copied().collect::<Vec<_>>(), ["VI.1"]);
    assert!(!territorial.is_subset(&scope3) && !basic.is_subset(&territorial));
    let outside: Vec<_> = territorial.difference(&scope3).copied().collect();
    assert_eq!(outside, ["I.4.4", "III.1.3", "III.2.3", "III.3.3", "III.4.3"]);
}

#[test]
fn the_territorial_total_is_scope_1() {
    for leaf in Classification::gpc().leaves() {
        let territorial = ReportingLevel::Territorial.includes(leaf.index());
        assert_eq!(territorial, leaf.scope() == Some(Scope::Scope1), "{leaf:?}");
    }
}

#[test]
fn the_scope_is_not_the_last_digit() {
    for (code, scope) in [
        ("I.4.4", Scope::Scope1),
        ("III.1.2", Scope::Scope3),
        ("III.1.3", Scope::Scope1),
        ("III.4.2", Scope::Scope3),
        ("III.4.3", Scope::Scope1),
        ("IV.2", Scope::Scope1),
        ("V.2", Scope::Scope1),
        ("V.3", Scope::Scope1),
        ("VI.1", Scope::Scope3),
        ("II.5.3", Scope::Scope3),
    ] {
        assert_eq!(scope_of(code), Some(scope), "{code}");
    }
    assert_eq!(scope_of("III.1"), None);
    for level in [ReportingLevel::Basic, ReportingLevel::BasicPlus, ReportingLevel::BasicPlusScope3]
    {
        assert!(!level.includes_code("I.4.4").unwrap());
    }
}

#[test]
fn ipcc_parents_follow_the_codes() {
    for sector in Classification::ipcc_2006().sectors() {
        let above = match sector.code().rsplit_once('.') {
            Some((above, _)) => Some(above),
            None if sector.code() == "0" => None,
            None => Some("0"),
        };
        assert_eq!(sector.parent().map(Sector::code), above, "{sector:?}");
    }
}

#[test]
fn ipcc_codes_without_points_are_accepted() {
    let ipcc = Classification::ipcc_2006();
    for (short, code) in [("1A", "1.A"), ("2B10", "2.B.10"), ("1A3bi1", "1.A.3.b.i.1"), ("0", "0")]
    {
        assert_eq!(ipcc.sector(short).unwrap().code(), code);
    }
    assert_eq!(ipcc.sector("1.A.6").unwrap_err().kind(), ErrorKind::UnknownSector);
}

#[test]
fn the_danish_tree_has_the_published_sectors() {
    let danish = Classification::danish();
    assert_eq!(codes(danish.roots()), ["total"]);
    assert_eq!(
        codes(danish.children(danish.index("total").unwrap())),
        [
            "energy",
            "transport",
            "agriculture-and-land",
            "landfill-and-wastewater",
            "chemical-processes"
        ]
    );
    assert_eq!(
        danish.sector("energy.business").unwrap().title().in_language(Language::Danish),
        "Erhverv ekskl. fremstillingsvirksomhed"
    );
    for sector in danish.sectors().filter(|sector| sector.depth() > 1) {
        let parent = sector.parent().unwrap().code();
        assert!(sector.code().starts_with(&format!("{parent}.")), "{sector:?}");
    }
}

#[test]
fn the_framework_keeps_generation_out_of_its_total() {
    let framework = Classification::gcom_crf();
    let generation = framework.index("grid-energy-generation").unwrap();
    for leaf in framework.leaves() {
        let line = FrameworkLine::of(leaf.index()).unwrap();
        assert_eq!(line.in_total, !framework.is_within(leaf.index(), generation), "{leaf:?}");
        if line.column == FrameworkColumn::Outside && !leaf.code().starts_with("waste") {
            assert_eq!(line.obligation, Obligation::Optional, "{leaf:?}");
        }
    }
    let land = framework.index("afolu.land-use.direct").unwrap();
    assert_eq!(FrameworkLine::of(land).unwrap().obligation, Obligation::WhereSignificant);
}

fn relations(crosswalk: &Crosswalk) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for row in crosswalk.rows() {
        let name = match crosswalk.relation(crosswalk.from().index(&row.from).unwrap()).unwrap() {
            Relation::Exact => "exact",
            Relation::Merged => "merged",
            Relation::Split => "split",
            Relation::NoPlace => "no place",
        };
        *counts.entry(name).or_default() += 1;
    }
    counts
}

#[test]
fn crosswalks_state_what_is_not_one_to_one() {
    let expect = |crosswalk: &Crosswalk, counts: [(&'static str, usize); 4]| {
        assert_eq!(relations(crosswalk), counts.into_iter().collect(), "{crosswalk:?}");
    };
    expect(
        Crosswalk::gpc_to_ipcc_2006(),
        [("exact", 14), ("merged", 10), ("split", 3), ("no place", 27)],
    );
    expect(
        Crosswalk::ipcc_2006_to_gpc(),
        [("exact", 12), ("merged", 14), ("split", 7), ("no place", 7)],
    );
    expect(
        Crosswalk::gpc_to_gcom_crf(),
        [("exact", 43), ("merged", 2), ("split", 4), ("no place", 5)],
    );
    // The Danish tree has a counterpart for all, but few of them to the line.
    let danish = relations(Crosswalk::danish_to_gpc());
    assert_eq!(danish, [("exact", 2), ("merged", 25), ("split", 31)].into_iter().collect());
}

#[test]
fn only_scope_1_has_a_place_in_the_ipcc_tree() {
    let crosswalk = Crosswalk::gpc_to_ipcc_2006();
    for leaf in Classification::gpc().leaves() {
        let place = !matches!(crosswalk.map(leaf.index()).unwrap(), Mapping::NoPlace(_));
        assert_eq!(place, leaf.scope() == Some(Scope::Scope1), "{leaf:?}");
    }
}

#[test]
fn there_and_back_ends_where_it_began() {
    // Whatever way the IPCC category of a row leads back, the row is among its targets.
    let (there, back) = (Crosswalk::gpc_to_ipcc_2006(), Crosswalk::ipcc_2006_to_gpc());
    for leaf in Classification::gpc().leaves() {
        let targets: Vec<SectorIndex> = match there.map(leaf.index()).unwrap() {
            Mapping::One(target) => vec![target],
            Mapping::Undivided(targets) => targets.to_vec(),
            Mapping::Shares(shares) => shares.iter().map(|&(target, _)| target).collect(),
            Mapping::NoPlace(_) => continue,
        };
        for category in targets {
            let ends = Classification::ipcc_2006().leaves_within(category).any(|below| match back
                .map(below.index())
                .unwrap()
            {
                Mapping::One(row) => row == leaf.index(),
                Mapping::Undivided(rows) => rows.contains(&leaf.index()),
                _ => false,
            });
            assert!(ends, "{leaf:?}");
        }
    }
}

#[test]
fn crosswalks_to_the_gpc_lead_to_rows() {
    for crosswalk in [Crosswalk::ipcc_2006_to_gpc(), Crosswalk::danish_to_gpc()] {
        for target in crosswalk.rows().flat_map(|row| row.to) {
            assert!(Classification::gpc().sector(&target.sector).unwrap().is_leaf());
        }
    }
}

#[test]
fn notes_are_in_both_languages() {
    for crosswalk in Crosswalk::built_in() {
        for note in crosswalk.rows().filter_map(|row| row.note) {
            assert!(!note.da.is_empty() && !note.en.is_empty() && note.da != note.en, "{note:?}");
        }
    }
}

#[cfg(feature = "serde")]
#[test]
fn scopes_levels_and_rows_are_plain_json() {
    let json = |value: &dyn Fn() -> serde_json::Result<String>| value().unwrap();
    assert_eq!(json(&|| serde_json::to_string(&Scope::Scope2)), "2");
    for level in ReportingLevel::ALL {
        assert_eq!(json(&|| serde_json::to_string(&level)), format!("\"{}\"", level.id()));
    }
    let text =
        r#"{"from":"gpc","to":"ipcc-2006","rows":[{"from":"I","to":[{"sector":"1","part":1}]}]}"#;
    let error = serde_json::from_str::<Crosswalk>(text).unwrap_err().to_string();
    assert!(error.contains("unknown field `part`"), "{error}");
}

/// A forest of 1 to 40 sectors; each parent comes earlier, then the rows are shuffled.
fn forest(id: &'static str) -> impl Strategy<Value = Arc<Classification>> {
    prop::collection::vec(any::<prop::sample::Index>(), 1..40)
        .prop_flat_map(|picks| {
            let rows: Vec<SectorRow> = picks
                .iter()
                .enumerate()
                .map(|(number, pick)| {
                    let row = SectorRow::new(format!("s{number}"), Title::new("", ""));
                    match pick.index(number + 1) {
                        above if above < number => row.within(format!("s{above}")),
                        _ => row,
                    }
                })
                .collect();
            Just(rows).prop_shuffle()
        })
        .prop_map(move |rows| Arc::new(Classification::new(id, Title::new("", ""), rows).unwrap()))
}

/// Parts of one: cuts of a thousand, so that shares add up to exactly 1.
fn shares(cuts: &[u32], count: usize) -> Vec<Exact> {
    let mut left = 1000;
    (0..count)
        .map(|place| {
            let last = place + 1 == count;
            let part = if last { left } else { cuts.get(place).map_or(0, |cut| cut % (left + 1)) };
            left -= part;
            Exact::from(part).checked_mul(Exact::new(1, 3)).unwrap()
        })
        .collect()
}

/// The crosswalk with shares for each split that needs them.
fn with_all_shares(crosswalk: &Crosswalk, cuts: &[u32]) -> Crosswalk {
    let open = codes(crosswalk.undivided());
    open.iter().fold(crosswalk.clone(), |known, code| {
        let row = crosswalk.rows().find(|row| row.from == *code).unwrap();
        let parts = shares(cuts, row.to.len());
        let given = row.to.iter().map(|target| target.sector.as_ref()).zip(parts);
        known.with_shares(code, given).unwrap()
    })
}

/// Nothing is lost, nothing doubled: what was placed and what has no place are what was put in.
fn conserves(crosswalk: &Crosswalk, amounts: &[i64]) {
    let lines: Vec<(SectorIndex, Exact)> = crosswalk
        .from()
        .leaves()
        .map(Sector::index)
        .zip(amounts.iter().cycle().map(|&amount| Exact::new(amount, 2)))
        .collect();
    let put_in = sum(lines.iter().map(|&(_, amount)| amount));
    let placed = crosswalk.place(lines.iter().copied()).unwrap();
    assert_eq!(placed.total().unwrap(), put_in);
    let parts = placed.amounts().chain(placed.without_place()).map(|(_, amount)| amount);
    assert_eq!(sum(parts), put_in);
    // The roots of the target tree hold what was placed, once.
    let to = crosswalk.to();
    let by_root = to.roots().map(|root| {
        sum(placed
            .amounts()
            .filter(|&(index, _)| to.is_within(index, root.index()))
            .map(|(_, amount)| amount))
    });
    assert_eq!(sum(by_root), placed.placed_total().unwrap());
    // Line by line it is the same.
    let singly = lines.iter().map(|&line| crosswalk.place([line]).unwrap().total().unwrap());
    assert_eq!(singly.collect::<Vec<_>>(), lines.iter().map(|line| line.1).collect::<Vec<_>>());
    let backwards = crosswalk.place(lines.iter().rev().copied()).unwrap();
    assert_eq!(backwards, placed);
}

/// A crosswalk whose rows are the sectors of a cut through the first tree.
fn crosswalk() -> impl Strategy<Value = (Crosswalk, Vec<CrosswalkRow>)> {
    let picks =
        prop::collection::vec((any::<bool>(), any::<prop::sample::Index>(), 0..4_usize), 40);
    (forest("from"), forest("to"), picks).prop_map(|(from, to, picks)| {
        let mut rows = Vec::new();
        let mut open: Vec<Sector<'_>> = from.roots().collect();
        while let Some(sector) = open.pop() {
            let (stop, pick, count) = picks[sector.index().position()];
            if !stop && !sector.is_leaf() {
                open.extend(sector.children());
                continue;
            }
            let all: Vec<Sector<'_>> = to.sectors().collect();
            let first = pick.index(all.len());
            let targets = all.iter().cycle().skip(first).take(count.min(all.len()));
            let row = CrosswalkRow::split(
                sector.code().to_owned(),
                targets.map(|target| target.code().to_owned()),
            );
            rows.push(row.note(Title::new("Prøve", "Test")));
        }
        (Crosswalk::new(from.clone(), to.clone(), rows.clone()).unwrap(), rows)
    })
}

proptest! {
    #[test]
    fn any_tree_is_a_tree(tree in forest("own")) {
        let count = tree.sectors().len();
        for sector in tree.sectors() {
            let above: Vec<Sector<'_>> = sector.ancestors().collect();
            prop_assert!(above.len() < count);
            prop_assert_eq!(above.len(), sector.depth() as usize);
            prop_assert!(above.iter().all(|other| tree.is_within(sector.index(), other.index())));
            prop_assert!(!above.iter().any(|other| tree.is_within(other.index(), sector.index())));
            let within = tree.sectors().filter(|other| tree.is_within(sector.index(), other.index()));
            prop_assert_eq!(within.count(), above.len() + 1);
            let root = tree.ancestor_at_depth(sector.index(), 0);
            prop_assert_eq!(root, above.last().copied().or(Some(sector)));
            prop_assert_eq!(sector.leaves().count() == 1 && sector.is_leaf(), sector.is_leaf());
            prop_assert_eq!(tree.index(sector.code()).unwrap(), sector.index());
        }
        for leaf in tree.leaves() {
            let roots = tree.roots().filter(|root| tree.is_within(leaf.index(), root.index()));
            prop_assert_eq!(roots.count(), 1);
            for root in tree.roots().filter(|root| root.index() != leaf.index()) {
                let parts = tree.children(root.index());
                let parts = parts.filter(|part| tree.is_within(leaf.index(), part.index())).count();
                prop_assert_eq!(parts, usize::from(tree.is_within(leaf.index(), root.index())));
            }
        }
        let by_root: usize = tree.roots().map(|root| root.leaves().count()).sum();
        prop_assert_eq!(by_root, tree.leaves().count());
    }

    #[test]
    fn a_circle_is_never_a_tree(count in 2..30_usize, start in any::<prop::sample::Index>()) {
        let rows = (0..count).map(|number| {
            SectorRow::new(format!("s{number}"), Title::new("", ""))
                .within(format!("s{}", (number + 1 + start.index(1)) % count))
        });
        let rows = rows.chain([SectorRow::new("root", Title::new("", ""))]);
        let error = Classification::new("own", Title::new("", ""), rows).unwrap_err();
        prop_assert_eq!(error.kind(), ErrorKind::InvalidClassification);
    }

    #[test]
    fn any_text_is_looked_up_without_a_panic(text in ".*") {
        for tree in Classification::built_in() {
            if let Ok(sector) = tree.sector(&text) {
                prop_assert_eq!(tree.at(sector.index()), Some(sector));
            }
        }
    }

    #[test]
    fn built_in_crosswalks_lose_and_double_nothing(
        amounts in prop::collection::vec(any::<i64>(), 1..300),
        cuts in prop::collection::vec(0..2000_u32, 6),
    ) {
        for crosswalk in Crosswalk::built_in() {
            conserves(&with_all_shares(crosswalk, &cuts), &amounts);
        }
    }

    #[test]
    fn any_crosswalk_loses_and_doubles_nothing(
        (crosswalk, _) in crosswalk(),
        amounts in prop::collection::vec(any::<i64>(), 1..40),
        cuts in prop::collection::vec(0..2000_u32, 4),
    ) {
        conserves(&with_all_shares(&crosswalk, &cuts), &amounts);
    }

    #[test]
    fn a_missing_or_a_second_row_is_refused(
        (crosswalk, rows) in crosswalk(),
        pick in any::<prop::sample::Index>(),
    ) {
        let build = |rows: Vec<CrosswalkRow>| {
            Crosswalk::new(Arc::clone(crosswalk.from()), Arc::clone(crosswalk.to()), rows)
        };
        let mut doubled = rows.clone();
        doubled.push(rows[pick.index(rows.len())].clone());
        prop_assert_eq!(build(doubled).unwrap_err().kind(), ErrorKind::InvalidClassification);
        let mut missing = rows.clone();
        missing.remove(pick.index(rows.len()));
        prop_assert_eq!(build(missing).unwrap_err().kind(), ErrorKind::InvalidClassification);
    }
}
