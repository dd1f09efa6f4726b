//! How wide a text is, without a font at hand.

use super::drawing::Length;

/// Advance widths of Helvetica in thousandths of the type size, from the space on. Arial and
/// Liberation Sans have the same.
const ASCII: [Length; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
    278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
];
const WIDE: Length = 1000;
/// No accented letter is wider.
const LATIN: Length = 778;
/// Bold letters in per cent of regular ones.
const BOLD: Length = 110;

/// The width of a text of a size; rather too wide than too narrow.
pub(super) fn text_width(text: &str, size: Length, bold: bool) -> Length {
    let advance = |letter: char| match letter {
        'æ' => 889,
        'Æ' => WIDE,
        ' '..='~' => {
            let index = usize::try_from(u32::from(letter) - 32).unwrap_or(0);
            ASCII.get(index).copied().unwrap_or(WIDE)
        }
        '\u{a0}'..='\u{2ff}' | '\u{2080}'..='\u{2089}' => LATIN,
        _ => WIDE,
    };
    let thousandths: Length = text.chars().map(advance).sum();
    let percent = if bold { BOLD } else { 100 };
    (thousandths * size * percent + 99_999) / 100_000
}

/// The text in lines of at most a width, broken between words; a word that is too wide, within.
pub(super) fn wrap(text: &str, width: Length, size: Length, bold: bool) -> Vec<String> {
    let fits = |text: &str| text_width(text, size, bold) <= width;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut()
            && fits(&format!("{line} {word}"))
        {
            line.push(' ');
            line.push_str(word);
            continue;
        }
        let mut line = String::new();
        let mut letters = word.chars().peekable();
        while let Some(letter) = letters.next() {
            line.push(letter);
            // A hyphen ends a broken line, so it has to fit, too.
            if let Some(next) = letters.peek()
                && !fits(&format!("{line}{next}-"))
                && !fits(&format!("{line}{}", letters.clone().collect::<String>()))
            {
                line.push('-');
                lines.push(core::mem::take(&mut line));
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_have_the_widths_of_helvetica() {
        // 722 + 556 + 222 + 556 thousandths of 10
        assert_eq!(text_width("Halo", 1000, false), 722 + 556 + 222 + 556);
        assert_eq!(text_width("æ", 100, false), 89);
        assert_eq!(text_width("~", 1000, false), 584);
        assert_eq!(text_width("", 100, true), 0);
    }

    #[test]
    fn lines_break_between_words_and_within_long_ones() {
        assert_eq!(wrap("Landbrug og arealer", 600, 100, false), ["Landbrug og", "arealer"]);
        assert_eq!(wrap("Spildevandsrensning", 600, 100, false), ["Spildevands-", "rensning"]);
        assert!(wrap(" \t\n", 600, 100, false).is_empty());
    }

    proptest! {
        #[test]
        fn lines_keep_every_letter_and_the_width(text in "[ a-zæøåA-Z0-9]{0,80}", width in 200_i64..2000) {
            let lines = wrap(&text, width, 120, false);
            for line in &lines {
                prop_assert!(text_width(line, 120, false) <= width, "{line}");
            }
            let letters = |text: &str| text.replace([' ', '-'], "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
