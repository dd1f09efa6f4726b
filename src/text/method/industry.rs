//! Methods of industrial processes and product use.

pub(crate) use super::*;

texts! {
    PRIMARY_ALUMINIUM: "Primært aluminium", "Primary aluminium";
    CF4_FACTOR: "CF4-faktor", "CF4 factor";
    C2F6_FACTOR: "C2F6-faktor", "C2F6 factor";
    SLOPE_OF_ANODE_EFFECT: "Hældning pr. minut anodeeffekt pr. celle og døgn",
        "Slope per minute of anode effect per cell and day";
    MINUTES_OF_ANODE_EFFECT: "Minutter anodeeffekt pr. celle og døgn",
        "Minutes of anode effect per cell and day";
    C2F6_PER_CF4: "C2F6 pr. CF4", "C2F6 per CF4";
    AMMONIA_PRODUCED: "Produceret ammoniak", "Ammonia produced";
    FUEL_REQUIREMENT: "Brændselsbehov pr. mængde ammoniak", "Fuel requirement";
    SHARE_OXIDISED: "Oxideret andel", "Share oxidised";
    CO2_BOUND_IN_UREA: "CO2 bundet i urea", "CO2 bound in urea";
    BURNT_GOODS: "Brændte varer", "Burnt goods";
    CLAY_PER_GOODS: "Ler pr. mængde vare", "Clay per goods";
    CARBONATE_CONTENT_OF_THE_CLAY: "Karbonatandel i leret", "Carbonate content of the clay";
    CARBONATE: "Karbonat", "Carbonate";
    CLINKER_FACTOR_WITH_KILN_DUST: "Klinkerfaktor med ovnstøv", "Clinker factor with kiln dust";
    CLINKER_FACTOR_WITHOUT_KILN_DUST: "Klinkerfaktor uden ovnstøv",
        "Clinker factor without kiln dust";
    CORRECTION_FOR_KILN_DUST: "Korrektion for ovnstøv", "Correction for kiln dust";
    MASS: "masse", "mass";
    SHARE_OF_CLINKER: "klinkerandel", "share of clinker";
    IMPORTED_CLINKER: "Importeret klinker", "Imported clinker";
    EXPORTED_CLINKER: "Eksporteret klinker", "Exported clinker";
    CLINKER: "Klinker", "Clinker";
    EXTINGUISHING_AGENT: "Slukningsmiddel", "Extinguishing agent";
    AGENT_IN_INSTALLATIONS: "Slukningsmiddel i anlæg", "Agent in installations";
    ANNUAL_LOSS: "Årligt tab", "Annual loss";
    RELEASED_AT_RETIREMENT: "Udslip ved nedtagning", "Released at retirement";
    BLOWING_AGENT: "Opskumningsmiddel", "Blowing agent";
    BLOWN_IN_THE_YEAR: "Brugt til opskumning", "Blown in the year";
    LOSS_OF_THE_FIRST_YEAR: "Tab i første år", "Loss of the first year";
    BLOWN_IN_EARLIER_YEARS: "Brugt i tidligere år", "Blown in earlier years";
    LIFETIME: "Levetid", "Lifetime";
    LOSS_AT_DECOMMISSIONING: "Tab ved nedrivning", "Loss at decommissioning";
    RECOVERED: "Genvundet", "Recovered";
    LUBRICANTS_OR_WAXES: "Smøremidler eller voks", "Lubricants or waxes";
    SHARE_OXIDISED_DURING_USE: "Andel oxideret under brug", "Share oxidised during use";
    INTO_THE_PROCESS: "{name}, ind", "{name}, in";
    OUT_OF_THE_PROCESS: "{name}, ud", "{name}, out";
    CARBON_EMITTED: "Udledt kulstof", "Carbon emitted";
    ITS_CORRECTION_FOR_KILN_DUST: "korrektion for ovnstøv", "correction for kiln dust";
    CORRECTION_FOR_HYDRATED_LIME: "korrektion for læsket kalk", "correction for hydrated lime";
    SHARE_WITHOUT_CULLET: "andel uden skår", "share without cullet";
    SHARE_LEFT_BY_THE_ABATEMENT: "andel efter rensning", "share left by the abatement";
    CALCINED_FRACTION: "kalcineret andel", "calcined fraction";
    PROCESS_FACTOR: "procesfaktor", "process factor";
    BOUND_OR_CAPTURED: "Bundet eller opsamlet", "Bound or captured";
    MASS_OF_PRODUCT: "Produceret masse", "Mass of product";
    SHARE: "andel", "share";
    SUBSTANCE: "Stof", "Substance";
    SUPPLIED_IN_THE_YEAR: "Leveret i året", "Supplied in the year";
    SUPPLIED_IN_THE_YEAR_BEFORE: "Leveret året før", "Supplied in the year before";
    SUPPLIED_IN_THE_YEAR_BEFORE_AS_IN_THIS: "Leveret året før, sat lig årets levering",
        "Supplied in the year before, taken as this year's";
    USED_IN_THE_FIRST_YEAR: "Brugt i første år", "Used in the first year";
    EMITTED_SHARE: "Udledt andel", "Emitted share";
    REFRIGERANT: "Kølemiddel", "Refrigerant";
    REFRIGERANT_SOLD: "Solgt kølemiddel", "Refrigerant sold";
    CHARGE_OF_NEW_EQUIPMENT: "Fyldning af nye anlæg", "Charge of new equipment";
    ORIGINAL_CHARGE_OF_RETIRING_EQUIPMENT: "Oprindelig fyldning af skrottede anlæg",
        "Original charge of retiring equipment";
    REFRIGERANT_DESTROYED: "Destrueret kølemiddel", "Refrigerant destroyed";
    LEAKS_ARE_REFILLED: "lækage efterfyldes året efter", "leaks are refilled in the next year";
    LEAKS_ARE_NOT_REFILLED: "lækage efterfyldes ikke", "leaks are not refilled";
    SHARE_LOST_IN_CHARGING: "Tabt ved fyldning", "Share lost in charging";
    ANNUAL_LEAKAGE: "Årlig lækage", "Annual leakage";
    SERVICE: "Service", "Service";
    SOLD: "solgt", "sold";
    IMPORTED_IN_EQUIPMENT: "importeret i anlæg", "imported in equipment";
    DESTROYED: "destrueret", "destroyed";
    REFILLED: "Efterfyldt", "Refilled";
    CHARGED_INTO_NEW_EQUIPMENT: "Fyldt på nye anlæg", "Charged into new equipment";
    CHARGING_LOSS: "Tab ved fyldning", "Charging loss";
    LOSS_IN_OPERATION: "Tab i drift", "Loss in operation";
    IN_EQUIPMENT_THAT_RETIRES: "I skrottede anlæg", "In equipment that retires";
    LOSS_AT_THE_END_OF_LIFE: "Tab ved skrotning", "Loss at the end of life";
    IN_EQUIPMENT_AT_THE_END_OF_THE_YEAR: "I anlæg ved årets slutning",
        "In equipment at the end of the year";
    REFRIGERANT_HANDLED: "Håndteret kølemiddel", "Refrigerant handled";
    SHARE_LOST_FROM_CONTAINERS: "Tabt fra beholdere", "Share lost from containers";
    CONTAINER_LOSS: "Tab fra beholdere", "Container loss";
    REFRIGERANT_IN_EQUIPMENT: "Kølemiddel i anlæg", "Refrigerant in equipment";
    FIRST_CHARGE_OF_SCRAPPED_EQUIPMENT: "Oprindelig fyldning i skrottede anlæg",
        "First charge of scrapped equipment";
    RESIDUAL_CHARGE: "Restfyldning", "Residual charge";
    RECOVERED_SHARE: "Genvundet andel", "Recovered share";
    INCLUDED: "medregnet", "included";
    SHOWN_AS_A_MEMO: "kun oplyst, ikke medregnet", "shown as a memo, not included";
    SOLVENTS_THAT_EVAPORATE: "Fordampede opløsningsmidler", "Solvents that evaporate";
    CARBON_FRACTION: "Kulstofandel", "Carbon fraction";
    INDIRECT_CO2: "Indirekte CO2", "Indirect CO2";
    CO2_OF_THE_CARBON: "CO2 af kulstoffet", "CO2 of the carbon";
    SF6_USED_IN_MAKING: "SF6 brugt i produktion", "SF6 used in making";
    SHARE_LOST_IN_MAKING: "Tabt i produktion", "Share lost in making";
    SF6_IN_SWITCHGEAR: "SF6 i koblingsanlæg", "SF6 in switchgear";
    NAMEPLATE_CAPACITY_OF_RETIRING_SWITCHGEAR: "Fyldning ifølge mærkeplade, udtjente anlæg",
        "Nameplate capacity of retiring switchgear";
    REMAINING_SHARE: "Restfyldning", "Remaining share";
}
