//! Targets, budgets, rules of climate plans, decomposition, costs.

texts! {
    POPULATION: "Befolkning", "Population";
    ACTIVITY_PER_INHABITANT: "Aktivitet pr. indbygger", "Activity per inhabitant";
    ENERGY_PER_ACTIVITY: "Energi pr. aktivitet", "Energy per activity";
    EMISSION_PER_ENERGY: "Udledning pr. energi", "Emission per energy";
    ENERGY_INTENSITY: "Energiintensitet", "Energy intensity";
    FUEL_SHARE: "Brændselsandel", "Fuel share";
    EMISSION_FACTOR: "Emissionsfaktor", "Emission factor";

    INVENTORY_AGE: "Regnskabet er {found} år gammelt, højst {limit} forventes",
        "The account is {found} years old, expected at most {limit}";
    INVENTORY_AGE_REMEDY: "Opdater regnskabet til et nyere år",
        "Bring the account up to a later year";
    INVENTORY_CYCLE: "Der går {found} år mellem regnskaber, højst {limit} forventes",
        "{found} years between accounts, expected at most {limit}";
    INVENTORY_CYCLE_REMEDY: "Planlæg et nyt regnskab hvert andet eller tredje år",
        "Plan a new account every two or three years";
    CONSUMPTION: "Indikatorer for {found} forbrugskategorier, mindst {limit} forventes",
        "Indicators for {found} categories of consumption, expected at least {limit}";
    CONSUMPTION_REMEDY: "Vælg indikatorer for flere kategorier af forbrug",
        "Choose indicators for more categories of consumption";
    REVISION: "Der går {found} år mellem revisioner, højst {limit} forventes",
        "{found} years between revisions, expected at most {limit}";
    REVISION_REMEDY: "Planlæg en grundig revision hvert fjerde eller femte år",
        "Plan a thorough revision every four or five years";
    REDUCTIONS_LINKED: "Ikke alle reduktioner er knyttet til et tiltag",
        "Not every reduction belongs to a measure";
    REDUCTIONS_LINKED_REMEDY: "Knyt hver reduktion til det tiltag, der giver den",
        "Link each reduction to the measure that brings it";
    FOSSIL_SUPPLY: "Planen giver ny fossil forsyning", "The plan brings new fossil supply";
    FOSSIL_SUPPLY_REMEDY: "Dæk behovet uden ny fossil forsyning",
        "Cover the demand without new fossil supply";
    GAP_REPORTED: "Restudledning og manko fremgår ikke af planen",
        "The plan does not show remaining emissions and gap";
    GAP_REPORTED_REMEDY: "Vis åbent, hvad der udledes i målåret, og hvad der mangler",
        "Show openly what is emitted in the target year and what is missing";
    SCENARIOS: "Scenarierne går til {found}, mindst {limit} forventes",
        "The scenarios end in {found}, expected {limit} or later";
    SCENARIOS_REMEDY: "Forlæng scenarierne med og uden tiltag",
        "Extend the scenarios with and without measures";
    NET_ZERO: "Klimaneutralitet i {found}, senest {limit} forventes",
        "Net zero in {found}, expected by {limit}";
    NET_ZERO_REMEDY: "Fremryk målet om klimaneutralitet", "Bring the target of net zero forward";
    FIRST_TARGET: "Det første mål er for {found}, senest {limit} forventes",
        "The first target is for {found}, expected by {limit}";
    FIRST_TARGET_REMEDY: "Vedtag et mål for senest {limit}",
        "Decide on a target for {limit} at the latest";
    COAL: "Kulværker i drift i {found}, udfaset inden {limit} forventes",
        "Coal plants run in {found}, expected to be phased out by {limit}";
    COAL_REMEDY: "Planlæg en tidligere udfasning af kul", "Plan to phase out coal earlier";
    ONE_INTERIM_TARGET: "{found} mål før klimaneutralitet, mindst {limit} forventes",
        "{found} target before net zero, expected at least {limit}";
    INTERIM_TARGETS: "{found} mål før klimaneutralitet, mindst {limit} forventes",
        "{found} targets before net zero, expected at least {limit}";
    INTERIM_TARGETS_REMEDY: "Vedtag flere delmål på vejen til klimaneutralitet",
        "Decide on more interim targets on the way to net zero";
    GASES: "Regnskabet mangler {missing}", "The account lacks {missing}";
    GASES_REMEDY: "Medtag mindst CO2, CH4 og N2O i regnskabet",
        "Include at least CO2, CH4 and N2O in the account";
    FOSSIL_WITH_CAPTURE: "CO2-fangst, der forlænger fossil forsyning",
        "carbon capture that prolongs fossil supply";
    INCINERATION_CAPACITY: "ny kapacitet til affaldsforbrænding",
        "new capacity to incinerate waste";
    EXCLUDED_MEASURE: "`{measure}` er {what}, som en plan ikke kan regne med",
        "`{measure}` is {what}, which no plan can count on";
    EXCLUDED_MEASURE_REMEDY: "Tag tiltaget ud, og dæk reduktionen med andre tiltag",
        "Take the measure out, and cover its reduction by others";
    MEASURE_TITLE: "navn", "title";
    MEASURE_TIMEFRAME: "tidsramme", "timeframe";
    MEASURE_OWNER: "ansvarlig", "owner";
    MEASURE_EFFECT: "forventet effekt", "expected effect";
    MEASURE_COST: "omkostning", "cost";
    MEASURE_FINANCE: "finansiering", "finance";
    MEASURE_INDICATORS: "indikatorer", "indicators";
    MEASURE_RECORD: "`{measure}` mangler {missing}", "`{measure}` has no {missing}";
    MEASURE_RECORD_REMEDY: "Skriv det, der mangler, ind i tiltagets beskrivelse",
        "Add what is missing to the record of the measure";
    STAGE_OUTPUT: "ydelse (fx MW)", "output (such as MW)";
    STAGE_OUTCOME: "resultat (fx MWh)", "outcome (such as MWh)";
    STAGE_IMPACT: "virkning (t CO2e)", "impact (t CO2e)";
    INDICATOR_CHAIN: "Indikatorerne for `{measure}` mangler {missing}",
        "The indicators of `{measure}` have no {missing}";
    INDICATOR_CHAIN_REMEDY: "Følg tiltaget fra ydelse over resultat til virkning",
        "Follow the measure from output by outcome to impact";
    ENERGY: "Energi", "Energy";
    TRANSPORT: "Transport", "Transport";
    INDUSTRY: "Industri", "Industry";
    AGRICULTURE: "Landbrug", "Agriculture";
    OTHER_SECTORS: "Andet", "Other";
    BELOW_THE_BAND: "{sector}: reduktion på {found} % fra 2019 til 2030, under båndet på {low} til {high} %",
        "{sector}: a cut of {found} % from 2019 to 2030, below the band of {low} to {high} %";
    BELOW_THE_BAND_REMEDY: "Hæv sektorens mål, ellers kan planen ikke godkendes",
        "Raise the target of the sector, or the plan cannot be approved";
    ABOVE_THE_BAND: "{sector}: reduktion på {found} % fra 2019 til 2030, over båndet på {low} til {high} %",
        "{sector}: a cut of {found} % from 2019 to 2030, above the band of {low} to {high} %";
    ABOVE_THE_BAND_REMEDY: "Undersøg, om tiltagene rækker så langt",
        "See whether the measures reach that far";
}
