use super::float;
use super::problem::EnsembleProblem;
use super::propagation::{percent, total};
use super::shared_inputs::{InputKind, Inputs};
use crate::error::{Error, Result};
use crate::number::Exact;

/// A line of an inventory in two years, with the uncertainties of what it is made of.
///
/// Uncertainties are half-widths of the 95 % interval in per cent. *Correlated* means that an error
/// of the one year is the error of the other: usual for a factor, not for an activity.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::InventoryLine;
///
/// let line = InventoryLine::new("1.A.4", "CO2", 100.into(), 80.into(), 5.into(), 3.into());
/// assert!(line.factor_correlated && !line.activity_correlated);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub struct InventoryLine {
    /// The category.
    pub category: String,
    /// The gas.
    pub gas: String,
    /// Emission in the base year, removals negative.
    pub base: Exact,
    /// Emission in the year of the report.
    pub year: Exact,
    /// Uncertainty of the activity, in per cent.
    pub activity_uncertainty: Exact,
    /// Uncertainty of the factor, in per cent.
    pub factor_uncertainty: Exact,
    /// Whether the activity is wrong by the same share in both years.
    pub activity_correlated: bool,
    /// Whether the factor is wrong by the same share in both years.
    pub factor_correlated: bool,
    /// The name of the factor, where other lines take the same one.
    pub shared_factor: Option<String>,
    /// The name of the activity, where other lines have the same one: the gases of one fuel.
    pub shared_activity: Option<String>,
}

impl InventoryLine {
    /// A line whose factor is correlated between the years and whose activity is not.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::InventoryLine;
    ///
    /// let line = InventoryLine::new("3.A", "CH4", 10.into(), 9.into(), 2.into(), 20.into());
    /// assert_eq!(line.factor_uncertainty, 20.into());
    /// ```
    #[must_use]
    pub fn new(
        category: &str,
        gas: &str,
        base: Exact,
        year: Exact,
        activity_uncertainty: Exact,
        factor_uncertainty: Exact,
    ) -> InventoryLine {
        InventoryLine {
            category: category.to_owned(),
            gas: gas.to_owned(),
            base,
            year,
            activity_uncertainty,
            factor_uncertainty,
            activity_correlated: false,
            factor_correlated: true,
            shared_factor: None,
            shared_activity: None,
        }
    }

    pub(super) fn name(&self) -> String {
        format!("{} {}", self.category, self.gas)
    }
}

/// How the effect of one per cent in both years on the trend is computed.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::{ApproachOne, InventoryLine, TrendSensitivity};
///
/// let line = |base: i64, year: i64| {
///     InventoryLine::new("x", "CO2", base.into(), year.into(), 0.into(), 1.into())
/// };
/// let type_a = |rule| -> climate_account::Result<f64> {
///     Ok(ApproachOne::new(&[line(100, 80), line(100, 100)], rule)?.rows[0].type_a)
/// };
/// assert!((type_a(TrendSensitivity::Derivative)? - 10.0 / 200.0).abs() < 1e-15);
/// assert!((type_a(TrendSensitivity::Printed)? - 10.0 / 201.0).abs() < 1e-15);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum TrendSensitivity {
    /// The difference that a whole per cent makes, as the guideline prints it.
    Printed,
    /// The slope.
    Derivative,
}

/// A row of the table, in the order of its columns.
///
/// # Examples
///
/// See [`ApproachOne`]:
///
/// ```
/// use climate_account::ensemble::{ApproachOne, InventoryLine, TrendSensitivity};
///
/// let line = InventoryLine::new("1.A", "CO2", 100.into(), 80.into(), 4.into(), 3.into());
/// let table = ApproachOne::new(&[line], TrendSensitivity::Printed)?;
/// assert_eq!(table.rows[0].combined, 5.0);
/// assert_eq!(table.rows[0].type_b, 0.8);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TableRow {
    /// Combined uncertainty in per cent (column G).
    pub combined: f64,
    /// Contribution to the variance of the total, per cent squared (column H).
    pub variance: f64,
    /// Type A sensitivity: points of trend for one per cent in both years (column I).
    pub type_a: f64,
    /// Type B sensitivity: points of trend for one per cent in the later year (column J); negative
    /// for a removal.
    pub type_b: f64,
    /// Trend uncertainty from the factor, in points (column K); negative where it follows a
    /// negative type B.
    pub trend_of_factor: f64,
    /// Trend uncertainty from the activity, in points (column L); negative where it follows a
    /// negative type B.
    pub trend_of_activity: f64,
}

/// The uncertainty of an inventory, of its level and of its trend, by error propagation.
///
/// IPCC 2006, volume 1, table 3.2. With C and D the emissions of a line in the base year and the
/// year, E and F the uncertainties of activity and factor:
///
/// ```text
/// G = sqrt(E^2 + F^2)                      H = (G D)^2 / (sum D)^2      level = sqrt(sum H)
/// I = |D - C sum D / sum C| / (0.01 C + sum C)      J = D / sum C
/// K = I F if correlated, else J F sqrt 2            L likewise of E
/// M = K^2 + L^2                                     trend = sqrt(sum M)
/// ```
///
/// Lines that name a [shared factor](InventoryLine::shared_factor) or a [shared
/// activity](InventoryLine::shared_activity) are wrong together: these parts are added before they
/// are squared, in level and trend. Shared inputs may also be
/// [correlated](ApproachOne::with_correlations). The table of the guideline takes every line as
/// independent.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::{ApproachOne, InventoryLine, TrendSensitivity};
///
/// let lines = [
///     InventoryLine::new("heat", "CO2", 100.into(), 80.into(), 5.into(), 3.into()),
///     InventoryLine::new("road", "CO2", 50.into(), 60.into(), 10.into(), 20.into()),
/// ];
/// let table = ApproachOne::new(&lines, TrendSensitivity::Printed)?;
/// assert!((table.level_uncertainty - 10.1458748026).abs() < 1e-9);
/// assert!((table.trend_uncertainty - 7.03078397726).abs() < 1e-9);
/// assert!((table.trend + 6.66666666667).abs() < 1e-9);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ApproachOne {
    /// A row for each line, in their order.
    pub rows: Vec<TableRow>,
    /// The sum of the base year.
    pub base_total: Exact,
    /// The sum of the year.
    pub year_total: Exact,
    /// The change from the base year, in per cent of it.
    pub trend: f64,
    /// Half-width of the 95 % interval of the sum of the year, in per cent of it.
    pub level_uncertainty: f64,
    /// Half-width of the 95 % interval of the trend, in percentage points.
    pub trend_uncertainty: f64,
}

/// The correlation of two shared inputs, from -1 to 1.
///
/// # Examples
///
/// See [`ApproachOne::with_correlations`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub struct InputCorrelation {
    /// The one.
    pub first: SharedInput,
    /// The other.
    pub second: SharedInput,
    /// How much of the one is in the other.
    pub correlation: Exact,
}

/// An input that lines share, by its name.
///
/// # Examples
///
/// See [`ApproachOne::with_correlations`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum SharedInput {
    /// A [shared factor](InventoryLine::shared_factor).
    Factor(String),
    /// A [shared activity](InventoryLine::shared_activity).
    Activity(String),
}

impl core::fmt::Display for SharedInput {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            SharedInput::Factor(name) => write!(f, "factor {name}"),
            SharedInput::Activity(name) => write!(f, "activity {name}"),
        }
    }
}

impl ApproachOne {
    /// The table.
    ///
    /// # Examples
    ///
    /// See the [type](ApproachOne) for a table; a factor that two lines share:
    ///
    /// ```
    /// use climate_account::ensemble::{ApproachOne, InventoryLine, TrendSensitivity};
    ///
    /// let line = |share: bool| InventoryLine {
    ///     shared_factor: share.then(|| "gas".to_owned()),
    ///     ..InventoryLine::new("1.A.4", "CO2", 50.into(), 50.into(), 0.into(), 10.into())
    /// };
    /// let level = |share| -> climate_account::Result<f64> {
    ///     let table = ApproachOne::new(&[line(share), line(share)], TrendSensitivity::Printed)?;
    ///     Ok(table.level_uncertainty)
    /// };
    /// assert_eq!(level(true)?, 10.0);
    /// assert!((level(false)? - 50f64.sqrt()).abs() < 1e-14);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without lines;
    /// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) where a total is zero;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an uncertainty below zero;
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) where lines that share a factor state
    /// different uncertainties of it.
    pub fn new(lines: &[InventoryLine], rule: TrendSensitivity) -> Result<ApproachOne> {
        ApproachOne::with_correlations(lines, &[], rule)
    }

    /// The table where shared inputs are correlated with one another; those not named are not.
    ///
    /// # Examples
    ///
    /// Two factors of 10 % on 50 each, from one laboratory:
    ///
    /// ```
    /// use climate_account::ensemble::{
    ///     ApproachOne, InputCorrelation, InventoryLine, SharedInput, TrendSensitivity,
    /// };
    ///
    /// let line = |factor: &str| InventoryLine {
    ///     shared_factor: Some(factor.to_owned()),
    ///     ..InventoryLine::new("1.A.4", "CO2", 50.into(), 50.into(), 0.into(), 10.into())
    /// };
    /// let factor = |name: &str| SharedInput::Factor(name.to_owned());
    /// let correlation =
    ///     InputCorrelation { first: factor("gas"), second: factor("oil"), correlation: "0.28".parse()? };
    /// let lines = [line("gas"), line("oil")];
    /// let rule = TrendSensitivity::Printed;
    /// let table = ApproachOne::with_correlations(&lines, &[correlation], rule)?;
    /// // sqrt(5^2 + 5^2 + 2 x 0.28 x 5 x 5)
    /// assert!((table.level_uncertainty - 8.0).abs() < 1e-14);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`new`](ApproachOne::new); [`MissingValue`](crate::ErrorKind::MissingValue) for an input
    /// that no line names; [`DuplicateId`](crate::ErrorKind::DuplicateId) for a pair that comes twice;
    /// [`InvalidCorrelation`](crate::ErrorKind::InvalidCorrelation) where the correlations are not
    /// those of any inputs (not positive definite), or one of a pair is correlated between the years
    /// and the other is not.
    pub fn with_correlations(
        lines: &[InventoryLine],
        correlations: &[InputCorrelation],
        rule: TrendSensitivity,
    ) -> Result<ApproachOne> {
        let base_total = total(lines.iter().map(|line| line.base), "of the base year")?;
        let year_total = total(lines.iter().map(|line| line.year), "of the year")?;
        let (base_sum, year_sum) = (float(base_total), float(year_total));

        let mut inputs = Inputs::default();
        let mut rows = Vec::with_capacity(lines.len());
        for line in lines {
            let activity = percent(line.activity_uncertainty, || line.name())?;
            let factor = percent(line.factor_uncertainty, || line.name())?;
            let year = float(line.year);
            let type_a = type_a(line, base_total, year_total, rule)?;
            let type_b = year / base_sum;
            let points = |correlated: bool, uncertainty: f64| {
                if correlated {
                    type_a * uncertainty
                } else {
                    type_b * uncertainty * core::f64::consts::SQRT_2
                }
            };
            let of_factor = points(line.factor_correlated, factor);
            let of_activity = points(line.activity_correlated, activity);
            let combined = (activity * activity + factor * factor).sqrt();
            let share = combined * year / year_sum;
            let of_level = |percent: f64| percent * year / year_sum;
            inputs.add(line, InputKind::Activity, of_level(activity), of_activity)?;
            inputs.add(line, InputKind::Factor, of_level(factor), of_factor)?;
            let printed = |correlated: bool, points: f64| {
                if correlated { points.abs() } else { points }
            };
            rows.push(TableRow {
                combined,
                variance: share * share,
                type_a: type_a.abs(),
                type_b,
                trend_of_factor: printed(line.factor_correlated, of_factor),
                trend_of_activity: printed(line.activity_correlated, of_activity),
            });
        }
        let [level, trend] = inputs.variances(correlations)?;
        let change = year_total.checked_sub(base_total)?;
        Ok(ApproachOne {
            rows,
            base_total,
            year_total,
            trend: 100.0 * float(change) / base_sum,
            level_uncertainty: level.sqrt(),
            trend_uncertainty: trend.sqrt(),
        })
    }
}

/// The signed sensitivity. The difference in the numerator is exact, because it nearly cancels for
/// lines that follow the total.
fn type_a(
    line: &InventoryLine,
    base_total: Exact,
    year_total: Exact,
    rule: TrendSensitivity,
) -> Result<f64> {
    let numerator =
        line.year.checked_mul(base_total)?.checked_sub(line.base.checked_mul(year_total)?)?;
    let raised = match rule {
        TrendSensitivity::Printed => {
            line.base.checked_mul(Exact::new(1, 2))?.checked_add(base_total)?
        }
        TrendSensitivity::Derivative => base_total,
    };
    if raised.is_zero() {
        return Err(Error::new(EnsembleProblem::ZeroTotal { what: "of the raised base year" }));
    }
    Ok(float(numerator) / (float(base_total) * float(raised)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(base: i64, year: i64) -> InventoryLine {
        InventoryLine::new("1.A.3", "CO2", base.into(), year.into(), 2.into(), 5.into())
    }

    fn refusal(lines: &[InventoryLine]) -> String {
        ApproachOne::new(lines, TrendSensitivity::Printed).unwrap_err().to_string()
    }

    #[test]
    fn correlated_inputs_add_nothing_where_all_lines_change_alike() {
        let lines = [line(100, 70), line(30, 21), line(-20, -14)].map(|mut line| {
            line.activity_correlated = true;
            line
        });
        let table = ApproachOne::new(&lines, TrendSensitivity::Printed).unwrap();
        assert!(table.rows.iter().all(|row| row.type_a.abs() < 1e-300));
        assert!(table.trend_uncertainty.abs() < 1e-300);
        assert!(table.level_uncertainty > 1.0);
    }

    #[test]
    fn a_line_without_a_base_has_equal_sensitivities() {
        let table =
            ApproachOne::new(&[line(0, 5), line(100, 90)], TrendSensitivity::Printed).unwrap();
        assert!((table.rows[0].type_a - table.rows[0].type_b).abs() < 1e-16);
    }

    #[test]
    fn lines_of_one_factor_are_as_uncertain_as_their_sum() {
        let share = |mut line: InventoryLine| {
            line.activity_uncertainty = Exact::ZERO;
            line.shared_factor = Some("diesel".to_owned());
            line
        };
        for correlated in [true, false] {
            let parts = [(60, 30), (40, 50)].map(|(base, year)| {
                let mut line = share(line(base, year));
                line.factor_correlated = correlated;
                line
            });
            let mut whole = share(line(100, 80));
            whole.factor_correlated = correlated;
            let rest = line(100, 100);
            let split = [parts[0].clone(), parts[1].clone(), rest.clone()];
            let rule = TrendSensitivity::Derivative;
            let split = ApproachOne::new(&split, rule).unwrap();
            let together = ApproachOne::new(&[whole, rest], rule).unwrap();
            assert!((split.level_uncertainty - together.level_uncertainty).abs() < 1e-14);
            assert!((split.trend_uncertainty - together.trend_uncertainty).abs() < 1e-14);
        }
    }

    #[test]
    fn refuses_what_has_no_percentage() {
        assert_eq!(refusal(&[]), "expected at least one line, found none");
        assert!(
            refusal(&[line(5, 1), line(-5, 1)])
                .starts_with("expected a total other than zero of the base year")
        );
        assert!(
            refusal(&[line(5, 1), line(5, -1)])
                .starts_with("expected a total other than zero of the year")
        );
        let mut negative = line(1, 1);
        negative.factor_uncertainty = (-1).into();
        assert_eq!(
            refusal(&[negative]),
            "expected an uncertainty of zero per cent or more, found -1 for 1.A.3 CO2"
        );
        let (mut one, mut other) = (line(1, 1), line(2, 2));
        one.shared_factor = Some("diesel".to_owned());
        other.shared_factor = Some("diesel".to_owned());
        other.factor_uncertainty = 7.into();
        assert_eq!(
            refusal(&[one, other]),
            "expected one uncertainty and correlation of the shared factor diesel, found another for 1.A.3 CO2; what is drawn once has one uncertainty"
        );
    }
}
