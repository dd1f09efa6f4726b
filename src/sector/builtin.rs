//! The compiled-in trees. A table that did not make a tree would leave it empty; the tests count
//! the rows.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use super::{Classification, SectorRow};
use crate::language::Title;
use crate::table::{Row, rows};
use crate::text::factor as text;

pub(super) static GPC_TABLE: &str = include_str!("../data/gpc.csv");
pub(super) static GCOM_CRF_TABLE: &str = include_str!("../data/gcom_crf.csv");
static IPCC_2006_TABLE: &str = include_str!("../data/ipcc2006.csv");
static DANISH_TABLE: &str = include_str!("../data/danish.csv");

pub(super) static GPC: LazyLock<Arc<Classification>> = LazyLock::new(|| {
    let title = text::GPC.title();
    build("gpc", title, GPC_TABLE, sector_row)
});

pub(super) static IPCC_2006: LazyLock<Arc<Classification>> = LazyLock::new(|| {
    let title = text::IPCC_2006.title();
    build("ipcc-2006", title, IPCC_2006_TABLE, |row| {
        let sector = sector_row(row);
        let short = row.get("code").replace('.', "");
        if short == sector.code { sector } else { sector.alias(short) }
    })
});

pub(super) static DANISH: LazyLock<Arc<Classification>> = LazyLock::new(|| {
    let title = text::DANISH_ACCOUNT.title();
    build("danish", title, DANISH_TABLE, sector_row)
});

pub(super) static GCOM_CRF: LazyLock<Arc<Classification>> = LazyLock::new(|| {
    let title = text::COMMON_REPORTING_FRAMEWORK.title();
    build("gcom-crf", title, GCOM_CRF_TABLE, sector_row)
});

fn build(
    id: &'static str,
    title: Title,
    table: &'static str,
    read: impl Fn(&Row) -> SectorRow,
) -> Arc<Classification> {
    let id = Cow::Borrowed(id);
    let sectors = rows(table).map(|row| read(&row));
    let tree = Classification::assemble(id.clone(), title.clone(), sectors);
    Arc::new(tree.unwrap_or_else(|_| Classification::empty(id, title)))
}

fn sector_row(row: &Row) -> SectorRow {
    let parent = row.get("parent");
    SectorRow {
        code: row.get("code").into(),
        title: Title::new(row.get("title_da"), row.get("title_en")),
        parent: (!parent.is_empty()).then_some(parent.into()),
        scope: row.get("scope").parse().ok(),
        aliases: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_makes_a_tree() {
        let tables = [
            (Classification::gpc(), GPC_TABLE),
            (Classification::ipcc_2006(), IPCC_2006_TABLE),
            (Classification::danish(), DANISH_TABLE),
            (Classification::gcom_crf(), GCOM_CRF_TABLE),
        ];
        for (tree, table) in tables {
            assert_eq!(tree.sectors().len(), table.lines().count() - 1, "{tree:?}");
            for sector in tree.sectors() {
                assert!(!sector.title().da.is_empty() && !sector.title().en.is_empty());
                assert!(!sector.title().da.contains(" - "), "{sector:?}");
            }
        }
    }
}
