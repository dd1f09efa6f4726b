mod agriculture;
mod energy;
mod industry;
mod land;
mod waste;

use super::Method;

/// What there is to say of a method; Danish before English.
pub(super) struct About {
    pub(super) id: &'static str,
    pub(super) name: [&'static str; 2],
    pub(super) equation: &'static str,
    pub(super) reference: [&'static str; 2],
}

/// The methods of one part of the account.
type Table = &'static [(Method, About)];

const TABLES: [Table; 5] =
    [energy::TABLE, waste::TABLE, industry::TABLE, agriculture::TABLE, land::TABLE];

fn table() -> impl Iterator<Item = &'static (Method, About)> {
    TABLES.into_iter().flatten()
}

const UNKNOWN: About = About { id: "", name: ["", ""], equation: "", reference: ["", ""] };

impl Method {
    /// Every method.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::Method;
    ///
    /// assert!(Method::all().any(|method| method == Method::Landfill));
    /// ```
    pub fn all() -> impl Iterator<Item = Method> {
        table().map(|(method, _)| *method)
    }

    pub(super) fn about(self) -> &'static About {
        table().find(|(method, _)| *method == self).map_or(&UNKNOWN, |(_, about)| about)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_said_of_every_method() {
        for (method, about) in table() {
            let About { id, name, equation, reference } = about;
            let texts = [*id, name[0], name[1], *equation, reference[0], reference[1]];
            assert!(texts.iter().all(|text| !text.is_empty()), "{method:?}");
            assert_eq!(table().filter(|(_, other)| other.id == *id).count(), 1);
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn the_id_is_the_name_in_documents() {
        for method in Method::all() {
            let written = serde_json::to_string(&method).unwrap();
            assert_eq!(written, format!("\"{}\"", method.id()));
        }
    }
}
