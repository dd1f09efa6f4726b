//! Targets, budgets, rules of climate plans, decomposition, costs.

texts! {
    POPULATION: "Befolkning", "Population";
    ACTIVITY_PER_INHABITANT: "Aktivitet pr. indbygger", "Activity per inhabitant";
    ENERGY_PER_ACTIVITY: "Energi pr. aktivitet", "Energy per activity";
    EMISSION_PER_ENERGY: "Udledning pr. energi", "Emission per energy";
    ENERGY_INTENSITY: "Energiintensitet", "Energy intensity";
    FUEL_SHARE: "Brændselsandel", "Fuel share";
    EMISSION_FACTOR: "Emissionsfaktor", "Emission factor";
}
