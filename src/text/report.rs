//! Explanations and tables.

/// Words in units whose symbol is English, and what a Danish reader expects.
pub(crate) const DANISH_UNIT_WORDS: &[(&str, &str)] = &[
    ("net", "netto"),
    ("gross", "brutto"),
    ("head", "dyr"),
    ("capita", "indbygger"),
    ("dwelling", "bolig"),
    ("piece", "stk."),
    ("yr", "år"),
    ("month", "måned"),
    ("week", "uge"),
    ("day", "døgn"),
    ("h", "time"),
    ("vkm", "køretøjskm"),
    ("pkm", "personkm"),
    ("tkm", "tonkm"),
    ("year", "år"),
    ("person", "person"),
];

texts! {
    SOURCES: "Kilder", "Sources";
    METHOD: "Metode", "Method";
    EMISSIONS: "Udledning", "Emissions";
    IN_CO2E: "I CO2-ækvivalenter", "In CO2e";
    PER: "pr.", "per";
    TIMES: "gange", "times";
    NOTHING: "ingen", "none";
    AS_REPORTED: "som indberettet", "as reported";
    BY_THE_METHOD: "efter metoden {method}", "by the method {method}";
    OUTSIDE_THE_TOTAL: "uden for summen: {why}", "outside the total: {why}";
    AS_PUBLISHED: "som offentliggjort af {by}", "as published: {by}";
    BIOGENIC: "uden for summen", "outside the total";
    MONTREAL_PROTOCOL: "Montreal-protokollen, uden for summen",
        "Montreal Protocol, outside the total";
    TOTAL_NET: "I alt, netto", "Total, net";
    GROSS: "Brutto, uden optag og kreditter", "Gross, without removals and credits";
    GASES: "Gasser", "Gases";
    BESIDE_THE_TOTAL: "Ved siden af summen", "Beside the total";
    INCOMPLETE: "linjer uden opgørelse eller fortrolige: {count}; summen er ufuldstændig",
        "lines not estimated or confidential: {count}; the total is incomplete";
    LARGEST_SOURCE: "størst er {line}: {tonnes} t ({share} % af brutto)",
        "the largest is {line}: {tonnes} t ({share} % of gross)";
    TOUCHES_ONE: "{remark} (berører {tonnes} t CO2e i 1 linje)",
        "{remark} (touches {tonnes} t CO2e in 1 line)";
    TOUCHES: "{remark} (berører {tonnes} t CO2e i {count} linjer)",
        "{remark} (touches {tonnes} t CO2e in {count} lines)";
    SMALLER_ASSUMPTIONS: "{count} antagelser mere, som hver berører mindre",
        "{count} more assumptions, each of which touches less";
    SMALLER_LINES: "{count} mindre linjer", "{count} smaller lines";
    LINES: "Linjer", "Lines";

    PLACE: "Sted", "Place";
    YEAR: "År", "Year";
    SECTOR: "Sektor", "Sector";
    PART: "Del", "Part";
    BIOGENIC_BENEATH: "Uden for summen: biogen CO2, t CO2", "Outside the total: biogenic CO2, t CO2";
    BENEATH: "Uden for summen: {what}", "Outside the total: {what}";
    CELL_INCOMPLETE: "uden linjer, der ikke er opgjort eller er fortrolige",
        "without lines that are not estimated or confidential";

    FACTOR_HEADING: "Emissionsfaktor `{id}`: {emissions} pr. {unit}",
        "Emission factor `{id}`: {emissions} per {unit}";
    OF_CARRIER: "Gælder for", "Applies to";
    REGION: "Område", "Region";
    VALID: "Gyldig", "Valid";
    YEARS: "{first} til {last}", "{first} to {last}";
    BOUNDARY: "Afgrænsning", "Boundary";
    ALLOCATION: "Fordelingsregel for kraftvarme", "Allocation rule for combined heat and power";
    TIER: "Metodetrin (tier)", "Tier";
    BIOGENIC_SHARE: "Biogen andel", "Biogenic share";
    EVIDENCE: "Belæg", "Evidence";
    UNCERTAINTY: "Usikkerhed", "Uncertainty";
    NOTE: "Bemærkning", "Note";
    FACTOR_SOURCE: "Kilde", "Source";
    LICENCE: "Licens", "Licence";
    FROM_LAYER: "Fundet i laget", "Found in the layer";

    COMBUSTION: "forbrænding alene", "combustion alone";
    PROCESS: "proces uden forbrænding", "process without combustion";
    AT_PLANT: "ab værk, uden nettab", "at the plant, without network loss";
    AT_METER: "ved måleren, med nettab", "at the meter, with network loss";
    LIFE_CYCLE: "med hele forsyningskæden", "with everything upstream";
    REMOVAL: "optag fra luften", "removal from the air";
    SEEN: "læst i kilden", "read in the source";
    SEEN_SECONDARY: "læst i en anden udgivelse, der citerer kilden",
        "read in another publication that quotes the source";
    DERIVED: "beregnet af læste tal", "computed from figures read";

    NETWORK: "Nettet {name}: {factor} pr. MWh leveret", "Network {name}: {factor} per MWh delivered";
    NETWORK_EMISSIONS: "Udledning af det, der når forbrugere", "Emissions of what reaches users";
    NETWORK_DELIVERED: "Leveret til forbrugere", "Delivered to users";
    NETWORK_CYCLE: "nettene {names} forsyner hinanden; faktorerne er løst sammen",
        "the networks {names} supply each other; their factors are solved together";

    GAP_OPEN: "{target}: i {year} mangler {gap} {unit}", "{target}: in {year} {gap} {unit} are missing";
    GAP_MET: "{target}: målet for {year} nås, med {gap} {unit} til overs",
        "{target}: the target of {year} is met, with {gap} {unit} to spare";
    GAP_DEMANDED: "Målet tillader", "The target allows";
    GAP_PLANNED: "Planen giver", "The plan gives";
    GAP_REDUCTION: "Reduktion i forhold til basisåret: krævet {demanded}, planlagt {planned}",
        "Reduction against the base year: demanded {demanded}, planned {planned}";
    GAP_ACHIEVED: "Nået af vejen til målet", "Achieved of the way to the target";
    GAP_EXCESS: "Udledt for meget på vejen, i alt", "Emitted too much on the way, in all";
    GAP_LATE: "Niveauet nås {years} år for sent", "The level is reached {years} years late";
    GAP_EARLY: "Niveauet nås i {time}", "The level is reached in {time}";
    GAP_NEVER: "Niveauet er ikke nået i {year}", "The level is not reached by {year}";
    BUDGET_USED: "Budgettet er brugt i {time}", "The budget is used up in {time}";
    BUDGET_USED_ALREADY: "Budgettet er allerede brugt", "The budget is used up already";
    BUDGET_LEFT: "Af budgettet er {left} {unit} tilbage i {year}",
        "{left} {unit} of the budget are left in {year}";
    NEEDED: "Nødvendig reduktion pr. år fra {year}", "Reduction needed each year from {year}";
    NEEDED_RATE: "eller {rate} % af året før, hvert år", "or {rate} % of the year before, each year";
    COUNTED: "Tæller: {kind}, {sectors}, {gases}, {set}", "Counts: {kind}, {sectors}, {gases}, {set}";
    NET: "netto", "net";
    GROSS_WORD: "brutto", "gross";
    ALL_SECTORS: "alle sektorer", "all sectors";
    ALL_GASES: "alle gasser", "all gases";
}
