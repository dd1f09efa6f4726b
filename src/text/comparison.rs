//! Why two accounts differ.

texts! {}
