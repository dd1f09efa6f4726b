//! Explanations and tables.

texts! {}
