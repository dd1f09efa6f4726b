//! A municipality of farms: cows from their feed, other animals, fields, peat and forest.
//!
//! ```text
//! cargo run --example farming
//! cargo run --example farming -- da
//! ```

mod common;

use std::error::Error;

use climate_account::account::Facet;
use climate_account::factor::FactorLayer;
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::method::agriculture::{
    CattleEnergy, CattleMilk, DirectManureNitrousOxide, DirectSoilEmissions, EntericFromEnergy,
    ExcretionStage, FieldNitrogen, GrazingAnimals, GrazingNitrogen, IndirectManureNitrousOxide,
    IndirectSoilEmissions, Liming, ManureConversionSystem, ManureMethaneFromSolids, ManureNitrogen,
    ManureNitrogenSystem, NitrogenBalance, NitrogenExcretion, NitrogenInputs, OrganicNitrogen,
    Pregnancy, SoilFactors, volatile_solids_of_feed,
};
use climate_account::method::land::{
    CarbonClass, DrainedOrganicSoil, LandAndDitchMethane, RewettedOrganicSoil, rewetting_effect,
};
use climate_account::method::{Calculation, Sourced};
use climate_account::number::{Exact, Rounding};
use climate_account::report::{Explain, SumTable, TableCell, number_text};
use climate_account::unit::{AnimalYears, Area, Mass, NitrogenMass, Rate};
use climate_account::{
    Account, Activity, Amount, FactorSet, Profile, Quantity, Result, Source, Title, Year,
};
use common::Text;

const COWS: i64 = 6200;

/// Animals that no feed is known for, by the factors of the Danish inventory. Weaners and pigs for
/// slaughter are produced animals, the others animals that are there all year.
const OTHERS: [(&str, &str); 6] = [
    ("other-cattle", "9100 head yr"),
    ("sows", "5400 head yr"),
    ("weaners", "168000 head"),
    ("fattening-pigs", "97000 head"),
    ("sheep-with-lambs", "1500 head yr"),
    ("horses", "1100 head yr"),
];

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let text = Text(std::env::args().nth(1).as_deref().unwrap_or("en").parse()?);
    let source = Source::new("Example", "A made-up municipality of farms", 2024, "figures")?;
    let farm = Farm { source };

    farm.one_cow(text)?;
    println!();
    farm.rewetting(text)?;
    println!();
    farm.account(text)?;
    Ok(())
}

/// Every figure of the municipality is made up, and says so.
struct Farm {
    source: Source,
}

impl Farm {
    fn own<T>(&self, value: T) -> Sourced<T> {
        Sourced::new(value, &self.source)
    }

    fn share(&self, thousandths: i64) -> Sourced<Exact> {
        self.own(Exact::new(thousandths, 3))
    }

    fn cows(&self) -> Result<Sourced<Quantity<AnimalYears>>> {
        Ok(self.own(Quantity::new(COWS, "head yr")?))
    }

    fn feed(&self) -> Result<CattleEnergy> {
        Ok(CattleEnergy {
            body_weight: self.own(Quantity::<Mass>::kilograms(620)),
            maintenance: self.share(386),
            winter_temperature: None,
            activity: self.share(0),
            growth: None,
            milk: Some(CattleMilk {
                yield_per_day: self.own(Rate::new(27, "kg/head/day")?),
                fat: self.share(41),
            }),
            work_hours: None,
            pregnancy: Some(Pregnancy { coefficient: self.share(100), share: self.share(900) }),
            digestibility: self.share(710),
        })
    }

    fn enteric(&self) -> Result<EntericFromEnergy> {
        Ok(EntericFromEnergy {
            animals: self.cows()?,
            gross_energy: self.own(self.feed()?.energy()?.gross_energy()?),
            methane_conversion: self.share(60),
        })
    }

    fn manure_methane(&self) -> Result<ManureMethaneFromSolids> {
        let system = |name: Title, share, conversion: &str| {
            Ok(ManureConversionSystem {
                name,
                share: self.share(share),
                methane_conversion: Sourced::built_in(&format!(
                    "ipcc-2019r/manure/mcf/{conversion}/cool-temperate-moist"
                ))?,
            })
        };
        let feed = self.feed()?.energy()?.gross_energy()?;
        let (digestible, urine, ash) = (Exact::new(71, 2), Exact::new(4, 2), Exact::new(8, 2));
        Ok(ManureMethaneFromSolids {
            animals: self.cows()?,
            volatile_solids: self.own(volatile_solids_of_feed(&feed, digestible, urine, ash)?),
            maximum_methane: Sourced::built_in(
                "ipcc-2019r/livestock/b0/dairy-cattle/western-europe",
            )?,
            systems: vec![
                system(Title::new("gylle", "slurry"), 800, "liquid-slurry-pit-6-months-default")?,
                system(Title::new("fast gødning", "solid storage"), 100, "solid-storage")?,
                system(Title::new("græs", "pasture"), 100, "pasture")?,
            ],
        })
    }

    fn manure(&self) -> Result<ManureNitrogen> {
        let system = |name: Title, share, direct: &str, gas: &str, leach: &str| {
            let id = |what: &str| format!("ipcc-2019r/manure/{what}");
            Ok(ManureNitrogenSystem {
                name,
                share: self.share(share),
                nitrous_oxide: Sourced::built_in(&id(&format!("ef3/{direct}")))?,
                volatilised: Sourced::built_in(&id(&format!("frac-gas/{gas}/dairy")))?,
                leached: Sourced::built_in(&id(&format!("frac-leach/{leach}")))?,
                codigested: None,
                bedding: None,
            })
        };
        Ok(ManureNitrogen {
            animals: self.cows()?,
            excretion: NitrogenExcretion::Stated {
                nitrogen: self.own(Rate::new(151, "kg N/head/yr")?),
                stage: ExcretionStage::ExAnimal,
            },
            systems: vec![
                system(
                    Title::new("gylle", "slurry"),
                    800,
                    "liquid-slurry-cover",
                    "liquid-slurry-cover",
                    "liquid-slurry",
                )?,
                system(
                    Title::new("fast gødning", "solid storage"),
                    100,
                    "solid-storage",
                    "solid-storage",
                    "solid-storage",
                )?,
            ],
            pasture: Some(self.share(100)),
            dinitrogen: Sourced::built_in("ipcc-2019r/manure/n2-per-n2o")?,
        })
    }

    fn indirect_manure(&self) -> Result<IndirectManureNitrousOxide> {
        Ok(IndirectManureNitrousOxide {
            manure: self.manure()?,
            deposition: Sourced::built_in("ipcc-2019r/soils/ef4/wet")?,
            leaching: Sourced::built_in("ipcc-2019r/soils/ef5")?,
        })
    }

    /// The nitrogen that leaves the stables is the nitrogen that the fields get.
    fn field_nitrogen(&self, manure: &NitrogenBalance) -> NitrogenInputs {
        let tonnes = |tonnes| self.own(Quantity::<NitrogenMass>::tonnes(tonnes));
        NitrogenInputs {
            fields: FieldNitrogen {
                synthetic: tonnes(2900),
                organic: OrganicNitrogen {
                    animal_manure: self.own(manure.to_field),
                    sewage_sludge: tonnes(40),
                    compost: tonnes(15),
                    other: tonnes(0),
                },
                crop_residues: tonnes(1450),
                mineralised: tonnes(120),
            },
            flooded_rice: None,
            grazing: vec![GrazingNitrogen {
                animals: GrazingAnimals::CattlePoultryPigs,
                nitrogen: self.own(manure.pasture),
            }],
            // The nitrous oxide of peat is counted with the peat.
            organic_soils: vec![],
        }
    }

    fn liming(&self) -> Result<Liming> {
        Ok(Liming {
            limestone: self.own(Quantity::<Mass>::tonnes(3100)),
            limestone_carbon: Sourced::built_in("ipcc-2006/soils/liming/limestone")?,
            dolomite: self.own(Quantity::<Mass>::tonnes(0)),
            dolomite_carbon: Sourced::built_in("ipcc-2006/soils/liming/dolomite")?,
        })
    }

    fn drained(&self, hectares: i64) -> Result<DrainedOrganicSoil> {
        let table = |what: &str| {
            format!("ipcc-2013/organic-soils/{what}/cropland/drained/undefined/boreal-temperate")
        };
        Ok(DrainedOrganicSoil {
            area: self.own(Quantity::<Area>::hectares(hectares)),
            carbon_class: self.own(CarbonClass::AboveTwelvePercent),
            on_site: Sourced::built_in(&table("co2"))?,
            dissolved: Some(Sourced::built_in("ipcc-2013/organic-soils/doc/drained/temperate")?),
            methane: Some(LandAndDitchMethane {
                land: Sourced::built_in(&table("ch4-land"))?,
                ditch: Sourced::built_in(&table("ch4-ditch"))?,
                ditch_share: Sourced::built_in(&table("ditch-share"))?,
            }),
            nitrous_oxide: Some(Sourced::built_in(&table("n2o"))?),
        })
    }

    fn rewetted(&self, hectares: i64) -> Result<RewettedOrganicSoil> {
        let table = |what: &str| format!("ipcc-2013/organic-soils/{what}");
        Ok(RewettedOrganicSoil {
            area: self.own(Quantity::<Area>::hectares(hectares)),
            carbon_class: self.own(CarbonClass::AboveTwelvePercent),
            on_site: Sourced::built_in(&table("co2/rewetted/nutrient-rich/temperate"))?,
            dissolved: Some(Sourced::built_in(&table("doc/rewetted/temperate"))?),
            methane: Sourced::built_in(&table("ch4/rewetted/nutrient-rich/temperate"))?,
        })
    }

    /// What the number of a cow consists of: the feed first, then the gases.
    fn one_cow(&self, text: Text) -> Result<()> {
        println!("{}", text.of("En malkeko på en dag, MJ", "A dairy cow on a day, MJ"));
        let feed = self.feed()?.energy()?;
        let gross = feed.gross_energy()?;
        let needs = [
            (text.of("vedligehold", "maintenance"), feed.maintenance),
            (text.of("mælk", "milk"), feed.lactation),
            (text.of("kalv", "calf"), feed.pregnancy),
            (text.of("foder i alt, bruttoenergi", "feed in all, gross energy"), gross),
        ];
        for (name, energy) in needs {
            println!("  {name:<30}{:>9}", number_text(energy.amount().value, 1, text.0));
        }

        println!("{}", text.of("Og på et år, kg CO2e", "And in a year, kg CO2e"));
        let direct = DirectManureNitrousOxide { manure: self.manure()? };
        let parts: [(&str, Emissions); 4] = [
            (text.of("bøvser", "belches"), self.enteric()?.emissions()?),
            (text.of("metan af gødning", "methane of manure"), self.manure_methane()?.emissions()?),
            (text.of("lattergas af gødning", "nitrous oxide of manure"), direct.emissions()?),
            (
                text.of("lattergas efter fordampning", "nitrous oxide, indirect"),
                self.indirect_manure()?.emissions()?,
            ),
        ];
        let mut whole = Exact::ZERO;
        for (name, emissions) in parts {
            let herd = emissions.to_co2e(&GwpSet::ar5())?.kilograms();
            whole = whole.checked_add(herd)?;
            print_cow(name, herd, text)?;
        }
        print_cow(text.of("i alt", "in all"), whole, text)
    }

    /// A hundred hectares: fewer tonnes of CO2 and nitrous oxide, more methane.
    fn rewetting(&self, text: Text) -> Result<()> {
        let (drained, rewetted) = (self.drained(100)?, self.rewetted(100)?);
        let rows = [
            (text.of("drænet mark", "drained field"), drained.emissions()?),
            (text.of("vådlagt eng", "rewetted meadow"), rewetted.emissions()?),
            (text.of("sparet", "saved"), rewetting_effect(&drained, &rewetted)?),
        ];
        println!(
            "{}",
            text.of(
                "100 ha lavbund, ton      CO2      CH4      N2O     CO2e",
                "100 ha of peat, t        CO2      CH4      N2O     CO2e"
            )
        );
        for (name, emissions) in rows {
            let gas = |gas| number_text(emissions.tonnes(gas), 1, text.0);
            let co2e = number_text(emissions.to_co2e(&GwpSet::ar5())?.tonnes(), 1, text.0);
            let [co2, methane, nitrous] = [Gas::CO2, Gas::CH4_NON_FOSSIL, Gas::N2O].map(gas);
            println!("  {name:<18}{co2:>9}{methane:>9}{nitrous:>9}{co2e:>9}");
        }
        Ok(())
    }

    fn account(&self, text: Text) -> Result<()> {
        let lines = self.lines()?;
        let profile =
            Profile::new("Farming 2023", GwpSet::ar5()).region("Denmark").allow_earlier_years(5);
        let factors = FactorSet::new([FactorLayer::catalogue()]);
        let account = Account::compute(lines, &profile, &factors)?;

        let title = text.of("Regnskab 2023, ton CO2e", "Account of 2023, t CO2e");
        let columns = [text.of("netto", "net"), text.of("brutto", "gross")];
        let mut table = SumTable::new(title, columns, 0);
        for row in account.totals(&[Facet::Sector])?.rows() {
            let (net, gross) = (row.total().co2e()?, row.total().gross_co2e()?);
            table.push(
                text.sector(&row.label(0).to_string())?,
                [net, gross].map(|co2e| TableCell::Number(co2e.tonnes())),
            );
        }
        print!("{}", table.render(text.of("I alt", "Total"), text.0)?);
        println!();
        if let Some(cows) = account.entries().next() {
            println!("{}", cows.explain(text.0)?);
        }
        Ok(())
    }

    /// Each calculation is a line with its own number; the other animals find a factor.
    fn lines(&self) -> Result<Vec<Activity>> {
        let year = Year::new(2023)?;
        let line = |sector: &str, amount: Amount| -> Result<Activity> {
            Ok(Activity::new("Farming", year, sector.parse()?, amount, &self.source))
        };
        let computed = |sector: &str, calculation: &dyn Calculation| -> Result<Activity> {
            let derivation = calculation.derivation()?;
            Ok(Activity::new("Farming", year, sector.parse()?, derivation, &self.source))
        };
        let direct = DirectManureNitrousOxide { manure: self.manure()? };
        let inputs = self.field_nitrogen(&direct.manure.balance()?);
        let factors = SoilFactors::ipcc_2019_wet()?;
        let fields = DirectSoilEmissions { inputs: inputs.clone(), factors: factors.clone() };
        let (peat, meadow) = (self.drained(900)?, self.rewetted(100)?);

        let mut lines = vec![
            computed("gpc:V.1", &self.enteric()?)?,
            computed("gpc:V.1", &self.manure_methane()?)?,
            computed("gpc:V.1", &direct)?,
            computed("gpc:V.3", &self.indirect_manure()?)?,
            computed("gpc:V.3", &fields)?,
            computed("gpc:V.3", &IndirectSoilEmissions { inputs, factors })?,
            computed("gpc:V.3", &self.liming()?)?,
            computed("gpc:V.2", &peat)?,
            computed("gpc:V.2", &meadow)?,
        ];
        for (animal, number) in OTHERS {
            for process in ["enteric-fermentation", "manure-management"] {
                let counted = line("gpc:V.1", number.parse()?)?;
                lines.push(counted.carrier(animal.to_owned()).process(process.to_owned()));
            }
        }
        let forest = Emissions::from_tonnes(Gas::CO2, -21_000);
        lines.push(Activity::new("Farming", year, "gpc:V.2".parse()?, forest, &self.source));
        Ok(lines)
    }
}

fn print_cow(name: &str, kilograms_of_herd: Exact, text: Text) -> Result<()> {
    let cow = kilograms_of_herd.divide(COWS.into(), Rounding::decimals(1))?;
    println!("  {name:<30}{:>9}", number_text(cow, 1, text.0));
    Ok(())
}
