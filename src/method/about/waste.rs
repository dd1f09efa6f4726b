use super::{About, Method, Table};

pub(super) const TABLE: Table = &[
    (
        Method::Landfill,
        About {
            id: "landfill",
            name: ["deponi, førsteordens nedbrydning", "landfill, first-order decay"],
            equation: "E_T = (sum_i G_i,T - R_T) x (1 - OX_T), G = decomposed carbon x F x 16/12",
            reference: [
                "IPCC 2006, bind 5, ligning 3.1-3.6",
                "IPCC 2006, volume 5, equations 3.1-3.6",
            ],
        },
    ),
    (
        Method::MethaneCommitment,
        About {
            id: "methane-commitment",
            name: ["deponi, metanforpligtelse", "landfill, methane commitment"],
            equation: "E = W x MCF x DOC x DOC_f x F x 16/12 x (1 - f_rec) x (1 - OX)",
            reference: [
                "GPC ligning 8.3 og 8.4; IPCC 2006, bind 5, ligning 3.3",
                "GPC equations 8.3 and 8.4; IPCC 2006, volume 5, equation 3.3",
            ],
        },
    ),
    (
        Method::BiologicalTreatment,
        About {
            id: "biological-treatment",
            name: ["biologisk behandling af affald", "biological treatment of waste"],
            equation: "E_CH4 = m x EF_CH4 - R, E_N2O = m x EF_N2O",
            reference: [
                "IPCC 2006, bind 5, ligning 4.1 og 4.2",
                "IPCC 2006, volume 5, equations 4.1 and 4.2",
            ],
        },
    ),
    (
        Method::BiogasChain,
        About {
            id: "biogas-chain",
            name: ["biogaskæde", "biogas chain"],
            equation: "E_CH4 = m x y x l + sum of captured x share x slip + storage",
            reference: [
                "IPCC 2006, bind 5, ligning 4.1; DCE, Aarhus Universitet, virkemidler i landbruget 2024, kapitel 6",
                "IPCC 2006, volume 5, equation 4.1; DCE, Aarhus University, measures in agriculture 2024, chapter 6",
            ],
        },
    ),
    (
        Method::Incineration,
        About {
            id: "incineration",
            name: ["affaldsforbrænding", "waste incineration"],
            equation: "E_CO2 = M x sum_j WF_j x dm_j x CF_j x FCF_j x OF x 44/12, E_CH4 = M x EF_CH4, E_N2O = M x EF_N2O",
            reference: [
                "IPCC 2006, bind 5, ligning 5.1, 5.2, 5.4 og 5.5",
                "IPCC 2006, volume 5, equations 5.1, 5.2, 5.4 and 5.5",
            ],
        },
    ),
    (
        Method::FossilLiquidWaste,
        About {
            id: "fossil-liquid-waste",
            name: ["forbrænding af fossilt flydende affald", "burning of fossil liquid waste"],
            equation: "E_CO2 = AL x CL x OF x 44/12",
            reference: ["IPCC 2006, bind 5, ligning 5.3", "IPCC 2006, volume 5, equation 5.3"],
        },
    ),
    (
        Method::OpenBurning,
        About {
            id: "open-burning",
            name: ["afbrænding i det fri", "open burning of waste"],
            equation: "M = P x P_frac x MSW_P x B_frac x 365, E_CO2 = M x sum_j WF_j x dm_j x CF_j x FCF_j x OF x 44/12, E_N2O = M x dm x EF_N2O",
            reference: [
                "IPCC 2006, bind 5, ligning 5.2, 5.4, 5.5 og 5.7",
                "IPCC 2006, volume 5, equations 5.2, 5.4, 5.5 and 5.7",
            ],
        },
    ),
    (
        Method::DomesticWastewater2006,
        About {
            id: "domestic-wastewater-2006",
            name: ["metan fra husspildevand (2006)", "methane of domestic wastewater (2006)"],
            equation: "E = sum_ij (U_i x T_ij x B0 x MCF_j) x (P x BOD x I x 365 - S) - R",
            reference: [
                "IPCC 2006, bind 5, ligning 6.1-6.3",
                "IPCC 2006, volume 5, equations 6.1-6.3",
            ],
        },
    ),
    (
        Method::DomesticWastewater2019,
        About {
            id: "domestic-wastewater-2019",
            name: ["metan fra husspildevand (2019)", "methane of domestic wastewater (2019)"],
            equation: "E = sum_j ((TOW_j - S_j) x B0 x MCF_j - R_j) + sum_j TOW x T_j x (1 - TOW_rem,j) x B0 x MCF_discharge",
            reference: [
                "IPCC 2019 Refinement, bind 5, ligning 6.1-6.3d",
                "IPCC 2019 Refinement, volume 5, equations 6.1-6.3d",
            ],
        },
    ),
    (
        Method::IndustrialWastewater,
        About {
            id: "industrial-wastewater",
            name: ["metan fra industrispildevand", "methane of industrial wastewater"],
            equation: "E = (P x W x COD - S) x B0 x MCF - R",
            reference: [
                "IPCC 2006, bind 5, ligning 6.4-6.6",
                "IPCC 2006, volume 5, equations 6.4-6.6",
            ],
        },
    ),
    (
        Method::WastewaterNitrousOxide2006,
        About {
            id: "wastewater-nitrous-oxide-2006",
            name: [
                "lattergas fra husspildevand (2006)",
                "nitrous oxide of domestic wastewater (2006)",
            ],
            equation: "E = (P x Protein x F_NPR x F_NON-CON x F_IND-COM - N_sludge - N2O_plant x 28/44) x EF_eff x 44/28 + N2O_plant",
            reference: [
                "IPCC 2006, bind 5, ligning 6.7-6.9",
                "IPCC 2006, volume 5, equations 6.7-6.9",
            ],
        },
    ),
    (
        Method::WastewaterNitrousOxide2019,
        About {
            id: "wastewater-nitrous-oxide-2019",
            name: [
                "lattergas fra husspildevand (2019)",
                "nitrous oxide of domestic wastewater (2019)",
            ],
            equation: "E = TN x (sum_j T_j x EF_j + sum_j T_j x (1 - N_rem,j) x EF_eff) x 44/28",
            reference: [
                "IPCC 2019 Refinement, bind 5, ligning 6.7-6.10a",
                "IPCC 2019 Refinement, volume 5, equations 6.7-6.10a",
            ],
        },
    ),
    (
        Method::PlantNitrousOxide,
        About {
            id: "plant-nitrous-oxide",
            name: [
                "lattergas fra renseanlæg, målt kvælstof",
                "nitrous oxide of a treatment plant, measured nitrogen",
            ],
            equation: "E = N_in x EF_plant x 44/28 + N_out x EF_eff x 44/28",
            reference: [
                "national praksis; IPCC 2006, bind 5, ligning 6.7",
                "national practice; IPCC 2006, volume 5, equation 6.7",
            ],
        },
    ),
    (
        Method::IndustrialNitrousOxide,
        About {
            id: "industrial-nitrous-oxide",
            name: ["lattergas fra industrispildevand", "nitrous oxide of industrial wastewater"],
            equation: "E = P x W x TN x (EF_plant + (1 - N_rem) x EF_eff) x 44/28",
            reference: [
                "IPCC 2019 Refinement, bind 5, ligning 6.11-6.14",
                "IPCC 2019 Refinement, volume 5, equations 6.11-6.14",
            ],
        },
    ),
];
