//! Methods of land use.

pub(crate) use super::*;

texts! {
    AREA_OF_GROWTH: "Areal i vækst", "Area of growth";
    GROWTH_ABOVE_GROUND: "Tilvækst over jorden", "Growth above ground";
    INCREMENT_OF_STEMS: "Tilvækst af stammeved", "Increment of stems";
    EXPANSION_FACTOR: "Ekspansionsfaktor", "Expansion factor";
    ROOTS_OVER_BIOMASS_ABOVE_GROUND: "Rødder i forhold til biomasse over jorden",
        "Roots over biomass above ground";
    CARBON_IN_DRY_MATTER: "Kulstof i tørstof", "Carbon in dry matter";
    HARVEST: "Hugst", "Harvest";
    FIREWOOD_WHOLE_TREES: "Brænde, hele træer", "Firewood, whole trees";
    FIREWOOD_PARTS_OF_TREES: "Brænde, grene", "Firewood, parts of trees";
    DENSITY_OF_THE_WOOD: "Vedets densitet", "Density of the wood";
    DISTURBED_AREA: "Areal ramt af storm, brand eller skadedyr", "Disturbed area";
    BIOMASS_ABOVE_GROUND: "Biomasse over jorden", "Biomass above ground";
    SHARE_THAT_IS_LOST: "Andel, der går tabt", "Share that is lost";
    CHANGE_OF_THE_CARBON_STOCK: "Ændring i kulstoflageret", "Change of the carbon stock";
    AREA: "Areal", "Area";
    STOCK_BEFORE: "Lager før", "Stock before";
    STOCK_AFTER: "Lager efter", "Stock after";
    TIME_OF_TRANSITION: "Overgangstid", "Time of transition";
    LITTER_THAT_FALLS: "Tilførsel af dødt ved og førne", "What falls";
    LITTER_THAT_DECAYS: "Nedbrydning", "What decays";
    STOCK_OF_THE_FIRST_SURVEY: "Lager ved første opgørelse", "Stock of the first survey";
    STOCK_OF_THE_LAST_SURVEY: "Lager ved sidste opgørelse", "Stock of the last survey";
    YEARS_BETWEEN_THE_SURVEYS: "År mellem opgørelserne", "Years between the surveys";
    ABOVE_TWELVE_PERCENT_CARBON: "over 12 % organisk kulstof", "more than 12 % organic carbon";
    SIX_TO_TWELVE_PERCENT_CARBON: "6-12 % organisk kulstof, halv faktor efter dansk praksis",
        "6 to 12 % organic carbon, half the factor by Danish practice";
    DRAINED_ORGANIC_SOIL: "Drænet organisk jord", "Drained organic soil";
    CARBON_CLASS: "Kulstofklasse", "Carbon class";
    CO2_FACTOR: "CO2-faktor", "CO2 factor";
    CO2_FACTOR_DISSOLVED_CARBON: "CO2-faktor, opløst organisk kulstof",
        "CO2 factor, dissolved carbon";
    METHANE_FACTOR_LAND: "Metanfaktor, jord", "Methane factor, land";
    METHANE_FACTOR_DITCHES: "Metanfaktor, grøfter", "Methane factor, ditches";
    SHARE_OF_DITCHES: "Andel grøfter af arealet", "Share of ditches";
    AREA_CONVERTED_IN_THE_YEAR: "Areal, der skifter anvendelse i året",
        "Area converted in the year";
    BIOMASS_BEFORE: "Biomasse før", "Biomass before";
    BIOMASS_AFTER: "Biomasse efter", "Biomass after";
    FOREST: "skov", "forest";
    CROPLAND: "dyrkede arealer", "cropland";
    GRASSLAND: "græsarealer", "grassland";
    WETLANDS: "vådområder", "wetlands";
    SETTLEMENTS: "bebyggelse", "settlements";
    OTHER_LAND: "øvrige arealer", "other land";
    REWETTED_ORGANIC_SOIL: "Genoprettet vådområde", "Rewetted organic soil";
    AREA_OF_CROWNS: "Areal under trækroner", "Area of crowns";
    GROWTH_PER_AREA_OF_CROWNS: "Tilvækst pr. areal trækrone", "Growth per area of crowns";
    NUMBER_OF_TREES: "Antal træer", "Number of trees";
    YEARLY_GROWTH_PER_TREE: "Årlig tilvækst pr. træ", "Yearly growth per tree";
    CARBON_OF_FELLED_AND_DEAD_TREES: "Kulstof i fældede og døde træer",
        "Carbon of felled and dead trees";
    START: "Start", "Start";
    END: "Slut", "End";
    ITS_AREA: "areal", "area";
    ITS_REFERENCE_STOCK: "referencelager af kulstof", "reference stock";
    FACTOR_OF_THE_LAND_USE: "faktor for arealanvendelse", "factor of the land use";
    FACTOR_OF_THE_MANAGEMENT: "faktor for dyrkning", "factor of the management";
    FACTOR_OF_THE_INPUT: "faktor for tilførsel", "factor of the input";
    YEARS_BETWEEN_START_AND_END: "År mellem start og slut", "Years between start and end";
    YEARS_UNTIL_THE_SOIL_SETTLES: "År til ligevægt", "Years until the soil settles";
    ONLY_AREAS_ARE_KNOWN: "kun arealer kendes", "only areas are known";
    EACH_UNIT_IS_FOLLOWED: "hver arealenhed følges", "each unit is followed";
    YEAR_OF_THE_ACCOUNT: "Regnskabsår", "Year of the account";
    FORMULATION: "Formulering", "Formulation";
    REFERENCE_STOCK: "Referencelager af kulstof", "Reference stock";
    STOCK_CHANGE_FACTOR_FIRST: "Lagerfaktor, oprindelig", "Stock change factor, first";
    STOCK_CHANGE_FACTOR_FROM: "Lagerfaktor fra {year}", "Stock change factor from {year}";
    CHANGE_OF_THE_CARBON_OF_THE_UNIT: "Arealets ændring i kulstof",
        "Change of the carbon of the unit";
    AREA_IN: "Areal {year}", "Area {year}";
    CARBON_STOCK_IN: "Kulstoflager {year}", "Carbon stock {year}";
    PRODUCTION_APPROACH: "produktionsmetoden", "production";
    STOCK_CHANGE_APPROACH: "lagerændringsmetoden", "stock change";
    ATMOSPHERIC_FLOW_APPROACH: "metoden for atmosfæriske strømme", "atmospheric flow";
    INSTANT_OXIDATION: "øjeblikkelig oxidation", "instant oxidation";
    APPROACH_TO_WOOD_PRODUCTS: "Opgørelsesmetode for træprodukter", "Approach to wood products";
    CARBON_IN_PRODUCTS_AT_THE_START: "Kulstof i træprodukter ved årets start",
        "Carbon in products at the start";
    CARBON_IN_NEW_PRODUCTS: "Kulstof i nye træprodukter", "Carbon in new products";
    HALF_LIFE: "Halveringstid", "Half-life";
    CARBON_IN_EXPORTED_WOOD: "Kulstof i eksporteret træ", "Carbon in exported wood";
    CARBON_IN_IMPORTED_WOOD: "Kulstof i importeret træ", "Carbon in imported wood";
}
