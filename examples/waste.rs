//! The waste and wastewater of a town: a landfill since 1970, compost, incineration, sewage.
//!
//! ```text
//! cargo run --example waste
//! cargo run --example waste -- da
//! ```

mod common;

use std::error::Error;

use climate_account::account::Facet;
use climate_account::gas::{Gas, GwpSet};
use climate_account::method::waste::{
    BiologicalTreatment, DecayStart, DischargedLoad, DomesticPathway2006, DomesticPathway2019,
    DomesticWastewater2006, DomesticWastewater2019, EnergyRecovery, Incineration, IncomeGroup,
    Landfill, LandfillWaste, MethaneCommitment, OrganicLoad, PathwayShare, PlantNitrousOxide,
    ShareRule, WasteBooking, WasteComponent, WasteComposition, WasteContent, WasteNitrousOxide,
    WastePlace, WasteRoute, WasteStream,
};
use climate_account::method::{Calculation, Sourced, TimeVarying};
use climate_account::number::Exact;
use climate_account::report::{Explain, SumTable, TableCell, number_text};
use climate_account::series::AnnualQuantities;
use climate_account::unit::{Mass, MethaneMass, NitrogenMass, Persons};
use climate_account::{
    Account, Activity, FactorSet, Profile, Quantity, Result, Source, Title, Year,
};
use common::Text;

const INHABITANTS: i64 = 42_000;

/// Kinds of waste: names, tonnes in 1970 and more each year until 1995, ids of the defaults.
const KINDS: [(&str, &str, i64, i64, &str, &str, &str); 4] = [
    ("Madaffald", "Food", 3100, 40, "msw-food", "food-garden", "food-sewage-sludge"),
    ("Papir og pap", "Paper", 2400, 55, "msw-paper", "paper-textiles-nappies", "paper-textiles"),
    ("Træ", "Wood", 600, 8, "msw-wood", "wood", "wood-straw"),
    ("Haveaffald", "Garden", 900, 30, "msw-garden", "food-garden", "garden-other-putrescible"),
];

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let text = Text(std::env::args().nth(1).as_deref().unwrap_or("en").parse()?);
    let source = Source::new("Example", "A made-up town", 2024, "example figures")?;
    let landfill = landfill(&source)?;

    chart_rows(&landfill, text)?;
    println!();
    decay_and_commitment(&landfill, &source, text)?;
    println!();
    sewage(&source, text)?;
    println!();
    account(&landfill, &source, text)?;
    Ok(())
}

/// Deposits from 1970 to 2010: an open dump, from 1990 a covered site with gas wells since 2000.
fn landfill(source: &Source) -> Result<Landfill> {
    let waste = KINDS.map(|(da, en, first, more, carbon, decomposed, rate)| {
        let tonnes = (1970..=2010).map(|year: i64| {
            let left = if year > 1995 { (2010 - year) * 6 } else { 100 };
            (first + more * (year.min(1995) - 1970)) * left / 100
        });
        let deposits = tonnes.map(Quantity::<Mass>::tonnes);
        let dump = Sourced::built_in("ipcc-2019r/landfill/mcf/unmanaged-shallow")?;
        let managed = Sourced::built_in("ipcc-2019r/landfill/mcf/managed-anaerobic")?;
        Ok(LandfillWaste {
            name: Title::new(da, en),
            deposits: Sourced::new(AnnualQuantities::starting(Year::new(1970)?, deposits)?, source),
            history: None,
            degradable_carbon: Sourced::built_in(&format!("ipcc-2006/waste/doc-of-wet/{carbon}"))?,
            decomposed_share: Sourced::built_in(&format!(
                "ipcc-2019r/landfill/doc-f/{decomposed}"
            ))?,
            methane_correction: TimeVarying::constant(dump).then(Year::new(1990)?, managed)?,
            decay_rate: Sourced::built_in(&format!(
                "ipcc-2019r/landfill/decay-rate/{rate}/boreal-temperate-wet"
            ))?,
        })
    });
    let open = Sourced::built_in("ipcc-2019r/landfill/oxidation/uncovered")?;
    let covered = Sourced::built_in("ipcc-2019r/landfill/oxidation/covered")?;
    let recovered = vec![Quantity::<MethaneMass>::tonnes(60); 25];
    Ok(Landfill {
        waste: waste.into_iter().collect::<Result<_>>()?,
        methane_fraction: Sourced::built_in("ipcc-2019r/landfill/methane-fraction")?,
        oxidation: TimeVarying::constant(open).then(Year::new(1990)?, covered)?,
        recovered: Some(Sourced::new(
            AnnualQuantities::starting(Year::new(2000)?, recovered)?,
            source,
        )),
        start: DecayStart::NEXT_JANUARY,
    })
}

/// A row for each year, as a chart reads it; every tenth is printed here.
fn chart_rows(landfill: &Landfill, text: Text) -> Result<()> {
    println!(
        "{}",
        text.of(
            "år;kulstof deponeret, t;lager, t;metan dannet, t;opsamlet, t;iltet, t;udledt, t",
            "year;carbon deposited, t;stock, t;methane generated, t;recovered, t;oxidised, t;emitted, t"
        )
    );
    let series = landfill.decay(Year::new(2050)?)?;
    for year in series.years().iter().filter(|year| year.year.number() % 10 == 0) {
        let values = [
            year.deposited.base_value(),
            year.stock.base_value(),
            year.generated.base_value(),
            year.recovered.base_value(),
            year.oxidised.base_value(),
            year.emitted.base_value(),
        ];
        let cells: Vec<String> = values.iter().map(|grams| tonnes(*grams, 1, text)).collect();
        println!("{};{}", year.year, cells.join(";"));
    }
    Ok(())
}

/// The same waste booked when it emits, and booked when it is deposited.
fn decay_and_commitment(landfill: &Landfill, source: &Source, text: Text) -> Result<()> {
    // Without recovery and oxidation, so that nothing but the time differs.
    let bare = Landfill {
        oxidation: TimeVarying::constant(Sourced::new(Exact::ZERO, source)),
        recovered: None,
        ..landfill.clone()
    };
    let series = bare.decay(Year::MAX)?;
    let committed = |year: Year| -> Result<Exact> {
        let mut sum = Exact::ZERO;
        for waste in &bare.waste {
            let commitment = MethaneCommitment {
                waste: waste.deposits.with(waste.deposits.value.get(year).unwrap_or_default()),
                degradable_carbon: waste.degradable_carbon.clone(),
                decomposed_share: waste.decomposed_share.clone(),
                methane_correction: waste.methane_correction.at(year).clone(),
                methane_fraction: bare.methane_fraction.clone(),
                recovered_share: None,
                oxidation: Sourced::new(Exact::ZERO, source),
            };
            sum = sum.checked_add(commitment.emissions()?.grams(Gas::CH4_NON_FOSSIL))?;
        }
        Ok(sum)
    };
    println!(
        "{}",
        text.of(
            "Ton metan               nedbrydning  forpligtelse",
            "Tonnes of methane             decay    commitment"
        )
    );
    let (mut decay, mut commitment) = (Exact::ZERO, Exact::ZERO);
    for year in series.years() {
        let promised = committed(year.year)?;
        decay = decay.checked_add(year.emitted.base_value())?;
        commitment = commitment.checked_add(promised)?;
        if [1971, 1980, 1995, 2010, 2023, 2050].contains(&year.year.number()) {
            print_pair(&year.year.to_string(), year.emitted.base_value(), promised, text);
        }
    }
    let all = text.of("alle år til 2300", "all years to 2300");
    print_pair(all, decay, commitment, text);
    Ok(())
}

fn print_pair(label: &str, left: Exact, right: Exact, text: Text) {
    println!("{label:<22}{:>13}{:>14}", tonnes(left, 1, text), tonnes(right, 1, text));
}

/// One town under two editions, and the nitrous oxide of its plant under two national factors.
fn sewage(source: &Source, text: Text) -> Result<()> {
    let sum = |calculation: &dyn Calculation| -> Result<Exact> {
        Ok(calculation.emissions()?.to_co2e(&GwpSet::ar5())?.grams())
    };
    let rows = [
        (text.of("metan, 2006", "methane, 2006"), sum(&wastewater_2006(source)?)?),
        (text.of("metan, 2019", "methane, 2019"), sum(&wastewater_2019(source)?)?),
        (text.of("lattergas, 0,32 %", "nitrous oxide, 0.32 %"), sum(&plant("old", source)?)?),
        (text.of("lattergas, 0,84 %", "nitrous oxide, 0.84 %"), sum(&plant("measured", source)?)?),
    ];
    println!("{}", text.of("Spildevand, ton CO2e", "Wastewater, t CO2e"));
    for (name, grams) in rows {
        println!("  {name:<24}{:>8}", tonnes(grams, 0, text));
    }
    Ok(())
}

fn everybody(source: &Source) -> IncomeGroup {
    let pathway = |name: &str, hundredths| PathwayShare {
        pathway: name.to_owned(),
        share: Sourced::new(Exact::new(hundredths, 2), source),
    };
    IncomeGroup {
        name: "everybody".to_owned(),
        share: Sourced::new(Exact::ONE, source),
        pathways: vec![pathway("plant", 94), pathway("septic tank", 6)],
    }
}

fn load(source: &Source) -> Result<OrganicLoad> {
    Ok(OrganicLoad::PerCapita {
        population: Sourced::new(Quantity::<Persons>::persons(INHABITANTS), source),
        demand: Sourced::built_in("ipcc-2019r/wastewater/bod/denmark")?,
    })
}

fn wastewater_2006(source: &Source) -> Result<DomesticWastewater2006> {
    let pathway = |name: &str, correction: &str| -> Result<DomesticPathway2006> {
        let methane_correction =
            Sourced::built_in(&format!("ipcc-2006/wastewater/mcf-domestic/{correction}"))?;
        Ok(DomesticPathway2006 { name: name.to_owned(), methane_correction })
    };
    Ok(DomesticWastewater2006 {
        load: load(source)?,
        industrial: Sourced::new(Exact::new(125, 2), source),
        methane_capacity: Sourced::built_in("ipcc-2006/wastewater/b0/bod")?,
        groups: vec![everybody(source)],
        pathways: vec![
            pathway("plant", "treated-aerobic-plant-well-managed")?,
            pathway("septic tank", "treated-septic")?,
        ],
        sludge: None,
        recovered: None,
    })
}

fn wastewater_2019(source: &Source) -> Result<DomesticWastewater2019> {
    let discharge = DischargedLoad {
        removed: Sourced::built_in("ipcc-2019r/wastewater/tow-rem/primary-secondary")?,
        methane_correction: Sourced::built_in(
            "ipcc-2019r/wastewater/mcf-domestic/discharge-aquatic-tier1",
        )?,
    };
    let pathway = |name: &str, industrial: &str, correction: &str, discharge| {
        Ok(DomesticPathway2019 {
            name: name.to_owned(),
            industrial: Sourced::built_in(&format!(
                "ipcc-2019r/wastewater/i-industrial-codischarge/{industrial}"
            ))?,
            methane_correction: Sourced::built_in(&format!(
                "ipcc-2019r/wastewater/mcf-domestic/{correction}"
            ))?,
            sludge: None,
            recovered: None,
            discharge,
        })
    };
    Ok(DomesticWastewater2019 {
        load: load(source)?,
        methane_capacity: Sourced::built_in("ipcc-2019r/wastewater/b0/bod")?,
        groups: vec![everybody(source)],
        pathways: vec![
            pathway("plant", "collected", "centralised-aerobic-plant", Some(discharge))?,
            pathway("septic tank", "uncollected", "septic-tank", None)?,
        ],
    })
}

fn plant(factor: &str, source: &Source) -> Result<PlantNitrousOxide> {
    Ok(PlantNitrousOxide {
        incoming: Sourced::new(Quantity::<NitrogenMass>::tonnes(330), source),
        factor: Sourced::built_in(&format!("dk/wastewater/ef-n2o/{factor}"))?,
        effluent: None,
    })
}

fn compost(source: &Source) -> Result<BiologicalTreatment> {
    Ok(BiologicalTreatment {
        waste: Sourced::new(Quantity::<Mass>::tonnes(5200), source),
        methane: Sourced::built_in("ipcc-2006/composting/ch4/wet")?,
        nitrous_oxide: Sourced::built_in("ipcc-2006/composting/n2o/wet")?,
        recovered: None,
    })
}

/// The rest goes to a plant whose heat and power are sold.
fn incineration(energy: EnergyRecovery, source: &Source) -> Result<Incineration> {
    let shares =
        [("food", 35), ("paper", 20), ("plastics", 16), ("textiles", 6), ("other-inert", 23)];
    let component = |(name, hundredths): (&str, i64)| {
        Ok(WasteComponent {
            name: name.to_owned(),
            share: Sourced::new(Exact::new(hundredths, 2), source),
            content: WasteContent::municipal(name)?,
        })
    };
    Ok(Incineration {
        waste: Sourced::new(Quantity::<Mass>::tonnes(9800), source),
        composition: WasteComposition {
            rule: ShareRule::Exactly,
            components: shares.into_iter().map(component).collect::<Result<_>>()?,
        },
        oxidation: Sourced::built_in("ipcc-2006/incineration/oxidation")?,
        methane: Sourced::built_in("ipcc-2006/incineration-continuous-stoker/ch4/wet")?,
        nitrous_oxide: WasteNitrousOxide::PerWet(Sourced::built_in(
            "ipcc-2006/incineration-msw-continuous-semi-continuous/n2o/wet",
        )?),
        energy,
    })
}

/// Everything as lines of one account, each in the row where it belongs.
fn account(landfill: &Landfill, source: &Source, text: Text) -> Result<()> {
    let year = Year::new(2023)?;
    let own =
        |energy| WasteStream { generated: WastePlace::Inside, treated: WastePlace::Inside, energy };
    let mut lines = Vec::new();
    let mut book = |calculation: &dyn Calculation, route, energy| -> Result<()> {
        if let WasteBooking::Row(row) = own(energy).booking(route)? {
            lines.push(Activity::new("Town", year, row, calculation.derivation()?, source));
        }
        Ok(())
    };
    let (none, grid) = (EnergyRecovery::None, EnergyRecovery::Grid);
    book(&landfill.in_year(year), WasteRoute::Landfill, none)?;
    book(&compost(source)?, WasteRoute::Biological, none)?;
    book(&incineration(grid, source)?, WasteRoute::Incineration, grid)?;
    book(&wastewater_2019(source)?, WasteRoute::Wastewater, none)?;
    book(&plant("measured", source)?, WasteRoute::Wastewater, none)?;
    let profile = Profile::new("Town 2023", GwpSet::ar5());
    let account = Account::compute(lines, &profile, &FactorSet::new([]))?;

    let title = text.of("Regnskab 2023, ton CO2e", "Account of 2023, t CO2e");
    let mut table = SumTable::new(title, [text.of("netto", "net")], 0);
    for row in account.totals(&[Facet::Sector])?.rows() {
        let co2e = row.total().co2e()?.tonnes();
        table.push(text.sector(&row.label(0).to_string())?, [TableCell::Number(co2e)]);
    }
    print!("{}", table.render(text.of("I alt", "Total"), text.0)?);
    println!();
    if let Some(entry) = account.entries().next() {
        println!("{}", entry.explain(text.0)?);
    }
    Ok(())
}

fn tonnes(grams: Exact, decimals: u8, text: Text) -> String {
    let tonnes = grams.checked_mul(Exact::new(1, 6)).unwrap_or_default();
    number_text(tonnes, decimals, text.0)
}
