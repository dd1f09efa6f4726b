//! Steps and remarks of derivations.

texts! {}
