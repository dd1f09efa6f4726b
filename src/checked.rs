//! Reading a type through the constructor that checks it.

/// Reads a type from its fields, which go to a constructor; unknown fields are refused.
macro_rules! read_checked {
    ($type:ty { $($field:ident: $kind:ty),+ $(,)? } $make:expr) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Fields {
                    $($field: $kind,)+
                }

                let Fields { $($field),+ } = Fields::deserialize(deserializer)?;
                let make: fn($($kind),+) -> $crate::Result<$type> = $make;
                make($($field),+).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use read_checked;
