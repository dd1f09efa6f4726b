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
];
