//! Classifications and crosswalks as JSON.

use core::fmt;
use std::sync::Arc;

use serde::de::value::MapAccessDeserializer;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::crosswalk_row::CrosswalkRow;
use super::{Classification, Crosswalk, Sector, SectorRow};
use crate::language::Title;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tree {
    id: String,
    title: Title,
    sectors: Vec<SectorRow>,
}

impl Serialize for Classification {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows: Vec<&SectorRow> = self.sectors().map(Sector::row).collect();
        let mut tree = serializer.serialize_struct("Classification", 3)?;
        tree.serialize_field("id", self.id())?;
        tree.serialize_field("title", self.title())?;
        tree.serialize_field("sectors", &rows)?;
        tree.end()
    }
}

impl<'de> Deserialize<'de> for Classification {
    /// Reads the object, or the id of a built-in classification.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Classification, D::Error> {
        Shared::deserialize(deserializer).map(|Shared(tree)| Arc::unwrap_or_clone(tree))
    }
}

/// A classification that is written as its id where it is built in.
struct Shared(Arc<Classification>);

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match Classification::built_in().find(|known| **known == self.0) {
            Some(known) => serializer.serialize_str(known.id()),
            None => self.0.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Shared {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Shared, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Shared;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "a classification with id, title and sectors, or the id of a built-in one",
                )
            }

            fn visit_str<E: de::Error>(self, id: &str) -> Result<Shared, E> {
                Classification::by_id(id).map(|known| Shared(Arc::clone(known))).map_err(E::custom)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Shared, A::Error> {
                let Tree { id, title, sectors } =
                    Tree::deserialize(MapAccessDeserializer::new(map))?;
                let tree = Classification::new(id, title, sectors).map_err(de::Error::custom)?;
                Ok(Shared(Arc::new(tree)))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Way {
    from: Shared,
    to: Shared,
    rows: Vec<CrosswalkRow>,
}

impl Serialize for Crosswalk {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Way {
            from: Shared(Arc::clone(self.from())),
            to: Shared(Arc::clone(self.to())),
            rows: self.rows().collect(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Crosswalk {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Crosswalk, D::Error> {
        let Way { from: Shared(from), to: Shared(to), rows } = Way::deserialize(deserializer)?;
        Crosswalk::new(from, to, rows).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_an_object_or_an_id() {
        let text = r#"{"id":"own","title":{"da":"Egen","en":"Own"},"sectors":[
            {"code":"a","title":{"da":"A","en":"A"}},
            {"code":"a1","title":{"da":"A1","en":"A1"},"parent":"a","scope":1,"aliases":["one"]}]}"#;
        let tree: Classification = serde_json::from_str(text).unwrap();
        assert_eq!(tree.sector("one").unwrap().code(), "a1");
        let written = serde_json::to_value(&tree).unwrap();
        assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap());
        let known: Classification = serde_json::from_str("\"gpc\"").unwrap();
        assert_eq!(&known, Classification::gpc().as_ref());
    }

    #[test]
    fn built_in_documents_come_back() {
        for tree in Classification::built_in() {
            let text = serde_json::to_string(tree).unwrap();
            assert_eq!(&serde_json::from_str::<Classification>(&text).unwrap(), tree.as_ref());
        }
        for crosswalk in Crosswalk::built_in() {
            let value = serde_json::to_value(crosswalk).unwrap();
            assert_eq!(value["from"], crosswalk.from().id());
            assert_eq!(&serde_json::from_value::<Crosswalk>(value).unwrap(), crosswalk.as_ref());
        }
    }

    #[test]
    fn bad_documents_say_what_is_wrong() {
        let message =
            |text: &str| serde_json::from_str::<Classification>(text).unwrap_err().to_string();
        let cases = [
            ("\"crf\"", "expected a classification (danish, gcom-crf, gpc, ipcc-2006)"),
            ("7", "expected a classification with id, title and sectors"),
            (r#"{"id":"own","title":{"da":"","en":""},"sectors":[]}"#, "found none"),
            (r#"{"id":"own","name":"x"}"#, "unknown field `name`"),
            (
                r#"{"id":"own","title":{"da":"","en":""},
                    "sectors":[{"code":"a","title":{"da":"","en":""},"scope":4}]}"#,
                "expected a scope, 1, 2 or 3, found `4`",
            ),
        ];
        for (text, expected) in cases {
            assert!(message(text).contains(expected), "{}", message(text));
        }
    }
}
