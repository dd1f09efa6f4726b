use super::{About, Method, Table};

pub(super) const TABLE: Table = &[
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
