//! Drivers, measures, projections.

texts! {
    PROJECTED: "fremskrevet efter scenariet `{scenario}`", "projected by the scenario `{scenario}`";
    TIMES_BASE_YEAR: "Ganget med, i forhold til basisåret", "Times, relative to the base year";
    LEFT_AFTER_MEASURES: "Tilbage efter tiltag", "Left after measures";
}
