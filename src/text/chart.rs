//! Titles and labels of charts.
#![cfg_attr(not(feature = "chart"), allow(dead_code))]

texts! {
    BASELINE: "Uden tiltag", "Without measures";
    BASIS:
        "Reference: {baseline}; periode: {period}; {perspective}; diskontering: {discounting}; fordeling af effekten: {attribution}",
        "Baseline: {baseline}; period: {period}; {perspective}; discounting: {discounting}; division of the effect: {attribution}";
    CUT_AXIS: "Aksen begynder ved {from}, ikke ved nul", "The axis begins at {from}, not at zero";
    FROM_TO: "{name}: {first} i {from}, {last} i {to}", "{name}: {first} in {from}, {last} in {to}";
    INCOMPLETE: "Skraveret: {series} er ufuldstændig i {years}", "Hatched: {series} is incomplete in {years}";
    IN_YEAR: "{name}: {value} i {year}", "{name}: {value} in {year}";
    INTERACTION: "Samspil", "Interaction";
    INTERVAL: "95 %-interval", "95 % interval";
    LEFT: "Med alle tiltag", "With all measures";
    MEASURE: "Tiltag", "Measure";
    MISSING: "Skraveret: {series} mangler i {years}", "Hatched: {series} is missing in {years}";
    MUNICIPALITY: "kommunens økonomi", "costs of the municipality";
    NET: "Netto", "Net";
    NOT_COMPLETE: "ufuldstændig", "incomplete";
    NOT_DIVIDED: "ikke fordelt", "not divided";
    NO_VALUE: "mangler", "missing";
    OTHERS: "Øvrige ({count})", "Others ({count})";
    RANGE: "{low} til {high}", "{low} to {high}";
    REDUCTION: "Samlet reduktion, {unit}", "Reduction in all, {unit}";
    SOCIETY: "samfundsøkonomi", "costs of society";
    TARGET: "Mål", "Target";
    USER: "brugerøkonomi", "costs of users";
}
