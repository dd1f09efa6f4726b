//! Colours that people with any colour vision tell apart.
//!
//! The set of Masataka Okabe and Kei Ito, *Color Universal Design (CUD): How to make figures and
//! presentations that are friendly to colorblind people*, 2002, revised 2008,
//! <https://jfly.uni-koeln.de/color/>. It is ordered here so that neighbours differ in lightness, too:
//! dark and light alternate in a grey print.

use super::drawing::Fill;

/// A colour, and whether text on it is white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour {
    pub(super) hex: &'static str,
    pub(super) takes_white: bool,
}

const fn colour(hex: &'static str, takes_white: bool) -> Colour {
    Colour { hex, takes_white }
}

pub(super) const BLUE: Colour = colour("#0072B2", true);
pub(super) const ORANGE: Colour = colour("#E69F00", false);
const BLUISH_GREEN: Colour = colour("#009E73", false);
const YELLOW: Colour = colour("#F0E442", false);
const VERMILLION: Colour = colour("#D55E00", false);
const SKY_BLUE: Colour = colour("#56B4E9", false);
const REDDISH_PURPLE: Colour = colour("#CC79A7", false);
pub(super) const BLACK: Colour = colour("#000000", true);
pub(super) const DARK_GREY: Colour = colour("#595959", true);
pub(super) const GREY: Colour = colour("#8C8C8C", false);
pub(super) const PALE_GREY: Colour = colour("#DDDDDD", false);
pub(super) const WHITE: Colour = colour("#FFFFFF", false);

const SERIES: [Colour; 7] =
    [SKY_BLUE, BLUE, ORANGE, BLUISH_GREEN, YELLOW, VERMILLION, REDDISH_PURPLE];

/// The colour of a series by its place, and whether it is striped because the colours began anew.
pub(super) fn series_colour(index: usize) -> (Colour, bool) {
    let colour = SERIES.get(index % SERIES.len()).copied().unwrap_or(GREY);
    (colour, (index / SERIES.len()) % 2 == 1)
}

/// How a series is filled.
pub(super) fn series_fill(index: usize) -> Fill {
    match series_colour(index) {
        (colour, true) => Fill::Striped(colour),
        (colour, false) => Fill::Colour(colour),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lightness on a scale to 255000, by the weights of ITU-R BT.601.
    fn lightness(colour: Colour) -> u32 {
        let part = |from: usize| u32::from_str_radix(&colour.hex[from..from + 2], 16).unwrap();
        299 * part(1) + 587 * part(3) + 114 * part(5)
    }

    #[test]
    fn neighbours_differ_in_grey() {
        for (left, right) in SERIES.iter().zip(SERIES.iter().skip(1)) {
            assert!(lightness(*left).abs_diff(lightness(*right)) > 30_000, "{left:?} {right:?}");
        }
        assert_eq!(series_colour(1), (BLUE, false));
        assert_eq!(series_colour(9), (ORANGE, true));
    }
}
