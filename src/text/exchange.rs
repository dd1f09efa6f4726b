//! Tables in the formats of others.

texts! {
    // What a table has of a line.
    NO_LINE: "ingen linje i regnskabet", "no line in the account";
    SHARE_OF: "{share} af {sector}", "{share} of {sector}";
    NOT_IN_THE_NUMBER: "{part}: {keys}, ikke i tallet", "{part}: {keys}, not in the number";
    AND_MORE: "og {count} flere", "and {count} more";
    NEEDS_A_NUMBER: "{column}: kræver et tal eller en notationsnøgle",
        "{column}: needs a number or a notation key";
    NOT_DIVIDED: "Ikke opdelt", "Not divided";
    BESIDE: "Ved siden af", "Beside";

    // Totals.
    TOTAL: "I alt", "Total";
    TOTAL_OF: "I alt {level}", "Total {level}";
    TERRITORIAL_TOTAL: "Territorialt i alt", "Territorial total";
    INCOMPLETE: "ufuldstændig: {missing}", "incomplete: {missing}";

    // Why a line is left out.
    NO_NOTATION_KEYS: "{keys}: formatet har ingen notationsnøgler",
        "{keys}: the format has no notation keys";
    NO_UNIT: "PRIMAP2 har ingen enhed for {gas}; gassen er kun med i CO2e",
        "PRIMAP2 has no unit for {gas}; the gas is in CO2e only";
    OTHER_GWP_SET: "opgjort i CO2e efter {found}, regnskabet bruger {set}",
        "reported in CO2e of {found}, the account uses {set}";
    NO_GWP: "{set} har ingen værdi for {gas}", "{set} has no value for {gas}";
    MONTREAL_PROTOCOL: "gasser under Montreal-protokollen tælles ikke",
        "gases of the Montreal Protocol are not counted";
    TOO_MANY_DIGITS: "tallet har for mange cifre", "the number has too many digits";
    NO_ROW: "`{code}` er ingen række i {classification}: brug en af dens dele",
        "`{code}` is no row of {classification}: use one of its parts";

    // Crosswalks.
    NO_CROSSWALK: "ingen overgang fra {from} til {to}: giv en",
        "no crosswalk from {from} to {to}: give one";
    SHARE_TOO_LONG: "`{code}`: andelen har for mange cifre", "`{code}`: the share has too many digits";
    DIVIDED_AMONG: "`{code}` deles mellem {codes}: giv overgangen andele",
        "`{code}` is divided among {codes}: give the crosswalk shares";
    NO_PLACE: "`{code}`: {note}", "`{code}`: {note}";
    SEVERAL_ROWS: "`{code}` rummer flere rækker af overgangen: brug en af dens dele",
        "`{code}` holds several rows of the crosswalk: use one of its parts";
}
