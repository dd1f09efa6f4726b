//! Texts repeat from line to line: each is kept and understood once.

use std::collections::HashMap;
use std::sync::Arc;

use crate::error::Result;

/// Values by the text that they were read from.
#[derive(Debug)]
pub(super) struct Memory<T> {
    last: Option<(Arc<str>, T)>,
    known: HashMap<Arc<str>, T>,
}

impl<T> Default for Memory<T> {
    fn default() -> Memory<T> {
        Memory { last: None, known: HashMap::new() }
    }
}

impl<T: Clone> Memory<T> {
    pub(super) fn get(&mut self, text: &str, read: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        if let Some((last, value)) = &self.last
            && **last == *text
        {
            return Ok(value.clone());
        }
        let (text, value) = match self.known.get_key_value(text) {
            Some((text, value)) => (Arc::clone(text), value.clone()),
            None => {
                let (value, text) = (read(text)?, Arc::from(text));
                self.known.insert(Arc::clone(&text), value.clone());
                (text, value)
            }
        };
        self.last = Some((text, value.clone()));
        Ok(value)
    }
}

/// Shared texts.
pub(super) type Texts = Memory<Arc<str>>;

impl Texts {
    /// The text, `None` where it is empty.
    pub(super) fn optional(&mut self, text: &str) -> Option<Arc<str>> {
        if text.is_empty() { None } else { self.get(text, |text| Ok(text.into())).ok() }
    }
}
