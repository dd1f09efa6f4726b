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
}
