//! Activities, checks, notation keys.

texts! {
    // What is missing.
    INCOMPLETE: "{line}: {keys}, summen er ufuldstændig", "{line}: {keys}, the total is incomplete";
    ESTIMATE_THE_LINE: "opgør linjen, eller nævn den ved siden af summen",
        "estimate the line, or name it beside the total";
    MISSING_ROWS: "{place} {year}: ingen linje for {rows}", "{place} {year}: no line for {rows}";
    ENTER_EACH_ROW: "indtast et tal eller en notationsnøgle for hver række",
        "enter a number or a notation key for each row";
    MISSING_IN_YEAR: "{place}, {subject}: intet i {years}, men tal i {present}",
        "{place}, {subject}: nothing in {years}, but numbers in {present}";
    ENTER_THE_YEAR: "indtast året, eller skriv med en notationsnøgle, hvorfor det mangler",
        "enter the year, or say by a notation key why it is missing";

    // Notation keys.
    UNNAMED_TARGET: "{line}: medregnet andetsteds, uden at det siges hvor",
        "{line}: included elsewhere, without saying where";
    NAME_THE_TARGET: "skriv linjen i parentes, fx IE (II.1.1)",
        "write the line in brackets, such as IE (II.1.1)";
    UNKNOWN_TARGET: "{line}: medregnet i {target}, som ikke har nogen linje",
        "{line}: included in {target}, which has no line";
    CIRCLE: "{line}: medregnet i {target}, som selv er medregnet andetsteds",
        "{line}: included in {target}, which is itself included elsewhere";
    POINT_TO_A_VALUE: "peg på en linje med et tal for samme sted og år",
        "point to a line with a number for the same place and year";
    CONTRADICTION: "{line}: {keys} modsiger hinanden; det, der ikke forekommer, kan ikke også være uopgjort",
        "{line}: {keys} contradict each other; what does not occur cannot be left unestimated, too";
    CHOOSE_A_KEY: "vælg den ene, eller del linjen i to", "choose one of them, or divide the line in two";
    KEY_BESIDE_VALUE: "{line}: {keys}, men en anden linje har tal for det samme",
        "{line}: {keys}, but another line has a number for the same";
    KEEP_ONE: "slet notationsnøglen, eller giv linjerne hver sin energivare eller sti",
        "delete the notation key, or give each line a carrier or path of its own";

    // What counts twice.
    COUNTS_TWICE: "{line}: tæller to gange", "{line}: counts twice";
    DELETE_ONE: "slet den ene linje, eller giv linjerne hver sin sti",
        "delete one of the lines, or give each a path of its own";
    GRID_GENERATION: "{place} {year}: produktion til nettet (I.4.4) står ved siden af scope 2",
        "{place} {year}: generation for the grid (I.4.4) stands beside scope 2";
    NEVER_ADD_ALL: "læg aldrig alle linjer sammen; brug BASIC eller den territoriale sum",
        "never add all lines up; use BASIC or the territorial total";
    LOSS_TWICE: "{line}: nettab tæller for sig, men faktoren for {user} har tabet med",
        "{line}: network loss counts by itself, but the factor of {user} includes the loss";
    LOSS_ONCE: "brug en faktor uden nettab, eller skriv IE for nettabet",
        "use a factor without network loss, or enter IE for the loss";
    BIOGENIC_IN_TOTAL: "{line}: {tonnes} t CO2 af biomasse tæller med i summen som fossil",
        "{line}: {tonnes} t CO2 of biomass count in the total as fossil";
    ENTER_AS_BIOGENIC: "før CO2 fra biomasse som biogen, så står den ved siden af summen",
        "enter CO2 of biomass as biogenic, so that it stands beside the total";
    CREDIT_IN_TOTAL: "{line}: {tonnes} t CO2e er trukket fra i summen, uden at det er optag i jord eller skov",
        "{line}: {tonnes} t CO2e are deducted in the total, without being a removal by soil or forest";
    MARK_AS_CREDIT: "er det en kredit, så mærk linjen som kredit; den står da ved siden af summen",
        "if it is a credit, mark the line as one; it then stands beside the total";
    PLACES_WITH_SCOPE_2: "{year}: {count} kommuner med scope 2 i ét regnskab; deres sum kan tælle det samme to gange",
        "{year}: {count} municipalities with scope 2 in one account; their sum may count the same twice";
    ADD_TERRITORIAL: "læg kun scope 1 (den territoriale sum) sammen over kommuner",
        "add up scope 1 alone (the territorial total) over municipalities";

    // What is unlikely.
    PER_INHABITANT: "{place} {year}, {sector}: {tonnes} t CO2e pr. indbygger; Danmarks kommuner havde fra {lowest} ({lowest_of}) til {highest} ({highest_of})",
        "{place} {year}, {sector}: {tonnes} t CO2e per inhabitant; the municipalities of Denmark had from {lowest} ({lowest_of}) to {highest} ({highest_of})";
    ALL_SECTORS: "i alt", "in all";
    LOOK_FOR_A_FACTOR_OF_1000: "se enheder og indbyggertal efter, især faktor 1000",
        "check the units and the population, above all for a factor of 1000";
    JUMP: "{place}, {sector}: {before} t CO2e i {first}, {after} t i {second}",
        "{place}, {sector}: {before} t CO2e in {first}, {after} t in {second}";
    LOOK_FOR_A_CHANGE: "se efter, om metode, afgrænsning eller enhed skiftede",
        "see whether the method, the boundary or a unit changed";
    UNIT_SLIP: "{line}: {tonnes} t CO2e, omtrent {times} gange så meget som {other} t i {year}",
        "{line}: {tonnes} t CO2e, about {times} times as much as {other} t in {year}";
    UNIT_SLIP_DOWN: "{line}: {tonnes} t CO2e, omtrent {times} gange mindre end {other} t i {year}",
        "{line}: {tonnes} t CO2e, about one part in {times} of {other} t in {year}";
    UNIT_SLIP_EDITION: "{line}: {tonnes} t CO2e, omtrent {times} gange så meget som {other} t i den forrige udgave",
        "{line}: {tonnes} t CO2e, about {times} times as much as {other} t in the last edition";
    UNIT_SLIP_EDITION_DOWN: "{line}: {tonnes} t CO2e, omtrent {times} gange mindre end {other} t i den forrige udgave",
        "{line}: {tonnes} t CO2e, about one part in {times} of {other} t in the last edition";
    LOOK_AT_THE_UNIT: "se enheden efter: kg og t, kWh og MWh, MWh og GJ",
        "check the unit: kg and t, kWh and MWh, MWh and GJ";

    // Rules for an account that is handed in.
    TOO_OLD: "{place}: det nyeste regnskab er fra {year}, {age} år før det indsendes; CCTF tillader 3",
        "{place}: the newest inventory is of {year}, {age} years before it is handed in; CCTF allows 3";
    MAKE_A_NEWER_ONE: "opgør et nyere år", "compute a newer year";
    MISSING_GAS: "{place} {year}: ingen {gases}; CCTF kræver CO2, CH4 og N2O",
        "{place} {year}: no {gases}; CCTF asks for CO2, CH4 and N2O";
    ADD_THE_GAS: "brug faktorer med alle tre gasser, og tag landbrug, affald og spildevand med",
        "use factors of all three gases, and include agriculture, waste and wastewater";
    MISSING_GRADE: "{place} {year}: linjer uden kvalitet H, M eller L for mængde og faktor: {count}",
        "{place} {year}: lines without a quality of H, M or L for amount and factor: {count}";
    GRADE_THE_LINES: "GPC beder om begge for hver linje med tal", "the GPC asks for both on each line with a number";
    LOW_QUALITY: "{line}: {share} % af bruttoudledningen hviler på en mængde af lav kvalitet",
        "{line}: {share} % of gross emissions rest on an amount of low quality";
    MEASURE_IT: "find bedre data her, før der bruges tid på mindre linjer",
        "find better data here before spending time on smaller lines";
    UNKNOWN_SET: "tallene er i CO2e efter {set}, og GWP-sættet er ikke oplyst",
        "the numbers are CO2e as published by {set}, and the GWP set is not stated";
    ASK_THE_PUBLISHER: "spørg udgiveren om sættet og om masserne for hver gas",
        "ask the publisher for the set and for the mass of each gas";

    // Attributes of a line.
    POINT_SOURCE: "punktkilde", "point source";
    LOCAL_ACTIVITY: "lokal aktivitet", "local activity";
    NATIONAL_KEY: "national fordelingsnøgle", "national key";
    HIGH: "høj", "high";
    MEDIUM: "middel", "medium";
    LOW: "lav", "low";
    INTERNATIONAL_BUNKERS: "international skibs- og luftfart", "international bunkers";
    EXPORTED_RENEWABLE_ENERGY: "eksport af vedvarende energi", "exported renewable energy";
    CAPTURED_CARBON_DIOXIDE: "fanget CO2", "captured CO2";
    CREDIT: "kredit", "credit";
    NOT_OCCURRING: "forekommer ikke", "not occurring";
    INCLUDED_ELSEWHERE: "medregnet andetsteds", "included elsewhere";
    NOT_ESTIMATED: "ikke opgjort", "not estimated";
    CONFIDENTIAL: "fortroligt", "confidential";
    NOT_APPLICABLE: "ikke relevant", "not applicable";

    // Years that were filled.
    FILLED: "tallet er udfyldt {method}, IPCC 2006, bind 1, kapitel 5",
        "the number was filled {method}, IPCC 2006, volume 1, chapter 5";
    BY_OVERLAP: "ved overlap med en anden metode (ligning 5.1)",
        "by overlap with another method (equation 5.1)";
    BY_SURROGATE: "ved erstatningsdata (ligning 5.2)", "by surrogate data (equation 5.2)";
    BY_INTERPOLATION: "ved interpolation", "by interpolation";
    BY_EXTRAPOLATION: "ved trend", "by trend";
    FILLED_LINES: "{place} {year}: udfyldte linjer: {count}, {share} % af bruttoudledningen",
        "{place} {year}: lines that were filled: {count}, {share} % of gross emissions";
    STATE_WHAT_WAS_FILLED: "nævn det i regnskabet, og brug ikke de udfyldte år som tegn på en udvikling",
        "state it in the account, and do not take the filled years for a trend";
}
