//! What varies in an account.

texts! {
    ASSUMED_ACTIVITY: "mængde: {what}", "activity: {what}";
    ASSUMED_FACTOR: "faktor: {what}", "factor: {what}";
    APART: "{what} ({part})", "{what} ({part})";
    FACTOR_OF_GAS: "faktor `{factor}`, {gas}", "factor `{factor}`, {gas}";
    PARAMETER: "{kind} `{id}`", "{kind} `{id}`";
}
