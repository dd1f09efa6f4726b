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
Odder 2026, Boliger: brændsel brugt inden for grænsen (I.1.1): 94,6 t CO2e = 10 TJ (netto) træ og træaffald x 112 t CO2 (biogen), 300 kg CH4 (ikke-fossil), 4 kg N2O pr. TJ (netto)
! ingen faktor for Odder; en for alle områder blev brugt
! `ipcc-2006/residential-agriculture-forestry-fishing/wood` er en standardværdi fra det indbyggede katalog
";
    assert!(text.starts_with(expected), "{text}");
    for part in [
        "  1. Aktivitet: 10 TJ (netto) [1]\n",
        "Udledning: 1.120 t CO2 (biogen), 3 t CH4 (ikke-fossil), 40 kg N2O\n",
        "I CO2-ækvivalenter: 94,600 t CO2e (AR5 GWP100)\n",
        "  1.120 t CO2 (biogen): uden for summen\n",
        "  3 t CH4 (ikke-fossil) x 28 = 84 t CO2e [3]\n",
        "  40 kg N2O x 265 = 10,6 t CO2e [",
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
! lines not estimated or confidential: 1; the total is incomplete
Gross, without removals and credits: 1,200.0 t CO2e
Gases: 1,000 t CO2
Beside the total: 30 t CO2 (biogenic) (outside the total)
Beside the total: 10 kg HCFC-22 (Montreal Protocol, outside the total)
Beside the total: 7 t CO2 (international bunkers)
";
    assert_eq!(row.total().explain(Language::English).unwrap(), expected);
    let page = row.explain(Language::English).unwrap();
    let (sentence, rest) = page.split_once('\n').unwrap();
    assert_eq!(
        sentence,
        "Odder: 1,000.0 t CO2e (AR5 GWP100); the largest is \
         Residential buildings: fuel burnt inside the boundary (I.1.1): 1,200.0 t (100 % of gross)"
    );
    let (_, figures) = expected.split_once('\n').unwrap();
    assert!(rest.starts_with(figures), "{page}");
    let (_, lines) = rest.split_once("Lines\n").unwrap();
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(lines.len(), 8);
    assert_eq!(lines[7], "  [1] Odder Kommune: Energiregnskab (2024), ark 2");
    let sector = "Residential buildings: fuel burnt inside the boundary (I.1.1)";
    assert_eq!(lines[0], format!("  1,200.0 t  {sector} [1]"));
    assert_eq!(lines[1], format!("  -200.0 t  {sector}, trees [1]"));
    assert_eq!(lines[5], format!("  Odder 2026, {sector}: NE (not estimated)"));
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
    assert!(text.contains("43 GJ (netto)/t"), "{text}");
}

#[test]
fn three_depths_tell_more_and_more() {
    use climate_account::report::{Depth, Part};

    let wood = |terajoules: i64, path: &str| {
        let amount = Amount::new(terajoules, "TJ (net)".parse().unwrap());
        line("gpc:I.1.1", amount)
            .carrier("wood")
            .process("residential-agriculture-forestry-fishing")
            .path(path)
    };
    let mut lines: Vec<Activity> =
        (1..=12).map(|number| wood(number, &format!("village {number}"))).collect();
    lines.push(line("gpc:I.2.1", Emissions::from_tonnes(Gas::CO2, 3)));
    let account = account(lines);
    let at = |depth| account.explanation(Language::English, depth).unwrap();

    let sentence = at(Depth::Sentence).to_string();
    assert_eq!(sentence.lines().count(), 1);
    // 9.46 t for a TJ: 78 TJ are 737.88 t, and 12 of them 113.52 t of 740.88 t, 15 %.
    assert!(
        sentence.starts_with("tests: 740.9 t CO2e (AR5 GWP100); the largest is "),
        "{sentence}"
    );
    assert!(sentence.ends_with(": 113.5 t (15 % of gross)\n"), "{sentence}");

    let page = at(Depth::Page).to_string();
    // What is assumed comes before the figures, with what it touches.
    let default = "is a default of the built-in catalogue (touches 737.9 t CO2e in 12 lines)\n";
    assert!(page.contains(default), "{page}");
    assert!(page.find(default) < page.find("Gases: "), "{page}");
    // Ten lines, and 2 TJ + 1 TJ + 3 t.
    assert!(page.contains("  31.4 t  3 smaller lines\n"), "{page}");

    let everything = at(Depth::Everything);
    let steps = everything.parts().iter().filter(|part| matches!(part, Part::Step { .. }));
    assert_eq!(steps.count(), 12 * 2 + 1);
    let text = everything.to_string();
    assert!(text.contains("    Emission factor `ipcc-2006/"), "{text}");
    assert!(text.contains("      Boundary: combustion alone\n"), "{text}");
    // A source of twelve lines is named once.
    assert_eq!(text.matches("] Odder Kommune: Energiregnskab (2024), ark 2").count(), 1);
}

#[test]
fn a_factor_says_where_it_is_from() {
    use climate_account::report::Depth;

    let factors = FactorSet::catalogue();
    let unit = "TJ (net)".parse().unwrap();
    let query = climate_account::factor::FactorQuery::new("wood", &unit, Year::new(2023).unwrap())
        .process("residential-agriculture-forestry-fishing");
    let found = factors.find(&query).unwrap();
    let sentence = found.explanation(Language::Danish, Depth::Sentence).unwrap().to_string();
    assert_eq!(
        sentence,
        "Emissionsfaktor `ipcc-2006/residential-agriculture-forestry-fishing/wood`: \
         112 t CO2 (biogen), 300 kg CH4 (ikke-fossil), 4 kg N2O pr. TJ (netto)\n"
    );
    let page = found.explain(Language::Danish).unwrap();
    for part in [
        "Gælder for: Træ og træaffald, residential-agriculture-forestry-fishing\n",
        "Afgrænsning: forbrænding alene\n",
        "Kilde: IPCC National Greenhouse Gas Inventories Programme",
        "Kilder\n  [1] IPCC National",
    ] {
        assert!(page.contains(part), "no `{part}` in:\n{page}");
    }
}

#[test]
fn a_network_says_what_its_factor_is_made_of() {
    use climate_account::Quantity;
    use climate_account::method::{SupplyNetwork, SupplySystem};
    use climate_account::unit::Energy;

    let energy = |value: i64| Quantity::<Energy>::gigawatt_hours(value);
    let system = SupplySystem::new([
        SupplyNetwork::new("heat", energy(80), Emissions::from_tonnes(Gas::CO2, 4000))
            .taking("grid", energy(20)),
        SupplyNetwork::new("grid", energy(200), Emissions::from_tonnes(Gas::CO2, 20_000))
            .taking("heat", energy(10)),
    ])
    .unwrap();
    let factors = system.factors().unwrap();
    let text = factors.network("heat").unwrap().explain(Language::Danish).unwrap();
    // h = (4000 + 20 g) / 80, g = (20000 + 10 h) / 200: h x 79 = 6000, 75.949367 t/GWh.
    assert!(text.starts_with("Nettet heat: 75,949 kg CO2 pr. MWh leveret\n"), "{text}");
    assert!(text.contains("! nettene "), "{text}");
    assert!(text.contains("Leveret til forbrugere: 70.000 MWh\n"), "{text}");
}

#[test]
fn a_gap_says_what_is_needed() {
    use climate_account::series::{AnnualValue, CumulativeRule, Interpolation, Series};
    use climate_account::target::{
        BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming,
        TotalKind,
    };

    let year = |year| Year::new(year).unwrap();
    let target = Target {
        id: "-70 %".to_owned(),
        version: "2020".to_owned(),
        demand: Demand::ReductionOfBase,
        base: BaseYear { year: year(1990), value: BaseValue::Measured { value: 80.into() } },
        milestones: vec![Milestone { year: year(2030), value: Exact::new(7, 1) }],
        interpolation: Interpolation::Linear,
        timing: TargetTiming::InTheYear,
        boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
        unit: "kt CO2e".parse().unwrap(),
    };
    let plan = [(2025, 44), (2030, 34), (2040, 14)];
    let plan = plan.map(|(at, value)| (year(at), AnnualValue::Number(value.into())));
    let plan = Series::new("kt CO2e".parse().unwrap(), plan).unwrap();
    let question = GapQuestion {
        now: year(2025),
        year: year(2030),
        cumulative: CumulativeRule::AnnualSum,
        budget: None,
    };
    let text = target.gap(&plan, &question).unwrap().explain(Language::Danish).unwrap();
    // Allowed 30 % of 80; the plan loses 2 a year, so 24 comes five years late; 20 of 44 in 5 years.
    for part in [
        "-70 %: i 2030 mangler 10,0 kt CO2e\n",
        "Tæller: netto, alle sektorer, alle gasser, AR5 GWP100\n",
        "Målet tillader: 24,0 kt CO2e\n",
        "Planen giver: 34,0 kt CO2e\n",
        "krævet 70,0 %, planlagt 57,5 %\n",
        "Niveauet nås 5,0 år for sent\n",
        "Nødvendig reduktion pr. år fra 2025: 4,0 kt CO2e\n",
    ] {
        assert!(text.contains(part), "no `{part}` in:\n{text}");
    }
}
