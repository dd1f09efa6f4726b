use std::fmt::Write;

use super::number_text::all_digits;
use super::{mass_text, number_text};
use crate::account::{Cell, Entry, MemoItem, Total, TotalsRow};
use crate::error::Result;
use crate::factor::carrier_title;
use crate::gas::{Emissions, GwpSet, Memo};
use crate::method::{Derivation, StepValue};
use crate::number::Exact;
use crate::{Amount, Language, Source};

/// Text that tells where a number comes from, in Danish or English.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
/// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
/// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
/// # };
/// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
/// use climate_account::{Language, report::Explain};
///
/// let lines = [line("gpc:I.1.1", 8_446)?, line("gpc:V.2", -17_820)?];
/// let total = Account::compute(lines, &profile, &factors)?.total()?;
/// assert_eq!(total.explain(Language::English)?, "\
/// Total, net: -9,374.0 t CO2e (AR5 GWP100)
/// Gross, without removals and credits: 8,446.0 t CO2e
/// Gases: -9,374 t co2
/// ");
/// # Ok::<(), climate_account::Error>(())
/// ```
pub trait Explain {
    /// The explanation.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    /// use climate_account::{Language, report::Explain};
    ///
    /// let account = Account::compute([line("gpc:I.1.1", 8_446)?], &profile, &factors)?;
    /// let text = account.entry(0).unwrap().explain(Language::Danish)?;
    /// assert_eq!(
    ///     text.lines().next(),
    ///     Some("Samsø 2023, Boliger: brændsel brugt inden for grænsen (I.1.1): 8.446,0 t CO2e, som indberettet"),
    /// );
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Total::co2e`](crate::account::Total::co2e).
    fn explain(&self, language: Language) -> Result<String>;
}

fn say<'a>(language: Language, da: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Danish => da,
        Language::English => en,
    }
}

/// The sources that a text refers to by number.
#[derive(Default)]
struct Sources(Vec<Source>);

impl Sources {
    fn number(&mut self, source: &Source) -> usize {
        if let Some(index) = self.0.iter().position(|known| known == source) {
            return index + 1;
        }
        self.0.push(source.clone());
        self.0.len()
    }

    fn list(&self, language: Language) -> String {
        let mut text = String::new();
        for (number, source) in (1..).zip(&self.0) {
            let address =
                source.address().map(|address| format!(", {address}")).unwrap_or_default();
            let heading = if number == 1 { say(language, "Kilder\n", "Sources\n") } else { "" };
            let _ = writeln!(text, "{heading}  [{number}] {source}{address}");
        }
        text
    }
}

impl Explain for Entry<'_> {
    /// The number in one sentence, how it came to be step by step, and the sources.
    fn explain(&self, language: Language) -> Result<String> {
        let activity = self.activity();
        if let Cell::Keys(keys) = activity.cell() {
            let meanings: Vec<&str> = keys.keys().iter().map(|key| key.meaning(language)).collect();
            return Ok(format!("{}: {keys} ({})\n", name(self, language), meanings.join("; ")));
        }
        let mut sources = Sources::default();
        let mut text = summary(self, language)?;
        if let Some(item) = activity.memo_item() {
            let outside = say(language, "uden for summen", "outside the total");
            let _ = writeln!(text, "! {outside}: {}", item.name(language));
        }
        if let Some(derivation) = self.derivation() {
            text += &steps(&derivation, language, &mut sources);
        }
        let set = self.account().profile().gwp_set();
        text += &co2e_text(&self.emissions(), set, language, &mut sources)?;
        text += &sources.list(language);
        Ok(text)
    }
}

/// Place, year, and the title of the sector with its code.
fn name(entry: &Entry<'_>, language: Language) -> String {
    let activity = entry.activity();
    let sector = activity.sector();
    let title = sector.sector().map_or("", |sector| sector.title().in_language(language));
    format!("{} {}, {title} ({})", activity.place(), activity.year(), sector.code())
}

/// The number in one sentence: what it is and what it is made of.
fn summary(entry: &Entry<'_>, language: Language) -> Result<String> {
    let total = number_text(entry.co2e()?.tonnes(), 1, language);
    let made_of = match (entry.activity().cell(), entry.factor()) {
        (Cell::Amount(amount), Some(found)) => {
            let carrier = found.factor().carrier();
            let carrier =
                carrier_title(carrier).map_or(carrier, |title| title.in_language(language));
            format!(
                " = {} {} x {} {} {}",
                amount_text(amount, language),
                carrier.to_lowercase(),
                emissions_text(found.factor().emissions(), language),
                say(language, "pr.", "per"),
                found.factor().per(),
            )
        }
        (Cell::Calculated(derivation), _) => {
            let by = say(language, "efter metoden", "by the method");
            format!(", {by} {}", derivation.method.name(language))
        }
        _ => say(language, ", som indberettet", ", as reported").to_owned(),
    };
    Ok(format!("{}: {total} t CO2e{made_of}\n", name(entry, language)))
}

/// The steps of a derivation and its sources.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, Source, gas::{Emissions, Gas}, method::Derivation};
/// use climate_account::report::explain_derivation;
///
/// let source = Source::new("Samsø Kommune", "Måling", 2024, "side 2")?;
/// let derivation = Derivation::of_direct_entry(Emissions::from_tonnes(Gas::CO2, 3), &source);
/// let text = explain_derivation(&derivation, Language::Danish);
/// assert!(text.contains("3 t co2"), "{text}");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[must_use]
pub fn explain_derivation(derivation: &Derivation, language: Language) -> String {
    let mut sources = Sources::default();
    let text = steps(derivation, language, &mut sources);
    text + &sources.list(language)
}

fn steps(derivation: &Derivation, language: Language, sources: &mut Sources) -> String {
    let mut text = String::new();
    // What was assumed or fallen back to is said first, and once.
    let remarks = || derivation.steps.iter().flat_map(|step| &step.remarks);
    for (position, remark) in remarks().enumerate() {
        if remarks().take(position).any(|other| other == remark) {
            continue;
        }
        let words = remark.in_language(language);
        let _ = match remarks().filter(|other| *other == remark).count() {
            1 => writeln!(text, "! {words}"),
            count => writeln!(text, "! {words} ({count} {})", say(language, "gange", "times")),
        };
    }
    let method = derivation.method;
    let _ = writeln!(
        text,
        "{}: {}, {}",
        say(language, "Metode", "Method"),
        method.name(language),
        method.equation(),
    );
    let _ = writeln!(text, "  ({})", method.reference().in_language(language));
    for (number, step) in (1..).zip(&derivation.steps) {
        let source = step.source.as_ref().map(|source| format!(" [{}]", sources.number(source)));
        let _ = writeln!(
            text,
            "  {number}. {}: {}{}",
            step.what.in_language(language),
            value_text(&step.value, language),
            source.unwrap_or_default(),
        );
    }
    let _ = writeln!(
        text,
        "{}: {}",
        say(language, "Udledning", "Emissions"),
        emissions_text(&derivation.result, language),
    );
    text
}

fn value_text(value: &StepValue, language: Language) -> String {
    match value {
        StepValue::Amount(amount) => amount_text(amount, language),
        StepValue::PerUnit(emissions, unit) => {
            let per = say(language, "pr.", "per");
            format!("{} {per} {unit}", emissions_text(emissions, language))
        }
        StepValue::Emissions(emissions) => emissions_text(emissions, language),
        StepValue::Co2e(co2e) => {
            format!("{} CO2e ({})", mass_text(co2e.grams(), language), co2e.gwp_set())
        }
        StepValue::Number(number) => all_digits(*number, language),
        StepValue::Ratio(numerator, denominator) if *denominator == Exact::ONE => {
            all_digits(*numerator, language)
        }
        StepValue::Ratio(numerator, denominator) => {
            format!("{} / {}", all_digits(*numerator, language), all_digits(*denominator, language))
        }
        StepValue::Text(text) => text.in_language(language).to_owned(),
    }
}

fn amount_text(amount: &Amount, language: Language) -> String {
    format!("{} {}", all_digits(amount.value, language), amount.unit)
}

fn emissions_text(emissions: &Emissions, language: Language) -> String {
    let mut parts: Vec<String> = emissions
        .masses()
        .map(|(gas, grams)| format!("{} {gas}", mass_text(grams, language)))
        .collect();
    for co2e in emissions.reported() {
        parts.push(format!("{} CO2e ({})", mass_text(co2e.grams(), language), co2e.gwp_set()));
    }
    if parts.is_empty() { say(language, "ingen", "none").to_owned() } else { parts.join(", ") }
}

/// Why a gas is beside the total.
fn beside(memo: Memo, language: Language) -> &'static str {
    match memo {
        Memo::Biogenic => say(language, "biogen, uden for summen", "biogenic, outside the total"),
        Memo::MontrealProtocol => say(
            language,
            "Montreal-protokollen, uden for summen",
            "Montreal Protocol, outside the total",
        ),
    }
}

/// Mass times GWP, gas by gas.
fn co2e_text(
    emissions: &Emissions,
    set: &GwpSet,
    language: Language,
    sources: &mut Sources,
) -> Result<String> {
    if emissions.masses().next().is_none() {
        return Ok(String::new());
    }
    let (counted, _) = emissions.clone().split(|gas| gas.memo().is_none());
    let total = counted.to_co2e(set)?;
    let mut text = format!(
        "{}: {} t CO2e ({set})\n",
        say(language, "I CO2-ækvivalenter", "In CO2e"),
        number_text(total.tonnes(), 3, language),
    );
    for (gas, grams) in emissions.masses() {
        if let Some(memo) = gas.memo() {
            let _ = writeln!(
                text,
                "  {} {gas} ({})",
                mass_text(grams, language),
                beside(memo, language)
            );
            continue;
        }
        let value = set.value(gas)?;
        let source = set.source(gas).map(|source| format!(" [{}]", sources.number(source)));
        let _ = writeln!(
            text,
            "  {} {gas} x {} = {} CO2e{}",
            mass_text(grams, language),
            all_digits(value, language),
            mass_text(grams.checked_mul(value)?, language),
            source.unwrap_or_default(),
        );
    }
    Ok(text)
}

impl Explain for Total {
    /// The total net and gross, its gases, what stands beside it, and whether it is complete.
    fn explain(&self, language: Language) -> Result<String> {
        let (net, gross) = (self.co2e()?, self.gross_co2e()?);
        let mut text = format!(
            "{}: {} t CO2e ({})\n",
            say(language, "I alt, netto", "Total, net"),
            number_text(net.tonnes(), 1, language),
            net.gwp_set(),
        );
        if gross != net {
            let _ = writeln!(
                text,
                "{}: {} t CO2e",
                say(
                    language,
                    "Brutto, uden optag og kreditter",
                    "Gross, without removals and credits"
                ),
                number_text(gross.tonnes(), 1, language),
            );
        }
        let _ = writeln!(
            text,
            "{}: {}",
            say(language, "Gasser", "Gases"),
            emissions_text(self.net(), language),
        );
        let heading = say(language, "Ved siden af summen", "Beside the total");
        for memo in [Memo::Biogenic, Memo::MontrealProtocol] {
            let gases = self.memo_gases(memo);
            if !gases.is_none() {
                let (masses, why) = (emissions_text(&gases, language), beside(memo, language));
                let _ = writeln!(text, "{heading}: {masses} ({why})");
            }
        }
        for item in MemoItem::ALL {
            let emissions = self.memo_item(*item);
            if !emissions.is_none() {
                let (masses, why) = (emissions_text(&emissions, language), item.name(language));
                let _ = writeln!(text, "{heading}: {masses} ({why})");
            }
        }
        if !self.is_complete() {
            let (what, so) = (
                say(
                    language,
                    "linjer uden opgørelse eller fortrolige",
                    "lines not estimated or confidential",
                ),
                say(language, "summen er ufuldstændig", "the total is incomplete"),
            );
            let _ = writeln!(text, "! {what}: {}; {so}", self.missing().len());
        }
        Ok(text)
    }
}

impl Explain for TotalsRow<'_, '_> {
    /// The total and the lines that it is made of, the largest first.
    fn explain(&self, language: Language) -> Result<String> {
        let mut text = self.total().explain(language)?;
        let mut lines = Vec::new();
        for entry in self.entries() {
            match entry.activity().cell() {
                Cell::Keys(keys) => lines.push((Exact::ZERO, keys.to_string(), entry)),
                _ => {
                    let tonnes = entry.co2e()?.tonnes();
                    lines.push((tonnes, number_text(tonnes, 1, language), entry));
                }
            }
        }
        lines.sort_by(|left, right| {
            right.0.abs().cmp(&left.0.abs()).then(left.2.line().cmp(&right.2.line()))
        });
        let width = lines.iter().map(|line| line.1.chars().count()).max().unwrap_or(0);
        for (_, value, entry) in lines {
            let _ = writeln!(text, "  {value:>width$}  {}", entry.activity().label());
        }
        Ok(text)
    }
}
