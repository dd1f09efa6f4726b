//! First-order decay and methane commitment against the published cases and the laws of both.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::gas::{Gas, GwpSet};
use climate_account::method::waste::{
    DecayRate, DecayStart, Landfill, LandfillSeries, LandfillWaste, MethaneCommitment, ShareRule,
    WasteComponent, WasteComposition,
};
use climate_account::method::{Calculation, TimeVarying};
use climate_account::number::{Exact, Rounding};
use climate_account::series::AnnualQuantities;
use climate_account::unit::{CarbonMass, Mass, Measure};
use climate_account::{Quantity, Title, Year};
use common::{Case, Shift, cases, number, sourced};
use proptest::prelude::*;
use serde_json::Value;

const CASES: &str = include_str!("vectors/waste.json");

fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

fn years(case: &Case) -> Vec<i64> {
    let years = if case.has_input("years") { case.input("years") } else { case.expected("years") };
    years.as_array().unwrap().iter().map(|year| year.as_i64().unwrap()).collect()
}

fn gigagrams<D: Measure>(first: i64, values: &[Exact]) -> AnnualQuantities<D> {
    let unit = D::unit().as_str().replacen("kg", "kt", 1);
    let values = values.iter().map(|value| Quantity::new(*value, &unit).unwrap());
    AnnualQuantities::starting(year(first), values).unwrap()
}

fn in_gigagrams<D: Measure>(quantity: Quantity<D>) -> Exact {
    quantity.base_value().shift(-9)
}

fn waste(deposits: AnnualQuantities<Mass>, [doc, doc_f, mcf, k]: [Exact; 4]) -> LandfillWaste {
    LandfillWaste {
        name: Title::new("Affald", "Waste"),
        deposits: sourced(deposits),
        history: None,
        degradable_carbon: sourced(doc),
        decomposed_share: sourced(doc_f),
        methane_correction: TimeVarying::constant(sourced(mcf)),
        decay_rate: sourced(DecayRate::new(k).unwrap()),
    }
}

fn landfill(waste: Vec<LandfillWaste>, fraction: Exact, oxidation: Exact) -> Landfill {
    Landfill {
        waste,
        methane_fraction: sourced(fraction),
        oxidation: TimeVarying::constant(sourced(oxidation)),
        recovered: None,
        start: DecayStart::NEXT_JANUARY,
    }
}

/// The cases that list a deposit for each year.
fn first_order_decay(case: &Case) {
    let list = |name: &str| -> Vec<Exact> {
        case.input(name).as_array().unwrap().iter().map(number).collect()
    };
    let first = case.input("first_year").as_i64().unwrap();
    let deposits = gigagrams(first, &list("deposit"));
    let waste = waste(deposits, ["doc", "doc_f", "mcf", "k"].map(|name| case.number(name)));
    let mut fill = landfill(vec![waste], case.number("methane_fraction"), case.number("oxidation"));
    let month = case.input("reaction_start_month_m").as_u64().unwrap();
    fill.start = DecayStart::month(u8::try_from(month).unwrap()).unwrap();
    if case.has_input("recovered_ch4") {
        fill.recovered = Some(sourced(gigagrams(first, &list("recovered_ch4"))));
    }
    let years = years(case);
    let series = fill.decay(year(*years.last().unwrap())).unwrap();
    for (index, number_of_year) in years.into_iter().enumerate() {
        let result = series.year(year(number_of_year)).unwrap();
        let check = |name: &str, value: Exact| {
            case.check_value(name, value, number(&case.expected(name)[index]));
        };
        check("ddocm_accumulated", in_gigagrams(result.stock));
        check("ch4_generated", in_gigagrams(result.generated));
        check("ch4_emitted", in_gigagrams(result.emitted));
    }
}

fn check_years(case: &Case, name: &str, series: &LandfillSeries, emitted: bool) {
    for (number_of_year, expected) in case.expected(name).as_object().unwrap() {
        let result = series.year(number_of_year.parse().unwrap()).unwrap();
        let methane = if emitted { result.emitted } else { result.generated };
        case.check_value(name, in_gigagrams(methane), number(expected));
    }
}

/// The workbook of the guideline: 81 years of the same deposit.
fn guideline_model(case: &Case) {
    let deposits = gigagrams(1950, &[case.number("deposit"); 81]);
    let waste = waste(deposits, ["doc", "docf", "mcf", "k"].map(|name| case.number(name)));
    let series = landfill(vec![waste], case.number("f"), Exact::ZERO).decay(year(2030)).unwrap();
    check_years(case, "ch4_generated", &series, false);
    let stock = series.years().last().unwrap().stock;
    case.check("ddocm_stock_end_2030", in_gigagrams(stock));
}

fn guideline_model_total(case: &Case) {
    let material = |material: &Value| {
        let field = |name: &str| number(&material[name]);
        let deposits = gigagrams(1950, &[field("deposited_gg_per_yr"); 81]);
        waste(deposits, ["doc", "docf", "mcf", "k_per_yr"].map(field))
    };
    let materials = case.input("materials").as_array().unwrap().iter().map(material).collect();
    let recovered = case.input("recovered");
    let from = recovered["from"].as_i64().unwrap();
    let yearly = vec![number(&recovered["per_year"]); usize::try_from(2031 - from).unwrap()];
    let fill = Landfill {
        recovered: Some(sourced(gigagrams(from, &yearly))),
        ..landfill(materials, case.number("f"), case.number("oxidation"))
    };
    check_years(case, "ch4_emitted", &fill.decay(year(2030)).unwrap(), true);
}

/// Equations on their own, as a landfill of one deposit that shows them.
fn equation(case: &Case) {
    let half = Exact::new(5, 1);
    let deposit = |carbon: Exact| gigagrams::<Mass>(2000, &[carbon]);
    match case.id() {
        "waste.eq.3.1" => {
            // Carbon that decomposes at once into the methane of the case: C x 0.5 x 16/12.
            let carbon = case.number("generated").checked_mul(Exact::new(15, 1)).unwrap();
            let [one, fast] = [Exact::ONE, Exact::from(80)];
            let recovered = gigagrams(2001, &[case.number("recovered")]);
            let fill = Landfill {
                recovered: Some(sourced(recovered)),
                ..landfill(
                    vec![waste(deposit(carbon), [one, one, one, fast])],
                    half,
                    case.number("oxidation"),
                )
            };
            let series = fill.decay(year(2001)).unwrap();
            case.check("ch4", in_gigagrams(series.years()[1].emitted));
        }
        "waste.eq.3.2" => {
            let [doc, doc_f, mcf] = ["doc", "doc_f", "mcf"].map(|name| case.number(name));
            let waste = waste(deposit(case.number("waste")), [doc, doc_f, mcf, half]);
            let series = landfill(vec![waste], half, Exact::ZERO).decay(year(2000)).unwrap();
            case.check("ddocm", in_gigagrams(series.years()[0].deposited));
        }
        "waste.eq.3.5" => {
            let one = Exact::ONE;
            let carbon = deposit(case.number("accumulated_before"));
            let waste = waste(carbon, [one, one, one, case.number("k")]);
            let series = landfill(vec![waste], half, Exact::ZERO).decay(year(2001)).unwrap();
            case.check("decomposed", in_gigagrams(series.years()[1].decomposed));
        }
        other => panic!("no test for the case {other}"),
    }
}

fn methane_commitment(case: &Case) {
    let field = |name: &str| sourced(case.number(name));
    let commitment = MethaneCommitment {
        waste: sourced(Quantity::new(case.number("mass"), case.unit("mass")).unwrap()),
        degradable_carbon: field("doc"),
        decomposed_share: field("doc_f"),
        methane_correction: field("mcf"),
        methane_fraction: field("methane_fraction"),
        recovered_share: Some(field("recovered_share")),
        oxidation: field("oxidation"),
    };
    let emissions = commitment.emissions().unwrap();
    case.check("ch4", emissions.tonnes(Gas::CH4_NON_FOSSIL));
    let potential = commitment.potential().unwrap().times(Exact::ONE, Rounding::RESOLUTION);
    case.check("l0", potential.unwrap());
    case.check("co2e", emissions.to_co2e(&GwpSet::ar5()).unwrap().tonnes());
}

fn half_life(case: &Case) {
    let rate = DecayRate::from_half_life(case.number("half_life")).unwrap();
    case.check("k", rate.per_year().unwrap());
}

/// For any decay rate and either convention, all the carbon has become gas in the end.
fn conservation(case: &Case) {
    let count = case.input("years_of_deposit").as_u64().unwrap();
    let deposits = vec![case.number("deposit"); usize::try_from(count).unwrap()];
    let [doc, doc_f, mcf] = ["doc", "doc_f", "mcf"].map(|name| case.number(name));
    for rate in ["0.25", "0.4", "2"] {
        for start in [DecayStart::NEXT_JANUARY, DecayStart::MID_YEAR, DecayStart::SAME_JANUARY] {
            let rate = rate.parse().unwrap();
            let waste = waste(gigagrams(1990, &deposits), [doc, doc_f, mcf, rate]);
            let (fraction, oxidation) = (case.number("methane_fraction"), case.number("oxidation"));
            let fill = Landfill { start, ..landfill(vec![waste], fraction, oxidation) };
            let series = fill.decay(year(2300)).unwrap();
            assert_eq!(series.years().last().unwrap().stock, Quantity::ZERO);
            let carbon = series.years().iter().map(|year| in_gigagrams(year.decomposed));
            let carbon = carbon.fold(Exact::ZERO, |sum, part| sum.checked_add(part).unwrap());
            let emitted = Exact::ONE.checked_sub(oxidation).unwrap();
            let methane = [fraction, emitted, 16.into()]
                .into_iter()
                .fold(carbon, |product, factor| product.checked_mul(factor).unwrap());
            let methane = methane.quotient(12.into(), Rounding::RESOLUTION).unwrap();
            case.check("total_ch4", methane);
            // The years are rounded to a microgram each.
            let years = series.years().iter().map(|year| in_gigagrams(year.emitted));
            let sum = years.fold(Exact::ZERO, |sum, part| sum.checked_add(part).unwrap());
            assert!(sum.checked_sub(methane).unwrap().abs() <= Exact::new(311, 15));
        }
    }
}

/// The published shares leave kinds out or add up to 1.001; they are taken as printed.
fn mixture(case: &Case) {
    let shares = case.input("shares").as_object().unwrap().iter();
    let component = |(name, share): (&String, &Value)| WasteComponent {
        name: name.clone(),
        share: sourced(number(share)),
        content: number(&case.input("doc")[name]),
    };
    let components = shares.map(component).collect();
    let mixture = WasteComposition { rule: ShareRule::AsPrinted, components };
    let mean = mixture.mean(|carbon| Ok(*carbon)).unwrap();
    case.check("doc", mean.times(Exact::ONE, Rounding::RESOLUTION).unwrap());
}

#[test]
fn agrees_with_the_published_cases() {
    let mut count = 0;
    for case in cases(CASES) {
        match case.group() {
            "first_order_decay" | "delay" | "recovery" | "tier1" => first_order_decay(&case),
            "guideline_model" => guideline_model(&case),
            "guideline_model_total" => guideline_model_total(&case),
            "landfill_equations" => equation(&case),
            "methane_commitment" => methane_commitment(&case),
            "half_life" => half_life(&case),
            "conservation" => conservation(&case),
            "doc_mix" => mixture(&case),
            // In `waste_treatment.rs`.
            "biological"
            | "biogas_chain"
            | "incineration"
            | "incineration_equations"
            | "incineration_tier1" => continue,
            other => panic!("no test for the group {other}"),
        }
        count += 1;
    }
    assert_eq!(count, 28);
}

fn random_landfill() -> impl Strategy<Value = Landfill> {
    let kind = (
        prop::collection::vec(0_i64..5_000_000, 1..40),
        1960_i64..2000,
        prop::array::uniform3(0_i64..=1000),
        1_i64..500,
    );
    let kind = kind.prop_map(|(kilograms, first, shares, rate)| {
        let masses = kilograms.into_iter().map(Quantity::<Mass>::kilograms);
        let deposits = AnnualQuantities::starting(year(first), masses).unwrap();
        let [doc, doc_f, mcf] = shares.map(|share| Exact::new(share, 3));
        waste(deposits, [doc, doc_f, mcf, Exact::new(rate, 3)])
    });
    (prop::collection::vec(kind, 1..4), 0_i64..=1000, 0_i64..=1000, 1_u8..=13).prop_map(
        |(waste, fraction, oxidation, month)| Landfill {
            start: DecayStart::month(month).unwrap(),
            ..landfill(waste, Exact::new(fraction, 3), Exact::new(oxidation, 3))
        },
    )
}

fn sum<D: Measure>(quantities: impl Iterator<Item = Quantity<D>>) -> Quantity<D> {
    quantities.fold(Quantity::ZERO, |sum, part| sum.checked_add(part).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn carbon_is_conserved(fill in random_landfill()) {
        let series = fill.decay(year(2060)).unwrap();
        let deposited = sum(series.years().iter().map(|year| year.deposited));
        let decomposed = sum(series.years().iter().map(|year| year.decomposed));
        let stock = series.years().last().unwrap().stock;
        prop_assert_eq!(decomposed.checked_add(stock).unwrap(), deposited);
        for year in series.years() {
            let parts = [year.recovered, year.oxidised, year.emitted];
            prop_assert_eq!(sum(parts.into_iter()), year.generated);
            // Carbon of the gas: emitted methane and CO2 make up what decomposed.
            let emissions = year.emissions().unwrap();
            let methane = emissions.grams(Gas::CH4_NON_FOSSIL).checked_mul(Exact::new(75, 2));
            let dioxide = emissions.grams(Gas::CO2_BIOGENIC).checked_mul(3.into()).unwrap();
            let dioxide = dioxide.quotient(11.into(), Rounding::RESOLUTION).unwrap();
            let carbon = Quantity::<CarbonMass>::new(
                methane.unwrap().checked_add(dioxide).unwrap(),
                "g C",
            );
            let off = carbon.unwrap().checked_sub(year.decomposed).unwrap().base_value().abs();
            prop_assert!(off <= Exact::new(1, 6));
        }
    }

    #[test]
    fn january_of_the_same_year_is_the_series_a_year_earlier(fill in random_landfill()) {
        let with = |start| Landfill { start, ..fill.clone() };
        let early = with(DecayStart::SAME_JANUARY).decay(year(2059)).unwrap();
        let late = with(DecayStart::NEXT_JANUARY).decay(year(2060)).unwrap();
        for (early, late) in early.years().iter().zip(&late.years()[1..]) {
            // Cut to whole micrograms each year, once before and once after a deposit is added.
            let off = early.decomposed.checked_sub(late.decomposed).unwrap().base_value().abs();
            prop_assert!(off <= Exact::new(200, 6), "{early:?} {late:?}");
        }
    }

    #[test]
    fn kinds_of_waste_add_up(fill in random_landfill()) {
        let whole = fill.decay(year(2060)).unwrap();
        let alone = |kind: &LandfillWaste| {
            Landfill { waste: vec![kind.clone()], ..fill.clone() }.decay(year(2060)).unwrap()
        };
        let parts: Vec<_> = fill.waste.iter().map(alone).collect();
        for result in whole.years() {
            let parts = parts.iter().filter_map(|series| series.year(result.year));
            prop_assert_eq!(sum(parts.map(|year| year.decomposed)), result.decomposed);
        }
    }
}
