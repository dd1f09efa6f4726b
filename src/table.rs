//! Reader of the tables that are compiled in: comma separated, one header line, fields in double
//! quotes where they hold a comma, no quotes inside a field. Tables of users go through the readers
//! of `exchange`, which report errors; these tables are ours, and tests count their rows.

use std::sync::Arc;

pub(crate) struct Row {
    header: Arc<[&'static str]>,
    fields: Vec<&'static str>,
}

impl Row {
    /// The field of a column, empty where the table has no such column.
    pub(crate) fn get(&self, column: &str) -> &'static str {
        self.header
            .iter()
            .position(|name| *name == column)
            .and_then(|index| self.fields.get(index).copied())
            .unwrap_or("")
    }
}

pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Row> {
    let mut lines = text.lines();
    let header: Arc<[&str]> = lines.next().map(split).unwrap_or_default().into();
    lines
        .filter(|line| !line.is_empty())
        .map(move |line| Row { header: Arc::clone(&header), fields: split(line) })
}

fn split(line: &'static str) -> Vec<&'static str> {
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        let (field, after) = match rest.strip_prefix('"') {
            Some(quoted) => match quoted.split_once('"') {
                Some((field, after)) => (field, after.strip_prefix(',')),
                None => (quoted, None),
            },
            None => match rest.split_once(',') {
                Some((field, after)) => (field, Some(after)),
                None => (rest, None),
            },
        };
        fields.push(field);
        match after {
            Some(after) => rest = after,
            None => return fields,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_quoted_fields() {
        let rows: Vec<Row> = rows("a,b,c\n1,\"2, and more\",\n\"\",5,6\n").collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].get("b"), "2, and more");
        assert_eq!((rows[0].get("c"), rows[1].get("a"), rows[1].get("c")), ("", "", "6"));
        assert_eq!(rows[0].get("d"), "");
    }
}
