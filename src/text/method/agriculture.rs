//! Methods of agriculture.

pub(crate) use super::*;

texts! {
    COEFFICIENT_OF_PREGNANCY: "Drægtighedskoefficient", "Coefficient of pregnancy";
    SHARE_OF_FEMALES_THAT_GIVE_BIRTH: "Andel hundyr, der føder", "Share of females that give birth";
    LIVE_WEIGHT: "Levende vægt", "Live weight";
    COEFFICIENT_OF_MAINTENANCE: "Vedligeholdskoefficient", "Coefficient of maintenance";
    AVERAGE_WINTER_TEMPERATURE_IN_C: "Vinterens middeltemperatur i °C",
        "Average winter temperature in °C";
    COEFFICIENT_OF_ACTIVITY: "Aktivitetskoefficient", "Coefficient of activity";
    COEFFICIENT_OF_GROWTH: "Vækstkoefficient", "Coefficient of growth";
    MATURE_WEIGHT: "Udvokset vægt", "Mature weight";
    DAILY_GAIN: "Daglig tilvækst", "Daily gain";
    MILK_YIELD: "Mælkeydelse", "Milk yield";
    FAT_OF_THE_MILK: "Mælkens fedtindhold", "Fat of the milk";
    HOURS_OF_WORK_A_DAY: "Arbejdstimer pr. dag", "Hours of work a day";
    DIGESTIBILITY: "Fordøjelighed", "Digestibility";
    ANNUAL_AVERAGE_POPULATION: "Årsdyr", "Annual average population";
    GROSS_ENERGY_OF_THE_FEED: "Foderets bruttoenergi", "Gross energy of the feed";
    METHANE_CONVERSION_OF_THE_GROSS_ENERGY: "Andel af bruttoenergien til metan (Ym)",
        "Methane conversion of the gross energy (Ym)";
    METHANE_PER_ANIMAL_AND_YEAR: "Metan pr. årsdyr", "Methane per animal and year";
    INTAKE_OF_DRY_MATTER: "Tørstofoptagelse", "Intake of dry matter";
    METHANE_YIELD_OF_THE_DRY_MATTER: "Metan pr. kg tørstof", "Methane yield of the dry matter";
    MAINTENANCE_OVER_DIGESTIBLE_ENERGY:
        "Nettoenergi til vedligehold i forhold til fordøjelig energi (REM)",
        "Net energy for maintenance over digestible energy (REM)";
    GROWTH_OVER_DIGESTIBLE_ENERGY:
        "Nettoenergi til tilvækst i forhold til fordøjelig energi (REG)",
        "Net energy for growth over digestible energy (REG)";
    DIGESTIBILITY_OF_THE_FEED: "Foderets fordøjelighed", "Digestibility of the feed";
    GROSS_ENERGY_OF_THE_FEED_GE: "Foderets bruttoenergi (GE)", "Gross energy of the feed (GE)";
    NET_ENERGY_FOR_MAINTENANCE: "Nettoenergi til vedligehold", "Net energy for maintenance";
    NET_ENERGY_FOR_ACTIVITY: "Nettoenergi til bevægelse", "Net energy for activity";
    NET_ENERGY_FOR_GROWTH: "Nettoenergi til tilvækst", "Net energy for growth";
    NET_ENERGY_FOR_LACTATION: "Nettoenergi til mælk", "Net energy for lactation";
    NET_ENERGY_FOR_WORK: "Nettoenergi til arbejde", "Net energy for work";
    NET_ENERGY_FOR_WOOL: "Nettoenergi til uld", "Net energy for wool";
    NET_ENERGY_FOR_PREGNANCY: "Nettoenergi til drægtighed", "Net energy for pregnancy";
    BURNT_AREA: "Afbrændt areal", "Burnt area";
    DRY_MATTER_CONSUMED_PER_AREA: "Forbrændt tørstof pr. areal", "Dry matter consumed per area";
    DRY_MATTER_ON_THE_FIELD_PER_AREA: "Tørstof på marken pr. areal",
        "Dry matter on the field per area";
    SHARE_THAT_BURNS: "Andel, der forbrænder", "Share that burns";
    ANIMALS: "Antal dyr", "Animals";
    METHANE_PER_ANIMAL: "Metan pr. dyr", "Methane per animal";
    NITROUS_OXIDE_OF_DEPOSITION: "Lattergas fra deposition", "Nitrous oxide of deposition";
    NITROUS_OXIDE_OF_LEACHING: "Lattergas fra udvaskning", "Nitrous oxide of leaching";
    LIMESTONE: "Kalksten", "Limestone";
    CARBON_IN_LIMESTONE: "Kulstof i kalksten", "Carbon in limestone";
    DOLOMITE: "Dolomit", "Dolomite";
    CARBON_IN_DOLOMITE: "Kulstof i dolomit", "Carbon in dolomite";
    CARBON_IN_UREA: "Kulstof i urea", "Carbon in urea";
    CULTIVATED_ORGANIC_SOIL: "Dyrket organisk jord", "Cultivated organic soil";
    NITROUS_OXIDE_FACTOR_ORGANIC_SOIL: "Lattergasfaktor, organisk jord",
        "Nitrous oxide factor, organic soil";
    EFFECT_FOR_EACH_UNIT: "Effekt pr. enhed", "Effect for each unit";
    PRESENT_SHARE: "Nuværende udbredelse", "Present share";
    POTENTIAL_SHARE: "Mulig udbredelse", "Potential share";
    REDUCTION: "Reduktion", "Reduction";
    VOLATILE_SOLIDS_PER_ANIMAL_AND_YEAR: "Organisk tørstof (VS) pr. årsdyr",
        "Volatile solids per animal and year";
    SHARE_OF_THE_MANURE: "Andel af gødningen", "Share of the manure";
    METHANE_PER_VOLATILE_SOLIDS: "Metan pr. organisk tørstof", "Methane per volatile solids";
    METHANE_CONVERSION: "Metankonverteringsfaktor (MCF)", "Methane conversion (MCF)";
    VOLATILE_SOLIDS_PER_ANIMAL_AND_DAY: "Organisk tørstof (VS) pr. dyr og dag",
        "Volatile solids per animal and day";
    MAXIMUM_OF_METHANE_B0: "Metanpotentiale (B0)", "Maximum of methane (B0)";
    NITROGEN_PER_ANIMAL_AND_YEAR: "Kvælstof pr. årsdyr", "Nitrogen per animal and year";
    N2O_FACTOR: "Lattergasfaktor", "N2O factor";
    SHARE_OF_NITROGEN_THAT_VOLATILISES: "Andel kvælstof, der fordamper",
        "Share of nitrogen that volatilises";
    SHARE_OF_NITROGEN_THAT_IS_LEACHED: "Andel kvælstof, der udvaskes",
        "Share of nitrogen that is leached";
    NITROGEN_OF_CODIGESTED_MATTER: "Kvælstof i biomasse afgasset med gødningen",
        "Nitrogen of co-digested matter";
    NITROGEN_OF_BEDDING: "Kvælstof i strøelse", "Nitrogen of bedding";
    SHARE_ON_PASTURE: "Andel på græs", "Share on pasture";
    DINITROGEN_FOR_NITROGEN_OF_NITROUS_OXIDE: "Frit kvælstof (N2) pr. kvælstof tabt som lattergas",
        "N2 for each nitrogen lost as nitrous oxide";
    EX_ANIMAL: "ab dyr", "ex animal";
    EX_HOUSING: "ab stald", "ex housing";
    EX_STORAGE: "ab lager", "ex storage";
    NITROGEN_EXCRETION: "Kvælstofudskillelse {stage}", "Nitrogen {stage}";
    NITROGEN_OF_THE_NITROUS_OXIDE: "Kvælstof i lattergas", "Nitrogen of the nitrous oxide";
    VOLATILISED_NITROGEN: "Fordampet kvælstof", "Volatilised nitrogen";
    N2O_OF_DEPOSITION_EF4: "Lattergas fra nedfaldet kvælstof (EF4)", "N2O of deposition (EF4)";
    LEACHED_NITROGEN: "Udvasket kvælstof", "Leached nitrogen";
    N2O_OF_LEACHING_EF5: "Lattergas fra udvasket kvælstof (EF5)", "N2O of leaching (EF5)";
    NITROGEN_EXCRETION_BY_ANIMAL_MASS: "Kvælstofudskillelse pr. dyremasse",
        "Nitrogen excretion by animal mass";
    MASS_OF_THE_ANIMAL: "Dyrets masse", "Mass of the animal";
    NITROGEN_OF_THE_FEED: "Kvælstof i foderet", "Nitrogen of the feed";
    SHARE_OF_THE_NITROGEN_KEPT: "Andel af kvælstoffet, der aflejres", "Share of the nitrogen kept";
    NITROGEN_OF_GAIN_AND_MILK: "Kvælstof i tilvækst og mælk", "Nitrogen of gain and milk";
    WEIGHT_AT_WEANING: "Vægt ved fravænning", "Weight at weaning";
    FINAL_WEIGHT: "Slutvægt", "Final weight";
    CONSTANT_OF_GROWTH_A: "Vækstkonstant a", "Constant of growth a";
    CONSTANT_OF_GROWTH_B: "Vækstkonstant b", "Constant of growth b";
    GAIN_OF_THE_LAMBS_TO_WEANING: "Lammenes tilvækst til fravænning",
        "Gain of the lambs to weaning";
    ENERGY_OF_THE_MILK: "Mælkens energi", "Energy of the milk";
    WOOL_PER_YEAR: "Uld pr. år", "Wool per year";
    ENERGY_OF_THE_WOOL: "Uldens energi", "Energy of the wool";
    CATTLE_POULTRY_AND_PIGS: "kvæg, fjerkræ og svin", "cattle, poultry and pigs";
    SHEEP_AND_OTHER_ANIMALS: "får og andre dyr", "sheep and other animals";
    NITROUS_OXIDE_FACTOR_SYNTHETIC_FERTILISER: "Lattergasfaktor, handelsgødning",
        "Nitrous oxide factor, synthetic fertiliser";
    NITROUS_OXIDE_FACTOR_OTHER_NITROGEN: "Lattergasfaktor, øvrigt kvælstof",
        "Nitrous oxide factor, other nitrogen";
    NITROUS_OXIDE_FACTOR_FLOODED_RICE: "Lattergasfaktor, oversvømmede rismarker",
        "Nitrous oxide factor, flooded rice";
    NITROUS_OXIDE_FACTOR_PASTURE_CATTLE: "Lattergasfaktor, afgræsning, kvæg, fjerkræ og svin",
        "Nitrous oxide factor, pasture, cattle, poultry and pigs";
    NITROUS_OXIDE_FACTOR_PASTURE_SHEEP: "Lattergasfaktor, afgræsning, får og andre dyr",
        "Nitrous oxide factor, pasture, sheep and other animals";
    SHARE_OF_SYNTHETIC_NITROGEN_LOST_TO_THE_AIR: "Andel fordampet af handelsgødning",
        "Share of synthetic nitrogen lost to the air";
    SHARE_OF_ORGANIC_NITROGEN_LOST_TO_THE_AIR: "Andel fordampet af organisk gødning og afgræsning",
        "Share of organic and pasture nitrogen lost to the air";
    NITROUS_OXIDE_FACTOR_DEPOSITION: "Lattergasfaktor, deposition",
        "Nitrous oxide factor, deposition";
    SHARE_LEACHED: "Andel udvasket", "Share leached";
    NITROUS_OXIDE_FACTOR_LEACHING: "Lattergasfaktor, udvaskning", "Nitrous oxide factor, leaching";
    NITROGEN_IN_APPLIED_MANURE: "Kvælstof i udbragt husdyrgødning", "Nitrogen in applied manure";
    NITROGEN_IN_SEWAGE_SLUDGE: "Kvælstof i spildevandsslam", "Nitrogen in sewage sludge";
    NITROGEN_IN_COMPOST: "Kvælstof i kompost", "Nitrogen in compost";
    NITROGEN_IN_OTHER_ORGANIC_FERTILISER: "Kvælstof i anden organisk gødning",
        "Nitrogen in other organic fertiliser";
    NITROGEN_IN_SYNTHETIC_FERTILISER: "Kvælstof i handelsgødning",
        "Nitrogen in synthetic fertiliser";
    NITROGEN_IN_CROP_RESIDUES: "Kvælstof i afgrøderester", "Nitrogen in crop residues";
    NITROGEN_SET_FREE_WITH_SOIL_CARBON: "Kvælstof frigjort ved tab af jordens kulstof",
        "Nitrogen set free with soil carbon";
    FLOODED_RICE: "Oversvømmede rismarker: {what}", "Flooded rice: {what}";
    NITROGEN_LEFT_ON_PASTURE: "Kvælstof afsat på græsarealer", "Nitrogen left on pasture";
}
