use super::{About, Method, Table};

pub(super) const TABLE: Table = &[
    (
        Method::ProcessEmission,
        About {
            id: "process-emission",
            name: [
                "procesudledning, produkter x faktorer",
                "process emission, products times factors",
            ],
            equation: "E = sum_i m_i x EF_i x corrections_i - bound",
            reference: [
                "IPCC 2006, bind 3, ligning 2.6, 2.10, 2.11, 2.14-2.16, 3.5-3.8, 4.4-4.8 og 4.20",
                "IPCC 2006, volume 3, equations 2.6, 2.10, 2.11, 2.14-2.16, 3.5-3.8, 4.4-4.8 and 4.20",
            ],
        },
    ),
    (
        Method::ProductMix,
        About {
            id: "product-mix",
            name: ["procesudledning, blanding efter andele", "process emission, mix by shares"],
            equation: "E = M x sum_i share_i x EF_i",
            reference: [
                "IPCC 2006, bind 3, ligning 2.8 og 2.14, tabel 4.21 og 4.24",
                "IPCC 2006, volume 3, equations 2.8 and 2.14, tables 4.21 and 4.24",
            ],
        },
    ),
    (
        Method::Cement,
        About {
            id: "cement",
            name: ["cement, tier 1", "cement, tier 1"],
            equation: "E = (sum_i M_i x C_i - imports + exports) x EF",
            reference: ["IPCC 2006, bind 3, ligning 2.1", "IPCC 2006, volume 3, equation 2.1"],
        },
    ),
    (
        Method::Clinker,
        About {
            id: "clinker",
            name: ["klinker, tier 2", "clinker, tier 2"],
            equation: "E = M_cl x EF_cl x CF_ckd",
            reference: [
                "IPCC 2006, bind 3, ligning 2.2, 2.4 og 2.5",
                "IPCC 2006, volume 3, equations 2.2, 2.4 and 2.5",
            ],
        },
    ),
    (
        Method::ClayProducts,
        About {
            id: "clay-products",
            name: ["tegl og keramik", "bricks and ceramics"],
            equation: "E = product x clay x carbonate content x sum_i share_i x EF_i",
            reference: [
                "IPCC 2006, bind 3, afsnit 2.5, ligning 2.14",
                "IPCC 2006, volume 3, section 2.5, equation 2.14",
            ],
        },
    ),
    (
        Method::Ammonia,
        About {
            id: "ammonia",
            name: ["ammoniak", "ammonia"],
            equation: "E = AP x FR x CCF x COF x 44/12 - R",
            reference: [
                "IPCC 2006, bind 3, ligning 3.1-3.3",
                "IPCC 2006, volume 3, equations 3.1-3.3",
            ],
        },
    ),
    (
        Method::MetalCarbonBalance,
        About {
            id: "metal-carbon-balance",
            name: ["metal, kulstofbalance", "metals, carbon balance"],
            equation: "E = (sum_m in_m x C_m - sum_p out_p x C_p) x 44/12",
            reference: ["IPCC 2006, bind 3, ligning 4.9", "IPCC 2006, volume 3, equation 4.9"],
        },
    ),
    (
        Method::AluminiumPerfluorocarbons,
        About {
            id: "aluminium-perfluorocarbons",
            name: ["PFC fra aluminium", "perfluorocarbons of aluminium"],
            equation: "E_CF4 = MP x EF or S x AEM x MP, E_C2F6 = E_CF4 x F",
            reference: [
                "IPCC 2006, bind 3, ligning 4.25 og 4.26",
                "IPCC 2006, volume 3, equations 4.25 and 4.26",
            ],
        },
    ),
    (
        Method::OxidisedDuringUse,
        About {
            id: "oxidised-during-use",
            name: [
                "smøremidler og voks oxideret under brug",
                "lubricants and waxes oxidised during use",
            ],
            equation: "E = LC x CC x ODU x 44/12",
            reference: [
                "IPCC 2006, bind 3, ligning 5.2 og 5.4",
                "IPCC 2006, volume 3, equations 5.2 and 5.4",
            ],
        },
    ),
    (
        Method::Solvents,
        About {
            id: "solvents",
            name: ["opløsningsmidler", "solvents"],
            equation: "E = NMVOC x C x 44/12",
            reference: [
                "IPCC 2006, bind 3, afsnit 5.5; bind 1, afsnit 7.2.1.5",
                "IPCC 2006, volume 3, section 5.5; volume 1, section 7.2.1.5",
            ],
        },
    ),
    (
        Method::RefrigerantEmissions,
        About {
            id: "refrigerant-emissions",
            name: ["kølemidler, emissionsfaktorer", "refrigerants, emission factors"],
            equation: "E = RM x c + M x k + B x x + M_t-d x p x (1 - recovered)",
            reference: [
                "IPCC 2006, bind 3, ligning 7.10-7.14",
                "IPCC 2006, volume 3, equations 7.10-7.14",
            ],
        },
    ),
    (
        Method::RefrigerantBank,
        About {
            id: "refrigerant-bank",
            name: ["kølemidler, mængde i anlæg over årene", "refrigerants, bank over the years"],
            equation: "B_t = B_t-1 - B_t-1 x x - retired_t + refill_t + new_t x (1 - k) + imported_t",
            reference: [
                "IPCC 2019, bind 3, kapitel 7, regneeksempel for 2.F.1",
                "IPCC 2019 Refinement, volume 3, chapter 7, calculation example of 2.F.1",
            ],
        },
    ),
    (
        Method::RefrigerantBalance,
        About {
            id: "refrigerant-balance",
            name: ["kølemidler, massebalance", "refrigerants, mass balance"],
            equation: "E = sales - charge of new + original charge of retiring - destroyed",
            reference: ["IPCC 2006, bind 3, ligning 7.9", "IPCC 2006, volume 3, equation 7.9"],
        },
    ),
    (
        Method::Foam,
        About {
            id: "foam",
            name: ["skum", "foams"],
            equation: "E_t = M_t x EF_first + bank_t x EF_annual + DL_t - RD_t, or E_t = M_t",
            reference: [
                "IPCC 2006, bind 3, ligning 7.7 og 7.8",
                "IPCC 2006, volume 3, equations 7.7 and 7.8",
            ],
        },
    ),
    (
        Method::DelayedUse,
        About {
            id: "delayed-use",
            name: ["aerosoler og lattergas i produkter", "aerosols and N2O in products"],
            equation: "E_t = (s x A_t + (1 - s) x A_t-1) x EF",
            reference: [
                "IPCC 2006, bind 3, ligning 7.6 og 8.24",
                "IPCC 2006, volume 3, equations 7.6 and 8.24",
            ],
        },
    ),
    (
        Method::FireProtection,
        About {
            id: "fire-protection",
            name: ["brandslukning", "fire protection"],
            equation: "E_t = bank_t x EF + RRL_t",
            reference: ["IPCC 2006, bind 3, ligning 7.17", "IPCC 2006, volume 3, equation 7.17"],
        },
    ),
    (
        Method::Switchgear,
        About {
            id: "switchgear",
            name: ["SF6 i koblingsanlæg", "SF6 in switchgear"],
            equation: "E = EF_making x consumption + EF_use x capacity + retiring x remaining x (1 - recovered)",
            reference: ["IPCC 2006, bind 3, ligning 8.1", "IPCC 2006, volume 3, equation 8.1"],
        },
    ),
];
