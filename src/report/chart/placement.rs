//! Where labels go, so that none lies over another.

use super::drawing::Length;

/// Places intervals one after the other, without overlap, within bounds, in their order, as near as
/// possible to where they want to be: least squares of the distances.
///
/// An interval is its wanted centre and its length. Neighbours that would overlap form a block, whose
/// members share one shift, their mean (pool adjacent violators). Gives the beginnings. Where the
/// bounds are too narrow, they begin at the lower one.
pub(super) fn spread(wanted: &[(Length, Length)], (low, high): (Length, Length)) -> Vec<Length> {
    // What the intervals before take up is subtracted, so that order is all that is left to keep.
    let mut taken = 0;
    let mut blocks: Vec<(Length, Length)> = Vec::with_capacity(wanted.len());
    for (centre, length) in wanted {
        let mut block = (centre - length / 2 - taken, 1);
        taken += length;
        while let Some(before) = blocks.pop_if(|before| mean(*before) > mean(block)) {
            block = (before.0 + block.0, before.1 + block.1);
        }
        blocks.push(block);
    }
    let last = (high - taken).max(low);
    let shifts = blocks.iter().flat_map(|block| {
        let shift = mean(*block).clamp(low, last);
        (0..block.1).map(move |_| shift)
    });
    let mut taken = 0;
    shifts
        .zip(wanted)
        .map(|(shift, (_, length))| {
            let place = shift + taken;
            taken += length;
            place
        })
        .collect()
}

fn mean((sum, count): (Length, Length)) -> Length {
    sum.div_euclid(count)
}

/// Which of labels along an axis can stand, the last one first: centre and width of each, with a gap.
pub(super) fn thinned(centres: &[(Length, Length)], gap: Length) -> Vec<bool> {
    let mut kept = vec![false; centres.len()];
    let mut free: Option<Length> = None;
    for ((centre, width), keep) in centres.iter().zip(&mut kept).rev() {
        let right = centre + width / 2 + gap;
        if free.is_none_or(|free| right <= free) {
            *keep = true;
            free = Some(centre - (width + 1) / 2);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn neighbours_share_the_shift() {
        // 100 and 104 want the same place: each gives way by 8.
        assert_eq!(spread(&[(100, 20), (104, 20)], (0, 1000)), [82, 102]);
        assert_eq!(spread(&[(100, 20), (150, 20)], (0, 1000)), [90, 140]);
        assert_eq!(spread(&[(0, 20), (5, 20)], (0, 1000)), [0, 20]);
        assert_eq!(spread(&[(990, 20), (999, 20)], (0, 1000)), [960, 980]);
    }

    #[test]
    fn crowded_ticks_are_thinned_from_the_end() {
        assert_eq!(thinned(&[(0, 30), (20, 30), (40, 30)], 5), [true, false, true]);
        assert!(thinned(&[], 5).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_overlaps_or_leaves_the_bounds(
            mut wanted in prop::collection::vec((-500_i64..1500, 0_i64..60), 0..30),
            room in 0_i64..2000,
        ) {
            wanted.sort_unstable();
            let total: i64 = wanted.iter().map(|(_, length)| length).sum();
            let bounds = (0, total + room);
            let places = spread(&wanted, bounds);
            let ends = places.iter().zip(&wanted).map(|(place, (_, length))| place + length);
            for (end, next) in ends.clone().zip(places.iter().skip(1)) {
                prop_assert!(end <= *next);
            }
            prop_assert!(places.iter().all(|place| *place >= 0));
            prop_assert!(ends.into_iter().all(|end| end <= bounds.1));
        }

        #[test]
        fn what_fits_stays_where_it_wants(gaps in prop::collection::vec(20_i64..90, 1..20)) {
            let mut centre = 10;
            let wanted: Vec<_> = gaps.iter().map(|gap| { centre += gap; (centre, 20) }).collect();
            let places = spread(&wanted, (0, centre + 10));
            prop_assert!(places.iter().zip(&wanted).all(|(place, (centre, _))| place + 10 == *centre));
        }
    }
}
