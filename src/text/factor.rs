//! Factors, parameters, gases, units.

texts! {}
