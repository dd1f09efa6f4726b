//! What a broken rule says.

use super::{PlanFinding, PlanRule};
use crate::account::Severity;
use crate::{Title, Year};

/// A rule about a number, or about yes and no, for which the numbers are not used.
pub(super) fn count_text(rule: PlanRule, found: i64, limit: i64) -> PlanFinding {
    let (severity, what, remedy) = match rule {
        PlanRule::InventoryAge => (
            Severity::Error,
            Title::new(
                format!("Regnskabet er {found} år gammelt, højst {limit} forventes"),
                format!("The account is {found} years old, expected at most {limit}"),
            ),
            Title::new(
                "Opdater regnskabet til et nyere år",
                "Bring the account up to a later year",
            ),
        ),
        PlanRule::InventoryCycle => (
            Severity::Error,
            Title::new(
                format!("Der går {found} år mellem regnskaber, højst {limit} forventes"),
                format!("{found} years between accounts, expected at most {limit}"),
            ),
            Title::new(
                "Planlæg et nyt regnskab hvert andet eller tredje år",
                "Plan a new account every two or three years",
            ),
        ),
        PlanRule::InterimTargets => (
            Severity::Error,
            Title::new(
                format!("{found} mål før klimaneutralitet, mindst {limit} forventes"),
                if found == 1 {
                    format!("{found} target before net zero, expected at least {limit}")
                } else {
                    format!("{found} targets before net zero, expected at least {limit}")
                },
            ),
            Title::new(
                "Vedtag flere delmål på vejen til klimaneutralitet",
                "Decide on more interim targets on the way to net zero",
            ),
        ),
        PlanRule::Consumption => (
            Severity::Warning,
            Title::new(
                format!("Indikatorer for {found} forbrugskategorier, mindst {limit} forventes"),
                format!(
                    "Indicators for {found} categories of consumption, expected at least {limit}"
                ),
            ),
            Title::new(
                "Vælg indikatorer for flere kategorier af forbrug",
                "Choose indicators for more categories of consumption",
            ),
        ),
        PlanRule::Revision => (
            Severity::Warning,
            Title::new(
                format!("Der går {found} år mellem revisioner, højst {limit} forventes"),
                format!("{found} years between revisions, expected at most {limit}"),
            ),
            Title::new(
                "Planlæg en grundig revision hvert fjerde eller femte år",
                "Plan a thorough revision every four or five years",
            ),
        ),
        PlanRule::ReductionsLinked => (
            Severity::Warning,
            Title::new(
                "Ikke alle reduktioner er knyttet til et tiltag",
                "Not every reduction belongs to a measure",
            ),
            Title::new(
                "Knyt hver reduktion til det tiltag, der giver den",
                "Link each reduction to the measure that brings it",
            ),
        ),
        PlanRule::FossilSupply => (
            Severity::Error,
            Title::new("Planen giver ny fossil forsyning", "The plan brings new fossil supply"),
            Title::new(
                "Dæk behovet uden ny fossil forsyning",
                "Cover the demand without new fossil supply",
            ),
        ),
        _ => (
            Severity::Error,
            Title::new(
                "Restudledning og manko fremgår ikke af planen",
                "The plan does not show remaining emissions and gap",
            ),
            Title::new(
                "Vis åbent, hvad der udledes i målåret, og hvad der mangler",
                "Show openly what is emitted in the target year and what is missing",
            ),
        ),
    };
    PlanFinding { rule, severity, what, remedy }
}

/// A rule about a year.
pub(super) fn year_text(rule: PlanRule, found: Year, limit: i64) -> PlanFinding {
    let (severity, what, remedy) = match rule {
        PlanRule::Scenarios => (
            Severity::Error,
            Title::new(
                format!("Scenarierne går til {found}, mindst {limit} forventes"),
                format!("The scenarios end in {found}, expected {limit} or later"),
            ),
            Title::new(
                "Forlæng scenarierne med og uden tiltag",
                "Extend the scenarios with and without measures",
            ),
        ),
        PlanRule::NetZero => (
            Severity::Error,
            Title::new(
                format!("Klimaneutralitet i {found}, senest {limit} forventes"),
                format!("Net zero in {found}, expected by {limit}"),
            ),
            Title::new("Fremryk målet om klimaneutralitet", "Bring the target of net zero forward"),
        ),
        PlanRule::FirstTarget => (
            Severity::Error,
            Title::new(
                format!("Det første mål er for {found}, senest {limit} forventes"),
                format!("The first target is for {found}, expected by {limit}"),
            ),
            Title::new(
                format!("Vedtag et mål for senest {limit}"),
                format!("Decide on a target for {limit} at the latest"),
            ),
        ),
        _ => (
            Severity::Error,
            Title::new(
                format!("Kulværker i drift i {found}, udfaset inden {limit} forventes"),
                format!("Coal plants run in {found}, expected to be phased out by {limit}"),
            ),
            Title::new("Planlæg en tidligere udfasning af kul", "Plan to phase out coal earlier"),
        ),
    };
    PlanFinding { rule, severity, what, remedy }
}

/// Gases that are missing.
pub(super) fn gas_text(missing: &str) -> PlanFinding {
    PlanFinding {
        rule: PlanRule::Gases,
        severity: Severity::Error,
        what: Title::new(
            format!("Regnskabet mangler {missing}"),
            format!("The account lacks {missing}"),
        ),
        remedy: Title::new(
            "Medtag mindst CO2, CH4 og N2O i regnskabet",
            "Include at least CO2, CH4 and N2O in the account",
        ),
    }
}
