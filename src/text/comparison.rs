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

    // Causes of one line.
    LINE_ACTIVITY: "mængde", "amount";
    LINE_PARAMETER: "omregning", "conversion";
    LINE_FACTOR: "emissionsfaktor", "emission factor";
    LINE_METHOD: "metode, afgrænsning eller regel", "method, boundary or rule";
    LINE_INPUTS: "inddata", "inputs";
    LINE_REPORTED: "indberettet tal", "reported figure";
    LINE_ADDED: "ny linje", "new line";
    LINE_REMOVED: "udgået linje", "line that is gone";
    LINE_KEY: "notationsnøgle", "notation key";

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
    RECALCULATE: "Basisåret skal genberegnes. Brug det nye tal ({new}), regn de senere år om efter samme metode, og sammenhold målet med det nye tal.",
        "The base year has to be recalculated. Take the new number ({new}), recalculate the later years by the same method, and hold the target against the new number.";
    KEEP_THE_BASE_YEAR: "Basisåret kan stå. Skriv ændringen ned ved siden af, for den skal lægges til senere ændringer.",
        "The base year can stand. Note the change beside it, because later changes are added to it.";
    NOTHING_CHANGED: "Intet er ændret i basisåret.", "Nothing changed in the base year.";

    // The explanation.
    BECAME_MORE: "{subject}{old} t CO2e ({old_title}) er blevet til {new} t ({new_title}), {change} t mere{percent}",
        "{subject}{old} t CO2e ({old_title}) became {new} t ({new_title}), {change} t more{percent}";
    BECAME_LESS: "{subject}{old} t CO2e ({old_title}) er blevet til {new} t ({new_title}), {change} t mindre{percent}",
        "{subject}{old} t CO2e ({old_title}) became {new} t ({new_title}), {change} t less{percent}";
    MORE_THAN: "{subject}{old} t CO2e ({old_title}) mod {new} t ({new_title}), {change} t mere{percent}",
        "{subject}{old} t CO2e ({old_title}) against {new} t ({new_title}), {change} t more{percent}";
    LESS_THAN: "{subject}{old} t CO2e ({old_title}) mod {new} t ({new_title}), {change} t mindre{percent}",
        "{subject}{old} t CO2e ({old_title}) against {new} t ({new_title}), {change} t less{percent}";
    STAYED: "{subject}{old} t CO2e både {old_title} og {new_title}; intet tal er ændret",
        "{subject}{old} t CO2e both {old_title} and {new_title}; no number changed";
    MOSTLY: "; mest på grund af {cause} ({tonnes} t), størst for {line} ({line_tonnes} t)",
        "; mostly by {cause} ({tonnes} t), largest for {line} ({line_tonnes} t)";
    TWO_SETS: "de to er regnet med hvert sit GWP-sæt, {old} og {new}; de kan sammenholdes, fordi virkningen af sættet står for sig",
        "the two are counted by two GWP sets, {old} and {new}; they can be compared because the effect of the set stands by itself";
    CAUSE_NOT_KNOWN: "{tonnes} t ligger i tal, som en udgiver har opgjort; hvorfor de er ændret, står ikke i regnskabet",
        "{tonnes} t lie in figures that a publisher reports; why they changed is not in the account";
    MOSTLY_LINE: "; mest for {line} ({line_tonnes} t)", "; mostly for {line} ({line_tonnes} t)";
    LEFT_OUT: "linjer med en notationsnøgle i stedet for et tal i det ene regnskab: {count}; ændringen er derfor ikke kun en ændring i udledningen",
        "lines with a notation key instead of a number in one of the accounts: {count}; so the change is not a change of emissions alone";
    CAUSES: "Årsager", "Causes";
    SECTORS: "Sektorer", "Sectors";
    GASES: "Gasser", "Gases";
    RULES: "Ændrede regler", "Rules that changed";
    LINES: "De største ændringer", "The largest changes";
    ALL_LINES: "Linjer", "Lines";
    CHANGED: "{what}: før {old}, nu {new}", "{what}: was {old}, now {new}";
    PAIR: "før {old}, nu {new}", "was {old}, now {new}";
    GWP_VALUE: "{gas} tæller {new} i stedet for {old}", "{gas} counts {new} instead of {old}";
    ONLY: "{what}: {value}", "{what}: {value}";
    GAS_CHANGED: "{gas}: før {old}, nu {new}", "{gas}: was {old}, now {new}";
    CO2E_OF_UNKNOWN_GASES: "tal opgjort i CO2e", "figures reported in CO2e";
    SMALLER_CHANGES: "{count} mindre ændringer", "{count} smaller changes";
    UNCHANGED: "Linjer med samme tal i begge: {count}", "Lines with the same number in both: {count}";
    BESIDE: "ved siden af summen", "beside the total";

    // A base year, explained.
    THRESHOLD: "Tærskel: {percent} % af det gamle tal", "Threshold: {percent} % of the old total";
    OVER: "over tærsklen", "over the threshold";
    BELOW: "under tærsklen", "below the threshold";
    TOGETHER: "alle tilsammen, uden fortegn", "all together, without signs";

    // Processes and rules of factors, for lines that differ in nothing else.
    PROCESS_AVIATION: "luftfart", "aviation";
    PROCESS_BUILDING_ENERGY_LABEL: "energimærkning af bygninger", "building energy label";
    PROCESS_COMMERCIAL_INSTITUTIONAL: "handel, service og institutioner", "commercial and institutional";
    PROCESS_DISTRICT_HEAT_DECLARATION: "fjernvarmedeklaration", "district heat declaration";
    PROCESS_DRAINED_CROPLAND: "drænet dyrket jord", "drained cropland";
    PROCESS_DRAINED_FOREST: "drænet skovjord", "drained forest";
    PROCESS_ELECTRICITY_DECLARATION: "landets eldeklaration", "national electricity declaration";
    PROCESS_ELECTRICITY_PROJECTION: "elfremskrivning", "electricity projection";
    PROCESS_ENERGINET_MUNICIPAL_DECLARATION: "Energinets kommunale miljødeklaration", "Energinet's municipal declaration";
    PROCESS_ENERGY_INDUSTRIES: "energisektoren", "energy industries";
    PROCESS_ENTERIC_FERMENTATION: "fordøjelse", "enteric fermentation";
    PROCESS_FERTILISER: "gødning", "fertiliser";
    PROCESS_FISHING: "fiskeri", "fishing";
    PROCESS_GRID: "fra nettet", "from the grid";
    PROCESS_INLAND_WATERWAYS: "søer og åer", "inland waterways";
    PROCESS_LIMING: "kalkning", "liming";
    PROCESS_MANUFACTURING_CONSTRUCTION: "industri og byggeri", "manufacturing and construction";
    PROCESS_MANURE_MANAGEMENT: "gødningshåndtering", "manure management";
    PROCESS_NAVIGATION: "søfart", "navigation";
    PROCESS_NETWORK: "fra nettet", "from the network";
    PROCESS_OFF_ROAD_AGRICULTURE: "landbrugsmaskiner", "agricultural machinery";
    PROCESS_OFF_ROAD_FORESTRY: "skovmaskiner", "forestry machinery";
    PROCESS_OFF_ROAD_HOUSEHOLD: "haveredskaber", "household machinery";
    PROCESS_OFF_ROAD_INDUSTRY: "entreprenørmaskiner", "industrial machinery";
    PROCESS_PEAT_EXTRACTION: "tørvegravning", "peat extraction";
    PROCESS_RAIL: "jernbane", "rail";
    PROCESS_RAILWAYS: "jernbane", "railways";
    PROCESS_RESIDENTIAL_AGRICULTURE_FORESTRY_FISHING: "boliger, landbrug, skovbrug og fiskeri", "residential, agriculture, forestry and fishing";
    PROCESS_ROAD: "vej", "road";
}

const PROCESSES: &[(&str, crate::text::Text)] = &[
    ("aviation", PROCESS_AVIATION),
    ("building-energy-label", PROCESS_BUILDING_ENERGY_LABEL),
    ("commercial-institutional", PROCESS_COMMERCIAL_INSTITUTIONAL),
    ("district-heat-declaration", PROCESS_DISTRICT_HEAT_DECLARATION),
    ("drained-cropland", PROCESS_DRAINED_CROPLAND),
    ("drained-forest", PROCESS_DRAINED_FOREST),
    ("electricity-declaration", PROCESS_ELECTRICITY_DECLARATION),
    ("electricity-projection", PROCESS_ELECTRICITY_PROJECTION),
    ("energinet-municipal-declaration", PROCESS_ENERGINET_MUNICIPAL_DECLARATION),
    ("energy-industries", PROCESS_ENERGY_INDUSTRIES),
    ("enteric-fermentation", PROCESS_ENTERIC_FERMENTATION),
    ("fertiliser", PROCESS_FERTILISER),
    ("fishing", PROCESS_FISHING),
    ("grid", PROCESS_GRID),
    ("inland-waterways", PROCESS_INLAND_WATERWAYS),
    ("liming", PROCESS_LIMING),
    ("manufacturing-construction", PROCESS_MANUFACTURING_CONSTRUCTION),
    ("manure-management", PROCESS_MANURE_MANAGEMENT),
    ("navigation", PROCESS_NAVIGATION),
    ("network", PROCESS_NETWORK),
    ("off-road-agriculture", PROCESS_OFF_ROAD_AGRICULTURE),
    ("off-road-forestry", PROCESS_OFF_ROAD_FORESTRY),
    ("off-road-household", PROCESS_OFF_ROAD_HOUSEHOLD),
    ("off-road-industry", PROCESS_OFF_ROAD_INDUSTRY),
    ("peat-extraction", PROCESS_PEAT_EXTRACTION),
    ("rail", PROCESS_RAIL),
    ("railways", PROCESS_RAILWAYS),
    ("residential-agriculture-forestry-fishing", PROCESS_RESIDENTIAL_AGRICULTURE_FORESTRY_FISHING),
    ("road", PROCESS_ROAD),
];

/// The words for a process of the built-in tables.
pub(crate) fn process(id: &str) -> Option<crate::text::Text> {
    PROCESSES.iter().find(|(known, _)| *known == id).map(|(_, words)| *words)
}
