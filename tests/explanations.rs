//! What a municipal officer reads.
#![cfg(feature = "catalogue")]
#![allow(clippy::unwrap_used)]

use climate_account::account::{Facet, MemoItem, NotationKeys};
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::report::Explain;
use climate_account::{
    Account, Activity, Amount, FactorSet, Language, Profile, SectorRef, Source, Year,
};

fn source() -> Source {
    Source::new("Odder Kommune", "Energiregnskab", 2024, "ark 2").unwrap()
}

fn line(code: &str, cell: impl Into<climate_account::account::Cell>) -> Activity {
    let sector: SectorRef = code.parse().unwrap();
    Activity::new("Odder", Year::new(2026).unwrap(), sector, cell, &source())
}

fn account(lines: Vec<Activity>) -> Account {
    let profile = Profile::new("tests", GwpSet::ar5()).region("Denmark");
    Account::compute(lines, &profile, &FactorSet::catalogue()).unwrap()
}

#[test]
fn an_amount_is_explained_down_to_its_sources() {
    let wood: Amount = "10 TJ (net)".parse().unwrap();
    let wood =
        line("gpc:I.1.1", wood).carrier("wood").process("residential-agriculture-forestry-fishing");
    let account = account(vec![wood]);
    let text = account.entry(0).unwrap().explain(Language::Danish).unwrap();
    // 112 t/TJ biogenic CO2, 300 kg/TJ CH4, 4 kg/TJ N2O: 3 t x 28 + 40 kg x 265 = 94.6 t.
    let expected = "\
Odder 2026, Boliger: brændsel brugt inden for grænsen (I.1.1): 94,6 t CO2e = 10 TJ (net) træ og træaffald x 112 t co2-biogenic, 300 kg ch4-non-fossil, 4 kg n2o pr. TJ (net)
! ingen faktor for Odder; en for alle områder blev brugt
! `ipcc-2006/residential-agriculture-forestry-fishing/wood` er en standardværdi fra det indbyggede katalog
";
    assert!(text.starts_with(expected), "{text}");
    for part in [
        "  1. Aktivitet: 10 TJ (net) [1]\n",
        "Udledning: 1.120 t co2-biogenic, 3 t ch4-non-fossil, 40 kg n2o\n",
        "I CO2-ækvivalenter: 94,600 t CO2e (AR5 GWP100)\n",
        "  1.120 t co2-biogenic (biogen, uden for summen)\n",
        "  3 t ch4-non-fossil x 28 = 84 t CO2e [3]\n",
        "  40 kg n2o x 265 = 10,6 t CO2e [",
        "  [1] Odder Kommune: Energiregnskab (2024), ark 2\n",
        "  [2] IPCC",
    ] {
        assert!(text.contains(part), "no `{part}` in:\n{text}");
    }
}

#[test]
fn a_line_without_a_number_says_why() {
    let keys: NotationKeys = "NO; IE (I.2.1)".parse().unwrap();
    let other = line("gpc:I.2.1", Emissions::from_tonnes(Gas::CO2, 1));
    let account = account(vec![line("gpc:I.3.1", keys), other]);
    let text = account.entry(0).unwrap().explain(Language::English).unwrap();
    assert!(
        text.ends_with("(I.3.1): NO; IE (I.2.1) (not occurring; included elsewhere)\n"),
        "{text}"
    );
}

#[test]
fn a_total_says_what_stands_beside_it_and_what_is_missing() {
    let hcfc: Gas = "hcfc-22".parse().unwrap();
    let lines = vec![
        line("gpc:I.1.1", Emissions::from_tonnes(Gas::CO2, 1200)),
        line("gpc:I.1.1", Emissions::from_tonnes(Gas::CO2_BIOGENIC, 30)).path("wood"),
        line("gpc:I.1.1", Emissions::from_tonnes(Gas::CO2, -200)).path("trees"),
        line("gpc:I.1.1", Emissions::from_kilograms(hcfc, 10)).path("old fridges"),
        line("gpc:I.1.1", Emissions::from_tonnes(Gas::CO2, 7))
            .path("ferry")
            .memo(MemoItem::InternationalBunkers),
        line("gpc:I.1.1", "NE".parse::<NotationKeys>().unwrap()).path("tents"),
    ];
    let account = account(lines);
    let totals = account.totals(&[Facet::Place]).unwrap();
    let row = totals.rows().next().unwrap();
    let expected = "\
Total, net: 1,000.0 t CO2e (AR5 GWP100)
Gross, without removals and credits: 1,200.0 t CO2e
Gases: 1,000 t co2
Beside the total: 30 t co2-biogenic (biogenic, outside the total)
Beside the total: 10 kg hcfc-22 (Montreal Protocol, outside the total)
Beside the total: 7 t co2 (international bunkers)
! lines not estimated or confidential: 1; the total is incomplete
";
    assert_eq!(row.total().explain(Language::English).unwrap(), expected);
    let text = row.explain(Language::English).unwrap();
    assert!(text.starts_with(expected), "{text}");
    let lines: Vec<&str> = text[expected.len()..].lines().collect();
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[0], "  1,200.0  Odder, 2026, I.1.1");
    assert_eq!(lines[1], "   -200.0  Odder, 2026, I.1.1, trees");
    // The line and the total agree on what is outside.
    let fridges = account.entry(3).unwrap();
    assert_eq!(fridges.co2e().unwrap().tonnes(), Exact::ZERO);
    let ferry = account.entry(4).unwrap().explain(Language::English).unwrap();
    assert!(ferry.contains("! outside the total: international bunkers\n"), "{ferry}");
}

#[test]
fn the_result_of_a_method_enters_an_account_with_its_derivation() {
    use climate_account::method::{FuelInput, Method, Sourced, combustion_derivation};
    use climate_account::unit::{Mass, Rate};
    use climate_account::{EmissionFactor, Quantity};

    let guideline =
        Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.2").unwrap();
    let fuel = FuelInput::Mass {
        amount: Sourced::new(Quantity::<Mass>::tonnes(250), &source()),
        net_calorific_value: Sourced::new(Rate::new(43, "GJ (net)/t").unwrap(), &guideline)
            .as_default(),
    };
    let factor = EmissionFactor::new(
        "oil",
        "gas-diesel-oil",
        "GJ (net)".parse().unwrap(),
        Emissions::from_grams(Gas::CO2, 74_100),
        guideline,
    );
    let derivation = combustion_derivation(&fuel, &factor.unwrap()).unwrap();
    let account = account(vec![line("gpc:I.1.1", derivation)]);
    let entry = account.entry(0).unwrap();
    assert_eq!(entry.method(), Some(Method::Combustion));
    // 250 t x 43 GJ/t x 74.1 kg/GJ.
    assert_eq!(entry.co2e().unwrap().kilograms(), 796_575.into());
    let text = entry.explain(Language::Danish).unwrap();
    assert!(text.contains("796,6 t CO2e, efter metoden forbrænding\n"), "{text}");
    assert!(text.contains("43 GJ (net)/t"), "{text}");
}
