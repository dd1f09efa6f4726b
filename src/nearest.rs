//! Suggestions for misspelt names.

/// Up to this many known names are offered.
const OFFERED: usize = 3;

/// Names longer than this are not compared.
const LENGTH_LIMIT: usize = 64;

/// The known names nearest to a misspelt one, the nearest first, at most three; empty where none is
/// near.
///
/// # Examples
///
/// ```
/// use climate_account::nearest_names;
///
/// assert_eq!(nearest_names("samso", ["Skive", "Samsø", "Odder"].into_iter()), ["Samsø"]);
/// ```
pub fn names<'a>(text: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = text.to_lowercase().chars().take(LENGTH_LIMIT + 1).collect();
    if wanted.is_empty() || wanted.len() > LENGTH_LIMIT {
        return Vec::new();
    }
    // One slip in short words, a third of the letters in long ones.
    let limit = (wanted.len() / 3).max(1);
    let mut near: Vec<(usize, &str)> = known
        .filter_map(|name| {
            let candidate: Vec<char> = name.to_lowercase().chars().collect();
            // Every letter is one slip from every other.
            let letters = wanted.len() == 1 && candidate.len() == 1;
            if letters || candidate.len().abs_diff(wanted.len()) > limit {
                return None;
            }
            let distance = edit_distance(&wanted, &candidate);
            (distance <= limit).then_some((distance, name))
        })
        .collect();
    // Stable: names that are equally near stay in the order of the data.
    near.sort_by_key(|&(distance, _)| distance);
    near.into_iter().take(OFFERED).map(|(_, name)| name).collect()
}

/// `; did you mean ...?`, or nothing.
pub(crate) fn suggestion<'a>(text: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near: Vec<String> = names(text, known).iter().map(|name| format!("`{name}`")).collect();
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) }
}

/// Insertions, deletions, substitutions and swaps of neighbours between two words.
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut last_letter = None;
    for (above, letter) in left.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(above + 1);
        let mut last_other = None;
        for (index, (other, costs)) in right.iter().zip(row.windows(2)).enumerate() {
            let &[diagonal, up] = costs else { continue };
            let side = next.last().copied().unwrap_or_default();
            let mut cost = (diagonal + usize::from(letter != other)).min(up.min(side) + 1);
            let swapped = last_letter == Some(other) && last_other == Some(letter);
            if let Some(&two_back) = index.checked_sub(1).and_then(|at| before.get(at))
                && swapped
            {
                cost = cost.min(two_back + 1);
            }
            next.push(cost);
            last_other = Some(other);
        }
        before = core::mem::replace(&mut row, next);
        last_letter = Some(letter);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(left: &str, right: &str) -> usize {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        edit_distance(&chars(left), &chars(right))
    }

    #[test]
    fn counts_slips() {
        let cases = [
            ("", "", 0),
            ("kitten", "sitting", 3),
            ("ø", "o", 1),
            ("litter", "liter", 1),
            ("tiler", "liter", 2),
            ("kHw", "kWh", 2),
            ("kHW", "kWH", 1),
            ("", "abc", 3),
            ("abc", "", 3),
            ("hetkar", "hektar", 1),
        ];
        for (left, right, expected) in cases {
            assert_eq!(distance(left, right), expected, "{left} {right}");
        }
    }

    #[test]
    fn offers_only_what_is_near() {
        let known = ["Samsø", "Skive", "Struer", "Aarhus"];
        assert_eq!(names("samso", known.into_iter()), ["Samsø"]);
        assert_eq!(suggestion("Xxxxx", known.into_iter()), "");
        assert_eq!(names("", known.into_iter()), [""; 0]);
        assert_eq!(names("x", ["y"].into_iter()), [""; 0]);
        assert!(names(&"x".repeat(1000), known.into_iter()).is_empty());
        assert_eq!(suggestion("Skivo", known.into_iter()), "; did you mean `Skive`?");
    }
}
