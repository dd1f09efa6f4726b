//! Methods of energy: combustion, electricity, heat, transport.

pub(crate) use super::*;

texts! {
    ENERGY_CONTENT: "energiindhold", "energy content";
    HEAT_TAKES_ALL_FUEL: "varmen ville få mere end hele brændslet og har fået det hele",
        "heat would carry more than all fuel, and was given all of it";
    ELECTRICITY_TAKES_ALL_FUEL: "ellen ville få mere end hele brændslet og har fået det hele",
        "electricity would carry more than all fuel, and was given all of it";
    NO_HEAT: "anlægget leverer kun el", "the plant delivers electricity only";
    NO_ELECTRICITY: "anlægget leverer kun varme", "the plant delivers heat only";
    OUTPUT_BEYOND_NET_FUEL:
        "varme og el overstiger brændslets nedre brændværdi; det kræver røggaskondensering",
        "heat and electricity exceed the net energy of the fuel, as only flue-gas condensation \
         can bring about";
    OUTPUT_BEYOND_GROSS_FUEL:
        "varme og el overstiger brændslets øvre brændværdi; varme fra et andet anlæg er talt med",
        "heat and electricity exceed the gross energy of the fuel; heat of another plant is \
         counted in";
    RULE_OF_125_PERCENT: "125 %-reglen", "125 % rule";
    RULE_OF_200_PERCENT: "200 %-reglen", "200 % rule";
    FIXED_HEAT_EFFICIENCY: "fast varmevirkningsgrad", "fixed heat efficiency";
    ENERGY_QUALITY: "energikvalitet", "energy quality";
    ELECTRICITY_FIRST: "el først", "electricity first";
    REFERENCE_EFFICIENCIES: "referencevirkningsgrader", "reference efficiencies";
    SHARE_OF_HEAT: "Varmens andel", "Share of heat";
    SHARE_OF_ELECTRICITY: "Ellens andel", "Share of electricity";
    ALLOCATION_RULE: "Fordelingsregel", "Allocation rule";
    OUTPUT: "Produktion", "Output";
    ITS_FUEL: "brændsel", "fuel";
    EMISSIONS: "udledning", "emissions";
    FUEL: "Brændsel", "Fuel";
    NET_OVER_GROSS_CALORIFIC_VALUE: "Nedre over øvre brændværdi", "Net over gross calorific value";
    DENSITY: "Massefylde", "Density";
    OXIDISED_FRACTION: "Oxideret andel", "Oxidised fraction";
    UNOXIDISED_CARBON_MEMO: "Uoxideret kulstof (memo)", "Unoxidised carbon (memo)";
    BIOGENIC_SHARE_OF_THE_ENERGY: "Biogen andel af energien", "Biogenic share of the energy";
    BIOGENIC_SHARE_OF_THE_VOLUME: "Biogen andel af rumfanget", "Biogenic share of the volume";
    BIOGENIC_SHARE_OF_THE_MASS: "Biogen andel af massen", "Biogenic share of the mass";
    ENERGY_PER_VOLUME: "Energi pr. rumfang", "Energy per volume";
    BIOGENIC_SHARE_WORKED_OUT: "Biogen andel af energien, beregnet",
        "Biogenic share of the energy, worked out";
    REPORTED_EMISSIONS: "Indberettet udledning", "Reported emissions";
    FACTOR_IS_PER_YEAR: "faktoren er pr. år; regnskabet gælder ét år",
        "the factor is per year; the account is for one year";
    PER: "{above} pr. {below}", "{above} per {below}";
    PARAMETER_ID: "{what} `{id}`", "{what} `{id}`";
    DIVIDED_BY_PARAMETER_ID: "delt med {what} `{id}`", "divided by {what} `{id}`";
    DEFAULT_OF_THE_CATALOGUE: "`{id}` er en standardværdi fra det indbyggede katalog",
        "`{id}` is a default of the built-in catalogue";
    ENERGY_IS_NET: "profilen siger, at energi uden angivelse er regnet med nedre brændværdi",
        "the profile states that energy without a word on it is net";
    ENERGY_IS_GROSS: "profilen siger, at energi uden angivelse er regnet med øvre brændværdi",
        "the profile states that energy without a word on it is gross";
    FACTOR_FOLLOWS_ALLOCATION_RULE: "faktoren følger kraftvarmereglen `{rule}`",
        "the factor follows the {rule} rule for combined heat and power";
    LAYER_BELOW_WAS_USED: "ingen passende faktor i {layers}; et lag længere nede blev brugt",
        "no factor that fits in {layers}; a layer below was used";
    GENERAL_FACTOR_WAS_USED: "ingen faktor for processen {process}; en generel blev brugt",
        "no factor for the process {process}; a general one was used";
    FACTOR_OF_REGION_WAS_USED: "ingen faktor for {asked}; en for {taken} blev brugt",
        "no factor for {asked}; one for {taken} was used";
    FACTOR_OF_YEAR_WAS_USED: "ingen faktor for {asked}; den for {taken} blev brugt",
        "no factor for {asked}; the one for {taken} was used";
    ANY_REGION: "alle områder", "any region";
    ELECTRICITY_OF_THE_PUMPS: "Strøm til nettets pumper", "Electricity of the pumps";
    HEAT_INTO_THE_NETWORK: "Varme ind i nettet", "Heat into the network";
    HEAT_DELIVERED: "Varme leveret", "Heat delivered";
    NETWORK_LOSS_SCOPE_3: "Nettab (scope 3)", "Network loss (scope 3)";
    RESIDUAL_MIX: "Restmiks", "Residual mix";
    CONSUMPTION_FROM_THE_GRID: "Forbrug fra nettet", "Consumption from the grid";
    CREDIT: "Fradrag: {plant}", "Credit: {plant}";
    GUARANTEE_OF_ORIGIN: "Oprindelsesgaranti: {name}", "Guarantee of origin: {name}";
    ELECTRICITY_RULE: "Elregel", "Electricity rule";
    ELECTRICITY_CONSUMPTION: "Elforbrug", "Electricity consumption";
    HOURS_WITH_A_FACTOR: "Timer med faktor", "Hours with a factor";
    GRID_LOSS_SCOPE_3: "Nettab (scope 3)", "Grid loss (scope 3)";
    AVERAGE_RULE: "landets eller prisområdets gennemsnit", "national or regional average";
    HOURLY_LOCAL_FIRST_RULE: "time for time, lokal VE først", "hourly, local renewables first";
    MUNICIPAL_MIX_RULE: "kommunens eget elmiks", "municipality-specific mix";
    CONSUMPTION_MINUS_CREDIT_RULE: "forbrug minus fradrag for vedvarende energi",
        "consumption minus renewable credit";
    MARKET_BASED_RULE: "markedsbaseret", "market-based";
    AVERAGE_MEANS:
        "Alle forbrugere i landet eller prisområdet har samme faktor, så kommunernes tal \
         tilsammen giver landets.",
        "All consumers of the nation or price area have the same factor, so the municipalities \
         add up to the nation.";
    HOURLY_LOCAL_FIRST_MEANS:
        "Sol og vind i kommunen dækker forbruget i samme time; resten har nettets faktor i den \
         time.",
        "Wind and sun in the municipality cover the consumption of the same hour; the rest has \
         the factor of the grid in that hour.";
    MUNICIPAL_MIX_MEANS:
        "Kommunens egne anlæg forsyner dens forbrugere over året, og kun underskuddet hentes \
         udefra.",
        "The plants in the municipality supply its consumers over the year, and only the deficit \
         comes from outside.";
    CONSUMPTION_MINUS_CREDIT_MEANS:
        "Alt forbrug tæller, og produktion af vedvarende energi trækkes fra, så resultatet kan \
         blive negativt.",
        "All consumption counts and renewable production is deducted, so the result can be \
         negative.";
    MARKET_BASED_MEANS:
        "Annullerede oprindelsesgarantier tæller med deres egen faktor, og resten har \
         restmiksets.",
        "Guarantees of origin that were cancelled count with their own factor, and the rest has \
         that of the residual mix.";
    GAS_THROUGHPUT: "Gas gennem nettet", "Gas throughput";
    LENGTH_OF_PIPES: "Ledningslængde", "Length of pipes";
    GAS_APPLIANCES: "Gasapparater", "Gas appliances";
    LOCAL_RENEWABLES_OF_THE_SAME_HOUR: "Lokal vedvarende energi i samme time",
        "Local renewables of the same hour";
    GRID_ELECTRICITY_OF_THE_SAME_HOUR: "Nettets el i samme time",
        "Grid electricity of the same hour";
    IMPORT_RESIDUAL_ELECTRICITY: "Import, residual el", "Import, residual electricity";
    IMPORT_GRID_AVERAGE: "Import, nettets gennemsnit", "Import, grid average";
    MACHINES: "Maskiner", "Machines";
    RUNNING_TIME: "Driftstid", "Running time";
    RATED_POWER: "Mærkeeffekt", "Rated power";
    LOAD_FACTOR: "Belastning", "Load factor";
    WORK: "Arbejde", "Work";
    FUEL_USE_PER_DISTANCE: "Brændstofforbrug pr. distance", "Fuel use per distance";
    DISTANCE_DRIVEN: "Kørt distance", "Distance driven";
    ADDITIVE: "Additiv", "Additive";
    MASS_FRACTION_OF_UREA: "Masseandel af urea", "Mass fraction of urea";
}
