//! Areas one on the other: what is above zero upwards, what is below downwards.

use super::drawing::{Length, Point};

/// Heights are in thousandths of a place, so that a stack of many is not off by their rounding.
pub(super) const FINE: Length = 1000;

/// The heights of a stack at one place along the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) x: Length,
    /// Where the stack begins.
    pub(super) base: Length,
    pub(super) heights: Vec<Length>,
}

/// One area of a series: its outline, and the side of it that is away from the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) outline: Vec<Point>,
    pub(super) outer: Vec<Point>,
    /// Its largest height, in places.
    pub(super) thickness: Length,
}

/// The areas of every series, upper before lower; heights are measured upwards from a place.
pub(super) fn bands(columns: &[Column], zero: Length) -> Vec<Vec<Band>> {
    let columns = refined(columns);
    let count = columns.iter().map(|column| column.heights.len()).max().unwrap_or(0);
    (0..count)
        .map(|series| {
            [1, -1].into_iter().filter_map(|sign| band(&columns, series, sign, zero)).collect()
        })
        .collect()
}

fn band(columns: &[Column], series: usize, sign: Length, zero: Length) -> Option<Band> {
    let part = |height: &Length| (height * sign).max(0);
    let (mut inner, mut outer, mut thickest) = (Vec::new(), Vec::new(), 0);
    for column in columns {
        let own = column.heights.get(series).map_or(0, part);
        let before: Length = column.heights.iter().take(series).map(part).sum();
        let place = |height: Length| zero - (column.base + sign * height).div_euclid(FINE);
        inner.push((column.x, place(before)));
        outer.push((column.x, place(before + own)));
        thickest = thickest.max(own);
    }
    inner.reverse();
    let outline = outer.iter().copied().chain(inner).collect();
    (thickest > 0).then_some(Band { outline, outer, thickness: thickest / FINE })
}

/// The middle of each series in a column.
pub(super) fn middles(column: &Column, zero: Length) -> Vec<Length> {
    let (mut above, mut below) = (column.base, column.base);
    let middle = |height: &Length| {
        let side = if *height < 0 { &mut below } else { &mut above };
        let middle = *side + height / 2;
        *side += height;
        zero - middle.div_euclid(FINE)
    };
    column.heights.iter().map(middle).collect()
}

/// The columns, and one wherever a series passes zero between two.
fn refined(columns: &[Column]) -> Vec<Column> {
    let mut all = Vec::with_capacity(columns.len());
    for (left, right) in columns.iter().zip(columns.iter().skip(1)) {
        all.push(left.clone());
        let mut crossings: Vec<(Length, Length, usize)> = Vec::new();
        for (series, (from, to)) in left.heights.iter().zip(&right.heights).enumerate() {
            if from.signum() * to.signum() == -1 {
                crossings.push((from.abs(), from.abs() + to.abs(), series));
            }
        }
        crossings.sort_by_key(|(part, whole, _)| part * FINE / whole);
        for (part, whole, crossing) in crossings {
            let between = |from: Length, to: Length| {
                let way = i128::from(to - from) * i128::from(part) / i128::from(whole);
                from + Length::try_from(way).unwrap_or(0)
            };
            let heights = left.heights.iter().zip(&right.heights).enumerate();
            all.push(Column {
                x: between(left.x, right.x),
                base: between(left.base, right.base),
                heights: heights
                    .map(
                        |(series, (from, to))| {
                            if series == crossing { 0 } else { between(*from, *to) }
                        },
                    )
                    .collect(),
            });
        }
    }
    all.extend(columns.last().cloned());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(x: Length, heights: &[Length]) -> Column {
        Column { x, base: 0, heights: heights.iter().map(|height| height * FINE).collect() }
    }

    #[test]
    fn what_is_negative_is_stacked_downwards() {
        let columns = [column(0, &[10, -4, 5]), column(100, &[20, -2, 5])];
        let bands = bands(&columns, 50);
        assert_eq!(bands[0][0].outline, [(0, 40), (100, 30), (100, 50), (0, 50)]);
        assert_eq!(bands[1][0].outline, [(0, 54), (100, 52), (100, 50), (0, 50)]);
        assert_eq!(bands[2][0].outline, [(0, 35), (100, 25), (100, 30), (0, 40)]);
        assert_eq!(bands[2][0].thickness, 5);
        assert_eq!(middles(&columns[1], 50), [40, 51, 28]);
    }

    #[test]
    fn a_change_of_sign_meets_the_axis() {
        // From 30 to -10 passes zero after three quarters, where the other is at 13.
        let bands = bands(&[column(0, &[30, 10]), column(100, &[-10, 14])], 0);
        let [above, below] = bands[0].as_slice() else { panic!("{bands:?}") };
        assert_eq!(above.outer, [(0, -30), (75, 0), (100, 0)]);
        assert_eq!(below.outer, [(0, 0), (75, 0), (100, 10)]);
        assert_eq!(bands[1][0].outer, [(0, -40), (75, -13), (100, -14)]);
    }
}
