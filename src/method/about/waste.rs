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
];
