//! Titles and labels of charts.
#![cfg_attr(not(feature = "chart"), allow(dead_code))]

texts! {
    CUT_AXIS: "Aksen begynder ved {from}, ikke ved nul", "The axis begins at {from}, not at zero";
    FROM_TO: "{name}: {first} i {from}, {last} i {to}", "{name}: {first} in {from}, {last} in {to}";
    INCOMPLETE: "Skraveret: {series} er ufuldstændig i {years}", "Hatched: {series} is incomplete in {years}";
    INTERACTION: "Samspil", "Interaction";
    MISSING: "Skraveret: {series} mangler i {years}", "Hatched: {series} is missing in {years}";
    NET: "Netto", "Net";
    NOT_COMPLETE: "ufuldstændig", "incomplete";
    NOT_DIVIDED: "ikke fordelt", "not divided";
    NO_VALUE: "mangler", "missing";
    OTHERS: "Øvrige ({count})", "Others ({count})";
}
