use super::{About, Method, Table};

pub(super) const TABLE: Table = &[
    (
        Method::DirectEntry,
        About {
            id: "direct-entry",
            name: ["direkte indberetning", "direct entry"],
            equation: "E_g = reported mass of gas g",
            reference: [
                "GPC kapitel 5; IPCC 2006, bind 1, kapitel 2 (målte data)",
                "GPC chapter 5; IPCC 2006, volume 1, chapter 2 (measured data)",
            ],
        },
    ),
    (
        Method::ActivityTimesFactor,
        About {
            id: "activity-times-factor",
            name: ["aktivitet x emissionsfaktor", "activity x emission factor"],
            equation: "E_g = A x EF_g",
            reference: [
                "IPCC 2006, bind 1, kapitel 1 (grundligning); GPC kapitel 5",
                "IPCC 2006, volume 1, chapter 1 (basic equation); GPC chapter 5",
            ],
        },
    ),
    (
        Method::BlendCombustion,
        About {
            id: "blend-combustion",
            name: ["forbrænding af blandet brændsel", "combustion of a blended fuel"],
            equation: "E_g = Q_net x (1 - b) x EF_g,fossil + Q_net x b x EF_g,biogenic",
            reference: [
                "IPCC 2006, bind 2, afsnit 2.3.3.4 og 3.2.1.2",
                "IPCC 2006, volume 2, sections 2.3.3.4 and 3.2.1.2",
            ],
        },
    ),
    (
        Method::Combustion,
        About {
            id: "combustion",
            name: ["forbrænding", "combustion"],
            equation: "E_g = Q_net x EF_g",
            reference: [
                "IPCC 2006, bind 2, ligning 2.1 og 2.2",
                "IPCC 2006, volume 2, equations 2.1 and 2.2",
            ],
        },
    ),
    (
        Method::CombustionByCarbon,
        About {
            id: "combustion-by-carbon",
            name: ["forbrænding efter kulstofindhold", "combustion by carbon content"],
            equation: "E_CO2 = Q_net x CC x OF x 44/12",
            reference: [
                "IPCC 2006, bind 2, afsnit 1.4.2.1 og kapitel 2",
                "IPCC 2006, volume 2, section 1.4.2.1 and chapter 2",
            ],
        },
    ),
    (
        Method::FuelUseByDistance,
        About {
            id: "fuel-use-by-distance",
            name: ["kørt distance x brændstofforbrug", "distance x fuel use"],
            equation: "E_g = vkm x q x NCV x EF_g",
            reference: [
                "IPCC 2006, bind 2, ligning 3.2.6, 3.2.1 og 3.4.1",
                "IPCC 2006, volume 2, equations 3.2.6, 3.2.1 and 3.4.1",
            ],
        },
    ),
    (
        Method::OffRoadMachinery,
        About {
            id: "off-road-machinery",
            name: ["ikke-vejgående maskiner", "off-road machinery"],
            equation: "E_g = N x H x P x LF x EF_g",
            reference: ["IPCC 2006, bind 2, ligning 3.3.3", "IPCC 2006, volume 2, equation 3.3.3"],
        },
    ),
    (
        Method::SegmentLeaks,
        About {
            id: "segment-leaks",
            name: ["lækager fra gasforsyningen", "leaks of the gas supply"],
            equation: "E_g = A_segment x EF_g,segment",
            reference: [
                "IPCC 2019-forbedringen, bind 2, tabel 4.2.4j og 4.2.4k",
                "IPCC 2019 Refinement, volume 2, tables 4.2.4j and 4.2.4k",
            ],
        },
    ),
    (
        Method::UreaAdditive,
        About {
            id: "urea-additive",
            name: ["urea i katalysatorer", "urea additive of catalysts"],
            equation: "E_CO2 = additive x purity x 12/60 x 44/12",
            reference: ["IPCC 2006, bind 2, ligning 3.2.2", "IPCC 2006, volume 2, equation 3.2.2"],
        },
    ),
    (
        Method::GridLoss,
        About {
            id: "grid-loss",
            name: ["nettab", "grid loss"],
            equation: "E_loss = C x l_s / (1 - l_s) x EF_plant",
            reference: [
                "GPC kapitel 6 (tab i transmission og distribution)",
                "GPC chapter 6 (transmission and distribution loss)",
            ],
        },
    ),
    (
        Method::ElectricityAverage,
        About {
            id: "electricity-average",
            name: ["el, gennemsnit", "electricity, average"],
            equation: "E = C x EF / (1 - l_s)",
            reference: [
                "GHG-protokollens scope 2-vejledning, lokationsbaseret",
                "GHG Protocol Scope 2 Guidance, location-based",
            ],
        },
    ),
    (
        Method::ElectricityHourly,
        About {
            id: "electricity-hourly",
            name: ["el, time for time", "electricity, hourly"],
            equation: "E = sum_t [ min(P_t, C_t) x EF_P + max(0, C_t - P_t) x EF_t ]",
            reference: [
                "princippet i Energinets kommunale miljødeklarationer",
                "principle of Energinet's municipal environmental declarations",
            ],
        },
    ),
    (
        Method::ElectricityMunicipalMix,
        About {
            id: "electricity-municipal-mix",
            name: ["el, kommunens eget miks", "electricity, municipal mix"],
            equation: "E = min(1, C / G) x sum_i E_i + max(0, C - G) x EF_import",
            reference: [
                "strategisk energiplanlægning i danske kommuner",
                "strategic energy planning of Danish municipalities",
            ],
        },
    ),
    (
        Method::ElectricityCredit,
        About {
            id: "electricity-credit",
            name: ["el, forbrug minus fradrag", "electricity, consumption minus credit"],
            equation: "E = C x EF_C - sum_j s_j x P_j x EF_P",
            reference: ["de første danske CO2-beregnere", "the first Danish CO2 calculators"],
        },
    ),
    (
        Method::ElectricityMarketBased,
        About {
            id: "electricity-market-based",
            name: ["el, markedsbaseret", "electricity, market-based"],
            equation: "E = sum_i GO_i x EF_i + (C - sum_i GO_i) x EF_residual",
            reference: [
                "GHG-protokollens scope 2-vejledning, markedsbaseret",
                "GHG Protocol Scope 2 Guidance, market-based",
            ],
        },
    ),
    (
        Method::RenewableCredit,
        About {
            id: "renewable-credit",
            name: ["fradrag for vedvarende energi", "renewable credit"],
            equation: "credit = - sum_j s_j x P_j x EF_displaced",
            reference: [
                "dansk kommunal praksis; memo i GPC",
                "Danish municipal practice; memo item in the GPC",
            ],
        },
    ),
    (
        Method::CombinedHeatAndPower,
        About {
            id: "combined-heat-and-power",
            name: ["kraftvarme", "combined heat and power"],
            equation: "E_q = E x F_q / F, E_w = E - E_q",
            reference: [
                "dansk 125 %- og 200 %-praksis; GHG-protokollens kraftvarmeværktøj",
                "Danish 125 % and 200 % practice; GHG Protocol tool for combined heat and power",
            ],
        },
    ),
    (
        Method::DistrictHeat,
        About {
            id: "district-heat",
            name: ["fjernvarmenet", "district-heat network"],
            equation: "f = ( sum_p E_p + sum_m Q_m x f_m + W_pump x f_el ) / ( Q x (1 - l) )",
            reference: [
                "danske fjernvarmedeklarationer",
                "declarations of Danish district-heat companies",
            ],
        },
    ),
    (
        Method::HeatPump,
        About {
            id: "heat-pump",
            name: ["varmepumpe eller elkedel", "heat pump or electric boiler"],
            equation: "E = Q / SPF x f_el",
            reference: ["energibalance", "energy balance"],
        },
    ),
    (
        Method::SupplyNetwork,
        About {
            id: "supply-network",
            name: ["forsyningsnet", "supply networks"],
            equation: "D_n x f_n = e_n + sum_m A_nm x f_m",
            reference: ["input-output-balance", "input-output balance"],
        },
    ),
];
