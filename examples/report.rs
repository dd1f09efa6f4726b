//! The climate account of a municipality as one web page: key numbers, charts, table, explanation,
//! what changed, checks and sources, without anything to load from elsewhere.
//!
//! ```text
//! cargo run --features chart --example report
//! cargo run --features chart --example report -- Læsø da target/report.html
//! ```

mod common;

use std::fmt::Write;

use climate_account::account::{Facet, Label, Selection, compare};
use climate_account::number::{Exact, Rounding};
use climate_account::report::chart::{ChartOptions, RankedBars, StackedAreas, Waterfall};
use climate_account::report::{Depth, Explain, account_table, number_text};
use climate_account::{Account, FactorSet, Language, Year};
use common::Text;
use common::published::{self, Outcome};

const STYLE: &str = include_str!("data/report.css");

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "Skive".to_owned());
    let language: Language = arguments.next().as_deref().unwrap_or("en").parse()?;
    let path = arguments.next().unwrap_or_else(|| "target/report.html".to_owned());
    let text = Text(language);
    let place = published::find(&name, &published::municipalities(None))?;

    let page = Page { place, text, account: published::account(&[place])? };
    std::fs::write(&path, page.html()?)?;
    println!("{path}");
    Ok(())
}

struct Page {
    place: &'static str,
    text: Text,
    account: Account,
}

impl Page {
    fn html(&self) -> Outcome<String> {
        let text = self.text;
        let (first, last) = self.years()?;
        let title =
            format!("{} {} {last}", text.of("Klimaregnskab for", "Climate account of"), self.place);
        let sections = [
            (text.of("Nøgletal", "Key numbers"), self.key_numbers(first, last)?),
            (text.of("Sektor for sektor", "Sector by sector"), self.sectors(last)?),
            (
                text.of("Hvor kommer tallet fra?", "Where does the number come from?"),
                self.explained(last)?,
            ),
            (text.of("Hvad har ændret sig?", "What has changed?"), self.changed(first, last)?),
            (
                text.of("Hvilken antagelse betyder mest?", "Which assumption matters most?"),
                self.assumption()?,
            ),
            (text.of("Kontrol", "Checks"), self.checks()?),
        ];
        let mut body = format!("<h1>{title}</h1>\n");
        for (heading, content) in sections {
            let _ = write!(body, "<section>\n<h2>{heading}</h2>\n{content}</section>\n");
        }
        let code = text.0.code();
        Ok(format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
        ))
    }

    fn years(&self) -> Outcome<(Year, Year)> {
        let years = || self.account.entries().map(|entry| entry.activity().year());
        let (first, last) = (years().min(), years().max());
        Ok((first.ok_or("no years")?, last.ok_or("no years")?))
    }

    fn year(&self, year: Year) -> Selection<'_> {
        self.account.select(move |line| line.year() == year)
    }

    fn options(&self, title: String) -> ChartOptions {
        ChartOptions::new(self.text.0, title, self.text.of("ton CO2e", "t CO2e")).width(720)
    }

    fn key_numbers(&self, first: Year, last: Year) -> Outcome<String> {
        let text = self.text;
        let (before, now) = (self.year(first).total()?, self.year(last).total()?);
        let (net, gross) = (now.co2e()?.tonnes(), now.gross_co2e()?.tonnes());
        let number = |value: Exact, decimals| number_text(value, decimals, text.0);
        let mut numbers = vec![(text.of("ton CO2e, netto", "t CO2e, net"), number(net, 0))];
        if gross != net {
            let words = text.of("ton CO2e, brutto, uden optag", "t CO2e, gross, without removals");
            numbers.push((words, number(gross, 0)));
        }
        let persons = published::population()?.of(self.place, last).ok_or("no population")?;
        if let Some(each) = now.per_inhabitant(persons, Rounding::decimals(1))? {
            numbers.push((text.of("ton pr. indbygger", "t per inhabitant"), number(each, 1)));
        }
        let old = before.co2e()?.tonnes();
        if old.is_positive() {
            let change = net
                .checked_sub(old)?
                .checked_mul(100.into())?
                .divide(old, Rounding::decimals(1))?;
            let words = text.of("siden", "since");
            let sign = if change.is_positive() { "+" } else { "" };
            let change = format!("{sign}{} %", number(change, 1));
            let mut html = cards(&numbers);
            let _ = write!(html, "<p class=\"card\"><b>{change}</b> {words} {first}</p>\n</div>\n");
            return Ok(html);
        }
        Ok(cards(&numbers) + "</div>\n")
    }

    fn sectors(&self, last: Year) -> Outcome<String> {
        let (text, all) = (self.text, self.account.select(|_| true));
        let totals = all.totals(&[Facet::Sector, Facet::Year])?;
        let title = format!("{}, {}", self.place, text.of("efter sektor", "by sector"));
        let areas = StackedAreas::of_totals(&totals, text.0)?.svg(&self.options(title))?;
        let selection = self.year(last);
        let largest = selection.totals(&[Facet::Sector])?;
        let title = format!("{} {last}", self.place);
        let bars = RankedBars::of_totals(&largest, text.0)?.svg(&self.options(title))?;
        let table = account_table(&all, &Facet::Sector, &Facet::Year, 0, text.0)?;
        let table = table.to_html(text.of("I alt, netto", "Total, net"), text.0)?;
        let note = text.of(
            "Tabellens rækker er afrundet, så de går op; et tal kan være 1 ton fra diagrammets.",
            "Rows of the table are rounded so that they add up; a number can be 1 t from the chart's.",
        );
        Ok(format!(
            "<figure>\n{areas}</figure>\n{table}<p class=\"note\">{note}</p>\n\
             <figure>\n{bars}</figure>\n"
        ))
    }

    fn explained(&self, last: Year) -> Outcome<String> {
        let totals = self.account.totals(&[Facet::Place, Facet::Year])?;
        let row = totals.row(&[Label::from(self.place), last.into()]).ok_or("no such year")?;
        Ok(row.explanation(self.text.0, Depth::Page)?.to_html())
    }

    fn changed(&self, first: Year, last: Year) -> Outcome<String> {
        let of = |year: Year| -> Outcome<Account> {
            let lines = self.account.entries().map(|entry| entry.activity().clone());
            let lines = lines.filter(|line| line.year() == year);
            Ok(Account::compute(lines, self.account.profile(), &FactorSet::new([]))?)
        };
        let (old, new) = (of(first)?, of(last)?);
        let why = compare(&old, &new)?;
        let bars = why.waterfall_by(&Facet::Sector)?;
        let language = self.text.0;
        let chart = Waterfall::of_comparison(&bars, language)?;
        let title = self.text.of("fra", "from");
        let to = self.text.of("til", "to");
        let svg =
            chart.svg(&self.options(format!("{} {title} {first} {to} {last}", self.place)))?;
        let words = why.explanation(language, Depth::Page)?.to_html();
        Ok(format!("<figure>\n{svg}</figure>\n{words}"))
    }

    /// The households' energy under two rules for electricity.
    fn assumption(&self) -> Outcome<String> {
        let text = self.text;
        if !published::has_households(self.place) {
            let words = text.of(
                "Husholdningernes elforbrug er ikke blandt tallene for denne kommune.",
                "Household electricity is not among the figures of this municipality.",
            );
            return Ok(format!("<p>{words}</p>\n"));
        }
        let title = text.of("kommunens eget mix", "the municipal mix");
        let own = published::households(self.place, title, published::MUNICIPAL_MIX)?;
        let title = text.of("time for time", "hour by hour");
        let hourly = published::households(self.place, title, published::HOUR_BY_HOUR)?;
        let why = compare(&own, &hourly)?;
        let intro = self.text.of(
            "Elreglen. Husholdningernes energi i 2024 med kommunens eget mix af el, som i \
             Klimaregnskabet, og med el time for time, som i Energinets deklaration:",
            "The rule for electricity. Household energy in 2024 by the municipality's own mix, as \
             in Klimaregnskabet, and hour by hour, as Energinet declares it:",
        );
        let words = why.explanation(self.text.0, Depth::Page)?.to_html();
        let electricity = hourly.entry(0).ok_or("no electricity")?;
        let line = electricity.explanation(self.text.0, Depth::Everything)?.to_html();
        Ok(format!(
            "<p>{intro}</p>\n{words}<details>\n<summary>{}</summary>\n{line}</details>\n",
            self.text.of("Eltallet trin for trin", "The electricity figure step by step")
        ))
    }

    fn checks(&self) -> Outcome<String> {
        let mut findings = self.account.check()?;
        findings.extend(self.account.check_per_inhabitant(&published::population()?)?);
        if findings.is_empty() {
            let words = self.text.of("Kontrollen fandt intet.", "The checks found nothing.");
            return Ok(format!("<p>{words}</p>\n"));
        }
        let mut html = "<ul>\n".to_owned();
        for finding in findings {
            let (what, remedy) = (&finding.what, &finding.remedy);
            let (what, remedy) = (what.in_language(self.text.0), remedy.in_language(self.text.0));
            let _ = writeln!(html, "<li>{what}<br><em>{remedy}</em></li>");
        }
        Ok(html + "</ul>\n")
    }
}

fn cards(numbers: &[(&str, String)]) -> String {
    let mut html = "<div class=\"cards\">\n".to_owned();
    for (words, number) in numbers {
        let _ = writeln!(html, "<p class=\"card\"><b>{number}</b> {words}</p>");
    }
    html
}
