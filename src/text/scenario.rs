//! Drivers, measures, projections.

texts! {}
