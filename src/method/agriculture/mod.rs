//! Livestock, manure, soils, liming and field burning.
