//! What holds for every process, every bank and every product in use.
#![allow(clippy::unwrap_used)]

use climate_account::gas::{Blend, Emissions, Gas, GwpSet};
use climate_account::method::industry::{
    Ammonia, CarbonFlow, Cement, CementKind, Clinker, ClinkerFactor, ClosedCellFoam, Correction,
    DelayedUse, GasOrBlend, KilnDust, KindOfProduct, MetalCarbonBalance, OperationLoss,
    OxidisedDuringUse, ProcessEmission, Product, ProductMix, RefrigerantBank, RefrigerantEmissions,
    RefrigerantSupply, ServicePractice, UseOfLastYear,
};
use climate_account::method::{Calculation, Sourced, carbon_dioxide_of};
use climate_account::number::Exact;
use climate_account::unit::{
    CarbonDioxideMass, CarbonMass, Mass, NetEnergy, NitrousOxideMass, Rate,
};
use climate_account::{ErrorKind, Quantity, Source, Title, Year};
use proptest::prelude::*;

fn sourced<T>(value: T) -> Sourced<T> {
    Sourced::new(value, &Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap())
}

fn name() -> Title {
    Title::new("Vare", "Goods")
}

fn grams() -> impl Strategy<Value = Exact> {
    (0_i64..1_000_000_000, 0_i8..4).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

fn factor() -> impl Strategy<Value = Exact> {
    (0_i64..5000).prop_map(|thousandths| Exact::new(thousandths, 3))
}

/// 0 to 1, both included.
fn share() -> impl Strategy<Value = Exact> {
    (0_i64..=1000).prop_map(|thousandths| Exact::new(thousandths, 3))
}

fn mass(grams: Exact) -> Sourced<Quantity<Mass>> {
    sourced(Quantity::new(grams, "g").unwrap())
}

fn product(grams: Exact, factor: Exact, corrections: Vec<Correction>) -> Product {
    Product {
        name: name(),
        mass: mass(grams),
        factor: sourced(Rate::new(factor, "t CO2/t").unwrap()),
        corrections: corrections.into_iter().map(sourced).collect(),
    }
}

fn of_products(products: Vec<Product>) -> Emissions {
    ProcessEmission { products, bound: None }.emissions().unwrap()
}

fn sum(parts: impl IntoIterator<Item = Exact>) -> Exact {
    parts.into_iter().fold(Exact::ZERO, |sum, part| sum.checked_add(part).unwrap())
}

fn times(left: Exact, right: Exact) -> Exact {
    left.checked_mul(right).unwrap()
}

fn minus(left: Exact, right: Exact) -> Exact {
    left.checked_sub(right).unwrap()
}

fn correction() -> impl Strategy<Value = Correction> {
    prop_oneof![
        share().prop_map(Correction::Cullet),
        share().prop_map(Correction::CalcinedFraction),
        (1000_i64..1200).prop_map(|factor| Correction::LimeKilnDust(Exact::new(factor, 3))),
        (share(), share())
            .prop_map(|(hydrated, water)| Correction::HydratedLime { hydrated, water }),
        (share(), share()).prop_map(|(destruction, utilisation)| Correction::Abatement {
            destruction,
            utilisation
        }),
    ]
}

/// Yearly sales and imports, in kilograms, with a filling loss and a leakage.
type Supplies = Vec<(i64, i64)>;

fn bank(
    supplies: &[(i64, i64)],
    losses: [Exact; 2],
    lifetime: i64,
    service: ServicePractice,
    destroyed: &[Quantity<Mass>],
) -> RefrigerantBank {
    let supply = supplies.iter().enumerate().map(|(index, &(sales, imported))| {
        sourced(RefrigerantSupply {
            year: Year::new(1990 + i64::try_from(index).unwrap()).unwrap(),
            bulk_sales: Quantity::<Mass>::kilograms(sales),
            imported_in_equipment: Quantity::<Mass>::kilograms(imported),
            destroyed: destroyed.get(index).copied().unwrap_or_default(),
        })
    });
    RefrigerantBank {
        refrigerant: sourced("hfc-134a".parse().unwrap()),
        filling_loss: sourced(losses[0]),
        operation_loss: sourced(Rate::new(losses[1], "1/yr").unwrap()),
        lifetime: sourced(Quantity::years(lifetime)),
        service: sourced(service),
        supply: supply.collect(),
        year: Year::new(1990).unwrap(),
    }
}

fn supplies() -> impl Strategy<Value = Supplies> {
    prop::collection::vec((0_i64..100_000, 0_i64..100_000), 1..30)
}

fn service() -> impl Strategy<Value = ServicePractice> {
    prop::sample::select(vec![ServicePractice::TopUp, ServicePractice::NoRefill])
}

fn gram_sum(masses: impl IntoIterator<Item = Quantity<Mass>>) -> Exact {
    sum(masses.into_iter().map(Quantity::base_value))
}

proptest! {
    #[test]
    fn a_process_is_linear_and_splits(
        left in grams(), right in grams(), factor in factor(), correction in correction(),
    ) {
        let of = |grams| of_products(vec![product(grams, factor, vec![correction])]);
        let whole = of(sum([left, right]));
        prop_assert_eq!(&whole, &of(left).and(&of(right)).unwrap());
        let parts = vec![
            product(left, factor, vec![correction]), product(right, factor, vec![correction]),
        ];
        prop_assert_eq!(&whole, &of_products(parts));
        prop_assert_eq!(of(times(left, 7.into())), of(left).times(7).unwrap());
        prop_assert!(of(Exact::ZERO).is_none());
    }

    #[test]
    fn corrections_commute(mass in grams(), factor in factor(), left in correction(), right in correction()) {
        let forth = of_products(vec![product(mass, factor, vec![left, right])]);
        prop_assert_eq!(forth, of_products(vec![product(mass, factor, vec![right, left])]));
    }

    #[test]
    fn emitted_and_bound_are_the_generated(mass in grams(), factor in factor(), part in share()) {
        let products = vec![product(mass, factor, Vec::new())];
        let generated = of_products(products.clone());
        let bound = Emissions::from_grams(Gas::CO2, times(generated.grams(Gas::CO2), part));
        let rest = ProcessEmission {
            products,
            bound: Some(sourced(Quantity::new(bound.grams(Gas::CO2), "g CO2").unwrap())),
        };
        prop_assert_eq!(rest.emissions().unwrap().and(&bound).unwrap(), generated);
    }

    #[test]
    fn a_mix_is_its_kinds(grams in grams(), part in share(), factors in (factor(), factor())) {
        let rest = minus(Exact::ONE, part);
        let kind = |share, factor| KindOfProduct::<CarbonDioxideMass> {
            name: name(),
            share: sourced(share),
            factor: sourced(Rate::new(factor, "t CO2/t").unwrap()),
        };
        let mix = ProductMix {
            mass: mass(grams),
            kinds: vec![kind(part, factors.0), kind(rest, factors.1)],
        };
        let kinds = of_products(vec![
            product(times(grams, part), factors.0, Vec::new()),
            product(times(grams, rest), factors.1, Vec::new()),
        ]);
        prop_assert_eq!(mix.emissions().unwrap(), kinds);
    }

    #[test]
    fn clinker_moves_from_works_to_works(
        cement in grams(), percent in 1_i64..=100, moved in grams(), factor in factor(),
    ) {
        let clinker_factor =
            ClinkerFactor::HoldsKilnDust(sourced(Rate::new(factor, "t CO2/t").unwrap()));
        let works = |imported, exported| Cement {
            kinds: vec![CementKind {
                name: name(),
                mass: mass(cement),
                clinker_share: sourced(Exact::new(percent, 2)),
            }],
            imported_clinker: mass(imported),
            exported_clinker: mass(exported),
            factor: clinker_factor.clone(),
        };
        let own = times(cement, Exact::new(percent, 2));
        let moved = moved.min(own);
        let buys = works(moved, Exact::ZERO).emissions().unwrap();
        let sells = works(Exact::ZERO, moved).emissions().unwrap();
        let clinker = Clinker { clinker: mass(own), factor: clinker_factor.clone() };
        let both = clinker.emissions().unwrap().times(2).unwrap();
        prop_assert_eq!(buys.and(&sells).unwrap(), both);
        let more = works(sum([own, Exact::ONE]), Exact::ZERO).emissions().unwrap_err();
        prop_assert_eq!(more.kind(), ErrorKind::OutOfRange);
    }

    /// The carbonate carbon of dust is counted whether it is a correction or a product of its own.
    #[test]
    fn kiln_dust_is_its_own_carbonate(
        clinker in 1_i64..1_000_000, dust in 0_i64..1_000_000, content in share(), calcined in share(),
    ) {
        let carbonate = Exact::new(43_971, 5);
        let bare = Exact::new(51, 2);
        let dust_mass = Exact::from(dust);
        let kiln_dust = KilnDust {
            dust: mass(dust_mass),
            clinker: mass(clinker.into()),
            carbonate_content: sourced(content),
            calcined: sourced(calcined),
            carbonate_factor: sourced(Rate::new(carbonate, "t CO2/t").unwrap()),
            clinker_factor: sourced(Rate::new(bare, "t CO2/t").unwrap()),
        };
        let corrected = Clinker {
            clinker: mass(clinker.into()),
            factor: ClinkerFactor::WithoutKilnDust {
                factor: sourced(Rate::new(bare, "t CO2/t").unwrap()),
                correction: sourced(kiln_dust.correction().unwrap()),
            },
        };
        let apart = sum([
            times(clinker.into(), bare),
            times(times(dust_mass, content), times(calcined, carbonate)),
        ]);
        let off = minus(corrected.emissions().unwrap().grams(Gas::CO2), apart).abs();
        prop_assert!(off <= Exact::new(1, 15), "{off}"); // the correction has 28 digits
    }

    #[test]
    fn carbon_in_is_carbon_out_and_emitted(
        inputs in prop::collection::vec((grams(), share()), 1..6), part in share(),
    ) {
        let flow = |(grams, content): (Exact, Exact)| CarbonFlow {
            name: name(),
            mass: mass(grams),
            carbon: sourced(Rate::new(content, "kg C/kg").unwrap()),
        };
        let carbon = sum(inputs.iter().map(|&(grams, content)| times(grams, content)));
        let out = times(carbon, part);
        let balance = MetalCarbonBalance {
            inputs: inputs.into_iter().map(flow).collect(),
            outputs: vec![flow((out, Exact::ONE))],
        };
        let emitted = balance.emitted_carbon().unwrap();
        prop_assert_eq!(sum([out, emitted.base_value()]), carbon);
        // One is rounded at a microgram, the other at 28 digits.
        let exact = balance.emissions().unwrap().grams(Gas::CO2);
        let direct = carbon_dioxide_of(emitted).unwrap().base_value();
        prop_assert!(minus(exact, direct).abs() <= Exact::new(1, 6));
    }

    #[test]
    fn ammonia_and_lubricants_are_linear(amount in 0_i64..1_000_000, part in share()) {
        let carbon = || sourced(Rate::<CarbonMass, NetEnergy>::new(15, "kg C/GJ (net)").unwrap());
        let ammonia = |tonnes: i64| Ammonia {
            product: sourced(Quantity::<Mass>::tonnes(tonnes)),
            fuel_requirement: sourced(Rate::new(30, "GJ (net)/t").unwrap()),
            carbon_content: carbon(),
            oxidised: sourced(Exact::ONE),
            bound_in_urea: None,
        };
        let oil = |terajoules: i64| OxidisedDuringUse {
            product: sourced(Quantity::<NetEnergy>::terajoules(terajoules)),
            carbon_content: carbon(),
            oxidised: sourced(part),
        };
        let single = ammonia(amount).emissions().unwrap();
        prop_assert_eq!(ammonia(3 * amount).emissions().unwrap(), single.times(3).unwrap());
        let single = oil(amount).emissions().unwrap();
        prop_assert_eq!(oil(3 * amount).emissions().unwrap(), single.times(3).unwrap());
    }

    /// Sales and imports are emissions, destruction and growth of the bank, to the last digit.
    #[test]
    fn a_bank_loses_nothing(
        supplies in supplies(), filling in share(), leakage in share(), lifetime in 1_i64..15,
        service in service(), destroyed in share(),
    ) {
        let losses = [filling, leakage];
        let series = match bank(&supplies, losses, lifetime, service, &[]).series() {
            Ok(series) => series,
            Err(error) => {
                // Leaks that nobody refills, while the full charge retires, overdraw a bank.
                prop_assert_eq!(service, ServicePractice::TopUp);
                let text = error.to_string();
                prop_assert!(text.starts_with("expected a bank of refrigerant of zero"), "{text}");
                return Ok(());
            }
        };
        let destroyed: Vec<_> =
            series.iter().map(|year| year.retired.scale(destroyed).unwrap()).collect();
        let series = bank(&supplies, losses, lifetime, service, &destroyed).series().unwrap();
        let supplied = sum(supplies.iter().map(|&(sales, imported)| Exact::from((sales + imported) * 1000)));
        let emitted = gram_sum(series.iter().map(|year| year.emitted().unwrap()));
        let bank = series.last().unwrap().bank;
        prop_assert!(!bank.base_value().is_negative());
        prop_assert_eq!(supplied, sum([emitted, gram_sum(destroyed), bank.base_value()]));
        for (year, &(sales, _)) in series.iter().zip(&supplies) {
            let sold = Quantity::<Mass>::kilograms(sales);
            prop_assert_eq!(year.refilled.checked_add(year.newly_filled).unwrap(), sold);
        }
    }

    /// Once supply ends and equipment has retired, an emptied bank has emitted all of its supply.
    #[test]
    fn without_refill_a_bank_ends_at_zero(
        supplies in supplies(), filling in share(), leakage in share(), lifetime in 1_i64..15,
    ) {
        let mut all = supplies.clone();
        all.extend((0..lifetime).map(|_| (0, 0)));
        let series =
            bank(&all, [filling, leakage], lifetime, ServicePractice::NoRefill, &[]).series().unwrap();
        prop_assert_eq!(series.last().unwrap().bank, Quantity::ZERO);
    }

    #[test]
    fn a_bank_is_the_leak_of_its_start(
        imported in 1_i64..100_000, leakage in share(), years in 1_i64..10,
    ) {
        let mut supplies = vec![(0, imported)];
        supplies.extend((0..years).map(|_| (0, 0)));
        let service = ServicePractice::NoRefill;
        let series =
            bank(&supplies, [Exact::ZERO, leakage], years + 5, service, &[]).series().unwrap();
        for pair in series.windows(2) {
            let operation =
                OperationLoss {
                    bank: sourced(pair[0].bank),
                    leakage: sourced(Rate::new(leakage, "1/yr").unwrap()),
                };
            let off = minus(
                operation.loss().unwrap().base_value(), pair[1].operation_loss.base_value(),
            );
            prop_assert!(off.abs() <= Exact::new(5, 7)); // half a microgram
        }
    }

    #[test]
    fn the_parts_of_a_blend_add_up(kilograms in 0_i64..1_000_000, percent in 0_i64..=100) {
        for id in ["R-404A", "R-407C", "R-410A", "R-507A"] {
            let blend: Blend = id.parse().unwrap();
            let leak = RefrigerantEmissions {
                refrigerant: sourced(GasOrBlend::Blend(blend.clone())),
                containers: None,
                charging: None,
                operation: Some(OperationLoss {
                    bank: sourced(Quantity::<Mass>::kilograms(kilograms)),
                    leakage: sourced(Rate::new(percent, "%/yr").unwrap()),
                }),
                end_of_life: None,
            };
            let emissions = leak.emissions().unwrap();
            let grams = Exact::from(kilograms * percent * 10);
            prop_assert_eq!(sum(emissions.masses().map(|(_, mass)| mass)), grams);
            let set = GwpSet::ar5();
            let weighted = times(grams, blend.gwp(&set).unwrap());
            prop_assert_eq!(times(emissions.to_co2e(&set).unwrap().kilograms(), 1000.into()), weighted);
        }
    }

    /// All that is supplied is emitted, save for what the last year leaves to the next.
    #[test]
    fn aerosols_emit_what_was_supplied(
        supplies in prop::collection::vec(grams(), 2..20), first in share(),
    ) {
        let use_of = |this: Exact, before: Exact| DelayedUse {
            substance: sourced("hfc-134a".parse().unwrap()),
            supplied: mass(this),
            last_year: UseOfLastYear::Known(mass(before)),
            used_in_first_year: sourced(first),
            emitted: sourced(Exact::ONE),
        };
        let gas: Gas = "hfc-134a".parse().unwrap();
        let mut series = vec![Exact::ZERO];
        series.extend(supplies);
        let emitted = sum(series.windows(2).map(|pair| {
            use_of(pair[1], pair[0]).emissions().unwrap().grams(gas)
        }));
        let left = times(*series.last().unwrap(), minus(Exact::ONE, first));
        prop_assert_eq!(sum([emitted, left]), sum(series));
    }

    /// What is blown is lost at most once.
    #[test]
    fn foam_loses_at_most_what_was_blown(
        blown in 1_i64..100_000, first in share(), annual in share(), lifetime in 1_i64..60,
    ) {
        let gas: Gas = "hfc-134a".parse().unwrap();
        let foam = |blown: i64, bank: i64| {
            let foam = ClosedCellFoam {
                blowing_agent: sourced(GasOrBlend::Gas(gas)),
                blown: sourced(Quantity::<Mass>::kilograms(blown)),
                first_year_loss: sourced(first),
                bank: sourced(Quantity::<Mass>::kilograms(bank)),
                annual_loss: sourced(Rate::new(annual, "1/yr").unwrap()),
                lifetime: sourced(Quantity::years(lifetime)),
                decommissioning_loss: sourced(Quantity::ZERO),
                recovered: sourced(Quantity::ZERO),
            };
            foam.emissions().map(|emissions| emissions.kilograms(gas))
        };
        let whole = sum([first, times(annual, lifetime.into())]);
        match (foam(blown, 0), foam(0, blown)) {
            (Ok(new), Ok(later)) => {
                prop_assert!(sum([new, times(later, lifetime.into())]) <= blown.into());
            }
            _ => prop_assert!(whole > Exact::ONE),
        }
    }
}

#[test]
fn the_gas_of_a_process_is_that_of_its_factor() {
    let acid = Product::<NitrousOxideMass> {
        name: name(),
        mass: sourced(Quantity::<Mass>::tonnes(20_000)),
        factor: sourced(Rate::new(7, "kg N2O/t").unwrap()),
        corrections: Vec::new(),
    };
    let emissions = ProcessEmission { products: vec![acid], bound: None }.emissions().unwrap();
    assert_eq!(emissions.tonnes(Gas::N2O), 140.into());
    assert!(emissions.grams(Gas::CO2).is_zero());
}

/// A gas without a value under a set is refused, not taken for zero.
#[test]
fn a_refrigerant_without_a_value_is_no_zero() {
    let leak: GasOrBlend = "R-404A".parse().unwrap();
    let set = GwpSet::custom("CO2 only", [(Gas::CO2, Exact::ONE)], &sourced(()).source);
    let emissions = leak.emissions_from_kilograms(1).unwrap();
    let error = set.and_then(|set| emissions.to_co2e(&set)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingGwpValue);
}
