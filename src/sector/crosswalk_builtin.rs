//! The compiled-in crosswalks. A table that did not pass the checks would leave its crosswalk
//! empty; the tests count the rows.

use std::sync::{Arc, LazyLock};

use super::crosswalk_row::CrosswalkRow;
use super::{Classification, Crosswalk};
use crate::language::Title;
use crate::table::{Row, rows};

static GPC_TO_IPCC_2006_TABLE: &str = include_str!("../data/crosswalk_gpc_ipcc2006.csv");
static IPCC_2006_TO_GPC_TABLE: &str = include_str!("../data/crosswalk_ipcc2006_gpc.csv");
static GPC_TO_GCOM_CRF_TABLE: &str = include_str!("../data/crosswalk_gpc_gcom_crf.csv");
static DANISH_TO_GPC_TABLE: &str = include_str!("../data/crosswalk_danish_gpc.csv");

pub(super) static GPC_TO_IPCC_2006: LazyLock<Arc<Crosswalk>> = LazyLock::new(|| {
    build(Classification::gpc(), Classification::ipcc_2006(), GPC_TO_IPCC_2006_TABLE)
});

pub(super) static IPCC_2006_TO_GPC: LazyLock<Arc<Crosswalk>> = LazyLock::new(|| {
    build(Classification::ipcc_2006(), Classification::gpc(), IPCC_2006_TO_GPC_TABLE)
});

pub(super) static GPC_TO_GCOM_CRF: LazyLock<Arc<Crosswalk>> = LazyLock::new(|| {
    build(Classification::gpc(), Classification::gcom_crf(), GPC_TO_GCOM_CRF_TABLE)
});

pub(super) static DANISH_TO_GPC: LazyLock<Arc<Crosswalk>> =
    LazyLock::new(|| build(Classification::danish(), Classification::gpc(), DANISH_TO_GPC_TABLE));

fn build(
    from: &Arc<Classification>,
    to: &Arc<Classification>,
    table: &'static str,
) -> Arc<Crosswalk> {
    let lines = rows(table).map(|row| crosswalk_row(&row));
    let crosswalk = Crosswalk::new(Arc::clone(from), Arc::clone(to), lines);
    Arc::new(crosswalk.unwrap_or_else(|_| Crosswalk::empty(Arc::clone(from), Arc::clone(to))))
}

fn crosswalk_row(row: &Row) -> CrosswalkRow {
    let targets = row.get("to").split(';').filter(|target| !target.is_empty());
    let line = CrosswalkRow::split(row.get("from"), targets);
    match (row.get("note_da"), row.get("note_en")) {
        ("", "") => line,
        (danish, english) => line.note(Title::new(danish, english)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_makes_a_crosswalk() {
        let tables = [
            (Crosswalk::gpc_to_ipcc_2006(), GPC_TO_IPCC_2006_TABLE),
            (Crosswalk::ipcc_2006_to_gpc(), IPCC_2006_TO_GPC_TABLE),
            (Crosswalk::gpc_to_gcom_crf(), GPC_TO_GCOM_CRF_TABLE),
            (Crosswalk::danish_to_gpc(), DANISH_TO_GPC_TABLE),
        ];
        for (crosswalk, table) in tables {
            assert_eq!(crosswalk.rows().len(), table.lines().count() - 1, "{crosswalk:?}");
        }
    }
}
