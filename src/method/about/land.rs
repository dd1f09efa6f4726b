use super::{About, Method, Table};

pub(super) const TABLE: Table = &[
    (
        Method::DrainedOrganicSoil,
        About {
            id: "drained-organic-soil",
            name: ["drænet organisk jord", "drained organic soil"],
            equation: "E_CO2 = A x (EF_site + EF_DOC) x 44/12, E_CH4 = A x [(1 - f) x EF_land + f x EF_ditch], E_N2O = A x EF_2 x 44/28",
            reference: [
                "IPCC Wetlands Supplement 2013, kapitel 2; IPCC 2006, bind 4, ligning 2.26 og 11.1",
                "IPCC 2013 Wetlands Supplement, chapter 2; IPCC 2006, volume 4, equations 2.26 and 11.1",
            ],
        },
    ),
    (
        Method::RewettedOrganicSoil,
        About {
            id: "rewetted-organic-soil",
            name: ["genoprettet vådområde på organisk jord", "rewetted organic soil"],
            equation: "E_CO2 = A x (EF_CO2 + EF_DOC) x 44/12, E_CH4 = A x EF_CH4-C x 16/12",
            reference: [
                "IPCC Wetlands Supplement 2013, kapitel 3",
                "IPCC 2013 Wetlands Supplement, chapter 3",
            ],
        },
    ),
    (
        Method::SoilCarbonChange,
        About {
            id: "soil-carbon-change",
            name: ["kulstof i mineraljord, ændring", "mineral soil carbon, change"],
            equation: "dC = (SOC_end - SOC_start) / max(D, T), SOC = sum SOC_ref x F_LU x F_MG x F_I x A",
            reference: ["IPCC 2006, bind 4, ligning 2.25", "IPCC 2006, volume 4, equation 2.25"],
        },
    ),
    (
        Method::SoilCarbonHistory,
        About {
            id: "soil-carbon-history",
            name: ["kulstof i mineraljord, år for år", "mineral soil carbon, year by year"],
            equation: "dC = sum A x SOC_ref x dF / D",
            reference: ["IPCC 2019, bind 4, boks 2.2", "IPCC 2019, volume 4, box 2.2"],
        },
    ),
    (
        Method::BiomassGainLoss,
        About {
            id: "biomass-gain-loss",
            name: ["levende biomasse, tilvækst minus tab", "living biomass, gain minus loss"],
            equation: "dC = sum A x G x (1 + R) x CF - L_wood - L_fuel - L_disturbance",
            reference: [
                "IPCC 2006, bind 4, ligning 2.7-2.14",
                "IPCC 2006, volume 4, equations 2.7-2.14",
            ],
        },
    ),
    (
        Method::LandConversion,
        About {
            id: "land-conversion",
            name: ["biomasse ved ændret arealanvendelse", "biomass of converted land"],
            equation: "dC = dC_G + sum (B_after - B_before) x dA x CF - dC_L",
            reference: [
                "IPCC 2006, bind 4, ligning 2.15 og 2.16",
                "IPCC 2006, volume 4, equations 2.15 and 2.16",
            ],
        },
    ),
    (
        Method::StockDifference,
        About {
            id: "stock-difference",
            name: ["kulstoflager, forskel mellem to opgørelser", "carbon stock difference"],
            equation: "dC = (C_t2 - C_t1) / (t2 - t1)",
            reference: ["IPCC 2006, bind 4, ligning 2.8", "IPCC 2006, volume 4, equation 2.8"],
        },
    ),
    (
        Method::DeadOrganicMatter,
        About {
            id: "dead-organic-matter",
            name: ["dødt ved og førne", "dead wood and litter"],
            equation: "dC = (C_n - C_o) x A / T, or A x (DOM_in - DOM_out) x CF",
            reference: [
                "IPCC 2006, bind 4, ligning 2.17-2.19 og 2.23",
                "IPCC 2006, volume 4, equations 2.17-2.19 and 2.23",
            ],
        },
    ),
    (
        Method::WoodProducts,
        About {
            id: "wood-products",
            name: ["høstede træprodukter", "harvested wood products"],
            equation: "C' = e^(-k) x C + (1 - e^(-k)) / k x inflow, k = ln 2 / half-life",
            reference: ["IPCC 2006, bind 4, ligning 12.1", "IPCC 2006, volume 4, equation 12.1"],
        },
    ),
    (
        Method::SettlementTrees,
        About {
            id: "settlement-trees",
            name: ["træer i bebyggelse", "trees in settlements"],
            equation: "dC = sum AT x CRW - dC_L, or sum NT x C_tree - dC_L",
            reference: [
                "IPCC 2006, bind 4, ligning 8.1-8.3",
                "IPCC 2006, volume 4, equations 8.1-8.3",
            ],
        },
    ),
];
