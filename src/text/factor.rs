//! Factors, parameters, gases, units, sectors.

texts! {
    NET_CALORIFIC_VALUE: "nedre brændværdi", "net calorific value";
    CARBON_CONTENT: "kulstofindhold", "carbon content";
    DENSITY: "densitet", "density";
    ENERGY_CONTENT: "energiindhold", "energy content";
    NET_OVER_GROSS_CALORIFIC_VALUE: "nedre over øvre brændværdi", "net over gross calorific value";
    FUEL_USE: "brændstofforbrug", "fuel use";
    OCCUPANCY: "personer pr. køretøj", "occupancy";
    LOAD: "last pr. køretøj", "load";
    GPC: "GPC (byregnskaber)", "GPC (community-scale inventories)";
    IPCC_2006: "IPCC's kategorier fra 2006", "IPCC categories of 2006";
    DANISH_ACCOUNT: "Dansk kommunalt klimaregnskab", "Danish municipal climate account";
    COMMON_REPORTING_FRAMEWORK: "Borgmesterpagtens fælles rapporteringsramme",
        "Common Reporting Framework of the Global Covenant of Mayors";
    PREFIXED: "{prefix}{unit}", "{prefix}{unit}";
    HECTO: "hekto{unit}", "hecto{unit}";
    THOUSAND: "tusind {unit}", "thousand {unit}";
    MILLION: "millioner {unit}", "million {unit}";

    INTERVAL: "{low} til {high} (95 %)", "{low} to {high} (95 %)";
    INTERVAL_AROUND: "{central}, {low} til {high} (95 %)", "{central}, {low} to {high} (95 %)";
    MEAN_SD: "middel {mean}, standardafvigelse {sd}", "mean {mean}, sd {sd}";
    HALF_RANGE: "{mean} ± {percent} %", "{mean} ± {percent} %";
    TRUNCATED: "normal omkring {centre}, standardafvigelse {sd}, afskåret ",
        "normal around {centre}, sd {sd}, cut ";
    TRUNCATED_OF_MEAN: "normal med middel {mean}, standardafvigelse før afskæring {sd}, afskåret ",
        "normal of mean {mean}, sd before the cut {sd}, cut ";
    CUT_TWICE: "under {low} og over {high}", "below {low} and above {high}";
    CUT_BELOW: "under {low}", "below {low}";
    CUT_ABOVE: "over {high}", "above {high}";
    CUT_NOWHERE: "ingen steder", "nowhere";
    MOST_OFTEN: "{low} til {high}, oftest {mode}", "{low} to {high}, most often {mode}";
    FROM_TO: "{low} til {high}", "{low} to {high}";
    MEDIAN_GSD: "median {median}, geometrisk standardafvigelse {gsd}",
        "median {median}, geometric sd {gsd}";
    MEAN_CV: "middel {mean}, variationskoefficient {cv}",
        "mean {mean}, coefficient of variation {cv}";
    PEDIGREE: "pedigree {scores}, grundværdi {basic}", "pedigree {scores}, basic {basic}";
}
