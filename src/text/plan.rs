//! Targets, budgets, rules of climate plans, decomposition, costs.

texts! {}
