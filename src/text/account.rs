//! Activities, checks, notation keys.

texts! {
    TONNES_PER_INHABITANT: "{place} {year}: {tonnes} t CO2e pr. indbygger",
        "{place} {year}: {tonnes} t CO2e per inhabitant";
    LOOK_FOR_A_FACTOR_OF_1000: "se enheder og indbyggertal efter, især faktor 1000",
        "check the units and the population, above all for a factor of 1000";
}
