//! Why two accounts differ.

texts! {
    // Causes.
    ACTIVITY: "mængder", "amounts";
    PARAMETER: "brændværdi, massefylde eller andet omregningstal",
        "calorific value, density or another conversion";
    FACTOR: "emissionsfaktorer", "emission factors";
    METHOD: "metode, afgrænsning eller regler", "method, boundary or rules";
    INPUTS: "inddata til beregninger", "inputs of calculations";
    REPORTED: "indberettede tal", "reported figures";
    GWP_SET: "GWP-sæt", "GWP set";
    ADDED: "nye linjer", "lines that are new";
    REMOVED: "linjer, der er udgået", "lines that are gone";
    KEY_TO_NUMBER: "tal i stedet for notationsnøgler", "numbers in place of notation keys";
    NUMBER_TO_KEY: "notationsnøgler i stedet for tal", "notation keys in place of numbers";

    // What differs in a method.
    CHANGED_METHOD: "beregningsmetoden", "the calculation method";
    CHANGED_RULE: "reglen", "the rule";
    CHANGED_BOUNDARY: "faktorens afgrænsning", "the boundary of the factor";
    CHANGED_ALLOCATION: "kraftvarmereglen", "the rule for combined heat and power";
    CHANGED_BASIS: "nedre eller øvre brændværdi", "net or gross energy";
    CHANGED_UNIT: "enheden", "the unit";

    // Rules of the profile.
    REGIONS: "områder, som faktorer hentes fra", "regions that factors are taken from";
    EARLIER_YEARS: "så mange år må en faktor være gammel", "years that a factor may be old";
    RULE_FOR: "regel for {what}", "rule for {what}";
    FACTOR_EDITIONS: "udgaver af faktorer", "editions of the factors";
    NOT_STATED: "ikke oplyst", "not stated";
    NONE: "ingen", "none";

    // Names.
    BEFORE: "før", "before";
    AFTER: "nu", "now";
    PLACES: "{count} kommuner", "{count} municipalities";

    // A base year.
    RECALCULATE: "Basisåret skal genberegnes. Brug {new} som basisår, regn de senere år om efter samme metode, og sammenhold målet med det nye tal.",
        "The base year has to be recalculated. Take {new} as base year, recalculate the later years by the same method, and hold the target against the new number.";
    KEEP_THE_BASE_YEAR: "Basisåret kan stå. Skriv ændringen ned ved siden af, for den skal lægges til senere ændringer.",
        "The base year can stand. Note the change beside it, because later changes are added to it.";
    NOTHING_CHANGED: "Intet er ændret i basisåret.", "Nothing changed in the base year.";
}
