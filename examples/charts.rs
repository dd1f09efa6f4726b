//! Every chart, on real figures of a Danish municipality and on the made-up town of the other examples.
//!
//! ```text
//! cargo run --features chart --example charts
//! cargo run --features chart --example charts -- Læsø da target/charts
//! ```

mod common;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use climate_account::account::{Facet, TextFacet, compare};
use climate_account::distribution::{Distribution, Family};
use climate_account::economics::{CostCurve, CurveBasis, CurveMeasure, Money, Perspective};
use climate_account::ensemble::{Model, Simulation};
use climate_account::factor::carrier_title;
use climate_account::number::Exact;
use climate_account::report::chart::{
    AbatementCurve, ChartOptions, EnergyFlow, RankedBars, StackedAreas, Waterfall, Wedges,
    YearInterval,
};
use climate_account::scenario::{AttributionRule, Projection};
use climate_account::series::Interpolation;
use climate_account::target::{
    BaseValue, BaseYear, Boundary, Demand, Milestone, Target, TargetTiming, TotalKind,
};
use climate_account::{Account, FactorSet, Language, Year};
use common::{Text, published, town};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().unwrap_or_else(|| "Skive".to_owned());
    let language: Language = arguments.next().as_deref().unwrap_or("en").parse()?;
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "target/charts".to_owned()));
    let text = Text(language);
    fs::create_dir_all(&folder)?;

    let place = published::find(&place, &published::municipalities(None))?;
    let account = published::account(&[place])?;
    sectors(&account, place, text, &folder)?;
    largest(&account, place, text, &folder)?;
    change(&account, place, text, &folder)?;

    let source = town::source()?;
    let factors = town::factors(&source)?;
    let account = Account::compute(town::activities(&source)?, &town::profile(), &factors)?;
    let plan = town::plan(&source)?;
    let projection = Projection::new(&account, &factors, &plan, Year::new(2040)?)?;
    let plan = Plan { account: &account, projection: &projection, text, folder: &folder };
    plan.wedges()?;
    plan.costs()?;
    heat(text, &folder)
}

fn write(folder: &Path, name: &str, svg: &str) -> Outcome<()> {
    let path = folder.join(name);
    fs::write(&path, svg)?;
    println!("{}", path.display());
    Ok(())
}

fn options(text: Text, title: String) -> ChartOptions {
    let unit = text.of("ton CO2e", "t CO2e");
    ChartOptions::new(text.0, title, unit).note(text.of(
        "Kilde: Energi- og CO2-regnskabet, Energistyrelsen / klimaregnskabet.dk",
        "Source: Energi- og CO2-regnskabet, Energistyrelsen / klimaregnskabet.dk",
    ))
}

fn sectors(account: &Account, place: &str, text: Text, folder: &Path) -> Outcome<()> {
    let chart = StackedAreas::of_totals(&account.totals(&[Facet::Sector, Facet::Year])?, text.0)?;
    let title = format!("{place}: {}", text.of("udledning efter sektor", "emissions by sector"));
    write(folder, "sectors.svg", &chart.svg(&options(text, title))?)
}

fn largest(account: &Account, place: &str, text: Text, folder: &Path) -> Outcome<()> {
    let last = Year::new(2023)?;
    let year = account.select(|line| line.year() == last);
    let chart = RankedBars::of_totals(&year.totals(&[Facet::Sector])?, text.0)?;
    let title = text.of("de største kilder i 2023", "the largest sources in 2023");
    write(folder, "largest.svg", &chart.svg(&options(text, format!("{place}: {title}")))?)
}

/// The change of each sector from the first year to the last.
fn change(account: &Account, place: &str, text: Text, folder: &Path) -> Outcome<()> {
    let of = |year: i64| -> climate_account::Result<Account> {
        let year = Year::new(year)?;
        let lines = account.entries().map(|entry| entry.activity().clone());
        let lines = lines.filter(|line| line.year() == year);
        Account::compute(lines, account.profile(), &FactorSet::new([]))
    };
    let (old, new) = (of(2018)?, of(2023)?);
    let bars = compare(&old, &new)?.waterfall_by(&Facet::Sector)?;
    let chart = Waterfall::of_comparison(&bars, text.0)?;
    let title = text.of("hvorfor udledningen ændrede sig", "why emissions changed");
    write(folder, "change.svg", &chart.svg(&options(text, format!("{place}: {title}")))?)
}

/// What the climate plan of the made-up town costs a year, in 1000 DKK.
const COSTS: [(&str, i64); 8] = [
    ("insulation", 1_900),
    ("heat-pumps", -1_100),
    ("large-heat-pump", 1_700),
    ("electric-cars", -2_400),
    ("biogas", 3_100),
    ("rewetting", 2_600),
    ("wind", -900),
    ("forest", 400),
];

/// Half of the 95 % interval of what a carrier emits, in per cent: made up.
const UNCERTAINTIES: [(&str, i64); 4] =
    [("organic-soil", 60), ("dairy-cattle", 20), ("electricity", 10), ("", 50)];
const OTHERS: i64 = 6;

/// The climate plan of the made-up town.
struct Plan<'a> {
    account: &'a Account,
    projection: &'a Projection<'a>,
    text: Text,
    folder: &'a Path,
}

impl Plan<'_> {
    fn options(&self, title: (&'static str, &'static str), unit: &'static str) -> ChartOptions {
        let note = self.text.of("Et opdigtet eksempel", "A made-up example");
        ChartOptions::new(self.text.0, self.text.of(title.0, title.1), unit).note(note)
    }

    fn wedges(&self) -> Outcome<()> {
        let unit = self.text.of("ton CO2e", "t CO2e");
        let base = self.account.total()?.co2e()?.tonnes();
        let milestone = |year, value: &str| -> climate_account::Result<Milestone> {
            Ok(Milestone { year: Year::new(year)?, value: value.parse()? })
        };
        let target = Target {
            id: "plan".to_owned(),
            version: "1".to_owned(),
            demand: Demand::ReductionOfBase,
            base: BaseYear {
                year: self.projection.base_year(),
                value: BaseValue::Measured { value: base },
            },
            milestones: vec![milestone(2030, "0.35")?, milestone(2040, "0.6")?],
            interpolation: Interpolation::Linear,
            timing: TargetTiming::InTheYear,
            boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
            unit: "t CO2e".parse()?,
        };
        let chart = Wedges::of_projection(self.projection, &AttributionRule::Shapley, self.text.0)?;
        let (model, years) = self.model()?;
        let run = model.simulate(&Simulation::new(2000, 2023)?)?;
        let intervals =
            years.iter().map(|year| YearInterval::of_sample(*year, run.output(&year.to_string())?));
        let intervals = intervals.collect::<climate_account::Result<Vec<_>>>()?;
        let chart = Wedges { intervals, ..chart.with_target(&target)? };
        let title =
            ("Klimaplan: tiltag, mål og usikkerhed", "Climate plan: measures, target, uncertainty");
        write(self.folder, "plan.svg", &chart.svg(&self.options(title, unit))?)?;

        let inputs = model.contributions(&["2030"])?;
        let title = ("Hvad gør 2030 usikkert?", "What makes 2030 uncertain?");
        let unit = self.text.of("% af variansen", "% of the variance");
        let bars = RankedBars::of_contributions(&inputs)?.limit(4);
        write(self.folder, "uncertain.svg", &bars.svg(&self.options(title, unit))?)
    }

    /// Every line times a variable of its carrier, for the plan.
    fn model(&self) -> Outcome<(Model, Vec<Year>)> {
        let count = self.projection.scenario().measures.len();
        let plan = self.projection.evaluate(&vec![true; count])?.account()?;
        let mut model = Model::new();
        let mut years: Vec<Year> = vec![self.projection.base_year()];
        years.extend(self.projection.years());
        for entry in plan.entries() {
            let carrier = entry.activity().text(TextFacet::Carrier).map_or("", |text| text);
            let title = carrier_title(carrier).map(|title| title.in_language(self.text.0));
            let name = match carrier {
                "" => self.text.of("Skov", "Forest"),
                _ => title.unwrap_or(carrier),
            };
            let known = UNCERTAINTIES.iter().find(|(known, _)| *known == carrier);
            let half_width = known.map_or(OTHERS, |(_, percent)| *percent);
            // 1.96 standard deviations.
            let deviation = Exact::new(half_width * 51, 4);
            let factor = Distribution::from_mean_and_sd(Family::Lognormal, 1, deviation)?;
            model.variable(name, &factor)?;
            let year = entry.activity().year().to_string();
            model.line(&year, entry.co2e()?.tonnes(), &[name])?;
        }
        Ok((model, years))
    }

    fn costs(&self) -> Outcome<()> {
        let year = Year::new(2030)?;
        let effects = self.projection.attribute(&AttributionRule::Shapley)?;
        let effects =
            effects.into_iter().find(|(known, _)| *known == year).ok_or("no such year")?.1;
        let mut measures = Vec::new();
        for (measure, effect) in self.projection.scenario().measures.iter().zip(&effects.effects) {
            let (_, cost) = COSTS.iter().find(|(id, _)| *id == measure.id()).ok_or("no cost")?;
            let name = measure.name().in_language(self.text.0).to_owned();
            let cost = Money::new(cost * 1000, "DKK (2023)".parse()?)?;
            measures.push(CurveMeasure { name, reduction: *effect, cost });
        }
        let of = |da, en| self.text.of(da, en).to_owned();
        let basis = CurveBasis {
            baseline: of("ingen tiltag", "no measures"),
            period: "2030".to_owned(),
            perspective: Perspective::Society,
            discounting: of("annuiteter ved 3,5 %", "annuities at 3.5 %"),
            attribution: of("Shapley-værdier", "Shapley values"),
        };
        let unit = self.text.of("ton CO2e", "t CO2e");
        let mut chart = AbatementCurve::of_curve(&CostCurve::new(basis, measures)?, unit);
        chart.target = Some(15_000.into());
        let title = ("Hvad tiltagene koster i 2030", "What the measures cost in 2030");
        let unit = self.text.of("kr. pr. ton CO2e", "DKK per t CO2e");
        write(self.folder, "costs.svg", &chart.svg(&self.options(title, unit))?)
    }
}

/// The heat plants of the town in the example `district_heating`, and who uses what they make.
fn heat(text: Text, folder: &Path) -> Outcome<()> {
    let of = |da, en| text.of(da, en);
    let plant = of("Kraftvarmeværk", "Power plant");
    let boiler = of("Gaskedel", "Gas boiler");
    let pump = of("Varmepumpe", "Heat pump");
    let network = of("Varmenet", "Heat network");
    let loss = of("Tab", "Loss");
    let gas = of("Naturgas", "Natural gas");
    let flows = [
        (gas, plant, "600"),
        (of("Træflis", "Wood chips"), plant, "400"),
        (gas, boiler, "50"),
        (of("El", "Electricity"), pump, "25"),
        (of("Omgivelser", "Surroundings"), pump, "55"),
        (plant, network, "500"),
        (plant, of("El til nettet", "Electricity to the grid"), "350"),
        (plant, loss, "150"),
        (boiler, network, "47.5"),
        (boiler, loss, "2.5"),
        (pump, network, "80"),
        (network, of("Boliger", "Dwellings"), "376.5"),
        (network, of("Erhverv", "Businesses"), "125.5"),
        (network, loss, "125.5"),
    ];
    let mut exact = Vec::new();
    for (from, to, terajoules) in flows {
        exact.push((from, to, terajoules.parse::<Exact>()?));
    }
    let title = of("Byens varme fra brændsel til forbrug", "The town's heat from fuel to use");
    let options = ChartOptions::new(text.0, title, "TJ")
        .note(of("Et opdigtet eksempel", "A made-up example"));
    write(folder, "heat.svg", &EnergyFlow::new(exact)?.svg(&options)?)
}
