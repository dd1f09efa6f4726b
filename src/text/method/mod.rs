//! Methods: what several families say.

pub(crate) mod agriculture;
pub(crate) mod energy;
pub(crate) mod industry;
pub(crate) mod land;
pub(crate) mod waste;

texts! {
    NET_CALORIFIC_VALUE: "Nedre brændværdi", "Net calorific value";
    ENERGY: "Energi", "Energy";
    CARBON_CONTENT: "Kulstofindhold", "Carbon content";
    ACTIVITY: "Aktivitet", "Activity";
    UREA: "Urea", "Urea";
    METHANE_FACTOR: "Metanfaktor", "Methane factor";
    NITROUS_OXIDE_FACTOR: "Lattergasfaktor", "Nitrous oxide factor";
    EMISSION_FACTOR_ID: "Emissionsfaktor `{id}`", "Emission factor `{id}`";
    DEFAULT_OF_A_GUIDELINE: "standardværdi fra en vejledning, ikke målt her",
        "the default of a guideline, not measured here";
    NAME_AND_PART: "{name}: {part}", "{name}: {part}";
    NAME_AND_PROPERTY: "{name}, {property}", "{name}, {property}";
    WHAT_OF_NAME: "{what}, {name}", "{what}, {name}";
}
