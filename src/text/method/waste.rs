//! Methods of waste and wastewater.

pub(crate) use super::*;

texts! {
    GENERATED_METHANE_AS_BASIS: "produceret metan", "generated methane";
    CAPTURED_METHANE_AS_BASIS: "udnyttet metan", "captured methane in use";
    HEAT_AND_POWER: "Kraftvarme", "Heat and power";
    UPGRADING: "Opgradering", "Upgrading";
    FLARE: "Fakkel", "Flare";
    FEED_OF_THE_PLANT: "Biomasse til anlægget", "Feed of the plant";
    METHANE_YIELD: "Metanudbytte", "Methane yield";
    GENERATED_METHANE: "Produceret metan", "Generated methane";
    LEAK: "Lækageandel", "Leak";
    LEAKED_METHANE: "Lækket metan", "Leaked methane";
    SHARE_OF_THE_CAPTURED_METHANE: "andel af opsamlet metan", "share of the captured methane";
    ITS_METHANE_SLIP: "metanslip", "methane slip";
    METHANE_SLIP: "Uforbrændt metan", "Methane slip";
    RESIDUAL_METHANE: "Restgaspotentiale", "Residual methane";
    METHANE_CORRECTION_OF_THE_STORAGE: "Metankorrektionsfaktor, lager",
        "Methane correction of the storage";
    METHANE_OF_THE_STORAGE: "Metan fra lager", "Methane of the storage";
    ENERGY_RECKONED_FROM: "Energi beregnet ud fra", "Energy reckoned from";
    TREATED_WASTE: "Behandlet affald", "Treated waste";
    RECOVERED_METHANE: "Opsamlet metan", "Recovered methane";
    SHARES_OF_THE_WASTE: "Andele i affaldet", "Shares of the waste";
    OXIDATION_FACTOR: "Oxidationsfaktor", "Oxidation factor";
    CARBON_IN_THE_WASTE: "Kulstof i affaldet", "Carbon in the waste";
    UNBURNT_CARBON: "Uforbrændt kulstof", "Unburnt carbon";
    FACTOR_OF_INDUSTRY: "Faktor for industri", "Factor of industry";
    ORGANIC_LOAD: "Organisk belastning", "Organic load";
    ORGANICS_IN_SLUDGE: "Organisk stof i slam", "Organics in sludge";
    METHANE_CAPACITY: "Maksimalt metanpotentiale", "Methane capacity";
    ITS_METHANE_CORRECTION_FACTOR: "metankorrektionsfaktor", "methane correction factor";
    ITS_ORGANICS_IN_SLUDGE: "organisk stof i slam", "organics in sludge";
    ORGANICS_PER_DRY_SLUDGE: "organisk stof i forhold til tørstof i slam",
        "organics per dry sludge";
    DRY_MASS_OF_SLUDGE: "tørstof i slam", "dry mass of sludge";
    SHARE_OF_SEPTIC_TANKS_THAT_ARE_EMPTIED: "andel af bundfældningstanke, der tømmes",
        "share of septic tanks that are emptied";
    SHARE_THAT_EMPTYING_REMOVES: "andel, der fjernes ved tømning", "share that emptying removes";
    ITS_FACTOR_OF_INDUSTRY: "faktor for industri", "factor of industry";
    ITS_RECOVERED_METHANE: "opsamlet metan", "recovered methane";
    ITS_SHARE_THAT_IS_REMOVED: "andel af organisk stof, der fjernes", "share that is removed";
    BURNT_LIQUID_WASTE: "Forbrændt flydende affald", "Burnt liquid waste";
    BURNT_WASTE: "Forbrændt affald", "Burnt waste";
    NITROUS_OXIDE_FACTOR_OF_DRY_MATTER: "Lattergasfaktor for tørstof",
        "Nitrous oxide factor of dry matter";
    ENERGY_RECOVERY: "Energiudnyttelse", "Energy recovery";
    PRODUCTION: "Produktion", "Production";
    WASTEWATER_PER_PRODUCT: "Spildevand pr. produkt", "Wastewater per product";
    NITROGEN_OF_THE_WASTEWATER: "Kvælstof i spildevandet", "Nitrogen of the wastewater";
    MEASURED_INCOMING_NITROGEN: "Målt kvælstof i tilløbet", "Measured incoming nitrogen";
    INCOMING_NITROGEN: "Kvælstof i tilløbet", "Incoming nitrogen";
    NITROUS_OXIDE_FACTOR_OF_THE_TREATMENT: "Lattergasfaktor, rensning",
        "Nitrous oxide factor of the treatment";
    SHARE_OF_NITROGEN_THAT_IS_REMOVED: "Andel af kvælstof, der fjernes",
        "Share of nitrogen that is removed";
    NITROUS_OXIDE_FACTOR_OF_THE_EFFLUENT: "Lattergasfaktor, udløb",
        "Nitrous oxide factor of the effluent";
    OXYGEN_DEMAND_OF_THE_WASTEWATER: "Organisk stof i spildevandet",
        "Oxygen demand of the wastewater";
    MEASURED_ORGANIC_LOAD: "Målt organisk belastning", "Measured organic load";
    METHANE_CORRECTION_FACTOR: "Metankorrektionsfaktor", "Methane correction factor";
    SHARE_THAT_IS_REMOVED: "Andel af organisk stof, der fjernes", "Share that is removed";
    EARLIER_YEARS_RECKONED_BY: "tidligere år skønnet efter", "earlier years reckoned by";
    ITS_DEGRADABLE_CARBON: "nedbrydeligt kulstof (DOC)", "degradable carbon (DOC)";
    ITS_SHARE_THAT_DECOMPOSES: "andel, der nedbrydes (DOC_f)",
        "share that decomposes (DOC_f)";
    ITS_METHANE_CORRECTION_FACTOR_MCF: "metankorrektionsfaktor (MCF)",
        "methane correction factor (MCF)";
    DECAY_RATE: "nedbrydningshastighed", "decay rate";
    CARBON_DECOMPOSED_IN_THE_YEAR: "kulstof nedbrudt i året", "carbon decomposed in the year";
    MONTH_IN_WHICH_DECAY_STARTS: "Måned, hvor nedbrydningen begynder",
        "Month in which decay starts";
    METHANE_FRACTION_OF_THE_LANDFILL_GAS_F: "Metanandel af deponigassen (F)",
        "Methane fraction of the landfill gas (F)";
    METHANE_GENERATED: "Dannet metan", "Methane generated";
    OXIDISED_IN_THE_COVER_OX: "Oxideret i overdækningen (OX)", "Oxidised in the cover (OX)";
    DEPOSITED_WASTE: "Deponeret affald", "Deposited waste";
    DEGRADABLE_CARBON: "Nedbrydeligt kulstof (DOC)", "Degradable carbon (DOC)";
    SHARE_THAT_DECOMPOSES: "Andel, der nedbrydes (DOC_f)", "Share that decomposes (DOC_f)";
    METHANE_CORRECTION_FACTOR_MCF: "Metankorrektionsfaktor (MCF)",
        "Methane correction factor (MCF)";
    RECOVERED_SHARE: "Opsamlet andel", "Recovered share";
    DRY_MATTER_OF_THE_WASTE: "Tørstof i affaldet", "Dry matter of the waste";
    METHANE_FACTOR_OF_WET_WASTE: "Metanfaktor for vådt affald", "Methane factor of wet waste";
    OPENLY_BURNT_WASTE: "Afbrændt affald", "Openly burnt waste";
    POPULATION: "Indbyggere", "Population";
    SHARE_OF_THE_POPULATION_THAT_BURNS_WASTE: "Andel af indbyggerne, der afbrænder affald",
        "Share of the population that burns waste";
    WASTE_PER_PERSON: "Affald pr. person", "Waste per person";
    SHARE_OF_THE_WASTE_THAT_IS_BURNT: "Andel af affaldet, der afbrændes",
        "Share of the waste that is burnt";
    CONNECTED_POPULATION: "Tilsluttede indbyggere", "Connected population";
    OXYGEN_DEMAND_PER_PERSON: "Organisk stof pr. person", "Oxygen demand per person";
    NITROUS_OXIDE_FACTOR_OF_THE_PLANT: "Lattergasfaktor, renseanlæg",
        "Nitrous oxide factor of the plant";
    NITROGEN_IN_THE_OUTLET: "Kvælstof i udløbet", "Nitrogen in the outlet";
    SHARES_ADD_UP_TO_1: "summen er 1", "the shares add up to 1";
    SHARES_AS_PRINTED: "som trykt", "as printed";
    SHARES_DIVIDED_BY_THEIR_SUM: "divideret med summen", "divided by their sum";
    CARBON_OF_DRY_MATTER: "kulstof i tørstof", "carbon of dry matter";
    FOSSIL_SHARE_OF_THE_CARBON: "fossil andel af kulstof", "fossil share of the carbon";
    CARBON_OF_WET_WASTE: "kulstof i vådt affald", "carbon of wet waste";
    FOSSIL_CARBON_OF_WET_WASTE: "fossilt kulstof i vådt affald", "fossil carbon of wet waste";
    DRY_MATTER_CONTENT: "tørstofindhold", "dry matter content";
    NONE: "ingen", "none";
    SUPPLIED_TO_A_GRID: "leveret til nettet", "supplied to a grid";
    PROTEIN_INTAKE: "Proteinindtag", "Protein intake";
    PROTEIN_SUPPLY: "Proteinforsyning", "Protein supply";
    SHARE_THAT_IS_EATEN: "Andel, der spises", "Share that is eaten";
    NITROGEN_OF_PROTEIN: "Kvælstof i protein", "Nitrogen of protein";
    FACTOR_OF_WHAT_IS_NOT_CONSUMED: "Faktor for protein, der ikke spises",
        "Factor of what is not consumed";
    FACTOR_OF_INDUSTRY_AND_TRADE: "Faktor for industri og erhverv", "Factor of industry and trade";
    FACTOR_OF_HOUSEHOLD_PRODUCTS: "Faktor for husholdningsprodukter",
        "Factor of household products";
    SHARE_ON_ADVANCED_PLANTS: "Andel på avancerede renseanlæg", "Share on advanced plants";
    NITROUS_OXIDE_FACTOR_OF_PLANTS: "Lattergasfaktor, renseanlæg", "Nitrous oxide factor of plants";
    NITROGEN_IN_SLUDGE: "Kvælstof i slam", "Nitrogen in sludge";
    NITROGEN_IN_THE_EFFLUENT: "Kvælstof i udløbet", "Nitrogen in the effluent";
    ITS_NITROUS_OXIDE_FACTOR: "lattergasfaktor", "nitrous oxide factor";
    ITS_SHARE_OF_NITROGEN_THAT_IS_REMOVED: "andel af kvælstof, der fjernes",
        "share of nitrogen that is removed";
    METHANE_CORRECTION_FACTOR_OF_THE_DISCHARGE: "Metankorrektionsfaktor for udledningen",
        "Methane correction factor of the discharge";
    ITS_METHANE_CORRECTION_FACTOR_OF_THE_DISCHARGE: "metankorrektionsfaktor for udledningen",
        "methane correction factor of the discharge";
    ITS_SHARE_OF_THE_POPULATION: "andel af indbyggerne", "share of the population";
    SHARE_WITH_PATHWAY: "{group}: andel med {pathway}", "{group}: share with {pathway}";
    OWN_USE: "eget forbrug, {row}", "own use, {row}";
    INHABITANTS_BETWEEN: "indbyggere {first}-{last}", "inhabitants {first}-{last}";
    INDEX_BETWEEN: "indeks {first}-{last}", "index {first}-{last}";
    DEPOSITED: "{waste}: deponeret {first}-{last}, heraf i {year}",
        "{waste}: deposited {first}-{last}, of which in {year}";
    EARLIER_DEPOSITS_WERE_RECKONED:
        "deponeringen før {first} er ikke målt, men skønnet efter nøglen",
        "deposits before {first} were not measured but reckoned by the key";
    SHARE_OF_WET_WASTE: "andel af vådt affald", "share of wet waste";
}
