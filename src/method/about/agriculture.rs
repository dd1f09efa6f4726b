use super::{About, Method, Table};

pub(super) const TABLE: Table = &[
    (
        Method::EntericFermentation,
        About {
            id: "enteric-fermentation",
            name: [
                "husdyrenes fordøjelse, faktor pr. dyr",
                "enteric fermentation, factor per animal",
            ],
            equation: "E = sum_T N_T x EF_T",
            reference: [
                "IPCC 2006 og Refinement 2019, bind 4, ligning 10.19 og 10.20",
                "IPCC 2006 and 2019 Refinement, volume 4, equations 10.19 and 10.20",
            ],
        },
    ),
    (
        Method::EntericFromEnergy,
        About {
            id: "enteric-from-energy",
            name: [
                "husdyrenes fordøjelse, foderets bruttoenergi",
                "enteric fermentation, gross energy of the feed",
            ],
            equation: "E = N x GE x Ym x 365 / 55.65",
            reference: [
                "IPCC 2006 og Refinement 2019, bind 4, ligning 10.21",
                "IPCC 2006 and 2019 Refinement, volume 4, equation 10.21",
            ],
        },
    ),
    (
        Method::EntericFromIntake,
        About {
            id: "enteric-from-intake",
            name: [
                "husdyrenes fordøjelse, foderets tørstof",
                "enteric fermentation, dry matter of the feed",
            ],
            equation: "E = N x DMI x MY x 365",
            reference: [
                "IPCC 2019 Refinement, bind 4, ligning 10.21a",
                "IPCC 2019 Refinement, volume 4, equation 10.21a",
            ],
        },
    ),
    (
        Method::ManureMethane,
        About {
            id: "manure-methane",
            name: [
                "metan fra gødning, organisk tørstof fordelt på systemer",
                "manure methane, volatile solids by system",
            ],
            equation: "E = N x VS x sum_S (AWMS_S x EF_S)",
            reference: [
                "IPCC 2019 Refinement, bind 4, ligning 10.22 og 10.22a",
                "IPCC 2019 Refinement, volume 4, equations 10.22 and 10.22a",
            ],
        },
    ),
    (
        Method::ManureMethanePerAnimal,
        About {
            id: "manure-methane-per-animal",
            name: ["metan fra gødning, faktor pr. dyr", "manure methane, factor per animal"],
            equation: "E = sum_T N_T x EF_T",
            reference: ["IPCC 2006, bind 4, ligning 10.22", "IPCC 2006, volume 4, equation 10.22"],
        },
    ),
    (
        Method::ManureMethaneFromSolids,
        About {
            id: "manure-methane-from-solids",
            name: [
                "metan fra gødning, organisk tørstof og metanpotentiale",
                "manure methane, volatile solids and their potential",
            ],
            equation: "E = N x VS x 365 x B0 x 0.67 x sum_S (MCF_S x AWMS_S)",
            reference: [
                "IPCC 2006 og Refinement 2019, bind 4, ligning 10.23 og 10.24",
                "IPCC 2006 and 2019 Refinement, volume 4, equations 10.23 and 10.24",
            ],
        },
    ),
    (
        Method::DirectManureNitrousOxide,
        About {
            id: "direct-manure-nitrous-oxide",
            name: ["direkte lattergas fra gødning", "direct nitrous oxide of manure"],
            equation: "E = sum_S (N x Nex x AWMS_S + N_cdg,S) x EF3_S x 44/28",
            reference: [
                "IPCC 2006 og Refinement 2019, bind 4, ligning 10.25",
                "IPCC 2006 and 2019 Refinement, volume 4, equation 10.25",
            ],
        },
    ),
    (
        Method::IndirectManureNitrousOxide,
        About {
            id: "indirect-manure-nitrous-oxide",
            name: ["indirekte lattergas fra gødning", "indirect nitrous oxide of manure"],
            equation: "E = (N_vol x EF4 + N_leach x EF5) x 44/28",
            reference: [
                "IPCC 2019 Refinement, bind 4, ligning 10.26-10.29",
                "IPCC 2019 Refinement, volume 4, equations 10.26-10.29",
            ],
        },
    ),
    (
        Method::ManagedSoilsDirect,
        About {
            id: "managed-soils-direct",
            name: ["lattergas fra dyrket jord, direkte", "managed soils, direct nitrous oxide"],
            equation: "E = [sum F x EF_1 + sum F_rice x EF_1FR + sum A_OS x EF_2 + sum F_PRP x EF_3PRP] x 44/28",
            reference: [
                "IPCC 2006 og 2019, bind 4, ligning 11.1",
                "IPCC 2006 and 2019, volume 4, equation 11.1",
            ],
        },
    ),
    (
        Method::ManagedSoilsIndirect,
        About {
            id: "managed-soils-indirect",
            name: ["lattergas fra dyrket jord, indirekte", "managed soils, indirect nitrous oxide"],
            equation: "E = {[F_SN x Frac_GASF + (F_ON + F_PRP) x Frac_GASM] x EF_4 + sum F x Frac_LEACH x EF_5} x 44/28",
            reference: [
                "IPCC 2006 og 2019, bind 4, ligning 11.9 og 11.10",
                "IPCC 2006 and 2019, volume 4, equations 11.9 and 11.10",
            ],
        },
    ),
    (
        Method::Liming,
        About {
            id: "liming",
            name: ["kalkning", "liming"],
            equation: "E = (M_limestone x EF_limestone + M_dolomite x EF_dolomite) x 44/12",
            reference: ["IPCC 2006, bind 4, ligning 11.12", "IPCC 2006, volume 4, equation 11.12"],
        },
    ),
    (
        Method::UreaFertiliser,
        About {
            id: "urea-fertiliser",
            name: ["urea som gødning", "urea fertiliser"],
            equation: "E = M_urea x EF x 44/12",
            reference: ["IPCC 2006, bind 4, ligning 11.13", "IPCC 2006, volume 4, equation 11.13"],
        },
    ),
    (
        Method::FieldBurning,
        About {
            id: "field-burning",
            name: ["markafbrænding", "field burning of crop residues"],
            equation: "L_fire = A x M_B x C_f x G_ef",
            reference: ["IPCC 2006, bind 4, ligning 2.27", "IPCC 2006, volume 4, equation 2.27"],
        },
    ),
];
