//! Carbon of land: organic soils, mineral soils, biomass, wood products.
